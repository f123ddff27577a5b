//! The types that have a declaration of their own, whatever they are.

use super::code::{call, function, give, or_fault};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::scope::type_function;
use super::{difference, enums, sink, structs, tuples, unions};
use crate::model::{Identifier, Owner, Protocol, TypeId};

/// A statement as it stands in code, and as it stands in a file of declarations.
#[derive(Debug)]
pub struct Item {
    /// In code.
    pub code: Doc,
    /// In a file of declarations.
    pub declaration: Doc,
}

impl Item {
    /// A type, which code has as declarations have it.
    pub fn of_type(ty: Doc) -> Self {
        Self {
            code: ty.clone().type_only(),
            declaration: ty,
        }
    }
}

/// The name of a type.
pub fn identifier(protocol: &Protocol, id: TypeId) -> &Identifier {
    match id {
        TypeId::Struct(id) => &protocol.structure(id).identifier,
        TypeId::Enum(id) => &protocol.enumeration(id).identifier,
        TypeId::Union(id) => &protocol.union(id).identifier,
        TypeId::Tuple(id) => &protocol.tuple(id).identifier,
    }
}

/// Where a type is declared.
pub fn owner(protocol: &Protocol, id: TypeId) -> Owner {
    match id {
        TypeId::Struct(id) => protocol.structure(id).owner,
        TypeId::Enum(id) => protocol.enumeration(id).owner,
        TypeId::Union(id) => protocol.union(id).owner,
        TypeId::Tuple(id) => protocol.tuple(id).owner,
    }
}

/// The types of an owner, in the order in which they are printed.
pub fn of_owner(protocol: &Protocol, wanted: Owner) -> Vec<TypeId> {
    let declared = protocol.declared.iter().copied();
    declared
        .filter(|id| owner(protocol, *id) == wanted)
        .collect()
}

/// Whether its values can hold values of itself.
fn is_recursive(protocol: &Protocol, id: TypeId) -> bool {
    match id {
        TypeId::Struct(id) => protocol.structure(id).recursive,
        TypeId::Union(id) => protocol.union(id).recursive,
        TypeId::Enum(_) | TypeId::Tuple(_) => false,
    }
}

/// The type, and the constants that belong to it.
pub fn items(module: &Module<'_>, id: TypeId) -> Vec<Item> {
    match id {
        TypeId::Struct(id) => structs::items(module, id),
        TypeId::Enum(id) => enums::items(module.protocol, id),
        TypeId::Union(id) => vec![Item::of_type(unions::declaration(module, id))],
        TypeId::Tuple(id) => vec![Item::of_type(tuples::declaration(module, id))],
    }
}

/// The names of types that are no values too, and those of values, some of which are types too.
pub fn exports(protocol: &Protocol, id: TypeId) -> (Option<String>, Option<String>) {
    let name = identifier(protocol, id).0.clone();
    match id {
        TypeId::Enum(id) if enums::has_constant(protocol.enumeration(id)) => (None, Some(name)),
        TypeId::Struct(id) => (Some(name), structs::defaults_name(protocol.structure(id))),
        TypeId::Enum(_) | TypeId::Union(_) | TypeId::Tuple(_) => (Some(name), None),
    }
}

/// Adds the functions that read and write values of a type to its module. `exported` ones can be imported by other files.
pub fn declare(module: &mut Module<'_>, id: TypeId, exported: bool) {
    for way in ways(module.protocol, id) {
        declare_one(module, id, way, exported);
    }
}

fn ways(protocol: &Protocol, id: TypeId) -> Vec<Way> {
    if difference::declared_differs(protocol, id) {
        vec![Way::Read, Way::Write]
    } else {
        vec![Way::Read]
    }
}

fn declare_one(module: &mut Module<'_>, id: TypeId, way: Way, exported: bool) {
    let protocol = module.protocol;
    let body = match id {
        TypeId::Struct(id) => structs::body(module, id, way),
        TypeId::Enum(id) => enums::body(protocol.enumeration(id), way),
        TypeId::Union(id) => unions::body(module, id, way),
        TypeId::Tuple(id) => tuples::body(module, id, way),
    };
    let name = type_function(way, identifier(protocol, id));
    let returns = result_type(protocol, id, way);
    let parameters = || vec![("value", Doc::from("unknown"))];
    let body = if is_recursive(protocol, id) {
        let inner = module.scope.claim(&format!("{name}Inside"));
        module.add(&function(&inner, parameters(), returns.clone(), body));
        let nested = call(
            sink::runtime("readNested"),
            vec!["value".into(), inner.into()],
        );
        vec![give(nested)]
    } else {
        body
    };
    let written = function(&name, parameters(), returns, body);
    let head = if exported {
        let head = exported_head(way, &identifier(protocol, id).0);
        concat([head, "export ".into()])
    } else {
        "".into()
    };
    module.add(&concat([head, written]));
}

/// The signatures of the functions that a file of shared types exports.
pub fn signatures(protocol: &Protocol, id: TypeId) -> Vec<Doc> {
    let signature = |way| {
        let name = type_function(way, identifier(protocol, id));
        concat([
            exported_head(way, &identifier(protocol, id).0),
            format!("export declare function {name}(value: unknown): ").into(),
            result_type(protocol, id, way),
            ";".into(),
        ])
    };
    ways(protocol, id).into_iter().map(signature).collect()
}

fn result_type(protocol: &Protocol, id: TypeId, way: Way) -> Doc {
    match (way, id) {
        (Way::Write, TypeId::Struct(_)) => or_fault(sink::runtime_type("PlainObject")),
        (Way::Write, _) => "unknown".into(),
        (Way::Read, _) => or_fault(identifier(protocol, id).0.clone().into()),
    }
}

fn exported_head(way: Way, identifier: &str) -> Doc {
    let what = match way {
        Way::Read => format!("Reads a {{@link {identifier}}}, or gives the fault in it."),
        Way::Write => format!(
            "Writes a {{@link {identifier}}} as it goes over the wire, or gives the fault in it."
        ),
    };
    concat([format!("/** {what} */").into(), Doc::Newline])
}
