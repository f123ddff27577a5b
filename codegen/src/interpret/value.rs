//! Holding a value against a type.

use std::borrow::Cow;

use trilogue_wire::telling::{Constant, Marks, choose};
use trilogue_wire::{Code, Fault, Kind, Kinds, MAX_DEPTH, Object, Pattern, Value, check as limit};

use crate::facts;
use crate::model::{
    EnumId, Field, Limits, Map, Member, MemberBody, Others, Presence, Protocol, Range, Shape,
    StructId, Tag, Tagging, TupleId, Type, Union, UnionId,
};

/// Holds a value against a type.
///
/// # Errors
///
/// The first fault in spec order, with its path from the value on.
pub fn check(protocol: &Protocol, ty: &Type, value: Value<'_>) -> Result<(), Fault> {
    check_without(protocol, ty, value, &[])
}

/// Holds a value against a type that does not see some keys of it, because they are those of the form that the value is
/// spread into.
///
/// # Errors
///
/// The first fault in spec order, with its path from the value on.
pub fn check_without(
    protocol: &Protocol,
    ty: &Type,
    value: Value<'_>,
    hidden: &[&str],
) -> Result<(), Fault> {
    let checker = Checker { protocol, depth: 0 };
    match value.object() {
        Ok(object) if !hidden.is_empty() => checker.value(ty, object.without(hidden).root()),
        _ => checker.value(ty, value),
    }
}

/// Checks values with the rules of one protocol.
#[derive(Clone, Copy)]
struct Checker<'p> {
    protocol: &'p Protocol,
    /// How many values of recursive types are around.
    depth: usize,
}

impl<'p> Checker<'p> {
    fn value(self, ty: &'p Type, value: Value<'_>) -> Result<(), Fault> {
        if ty.nullable && value.kind() == Kind::Null {
            return Ok(());
        }
        match &ty.shape {
            Shape::Text(limits) => text(limits, value).map(drop),
            Shape::Pattern(pattern, limits) => {
                // The loader has read it.
                let pattern = Pattern::parse(&pattern.0).ok();
                let text = text(limits, value)?;
                pattern.map_or(Ok(()), |pattern| limit::pattern(text, &pattern).map(drop))
            }
            Shape::Bool => value.boolean().map(drop),
            Shape::Int(range) => integer(range, value),
            Shape::Number(range) => number(range, value),
            Shape::Json => value.json().map(drop),
            Shape::Url(schemes) => {
                let schemes: Vec<&str> = schemes.iter().map(String::as_str).collect();
                value.url(&schemes).map(drop)
            }
            Shape::Uuid => value.uuid().map(drop),
            Shape::DateTime => value.date_time().map(drop),
            Shape::Date => value.date().map(drop),
            Shape::Base64(limits) => {
                value.base64()?;
                text(limits, value).map(drop)
            }
            Shape::Constant(constant) => limit::constant(value, constant),
            Shape::Enum(id) => self.listed(*id, value),
            Shape::List(item, limits) => self.list(item, limits, value),
            Shape::Map(map) => self.map(map, value),
            Shape::Tuple(id) => self.tuple(*id, value),
            Shape::Struct(id) => self.structure(*id, value, None),
            Shape::Union(id) => self.union(*id, value),
        }
    }

    /// A checker inside a value of a recursive type.
    fn inside(self, is_recursive: bool) -> Result<Self, Fault> {
        let depth = self.depth + usize::from(is_recursive);
        if depth > MAX_DEPTH {
            return Err(Fault::new(
                Code::Depth,
                format!("at most {MAX_DEPTH} levels"),
            ));
        }
        Ok(Self { depth, ..self })
    }

    fn listed(self, id: EnumId, value: Value<'_>) -> Result<(), Fault> {
        let set = self.protocol.enumeration(id);
        let values = || set.values.iter().map(|listed| &listed.value);
        let kinds = values().fold(Kinds::NONE, |kinds, listed| {
            kinds.and(Kinds::of(&[facts::kind(listed)]))
        });
        if !kinds.has(value.kind()) {
            return Err(Fault::new(Code::Type, kinds.expected()));
        }
        if value.kind() == Kind::Text {
            value.text()?;
        }
        if values().any(|listed| listed.matches(value)) {
            return Ok(());
        }
        if !set.open {
            return Err(limit::not_listed("one of the listed values"));
        }
        let is_whole = |listed: &Constant| match listed {
            Constant::Number(number) => facts::is_int(*number),
            _ => true,
        };
        if value.kind() == Kind::Number && values().all(is_whole) {
            value.integer()?;
        }
        Ok(())
    }

