//! What generated structs and enums have in common.

use crate::{BorrowedDirection, OpenRequests};
use trilogue_wire::{Document, Fault, Refusal, Value, Writer};

/// A type that a specification declares, as it stands inside a message.
/// Generated code implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no payload",
    note = "types that a spec declares implement it by `#[derive(trilogue::Payload)]` or are generated"
)]
pub trait Payload: Sized {
    /// What the specification calls the type, after the protocol's name:
    /// `portal/PushDetail`. Empty for a type that no specification declares.
    ///
    /// Derived code holds the types of fields against it, so that a field whose
    /// type stands for something else does not compile.
    const TYPE: &'static str = "";

    /// Reads a payload from a value.
    ///
    /// # Errors
    ///
    /// The first rule that the value breaks, in the order of the
    /// specification.
    fn read(value: Value<'_>) -> Result<Self, Fault>;

    /// Writes the payload as a value.
    ///
    /// # Errors
    ///
    /// The first rule that the payload breaks; readers would refuse it.
    fn write(&self, out: &mut Writer) -> Result<(), Fault>;
}

/// A [`Payload`] that may borrow from the document which it is read from. Every
/// type that borrows nothing is one too, so that both mix.
///
/// Lists, maps and options of types that borrow are read by the code that is
/// derived for the type around them.
///
/// ```
/// use std::borrow::Cow;
/// use trilogue::{BorrowedPayload, Document, Fault, Value, Writer};
///
/// struct Note<'a> {
///     title: &'a str,
///     text: Cow<'a, str>,
/// }
///
/// impl<'d: 'a, 'a> BorrowedPayload<'d> for Note<'a> {
///     fn read(value: Value<'d>) -> Result<Self, Fault> {
///         let object = value.object()?;
///         Ok(Self {
///             title: object.required("title", Value::borrowed)?,
///             text: object.required("text", Value::text)?,
///         })
///     }
///
///     fn write(&self, out: &mut Writer) -> Result<(), Fault> {
///         out.object(|object| {
///             object.field("title", |out| out.text(self.title))?;
///             object.field("text", |out| out.text(&self.text))
///         })
///     }
/// }
///
/// let document = Document::parse(br#"{"title":"Caf\u00e9","text":"at 5"}"#)?;
/// let note: Note = trilogue::read_payload(&document)?;
/// assert_eq!((note.title, &*note.text), ("Café", "at 5"));
/// assert_eq!(trilogue::encode_payload(&note)?, r#"{"title":"Café","text":"at 5"}"#);
/// # Ok::<(), trilogue::Refusal>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no payload",
    note = "types that a spec declares implement it by `#[derive(trilogue::Payload)]` or are generated"
)]
pub trait BorrowedPayload<'d>: Sized {
    /// As [`Payload::TYPE`].
    const TYPE: &'static str = "";

    /// Reads a payload from a value of a document that is kept.
    ///
    /// # Errors
    ///
    /// As [`Payload::read`].
    fn read(value: Value<'d>) -> Result<Self, Fault>;

    /// Writes the payload as a value.
    ///
    /// # Errors
    ///
    /// As [`Payload::write`].
    fn write(&self, out: &mut Writer) -> Result<(), Fault>;
}

impl<'d, P: Payload> BorrowedPayload<'d> for P {
    const TYPE: &'static str = P::TYPE;

    fn read(value: Value<'d>) -> Result<Self, Fault> {
        P::read(value)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        P::write(self, out)
    }
}

/// All messages that go one way on a channel. Generated code implements it.
pub trait Direction: Sized {
    /// The names on the wire that the specification declares.
    const NAMES: &'static [&'static str];

    /// Whether a message can be nothing at all, which has no text: where a
    /// layout is the payload alone, and that may be absent.
    const TAKES_NOTHING: bool = false;

    /// Reads a whole message.
    ///
    /// # Errors
    ///
    /// Why it is no message of this direction, with its name if it was told.
    fn read(message: Value<'_>) -> Result<Self, Refusal>;

    /// As [`Direction::read`], with the requests that wait for an answer, so
    /// that an answer which does not say what it answers is read as the answer
    /// to its request.
    ///
    /// # Errors
    ///
    /// As [`Direction::read`], and `unmatched` at the id if no such request
    /// waits.
    fn read_answer(message: Value<'_>, open: &dyn OpenRequests) -> Result<Self, Refusal> {
        let _ = open;
        Self::read(message)
    }

    /// Writes the whole message.
    ///
    /// # Errors
    ///
    /// The first rule that the message breaks; readers would refuse it.
    fn write(&self, out: &mut Writer) -> Result<(), Refusal>;
}

