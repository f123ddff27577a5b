//! Messages in Rust: calls of the generated code, with an example as a Rust value.

mod calls;
mod text;
mod values;

use std::collections::BTreeSet;

use self::text::{fields, json, wrap};

use crate::model::{Direction, PartType, Shape, Slot, TypeId};
use crate::target::docs::book::{Book, Place};
use crate::target::docs::example::Example;
use crate::target::docs::layout::Layout;
use crate::target::docs::links;
use crate::target::docs::names::{camel, ident, snake};
use crate::target::docs::parts::identifier_of;
use crate::target::docs::slots::Filled;

/// How wide a step to the right is.
const STEP: usize = 4;

/// Messages as Rust sees them.
#[derive(Debug)]
pub struct Rust<'b, 'p> {
    book: &'b Book<'p>,
    /// The crate that holds the generated module.
    root: &'b str,
    uses: BTreeSet<(String, String)>,
    /// Whether something in the value can fail.
    can_fail: bool,
}

impl<'b, 'p> Rust<'b, 'p> {
    /// Rust with a generated module in this crate.
    pub fn new(book: &'b Book<'p>, root: &'b str) -> Self {
        Self {
            book,
            root,
            uses: BTreeSet::new(),
            can_fail: false,
        }
    }

    /// A message as a value.
    pub fn message(mut self, place: Place, parts: &[Filled<'_>]) -> String {
        let (direction, variant) = self.book.at(place);
        let ty = self.direction(direction);
        let name = format!("{ty}::{}", camel(&variant.identifier));
        let message = self.variant(name, parts);
        if self.can_fail {
            self.use_runtime("Refusal");
            let message = Layout::hug("Ok(", message).print(STEP, STEP, STEP);
            let uses = self.imports();
            return format!(
                "{uses}\n\nfn message() -> Result<{ty}, Refusal> {{\n    {message}\n}}"
            );
        }
        let start = "let message = ;".len();
        let message = message.print(0, start, STEP);
        format!("{}\n\nlet message = {message};", self.imports())
    }

    fn direction(&mut self, direction: &Direction) -> String {
        let name = camel(&direction.identifier).to_string();
        self.uses.insert((self.module(), name.clone()));
        name
    }

    fn module(&self) -> String {
        let module = ident(&self.book.protocol.name.replace('-', "_"));
        format!("{}::{module}", self.root)
    }

    fn use_runtime(&mut self, name: &str) {
        self.uses.insert(("trilogue".to_owned(), name.to_owned()));
    }

    fn use_map(&mut self) {
        self.uses
            .insert(("std::collections".to_owned(), "BTreeMap".to_owned()));
    }

    /// A declared type, imported.
    fn named(&mut self, id: TypeId) -> String {
        let protocol = self.book.protocol;
        let identifier = crate::model::Identifier(identifier_of(protocol, id).to_owned());
        let name = camel(&identifier).to_string();
        let owner = links::owner(protocol, id).and_then(|(from, to)| protocol.direction(from, to));
        let file = owner.map_or_else(
            || "types".to_owned(),
            |direction| heck::ToSnakeCase::to_snake_case(direction.identifier.0.as_str()),
        );
        self.uses
            .insert((format!("{}::{file}", self.module()), name.clone()));
        name
    }

    fn imports(&self) -> String {
        let mut paths: Vec<&String> = self.uses.iter().map(|(path, _)| path).collect();
        paths.dedup();
        let lines = paths.into_iter().map(|path| {
            let of_path = self.uses.iter().filter(|(other, _)| other == path);
            let names: Vec<&str> = of_path.map(|(_, name)| name.as_str()).collect();
            match names.as_slice() {
                [name] => format!("use {path}::{name};"),
                _ => format!("use {path}::{{{}}};", names.join(", ")),
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn variant(&mut self, name: String, parts: &[Filled<'_>]) -> Layout {
        let mut kept: Vec<(String, Slot, Layout)> = Vec::new();
        for Filled { part, example } in parts {
            let value = match &part.ty {
                PartType::Typed(ty) => self.held(ty, part.optional, false, example.as_ref()),
                PartType::Unread => example.as_ref().map(|example| self.unread(example)),
            };
            let field = snake(&part.identifier).to_string();
            kept.extend(value.map(|value| (field, part.slot, value)));
        }
        match kept.as_slice() {
            [] => Layout::Leaf(name),
            [(_, slot, value)] if is_lone(*slot) => Layout::hug(format!("{name}("), value.clone()),
            _ => {
                let parts = kept
                    .into_iter()
                    .map(|(field, _, value)| (format!("{field}: "), value));
                fields(&name, parts.collect(), ",")
            }
        }
    }

    fn unread(&mut self, example: &Example) -> Layout {
        self.use_runtime("Unread");
        self.can_fail = true;
        wrap("Unread::of(&", json(example), ")?")
    }
}

fn is_kept(ty: &PartType, optional: bool) -> bool {
    match ty {
        PartType::Typed(ty) => optional || ty.nullable || !matches!(ty.shape, Shape::Constant(_)),
        PartType::Unread => true,
    }
}

const fn is_lone(slot: Slot) -> bool {
    matches!(slot, Slot::Payload | Slot::Error)
}
