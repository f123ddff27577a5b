//! Which messages are written by one function: those of one form that differ in their name and payload alone.

use std::collections::HashMap;

use super::encoders::reading;
use super::module::Module;
use super::places::slots;
use super::route::Route;
use super::variants::{is_bound, property};
use crate::model::{Candidate, Slot, Template, Told};

/// By what the messages of a group differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// There is but one.
    None,
    /// By name.
    Name,
    /// By the key in the spec, since their names are chosen at run time.
    Bound,
    /// By the request that they answer.
    Answers,
}

/// Messages that share a layout: two kinds may be written alike.
pub struct Group<'p> {
    /// The layout.
    pub template: &'p Template,
    /// By what they differ.
    pub key: Key,
    /// The messages.
    pub candidates: Vec<&'p Candidate>,
}

/// The slots that each message fills in its own way.
pub const VARYING: [Slot; 5] = [
    Slot::Payload,
    Slot::Options,
    Slot::Old,
    Slot::New,
    Slot::Error,
];

impl Group<'_> {
    /// The tests that say that the form has a place for what is brought, and nothing is missing that another form of the
    /// same message does without.
    pub fn fitting(&self, route: &Route<'_>) -> Vec<String> {
        let candidate = self.candidates[0];
        let name = route.name_literal(candidate);
        let others: Vec<&Candidate> = route
            .pipe
            .candidates
            .iter()
            .filter(|other| !std::ptr::eq(*other, candidate) && other.variant == candidate.variant)
            .filter(|other| route.name_literal(other) == name)
            .collect();
        let mut tests = Vec::new();
        let has = slots(self.template);
        for part in &route.variant(candidate).parts {
            let is_elsewhere =
                |other: &&Candidate| slots(route.template(other)).contains(&part.slot);
            let here = has.contains(&part.slot);
            let (operator, differs) = if here {
                ("!==", others.iter().any(|other| !is_elsewhere(other)))
            } else {
                ("===", others.iter().any(is_elsewhere))
            };
            if differs && part.slot != Slot::Name && part.optional {
                tests.push(format!("message.{} {operator} undefined", property(part)));
            }
        }
        tests
    }
}

/// The groups of a pipe.
pub fn groups<'p>(module: &mut Module<'_>, route: &Route<'p>) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    let by_kind = kinds_share_names(route);
    for (place, candidate) in route.pipe.candidates.iter().enumerate() {
        let template = route.template(candidate);
        let earlier = &route.pipe.candidates[..place];
        if earlier.iter().any(|other| is_same(route, other, candidate)) {
            continue;
        }
        let key = key(module, route, candidate);
        let is_alike = |group: &Group<'p>, module: &mut Module<'_>| {
            let kind = |candidate| route.variant(candidate).kind;
            key != Key::None
                && group.key == key
                && (!by_kind || kind(group.candidates[0]) == kind(candidate))
                && group.template == template
                && fixed(module, route, group.candidates[0]) == fixed(module, route, candidate)
        };
        let mut place = None;
        for (index, group) in groups.iter().enumerate() {
            if place.is_none() && is_alike(group, module) {
                place = Some(index);
            }
        }
        match place {
            Some(index) => groups[index].candidates.push(candidate),
            None => groups.push(Group {
                template,
                key,
                candidates: vec![candidate],
            }),
        }
    }
    groups
}

/// Whether messages of two kinds have one name, which then does not say how they are written.
fn kinds_share_names(route: &Route<'_>) -> bool {
    let mut known = HashMap::new();
    let mut candidates = route.pipe.candidates.iter();
    candidates.any(|candidate| {
        let name = (route.template(candidate), route.name_literal(candidate));
        let name = format!("{name:?}");
        let kind = route.variant(candidate).kind;
        matches!(candidate.told, Told::Name(_)) && *known.entry(name).or_insert(kind) != kind
    })
}

/// Whether two candidates are one message in one envelope that bring the same.
fn is_same(route: &Route<'_>, one: &Candidate, other: &Candidate) -> bool {
    let brought = |candidate: &Candidate| {
        let mut slots = slots(route.template(candidate));
        slots.sort_by_key(|slot| format!("{slot:?}"));
        slots
    };
    one.variant == other.variant
        && route.name_literal(one) == route.name_literal(other)
        && route.envelope(one) == route.envelope(other)
        && brought(one) == brought(other)
}

fn key(module: &mut Module<'_>, route: &Route<'_>, candidate: &Candidate) -> Key {
    let variant = route.variant(candidate);
    let face = route.face(candidate);
    let is_repeated = route
        .pipe
        .candidates
        .iter()
        .filter(|other| other.variant == candidate.variant)
        .filter(|other| route.name_literal(other) == route.name_literal(candidate))
        .count()
        > 1;
    if face.layout.is_some() || is_repeated || !varies_alike(module, route, candidate) {
        return Key::None;
    }
    match candidate.told {
        Told::Name(_) if is_bound(variant) => Key::Bound,
        Told::Name(_) => Key::Name,
        Told::Form | Told::Open if face.answers.is_some() => Key::Answers,
        Told::Form | Told::Open => Key::None,
    }
}

/// Whether all slots that vary are filled alike, so that one function writes them.
fn varies_alike(module: &mut Module<'_>, route: &Route<'_>, candidate: &Candidate) -> bool {
    let variant = route.variant(candidate);
    let has = slots(route.template(candidate));
    let mut seen: Option<String> = None;
    for part in &variant.parts {
        if !VARYING.contains(&part.slot) || !has.contains(&part.slot) {
            continue;
        }
        let written = print(&reading(module, route, candidate, part));
        match &seen {
            Some(other) if *other != written => return false,
            _ => seen = Some(written),
        }
    }
    true
}

/// How the slots are filled that all messages of a group fill alike.
fn fixed(module: &mut Module<'_>, route: &Route<'_>, candidate: &Candidate) -> Vec<String> {
    let has = slots(route.template(candidate));
    let mut filled = Vec::new();
    for part in &route.variant(candidate).parts {
        if VARYING.contains(&part.slot) || part.slot == Slot::Name || !has.contains(&part.slot) {
            continue;
        }
        let written = print(&reading(module, route, candidate, part));
        filled.push(format!("{:?} {written}", part.slot));
    }
    filled.sort();
    filled
}

fn print((read, writer): &(Option<super::layout::Doc>, super::layout::Doc)) -> String {
    let read = read.as_ref().map(super::layout::Doc::print);
    format!("{} {}", read.unwrap_or_default(), writer.print())
}
