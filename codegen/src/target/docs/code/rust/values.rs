//! Examples as values of the generated types.

use trilogue_wire::telling::Constant;

use super::Rust;
use super::text::{double, fields, group, json, literal, map_of, owned, pair, some, whole, wrap};
use crate::facts;
use crate::model::{
    Enum, EnumId, EnumValue, Field, Item, MemberBody, Others, Shape, StructId, Tagging, Tuple,
    TupleId, Type, TypeId, Union, UnionId,
};
use crate::target::docs::example::{self, Example};
use crate::target::docs::layout::Layout;
use crate::target::docs::member;
use crate::target::docs::names::{camel, snake};

impl Rust<'_, '_> {
    /// What is kept of a value that can be absent or always the same; `None` if that is nothing.
    pub(super) fn held(
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
            (false, true, Some(example)) => Some(some(self.value(ty, boxed, example))),
            (false, false, Some(example)) => Some(self.value(ty, boxed, example)),
            (false, _, None) => Some(leaf("None")),
        }
    }

    pub(super) fn value(&mut self, ty: &Type, boxed: bool, example: &Example) -> Layout {
        if !ty.nullable {
            return self.kept(ty, boxed, example);
        }
        if *example == Example::Null {
            return Layout::Leaf("None".to_owned());
        }
        some(self.kept(ty, boxed, example))
    }

    pub(super) fn kept(&mut self, ty: &Type, boxed: bool, example: &Example) -> Layout {
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

    pub(super) fn shaped(&mut self, shape: &Shape, example: &Example) -> Layout {
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

    pub(super) fn listed(&mut self, id: EnumId, example: &Example) -> Layout {
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

    pub(super) fn tuple(&mut self, id: TupleId, examples: &[Example]) -> Layout {
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

    pub(super) fn structure(
        &mut self,
        id: StructId,
        members: &[(String, Example)],
        hidden: Option<&str>,
    ) -> Layout {
        let structure = self.book.protocol.structure(id);
        let name = self.named(TypeId::Struct(id));
        let is_loose = |field: &Field| {
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

    pub(super) fn extra(
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

    pub(super) fn member(&mut self, id: UnionId, example: &Example) -> Layout {
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
        Constant::Number(number) => facts::is_int(number),
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