    fn list(self, item: &'p Type, limits: &Limits, value: Value<'_>) -> Result<(), Fault> {
        let mut items = value.list_of(|value| self.value(item, value))?;
        if let Some(least) = limits.minimum {
            items = limit::min_items(items, least)?;
        }
        if let Some(most) = limits.maximum {
            limit::max_items(items, most)?;
        }
        Ok(())
    }

    fn map(self, map: &'p Map, value: Value<'_>) -> Result<(), Fault> {
        let read = |value| self.value(&map.value, value);
        match &map.keys {
            None => value.map_of(read).map(drop),
            Some(keys) => value.map_of_keys(|key| self.key(keys, key), read).map(drop),
        }
    }

    /// Holds the key of a map against the type that keys have.
    fn key(self, ty: &'p Type, key: &str) -> Result<(), Fault> {
        let json = serde_json::Value::from(key).to_string();
        let document = trilogue_wire::Document::parse(json.as_bytes())?;
        self.value(ty, document.root())
    }

    fn tuple(self, id: TupleId, value: Value<'_>) -> Result<(), Fault> {
        let tuple = self.protocol.tuple(id);
        let least = tuple.items.iter().filter(|item| !item.optional).count();
        let most = tuple.rest.is_none().then_some(tuple.items.len());
        let list = value.tuple(least, most)?;
        let rest = tuple.rest.iter().cycle();
        let types = tuple.items.iter().chain(rest);
        for (index, (value, item)) in list.iter().zip(types).enumerate() {
            self.value(&item.ty, value)
                .map_err(|fault| fault.at(index))?;
        }
        Ok(())
    }

    /// A struct that does not see the key `tag`.
    fn structure(self, id: StructId, value: Value<'_>, tag: Option<&str>) -> Result<(), Fault> {
        let structure = self.protocol.structure(id);
        let inside = self.inside(structure.recursive)?;
        let object = value.object()?;
        inside.fields(&structure.fields, object)?;
        for rule in &structure.rules {
            presence(rule, &structure.fields, object)?;
        }
        let declared = structure.fields.iter().map(|field| field.name.as_str());
        let declared: Vec<&str> = declared.chain(tag).collect();
        match &structure.others {
            Others::Ignore => Ok(()),
            Others::Keep => object.others(&declared, Value::json).map(drop),
            Others::Typed(ty) => object
                .others(&declared, |value| inside.value(ty, value))
                .map(drop),
            Others::Refuse => object.refuse_others(&declared),
        }
    }

    fn fields(self, fields: &'p [Field], object: Object<'_>) -> Result<(), Fault> {
        for field in fields {
            let read = |value| self.value(&field.ty, value);
            if field.optional {
                object.optional(&field.name, read)?;
            } else {
                object.required(&field.name, read)?;
            }
        }
        Ok(())
    }

    fn union(self, id: UnionId, value: Value<'_>) -> Result<(), Fault> {
        let union = self.protocol.union(id);
        let inside = self.inside(union.recursive)?;
        match &union.tagging {
            Tagging::Tag { key, content } => inside.tagged(union, key, content.as_deref(), value),
            Tagging::Untagged => inside.untagged(union, value),
        }
    }

    fn tagged(
        self,
        union: &'p Union,
        key: &str,
        content: Option<&str>,
        value: Value<'_>,
    ) -> Result<(), Fault> {
        let object = value.object()?;
        self.fields(&union.common, object)?;
        let member = member_of(union, object.get(key)).map_err(|fault| fault.under(key))?;
        match (&member.body, content) {
            (MemberBody::Nothing, _) => Ok(()),
            (MemberBody::Struct(id), _) => self.structure(*id, value, Some(key)),
            (MemberBody::Value(ty), Some(content)) => {
                object.required(content, |value| self.value(ty, value))
            }
            (MemberBody::Value(ty), None) => self.value(ty, value),
        }
    }

    /// The member is chosen once, as generated code chooses it.
    fn untagged(self, union: &'p Union, value: Value<'_>) -> Result<(), Fault> {
        let types = union
            .members
            .iter()
            .filter_map(|member| match &member.body {
                MemberBody::Value(ty) => Some(ty),
                _ => None,
            });
        let types: Vec<&Type> = types.collect();
        let marks: Vec<Marks> = types.iter().map(|ty| self.marks(ty)).collect();
        let chosen = choose(&marks, value)?;
        self.value(types[chosen], value)
    }

