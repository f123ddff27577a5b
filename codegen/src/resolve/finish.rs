//! The last steps of types, when all are known.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, quoted};
use crate::example;
use crate::model::{MessageId, Others, Protocol, StructId, TypeId, UnionId};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::constraints::is_text;
use crate::resolve::drafts::FieldDraft;
use crate::rules::{MISPLACED_CONSTRAINT, REPEATED_FIELD, UNRESOLVED_MESSAGE};
use crate::source::Span;
use crate::syntax::{Section, Text};

impl Resolver<'_> {
    /// Finishes all types.
    pub(super) fn finish_types(&mut self, protocol: &mut Protocol) {
        self.take_in_bases(protocol);
        for index in 0..self.drafts.unions.len() {
            self.make_members(UnionId(index), protocol);
        }
        for index in 0..protocol.structs.len() {
            self.finish_struct(StructId(index), protocol);
        }
        self.recursion(protocol);
        self.rivals(protocol);
        self.bindings(protocol);
        self.declare_in_order(protocol);
        self.values_that_fit(protocol);
    }

    /// Moves what is declared for the members of a union alone in front of the union.
    fn declare_in_order(&mut self, protocol: &mut Protocol) {
        let parts = self.drafts.unions.iter().flat_map(|union| &union.parts);
        let parts: HashSet<TypeId> = parts.copied().collect();
        let before = std::mem::take(&mut protocol.declared);
        for id in before {
            if parts.contains(&id) {
                continue;
            }
            if let TypeId::Union(union) = id {
                let parts = &self.drafts.unions[union.0].parts;
                protocol.declared.extend_from_slice(parts);
            }
            protocol.declared.push(id);
        }
    }

    fn finish_struct(&mut self, id: StructId, protocol: &mut Protocol) {
        let draft = std::mem::take(&mut self.drafts.structs[id.0]);
        let structure = &protocol.structs[id.0];
        let mut scope = Scope::new(naming::BY_KEY);
        if matches!(structure.others, Others::Keep | Others::Typed(_)) {
            scope = scope.reserving(&["Extra"]);
        }
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for FieldDraft {
            field, span, taken, ..
        } in &draft.fields
        {
            match seen.insert(&field.name, *span) {
                Some(first) => {
                    let whole = taken.then_some(structure.span);
                    self.repeated_field(&field.name, *span, first, "a field", whole);
                }
                None => {
                    let what = format!("field {}", quoted(&field.name));
                    scope.take(&field.identifier, what, *span, self.diagnostics);
                }
            }
        }
        let rules = self.presence(&draft, protocol);
        let structure = &mut protocol.structs[id.0];
        structure.fields = draft
            .fields
            .iter()
            .map(|field| field.field.clone())
            .collect();
        structure.rules = rules;
        self.drafts.structs[id.0] = draft;
    }

    /// Reports a key that is declared twice in one object; `whole` is where that is declared, if none of the two is there.
    pub(super) fn repeated_field(
        &mut self,
        name: &str,
        span: Span,
        first: Span,
        what: &str,
        whole: Option<Span>,
    ) {
        let mistake = Diagnostic::new(
            REPEATED_FIELD,
            span,
            format!("the key {} is declared twice in one object", quoted(name)),
        )
        .label("this field")
        .secondary(first, format!("{what} of that name"))
        .help("keep one of them");
        self.diagnostics
            .push(mistake.also(whole, "both are of this"));
    }

    /// What the fields with `binds` refer to.
    fn bindings(&mut self, protocol: &mut Protocol) {
        let mut requests: HashMap<String, MessageId> = HashMap::new();
        for (index, message) in protocol.messages.iter().enumerate() {
            if message.request().is_some() {
                let id = requests.entry(message.key.clone());
                id.or_insert(MessageId(index));
            }
        }
        for index in 0..protocol.structs.len() {
            for place in 0..self.drafts.structs[index].fields.len() {
                let Some(name) = self.drafts.structs[index].fields[place].binds.clone() else {
                    continue;
                };
                if !is_text(&protocol.structs[index].fields[place].ty.shape, protocol) {
                    self.no_name(&name);
                    continue;
                }
                let Some(&id) = requests.get(&name.value) else {
                    self.unbound(&name, &requests);
                    continue;
                };
                if protocol.message(id).bound.is_none() {
                    self.fixed_name(&name, protocol.message(id).span);
                }
                protocol.structs[index].fields[place].binds = Some(id);
            }
        }
    }

    fn unbound(&mut self, name: &Text, requests: &HashMap<String, MessageId>) {
        if !self.document.gaps.cover(Section::Messages, &name.value) {
            let keys = requests.keys().map(String::as_str);
            let help = "name a request by its key; it says `name: { bound: true }`";
            self.unresolved(UNRESOLVED_MESSAGE, "request", name, keys, help);
        }
    }

    fn no_name(&mut self, name: &Text) {
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_CONSTRAINT,
                name.span,
                "`binds` does not apply to this type",
            )
            .label("applies to fields of text")
            .help("remove `binds`, or change the type"),
        );
    }

    fn fixed_name(&mut self, name: &Text, request: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_CONSTRAINT,
                name.span,
                format!(
                    "the name of {} is not chosen at run time",
                    quoted(&name.value)
                ),
            )
            .label("a request of a fixed name")
            .secondary(request, "declared here")
            .help("write `name: { bound: true }` in the request, or remove `binds`"),
        );
    }

    /// Checks defaults and examples against their types, and keeps those of fields as JSON text.
    fn values_that_fit(&mut self, protocol: &mut Protocol) {
        for index in 0..protocol.structs.len() {
            for place in 0..self.drafts.structs[index].fields.len() {
                self.values_of_field(index, place, protocol);
            }
        }
        for (ty, node) in std::mem::take(&mut self.drafts.examples) {
            example::of_type(protocol, &ty, &node, "an example", self.diagnostics);
        }
    }

    fn values_of_field(&mut self, index: usize, place: usize, protocol: &mut Protocol) {
        let draft = &self.drafts.structs[index].fields[place];
        if draft.default.is_none() && draft.examples.is_empty() {
            return;
        }
        let ty = &protocol.structs[index].fields[place].ty;
        let default = draft
            .default
            .as_ref()
            .and_then(|node| example::of_type(protocol, ty, node, "a default", self.diagnostics));
        let examples = draft.examples.iter().filter_map(|node| {
            example::of_type(protocol, ty, node, "an example", self.diagnostics)
        });
        let examples = examples.collect();
        let field = &mut protocol.structs[index].fields[place];
        field.default = default;
        field.examples = examples;
    }
}
