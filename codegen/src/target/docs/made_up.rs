//! Values that fit a type: from the examples of a spec, or made up.

use trilogue_wire::telling::Constant;

use super::example::{self, Example};
use super::pattern;
use crate::model::{
    Field, Limits, Map, Member, MemberBody, Others, Presence, Protocol, Range, Shape, Struct, Tag,
    Tagging, Type, TypeId, Union,
};

/// What a text says that is made up.
const WORD: &str = "example";

/// How deep what may be left out is still made up.
const DEEP: usize = 4;

/// What an example of a spec says, with made-up values for what is secret.
pub fn shown(protocol: &Protocol, ty: &Type, json: &str) -> Example {
    match example::parsed(json) {
        Some(example) => without_secrets(protocol, ty, example),
        None => value(protocol, ty),
    }
}

/// A value of a type, made up.
pub fn value(protocol: &Protocol, ty: &Type) -> Example {
    let mut maker = Maker {
        protocol,
        inside: Vec::new(),
    };
    maker.value(ty)
}

fn without_secrets(protocol: &Protocol, ty: &Type, example: Example) -> Example {
    if ty.secret && example != Example::Null {
        return value(protocol, ty);
    }
    let inner = |ty: &Type, example| without_secrets(protocol, ty, example);
    match (&ty.shape, example) {
        (Shape::List(item, _), Example::List(items)) => {
            Example::List(items.into_iter().map(|value| inner(item, value)).collect())
        }
        (Shape::Map(map), Example::Object(members)) => {
            let members = members
                .into_iter()
                .map(|(key, value)| (key, inner(&map.value, value)));
            Example::Object(members.collect())
        }
        (Shape::Tuple(id), Example::List(items)) => {
            let tuple = protocol.tuple(*id);
            let types = tuple.items.iter().chain(tuple.rest.iter().cycle());
            let items = types.zip(items).map(|(item, value)| inner(&item.ty, value));
            Example::List(items.collect())
        }
        (Shape::Struct(id), Example::Object(members)) => {
            let structure = protocol.structure(*id);
            let members = members.into_iter().map(|(key, value)| {
                let shown = match type_at(structure, &key) {
                    Some(ty) => inner(ty, value),
                    None => value,
                };
                (key, shown)
            });
            Example::Object(members.collect())
        }
        (Shape::Union(_), _) if !super::fields::secrets(protocol, ty).is_empty() => {
            value(protocol, ty)
        }
        (_, example) => example,
    }
}

/// The type of what stands at a key.
pub fn type_at<'p>(structure: &'p Struct, key: &str) -> Option<&'p Type> {
    let field = structure.fields.iter().find(|field| field.name == key);
    match (field, &structure.others) {
        (Some(field), _) => Some(&field.ty),
        (None, Others::Typed(ty)) => Some(ty),
        (None, _) => None,
    }
}

struct Maker<'p> {
    protocol: &'p Protocol,
    /// The structs and unions around the value.
    inside: Vec<TypeId>,
}

