//! Structs that take in the fields of others.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Protocol, Shape};
use crate::resolve::drafts::taken;
use crate::resolve::order::order;
use crate::resolve::{NamedType, Resolver};
use crate::rules::{ENDLESS_TYPE, INVALID_VALUE, REPEATED_VALUE, TOO_MANY_FIELDS, UNRESOLVED_TYPE};
use crate::source::Span;
use crate::syntax::{Section, Text};

/// How many fields all types together take in from their bases and unions.
const MOST_TAKEN: usize = 1_000_000;

impl Resolver<'_> {
    /// Puts what the bases of each struct say in front of its own fields and rules.
    pub(super) fn take_in_bases(&mut self, protocol: &Protocol) {
        let bases = self.all_bases();
        let edges: Vec<Vec<usize>> = bases.iter().map(|bases| places(bases)).collect();
        let order = order(&edges);
        for (first, last) in order.circles {
            let name = &protocol.structs[first].identifier.0;
            let place = bases[last].iter().find(|(base, _)| *base == first);
            self.endless_bases(name, place.map(|(_, span)| *span), first, protocol);
        }
        let mut is_done = vec![false; bases.len()];
        for index in order.sorted {
            let mut fields = Vec::new();
            let mut rules = Vec::new();
            for &(base, _) in &bases[index] {
                // Not so in a circle, which is reported.
                let count = self.drafts.structs[base].fields.len();
                if is_done[base] && self.can_take(count, protocol.structs[index].span) {
                    fields.extend(taken(&self.drafts.structs[base].fields));
                    rules.extend_from_slice(&self.drafts.structs[base].rules);
                }
            }
            let draft = &mut self.drafts.structs[index];
            fields.append(&mut draft.fields);
            rules.append(&mut draft.rules);
            draft.fields = fields;
            draft.rules = rules;
            is_done[index] = true;
        }
    }

    /// Whether a type can take in so many more fields. That of the first that cannot is a mistake: a short spec could else
    /// fill the memory.
    pub(super) fn can_take(&mut self, count: usize, span: Span) -> bool {
        let before = self.drafts.taken;
        self.drafts.taken = before.saturating_add(count);
        if before <= MOST_TAKEN && self.drafts.taken > MOST_TAKEN {
            self.diagnostics.push(
                Diagnostic::new(
                    TOO_MANY_FIELDS,
                    span,
                    format!("types take in more than {MOST_TAKEN} fields of others"),
                )
                .label("from here on they are not taken in")
                .help("put fields that many types have into a field of their own"),
            );
        }
        self.drafts.taken <= MOST_TAKEN
    }

    /// The bases of each struct, and where they are named.
    fn all_bases(&mut self) -> Vec<Vec<(usize, Span)>> {
        let mut all = Vec::with_capacity(self.drafts.structs.len());
        for index in 0..self.drafts.structs.len() {
            let names = std::mem::take(&mut self.drafts.structs[index].bases);
            let mut bases: Vec<(usize, Span)> = Vec::with_capacity(names.len());
            for name in &names {
                let Some(base) = self.base(name) else {
                    self.drafts.structs[index].whole = false;
                    continue;
                };
                match bases.iter().find(|(known, _)| *known == base) {
                    Some((_, first)) => self.repeated_base(name, *first),
                    None => bases.push((base, name.span)),
                }
            }
            all.push(bases);
        }
        all
    }

    fn base(&mut self, name: &Text) -> Option<usize> {
        let ty = match self.types.get(name.value.as_str()) {
            Some(NamedType::Declared(ty)) => Some(ty),
            Some(NamedType::Alias(ty)) => Some(ty.as_ref()?),
            None => None,
        };
        match ty.map(|ty| &ty.shape) {
            Some(Shape::Struct(id)) => Some(id.0),
            Some(_) => {
                self.no_base(name);
                None
            }
            None => {
                self.unresolved_base(name);
                None
            }
        }
    }

    fn unresolved_base(&mut self, name: &Text) {
        if self.document.gaps.cover(Section::Types, &name.value) {
            return;
        }
        let types = self.document.types.iter();
        let names = types.map(|(name, _)| name.value.as_str());
        let help = "declare it under `types` with the `fields` that others take in";
        self.unresolved(UNRESOLVED_TYPE, "type", name, names, help);
    }

    fn no_base(&mut self, name: &Text) {
        self.diagnostics.push(
            Diagnostic::new(
                INVALID_VALUE,
                name.span,
                format!("{} has no fields to take in", quoted(&name.value)),
            )
            .label("not a type with `fields`")
            .help("name a type that is declared with `fields`"),
        );
    }

    fn repeated_base(&mut self, name: &Text, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                REPEATED_VALUE,
                name.span,
                format!("the fields of {} are taken in twice", quoted(&name.value)),
            )
            .label("again here")
            .secondary(first, "first here")
            .help("remove one of them"),
        );
    }

    fn endless_bases(
        &mut self,
        name: &str,
        place: Option<Span>,
        first: usize,
        protocol: &Protocol,
    ) {
        let declared = protocol.structs[first].span;
        let mistake = Diagnostic::new(
            ENDLESS_TYPE,
            place.unwrap_or(declared),
            format!("{} takes in its own fields", quoted(name)),
        );
        self.diagnostics.push(
            mistake
                .label("leads back to it")
                .secondary(declared, "declared here")
                .help("move the fields that both have to a type that neither is made of"),
        );
    }
}

fn places(bases: &[(usize, Span)]) -> Vec<usize> {
    bases.iter().map(|(base, _)| *base).collect()
}
