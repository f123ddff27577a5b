//! Directions, and what their messages bring, with their final names.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::quote;
use trilogue_wire::telling;

use super::requests::{joining, requests};
use super::{DirectionView, Home, PartView, PipeView, VariantView, Wire};
use crate::model::{
    self, Direction, Part, PartType, Pipe, Protocol, Shape, Slot, Told, Undeclared, Variant,
    WireName,
};
use crate::target::rust::describe;
use crate::target::rust::doc::Doc;
use crate::target::rust::held::{Held, Keeps};
use crate::target::rust::identifier;
use crate::target::rust::literal;
use crate::target::rust::scope::Scope;
use crate::target::rust::size;

/// The enum of a direction.
pub fn direction<'p>(scope: &mut Scope<'p>, direction: &'p Direction) -> DirectionView<'p> {
    let Direction {
        identifier,
        from: _,
        to: _,
        variants,
        pipes,
        errors: _,
    } = direction;
    scope.runtimes(&["Direction", "Fault", "Refusal", "Value", "Writer"]);
    let protocol = scope.protocol();
    let taken: BTreeSet<String> = variants
        .iter()
        .map(|variant| variant.identifier.0.clone())
        .collect();
    let views = (0..variants.len())
        .map(|place| variant_view(scope, direction, place, &taken))
        .collect();
    let pipes: Vec<PipeView<'_>> = pipes
        .iter()
        .map(|pipe| pipe_view(scope, direction, pipe))
        .collect();
    let keeps_unknown = pipes.iter().any(|pipe| pipe.keeps_unknown);
    if keeps_unknown {
        scope.runtimes(&["Unknown"]);
    }
    DirectionView {
        name: identifier::camel(identifier),
        doc: describe::direction(protocol, direction),
        is_uneven: size::is_uneven(protocol, variants),
        variants: views,
        pipes,
        unknown: keeps_unknown.then(|| identifier::ident("Unknown")),
        is_foreign: false,
        lifetime: None,
        again: quote!(Self),
        again_pattern: quote!(Self),
        visibility: quote!(pub),
        expected: String::new(),
    }
}

fn pipe_view<'p>(scope: &mut Scope<'p>, direction: &'p Direction, pipe: &'p Pipe) -> PipeView<'p> {
    let protocol = scope.protocol();
    let Pipe {
        channels,
        encoding: _,
        name_outside,
        forms,
        candidates: _,
        undeclared,
        plan: _,
    } = pipe;
    let channels: Vec<&str> = channels
        .iter()
        .map(|&channel| protocol.channels[channel].name.as_str())
        .collect();
    let has_names = *name_outside || forms.iter().any(|form| form.telling.name_path().is_some());
    let undeclared_payload = match undeclared {
        // Without a form nobody knows where the payload stands.
        Undeclared::Typed(ty) if !name_outside => {
            scope.at("Undeclared");
            Some(PartView {
                slot: Slot::Payload,
                name: identifier::ident("payload"),
                field: identifier::ident("payload"),
                doc: Doc::new(),
                held: Held::new(ty, false, false, scope),
                looks_around: looks_around(protocol, &ty.shape),
            })
        }
        _ => None,
    };
    let keeps_unknown = has_names && !matches!(undeclared, Undeclared::Refuse);
    PipeView {
        name: channels
            .first()
            .filter(|_| direction.pipes.len() > 1)
            .map(|name| heck::ToSnakeCase::to_snake_case(*name)),
        channels,
        model: pipe,
        keeps_unknown,
        sends_unknown: keeps_unknown,
        undeclared: undeclared_payload,
        requests: requests(protocol, direction, pipe),
        joining: joining(protocol, direction, pipe),
    }
}

