//! About how large values are, to know when clippy finds the variants of an enum uneven.
//!
//! Variants are never boxed for it: a message that grows must not change the type of its variant.

use crate::model::{Candidate, Kind, Protocol, Shape, StructId, Type};

/// Less than clippy's own limit, since sizes are guessed.
const UNEVEN: usize = 150;

/// How deep structs in structs are measured.
const DEEPEST: usize = 16;

/// Whether the largest variant may be much larger than the others.
pub fn is_uneven(protocol: &Protocol, candidates: &[Candidate]) -> bool {
    let sizes = candidates
        .iter()
        .map(|candidate| match (candidate.kind, candidate.message) {
            (Kind::Event | Kind::Request, Some(id)) => {
                let payload = protocol.message(id).payload.as_ref();
                payload.map_or(0, |payload| of(protocol, &payload.ty, DEEPEST))
            }
            _ => 24,
        });
    sizes.max().unwrap_or(0) > UNEVEN
}

fn of(protocol: &Protocol, ty: &Type, depth: usize) -> usize {
    let size = match &ty.shape {
        Shape::Bool => 1,
        Shape::Int(_) | Shape::Number(_) => 8,
        Shape::Text(_) | Shape::Url(_) | Shape::List(..) | Shape::Map(_) => 24,
        Shape::Json => 72,
        Shape::Struct(id) => structure(protocol, *id, depth),
    };
    if ty.nullable { size + 8 } else { size }
}

fn structure(protocol: &Protocol, id: StructId, depth: usize) -> usize {
    let Some(depth) = depth.checked_sub(1) else {
        return 8;
    };
    let fields = &protocol.structure(id).fields;
    let sizes = fields
        .iter()
        .map(|field| of(protocol, &field.ty, depth) + if field.optional { 8 } else { 0 });
    // The map of other keys counts too.
    sizes.sum::<usize>() + 24
}
