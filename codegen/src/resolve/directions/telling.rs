//! What decoders need of forms and candidates: templates, their places, and the marks of payloads.

use std::borrow::Cow;
use std::collections::HashMap;

use trilogue_wire::Kinds;
use trilogue_wire::telling::{self, Constant, Marks, NameTest, Node, Test};

use crate::facts;
use crate::model::{
    Candidate, Entry, Form, Kind, PartType, Protocol, Slot, SlotUse, Template, Told, Type, Variant,
    WireName,
};
use crate::resolve::directions::building::{DraftPipe, DraftTold, Use, VariantKey};
use crate::resolve::directions::{joining, keys};
use crate::resolve::envelopes::Envelope;
use crate::syntax::{self, Member};

/// A form of a pipe, with what its messages bring to it.
pub(super) fn form(
    draft: &DraftPipe<'_>,
    place: usize,
    envelopes: &[Envelope<'_>],
    protocol: &Protocol,
) -> Form {
    let draft_form = draft.forms[place];
    let envelope = &envelopes[draft_form.envelope];
    let template = Builder {
        draft,
        place,
        envelope,
    }
    .template(&draft_form.written.template);
    let uses: Vec<&Use> = draft.of(place).collect();
    let mut nodes = Vec::new();
    Flattening {
        uses: &uses,
        lacks_payload: draft_form.lacks_payload,
        envelope,
        protocol,
        nodes: &mut nodes,
    }
    .add(&template, "");
    Form {
        kind: draft_form.written.kind.value,
        envelope: envelope.written.name.value.clone(),
        shared_with: draft
            .shared_by(draft_form)
            .map(|place| envelopes[place].written.name.value.clone())
            .collect(),
        doc: envelope.written.doc.as_ref().map(|doc| doc.value.clone()),
        joining: joining::places(draft, draft_form, &template),
        template,
        telling: telling::Form {
            nodes: Cow::Owned(nodes),
        },
        timeout: envelope.written.timeout,
        span: draft_form.written.kind.span,
    }
}

struct Builder<'b, 'a> {
    draft: &'b DraftPipe<'a>,
    place: usize,
    envelope: &'b Envelope<'a>,
}

impl Builder<'_, '_> {
    fn template(&self, written: &syntax::Template) -> Template {
        match written {
            syntax::Template::Constant(constant) => Template::Constant(constant.clone()),
            syntax::Template::Absent => Template::Absent,
            syntax::Template::NameInText { prefix, suffix, .. } => self.name(prefix, suffix),
            syntax::Template::Slot(node) => match self.envelope.slot(&node.slot) {
                Slot::Name => self.name("", ""),
                Slot::Arguments if self.draft.forms[self.place].no_arguments => {
                    Template::List(Vec::new())
                }
                slot => Template::Slot(SlotUse {
                    slot,
                    optional: node.optional,
                    nullable: node.nullable,
                }),
            },
            syntax::Template::List(items) => {
                Template::List(items.iter().map(|item| self.template(item)).collect())
            }
            syntax::Template::Object(members) => {
                let entry = |member: &Member| match member {
                    Member::Key(key, inner) => {
                        Entry::Member(key.value.clone(), self.template(inner))
                    }
                    Member::Spread(node) => Entry::Spread(self.envelope.slot(&node.slot)),
                };
                Template::Object(members.iter().map(entry).collect())
            }
        }
    }

    /// The name, or what stands there where the form is for one.
    fn name(&self, prefix: &str, suffix: &str) -> Template {
        match self.draft.forms[self.place].called {
            Some(called) => Template::Constant(match &self.draft.called[called] {
                WireName::Text(text) => Constant::Text(Cow::Owned(text.clone())),
                WireName::Number(number) => Constant::Number(*number),
                WireName::Bool(value) => Constant::Bool(*value),
            }),
            None => Template::Name(self.name_test(prefix, suffix)),
        }
    }

    /// What names look like in the form.
    fn name_test(&self, prefix: &str, suffix: &str) -> NameTest {
        let mut kinds = Kinds::NONE;
        let mut also: Vec<Cow<'static, str>> = Vec::new();
        for used in self.draft.of(self.place) {
            let DraftTold::Name { name, whole } = &used.told else {
                continue;
            };
            let told = told_name(name, *whole, prefix, suffix);
            kinds = kinds.and(kinds_of(&told));
            if let (WireName::Text(text), true) = (&told, *whole) {
                let fits = text.len() >= prefix.len() + suffix.len()
                    && text.starts_with(prefix)
                    && text.ends_with(suffix);
                if !fits && !also.iter().any(|known| known == text) {
                    also.push(Cow::Owned(text.clone()));
                }
            }
        }
        if kinds == Kinds::NONE {
            kinds = Kinds::TEXT;
        }
        NameTest {
            prefix: Cow::Owned(prefix.to_owned()),
            suffix: Cow::Owned(suffix.to_owned()),
            also: Cow::Owned(also),
            kinds,
        }
    }
}

fn kinds_of(name: &WireName) -> Kinds {
    match name {
        WireName::Text(_) => Kinds::TEXT,
        WireName::Number(_) => Kinds::NUMBER,
        WireName::Bool(_) => Kinds::BOOL,
    }
}

/// What stands on the wire where a form has the name.
fn told_name(name: &WireName, whole: bool, prefix: &str, suffix: &str) -> WireName {
    if whole {
        name.clone()
    } else {
        WireName::Text(format!("{prefix}{}{suffix}", name.text()))
    }
}

/// Turns a template into the places that telling looks at.
struct Flattening<'f, 'a> {
    uses: &'f [&'f Use],
    /// Whether the payload may be absent.
    lacks_payload: bool,
    envelope: &'f Envelope<'a>,
    protocol: &'f Protocol,
    nodes: &'f mut Vec<Node>,
}

