//! What a message brings, part by part.

use minijinja::{Value, context};

use super::Speaker;
use crate::model::{Part, PartType, Shape, Slot, Tuple, Type, TypeId};
use crate::target::docs::book::Book;
use crate::target::docs::names::listed;
use crate::target::docs::parts::{identifier_of, payload_of, type_id};
use crate::target::docs::{fields, links, markdown, words};

/// How many fields a shared struct has at most whose table stands at each message that carries it.
const SHORT: usize = 10;

impl Speaker<'_, '_> {
    /// The parts that are more than a word. A property before and after a change looks the same.
    pub(super) fn bodies(&self) -> Vec<Value> {
        let (_, variant) = self.book.at(self.place);
        let has_new = variant.part(Slot::New).is_some();
        let parts = variant
            .parts
            .iter()
            .filter(|part| part.slot != Slot::Old || !has_new);
        parts.filter_map(|part| self.body(part)).collect()
    }

    /// A part with what it looks like: the payload, an error that is no plain text, options.
    pub(super) fn body(&self, part: &Part) -> Option<Value> {
        let book = self.book;
        let (_, variant) = book.at(self.place);
        let title = body_title(part.slot)?;
        let ty = match &part.ty {
            PartType::Typed(ty) => ty,
            PartType::Unread => {
                let words =
                    "that of the request's answer. It is `Unread` until the request is known.";
                return Some(context! { title, words, table => "", notes => Vec::<String>::new() });
            }
        };
        let payload = payload_of(book.protocol, variant)
            .filter(|_| matches!(part.slot, Slot::Payload | Slot::Error));
        let title = match payload {
            Some(payload) if payload.arguments => "Arguments",
            _ if part.slot == Slot::New && variant.part(Slot::Old).is_some() => "Before and now",
            _ => title,
        };
        let is_plain_text = matches!(&ty.shape, Shape::Text(_)) && part.slot == Slot::Error;
        if payload.is_none() && is_plain_text {
            return None;
        }
        let Some(payload) = payload else {
            return Some(self.lone_body(title, part, ty));
        };
        let (words, table, notes) = match type_id(book.protocol, ty) {
            Some(id @ (TypeId::Struct(_) | TypeId::Tuple(_))) => {
                let words =
                    self.declared_words(id, payload.doc.as_deref(), part.optional, ty.nullable);
                let (table, notes) = self.declared_table(id);
                (words, table, notes)
            }
            _ => (String::new(), fields::value(book, payload), Vec::new()),
        };
        Some(context! { title, words, table, notes })
    }

    /// A part other than the payload.
    pub(super) fn lone_body(&self, title: &str, part: &Part, ty: &Type) -> Value {
        let id = type_id(self.book.protocol, ty);
        let (table, notes) = match id {
            Some(id @ (TypeId::Struct(_) | TypeId::Tuple(_))) if part.slot != Slot::Old => {
                self.declared_table(id)
            }
            _ => (String::new(), Vec::new()),
        };
        let limits = words::limits(self.book, ty);
        let limits = if limits.is_empty() {
            limits
        } else {
            format!(", {limits}")
        };
        let optional = if part.optional {
            " It may be left out."
        } else {
            ""
        };
        let words = format!("{}{limits}.{optional}", words::type_of(self.book, ty));
        context! { title, words, table, notes }
    }

