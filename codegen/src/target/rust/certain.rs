//! Which messages can only be read as themselves, so that what is written need not be read again before it leaves.

use trilogue_wire::telling::{Constant, Test};

use super::lower::{DirectionView, PipeView, VariantView};
use crate::model::{Candidate, Entry, Form, Plan, Slot, Template, Told};

/// Whether a message that is written to a pipe can be read as nothing else there.
pub fn reads_as_itself(view: &DirectionView<'_>, pipe: &PipeView<'_>, variant: usize) -> bool {
    // A name that was chosen at run time can be that of another message.
    let is_bound = view.variants[variant].bound.is_some();
    let mut own = pipe
        .model
        .candidates
        .iter()
        .filter(|candidate| candidate.variant == variant);
    own.all(|own| !is_bound && is_certain(view, pipe, own))
}

fn is_certain(view: &DirectionView<'_>, pipe: &PipeView<'_>, own: &Candidate) -> bool {
    if matches!(pipe.model.plan, Plan::Switch { .. }) {
        return true;
    }
    let written = &view.variants[own.variant];
    let own_form = &pipe.model.forms[own.form];
    let is_alone = |candidate: &Candidate| {
        candidate.variant == own.variant
            || candidate.form != own.form
            || differ(&candidate.told, &own.told)
    };
    pipe.model.candidates.iter().all(is_alone)
        && pipe.model.forms.iter().enumerate().all(|(place, other)| {
            place == own.form
                || excludes(written, own_form, own, other)
                || has_other_names(pipe, own, own_form, place)
        })
}

fn differ(one: &Told, other: &Told) -> bool {
    match (one, other) {
        (Told::Name(one), Told::Name(other)) => one != other,
        (Told::Open, Told::Form | Told::Open) | (Told::Form, Told::Open) => true,
        _ => false,
    }
}

/// Whether another form has its names where this one has them, and they are others.
fn has_other_names(pipe: &PipeView<'_>, own: &Candidate, form: &Form, other: usize) -> bool {
    let at = form.telling.name_path();
    let Told::Name(name) = &own.told else {
        return false;
    };
    let mut names = pipe.named();
    at.is_some()
        && at == pipe.model.forms[other].telling.name_path()
        && !names.any(|(candidate, found)| candidate.form == other && found == name)
}

/// Whether a message of a form always lacks a mark of another.
fn excludes(variant: &VariantView, form: &Form, own: &Candidate, other: &Form) -> bool {
    other.telling.nodes.iter().any(|node| {
        let here = form.telling.at(&node.path);
        match (&node.test, here.map(|here| &here.test)) {
            (Test::Constant(expected), Some(Test::Constant(found))) => expected != found,
            (Test::Constant(expected), Some(Test::Name(_))) => match &own.told {
                Told::Name(name) => !is_name(expected, name),
                Told::Form | Told::Open => false,
            },
            (Test::Constant(_) | Test::Name(_), None) => {
                is_closed(variant, &form.template, &node.path)
            }
            (Test::Name(test), Some(Test::Constant(found))) => !test.kinds.has(found.kind()),
            (Test::Object | Test::List, Some(Test::Object | Test::List)) => {
                here.is_some_and(|here| here.test != node.test)
            }
            (Test::Absent, Some(Test::Constant(_) | Test::Name(_) | Test::Slot))
            | (Test::Object | Test::List, Some(Test::Constant(_) | Test::Name(_))) => true,
            _ => false,
        }
    })
}

fn is_name(expected: &Constant, name: &crate::model::WireName) -> bool {
    use crate::model::WireName;
    match (expected, name) {
        (Constant::Text(expected), WireName::Text(name)) => expected == name,
        (Constant::Bool(expected), WireName::Bool(name)) => expected == name,
        (Constant::Number(expected), WireName::Number(name)) => expected.total_cmp(name).is_eq(),
        _ => false,
    }
}

/// Whether nothing can stand at a path that the form does not mention: no spread brings keys there that are not known,
/// and no slot is around it.
fn is_closed(variant: &VariantView, template: &Template, path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        return true;
    };
    let (key, rest) = match rest.find('/') {
        Some(end) => (&rest[..end], &rest[end..]),
        None => (rest, ""),
    };
    match template {
        Template::Object(entries) => {
            let found = entries.iter().find_map(|entry| match entry {
                Entry::Member(name, inner) if escaped(name) == key => Some(inner),
                _ => None,
            });
            match found {
                Some(inner) => is_closed(variant, inner, rest),
                None => entries.iter().all(|entry| match entry {
                    Entry::Member(..) => true,
                    Entry::Spread(slot) => brings_not(variant, *slot),
                }),
            }
        }
        Template::List(items) => match key.parse::<usize>().ok().and_then(|at| items.get(at)) {
            Some(inner) => is_closed(variant, inner, rest),
            None => true,
        },
        Template::Slot(held) => variant.part(held.slot).is_none(),
        Template::Constant(_) | Template::Name(_) | Template::Absent => true,
    }
}

/// Whether what is spread has only keys that its type declares. Forms mention those.
fn brings_not(variant: &VariantView, slot: Slot) -> bool {
    variant.part(slot).is_none_or(|part| !part.looks_around)
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
