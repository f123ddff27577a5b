//! What tells the members of a union without tag apart: their kinds of JSON, their constants, the keys that they need.

use trilogue_wire::telling::Constant;

use crate::model::{Field, MemberBody, Protocol, Shape, Struct, StructId, Tagging, Type};

/// What values of a type look like from outside.
#[derive(Debug, Default)]
pub struct Look {
    /// The kinds of JSON that they can be.
    pub kinds: Vec<&'static str>,
    /// The keys that hold one value always.
    pub constants: Vec<(String, Constant)>,
    /// The keys that they must have.
    pub required: Vec<String>,
}

/// What values of a type look like.
pub fn look(protocol: &Protocol, ty: &Type) -> Look {
    let mut look = match &ty.shape {
        Shape::Struct(id) => structure(protocol, *id),
        shape => Look {
            kinds: kinds(protocol, shape),
            ..Look::default()
        },
    };
    if ty.nullable && !look.kinds.contains(&"null") {
        look.kinds.push("null");
    }
    look
}

fn structure(protocol: &Protocol, id: StructId) -> Look {
    let Struct { fields, .. } = protocol.structure(id);
    let required = fields.iter().filter(|field| !field.optional);
    let constant =
        |field: &&Field| !field.ty.nullable && matches!(field.ty.shape, Shape::Constant(_));
    Look {
        kinds: vec!["object"],
        constants: required
            .clone()
            .filter(constant)
            .filter_map(|field| match &field.ty.shape {
                Shape::Constant(value) => Some((field.name.clone(), value.clone())),
                _ => None,
            })
            .collect(),
        required: required.map(|field| field.name.clone()).collect(),
    }
}

fn kinds(protocol: &Protocol, shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Text(_)
        | Shape::Pattern(..)
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_) => vec!["text"],
        Shape::Bool => vec!["bool"],
        Shape::Int(_) | Shape::Number(_) => vec!["number"],
        Shape::Json => vec!["null", "bool", "number", "text", "list", "object"],
        Shape::Constant(value) => vec![kind(value)],
        Shape::Enum(id) => {
            let values = &protocol.enumeration(*id).values;
            distinct(values.iter().map(|value| kind(&value.value)))
        }
        Shape::List(..) | Shape::Tuple(_) => vec!["list"],
        Shape::Map(_) | Shape::Struct(_) => vec!["object"],
        Shape::Union(id) => {
            let union = protocol.union(*id);
            if union.tagging != Tagging::Untagged {
                return vec!["object"];
            }
            distinct(union.members.iter().flat_map(|member| match &member.body {
                MemberBody::Value(ty) => look(protocol, ty).kinds,
                MemberBody::Struct(_) => vec!["object"],
                MemberBody::Nothing => vec!["null"],
            }))
        }
    }
}

/// The kind of JSON of a constant.
pub fn kind(value: &Constant) -> &'static str {
    match value {
        Constant::Null => "null",
        Constant::Bool(_) => "bool",
        Constant::Number(_) => "number",
        Constant::Text(_) => "text",
    }
}

fn distinct(kinds: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for kind in kinds {
        if !found.contains(&kind) {
            found.push(kind);
        }
    }
    found
}
