//! The messages of a direction as types: the union, the errors, the table of names.

use std::collections::BTreeSet;

use super::code::{field, lines, member, object_type, union};
use super::documentation;
use super::layout::{Doc, concat};
use super::sink::{self, imported, kebab, literal, lower_camel, runtime_type};
use super::types::Module;
use crate::model::{
    Candidate, Direction, Kind, KnownError, Message, Payload, Protocol, Struct, Undeclared,
};

/// The candidate's wire name, if its form carries one.
pub fn wire_name<'p>(
    protocol: &'p Protocol,
    direction: &Direction,
    candidate: &Candidate,
) -> Option<&'p str> {
    let named = direction.forms[candidate.form]
        .telling
        .name_path()
        .is_some();
    let message = candidate.message.filter(|_| named)?;
    Some(&protocol.message(message).name)
}

/// What the candidate carries as payload.
pub fn payload<'p>(protocol: &'p Protocol, candidate: &Candidate) -> Option<&'p Payload> {
    protocol.payload_of(candidate)
}

/// Whether a message of this direction can be unknown.
pub fn keeps_unknown(direction: &Direction) -> bool {
    direction.undeclared == Undeclared::Keep
        && direction
            .forms
            .iter()
            .any(|form| form.telling.name_path().is_some())
}

/// The union of all messages of the direction.
pub fn message_union(module: &Module<'_>, direction: &Direction) -> Doc {
    let mut members: Vec<_> = direction
        .candidates
        .iter()
        .map(|candidate| {
            let comment =
                sink::documentation(&documentation::candidate(module.protocol, candidate), 2);
            (comment, variant(module, direction, candidate))
        })
        .collect();
    if keeps_unknown(direction) {
        let unknown = field("unknown", false, runtime_type("Unknown"));
        let fields = vec![
            text_field("kind", "unknown"),
            field("name", false, "null".into()),
            unknown,
        ];
        let doc = "A message that this version of the protocol does not declare.".to_owned();
        members.push((sink::documentation(&[doc], 2), object_type(fields)));
    }
    let head = sink::documentation(&documentation::direction(module.protocol, direction), 0);
    concat([head, union(&direction.identifier.0, members)])
}

fn text_field(name: &str, text: &str) -> Doc {
    field(name, false, literal(text).into())
}

fn variant(module: &Module<'_>, direction: &Direction, candidate: &Candidate) -> Doc {
    let name = wire_name(module.protocol, direction, candidate);
    let name = name.map_or_else(|| "null".to_owned(), literal);
    let mut fields = vec![
        text_field("kind", candidate.kind.word()),
        field("name", false, name.into()),
    ];
    if let Some(Payload {
        ty,
        optional,
        doc: _,
    }) = payload(module.protocol, candidate)
    {
        fields.push(field("payload", *optional, module.type_of(ty)));
    }
    if candidate.kind == Kind::Error {
        fields.push(field(
            "error",
            false,
            error_type(module.protocol, direction, candidate),
        ));
    }
    object_type(fields)
}

/// The type of the texts with which the candidate's request fails.
fn error_type(protocol: &Protocol, direction: &Direction, candidate: &Candidate) -> Doc {
    let Some(request) = candidate.message.map(|id| protocol.message(id)) else {
        let none = known_errors(protocol, direction).is_empty();
        return if none {
            "string".into()
        } else {
            error_text(protocol, direction).into()
        };
    };
    match protocol.direction(request.from, request.to) {
        Some(asked) if !listed(request).is_empty() => {
            let file = format!("./{}.js", kebab(&asked.identifier));
            imported(file, error_name(request), true)
        }
        _ => "string".into(),
    }
}

fn error_name(request: &Message) -> String {
    format!("{}Error", request.identifier.0)
}

/// The texts that answers of this direction bring without saying for which request, each once.
fn known_errors<'p>(protocol: &'p Protocol, direction: &Direction) -> Vec<&'p str> {
    let asked = protocol
        .messages
        .iter()
        .filter(|message| message.from == direction.to && message.to == direction.from);
    let mut seen = BTreeSet::new();
    let texts = asked.flat_map(listed).map(|error| error.text.as_str());
    texts.filter(|text| seen.insert(*text)).collect()
}

