//! Lists of one name that cannot be equally long: what telling sees of their lengths.

use std::borrow::Cow;
use std::collections::HashMap;

use trilogue_wire::Kinds;
use trilogue_wire::telling::Marks;

use crate::facts::{self, Lengths};
use crate::model::{Candidate, PartType, Protocol, Slot, Told, Variant, WireName};

/// Marks the lists of messages that have one name, where some cannot be as long as others: by the last item that one must
/// have, which is an own key against a list that ends before it.
pub(super) fn mark(candidates: &mut [Candidate], variants: &[Variant], protocol: &Protocol) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if let Told::Name(name) = &candidate.told {
            groups.entry(key(name)).or_default().push(place);
        }
    }
    for places in groups.into_values().filter(|places| places.len() > 1) {
        let lengths = |place: &usize| {
            let candidate = &candidates[*place];
            lengths_of(candidate, &variants[candidate.variant], protocol)
        };
        let lengths: Option<Vec<Lengths>> = places.iter().map(lengths).collect();
        let Some(lengths) = lengths else { continue };
        let marks = |index: usize| &candidates[places[index]].marks;
        let is_one_place = (1..places.len()).all(|index| marks(index).at == marks(0).at);
        let are_told = |one: usize, other: usize| {
            lengths[one].exclude(lengths[other]) && !differ(marks(one), marks(other))
        };
        let mut ones = 0..places.len();
        if is_one_place && ones.any(|one| (0..one).any(|other| are_told(one, other))) {
            for (place, own) in places.iter().zip(&lengths) {
                mark_one(&mut candidates[*place].marks, *own, &lengths);
            }
        }
    }
}

/// The lengths of the lists that a message carries; `None` if it may carry another thing.
fn lengths_of(candidate: &Candidate, variant: &Variant, protocol: &Protocol) -> Option<Lengths> {
    let part = variant.part(Slot::Payload)?;
    match &part.ty {
        PartType::Typed(ty) if candidate.marks.kinds == Kinds::LIST => {
            let lengths = facts::lengths(protocol, ty);
            // One that may be absent need not have any item.
            let least = if part.optional { 0 } else { lengths.least };
            Some(Lengths { least, ..lengths })
        }
        _ => None,
    }
}

/// Whether two lists have different constants at a place that both have.
fn differ(one: &Marks, other: &Marks) -> bool {
    one.constants.iter().any(|(place, constant)| {
        let mut constants = other.constants.iter();
        constants.any(|(same, opposite)| place == same && constant != opposite)
    })
}

/// Adds the last items that lists of the group must have: those that this one must have, and those that it can have.
fn mark_one(marks: &mut Marks, own: Lengths, all: &[Lengths]) {
    let mut last: Vec<usize> = all
        .iter()
        .filter_map(|lengths| lengths.least.checked_sub(1))
        .collect();
    last.sort_unstable();
    last.dedup();
    for place in last {
        let text: Cow<'static, str> = Cow::Owned(place.to_string());
        if place < own.least {
            marks.required.to_mut().push(text);
        } else if own.most.is_none_or(|most| place < most) && !marks.declared.contains(&text) {
            marks.declared.to_mut().push(text);
        }
    }
}

/// A name that can be looked up.
fn key(name: &WireName) -> String {
    match name {
        WireName::Text(text) => format!("\"{text}"),
        other => other.text().into_owned(),
    }
}
