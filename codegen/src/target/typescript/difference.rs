//! Which values look in code other than on the wire, so that reading them is not all that writing takes.

use std::collections::HashSet;

use crate::model::{Identifier, Others, Protocol, Shape, Struct, StructId, Type};

/// Whether values in code look other than on the wire: secrets are hidden, and kept keys stand apart.
pub fn differs(protocol: &Protocol, ty: &Type) -> bool {
    differs_below(protocol, ty, &mut HashSet::new())
}

/// Whether values of a struct look other than on the wire.
pub fn struct_differs(protocol: &Protocol, id: StructId) -> bool {
    struct_differs_below(protocol, id, &mut HashSet::new())
}

fn differs_below(protocol: &Protocol, ty: &Type, seen: &mut HashSet<usize>) -> bool {
    let inside = match &ty.shape {
        Shape::List(item, _) | Shape::Map(item) => differs_below(protocol, item, seen),
        Shape::Struct(id) => struct_differs_below(protocol, *id, seen),
        Shape::Text(_)
        | Shape::Bool
        | Shape::Int(_)
        | Shape::Number(_)
        | Shape::Json
        | Shape::Url(_) => false,
    };
    ty.secret || inside
}

fn struct_differs_below(protocol: &Protocol, id: StructId, seen: &mut HashSet<usize>) -> bool {
    if !seen.insert(id.0) {
        return false;
    }
    let Struct {
        identifier: Identifier(_),
        owner: _,
        doc: _,
        fields,
        others,
        since: _,
        deprecated: _,
        span: _,
    } = protocol.structure(id);
    *others == Others::Keep
        || fields
            .iter()
            .any(|field| differs_below(protocol, &field.ty, seen))
}