/// Reads a message from JSON text.
///
/// # Errors
///
/// `json` or `duplicate-key` if the text is at fault, else the refusal of
/// [`Direction::read`].
pub fn decode<D: Direction>(json: &[u8]) -> Result<D, Refusal> {
    D::read(opened::<D>(json)?.root())
}

/// A message's text, which may be empty where a message can be nothing.
fn opened<D: Direction>(json: &[u8]) -> Result<Document<'_>, Fault> {
    if D::TAKES_NOTHING {
        Document::parse_or_nothing(json)
    } else {
        Document::parse(json)
    }
}

/// Reads a message from JSON text, with the requests that wait for an answer.
///
/// # Errors
///
/// `json` or `duplicate-key` if the text is at fault, else the refusal of
/// [`Direction::read_answer`].
pub fn decode_answer<D: Direction>(json: &[u8], open: &dyn OpenRequests) -> Result<D, Refusal> {
    D::read_answer(opened::<D>(json)?.root(), open)
}

/// Reads a message that is JSON text inside a JSON string. Paths begin at the
/// inner text.
///
/// # Errors
///
/// `json` if the text is at fault, `type` if it is no string, `unicode` if that
/// has a lone surrogate, then as [`decode`] for what the string holds.
pub fn decode_json_text<D: Direction>(json: &[u8]) -> Result<D, Refusal> {
    inside(json, D::read)
}

/// Reads a message that is JSON text inside a JSON string, with the requests
/// that wait for an answer.
///
/// # Errors
///
/// As [`decode_json_text`] and [`decode_answer`].
pub fn decode_answer_json_text<D: Direction>(
    json: &[u8],
    open: &dyn OpenRequests,
) -> Result<D, Refusal> {
    inside(json, |inner| D::read_answer(inner, open))
}

