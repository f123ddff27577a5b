//! About how large values are, to know when clippy finds the variants of an enum uneven.
//!
//! Variants are never boxed for it: a message that grows must not change the type of its variant.

use crate::model::{
    MemberBody, PartType, Protocol, Shape, StructId, Type, Union, UnionId, Variant,
};

/// Less than clippy's own limit, since sizes are guessed.
const UNEVEN: usize = 150;

/// How deep structs in structs are measured.
const DEEPEST: usize = 16;

/// Whether the largest variant may be much larger than the others.
pub fn is_uneven(protocol: &Protocol, variants: &[Variant]) -> bool {
    let sizes = variants.iter().map(|variant| {
        let parts = variant.parts.iter().map(|part| match &part.ty {
            PartType::Typed(ty) => of(protocol, ty, DEEPEST),
            PartType::Unread => 24,
        });
        parts.sum::<usize>().max(24)
    });
    sizes.max().unwrap_or(0) > UNEVEN
}

/// Whether the largest member of a union may be much larger than the others.
pub fn is_uneven_union(protocol: &Protocol, union: &Union) -> bool {
    members(protocol, union, DEEPEST) > UNEVEN
}

fn of(protocol: &Protocol, ty: &Type, depth: usize) -> usize {
    let size = match &ty.shape {
        Shape::Constant(_) => 0,
        Shape::Bool => 1,
        Shape::Int(_) | Shape::Number(_) => 8,
        Shape::Text(_)
        | Shape::Pattern(..)
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_)
        | Shape::Enum(_)
        | Shape::List(..)
        | Shape::Map(_) => 24,
        Shape::Json => 72,
        Shape::Struct(id) => structure(protocol, *id, depth),
        Shape::Union(id) => union(protocol, *id, depth),
        Shape::Tuple(id) => {
            let tuple = protocol.tuple(*id);
            let items = tuple.items.iter().chain(&tuple.rest);
            depth.checked_sub(1).map_or(8, |depth| {
                items.map(|item| of(protocol, &item.ty, depth) + 8).sum()
            })
        }
    };
    if ty.nullable { size + 8 } else { size }
}

fn union(protocol: &Protocol, id: UnionId, depth: usize) -> usize {
    depth
        .checked_sub(1)
        .map_or(8, |depth| members(protocol, protocol.union(id), depth))
}

fn members(protocol: &Protocol, union: &Union, depth: usize) -> usize {
    let sizes = union.members.iter().map(|member| match &member.body {
        _ if member.boxed => 8,
        MemberBody::Nothing => 0,
        MemberBody::Struct(id) => structure(protocol, *id, depth),
        MemberBody::Value(ty) => of(protocol, ty, depth),
    });
    sizes.max().unwrap_or(0) + 8
}

fn structure(protocol: &Protocol, id: StructId, depth: usize) -> usize {
    let Some(depth) = depth.checked_sub(1) else {
        return 8;
    };
    let fields = &protocol.structure(id).fields;
    let sizes = fields.iter().map(|field| {
        let absence = if field.optional { 8 } else { 0 };
        if field.boxed {
            8
        } else {
            of(protocol, &field.ty, depth) + absence
        }
    });
    // The map of other keys counts too.
    sizes.sum::<usize>() + 24
}
