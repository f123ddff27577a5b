//! What generated structs and enums have in common.

use trilogue_wire::{Document, Fault, Refusal, Value, Writer};

/// A type that a specification declares, as it stands inside a message.
/// Generated code implements it.
pub trait Payload: Sized {
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

/// All messages that go one way on a channel. Generated code implements it.
pub trait Direction: Sized {
    /// The names on the wire that the specification declares.
    const NAMES: &'static [&'static str];

    /// Reads a whole message.
    ///
    /// # Errors
    ///
    /// Why it is no message of this direction, with its name if it was told.
    fn read(message: Value<'_>) -> Result<Self, Refusal>;

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
    D::read(Document::parse(json)?.root())
}

/// Writes a message as JSON text.
///
/// # Errors
///
/// The refusal of [`Direction::write`].
pub fn encode<D: Direction>(message: &D) -> Result<String, Refusal> {
    let mut out = Writer::new();
    message.write(&mut out)?;
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

/// Writes a payload as JSON text.
///
/// # Errors
///
/// The fault of [`Payload::write`].
pub fn encode_payload<P: Payload>(payload: &P) -> Result<String, Refusal> {
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