    /// What tells a member of a union without tag from the others.
    fn marks(self, ty: &Type) -> Marks {
        let text = |key: &str| Cow::Owned(key.to_owned());
        let keys = facts::keys(self.protocol, ty).unwrap_or_default();
        let constants = keys.constants.into_iter();
        Marks {
            constants: constants
                .map(|(key, constant)| (text(key), constant.clone()))
                .collect(),
            required: keys.required.into_iter().map(text).collect(),
            kinds: facts::kinds(self.protocol, ty),
            constant: match &ty.shape {
                Shape::Constant(constant) => Some(constant.clone()),
                _ => None,
            },
            ..Marks::NOTHING
        }
    }
}

/// The member that a tag chooses.
fn member_of<'p>(union: &'p Union, tag: Option<Value<'_>>) -> Result<&'p Member, Fault> {
    let mut members = union.members.iter();
    let Some(tag) = tag else {
        return members
            .find(|member| member.tags.contains(&Tag::Absent))
            .ok_or_else(limit::no_value);
    };
    let lists = |member: &&Member| {
        let mut tags = member.tags.iter();
        tags.any(|listed| matches!(listed, Tag::Value(value) if value.matches(tag)))
    };
    if let Some(member) = members.find(lists) {
        return Ok(member);
    }
    let other = union
        .members
        .iter()
        .find(|member| member.tags.contains(&Tag::Other));
    other
        .filter(|_| is_other(union, tag))
        .ok_or_else(|| limit::not_listed("one of the listed values"))
}

/// Whether `$other` stands for a value that no member lists: one of the kinds that are listed, or any text.
fn is_other(union: &Union, tag: Value<'_>) -> bool {
    let tags = union.members.iter().flat_map(|member| &member.tags);
    let mut kinds = tags.filter_map(|tag| match tag {
        Tag::Value(value) => Some(facts::kind(value)),
        Tag::Absent | Tag::Other => None,
    });
    let first = kinds.next().unwrap_or(Kind::Text);
    let fits = first == tag.kind() || kinds.any(|kind| kind == tag.kind());
    fits && (tag.kind() != Kind::Text || tag.text().is_ok())
}

fn presence(rule: &Presence, fields: &[Field], object: Object<'_>) -> Result<(), Fault> {
    let value = |field: &usize| object.get(&fields[*field].name);
    let has = |field: &usize| value(field).is_some();
    match rule {
        Presence::RequiredWhen { field, when } => {
            let mut conditions = when.iter();
            let holds = conditions
                .all(|(other, constant)| value(other).is_some_and(|value| constant.matches(value)));
            if holds && !has(field) {
                let fault = limit::required("a value, because of other keys");
                return Err(fault.under(&fields[*field].name));
            }
        }
        Presence::AtLeastOneOf(group) if !group.iter().any(has) => {
            let names = names(group, fields);
            return Err(limit::required(format!("one of the keys {names}")));
        }
        Presence::Together(group) if group.iter().any(has) && !group.iter().all(has) => {
            let names = names(group, fields);
            return Err(limit::required(format!("all or none of the keys {names}")));
        }
        Presence::AtLeastOneOf(_) | Presence::Together(_) => {}
    }
    Ok(())
}

fn names(group: &[usize], fields: &[Field]) -> String {
    let names: Vec<&str> = group
        .iter()
        .map(|field| fields[*field].name.as_str())
        .collect();
    names.join(", ")
}

fn text<'d>(limits: &Limits, value: Value<'d>) -> Result<Cow<'d, str>, Fault> {
    let mut text = value.text()?;
    if let Some(least) = limits.minimum {
        text = limit::min_length(text, least)?;
    }
    if let Some(most) = limits.maximum {
        text = limit::max_length(text, most)?;
    }
    Ok(text)
}

fn integer(range: &Range, value: Value<'_>) -> Result<(), Fault> {
    let mut number = value.integer()?;
    if let Some(least) = range.minimum {
        number = limit::minimum_integer(number, least)?;
    }
    if let Some(most) = range.maximum {
        limit::maximum_integer(number, most)?;
    }
    Ok(())
}

fn number(range: &Range, value: Value<'_>) -> Result<(), Fault> {
    let mut number = value.number()?;
    if let Some(least) = range.minimum {
        number = limit::minimum(number, least)?;
    }
    if let Some(most) = range.maximum {
        limit::maximum(number, most)?;
    }
    Ok(())
}
