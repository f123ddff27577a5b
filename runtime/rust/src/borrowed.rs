//! Messages that borrow from the text in which they came.

use crate::{Direction, Message, OpenRequests};
use trilogue_wire::{Refusal, Value, Writer};

/// All messages that go one way on a channel, where they borrow from the text in
/// which they came. `#[derive(Direction)]` implements it for an enum with a
/// lifetime.
///
/// The text is parsed first and kept while the message is looked at. Every
/// [`Direction`] is such a one too, which borrows nothing, so that functions
/// over this trait take both.
///
/// ```
/// use std::borrow::Cow;
/// use trilogue::{BorrowedDirection, Document, Refusal, Value, Writer};
///
/// /// What a derive writes.
/// #[derive(Debug, PartialEq)]
/// enum ToPage<'d> {
///     Say(Cow<'d, str>),
/// }
///
/// impl<'d> BorrowedDirection<'d> for ToPage<'d> {
///     const NAMES: &'static [&'static str] = &["say"];
///
///     fn read(message: Value<'d>) -> Result<Self, Refusal> {
///         Ok(message.object()?.required("say", Value::text).map(Self::Say)?)
///     }
///
///     fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
///         let Self::Say(text) = self;
///         Ok(out.object(|object| object.field("say", |out| out.text(text)))?)
///     }
/// }
///
/// let document = Document::parse(br#"{"say":"hi"}"#)?;
/// let message = ToPage::read(document.root())?;
/// assert_eq!(message, ToPage::Say(Cow::Borrowed("hi")));
/// assert_eq!(trilogue::encode(&message)?, r#"{"say":"hi"}"#);
/// # Ok::<(), Refusal>(())
/// ```
pub trait BorrowedDirection<'d>: Sized {
    /// The names on the wire that the specification declares.
    const NAMES: &'static [&'static str];

    /// As [`Direction::TAKES_NOTHING`]; the document is then one of
    /// [`Document::parse_or_nothing`](crate::Document::parse_or_nothing).
    const TAKES_NOTHING: bool = false;

    /// Reads a whole message.
    ///
    /// # Errors
    ///
    /// As [`Direction::read`].
    fn read(message: Value<'d>) -> Result<Self, Refusal>;

    /// As [`BorrowedDirection::read`], with the requests that wait for an
    /// answer.
    ///
    /// # Errors
    ///
    /// As [`Direction::read_answer`].
    fn read_answer(message: Value<'d>, open: &dyn OpenRequests) -> Result<Self, Refusal> {
        let _ = open;
        Self::read(message)
    }

    /// Writes the whole message.
    ///
    /// # Errors
    ///
    /// As [`Direction::write`].
    fn write(&self, out: &mut Writer) -> Result<(), Refusal>;
}

impl<'d, D: Direction> BorrowedDirection<'d> for D {
    const NAMES: &'static [&'static str] = D::NAMES;
    const TAKES_NOTHING: bool = D::TAKES_NOTHING;

    fn read(message: Value<'d>) -> Result<Self, Refusal> {
        D::read(message)
    }

    fn read_answer(message: Value<'d>, open: &dyn OpenRequests) -> Result<Self, Refusal> {
        D::read_answer(message, open)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
        D::write(self, out)
    }
}

/// One message of a direction, where it borrows from the text in which it came.
/// Every [`Message`] is such a one too.
///
/// Its functions are those of [`Message`], and `#[derive(Message)]` implements
/// it for a type with a lifetime.
pub trait BorrowedMessage<'d>: Sized {
    /// As [`Message::NAME`].
    const NAME: Option<&'static str>;

    /// As [`BorrowedDirection::TAKES_NOTHING`].
    const TAKES_NOTHING: bool = false;

    /// Reads the whole message.
    ///
    /// # Errors
    ///
    /// As [`Message::read`].
    fn read(message: Value<'d>) -> Result<Self, Refusal>;

    /// Writes the whole message.
    ///
    /// # Errors
    ///
    /// As [`Message::write`].
    fn write(&self, out: &mut Writer) -> Result<(), Refusal>;
}

impl<'d, M: Message> BorrowedMessage<'d> for M {
    const NAME: Option<&'static str> = M::NAME;
    const TAKES_NOTHING: bool = M::TAKES_NOTHING;

    fn read(message: Value<'d>) -> Result<Self, Refusal> {
        M::read(message)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
        M::write(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Only, answered, decode_message, encode, encode_json_text, encode_message};
    use trilogue_wire::{Code, Document};

    #[derive(Debug, PartialEq)]
    struct Word(String);

    impl Direction for Word {
        const NAMES: &'static [&'static str] = &["word"];

        fn read(message: Value<'_>) -> Result<Self, Refusal> {
            Ok(Self(message.string()?))
        }

        fn read_answer(message: Value<'_>, open: &dyn OpenRequests) -> Result<Self, Refusal> {
            let name = answered(message, None, open)?;
            Ok(Self(name.unwrap_or_default().to_owned()))
        }

        fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
            Ok(out.text(&self.0)?)
        }
    }

    impl Message for Word {
        const NAME: Option<&'static str> = None;

        fn read(message: Value<'_>) -> Result<Self, Refusal> {
            <Self as Direction>::read(message)
        }

        fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
            <Self as Direction>::write(self, out)
        }
    }

    /// A function that takes what borrows and what does not.
    fn there_and_back<'d, D: BorrowedDirection<'d>>(document: &'d Document<'d>) -> String {
        let message = D::read(document.root()).unwrap();
        assert_eq!(D::NAMES, ["word"]);
        encode(&message).unwrap()
    }

    #[test]
    fn what_borrows_nothing_can_stand_where_something_may_borrow() {
        let document = Document::parse(br#""hi""#).unwrap();
        assert_eq!(there_and_back::<Word>(&document), r#""hi""#);
        let answer = <Word as BorrowedDirection>::read_answer(document.root(), &Only("ask"));
        assert_eq!(answer, Ok(Word("ask".to_owned())));
        let word = Word("hi".to_owned());
        assert_eq!(encode_json_text(&word).unwrap(), r#""\"hi\"""#);
    }

    #[test]
    fn a_single_message_goes_there_and_back() {
        let word: Word = decode_message(br#""hi""#).unwrap();
        assert_eq!(encode_message(&word).unwrap(), r#""hi""#);
        assert_eq!(<Word as BorrowedMessage>::NAME, None);
        let document = Document::parse(br#""hi""#).unwrap();
        let borrowed = <Word as BorrowedMessage>::read(document.root());
        assert_eq!(borrowed, Ok(word));
        let refusal = decode_message::<Word>(b"5").unwrap_err();
        assert_eq!(refusal.code(), Code::Type);
        let refusal = decode_message::<Word>(b"{").unwrap_err();
        assert_eq!(refusal.code(), Code::Json);
    }
}
