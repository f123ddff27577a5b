//! Answers that do not say which request they are for: whether each request has its own, and each envelope.

use trilogue_wire::telling::Constant;

use crate::model::{Kind, PartType, Protocol, Slot};
use crate::resolve::Resolver;
use crate::resolve::directions::building::{
    Building, Carried, DraftForm, DraftPipe, DraftTold, Use, VariantKey,
};
use crate::resolve::directions::parts::DraftPart;
use crate::resolve::envelopes::Envelope;
use crate::resolve::places;
use crate::syntax::{Member, SlotNode, Template};

/// Answers that one variant can be, since they bring the same.
struct Group {
    /// The place of the envelope after which they are called.
    envelope: usize,
    /// The place of the name that several requests share for it.
    called: Option<usize>,
    parts: Vec<DraftPart>,
}

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
                    let found = Group {
                        envelope,
                        called: used.variant.called,
                        parts,
                    };
                    chosen.push((pipe, place, join(&mut groups, found)));
                }
            }
            for (pipe, place, group) in chosen {
                let called = groups[group].called;
                if groups.iter().filter(|other| other.called == called).count() > 1 {
                    let used = &mut building.pipes[pipe].uses[place];
                    used.variant.envelope = Some(groups[group].envelope);
                }
            }
        }
    }
}

impl<'a> Building<'a> {
    /// Decides for each form of answers that do not say which request they are for whether each request has its own
    /// answer, and adds the one that stands for all.
    pub fn settle_nameless(&mut self, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        for pipe in &mut self.pipes {
            for place in 0..pipe.forms.len() {
                let same = |form: &DraftForm<'_>| form.is_part(pipe.forms[place]);
                // The parts of one form are settled together.
                if pipe.forms.iter().position(same) == Some(place) {
                    pipe.settle_nameless(place, protocol, envelopes);
                }
            }
        }
    }
}

impl<'a> DraftPipe<'a> {
    fn settle_nameless(&mut self, place: usize, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        let written = self.forms[place];
        let parts: Vec<usize> = (0..self.forms.len())
            .filter(|&other| self.forms[other].is_part(written))
            .collect();
        let is_open = |used: &&Use| parts.contains(&used.form) && used.told == DraftTold::Open;
        let open: Vec<&Use> = self.uses.iter().filter(is_open).collect();
        let Some(first) = open.first() else { return };
        let kind = first.variant.kind;
        let has_payload = places::slot_of(written.written, Slot::Payload).is_some();
        let carries = open
            .iter()
            .any(|used| matches!(used.payload, Carried::Payload(_)));
        let errors_differ = open.iter().any(|used| used.error != first.error);
        // Where there are several layouts, whoever answers has to choose the one of the request.
        let several = self.uses.iter().any(|used| {
            let is_nameless = used.told == DraftTold::Open || used.variant.message.is_none();
            let is_called = self.forms[used.form].called == written.called;
            used.variant.kind == kind && is_nameless && is_called && !parts.contains(&used.form)
        });
        let closed = |used: &Use| closed_errors(used, protocol);
        let lists_differ = open.iter().any(|used| closed(used) != closed(first));
        let is_called = written.called.is_some();
        let own = (has_payload && carries) || errors_differ || lists_differ || several || is_called;
        let error = if errors_differ {
            Some(envelopes[written.envelope].slot_type(Slot::Error, protocol))
        } else {
            first.error.clone()
        };
        if !own {
            self.uses
                .retain(|used| !parts.contains(&used.form) || used.told != DraftTold::Open);
        }
        for form in parts {
            self.uses.push(Use {
                variant: VariantKey {
                    called: written.called,
                    ..VariantKey::of(kind, None)
                },
                form,
                told: DraftTold::Form,
                payload: if carries {
                    Carried::Unread
                } else {
                    Carried::Nothing
                },
                error: error.clone(),
            });
        }
    }
}

/// The errors of the request that is answered, where there are no others.
fn closed_errors<'p>(used: &Use, protocol: &'p Protocol) -> Option<Vec<&'p Constant>> {
    let is_error = used.variant.kind == Kind::Error;
    let answer = protocol.message(used.variant.message.filter(|_| is_error)?);
    let request = answer.answers().map_or(answer, |id| protocol.message(id));
    let errors = &request.request()?.errors;
    let values = errors.known.iter().map(|error| &error.value);
    errors.closed.then(|| values.collect())
}

/// The place of the group in which parts have no other types; a group of their own where there is none.
fn join(groups: &mut Vec<Group>, found: Group) -> usize {
    let is_one = |known: &Group| known.called == found.called && agree(&known.parts, &found.parts);
    let Some(place) = groups.iter().position(is_one) else {
        groups.push(found);
        return groups.len() - 1;
    };
    let group = &mut groups[place].parts;
    for part in found.parts {
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

/// Whether two forms are one layout of answers: the same stands at each place, and is of the same type.
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
    let is_called = one.called == other.called;
    is_answer && is_called && are_same(&first.template, &second.template, &same)
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
        (
            Template::NameInText { prefix, suffix, .. },
            Template::NameInText {
                prefix: same_prefix,
                suffix: same_suffix,
                ..
            },
        ) => (prefix, suffix) == (same_prefix, same_suffix),
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
