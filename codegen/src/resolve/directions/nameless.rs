//! Answers that do not say which request they are for, where several envelopes have some.

use crate::model::{Kind, PartType, Protocol};
use crate::resolve::Resolver;
use crate::resolve::directions::building::{Building, DraftForm};
use crate::resolve::directions::parts::DraftPart;
use crate::resolve::envelopes::Envelope;
use crate::resolve::places;
use crate::syntax::{Member, SlotNode, Template};

/// The envelope after which an answer is called, and what the answer brings.
type Group = (usize, Vec<DraftPart>);

impl<'a> Resolver<'a> {
    /// Keeps answers apart that bring values of different types to one slot: then each is that of an envelope.
    pub(super) fn part_envelopes(&self, building: &mut Building<'a>, protocol: &Protocol) {
        for kind in [Kind::Ok, Kind::Error] {
            let mut groups: Vec<Group> = Vec::new();
            let mut chosen: Vec<(usize, usize, usize)> = Vec::new();
            for (pipe, draft) in building.pipes.iter().enumerate() {
                for (place, used) in draft.uses.iter().enumerate() {
                    if used.variant.kind != kind || used.variant.message.is_some() {
                        continue;
                    }
                    let envelope = draft.forms[used.form].envelope;
                    let parts = self.parts_in(draft, used, protocol);
                    chosen.push((pipe, place, join(&mut groups, envelope, parts)));
                }
            }
            if groups.len() < 2 {
                continue;
            }
            for (pipe, place, group) in chosen {
                let used = &mut building.pipes[pipe].uses[place];
                used.variant.envelope = Some(groups[group].0);
            }
        }
    }
}

/// The place of the group in which parts have no other types; a group of their own where there is none.
fn join(groups: &mut Vec<Group>, envelope: usize, parts: Vec<DraftPart>) -> usize {
    let known = groups.iter().position(|(_, known)| agree(known, &parts));
    let Some(place) = known else {
        groups.push((envelope, parts));
        return groups.len() - 1;
    };
    let group = &mut groups[place].1;
    for part in parts {
        if find(group, &part).is_none() {
            group.push(part);
        }
    }
    place
}

fn find<'p>(parts: &'p [DraftPart], same: &DraftPart) -> Option<&'p DraftPart> {
    let mut parts = parts.iter();
    parts.find(|part| part.part.slot == same.part.slot)
}

fn agree(known: &[DraftPart], parts: &[DraftPart]) -> bool {
    parts.iter().all(|part| {
        find(known, part).is_none_or(|known| match (&known.part.ty, &part.part.ty) {
            (PartType::Typed(one), PartType::Typed(other)) => one.is_but_for_null(other),
            _ => true,
        })
    })
}

/// Whether two forms are one layout of answers without a name: the same stands at each place, and is of the same type.
pub(super) fn are_one(
    one: DraftForm<'_>,
    other: DraftForm<'_>,
    envelopes: &[Envelope<'_>],
    protocol: &Protocol,
) -> bool {
    let (first, second) = (one.written, other.written);
    let is_answer = first.kind.value.is_answer() && first.kind.value == second.kind.value;
    let same = |one_node: &SlotNode, other_node: &SlotNode| {
        let [one, other] = [one, other].map(|form| &envelopes[form.envelope]);
        let slots = [one.slot(&one_node.slot), other.slot(&other_node.slot)];
        slots[0] == slots[1]
            && (one_node.optional, one_node.nullable) == (other_node.optional, other_node.nullable)
            && one.slot_type(slots[0], protocol) == other.slot_type(slots[1], protocol)
            && one.has_type(slots[0]) == other.has_type(slots[1])
    };
    is_answer && !places::has_name(first) && are_same(&first.template, &second.template, &same)
}

fn are_same(
    one: &Template,
    other: &Template,
    same_slot: &impl Fn(&SlotNode, &SlotNode) -> bool,
) -> bool {
    match (one, other) {
        (Template::Constant(one), Template::Constant(other)) => one == other,
        (Template::Absent, Template::Absent) => true,
        (Template::Slot(one), Template::Slot(other)) => same_slot(one, other),
        (Template::List(one), Template::List(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| are_same(one, other, same_slot))
        }
        (Template::Object(one), Template::Object(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|pair| match pair {
                    (Member::Key(key, one), Member::Key(same, other)) => {
                        key.value == same.value && are_same(one, other, same_slot)
                    }
                    (Member::Spread(one), Member::Spread(other)) => same_slot(one, other),
                    _ => false,
                })
        }
        _ => false,
    }
}