impl Maker<'_> {
    fn value(&mut self, ty: &Type) -> Example {
        if ty.nullable && self.is_endless(&ty.shape) {
            return Example::Null;
        }
        let text = |text: &str| Example::Text(text.to_owned());
        match &ty.shape {
            Shape::Text(limits) => Example::Text(word(limits)),
            Shape::Pattern(pattern, limits) => Example::Text(pattern::text(&pattern.0, *limits)),
            Shape::Bool => Example::Bool(true),
            Shape::Int(range) => Example::Number(whole(range)),
            Shape::Number(range) => Example::Number(number(range)),
            Shape::Json => Example::Object(vec![("any".to_owned(), text("JSON"))]),
            Shape::Url(schemes) => Example::Text(url(schemes)),
            Shape::Uuid => text("123e4567-e89b-42d3-a456-426614174000"),
            Shape::DateTime => text("2026-01-26T12:30:00Z"),
            Shape::Date => text("2026-01-26"),
            Shape::Base64(limits) => Example::Text(base64(limits)),
            Shape::Constant(constant) => example::of_constant(constant),
            Shape::Enum(id) => {
                let values = &self.protocol.enumeration(*id).values;
                let first = values
                    .first()
                    .map(|value| example::of_constant(&value.value));
                first.unwrap_or(Example::Null)
            }
            Shape::List(item, limits) => self.list(item, limits),
            Shape::Map(map) => self.map(map),
            Shape::Tuple(id) => {
                let tuple = self.protocol.tuple(*id);
                let items = tuple.items.iter().chain(&tuple.rest);
                let shown = items.take_while(|item| !(item.optional && self.is_deep(&item.ty)));
                let shown: Vec<_> = shown.collect();
                Example::List(shown.into_iter().map(|item| self.value(&item.ty)).collect())
            }
            Shape::Struct(id) => {
                self.inside.push(TypeId::Struct(*id));
                let members = self.members(self.protocol.structure(*id));
                self.inside.pop();
                Example::Object(members)
            }
            Shape::Union(id) => {
                let union = self.protocol.union(*id);
                let member = union
                    .members
                    .iter()
                    .find(|member| !self.is_endless_member(member));
                self.inside.push(TypeId::Union(*id));
                let made = member
                    .or(union.members.first())
                    .map(|member| self.member(union, member));
                self.inside.pop();
                made.unwrap_or(Example::Null)
            }
        }
    }

    fn list(&mut self, item: &Type, limits: &Limits) -> Example {
        let least = limits.minimum.unwrap_or(0);
        let wanted = if self.is_deep(item) {
            least
        } else {
            least.max(1)
        };
        let count = wanted.min(limits.maximum.unwrap_or(usize::MAX));
        Example::List((0..count).map(|_| self.value(item)).collect())
    }

    fn map(&mut self, map: &Map) -> Example {
        if self.is_deep(&map.value) {
            return Example::Object(Vec::new());
        }
        let key = match map.keys.as_ref().map(|keys| self.value(keys)) {
            Some(Example::Text(key)) => key,
            _ => "key".to_owned(),
        };
        Example::Object(vec![(key, self.value(&map.value))])
    }

    fn members(&mut self, structure: &Struct) -> Vec<(String, Example)> {
        let mut members = Vec::new();
        for (index, field) in structure.fields.iter().enumerate() {
            if self.is_shown(structure, index, field) {
                members.push((field.name.clone(), self.field(field)));
            }
        }
        members
    }

    /// What stands at a field: its own example if it has one.
    fn field(&mut self, field: &Field) -> Example {
        match field.examples.first() {
            Some(json) => shown(self.protocol, &field.ty, json),
            None => self.value(&field.ty),
        }
    }

    /// Whether a field is there, as it must be or may be.
    fn is_shown(&self, structure: &Struct, index: usize, field: &Field) -> bool {
        let is_ruled = structure.rules.iter().any(|rule| match rule {
            Presence::RequiredWhen { field, .. } => *field == index,
            Presence::AtLeastOneOf(fields) | Presence::Together(fields) => fields.contains(&index),
        });
        !field.optional
            || if is_ruled {
                !self.is_endless(&field.ty.shape)
            } else {
                !self.is_deep(&field.ty)
            }
    }

    fn member(&mut self, union: &Union, member: &Member) -> Example {
        let Tagging::Tag { key, content } = &union.tagging else {
            return match &member.body {
                MemberBody::Value(ty) => self.value(ty),
                MemberBody::Struct(id) => {
                    Example::Object(self.members(self.protocol.structure(*id)))
                }
                MemberBody::Nothing => Example::Null,
            };
        };
        let mut members = Vec::new();
        if let Some(tag) = tag(union, member) {
            members.push((key.clone(), tag));
        }
        match &member.body {
            MemberBody::Struct(id) => {
                let own = self.members(self.protocol.structure(*id));
                members.retain(|(key, _)| own.iter().all(|(other, _)| other != key));
                members.extend(own);
            }
            MemberBody::Value(ty) => {
                members.extend(self.common(union));
                members.extend(content.clone().map(|content| (content, self.value(ty))));
            }
            MemberBody::Nothing => members.extend(self.common(union)),
        }
        Example::Object(members)
    }

    fn common(&mut self, union: &Union) -> Vec<(String, Example)> {
        let fields = union.common.iter();
        fields
            .map(|field| (field.name.clone(), self.field(field)))
            .collect()
    }

    /// Whether something that may be left out is left out: one inside itself, or far inside.
    fn is_deep(&self, ty: &Type) -> bool {
        let is_scalar = !matches!(
            ty.shape,
            Shape::List(..) | Shape::Map(_) | Shape::Tuple(_) | Shape::Struct(_) | Shape::Union(_)
        );
        !is_scalar && self.inside.len() >= DEEP || self.is_endless(&ty.shape)
    }

    /// Whether every value of this shape holds one of the types around it.
    fn is_endless(&self, shape: &Shape) -> bool {
        needs(self.protocol, shape, &mut self.inside.clone())
    }

    fn is_endless_member(&self, member: &Member) -> bool {
        member_needs(self.protocol, member, &mut self.inside.clone())
    }
}

