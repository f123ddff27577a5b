//! Messages of another version.

use std::fmt;
use trilogue_wire::{Document, Json, Refusal, Value};

/// A message that is well told, but whose name this version of the
/// specification does not declare. It is kept whole.
///
/// ```
/// use trilogue::{Document, Unknown};
///
/// let document = Document::parse(br#"{"type":"later","message":{"a":1}}"#).unwrap();
/// let unknown = Unknown::from_message("later", document.root());
/// assert_eq!(unknown.name(), "later");
/// assert_eq!(unknown.data().unwrap()["message"]["a"], 1);
/// assert_eq!(format!("{unknown:?}"), r#"Unknown { name: "later", .. }"#);
/// ```
#[derive(Clone, PartialEq)]
pub struct Unknown {
    name: String,
    json: String,
}

impl Unknown {
    /// Keeps a whole message that was told to have `name`. Generated code calls
    /// this.
    #[must_use]
    pub fn from_message(name: impl Into<String>, message: Value<'_>) -> Self {
        Self {
            name: name.into(),
            json: message.raw().to_owned(),
        }
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the message was nothing but its name, which stood outside of it.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.json.is_empty()
    }

    /// The whole message, read when asked for.
    ///
    /// # Errors
    ///
    /// `missing` if it was nothing but its name, `depth` where the message nests deeper than 64 levels, `unicode` at a
    /// text or key with a lone surrogate.
    pub fn data(&self) -> Result<Json, Refusal> {
        let document = Document::parse_or_nothing(self.json.as_bytes());
        let data = document.and_then(|document| document.root().required(Value::json));
        data.map_err(|fault| fault.refuse(Some(&self.name)))
    }

    /// The whole message as it came, JSON text; empty if it was nothing but its
    /// name.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl fmt::Debug for Unknown {
    /// Shows the name alone: what a message holds may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unknown")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trilogue_wire::Code;

    fn unknown(json: &str) -> Unknown {
        Unknown::from_message("later", Document::parse(json.as_bytes()).unwrap().root())
    }

    #[test]
    fn the_text_is_kept_as_it_came() {
        let json = r#"{ "type": "later", "n": 1.0, "s": "\u0061" }"#;
        assert_eq!(unknown(&format!(" {json}\n")).json(), json);
        assert_eq!(unknown(json), unknown(json).clone());
        assert_ne!(unknown(json), unknown("{}"));
    }

    #[test]
    fn a_name_alone_is_kept() {
        let document = Document::parse_or_nothing(b"").unwrap();
        let alone = Unknown::from_message("later", document.root());
        assert!(alone.is_absent() && !unknown("null").is_absent());
        assert_eq!(alone.json(), "");
        let refusal = alone.data().unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (Code::Missing, ""));
    }

    #[test]
    fn what_data_refuses_has_the_name() {
        let deep = format!("{}1{}", r#"{"a":"#.repeat(65), "}".repeat(65));
        let refusal = unknown(&deep).data().unwrap_err();
        assert_eq!(
            (refusal.code(), refusal.name()),
            (Code::Depth, Some("later"))
        );
        assert_eq!(refusal.path(), "/a".repeat(64));
        let refusal = unknown(r#"{"a":"\ud800"}"#).data().unwrap_err();
        assert_eq!((refusal.code(), refusal.path()), (Code::Unicode, "/a"));
    }
}
