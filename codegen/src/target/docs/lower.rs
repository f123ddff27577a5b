//! What pages say of messages, fields and structs, before it is laid out.

use super::{links, markdown, words};
use crate::model::{Candidate, Field, Kind, Message, Payload, Protocol, Shape, StructId, Type};

/// What a message or answer carries as payload.
pub fn carried<'p>(protocol: &'p Protocol, candidate: &Candidate) -> Option<&'p Payload> {
    let message = protocol.message(candidate.message?);
    match candidate.kind {
        Kind::Event | Kind::Request => message.payload.as_ref(),
        Kind::Ok => message.answers.and(message.payload.as_ref()),
        Kind::Error => None,
    }
}

/// A row of a table of fields.
struct Row {
    name: String,
    ty: String,
    required: &'static str,
    limits: String,
    unit: String,
    since: String,
    meaning: String,
}

/// The table of the fields of a struct.
pub fn fields(protocol: &Protocol, fields: &[Field]) -> String {
    table(
        "Field",
        fields
            .iter()
            .map(|field| field_row(protocol, field))
            .collect(),
    )
}

/// The table of a payload that is no struct.
pub fn payload(protocol: &Protocol, payload: &Payload) -> String {
    let Payload { ty, optional, doc } = payload;
    let row = Row {
        name: String::new(),
        ty: words::type_of(protocol, ty),
        required: yes_or_no(!optional),
        limits: words::limits(ty),
        unit: words::unit(ty),
        since: String::new(),
        meaning: doc.as_deref().map(markdown::line).unwrap_or_default(),
    };
    table("", vec![row])
}

fn field_row(protocol: &Protocol, field: &Field) -> Row {
    let Field {
        name,
        identifier: _,
        ty,
        optional,
        doc,
        since,
        deprecated,
    } = field;
    let mut meaning: Vec<String> = doc.iter().map(|doc| markdown::line(doc)).collect();
    meaning.extend(
        deprecated
            .iter()
            .map(|deprecated| words::deprecated(protocol, deprecated)),
    );
    Row {
        name: markdown::code(name),
        ty: words::type_of(protocol, ty),
        required: yes_or_no(!optional),
        limits: words::limits(ty),
        unit: words::unit(ty),
        since: since.as_deref().map(markdown::text).unwrap_or_default(),
        meaning: meaning.join(" "),
    }
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A table without the columns that say nothing.
fn table(first: &str, rows: Vec<Row>) -> String {
    let columns = [
        first, "Type", "Required", "Limits", "Unit", "Since", "Meaning",
    ];
    let cells: Vec<[String; 7]> = rows
        .into_iter()
        .map(|row| {
            [
                row.name,
                row.ty,
                row.required.to_owned(),
                row.limits,
                row.unit,
                row.since,
                row.meaning,
            ]
        })
        .collect();
    let used: Vec<usize> = (0..columns.len())
        .filter(|column| cells.iter().any(|cells| !cells[*column].is_empty()))
        .collect();
    let line = |cells: &[String]| {
        let shown: Vec<&str> = used.iter().map(|column| cells[*column].as_str()).collect();
        format!("| {} |", shown.join(" | "))
    };
    let head = line(&columns.map(str::to_owned));
    let rule = format!("|{}", "---|".repeat(used.len()));
    let rows = cells.iter().map(|cells| line(cells));
    [head, rule]
        .into_iter()
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The places below a type where a secret is, each as a path from the type on.
pub fn secrets(protocol: &Protocol, ty: &Type) -> Vec<String> {
    let mut places = Vec::new();
    collect(protocol, ty, "", &mut Vec::new(), &mut places, |ty| {
        ty.secret
    });
    places
}

/// The places below a type that the protocol's documentation leaves open.
pub fn gaps(protocol: &Protocol, ty: &Type) -> Vec<String> {
    let mut places = Vec::new();
    collect(protocol, ty, "", &mut Vec::new(), &mut places, |ty| {
        ty.undocumented
    });
    places
}

fn collect(
    protocol: &Protocol,
    ty: &Type,
    path: &str,
    inside: &mut Vec<StructId>,
    places: &mut Vec<String>,
    wanted: fn(&Type) -> bool,
) {
    if wanted(ty) {
        places.push(path.to_owned());
        return;
    }
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match &ty.shape {
        Shape::List(item, _) => {
            collect(protocol, item, &format!("{path}[]"), inside, places, wanted);
        }
        Shape::Map(item) => collect(protocol, item, &below("*"), inside, places, wanted),
        Shape::Struct(id) if !inside.contains(id) => {
            inside.push(*id);
            for field in &protocol.structure(*id).fields {
                collect(
                    protocol,
                    &field.ty,
                    &below(&field.name),
                    inside,
                    places,
                    wanted,
                );
            }
            inside.pop();
        }
        _ => {}
    }
}

/// The first paragraph of a doc, on one line.
pub fn summary(doc: Option<&str>) -> String {
    let first = doc.and_then(|doc| doc.trim().split("\n\n").next());
    first.map(markdown::line).unwrap_or_default()
}

/// Links to messages in a sentence.
pub fn links_to(protocol: &Protocol, messages: &[crate::model::MessageId]) -> Vec<String> {
    messages
        .iter()
        .map(|id| links::message(protocol, *id))
        .collect()
}

/// What a struct is for, where its doc does not say it: the message that carries it.
pub fn carriers(protocol: &Protocol, id: StructId) -> Vec<crate::model::MessageId> {
    let carries = |message: &Message| {
        message
            .payload
            .as_ref()
            .is_some_and(|payload| directly(&payload.ty, id))
    };
    let messages = protocol.messages.iter().enumerate();
    messages
        .filter(|(_, message)| carries(message))
        .map(|(index, _)| crate::model::MessageId(index))
        .collect()
}

/// Whether a type is this struct, or a list or map of it.
pub fn directly(ty: &Type, id: StructId) -> bool {
    match &ty.shape {
        Shape::Struct(found) => *found == id,
        Shape::List(item, _) | Shape::Map(item) => directly(item, id),
        _ => false,
    }
}