/// Whether every value of this shape holds a value of one of these types.
fn needs(protocol: &Protocol, shape: &Shape, inside: &mut Vec<TypeId>) -> bool {
    let needs_type =
        |ty: &Type, inside: &mut Vec<TypeId>| !ty.nullable && needs(protocol, &ty.shape, inside);
    match shape {
        Shape::Struct(id) => {
            let id = TypeId::Struct(*id);
            inside.contains(&id) || {
                inside.push(id);
                let found = struct_needs(protocol, shape, inside);
                inside.pop();
                found
            }
        }
        Shape::Union(id) => {
            let union = TypeId::Union(*id);
            inside.contains(&union) || {
                inside.push(union);
                let mut members = protocol.union(*id).members.iter();
                let found = members.all(|member| member_needs(protocol, member, inside));
                inside.pop();
                found
            }
        }
        Shape::List(item, limits) => limits.minimum.unwrap_or(0) > 0 && needs_type(item, inside),
        Shape::Tuple(id) => {
            let mut items = protocol.tuple(*id).items.iter();
            items.any(|item| !item.optional && needs_type(&item.ty, inside))
        }
        _ => false,
    }
}

fn struct_needs(protocol: &Protocol, shape: &Shape, inside: &mut Vec<TypeId>) -> bool {
    let Shape::Struct(id) = shape else {
        return false;
    };
    protocol.structure(*id).fields.iter().any(|field| {
        !field.optional && !field.ty.nullable && needs(protocol, &field.ty.shape, inside)
    })
}

fn member_needs(protocol: &Protocol, member: &Member, inside: &mut Vec<TypeId>) -> bool {
    match &member.body {
        MemberBody::Nothing => false,
        MemberBody::Struct(id) => needs(protocol, &Shape::Struct(*id), inside),
        MemberBody::Value(ty) => !ty.nullable && needs(protocol, &ty.shape, inside),
    }
}

/// What stands at the tag of a member, if anything does.
pub fn tag(union: &Union, member: &Member) -> Option<Example> {
    match member.tags.first()? {
        Tag::Value(value) => Some(example::of_constant(value)),
        Tag::Absent => None,
        Tag::Other => Some(other_tag(union)),
    }
}

/// A tag that no member lists.
fn other_tag(union: &Union) -> Example {
    let tags = union.members.iter().flat_map(|member| &member.tags);
    let listed: Vec<&Constant> = tags
        .filter_map(|tag| match tag {
            Tag::Value(value) => Some(value),
            Tag::Absent | Tag::Other => None,
        })
        .collect();
    let has_text = listed
        .iter()
        .any(|value| matches!(value, Constant::Text(_)));
    let numbers = listed.iter().filter_map(|value| match value {
        Constant::Number(number) => Some(*number),
        _ => None,
    });
    match numbers.reduce(f64::max) {
        Some(most) if !has_text => Example::Number((most.floor() + 1.0).to_string()),
        _ => {
            let mut text = "other".to_owned();
            while listed
                .iter()
                .any(|value| matches!(value, Constant::Text(found) if *found == text))
            {
                text.push('_');
            }
            Example::Text(text)
        }
    }
}

fn word(limits: &Limits) -> String {
    let most = limits.maximum.unwrap_or(usize::MAX);
    let count = WORD.len().max(limits.minimum.unwrap_or(0)).min(most);
    WORD.chars().cycle().take(count).collect()
}

/// `example` in base64, as long as it must be.
fn base64(limits: &Limits) -> String {
    let least = limits.minimum.unwrap_or(0);
    let most = limits.maximum.unwrap_or(usize::MAX);
    let whole = "ZXhhbXBsZQ==";
    if (least..=most).contains(&whole.len()) {
        return whole.to_owned();
    }
    let count = least.div_ceil(4) * 4;
    "ZXhh".chars().cycle().take(count).collect()
}

fn whole(range: &Range) -> String {
    let candidates = [
        Some(1.0),
        range.minimum.map(f64::ceil),
        range.maximum.map(f64::floor),
    ];
    first_within(range, &candidates)
}

fn number(range: &Range) -> String {
    first_within(range, &[Some(1.5), Some(0.5), range.minimum, range.maximum])
}

fn first_within(range: &Range, candidates: &[Option<f64>]) -> String {
    let fits = |value: &f64| {
        range.minimum.is_none_or(|least| *value >= least)
            && range.maximum.is_none_or(|most| *value <= most)
    };
    let found = candidates.iter().flatten().copied().find(fits);
    found.unwrap_or_default().to_string()
}

fn url(schemes: &[String]) -> String {
    let scheme = schemes.first().map_or("https", String::as_str);
    match scheme {
        "http" | "https" | "ws" | "wss" => format!("{scheme}://example.org/"),
        "mailto" => "mailto:someone@example.org".to_owned(),
        _ => format!("{scheme}:example"),
    }
}
