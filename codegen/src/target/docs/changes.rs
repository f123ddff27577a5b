//! What came and went with which version, and what the protocol's documentation leaves open.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::book::Book;
use super::names::listed;
use super::parts::parts_of;
use super::{links, markdown, types, words};
use crate::model::{Deprecated, EnumValue, Field, Member, MessageId, Shape, Type, TypeId};

/// Something with an age: what it is called on pages, the version that brought it, and its end.
struct Aged<'p> {
    what: String,
    since: Option<&'p str>,
    deprecated: Option<&'p Deprecated>,
}

/// Everything that a version can bring or end, in spec order.
fn aged<'p>(book: &Book<'p>) -> Vec<Aged<'p>> {
    let protocol = book.protocol;
    let mut found = Vec::new();
    for (index, message) in protocol.messages.iter().enumerate() {
        if message.since.is_some() || message.deprecated.is_some() {
            found.push(Aged {
                what: links::message(book, MessageId(index)),
                since: message.since.as_deref(),
                deprecated: message.deprecated.as_ref(),
            });
        }
    }
    for id in &protocol.declared {
        let link = links::type_named(book, *id);
        let (since, deprecated) = types::age(book, *id);
        found.push(Aged {
            what: link.clone(),
            since,
            deprecated,
        });
        found.extend(parts(book, *id, &link));
    }
    found.retain(|aged| aged.since.is_some() || aged.deprecated.is_some());
    found
}

/// What has an age inside a type: its fields, values or members.
fn parts<'p>(book: &Book<'p>, id: TypeId, link: &str) -> Vec<Aged<'p>> {
    let protocol = book.protocol;
    let of = |what: String, since: &'p Option<String>, deprecated: &'p Option<Deprecated>| Aged {
        what: format!("{what} in {link}"),
        since: since.as_deref(),
        deprecated: deprecated.as_ref(),
    };
    match id {
        TypeId::Struct(id) => {
            let fields = protocol.structure(id).fields.iter();
            let aged =
                |field: &'p Field| of(markdown::code(&field.name), &field.since, &field.deprecated);
            fields.map(aged).collect()
        }
        TypeId::Enum(id) => {
            let values = protocol.enumeration(id).values.iter();
            let aged = |value: &'p EnumValue| {
                of(
                    words::constant(&value.value),
                    &value.since,
                    &value.deprecated,
                )
            };
            values.map(aged).collect()
        }
        TypeId::Union(id) => {
            let members = protocol.union(id).members.iter();
            let aged = |member: &'p Member| {
                of(
                    markdown::code(&member.identifier.0),
                    &member.since,
                    &member.deprecated,
                )
            };
            members.map(aged).collect()
        }
        TypeId::Tuple(_) => Vec::new(),
    }
}

/// Everything with a version that brought it or from which on it should not be used, the newest version first.
pub fn changes(book: &Book<'_>) -> Vec<Value> {
    let mut changes: BTreeMap<Reverse<Version>, Vec<String>> = BTreeMap::new();
    let mut add = |since: Option<&str>, what: String| {
        if let Some(since) = since {
            changes
                .entry(Reverse(Version::of(since)))
                .or_default()
                .push(what);
        }
    };
    for Aged {
        what,
        since,
        deprecated,
    } in aged(book)
    {
        let gone = deprecated.and_then(|gone| gone.since.as_deref());
        add(since, format!("New: {what}."));
        add(gone, format!("Deprecated: {what}."));
    }
    changes
        .into_iter()
        .map(|(Reverse(version), lines)| context! { version => markdown::text(&version.text), lines })
        .collect()
}

/// A version, ordered by its numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    numbers: Vec<u64>,
    text: String,
}

impl Version {
    fn of(text: &str) -> Self {
        let numbers = text
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|part| part.parse().ok());
        Self {
            numbers: numbers.collect(),
            text: text.to_owned(),
        }
    }
}

/// Everything that should not be used any more.
pub fn deprecations(book: &Book<'_>) -> Vec<String> {
    let gone = aged(book).into_iter().filter_map(|aged| {
        let deprecated = words::deprecated(book, aged.deprecated?);
        Some(format!("{}: {deprecated}", aged.what))
    });
    gone.collect()
}

/// What the protocol's documentation leaves open: where, and at which places there. A type is counted once.
pub struct Gap {
    what: String,
    places: Vec<String>,
    count: usize,
}

impl Gap {
    /// How many places they are together.
    pub fn count(gaps: &[Self]) -> usize {
        gaps.iter().map(|gap| gap.count).sum()
    }

    /// The gap as a line of a list.
    pub fn line(&self) -> String {
        if self.places.is_empty() {
            format!("{}: what it carries", self.what)
        } else {
            format!("{}: {}", self.what, listed(&self.places, "and"))
        }
    }
}

/// All gaps of a protocol.
pub fn gaps(book: &Book<'_>) -> Vec<Gap> {
    let protocol = book.protocol;
    let mut gaps = Vec::new();
    for (index, message) in protocol.messages.iter().enumerate() {
        let payload = message.payload.as_ref().map(|payload| &payload.ty);
        if payload.is_some_and(leaves_open) {
            let link = links::message(book, MessageId(index));
            let is_answer = message.answers().is_some();
            gaps.push(Gap {
                what: if is_answer {
                    format!("the answer to {link}")
                } else {
                    link
                },
                places: Vec::new(),
                count: 1,
            });
        }
    }
    for id in &protocol.declared {
        let places = open_places(book, *id);
        if !places.is_empty() {
            gaps.push(Gap {
                what: links::type_named(book, *id),
                count: places.len(),
                places,
            });
        }
    }
    for slot in protocol
        .own_slots
        .iter()
        .filter(|slot| leaves_open(&slot.ty))
    {
        gaps.push(Gap {
            what: format!("the envelope {}", markdown::code(&slot.envelope)),
            places: vec![markdown::code(&slot.name)],
            count: 1,
        });
    }
    gaps
}

/// The open places in a type, as code.
fn open_places(book: &Book<'_>, id: TypeId) -> Vec<String> {
    let protocol = book.protocol;
    match id {
        TypeId::Struct(id) => {
            let fields = protocol.structure(id).fields.iter();
            let open = fields.filter(|field| leaves_open(&field.ty));
            open.map(|field| markdown::code(&field.name)).collect()
        }
        TypeId::Union(id) => {
            let members = protocol.union(id).members.iter();
            let open = members.filter(|member| {
                matches!(&member.body, crate::model::MemberBody::Value(ty) if leaves_open(ty))
            });
            open.map(|member| markdown::code(&member.identifier.0))
                .collect()
        }
        TypeId::Tuple(_) => {
            let items = parts_of(protocol, id).into_iter().enumerate();
            let open = items.filter(|(_, ty)| leaves_open(ty));
            open.map(|(index, _)| format!("item {}", index + 1))
                .collect()
        }
        TypeId::Enum(_) => Vec::new(),
    }
}

fn leaves_open(ty: &Type) -> bool {
    let inner = match &ty.shape {
        Shape::List(item, _) => leaves_open(item),
        Shape::Map(map) => leaves_open(&map.value),
        _ => false,
    };
    ty.undocumented || inner
}
