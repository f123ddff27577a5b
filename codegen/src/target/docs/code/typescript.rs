//! Messages in TypeScript: values of the types of the generated package, and calls of it.

mod calls;

use std::collections::BTreeSet;

use crate::model::{
    MemberBody, Others, PartType, RoleId, Shape, StructId, Tagging, TupleId, Type, UnionId,
};
use crate::target::docs::book::{Book, Place};
use crate::target::docs::example::Example;
use crate::target::docs::layout::{Group, Layout};
use crate::target::docs::member;
use crate::target::docs::names::typescript as names;
use crate::target::docs::slots::Filled;

/// How wide a step to the right is.
const STEP: usize = 2;

/// Messages as TypeScript sees them.
#[derive(Debug)]
pub struct TypeScript<'b, 'p> {
    book: &'b Book<'p>,
    /// The npm package.
    package: &'b str,
    runtime: BTreeSet<&'static str>,
}

impl<'b, 'p> TypeScript<'b, 'p> {
    /// TypeScript with a generated package of this name.
    pub fn new(book: &'b Book<'p>, package: &'b str) -> Self {
        Self {
            book,
            package,
            runtime: BTreeSet::new(),
        }
    }

    /// A message as a value.
    pub fn message(mut self, place: Place, parts: &[Filled<'_>]) -> String {
        let (direction, _) = self.book.at(place);
        let ty = &direction.identifier.0;
        let value = self.object(place, parts);
        let start = format!("export const message: {ty} = ;").len();
        let value = value.print(0, start, STEP);
        let import = self.import(&format!("type {ty}"), direction.from);
        format!(
            "{import}{}\n\nexport const message: {ty} = {value};",
            self.runtime_imports()
        )
    }

    fn import(&self, name: &str, role: RoleId) -> String {
        let place = names::subpath(self.book.protocol, role);
        let from = names::literal(&format!("{}/{place}", self.package));
        format!("import {{ {name} }} from {from};")
    }

    fn runtime_imports(&self) -> String {
        if self.runtime.is_empty() {
            return String::new();
        }
        let used: Vec<&str> = self.runtime.iter().copied().collect();
        let from = names::literal(&format!("{}/runtime", self.package));
        format!("\nimport {{ {} }} from {from};", used.join(", "))
    }

    fn object(&mut self, place: Place, parts: &[Filled<'_>]) -> Layout {
        let (_, variant) = self.book.at(place);
        let face = self.book.faces(place.direction)[place.variant].clone();
        let leaf = |text: String| Layout::Leaf(text);
        let name = face
            .names
            .first()
            .cloned()
            .unwrap_or_else(|| "null".to_owned());
        let mut members = vec![
            (
                "kind: ".to_owned(),
                leaf(format!("\"{}\"", variant.kind.word())),
            ),
            ("name: ".to_owned(), leaf(safe(&name))),
        ];
        members.extend(
            face.answers
                .map(|name| ("answers: ".to_owned(), leaf(safe(&name)))),
        );
        members.extend(
            face.layout
                .map(|name| ("layout: ".to_owned(), leaf(safe(&name)))),
        );
        for Filled { part, example } in parts {
            let Some(example) = example else {
                continue;
            };
            let value = match &part.ty {
                PartType::Typed(ty) => self.value(ty, example),
                PartType::Unread => {
                    self.runtime.insert("Unread");
                    Layout::hug("new Unread(", json(example))
                }
            };
            members.push((format!("{}: ", names::property(part)), value));
        }
        object(members)
    }

    fn value(&mut self, ty: &Type, example: &Example) -> Layout {
        if ty.nullable && *example == Example::Null {
            return Layout::Leaf("null".to_owned());
        }
        let value = self.shaped(&ty.shape, example);
        if !ty.secret {
            return value;
        }
        self.runtime.insert("Secret");
        Layout::hug("new Secret(", value)
    }

    fn shaped(&mut self, shape: &Shape, example: &Example) -> Layout {
        match (shape, example) {
            (Shape::Url(_), Example::Text(text)) => self.branded(text, "Url", "type Url"),
            (Shape::Uuid, Example::Text(text)) => self.branded(text, "Uuid", "type Uuid"),
            (Shape::DateTime, Example::Text(text)) => {
                self.branded(text, "DateTime", "type DateTime")
            }
            (Shape::Date, Example::Text(text)) => {
                self.branded(text, "CalendarDate", "type CalendarDate")
            }
            (Shape::Base64(_), Example::Text(text)) => self.branded(text, "Base64", "type Base64"),
            (Shape::List(item, _), Example::List(items)) => {
                list(items.iter().map(|value| self.value(item, value)).collect())
            }
            (Shape::Map(map), Example::Object(members)) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (key(name), self.value(&map.value, value)));
                object(members.collect())
            }
            (Shape::Tuple(id), Example::List(items)) => self.tuple(*id, items),
            (Shape::Struct(id), Example::Object(members)) => {
                object(self.structure(*id, members, None))
            }
            (Shape::Union(id), example) => self.member(*id, example),
            (_, example) => json(example),
        }
    }

