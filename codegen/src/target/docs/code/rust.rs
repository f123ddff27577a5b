//! Messages in Rust: calls of the generated code, with an example as a Rust value.

use std::collections::BTreeSet;

use trilogue_wire::telling::Constant;

use crate::model::{
    Direction, Enum, EnumValue, Item, MemberBody, Others, PartType, Pipe, Shape, Slot, StructId,
    Tagging, Tuple, Type, TypeId, Undeclared, Union,
};
use crate::target::docs::book::{Book, Place, identifier_of};
use crate::target::docs::example::{self, Example};
use crate::target::docs::layout::{Group, Layout};
use crate::target::docs::member;
use crate::target::docs::names::{camel, ident, number, snake};
use crate::target::docs::wire::{self, Filled};
use crate::target::docs::{links, markdown};

/// How wide a step to the right is.
const STEP: usize = 4;

/// How many messages a sample handles.
const HANDLED: usize = 6;

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

    /// Functions that send and receive the messages of a direction.
    pub fn calls(mut self, direction: &Direction) -> String {
        let ty = self.direction(direction);
        self.use_runtime("Refusal");
        let mut functions = Vec::new();
        for (index, pipe) in direction.pipes.iter().enumerate() {
            functions.push(self.pipe_calls(direction, (index, pipe), &ty));
        }
        format!("{}\n\n{}", self.imports(), functions.join("\n\n"))
    }

    fn pipe_calls(&self, direction: &Direction, (index, pipe): (usize, &Pipe), ty: &str) -> String {
        let method = |verb: &str| match direction.pipes.len() {
            1 => verb.to_owned(),
            _ => format!("{verb}_{}", self.channel(pipe)),
        };
        let names = |verb: &str| match direction.pipes.len() {
            1 => verb.to_owned(),
            _ => format!("{verb}_over_{}", self.channel(pipe)),
        };
        let (name, pass, result, named) = if pipe.name_outside {
            ("name: &str, ", "name, ", "(&str, String)", "_named")
        } else {
            ("", "", "String", "")
        };
        let arms = self.arms(direction, index, ty).join("\n");
        format!(
            "fn {send}(message: &{ty}) -> Result<{result}, Refusal> {{\n    message.{encode}()\n}}\n\n\
             fn {receive}({name}json: &[u8]) -> Result<(), Refusal> {{\n    match {ty}::{decode}({pass}json)? {{\n{arms}\n    }}\n    Ok(())\n}}",
            send = names("send"),
            receive = names("receive"),
            encode = method(&format!("encode{named}")),
            decode = method(&format!("decode{named}")),
        )
    }

    fn channel(&self, pipe: &Pipe) -> String {
        let first = pipe
            .channels
            .first()
            .map(|index| &self.book.protocol.channels[*index].name);
        first
            .map(|name| heck::ToSnakeCase::to_snake_case(name.as_str()))
            .unwrap_or_default()
    }

    /// What is done with the first messages of a pipe.
    fn arms(&self, direction: &Direction, pipe: usize, ty: &str) -> Vec<String> {
        let mut shown: Vec<usize> = Vec::new();
        for candidate in &direction.pipes[pipe].candidates {
            let kind = direction.variants[candidate.variant].kind;
            let is_own =
                !kind.is_answer() || direction.variants[candidate.variant].message.is_none();
            if is_own && !shown.contains(&candidate.variant) {
                shown.push(candidate.variant);
            }
        }
        shown.truncate(HANDLED);
        let mut arms: Vec<String> = shown
            .iter()
            .map(|variant| self.arm(direction, *variant, ty))
            .collect();
        let pipe = &direction.pipes[pipe];
        if wire::carries_names(pipe) && !matches!(pipe.undeclared, Undeclared::Refuse) {
            arms.push(format!(
                "        {ty}::Unknown(unknown) => println!(\"{{}} is unknown\", unknown.name()),"
            ));
        }
        arms.push("        _ => {}".to_owned());
        arms
    }

    fn arm(&self, direction: &Direction, variant: usize, ty: &str) -> String {
        let variant = &direction.variants[variant];
        let name = camel(&variant.identifier);
        let kept: Vec<_> = variant
            .parts
            .iter()
            .filter(|part| is_kept(&part.ty, part.optional))
            .collect();
        let (pattern, what) = match kept.as_slice() {
            [] => (String::new(), "\"it came\"".to_owned()),
            [only] if is_lone(only.slot) => {
                let word = if only.slot == Slot::Error {
                    "error"
                } else {
                    "payload"
                };
                (format!("({word})"), format!("\"{{{word}:?}}\""))
            }
            parts => {
                let shown = parts
                    .iter()
                    .find(|part| is_lone(part.slot))
                    .unwrap_or(&parts[0]);
                let field = snake(&shown.identifier).to_string();
                let rest = if parts.len() > 1 { ", .." } else { "" };
                let word = field.trim_start_matches("r#");
                (format!(" {{ {field}{rest} }}"), format!("\"{{{word}:?}}\""))
            }
        };
        let what = if pattern.contains("r#") {
            what.replace("{", "{r#")
        } else {
            what
        };
        format!("        {ty}::{name}{pattern} => println!({what}),")
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

    /// What is kept of a value that can be absent or always the same; `None` if that is nothing.
    fn held(
        &mut self,
        ty: &Type,
        optional: bool,
        boxed: bool,
        example: Option<&Example>,
    ) -> Option<Layout> {
        let leaf = |text: &str| Layout::Leaf(text.to_owned());
        if optional && ty.nullable {
            self.use_runtime("Maybe");
            return Some(match example {
                None => leaf("Maybe::Absent"),
                Some(Example::Null) => leaf("Maybe::Null"),
                Some(example) => Layout::hug("Maybe::Value(", self.kept(ty, boxed, example)),
            });
        }
        let is_constant = matches!(ty.shape, Shape::Constant(_)) && !ty.nullable;
        match (is_constant, optional, example) {
            (true, false, _) => None,
            (true, true, example) => Some(Layout::Leaf(example.is_some().to_string())),
            (false, true, None) => Some(leaf("None")),
            (false, true, Some(example)) => Some(some(self.value(ty, boxed, example))),
            (false, false, Some(example)) => Some(self.value(ty, boxed, example)),
            (false, false, None) => Some(leaf("None")),
        }
    }

    fn value(&mut self, ty: &Type, boxed: bool, example: &Example) -> Layout {
        if !ty.nullable {
            return self.kept(ty, boxed, example);
        }
        if *example == Example::Null {
            return Layout::Leaf("None".to_owned());
        }
        some(self.kept(ty, boxed, example))
    }

    fn kept(&mut self, ty: &Type, boxed: bool, example: &Example) -> Layout {
        let mut value = self.shaped(&ty.shape, example);
        if boxed {
            value = Layout::hug("Box::new(", value);
        }
        if ty.secret {
            self.use_runtime("Secret");
            value = Layout::hug("Secret::new(", value);
        }
        value
    }

    fn shaped(&mut self, shape: &Shape, example: &Example) -> Layout {
        match (shape, example) {
            (Shape::Text(_) | Shape::Pattern(..), Example::Text(text)) => owned(text),
            (
                Shape::Url(_) | Shape::Uuid | Shape::DateTime | Shape::Date | Shape::Base64(_),
                Example::Text(text),
            ) => {
                self.can_fail = true;
                Layout::Leaf(format!("{}.parse()?", literal(text)))
            }
            (Shape::Int(_), Example::Number(text)) => Layout::Leaf(whole(text)),
            (Shape::Number(_), Example::Number(text)) => Layout::Leaf(double(text)),
            (Shape::Bool, Example::Bool(value)) => Layout::Leaf(value.to_string()),
            (Shape::Constant(_), _) => Layout::Leaf("()".to_owned()),
            (Shape::Enum(id), example) => self.listed(*id, example),
            (Shape::List(item, _), Example::List(items)) => {
                let items = items
                    .iter()
                    .map(|value| self.value(item, false, value))
                    .collect();
                group("vec![", items, "]")
            }
            (Shape::Map(map), Example::Object(members)) => {
                self.use_map();
                let pairs = members.iter();
                let pairs =
                    pairs.map(|(key, value)| pair(key, self.value(&map.value, false, value)));
                map_of(pairs.collect())
            }
            (Shape::Tuple(id), Example::List(items)) => self.tuple(*id, items),
            (Shape::Struct(id), Example::Object(members)) => self.structure(*id, members, None),
            (Shape::Union(id), example) => self.member(*id, example),
            (_, example) => json(example),
        }
    }

    fn listed(&mut self, id: crate::model::EnumId, example: &Example) -> Layout {
        let set = self.book.protocol.enumeration(id);
        let name = self.named(TypeId::Enum(id));
        let is_it = |value: &&EnumValue| example::of_constant(&value.value) == *example;
        match set.values.iter().find(is_it) {
            Some(value) => Layout::Leaf(format!("{name}::{}", camel(&value.identifier))),
            None => Layout::hug(
                format!("{name}::{}(", other(set, example)),
                scalar(set, example),
            ),
        }
    }

    fn tuple(&mut self, id: crate::model::TupleId, examples: &[Example]) -> Layout {
        let tuple = self.book.protocol.tuple(id);
        let mut values = Vec::new();
        for (index, item) in tuple.items.iter().enumerate() {
            let value = self.held(&item.ty, item.optional, false, examples.get(index));
            values.push((item, value));
        }
        if let Some(rest) = &tuple.rest {
            let others = examples.iter().skip(tuple.items.len());
            let others = others
                .map(|value| self.value(&rest.ty, false, value))
                .collect();
            values.push((rest, Some(group("vec![", others, "]"))));
        }
        if tuple.is_named() {
            let name = self.named(TypeId::Tuple(id));
            return named_tuple(&name, tuple, values);
        }
        let unit = || Layout::Leaf("()".to_owned());
        let values: Vec<Layout> = values
            .into_iter()
            .map(|(_, value)| value.unwrap_or_else(unit))
            .collect();
        if let [only] = values.as_slice() {
            return wrap("(", only.clone(), ",)");
        }
        group("(", values, ")")
    }

    fn structure(
        &mut self,
        id: StructId,
        members: &[(String, Example)],
        hidden: Option<&str>,
    ) -> Layout {
        let structure = self.book.protocol.structure(id);
        let name = self.named(TypeId::Struct(id));
        let is_loose = |field: &crate::model::Field| {
            field.optional || field.ty.nullable || matches!(field.ty.shape, Shape::Constant(_))
        };
        let has_default = structure.fields.iter().all(is_loose);
        let mut parts = Vec::new();
        let mut has_all = true;
        for field in &structure.fields {
            let found = members.iter().find(|(key, _)| *key == field.name);
            if found.is_none() && has_default {
                has_all = false;
                continue;
            }
            let example = found.map(|(_, example)| example);
            let value = self.held(&field.ty, field.optional, field.boxed, example);
            parts.extend(value.map(|value| (format!("{}: ", snake(&field.identifier)), value)));
        }
        if matches!(structure.others, Others::Keep | Others::Typed(_)) {
            parts.push(("extra: ".to_owned(), self.extra(id, members, hidden)));
        }
        let mut trailing = ",";
        if !has_all {
            if parts.is_empty() {
                return Layout::Leaf(format!("{name}::default()"));
            }
            parts.push((String::new(), Layout::Leaf(format!("..{name}::default()"))));
            trailing = "";
        }
        fields(&name, parts, trailing)
    }

    fn extra(
        &mut self,
        id: StructId,
        members: &[(String, Example)],
        hidden: Option<&str>,
    ) -> Layout {
        self.use_map();
        let structure = self.book.protocol.structure(id);
        let is_other = |key: &String| {
            structure.fields.iter().all(|field| field.name != *key) && hidden != Some(key)
        };
        let others = members.iter().filter(|(key, _)| is_other(key));
        let pairs = others.map(|(key, value)| {
            let value = match &structure.others {
                Others::Typed(ty) => self.value(ty, false, value),
                _ => json(value),
            };
            pair(key, value)
        });
        map_of(pairs.collect())
    }

    fn member(&mut self, id: crate::model::UnionId, example: &Example) -> Layout {
        let union = self.book.protocol.union(id);
        let name = self.named(TypeId::Union(id));
        let Some(chosen) = member::of(self.book.protocol, union, example) else {
            return json(example);
        };
        let name = format!("{name}::{}", camel(&chosen.identifier));
        let value = match &chosen.body {
            MemberBody::Nothing => None,
            MemberBody::Struct(id) => match example {
                Example::Object(members) => {
                    let value = self.structure(*id, members, tag_key(union));
                    let boxed = chosen.boxed;
                    Some(if boxed {
                        Layout::hug("Box::new(", value)
                    } else {
                        value
                    })
                }
                _ => None,
            },
            MemberBody::Value(ty) => {
                let inner = member::carried(union, example);
                inner.and_then(|inner| self.held(ty, false, chosen.boxed, Some(inner)))
            }
        };
        match value {
            Some(value) => Layout::hug(format!("{name}("), value),
            None => Layout::Leaf(name),
        }
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

fn tag_key(union: &Union) -> Option<&str> {
    match &union.tagging {
        Tagging::Tag { key, .. } => Some(key),
        Tagging::Untagged => None,
    }
}

/// The variant for a value that a set does not list.
fn other(set: &Enum, example: &Example) -> &'static str {
    let kinds = set
        .values
        .iter()
        .map(|value| std::mem::discriminant(&value.value));
    let mut kinds: Vec<_> = kinds.collect();
    kinds.dedup();
    kinds.sort_by_key(|kind| format!("{kind:?}"));
    kinds.dedup();
    let name = match example {
        _ if kinds.len() == 1 => "Other",
        Example::Number(_) => "OtherNumber",
        Example::Bool(_) => "OtherBool",
        _ => "OtherText",
    };
    let is_taken = set.values.iter().any(|value| value.identifier.0 == name);
    if is_taken { "Unlisted" } else { name }
}

fn scalar(set: &Enum, example: &Example) -> Layout {
    let is_whole = |value: &EnumValue| match value.value {
        Constant::Number(number) => number.fract() == 0.0,
        _ => true,
    };
    match example {
        Example::Text(text) => owned(text),
        Example::Number(text) if set.values.iter().all(is_whole) => Layout::Leaf(whole(text)),
        Example::Number(text) => Layout::Leaf(double(text)),
        example => Layout::Leaf(example.json()),
    }
}

fn named_tuple(name: &str, tuple: &Tuple, values: Vec<(&Item, Option<Layout>)>) -> Layout {
    let mut parts = Vec::new();
    for (index, (item, value)) in values.into_iter().enumerate() {
        let field = match &item.identifier {
            Some(identifier) => snake(identifier).to_string(),
            None => format!("item_{}", index.min(tuple.items.len())),
        };
        parts.extend(value.map(|value| (format!("{field}: "), value)));
    }
    fields(name, parts, ",")
}

fn whole(text: &str) -> String {
    let value: f64 = text.parse().unwrap_or_default();
    value.to_string()
}

fn double(text: &str) -> String {
    let value: f64 = text.parse().unwrap_or_default();
    number(value).to_string().replace("- ", "-")
}

fn some(value: Layout) -> Layout {
    Layout::hug("Some(", value)
}

fn owned(text: &str) -> Layout {
    Layout::Leaf(format!("{}.to_owned()", literal(text)))
}

/// A literal that holds exactly `text`, with everything beyond ASCII that hides or reorders escaped.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        let is_plain = letter == markdown::visible(letter) && !matches!(letter, '"' | '\\');
        if is_plain {
            out.push(letter);
        } else {
            out.extend(letter.escape_default());
        }
    }
    out.push('"');
    // No template of mdBook or others starts inside.
    out.replace("{{", "{\\u{7b}").replace("{%", "{\\u{25}")
}

