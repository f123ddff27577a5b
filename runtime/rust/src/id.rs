//! What joins an answer to its request.

use crate::Payload;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use trilogue_wire::{Fault, Kind, Kinds, Value, Writer, telling};

/// An id, text or a number. The text `1` and the number 1 differ.
///
/// ```
/// use trilogue::Id;
///
/// assert_eq!(Id::from(1_i64), Id::from(1.0));
/// assert_ne!(Id::from(1_i64), Id::from("1"));
/// assert_eq!(Id::from(1_i64).to_string(), "1");
/// ```
#[derive(Debug, Clone)]
pub enum Id {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
}

impl Id {
    /// The id that `value` is, if it is text or a number.
    #[must_use]
    pub fn found(value: Value<'_>) -> Option<Self> {
        match value.kind() {
            Kind::Text => value.string().ok().map(Self::Text),
            Kind::Number => value.number().ok().map(Self::from),
            Kind::Null | Kind::Bool | Kind::List | Kind::Object => None,
        }
    }
}

impl Payload for Id {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        let id = value.scalar(Kinds::TEXT.and(Kinds::NUMBER))?;
        Ok(match id {
            telling::Name::Number { value, .. } => Self::from(value),
            text => Self::Text(text.into_text().into_owned()),
        })
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        match self {
            Self::Text(text) => out.text(text),
            Self::Number(number) => out.number(*number),
        }
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    /// Numbers come before texts.
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            // Adding 0 makes one zero of the two.
            (Self::Number(one), Self::Number(other)) => (one + 0.0).total_cmp(&(other + 0.0)),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Text(text) => text.hash(state),
            Self::Number(number) => (number + 0.0).to_bits().hash(state),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Number(number) => f.pad(&telling::Name::number(*number)),
        }
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Id {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Id {
    /// The number as the double that it is on the wire.
    #[expect(
        clippy::cast_precision_loss,
        reason = "what is not exact cannot be sent"
    )]
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decode_payload, encode_payload};
    use std::collections::HashSet;
    use trilogue_wire::Document;

    #[test]
    fn ids_compare_with_their_kind() {
        let ids = [Id::from("1"), Id::from(1_i64), Id::from("b"), Id::from(0.0)];
        let set: HashSet<Id> = ids.iter().cloned().collect();
        assert_eq!(set.len(), 4);
        assert!(set.contains(&Id::from(-0.0)) && set.contains(&Id::from(1.0)));
        assert!(Id::from(9.0) < Id::from("1") && Id::from("1") < Id::from("b"));
    }

    #[test]
    fn ids_go_there_and_back() {
        for json in [r#""a""#, "5", "2.5"] {
            let id: Id = decode_payload(json.as_bytes()).unwrap();
            assert_eq!(encode_payload(&id).unwrap(), json);
            let document = Document::parse(json.as_bytes()).unwrap();
            assert_eq!(Id::found(document.root()), Some(id));
        }
        for json in ["null", "true", "[]", r#""\ud800""#] {
            let document = Document::parse(json.as_bytes()).unwrap();
            assert_eq!(Id::found(document.root()), None);
            assert!(Id::read(document.root()).is_err());
        }
        assert_eq!(Id::from(1e21).to_string(), "1e+21");
    }
}
