//! Which member of a union a value is.

use trilogue_wire::telling::Constant;

use super::example::{self, Example};
use crate::model::{Member, MemberBody, Protocol, Shape, StructId, Tag, Tagging, Type, Union};

/// The member that a value is, told as readers of the union do.
pub fn of<'p>(protocol: &'p Protocol, union: &'p Union, value: &Example) -> Option<&'p Member> {
    let mut members = union.members.iter();
    match &union.tagging {
        Tagging::Tag { key, .. } => {
            let tag = at(value, key);
            let listed = members.clone().find(|member| has_tag(member, tag));
            listed.or_else(|| {
                members.find(|member| tag.is_some() && member.tags.contains(&Tag::Other))
            })
        }
        Tagging::Untagged => {
            let fitting: Vec<&Member> = members
                .filter(|member| fits(protocol, member, value))
                .collect();
            let is_whole = |member: &&&Member| has_required(protocol, member, value);
            let found = fitting.iter().find(is_whole).copied();
            found.or(fitting.first().copied())
        }
    }
}

/// What stands in a value for what its member carries.
pub fn carried<'e>(union: &Union, value: &'e Example) -> Option<&'e Example> {
    match &union.tagging {
        Tagging::Tag {
            content: Some(key), ..
        } => at(value, key),
        _ => Some(value),
    }
}

fn at<'e>(value: &'e Example, key: &str) -> Option<&'e Example> {
    match value {
        Example::Object(members) => members
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value),
        _ => None,
    }
}

fn has_tag(member: &Member, tag: Option<&Example>) -> bool {
    member.tags.iter().any(|wanted| match (wanted, tag) {
        (Tag::Value(value), Some(found)) => example::of_constant(value) == *found,
        (Tag::Absent, None) => true,
        _ => false,
    })
}

/// Whether a value has the JSON kind of a member, and its constants.
fn fits(protocol: &Protocol, member: &Member, value: &Example) -> bool {
    match &member.body {
        MemberBody::Nothing => false,
        MemberBody::Struct(id) => struct_fits(protocol, *id, value),
        MemberBody::Value(ty) => type_fits(protocol, ty, value),
    }
}

fn type_fits(protocol: &Protocol, ty: &Type, value: &Example) -> bool {
    if *value == Example::Null && ty.nullable {
        return true;
    }
    match (&ty.shape, value) {
        (Shape::Constant(constant), value) => is_alike(constant, value),
        (Shape::Enum(id), value) => {
            let mut values = protocol.enumeration(*id).values.iter();
            values.any(|listed| is_alike(&listed.value, value))
        }
        (Shape::Union(id), value) => {
            let mut members = protocol.union(*id).members.iter();
            let is_tagged = protocol.union(*id).tagging != Tagging::Untagged;
            is_tagged && matches!(value, Example::Object(_))
                || !is_tagged && members.any(|member| fits(protocol, member, value))
        }
        (Shape::Struct(id), value) => struct_fits(protocol, *id, value),
        (Shape::Json, _)
        | (Shape::Map(_), Example::Object(_))
        | (Shape::List(..) | Shape::Tuple(_), Example::List(_))
        | (Shape::Bool, Example::Bool(_))
        | (Shape::Int(_) | Shape::Number(_), Example::Number(_))
        | (
            Shape::Text(_)
            | Shape::Pattern(..)
            | Shape::Url(_)
            | Shape::Uuid
            | Shape::DateTime
            | Shape::Date
            | Shape::Base64(_),
            Example::Text(_),
        ) => true,
        _ => false,
    }
}

fn struct_fits(protocol: &Protocol, id: StructId, value: &Example) -> bool {
    let mut fields = protocol.structure(id).fields.iter();
    matches!(value, Example::Object(_))
        && fields.all(|field| match &field.ty.shape {
            Shape::Constant(constant) if !field.optional => {
                at(value, &field.name) == Some(&example::of_constant(constant))
            }
            _ => true,
        })
}

fn has_required(protocol: &Protocol, member: &Member, value: &Example) -> bool {
    let id = match &member.body {
        MemberBody::Struct(id)
        | MemberBody::Value(Type {
            shape: Shape::Struct(id),
            ..
        }) => *id,
        _ => return true,
    };
    let mut fields = protocol.structure(id).fields.iter();
    fields.all(|field| field.optional || at(value, &field.name).is_some())
}

/// Whether a value has the JSON kind of a constant.
fn is_alike(constant: &Constant, value: &Example) -> bool {
    matches!(
        (constant, value),
        (Constant::Null, Example::Null)
            | (Constant::Bool(_), Example::Bool(_))
            | (Constant::Number(_), Example::Number(_))
            | (Constant::Text(_), Example::Text(_))
    )
}
