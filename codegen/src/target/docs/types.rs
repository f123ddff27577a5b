//! The sections of types.

use minijinja::{Value, context};

use super::book::{Book, Topic};
use super::names::listed;
use super::parts::identifier_of;
use super::{fields, links, markdown, words};
use crate::model::{
    Deprecated, Enum, Field, Member, MemberBody, StructId, Tag, Tagging, TypeId, Union,
};

/// How deep values of recursive types go, in a sentence.
const DEPTH: &str = "Values can hold values of their own type, at most 64 inside one another.";

/// What the section of a type shows.
pub fn section(book: &Book<'_>, id: TypeId) -> Value {
    let head = Head::of(book, id);
    let mut notes = Vec::new();
    let mut members = Vec::new();
    let (words, table) = match id {
        TypeId::Struct(id) => {
            let structure = book.protocol.structure(id);
            notes.extend(fields::rules(book, structure));
            (String::new(), struct_table(book, &structure.fields))
        }
        TypeId::Enum(id) => {
            let set = book.protocol.enumeration(id);
            (set_words(set), Some(fields::values(book, set)))
        }
        TypeId::Union(id) => {
            let union = book.protocol.union(id);
            members = member_sections(book, union);
            (union_words(book, union), Some(member_table(book, union)))
        }
        TypeId::Tuple(id) => {
            let words = "A list. Its items have no names on the wire.".to_owned();
            (words, Some(fields::items(book, book.protocol.tuple(id))))
        }
    };
    if head.recursive {
        notes.push(DEPTH.to_owned());
    }
    if let Some(since) = head.since {
        notes.push(format!("Since {}.", markdown::text(since)));
    }
    notes.push(format!("Used by {}.", used_by(book, id)));
    context! {
        anchor => links::anchor(&links::type_id(book.protocol, id)),
        name => markdown::code(identifier_of(book.protocol, id)),
        doc => head.doc.map(markdown::blocks).unwrap_or_default(),
        deprecated => head.deprecated.map(|gone| words::deprecated(book, gone)).unwrap_or_default(),
        words, table, notes, members,
    }
}

/// What every declared type has.
struct Head<'p> {
    doc: Option<&'p str>,
    recursive: bool,
    since: Option<&'p str>,
    deprecated: Option<&'p Deprecated>,
}

impl<'p> Head<'p> {
    fn of(book: &Book<'p>, id: TypeId) -> Self {
        let protocol = book.protocol;
        let (doc, recursive, since, deprecated) = match id {
            TypeId::Struct(id) => {
                let found = protocol.structure(id);
                (&found.doc, found.recursive, &found.since, &found.deprecated)
            }
            TypeId::Enum(id) => {
                let found = protocol.enumeration(id);
                (&found.doc, false, &found.since, &found.deprecated)
            }
            TypeId::Union(id) => {
                let found = protocol.union(id);
                (&found.doc, found.recursive, &found.since, &found.deprecated)
            }
            TypeId::Tuple(id) => (&protocol.tuple(id).doc, false, &None, &None),
        };
        Self {
            doc: doc.as_deref(),
            recursive,
            since: since.as_deref(),
            deprecated: deprecated.as_ref(),
        }
    }
}

/// What a type is, in one line.
pub fn summary(book: &Book<'_>, id: TypeId) -> String {
    words::summary(Head::of(book, id).doc)
}

/// The version that brought a type, and what a reader must know when it is on its way out.
pub fn age<'p>(book: &Book<'p>, id: TypeId) -> (Option<&'p str>, Option<&'p Deprecated>) {
    let head = Head::of(book, id);
    (head.since, head.deprecated)
}

fn struct_table(book: &Book<'_>, of: &[Field]) -> Option<String> {
    (!of.is_empty()).then(|| fields::fields(book, of))
}

fn set_words(set: &Enum) -> String {
    if set.open {
        "One of these values, or another of the same kind: it is kept.".to_owned()
    } else {
        "One of these values.".to_owned()
    }
}

fn union_words(book: &Book<'_>, union: &Union) -> String {
    match &union.tagging {
        Tagging::Tag { key, content } => {
            let key = markdown::code(key);
            let content = content.as_deref().map(markdown::code);
            let content = content.map(|content| format!(" What it carries stands at {content}."));
            let content = content.unwrap_or_default();
            let common = struct_table(book, &union.common);
            let common = common.map(|table| format!("\n\nAll of them have:\n\n{table}"));
            format!("An object: {key} says which of these it is.{content}{}", common.unwrap_or_default())
        }
        Tagging::Untagged => "One of these: told by the kind of JSON, then by what is always the same, then by the keys \
                              that must be there. The first that has all of its own is it."
            .to_owned(),
    }
}

