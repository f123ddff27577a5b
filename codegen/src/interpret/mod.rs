//! Decoding by reading the model, one message at a time: what `trilogue decode` does, and what checks examples.
//!
//! It follows the telling algorithm to the letter, so that generated decoders, which take shorter ways, have
//! something to agree with.

mod form;
mod reading;
mod value;
mod waiting;

use trilogue_wire::telling::{self, Name, Test};
use trilogue_wire::{Code, Document, Fault, Refusal, Value};

use crate::interpret::reading::{Reading, Stage};
use crate::model::{Direction, Encoding, Form, Kind, MessageId, Pipe, Protocol, WireName};

pub use value::{check, check_without};

/// What a message turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// A declared message.
    Message {
        /// Its kind.
        kind: Kind,
        /// What stood at `$name`; `None` for an answer without one.
        name: Option<WireName>,
        /// Its identifier in generated code.
        identifier: String,
    },
    /// A well-formed message that nobody declared.
    Unknown {
        /// What stood at `$name`.
        name: WireName,
    },
    /// A message that breaks a rule.
    Refused(Refusal),
}

/// A request that waits for its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Its id; `None` where there is but one request at a time.
    pub id: Option<WireName>,
    /// Its key in the spec, or its name on the wire.
    pub request: String,
}

/// A name that was chosen at run time for a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What stands at `$name`.
    pub name: String,
    /// The message.
    pub message: MessageId,
}

/// What a receiver knows beside a message.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'k> {
    /// The pipe that carried it. Without one it may be of any whose messages have their name inside.
    pub pipe: Option<&'k Pipe>,
    /// The name, where it stands outside of the message.
    pub outside: Option<&'k WireName>,
    /// The requests that wait for their answers, if the receiver keeps a table of them.
    pub open: Option<&'k [Open]>,
    /// The names that were chosen at run time. A name that the spec declares stays what it is.
    pub chosen: &'k [Chosen],
}

/// Decodes one message that travels in `direction`, as it came over the wire.
///
/// Where several pipes carry the direction, it may be of any whose messages have their name inside: the verdict is the best
/// that one of them gives.
#[must_use]
pub fn decode(protocol: &Protocol, direction: &Direction, json: &[u8]) -> Verdict {
    decode_knowing(protocol, direction, Known::default(), json)
}

/// Decodes one message as [`decode`] does, with the requests that wait for their answers.
#[must_use]
pub fn decode_answer(
    protocol: &Protocol,
    direction: &Direction,
    json: &[u8],
    open: &[Open],
) -> Verdict {
    let known = Known {
        open: Some(open),
        ..Known::default()
    };
    decode_knowing(protocol, direction, known, json)
}

/// Decodes one message of a pipe of `direction` whose messages have their name inside.
#[must_use]
pub fn decode_on(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
    json: &[u8],
    open: Option<&[Open]>,
) -> Verdict {
    let known = Known {
        pipe: Some(pipe),
        open,
        ..Known::default()
    };
    decode_knowing(protocol, direction, known, json)
}

/// Decodes one message of a pipe that carries the name outside of it, such as a function that is called.
#[must_use]
pub fn decode_named(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
    name: &WireName,
    json: &[u8],
) -> Verdict {
    let known = Known {
        pipe: Some(pipe),
        outside: Some(name),
        ..Known::default()
    };
    decode_knowing(protocol, direction, known, json)
}

/// Decodes one message with all that its receiver knows beside it.
#[must_use]
pub fn decode_knowing(
    protocol: &Protocol,
    direction: &Direction,
    known: Known<'_>,
    json: &[u8],
) -> Verdict {
    let reading = |pipe| Reading {
        protocol,
        direction,
        pipe,
        open: known.open,
        outside: known.outside,
        chosen: known.chosen,
    };
    if let Some(pipe) = known.pipe {
        return staged(&reading(pipe), json).1;
    }
    let mut best: Option<(Stage, Verdict)> = None;
    // What is nothing is a message of those pipes that have such, if there are any.
    let inside = direction.pipes.iter().filter(|pipe| !pipe.name_outside);
    let is_nothing = json.is_empty() && inside.clone().any(Pipe::takes_empty_text);
    for pipe in inside.filter(|pipe| !is_nothing || pipe.takes_empty_text()) {
        let found = staged(&reading(pipe), json);
        if matches!(found.1, Verdict::Unknown { .. }) && is_taken(direction, pipe, json) {
            continue;
        }
        if best.as_ref().is_none_or(|(stage, _)| found.0 > *stage) {
            best = Some(found);
        }
    }
    best.map_or_else(
        || Verdict::Refused(Fault::new(Code::Tag, "a message with a name").refuse(None)),
        |(_, verdict)| verdict,
    )
}

/// Whether what a pipe takes for a name is a constant of another pipe at that place, whose verdict is then the better one.
fn is_taken(direction: &Direction, pipe: &Pipe, json: &[u8]) -> bool {
    let Ok(document) = Document::parse(json) else {
        return false;
    };
    let others = direction.pipes.iter().filter(|other| !other.name_outside);
    let others = others.filter(|other| !std::ptr::eq(*other, pipe));
    let forms: Vec<&Form> = others.flat_map(|other| &other.forms).collect();
    let mut places = pipe
        .forms
        .iter()
        .filter_map(|form| form.telling.name_path());
    places.any(|place| {
        let value = telling::find(document.root(), place);
        let mut nodes = forms.iter().filter_map(|form| form.telling.at(place));
        nodes.any(|node| match &node.test {
            Test::Constant(constant) => value.is_some_and(|value| constant.matches(value)),
            _ => false,
        })
    })
}

/// The verdict, and how far the message came.
fn staged(reading: &Reading<'_>, json: &[u8]) -> (Stage, Verdict) {
    let refused = |fault: Fault| (Stage::Refused, Verdict::Refused(fault.refuse(None)));
    let document = if reading.pipe.takes_empty_text() {
        Document::parse_or_nothing(json)
    } else {
        Document::parse(json)
    };
    let document = match document {
        Ok(document) => document,
        Err(fault) => return refused(fault),
    };
    let inside = |inner: Value<'_>| Ok::<_, Fault>(reading.message(inner));
    let read = match reading.pipe.encoding {
        Encoding::Value => return reading.message(document.root()),
        Encoding::JsonText if reading.pipe.takes_nothing() => {
            document.root().json_text_or_nothing(inside)
        }
        Encoding::JsonText => document.root().json_text(inside),
    };
    read.unwrap_or_else(refused)
}

impl From<Name<'_>> for WireName {
    fn from(name: Name<'_>) -> Self {
        match name {
            Name::Text(text) => Self::Text(text.into_owned()),
            Name::Number { value, .. } => Self::Number(value),
            Name::Bool(value) => Self::Bool(value),
        }
    }
}

/// A fault at the place that a JSON Pointer leads to.
fn at(fault: Fault, path: &str) -> Fault {
    telling::place(fault, path)
}