impl Flattening<'_, '_> {
    fn push(&mut self, path: &str, test: Test) {
        self.nodes.push(Node {
            path: Cow::Owned(path.to_owned()),
            test,
        });
    }

    fn add(&mut self, template: &Template, path: &str) {
        match template {
            Template::Constant(constant) => self.push(path, Test::Constant(constant.clone())),
            Template::Name(test) => self.push(path, Test::Name(test.clone())),
            Template::Absent => self.push(path, Test::Absent),
            Template::Slot(used)
                if used.optional || (self.lacks_payload && is_payload(used.slot)) =>
            {
                self.push(path, Test::OptionalSlot);
            }
            Template::Slot(_) => self.push(path, Test::Slot),
            Template::List(items) => {
                self.push(path, Test::List);
                for (place, item) in items.iter().enumerate() {
                    self.add(item, &format!("{path}/{place}"));
                }
            }
            Template::Object(entries) => {
                self.push(path, Test::Object);
                for entry in entries {
                    match entry {
                        Entry::Member(key, inner) => self.add(inner, &below(path, key)),
                        Entry::Spread(slot) => self.spread(*slot, path),
                    }
                }
            }
        }
    }

    /// A place for each key of what is spread: those that all messages of the form require, and those that any declares.
    fn spread(&mut self, slot: Slot, path: &str) {
        let types: Vec<Option<Type>> = self
            .uses
            .iter()
            .map(|used| self.spread_type(slot, used))
            .collect();
        let protocol = self.protocol;
        let all: Vec<keys::Keys<'_>> = types
            .iter()
            .map(|ty| {
                ty.as_ref()
                    .map_or_else(keys::Keys::default, |ty| keys::of(ty, protocol))
            })
            .collect();
        let mut declared: Vec<&str> = Vec::new();
        for key in all.iter().flat_map(|keys| &keys.declared) {
            if !declared.contains(key) {
                declared.push(key);
            }
        }
        for key in declared {
            let required = all.iter().all(|keys| keys.required.contains(&key));
            let test = if required {
                Test::Slot
            } else {
                Test::OptionalSlot
            };
            self.push(&below(path, key), test);
        }
    }

    fn spread_type(&self, slot: Slot, used: &Use) -> Option<Type> {
        match slot {
            Slot::Payload => used.payload.ty().cloned(),
            Slot::Error => used.error.clone(),
            _ => Some(self.envelope.slot_type(slot, self.protocol)),
        }
    }
}