fn member_table(book: &Book<'_>, union: &Union) -> String {
    let key = match &union.tagging {
        Tagging::Tag { key, .. } => Some(key),
        Tagging::Untagged => None,
    };
    let mut lines = match key {
        Some(key) => vec![
            format!("| {} | Holds | Meaning |", markdown::code(key)),
            "|---|---|---|".to_owned(),
        ],
        None => vec!["| One of | Meaning |".to_owned(), "|---|---|".to_owned()],
    };
    for member in &union.members {
        let tag = key
            .map(|key| format!("{} | ", tags(member, key)))
            .unwrap_or_default();
        lines.push(format!(
            "| {tag}{} | {} |",
            body(book, member),
            meaning(book, member)
        ));
    }
    lines.join("\n")
}

fn tags(member: &Member, key: &str) -> String {
    let words = member.tags.iter().map(|tag| match tag {
        Tag::Value(value) => words::constant(value),
        Tag::Absent => format!("no {}", markdown::code(key)),
        Tag::Other => "anything else".to_owned(),
    });
    listed(&words.collect::<Vec<_>>(), "or")
}

fn body(book: &Book<'_>, member: &Member) -> String {
    match &member.body {
        MemberBody::Nothing => "nothing".to_owned(),
        MemberBody::Struct(id) => links::type_named(book, TypeId::Struct(*id)),
        MemberBody::Value(ty) => {
            let limits = words::limits(book, ty);
            let limits = if limits.is_empty() {
                limits
            } else {
                format!(", {limits}")
            };
            format!("{}{limits}", words::type_of(book, ty))
        }
    }
}

fn meaning(book: &Book<'_>, member: &Member) -> String {
    let mut meaning: Vec<String> = member
        .doc
        .as_deref()
        .map(markdown::line)
        .into_iter()
        .collect();
    meaning.extend(
        member
            .since
            .as_deref()
            .map(|since| format!("Since {}.", markdown::text(since))),
    );
    meaning.extend(
        member
            .deprecated
            .as_ref()
            .map(|gone| words::deprecated(book, gone)),
    );
    meaning.join(" ")
}

/// The members that are structs of this union alone.
fn member_sections(book: &Book<'_>, union: &Union) -> Vec<Value> {
    let structs = union.members.iter().filter_map(|member| match member.body {
        MemberBody::Struct(id) if book.union_of(id).is_some() => Some((member, id)),
        _ => None,
    });
    structs
        .map(|(member, id)| member_section(book, union, member, id))
        .collect()
}

fn member_section(book: &Book<'_>, union: &Union, member: &Member, id: StructId) -> Value {
    let structure = book.protocol.structure(id);
    let is_own = |field: &&Field| union.common.iter().all(|common| common.name != field.name);
    let own: Vec<Field> = structure.fields.iter().filter(is_own).cloned().collect();
    let doc = structure
        .doc
        .as_deref()
        .filter(|doc| member.doc.as_deref() != Some(doc));
    context! {
        anchor => links::anchor(&links::type_id(book.protocol, TypeId::Struct(id))),
        name => markdown::code(&structure.identifier.0),
        doc => doc.map(markdown::blocks).unwrap_or_default(),
        table => struct_table(book, &own),
        notes => fields::rules(book, structure),
    }
}

fn used_by(book: &Book<'_>, id: TypeId) -> String {
    let users = book
        .users_of(id)
        .iter()
        .filter(|user| **user != Topic::Type(id));
    let mut links: Vec<String> = Vec::new();
    for user in users {
        // What is described at a message is a part of that.
        let link = match user {
            Topic::Type(id) => match book.home_of(*id) {
                Some(place) => links::topic(book, links::topic_of(book, place)),
                None => links::type_named(book, *id),
            },
            user => links::topic(book, *user),
        };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    if links.is_empty() {
        return "no message".to_owned();
    }
    let more = links.len().saturating_sub(MOST_USERS);
    if more > 1 {
        links.truncate(MOST_USERS);
        links.push(format!("{more} others"));
    }
    listed(&links, "and")
}

/// How many users of a type are listed before the rest is a number.
const MOST_USERS: usize = 8;