    /// A text of a checked form.
    fn branded(&mut self, text: &str, ty: &str, import: &'static str) -> Layout {
        self.runtime.insert(import);
        Layout::Leaf(format!("{} as {ty}", literal(text)))
    }

    fn tuple(&mut self, id: TupleId, items: &[Example]) -> Layout {
        let tuple = self.book.protocol.tuple(id);
        let types = tuple.items.iter().chain(tuple.rest.iter().cycle());
        list(
            types
                .zip(items)
                .map(|(item, value)| self.value(&item.ty, value))
                .collect(),
        )
    }

    fn structure(
        &mut self,
        id: StructId,
        members: &[(String, Example)],
        hidden: Option<&str>,
    ) -> Vec<(String, Layout)> {
        let structure = self.book.protocol.structure(id);
        let field = |name: &str| structure.fields.iter().find(|field| field.name == name);
        let mut parts = Vec::new();
        let mut others = Vec::new();
        for (name, value) in members {
            match field(name) {
                Some(field) => parts.push((key(name), self.value(&field.ty, value))),
                None if hidden == Some(name) => parts.push((key(name), json(value))),
                None => {
                    let value = match &structure.others {
                        Others::Typed(ty) => self.value(ty, value),
                        _ => json(value),
                    };
                    others.push((key(name), value));
                }
            }
        }
        if matches!(structure.others, Others::Keep | Others::Typed(_)) {
            parts.push((key(&names::extra_name(&structure.fields)), object(others)));
        }
        parts
    }

    fn member(&mut self, id: UnionId, example: &Example) -> Layout {
        let union = self.book.protocol.union(id);
        let Some(chosen) = member::of(self.book.protocol, union, example) else {
            return json(example);
        };
        let (tag, content) = match &union.tagging {
            Tagging::Tag { key, content } => (Some(key.as_str()), content.as_deref()),
            Tagging::Untagged => (None, None),
        };
        match (&chosen.body, example) {
            (MemberBody::Struct(id), Example::Object(members)) => {
                object(self.structure(*id, members, tag))
            }
            (MemberBody::Value(ty), Example::Object(members)) if content.is_some() => {
                let members = members.iter().map(|(name, value)| {
                    let value = if Some(name.as_str()) == content {
                        self.value(ty, value)
                    } else {
                        json(value)
                    };
                    (key(name), value)
                });
                object(members.collect())
            }
            (MemberBody::Value(ty), example) => self.value(ty, example),
            (_, example) => json(example),
        }
    }
}

fn json(example: &Example) -> Layout {
    match example {
        Example::Null => Layout::Leaf("null".to_owned()),
        Example::Bool(value) => Layout::Leaf(value.to_string()),
        Example::Number(text) => Layout::Leaf(text.clone()),
        Example::Text(text) => Layout::Leaf(literal(text)),
        Example::List(items) => list(items.iter().map(json).collect()),
        Example::Object(members) => object(
            members
                .iter()
                .map(|(name, value)| (key(name), json(value)))
                .collect(),
        ),
    }
}

fn key(name: &str) -> String {
    format!("{}: ", safe(&names::key(name)))
}

fn literal(text: &str) -> String {
    safe(&names::literal(text))
}

/// So that no template of mdBook or others starts inside a literal.
fn safe(literal: &str) -> String {
    literal.replace("{{", "{\\u007b").replace("{%", "{\\u0025")
}

fn list(items: Vec<Layout>) -> Layout {
    let parts = items
        .into_iter()
        .map(|item| (String::new(), item))
        .collect();
    Layout::Group(Group {
        open: "[".to_owned(),
        parts,
        close: "]",
        inside: "",
        trailing: ",",
    })
}

fn object(parts: Vec<(String, Layout)>) -> Layout {
    Layout::Group(Group {
        open: "{".to_owned(),
        parts,
        close: "}",
        inside: " ",
        trailing: ",",
    })
}
