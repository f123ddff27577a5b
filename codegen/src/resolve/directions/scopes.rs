//! Identifiers that must differ in generated code: of messages in a direction, and of types.

use std::collections::HashMap;

use crate::model::{Candidate, Direction, Identifier, Kind, Owner, Protocol, TypeId, Variant};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::directions::Roles;
use crate::source::Span;

impl Resolver<'_> {
    /// Takes the identifiers of what travels in a direction.
    pub(super) fn message_names(&mut self, protocol: &Protocol, direction: &Direction) {
        let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
        let what = format!("messages from {from} to {to}");
        let scope = Scope::new(&what, naming::BY_KEY);
        let mut scope = scope.reserving(&["Self", "Unknown", "Names"]);
        for variant in &direction.variants {
            let span = match variant.message {
                Some(id) => Some(protocol.message(id).span),
                None => generic_span(direction, variant),
            };
            if let Some(span) = span {
                scope.take(&variant.identifier, span, self.diagnostics);
            }
        }
    }

    /// Takes the identifiers of all types and directions.
    pub(super) fn type_names(&mut self, protocol: &Protocol) {
        let mut shared = Scope::of_types("types");
        for direction in &protocol.directions {
            let channel = direction.pipes[0].channels[0];
            let span = self.written_channels[channel].name.span;
            shared.take(&direction.identifier, span, self.diagnostics);
        }
        let mut of_roles: HashMap<Roles, Vec<(&Identifier, Span)>> = HashMap::new();
        for &id in &protocol.declared {
            let (identifier, owner, span) = named(id, protocol);
            match owner {
                None => shared.take(identifier, span, self.diagnostics),
                Some(roles) => of_roles.entry(roles).or_default().push((identifier, span)),
            }
        }
        for direction in &protocol.directions {
            let types = of_roles.remove(&(direction.from, direction.to));
            self.type_names_of(
                direction,
                types.unwrap_or_default(),
                shared.clone(),
                protocol,
            );
        }
    }

    fn type_names_of(
        &mut self,
        direction: &Direction,
        types: Vec<(&Identifier, Span)>,
        mut scope: Scope<'_>,
        protocol: &Protocol,
    ) {
        for (identifier, span) in types {
            scope.take(identifier, span, self.diagnostics);
        }
        for variant in &direction.variants {
            if let (Kind::Request, Some(id)) = (variant.kind, variant.message) {
                let message = protocol.message(id);
                let error = Identifier(format!("{}Error", message.identifier.0));
                scope.take(&error, message.span, self.diagnostics);
            }
        }
    }
}

/// Where the first form of an answer stands that does not say which request it is for.
fn generic_span(direction: &Direction, variant: &Variant) -> Option<Span> {
    let is_one = |candidate: &&Candidate| {
        let of = &direction.variants[candidate.variant];
        std::ptr::eq(of, variant)
    };
    let mut pipes = direction.pipes.iter();
    pipes.find_map(|pipe| {
        let found = pipe.candidates.iter().find(is_one)?;
        Some(pipe.forms[found.form].span)
    })
}

/// The identifier of a type, where it is declared, and its place.
fn named(id: TypeId, protocol: &Protocol) -> (&Identifier, Owner, Span) {
    match id {
        TypeId::Struct(id) => {
            let it = protocol.structure(id);
            (&it.identifier, it.owner, it.span)
        }
        TypeId::Enum(id) => {
            let it = protocol.enumeration(id);
            (&it.identifier, it.owner, it.span)
        }
        TypeId::Union(id) => {
            let it = protocol.union(id);
            (&it.identifier, it.owner, it.span)
        }
        TypeId::Tuple(id) => {
            let it = protocol.tuple(id);
            (&it.identifier, it.owner, it.span)
        }
    }
}