/// The message that a JSON string holds.
fn inside<D: Direction>(
    json: &[u8],
    read: impl FnOnce(Value<'_>) -> Result<D, Refusal>,
) -> Result<D, Refusal> {
    let document = Document::parse(json)?;
    if D::TAKES_NOTHING {
        document.root().json_text_or_nothing(read)
    } else {
        document.root().json_text(read)
    }
}

/// Writes a message as JSON text, also one that borrows from what was read.
///
/// # Errors
///
/// The refusal of [`Direction::write`].
pub fn encode<'d, D: BorrowedDirection<'d>>(message: &D) -> Result<String, Refusal> {
    let mut out = Writer::new();
    message.write(&mut out)?;
    Ok(out.into_string())
}

/// Writes a message as JSON text inside a JSON string.
///
/// # Errors
///
/// The refusal of [`Direction::write`].
pub fn encode_json_text<'d, D: BorrowedDirection<'d>>(message: &D) -> Result<String, Refusal> {
    let mut out = Writer::new();
    out.json_text(|inner| message.write(inner))?;
    Ok(out.into_string())
}

/// Reads a payload from JSON text.
///
/// # Errors
///
/// `json` or `duplicate-key` if the text is at fault, else the fault of
/// [`Payload::read`].
pub fn decode_payload<P: Payload>(json: &[u8]) -> Result<P, Refusal> {
    Ok(P::read(Document::parse(json)?.root())?)
}

/// Reads a payload that may borrow from a document, which is kept.
///
/// # Errors
///
/// The fault of [`BorrowedPayload::read`].
pub fn read_payload<'d, P: BorrowedPayload<'d>>(document: &'d Document<'d>) -> Result<P, Refusal> {
    Ok(P::read(document.root())?)
}

/// Writes a payload as JSON text.
///
/// # Errors
///
/// The fault of [`Payload::write`].
pub fn encode_payload<'d, P: BorrowedPayload<'d>>(payload: &P) -> Result<String, Refusal> {
    let mut out = Writer::new();
    payload.write(&mut out)?;
    Ok(out.into_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use trilogue_wire::Code;

    #[derive(Debug, PartialEq)]
    struct Login(String);

    impl Direction for Login {
        const NAMES: &'static [&'static str] = &["login"];

        fn read(message: Value<'_>) -> Result<Self, Refusal> {
            let payload = |message: Value<'_>| message.object()?.required("token", Value::string);
            payload(message)
                .map(Self)
                .map_err(|fault| fault.refuse(Some("login")))
        }

        fn read_answer(message: Value<'_>, open: &dyn OpenRequests) -> Result<Self, Refusal> {
            let name = crate::answered(message, Some("/id"), open)?;
            Ok(Self(name.unwrap_or_default().to_owned()))
        }

        fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
            Ok(out.object(|object| object.field("token", |out| out.text(&self.0)))?)
        }
    }

    #[test]
    fn a_message_goes_there_and_back() {
        let text = encode(&Login("é\"".to_owned())).unwrap();
        assert_eq!(text, "{\"token\":\"é\\\"\"}");
        assert_eq!(decode(text.as_bytes()), Ok(Login("é\"".to_owned())));
    }

    #[test]
    fn a_message_in_a_text_goes_there_and_back() {
        let login = Login("é\"".to_owned());
        let text = encode_json_text(&login).unwrap();
        assert_eq!(text, r#""{\"token\":\"é\\\"\"}""#);
        assert_eq!(decode_json_text(text.as_bytes()), Ok(login));
        let refusal = |json: &[u8]| decode_json_text::<Login>(json).unwrap_err().to_string();
        assert_eq!(refusal(b"{}"), "expected text (type)");
        assert_eq!(refusal(b"\"{}\""), "/token: expected a value (missing)");
        assert_eq!(refusal(b"\"{}"), "expected JSON (json)");
        assert_eq!(refusal(b"\"{\""), "expected JSON (json)");
    }

    /// A call that can be without an argument.
    #[derive(Debug, PartialEq)]
    struct Call(Option<String>);

    impl Direction for Call {
        const NAMES: &'static [&'static str] = &[];
        const TAKES_NOTHING: bool = true;

        fn read(message: Value<'_>) -> Result<Self, Refusal> {
            Ok(Self(message.optional(Value::string)?))
        }

        fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
            Ok(self.0.as_deref().map_or(Ok(()), |text| out.text(text))?)
        }
    }

    #[test]
    fn a_message_that_is_nothing_has_no_text() {
        let nothing = Call(None);
        assert_eq!(encode(&nothing).unwrap(), "");
        assert_eq!(encode_json_text(&nothing).unwrap(), r#""""#);
        assert_eq!(decode(b""), Ok(Call(None)));
        assert_eq!(decode_answer(b"", &crate::Only("ask")), Ok(Call(None)));
        assert_eq!(decode_json_text(br#""""#), Ok(Call(None)));
        let code = |read: Result<Call, Refusal>| read.unwrap_err().code();
        assert_eq!(code(decode(b" ")), Code::Json);
        assert_eq!(code(decode(b"null")), Code::Type);
        assert_eq!(code(decode_json_text(b"")), Code::Json);
        assert_eq!(decode::<Login>(b"").unwrap_err().code(), Code::Json);
        let inside = decode_json_text::<Login>(br#""""#);
        assert_eq!(inside.unwrap_err().code(), Code::Json);
    }

    #[test]
    fn an_answer_is_read_with_the_requests_that_wait() {
        let open = [(crate::Id::from(1_i64), "ask")];
        let ask = Ok(Login("ask".to_owned()));
        assert_eq!(decode_answer(br#"{"id":1}"#, &open), ask);
        assert_eq!(decode_answer_json_text(br#""{\"id\":1}""#, &open), ask);
        let refusal = decode_answer::<Login>(br#"{"id":"1"}"#, &open).unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (Code::Unmatched, "/id"));
    }

    #[test]
    fn text_is_judged_before_the_message() {
        let refusal = |json: &[u8]| decode::<Login>(json).unwrap_err();
        let name = |json: &[u8]| refusal(json).name().map(str::to_owned);
        assert_eq!(refusal(b"{\"token\":1").code(), Code::Json);
        assert_eq!(name(b"{\"token\":1"), None);
        assert_eq!(
            refusal(b"{\"token\":1,\"token\":1}").code(),
            Code::DuplicateKey
        );
        assert_eq!(
            refusal(b"{\"token\":1}").to_string(),
            "/token: expected text (type)"
        );
        assert_eq!(name(b"{\"token\":1}").as_deref(), Some("login"));
    }
}
