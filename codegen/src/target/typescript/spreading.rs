//! Which payloads look at keys that they do not declare, so that those of a form around them must be kept apart.

use crate::model::{Map, MemberBody, Others, Protocol, Shape, StructId, Type};

/// Whether reading a value looks at keys that its type does not declare.
pub fn looks_at_others(protocol: &Protocol, ty: &Type) -> bool {
    look(protocol, ty, |others| !matches!(others, Others::Ignore))
}

/// Whether a value can have keys that its type does not declare.
pub fn brings_others(protocol: &Protocol, ty: &Type) -> bool {
    look(protocol, ty, |others| {
        matches!(others, Others::Keep | Others::Typed(_))
    })
}

fn look(protocol: &Protocol, ty: &Type, wanted: fn(&Others) -> bool) -> bool {
    let structure = |id: StructId| wanted(&protocol.structure(id).others);
    match &ty.shape {
        Shape::Struct(id) => structure(*id),
        Shape::Union(id) => protocol
            .union(*id)
            .members
            .iter()
            .any(|member| match &member.body {
                MemberBody::Nothing => false,
                MemberBody::Struct(id) => structure(*id),
                MemberBody::Value(ty) => look(protocol, ty, wanted),
            }),
        Shape::Map(Map { value: _, keys: _ }) | Shape::Json => true,
        _ => false,
    }
}
