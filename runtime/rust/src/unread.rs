//! Payloads that only the one who asked knows how to read.

use crate::{Payload, encode_payload};
use std::borrow::Cow;
use std::fmt;
use trilogue_wire::{Document, Fault, Json, Object, Refusal, Value, Writer, check, telling};

/// The payload of an answer that does not say which request it is for, kept as
/// it came until [`Unread::read`] says what it should be.
///
/// It may hold a secret, so it does not show when it is printed.
///
/// ```
/// use trilogue::{Document, Unread};
///
/// let answer = Document::parse(br#"{"id":7,"result":["a","b"]}"#).unwrap();
/// let result = answer.root().object().unwrap().get("result");
/// let result = Unread::found(result, "/result");
/// assert_eq!(result.read::<Vec<String>>().unwrap(), ["a", "b"]);
///
/// let refusal = result.read::<Vec<f64>>().unwrap_err();
/// assert_eq!(refusal.to_string(), "/result/0: expected a number (type)");
/// ```
#[derive(Clone, Default)]
pub struct Unread {
    json: Option<String>,
    at: Cow<'static, str>,
}

impl Unread {
    /// Keeps what was found at a place of a message, a JSON Pointer. Generated
    /// code calls this.
    #[must_use]
    pub fn found(payload: Option<Value<'_>>, at: impl Into<Cow<'static, str>>) -> Self {
        Self {
            json: payload.map(|payload| payload.raw().to_owned()),
            at: at.into(),
        }
    }

    /// Keeps a payload whose keys stand in `object`, beside those of the layout,
    /// which are `hidden`. Generated code calls this.
    #[must_use]
    pub fn spread(object: Object<'_>, hidden: &[&str], at: impl Into<Cow<'static, str>>) -> Self {
        Self {
            json: Some(object.raw_without(hidden)),
            at: at.into(),
        }
    }

    /// A payload to be sent in an answer.
    ///
    /// # Errors
    ///
    /// The fault of [`Payload::write`].
    pub fn of(payload: &impl Payload) -> Result<Self, Refusal> {
        Ok(Self {
            json: Some(encode_payload(payload)?),
            at: Cow::Borrowed(""),
        })
    }

    /// Whether the answer brought no payload.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.json.is_none()
    }

    /// The payload as it came, JSON text, if there is one.
    #[must_use]
    pub fn json(&self) -> Option<&str> {
        self.json.as_deref()
    }

    /// Reads the payload as what it should be.
    ///
    /// # Errors
    ///
    /// `missing` if there is no payload, else the fault of [`Payload::read`],
    /// with a path that begins at the top of the message.
    pub fn read<P: Payload>(&self) -> Result<P, Refusal> {
        self.open(P::read)
            .map_err(|fault| telling::place(fault, &self.at).refuse(None))
    }

    /// As [`Unread::read`], for the answer to the request of this name.
    ///
    /// # Errors
    ///
    /// As [`Unread::read`], with the name.
    pub fn read_for<P: Payload>(&self, request: &str) -> Result<P, Refusal> {
        self.open(P::read)
            .map_err(|fault| telling::place(fault, &self.at).refuse(Some(request)))
    }

    /// As [`Unread::read`], or nothing if there is no payload.
    ///
    /// # Errors
    ///
    /// As [`Unread::read`], but for `missing`.
    pub fn optional<P: Payload>(&self) -> Result<Option<P>, Refusal> {
        (!self.is_absent()).then(|| self.read()).transpose()
    }

    /// The payload, whatever it is.
    ///
    /// # Errors
    ///
    /// `missing` if there is no payload, `depth` where it nests deeper than 64
    /// levels, `unicode` at a text or key with a lone surrogate.
    pub fn data(&self) -> Result<Json, Refusal> {
        self.read()
    }

    /// Faults begin at the payload.
    fn open<T>(&self, read: impl FnOnce(Value<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let json = self.json().ok_or_else(check::no_value)?;
        read(Document::parse(json.as_bytes())?.root())
    }
}

impl Payload for Unread {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        Ok(Self::found(Some(value), ""))
    }

    /// Writes the payload as it came.
    ///
    /// # Errors
    ///
    /// `missing` if there is none.
    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.raw(self.json().ok_or_else(check::no_value)?)
    }
}

/// Equal if the texts are, wherever they stood.
impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl fmt::Debug for Unread {
    /// Shows no more than whether there is something: it may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.json {
            Some(_) => "Unread(..)",
            None => "Unread",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode_payload;
    use trilogue_wire::Code;

    fn unread(json: &str) -> Unread {
        let document = Document::parse(json.as_bytes()).unwrap();
        let payload = document.root().object().unwrap().get("value");
        Unread::found(payload, "/value")
    }

    #[test]
    fn a_payload_is_read_as_whatever_it_should_be() {
        let payload = unread(r#"{"value": [1.0, 2]}"#);
        assert_eq!(payload.json(), Some("[1.0, 2]"));
        assert_eq!(payload.read(), Ok(vec![1_i64, 2]));
        assert_eq!(payload.optional(), Ok(Some(vec![1.0_f64, 2.0])));
        assert_eq!(payload.data().unwrap().to_string(), "[1,2]");
        let refusal = payload.read_for::<Vec<bool>>("ask").unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (Code::Type, "/value/0"));
        assert_eq!(refusal.name(), Some("ask"));
        assert_eq!(payload, Unread::of(&payload).unwrap());
        assert_eq!(Unread::of(&"a".to_owned()).unwrap().json(), Some(r#""a""#));
        assert!(Unread::of(&f64::NAN).is_err());
    }

    #[test]
    fn an_absent_payload_is_missing_unless_it_may_be_absent() {
        let payload = unread("{}");
        assert!(payload.is_absent() && payload.json().is_none());
        assert_eq!(payload.optional::<String>(), Ok(None));
        let refusal = payload.read::<String>().unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (Code::Missing, "/value"));
        assert_eq!(payload.data().unwrap_err().code(), Code::Missing);
        assert_eq!(Unread::of(&payload).unwrap_err().code(), Code::Missing);
        assert_eq!(payload, Unread::default());
        assert_ne!(payload, unread(r#"{"value":null}"#));
    }

    #[test]
    fn keys_beside_those_of_the_layout_are_kept() {
        let document = Document::parse(br#"{"type":"ok","a":1,"b":"\u0061"}"#).unwrap();
        let payload = Unread::spread(document.root().object().unwrap(), &["type"], "");
        assert_eq!(payload.json(), Some(r#"{"a":1,"b":"\u0061"}"#));
        assert_eq!(decode_payload(br#"{"a":1,"b":"\u0061"}"#), Ok(payload));
    }

    #[test]
    fn nothing_is_shown() {
        assert_eq!(
            format!("{:?}", unread(r#"{"value":"hidden"}"#)),
            "Unread(..)"
        );
        assert_eq!(format!("{:?}", unread("{}")), "Unread");
    }
}