    pub(super) fn declared_words(
        &self,
        id: TypeId,
        doc: Option<&str>,
        optional: bool,
        nullable: bool,
    ) -> String {
        let is_here = self.book.home_of(id) == Some(self.place);
        let link = if is_here {
            format!("{}.", markdown::code(identifier_of(self.book.protocol, id)))
        } else {
            format!("{}.", links::type_named(self.book, id))
        };
        let presence = optional.then(|| "It may be left out.".to_owned());
        let null = nullable.then(|| "It may be null.".to_owned());
        let doc = doc.map(markdown::line);
        let parts = [Some(link), doc, presence, null];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The table of a struct or tuple and what else holds for it, unless it is long and stands elsewhere.
    pub(super) fn declared_table(&self, id: TypeId) -> (String, Vec<String>) {
        let book = self.book;
        let is_here = book.home_of(id) == Some(self.place);
        match id {
            TypeId::Struct(id) => {
                let structure = book.protocol.structure(id);
                if structure.fields.is_empty() || !is_here && structure.fields.len() > SHORT {
                    let notes = if is_here {
                        fields::rules(book, structure)
                    } else {
                        Vec::new()
                    };
                    return (String::new(), notes);
                }
                (
                    fields::fields(book, &structure.fields),
                    fields::rules(book, structure),
                )
            }
            TypeId::Tuple(id) => (items(book, book.protocol.tuple(id)), Vec::new()),
            TypeId::Enum(_) | TypeId::Union(_) => (String::new(), Vec::new()),
        }
    }

    /// A part that says little: an id, a code, what an envelope declares itself.
    pub(super) fn slot(&self, part: &Part) -> Option<String> {
        let book = self.book;
        let (title, doc) = match part.slot {
            Slot::Id => ("**Id**".to_owned(), None),
            Slot::Code => ("**Code**".to_owned(), None),
            Slot::Request => ("**The request**, as it was sent".to_owned(), None),
            Slot::Own(id) => {
                let slot = book.protocol.own_slot(id);
                (markdown::code(&slot.name), Some(slot))
            }
            _ => return None,
        };
        let PartType::Typed(ty) = &part.ty else {
            return None;
        };
        let mut words = words::type_of(book, ty);
        let limits = words::limits(book, ty);
        if !limits.is_empty() {
            words = format!("{words}, {limits}");
        }
        let mut sentences = vec![format!("{title}: {words}.")];
        if part.optional {
            sentences.push("It may be left out.".to_owned());
        }
        if let Some(slot) = doc {
            sentences.extend(slot.doc.as_deref().map(markdown::line));
            if !slot.per_message {
                sentences.push("The same in all messages between two ends.".to_owned());
            }
            if slot.matched {
                sentences.push("A message with another value is for somebody else.".to_owned());
            }
        }
        Some(sentences.join(" "))
    }

    /// Which parts of a message are secret, in a sentence.
    pub(super) fn secrets(&self) -> String {
        let (_, variant) = self.book.at(self.place);
        let mut places = Vec::new();
        for part in &variant.parts {
            let PartType::Typed(ty) = &part.ty else {
                continue;
            };
            let own = match part.slot {
                Slot::Own(id) => markdown::code(&self.book.protocol.own_slot(id).name),
                slot => body_title(slot)
                    .map(|title| format!("the {}", title.to_lowercase()))
                    .unwrap_or_default(),
            };
            let found = fields::secrets(self.book.protocol, ty);
            places.extend(found.into_iter().map(|path| match path.as_str() {
                "" => own.clone(),
                path => markdown::code(path),
            }));
        }
        if places.is_empty() {
            return String::new();
        }
        let verb = if places.len() == 1 { "is" } else { "are" };
        let mut words = format!("{} {verb} secret.", listed(&places, "and"));
        if words.starts_with("the ") {
            words.replace_range(..1, "T");
        }
        words
    }
}

fn items(book: &Book<'_>, tuple: &Tuple) -> String {
    if tuple.items.is_empty() && tuple.rest.is_none() {
        return String::new();
    }
    fields::items(book, tuple)
}

pub(super) const fn body_title(slot: Slot) -> Option<&'static str> {
    match slot {
        Slot::Payload | Slot::Arguments => Some("Payload"),
        Slot::Error => Some("Error"),
        Slot::Options => Some("Options"),
        Slot::Old => Some("Before"),
        Slot::New => Some("Now"),
        Slot::Name | Slot::Code | Slot::Id | Slot::Request | Slot::Own(_) => None,
    }
}