fn pair(key: &str, value: Layout) -> Layout {
    group("(", vec![owned(key), value], ")")
}

fn map_of(pairs: Vec<Layout>) -> Layout {
    if pairs.is_empty() {
        return Layout::Leaf("BTreeMap::new()".to_owned());
    }
    Layout::hug("BTreeMap::from(", group("[", pairs, "]"))
}

fn fields(name: &str, parts: Vec<(String, Layout)>, trailing: &'static str) -> Layout {
    Layout::Group(Group {
        open: format!("{name} {{"),
        parts,
        close: "}",
        inside: " ",
        trailing,
    })
}

/// One part between two signs that hug it.
fn wrap(open: &str, part: Layout, close: &'static str) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts: vec![(String::new(), part)],
        close,
        inside: "",
        trailing: "",
    })
}

fn group(open: &str, parts: Vec<Layout>, close: &'static str) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts: parts
            .into_iter()
            .map(|part| (String::new(), part))
            .collect(),
        close,
        inside: "",
        trailing: ",",
    })
}

/// Any JSON, by the macro of the library that holds it.
fn json(example: &Example) -> Layout {
    Layout::hug("serde_json::json!(", json_inside(example))
}

/// A number as JSON, with its type where Rust would take it for a smaller one.
fn json_number(text: &str) -> String {
    let is_whole = !text.contains(['.', 'e', 'E']);
    match (is_whole, text.parse::<i32>(), text.parse::<i64>()) {
        (true, Err(_), Ok(_)) => format!("{text}_i64"),
        (true, _, Err(_)) => format!("{text}.0"),
        _ => text.to_owned(),
    }
}

fn json_inside(example: &Example) -> Layout {
    match example {
        Example::Null => Layout::Leaf("null".to_owned()),
        Example::Bool(value) => Layout::Leaf(value.to_string()),
        Example::Number(text) => Layout::Leaf(json_number(text)),
        Example::Text(text) => Layout::Leaf(literal(text)),
        Example::List(items) => group("[", items.iter().map(json_inside).collect(), "]"),
        Example::Object(members) => {
            let parts = members
                .iter()
                .map(|(key, value)| (format!("{}: ", literal(key)), json_inside(value)));
            Layout::Group(Group {
                open: "{".to_owned(),
                parts: parts.collect(),
                close: "}",
                inside: " ",
                trailing: "",
            })
        }
    }
}