fn variant_view(
    scope: &mut Scope<'_>,
    direction: &Direction,
    place: usize,
    taken: &BTreeSet<String>,
) -> VariantView {
    let protocol = scope.protocol();
    let variant = &direction.variants[place];
    let Variant {
        kind,
        identifier,
        message,
        envelope: _,
        called: _,
        parts,
    } = variant;
    let wire = wire_name(direction, place).map(|name| Wire {
        constant: constant(identifier::shouty(identifier), taken),
        text: shown_name(name),
        others: other_names(direction, place, name),
    });
    let parts: Vec<PartView> = parts
        .iter()
        .map(|part| {
            scope.at(&format!("{}{}", identifier.0, part.identifier.0));
            part_view(scope, direction, variant, part)
        })
        .collect();
    let (parts, constants) = parts
        .into_iter()
        .partition(|part| part.held.keeps != Keeps::Nothing);
    let bound = message.filter(|_| variant.part(Slot::Name).is_some());
    let bound = bound.map(|id| identifier::snake(&protocol.message(id).identifier));
    VariantView {
        name: identifier::camel(identifier),
        doc: describe::variant(protocol, direction, variant),
        wire,
        parts,
        constants,
        bound,
        kind: *kind,
        is_covered: true,
        is_named: false,
        called: identifier::camel(identifier),
        home: Home::Variant,
    }
}

/// The name of a variant on the wire, whole.
fn wire_name(direction: &Direction, variant: usize) -> Option<&WireName> {
    let mut candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    candidates.find_map(|candidate| match &candidate.told {
        Told::Name(name) if candidate.variant == variant => Some(name),
        _ => None,
    })
}

/// The other names of a variant, in layouts that put text around it.
fn other_names(direction: &Direction, variant: usize, first: &WireName) -> Vec<String> {
    let candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    let mut names = Vec::new();
    for candidate in candidates.filter(|candidate| candidate.variant == variant) {
        if let Told::Name(name) = &candidate.told
            && name != first
            && !names.contains(&shown_name(name))
        {
            names.push(shown_name(name));
        }
    }
    names
}

/// A name as verdicts write it.
pub fn shown_name(name: &WireName) -> String {
    match name {
        WireName::Text(text) => text.clone(),
        WireName::Number(number) => literal::shown(&telling::Constant::Number(*number)),
        WireName::Bool(value) => value.to_string(),
    }
}

fn part_view(
    scope: &mut Scope<'_>,
    direction: &Direction,
    variant: &Variant,
    part: &Part,
) -> PartView {
    let Part {
        slot,
        identifier,
        ty,
        optional,
    } = part;
    let name = identifier::snake(identifier);
    let doc = describe::part(scope.protocol(), part);
    match ty {
        PartType::Typed(ty) => PartView {
            slot: *slot,
            field: name.clone(),
            name,
            doc,
            held: match closed_errors(scope.protocol(), direction, variant, *slot) {
                Some(values) => Held::one_of(ty, *optional, &values, scope),
                None => Held::new(ty, *optional, false, scope),
            },
            looks_around: looks_around(scope.protocol(), &ty.shape),
        },
        PartType::Unread => PartView {
            slot: *slot,
            field: name.clone(),
            name,
            doc,
            held: Held::unread(scope),
            looks_around: true,
        },
    }
}

/// The errors that can stand at a slot, if there are no others.
pub fn closed_errors(
    protocol: &Protocol,
    direction: &Direction,
    variant: &Variant,
    slot: Slot,
) -> Option<Vec<telling::Constant>> {
    let is_listed = match slot {
        Slot::Code => true,
        Slot::Error => variant.part(Slot::Code).is_none(),
        _ => false,
    };
    if !is_listed {
        return None;
    }
    let errors = crate::facts::errors(protocol, direction, variant);
    let values = errors.known.into_iter().map(|error| error.value);
    errors.closed.then(|| values.collect())
}

/// Whether reading looks at keys that the type does not declare.
fn looks_around(protocol: &Protocol, shape: &Shape) -> bool {
    match shape {
        Shape::Json | Shape::Map(_) => true,
        Shape::Struct(id) => !matches!(protocol.structure(*id).others, model::Others::Ignore),
        Shape::Union(id) => protocol
            .union(*id)
            .members
            .iter()
            .any(|member| match &member.body {
                model::MemberBody::Nothing => false,
                model::MemberBody::Struct(id) => looks_around(protocol, &Shape::Struct(*id)),
                model::MemberBody::Value(ty) => looks_around(protocol, &ty.shape),
            }),
        _ => false,
    }
}

/// The name of a constant. One that would be spelled as a variant, as `A` would, says what it is.
fn constant(name: Ident, taken: &BTreeSet<String>) -> Ident {
    if taken.contains(&name.to_string()) {
        identifier::ident(&format!("{name}_NAME"))
    } else {
        name
    }
}