fn listed(message: &Message) -> &[KnownError] {
    message
        .request
        .as_ref()
        .map_or(&[], |request| &request.errors)
}

/// What the file of a direction calls a type of its own: the name, unless a struct has it.
pub fn type_name(protocol: &Protocol, direction: &Direction, wanted: &str) -> String {
    let owner = Some((direction.from, direction.to));
    let is_near = |structure: &&Struct| structure.owner.is_none() || structure.owner == owner;
    let is_taken = protocol
        .structs
        .iter()
        .filter(is_near)
        .any(|structure| structure.identifier.0 == wanted);
    if is_taken {
        format!("{wanted}_")
    } else {
        wanted.to_owned()
    }
}

fn error_text(protocol: &Protocol, direction: &Direction) -> String {
    type_name(protocol, direction, "ErrorText")
}

/// An error type: its name, what it is about, the texts that the spec lists.
struct ErrorType<'p> {
    name: String,
    doc: Vec<String>,
    texts: Vec<&'p str>,
}

/// The errors of the requests that go this way, and of the answers that do not say what they answer.
fn errors<'p>(protocol: &'p Protocol, direction: &Direction) -> Vec<ErrorType<'p>> {
    let mut types = Vec::new();
    for candidate in direction
        .candidates
        .iter()
        .filter(|candidate| candidate.kind == Kind::Request)
    {
        let Some(message) = candidate.message.map(|id| protocol.message(id)) else {
            continue;
        };
        let known = listed(message);
        if !known.is_empty() {
            let doc = documentation::errors(&message.name, known);
            let texts = known.iter().map(|error| error.text.as_str()).collect();
            types.push(ErrorType {
                name: error_name(message),
                doc,
                texts,
            });
        }
    }
    let is_nameless =
        |candidate: &Candidate| candidate.kind == Kind::Error && candidate.message.is_none();
    let texts = known_errors(protocol, direction);
    if direction.candidates.iter().any(is_nameless) && !texts.is_empty() {
        let doc = vec!["Why a request failed. There may be other texts.".to_owned()];
        types.push(ErrorType {
            name: error_text(protocol, direction),
            doc,
            texts,
        });
    }
    types
}

/// The names of the error types of a direction.
pub fn error_type_names(protocol: &Protocol, direction: &Direction) -> Vec<String> {
    errors(protocol, direction)
        .into_iter()
        .map(|error| error.name)
        .collect()
}

/// The error types of a direction.
pub fn error_types(protocol: &Protocol, direction: &Direction) -> Vec<Doc> {
    errors(protocol, direction)
        .into_iter()
        .map(open_union)
        .collect()
}

/// Texts that an editor offers, where any other fits as well.
fn open_union(ErrorType { name, doc, texts }: ErrorType<'_>) -> Doc {
    let known = texts.into_iter().map(|text| literal(text).into());
    let members = known
        .chain(["(string & {})".into()])
        .map(|member: Doc| (Doc::from(""), member));
    concat([
        sink::documentation(&doc, 0),
        union(&name, members.collect()),
    ])
}

/// The wire names by identifier, in spec order.
pub fn names(protocol: &Protocol, direction: &Direction) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    for candidate in &direction.candidates {
        let Some(id) = candidate.message else {
            continue;
        };
        if wire_name(protocol, direction, candidate).is_none() {
            continue;
        }
        let message = protocol.message(id);
        if seen.insert(id.0) {
            names.push((lower_camel(&message.identifier), message.name.clone()));
        }
    }
    names
}

/// The table of names as a value.
pub fn names_value(names: &[(String, String)]) -> Doc {
    if names.is_empty() {
        return "{}".into();
    }
    lines(
        "{",
        names
            .iter()
            .map(|(key, name)| member(key, literal(name)))
            .collect(),
        "}",
    )
}

/// The table of names as a type.
pub fn names_type(names: &[(String, String)]) -> Doc {
    if names.is_empty() {
        return "{}".into();
    }
    let fields = names.iter().flat_map(|(key, name)| {
        [
            Doc::Newline,
            field(key, false, literal(name).into()),
            ";".into(),
        ]
    });
    concat([
        "{".into(),
        Doc::Concat(fields.collect()).indent(),
        Doc::Newline,
        "}".into(),
    ])
}
