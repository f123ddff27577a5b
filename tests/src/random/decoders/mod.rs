//! The three decoders, asked alike.

pub mod interpreter;
pub mod rust;
pub mod typescript;

use serde_json::{Value, json};
use trilogue_codegen::model::{Direction, Pipe, Protocol};

/// A spec that was found sound.
pub struct Spec {
    /// Its number, from which it is made.
    pub number: u64,
    /// What it means.
    pub protocol: Protocol,
}

/// A message, and where it arrives.
#[derive(Debug, Clone)]
pub struct Case {
    /// The place of its spec among those that are tried.
    pub spec: usize,
    /// The place of its direction in the protocol.
    pub direction: usize,
    /// The place of its pipe in the direction.
    pub pipe: usize,
    /// The name, where that stands outside.
    pub name: Option<String>,
    /// The requests that wait, each with its id as JSON or without one, where answers are read with these.
    pub open: Option<Vec<(Option<String>, String)>>,
    /// The message.
    pub text: String,
    /// The keys of the message without those that nobody reads, where they are known: what must come out again.
    pub whole: bool,
    /// What the message was made as, where nothing of it was changed.
    pub meant: Option<Meant>,
}

/// What a message was made as.
#[derive(Debug, Clone)]
pub struct Meant {
    /// Its kind.
    pub kind: &'static str,
    /// Its identifier, where its name says it.
    pub identifier: Option<String>,
}

/// What a decoder says of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// A declared message.
    Message {
        /// Its kind, where the decoder says it.
        kind: Option<String>,
        /// Its name, where the decoder says it.
        name: Option<String>,
        /// Its identifier, where the decoder says it.
        identifier: Option<String>,
        /// The key of the request that it answers where its name does not say it, or nothing; where the decoder says it.
        answers: Option<String>,
        /// What sending it again gives: JSON, or the code and place of a refusal. `None` where nothing is sent.
        sent: Option<Result<String, String>>,
        /// What is sent for another message that was made of it, if there is one and it may be sent.
        made: Option<String>,
    },
    /// A message that nobody declared.
    Unknown {
        /// What stood at its name.
        name: String,
    },
    /// A message that breaks a rule.
    Refused {
        /// Which rule, where, and the name if that was told.
        why: String,
    },
    /// A decoder that came to grief.
    Broken(String),
}

impl Verdict {
    /// Whether two decoders agree, as far as both say something.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        fn same(one: Option<&str>, other: Option<&str>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        match (self, other) {
            (
                Self::Message {
                    kind,
                    name,
                    identifier,
                    answers,
                    ..
                },
                Self::Message {
                    kind: other_kind,
                    name: other_name,
                    identifier: other_identifier,
                    answers: other_answers,
                    ..
                },
            ) => {
                same(kind.as_deref(), other_kind.as_deref())
                    && same(name.as_deref(), other_name.as_deref())
                    && same(identifier.as_deref(), other_identifier.as_deref())
                    && same(answers.as_deref(), other_answers.as_deref())
            }
            _ => self == other,
        }
    }

    /// What the decoder says, in a word or two.
    #[must_use]
    pub fn short(&self) -> &str {
        match self {
            Self::Message { .. } => "message",
            Self::Unknown { .. } => "unknown",
            Self::Refused { why } => why.split(' ').next().unwrap_or_default(),
            Self::Broken(_) => "broken",
        }
    }

    /// What came out when the message was sent again.
    #[must_use]
    pub fn sent(&self) -> Option<&Result<String, String>> {
        match self {
            Self::Message { sent, .. } => sent.as_ref(),
            _ => None,
        }
    }

    /// Whether both are messages of one kind and name. Nothing but their request may tell two answers without a name apart.
    #[must_use]
    pub fn is_of_name(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Message { kind, name, .. },
                Self::Message {
                    kind: other_kind,
                    name: other_name,
                    ..
                },
            ) => {
                let is_answer =
                    |kind: &Option<String>| matches!(kind.as_deref(), Some("ok" | "error"));
                let is_nameless = name.as_deref() == Some("");
                let are_alike = is_nameless && is_answer(kind) && is_answer(other_kind);
                name == other_name && (kind == other_kind || are_alike)
            }
            _ => false,
        }
    }

    /// What is sent for another message that was made of this one.
    #[must_use]
    pub fn made(&self) -> Option<&String> {
        match self {
            Self::Message { made, .. } => made.as_ref(),
            _ => None,
        }
    }
}

impl Case {
    /// The direction and the pipe.
    #[must_use]
    pub fn way<'s>(&self, specs: &'s [Spec]) -> (&'s Protocol, &'s Direction, &'s Pipe) {
        let protocol = &specs[self.spec].protocol;
        let direction = &protocol.directions[self.direction];
        (protocol, direction, &direction.pipes[self.pipe])
    }

    /// The channel after which functions of the pipe are called, where the direction has several.
    #[must_use]
    pub fn channel(&self, specs: &[Spec]) -> String {
        let (protocol, direction, pipe) = self.way(specs);
        if direction.pipes.len() == 1 {
            String::new()
        } else {
            protocol.channels[pipe.channels[0]].name.clone()
        }
    }

    /// The case as a line for a driver.
    #[must_use]
    pub fn line(&self, specs: &[Spec]) -> String {
        let (protocol, direction, _) = self.way(specs);
        let open = self.open.as_ref().map(|open| {
            let open = open.iter().map(|(id, request)| {
                let id: Value = id.as_ref().map_or(Value::Null, |id| {
                    serde_json::from_str(id).unwrap_or_default()
                });
                json!([id, request])
            });
            open.collect::<Vec<_>>()
        });
        let line = json!({
            "protocol": protocol.name,
            "direction": direction.identifier.0,
            "channel": self.channel(specs),
            "name": self.name,
            "open": open,
            "text": self.text,
        });
        line.to_string()
    }
}

/// What a driver said in one line.
fn said(line: &str) -> Verdict {
    let Ok(line) = serde_json::from_str::<Value>(line) else {
        return Verdict::Broken(line.to_owned());
    };
    let text = |key: &str| line[key].as_str().map(str::to_owned);
    match line["verdict"].as_str() {
        Some("message") => Verdict::Message {
            kind: text("kind"),
            name: text("name"),
            identifier: text("as"),
            answers: text("answers"),
            sent: text("sent").map(Ok).or_else(|| text("unsent").map(Err)),
            made: text("made"),
        },
        Some("unknown") => Verdict::Unknown {
            name: text("name").unwrap_or_default(),
        },
        Some("refused") => Verdict::Refused {
            why: text("why").unwrap_or_default(),
        },
        _ => Verdict::Broken(line.to_string()),
    }
}
