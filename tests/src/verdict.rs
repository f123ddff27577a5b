//! What a decoder says of a message, in the form in which all three can say it.

use std::fmt::Debug;

use serde_json::Value as Json;
use trilogue::{Direction, Id, Only, Refusal};
use trilogue_codegen::interpret;

use crate::vectors::Vector;

/// What a decoder says of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A declared message.
    Message {
        /// Its kind, where the decoder tells it.
        kind: Option<String>,
        /// What stood at `$name`.
        name: Option<String>,
        /// Its identifier, where the decoder tells it.
        identifier: Option<String>,
    },
    /// A message that nobody declared.
    Unknown {
        /// What stood at `$name`.
        name: String,
    },
    /// A message that breaks a rule.
    Refused {
        /// Which rule.
        code: String,
        /// Where.
        path: String,
    },
}

impl Verdict {
    fn refused(refusal: &Refusal) -> Self {
        Self::Refused {
            code: refusal.code().to_string(),
            path: refusal.path().to_owned(),
        }
    }

    /// Whether two decoders agree, as far as both say something.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| {
            one.is_none() || other.is_none() || one == other
        };
        match (self, other) {
            (
                Self::Message {
                    kind,
                    name,
                    identifier,
                },
                Self::Message {
                    kind: other_kind,
                    name: other_name,
                    identifier: other_identifier,
                },
            ) => name == other_name && same(kind, other_kind) && same(identifier, other_identifier),
            _ => self == other,
        }
    }
}

impl From<interpret::Verdict> for Verdict {
    fn from(verdict: interpret::Verdict) -> Self {
        match verdict {
            interpret::Verdict::Message {
                kind,
                name,
                identifier,
            } => Self::Message {
                kind: Some(kind.word().to_owned()),
                name: name.map(|name| name.text().into_owned()),
                identifier: Some(identifier),
            },
            interpret::Verdict::Unknown { name } => Self::Unknown {
                name: name.text().into_owned(),
            },
            interpret::Verdict::Refused(refusal) => Self::refused(&refusal),
        }
    }
}

/// What one line of the TypeScript decoder says.
impl From<&Json> for Verdict {
    fn from(line: &Json) -> Self {
        let text = |key: &str| line[key].as_str().map(str::to_owned);
        match line["verdict"].as_str() {
            Some("message") => Self::Message {
                kind: text("kind"),
                name: text("name"),
                identifier: None,
            },
            Some("unknown") => Self::Unknown {
                name: text("name").unwrap_or_default(),
            },
            Some("refused") => Self::Refused {
                code: text("code").unwrap_or_default(),
                path: text("path").unwrap_or_default(),
            },
            _ => panic!("no verdict: {line}"),
        }
    }
}

/// A generated direction that can be asked for the name of a message.
pub trait Named: Direction + Debug {
    /// The name on the wire.
    fn wire_name(&self) -> Option<String>;
}

/// What generated Rust says of a message, and that what it read can be sent again and reads the same.
///
/// # Panics
///
/// When a message that was read cannot be sent, or reads differently after that.
#[must_use]
pub fn of_rust<D: Named + PartialEq>(vector: &Vector) -> Verdict {
    let open = vector.open.as_deref().map(open_requests);
    let decode = |json: &[u8]| match &open {
        Some(Waiting::One(name)) => trilogue::decode_answer(json, &Only(name)),
        Some(Waiting::ById(requests)) => trilogue::decode_answer(json, requests),
        None => trilogue::decode(json),
    };
    let message: D = match decode(vector.json.as_bytes()) {
        Ok(message) => message,
        Err(refusal) => return Verdict::refused(&refusal),
    };
    let sent = trilogue::encode(&message)
        .unwrap_or_else(|refusal| panic!("{message:?} was read but cannot be sent: {refusal}"));
    let again: D = decode(sent.as_bytes())
        .unwrap_or_else(|refusal| panic!("{sent} was sent but cannot be read: {refusal}"));
    assert_eq!(again, message, "sending {message:?} as {sent} changed it");
    of_message(&message)
}

/// The requests that wait for an answer.
enum Waiting {
    /// One, whatever id the answer has.
    One(String),
    /// Several, by id.
    ById(Vec<(Id, String)>),
}

fn open_requests(open: &[(Json, String)]) -> Waiting {
    let id = |id: &Json| match id {
        Json::Number(number) => number.as_f64().map(Id::Number),
        Json::String(text) => Some(Id::Text(text.clone())),
        _ => None,
    };
    if let [(Json::Null, name)] = open {
        return Waiting::One(name.clone());
    }
    let requests = open.iter();
    Waiting::ById(
        requests
            .filter_map(|(found, name)| Some((id(found)?, name.clone())))
            .collect(),
    )
}

/// The same of a message that came over one of several channels.
///
/// # Panics
///
/// As [`of_rust`].
pub fn of_channel<D: Named + PartialEq>(
    json: &[u8],
    decode: fn(&[u8]) -> Result<D, Refusal>,
    encode: fn(&D) -> Result<String, Refusal>,
) -> Verdict {
    let message = match decode(json) {
        Ok(message) => message,
        Err(refusal) => return Verdict::refused(&refusal),
    };
    let sent = encode(&message)
        .unwrap_or_else(|refusal| panic!("{message:?} was read but cannot be sent: {refusal}"));
    let again = decode(sent.as_bytes())
        .unwrap_or_else(|refusal| panic!("{sent} was sent but cannot be read: {refusal}"));
    assert_eq!(again, message, "sending {message:?} as {sent} changed it");
    of_message(&message)
}

/// The same of a message whose name stands outside of it.
///
/// # Panics
///
/// As [`of_rust`].
pub fn of_named_rust<D: Named + PartialEq>(
    name: &str,
    json: &[u8],
    decode: fn(&str, &[u8]) -> Result<D, Refusal>,
    encode: fn(&D) -> Result<(&str, String), Refusal>,
) -> Verdict {
    let message = match decode(name, json) {
        Ok(message) => message,
        Err(refusal) => return Verdict::refused(&refusal),
    };
    let (name, sent) = encode(&message)
        .unwrap_or_else(|refusal| panic!("{message:?} was read but cannot be sent: {refusal}"));
    let again = decode(name, sent.as_bytes())
        .unwrap_or_else(|refusal| panic!("{sent} was sent but cannot be read: {refusal}"));
    assert_eq!(again, message, "sending {message:?} as {sent} changed it");
    of_message(&message)
}

fn of_message<D: Named>(message: &D) -> Verdict {
    let shown = format!("{message:?}");
    let end = shown.find(|letter: char| !letter.is_ascii_alphanumeric());
    let identifier = &shown[..end.unwrap_or(shown.len())];
    let name = message.wire_name();
    if identifier == "Unknown" {
        return Verdict::Unknown {
            name: name.unwrap_or_default(),
        };
    }
    Verdict::Message {
        kind: None,
        name,
        identifier: Some(identifier.to_owned()),
    }
}