fn is_payload(slot: Slot) -> bool {
    matches!(slot, Slot::Payload | Slot::Arguments)
}

/// The place of a key in an object.
fn below(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The candidates of a pipe, in the order of the variants of its direction.
pub(super) fn candidates(
    draft: &DraftPipe<'_>,
    forms: &[Form],
    variants: &[Variant],
    envelopes: &[Envelope<'_>],
    protocol: &Protocol,
) -> Vec<Candidate> {
    let places: HashMap<VariantKey, usize> = variants
        .iter()
        .enumerate()
        .map(|(place, variant)| {
            let place_of = |name: &str| {
                let mut envelopes = envelopes.iter();
                envelopes.position(|envelope| envelope.written.name.value == name)
            };
            let key = VariantKey {
                kind: variant.kind,
                message: variant.message,
                envelope: variant.envelope.as_deref().and_then(place_of),
                called: variant.called.as_ref().and_then(|name| {
                    let mut called = draft.called.iter();
                    called.position(|known| known == name)
                }),
            };
            (key, place)
        })
        .collect();
    let mut candidates: Vec<Candidate> = draft
        .uses
        .iter()
        .map(|used| candidate(used, forms, &places, variants, protocol))
        .collect();
    candidates.sort_by_key(|candidate| (candidate.variant, candidate.form));
    candidates
}

fn candidate(
    used: &Use,
    forms: &[Form],
    places: &HashMap<VariantKey, usize>,
    variants: &[Variant],
    protocol: &Protocol,
) -> Candidate {
    let form = &forms[used.form];
    let variant = places.get(&used.variant).copied().unwrap_or_default();
    let told = match &used.told {
        DraftTold::Form => Told::Form,
        DraftTold::Open => Told::Open,
        DraftTold::Name { name, .. } => {
            Told::Name(name_of(used, form).unwrap_or_else(|| name.clone()))
        }
    };
    let whole = || whole(form, &variants[variant], protocol);
    Candidate {
        variant,
        form: used.form,
        told,
        marks: Some(marks(used, form, protocol))
            .filter(|marks| *marks != Marks::NOTHING)
            .or_else(whole)
            .unwrap_or_default(),
    }
}

/// What telling looks at in a message that is one value and nothing else, such as the code of an error.
fn whole(form: &Form, variant: &Variant, protocol: &Protocol) -> Option<Marks> {
    let Template::Slot(used) = &form.template else {
        return None;
    };
    match &variant.part(used.slot)?.ty {
        PartType::Typed(ty) => Some(Marks {
            kinds: facts::kinds(protocol, ty),
            ..Marks::NOTHING
        }),
        PartType::Unread => None,
    }
}

fn text_around(form: &Form) -> (&str, &str) {
    let mut nodes = form.telling.nodes.iter();
    let found = nodes.find_map(|node| match &node.test {
        Test::Name(test) => Some((&*test.prefix, &*test.suffix)),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The name of a message as it stands on the wire, if one tells it.
pub(super) fn name_of(used: &Use, form: &Form) -> Option<WireName> {
    let DraftTold::Name { name, whole } = &used.told else {
        return None;
    };
    let (prefix, suffix) = text_around(form);
    Some(told_name(name, *whole, prefix, suffix))
}

/// What telling looks at in what a message brings.
pub(super) fn marks(used: &Use, form: &Form, protocol: &Protocol) -> Marks {
    let (slot, ty) = match (used.variant.kind, &used.error) {
        (Kind::Error, Some(error)) => (Slot::Error, Some(error)),
        (_, _) => (Slot::Payload, used.payload.ty()),
    };
    let place = facts::place_of(&form.template, slot);
    match ty.zip(place) {
        Some((ty, at)) if facts::is_nullable(&form.template, slot) => {
            let ty = Type {
                nullable: true,
                ..ty.clone()
            };
            keys::marks(&ty, at, protocol)
        }
        Some((ty, at)) => keys::marks(ty, at, protocol),
        None => Marks::NOTHING,
    }
}
