//! Identifiers that must differ in generated code: of messages in a direction, and of types.

use std::collections::HashMap;

use trilogue_wire::telling::Constant;

use crate::decodable;
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Candidate, Direction, ErrorList, Identifier, KnownError, MessageRole, Owner, Protocol, TypeId,
    Variant,
};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::directions::Roles;
use crate::rules::COLLIDING_IDENTIFIERS;
use crate::source::Span;
use crate::syntax::Text;

impl Resolver<'_> {
    /// Takes the identifiers of what travels in a direction.
    pub(super) fn message_names(&mut self, protocol: &Protocol, direction: &Direction) {
        let scope = Scope::new(naming::BY_KEY);
        let mut scope = scope.reserving(&["Self", "Unknown", "Names"]);
        for variant in &direction.variants {
            let what = decodable::called(protocol, variant, None);
            let span = match variant.message {
                Some(id) => protocol.message(id).span,
                None => {
                    let Some(form) = generic_span(direction, variant) else {
                        continue;
                    };
                    if let Some(first) = scope.owner(&variant.identifier) {
                        let mistake = self.like_an_envelope(variant, &what, first, form);
                        let mut places = [form, first.1].into_iter();
                        if !places.any(|place| naming::is_reported(place, self.diagnostics)) {
                            self.diagnostics.push(mistake);
                        }
                        continue;
                    }
                    self.envelope_of(variant).map_or(form, |name| name.span)
                }
            };
            scope.take(&variant.identifier, what, span, self.diagnostics);
        }
    }

    /// The name of the envelope after which an answer is called.
    fn envelope_of(&self, variant: &Variant) -> Option<&Text> {
        let name = variant.envelope.as_ref()?;
        let mut envelopes = self.document.envelopes.iter();
        let envelope = envelopes.find(|envelope| envelope.name.value == *name)?;
        Some(&envelope.name)
    }

    /// An answer that does not say which request it is for, and is called as something else is. A form takes no `as`, so
    /// it is the other that can have another identifier.
    fn like_an_envelope(
        &self,
        variant: &Variant,
        what: &str,
        (first, place): (&str, Span),
        form: Span,
    ) -> Diagnostic {
        let (name, how) = (quoted(&variant.identifier.0), naming::BY_KEY);
        let mistake = |what: &str| {
            let message = format!("{first} and {what} would both be called {name}");
            Diagnostic::new(COLLIDING_IDENTIFIERS, place, message).label("can be changed by `as:`")
        };
        match self.envelope_of(variant) {
            Some(envelope) => mistake(&format!("{what} of envelope {}", quoted(&envelope.value)))
                .secondary(envelope.span, "gives the other its name")
                .help(format!(
                    "choose another identifier here {how}, or another name for the envelope"
                )),
            None => mistake(&format!("{what} of no request in particular"))
                .secondary(form, "is always called so")
                .help(format!("choose another identifier here {how}")),
        }
    }

    /// Takes the identifiers of all types and directions.
    pub(super) fn type_names(&mut self, protocol: &Protocol) {
        let mut shared = Scope::of_types();
        for direction in &protocol.directions {
            let channel = direction.pipes[0].channels[0];
            let span = self.written_channels[channel].name.span;
            let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
            let what = format!("what goes from `{from}` to `{to}`");
            shared.take(&direction.identifier, what, span, self.diagnostics);
        }
        let written = self.written_types(protocol);
        let mut of_roles: HashMap<Roles, Vec<(&Identifier, String, Span)>> = HashMap::new();
        for &id in &protocol.declared {
            let (identifier, owner, span) = named(id, protocol);
            let what = written.get(&span).cloned();
            let what = what.unwrap_or_else(|| "a type inside of another".to_owned());
            match owner {
                None => shared.take(identifier, what, span, self.diagnostics),
                Some(roles) => {
                    of_roles
                        .entry(roles)
                        .or_default()
                        .push((identifier, what, span));
                }
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
        types: Vec<(&Identifier, String, Span)>,
        mut scope: Scope<'_>,
        protocol: &Protocol,
    ) {
        for (identifier, what, span) in types {
            scope.take(identifier, what, span, self.diagnostics);
        }
        for list in &direction.errors {
            // A list that requests share yields to what the spec names.
            if let Some(message) = list.own.map(|id| protocol.message(id)) {
                let what = format!("the errors of request `{}`", message.name.text());
                scope.take(&list.identifier, what, message.span, self.diagnostics);
            }
            self.error_names(protocol, list);
        }
    }

    /// Takes the identifiers of the errors that a request can have, those of its channels first.
    fn error_names(&mut self, protocol: &Protocol, list: &ErrorList) {
        let mut scope = Scope::new(naming::BY_ENTRY);
        let request = list.own.and_then(|id| protocol.message(id).request());
        let own = request.map_or(&[][..], |request| &request.errors.known);
        let is_own = |error: &&KnownError| own.iter().any(|own| own.span == error.span);
        let (own, shared): (Vec<&KnownError>, Vec<_>) = list.known.iter().partition(is_own);
        for error in shared.into_iter().chain(own) {
            let what = match &error.value {
                Constant::Text(text) => format!("error {}", quoted(text.as_ref())),
                value => format!("error {}", quoted(&value.json())),
            };
            scope.take(&error.identifier, what, error.span, self.diagnostics);
        }
    }

    /// What the types are that stand at places of the spec.
    fn written_types(&self, protocol: &Protocol) -> HashMap<Span, String> {
        let types = self.document.types.iter();
        let types = types.map(|(name, _)| (name.span, format!("type {}", quoted(&name.value))));
        let messages = protocol.messages.iter();
        let messages = messages.map(|message| {
            let name = quoted(&message.name.text());
            let what = match message.role {
                MessageRole::Ok(_) => format!("what the ok answer of {name} carries"),
                MessageRole::Error(_) => format!("what the error answer of {name} carries"),
                _ => format!("what {name} carries"),
            };
            (message.span, what)
        });
        messages.chain(types).collect()
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
