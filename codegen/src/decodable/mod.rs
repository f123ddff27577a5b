//! The proof that every pipe can be told apart, for every pair of its candidates.
//!
//! Forms are compared first, since a form has many messages: most pairs of forms are apart whatever their messages are,
//! or by their names alone, and then only messages of one name are compared.

mod apart;
mod conflict;
mod skeleton;

use std::collections::HashMap;

use trilogue_wire::Kinds;

pub(crate) use apart::{Side, differ, told_apart};
pub use conflict::{Conflict, report};

use crate::decodable::apart::{Apart, are_apart};
use crate::diagnostic::quoted;
use crate::facts;
use crate::model::{
    Candidate, Direction, Kind, MessageId, Part, PartType, Pipe, Protocol, Slot, Template, Told,
    Variant, WireName,
};
use crate::source::Span;

/// Every pair of messages of a direction that one wire message could be both of, for each pipe.
pub fn prove(protocol: &Protocol, direction: &Direction) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for pipe in &direction.pipes {
        let proof = Proof {
            protocol,
            direction,
            pipe,
        };
        let pairs = proof.conflicts().into_iter();
        conflicts.extend(pairs.map(|(first, second)| proof.conflict_of(first, second)));
    }
    conflicts
}

struct Proof<'p> {
    protocol: &'p Protocol,
    direction: &'p Direction,
    pipe: &'p Pipe,
}

type Pair<'p> = (&'p Candidate, &'p Candidate);

impl<'p> Proof<'p> {
    fn conflicts(&self) -> Vec<Pair<'p>> {
        let forms = &self.pipe.forms;
        let by_form: Vec<Vec<&'p Candidate>> = (0..forms.len())
            .map(|form| {
                let candidates = self.pipe.candidates.iter();
                candidates
                    .filter(|candidate| candidate.form == form)
                    .collect()
            })
            .collect();
        let mut conflicts = Vec::new();
        for first in 0..forms.len() {
            conflicts.extend(self.within(&by_form[first]));
            for second in first + 1..forms.len() {
                let pair = (&by_form[first][..], &by_form[second][..]);
                match apart::forms_apart(&forms[first], &forms[second], self.pipe.name_outside) {
                    Apart::Always => {}
                    Apart::ByName => conflicts.extend(self.same_name(pair)),
                    Apart::NameIsNot(constant) => conflicts.extend(Self::called(pair, &constant)),
                    Apart::Never => conflicts.extend(self.any(pair)),
                }
            }
        }
        conflicts
    }

    /// The candidates of one form that are not apart.
    fn within(&self, candidates: &[&'p Candidate]) -> Vec<Pair<'p>> {
        let mut known: HashMap<NameKey, Vec<&Candidate>> = HashMap::new();
        let mut pairs = Vec::new();
        for candidate in candidates {
            let earlier = known.entry(name_key(candidate)).or_default();
            let rival = earlier
                .iter()
                .find(|earlier| self.conflict(earlier, candidate));
            pairs.extend(rival.map(|rival| (*rival, *candidate)));
            earlier.push(candidate);
        }
        pairs
    }

    /// The candidates of two forms that have the same name, and nothing else that tells them apart.
    fn same_name(&self, (first, second): (&[&'p Candidate], &[&'p Candidate])) -> Vec<Pair<'p>> {
        let mut known: HashMap<NameKey, Vec<&Candidate>> = HashMap::new();
        for candidate in first {
            known
                .entry(name_key(candidate))
                .or_default()
                .push(candidate);
        }
        let mut pairs = Vec::new();
        for candidate in second {
            let earlier = known.get(&name_key(candidate)).into_iter().flatten();
            let mut rivals = earlier.filter(|earlier| self.conflict(earlier, candidate));
            pairs.extend(rivals.next().map(|rival| (*rival, *candidate)));
        }
        pairs
    }

    /// The candidates of either form whose name is the constant that the other has in its place.
    fn called(
        (first, second): (&[&'p Candidate], &[&'p Candidate]),
        constant: &WireName,
    ) -> Option<Pair<'p>> {
        let of_that_name = |candidates: &[&'p Candidate]| {
            let mut candidates = candidates.iter().copied();
            candidates.find(|candidate| name(candidate) == Some(constant))
        };
        let any = |candidates: &[&'p Candidate]| candidates.first().copied();
        of_that_name(first)
            .zip(any(second))
            .or_else(|| any(first).zip(of_that_name(second)))
    }

    fn any(&self, (first, second): (&[&'p Candidate], &[&'p Candidate])) -> Option<Pair<'p>> {
        first.iter().find_map(|one| {
            let mut others = second.iter().copied();
            let rival = others.find(|other| self.conflict(one, other))?;
            Some((*one, rival))
        })
    }

    fn variant(&self, candidate: &Candidate) -> &'p Variant {
        &self.direction.variants[candidate.variant]
    }

    /// Whether one wire message could be both.
    fn conflict(&self, one: &Candidate, other: &Candidate) -> bool {
        if self.are_of_different_requests(one, other) {
            return false;
        }
        let payload = |candidate: &Candidate| self.variant(candidate).part(Slot::Payload);
        let needs_payload = |candidate: &Candidate| {
            let form = &self.pipe.forms[candidate.form];
            let carrier = match (&form.template, form.kind) {
                (Template::Slot(used), _) if !used.slot.is_payload() => used.slot,
                (_, Kind::Error) => Slot::Error,
                _ => Slot::Payload,
            };
            let part = self.variant(candidate).part(carrier);
            part.is_some_and(|part| !part.optional)
        };
        let is_open = |candidate: &Candidate| {
            payload(candidate).is_some_and(|part| match &part.ty {
                PartType::Typed(ty) => facts::has_any_key(self.protocol, ty),
                PartType::Unread => false,
            })
        };
        let sides = [one, other].map(|candidate| Side {
            form: &self.pipe.forms[candidate.form],
            marks: &candidate.marks,
            needs_payload: needs_payload(candidate),
            is_open: is_open(candidate),
        });
        !are_apart(&sides[0], &sides[1])
    }

    /// Whether both are answers without a name, and what is open decides which they are.
    fn are_of_different_requests(&self, one: &Candidate, other: &Candidate) -> bool {
        let nameless = |candidate: &Candidate| {
            self.variant(candidate).kind.is_answer() && !matches!(candidate.told, Told::Name(_))
        };
        if !nameless(one) || !nameless(other) {
            return false;
        }
        match (self.request(one), self.request(other)) {
            (Some(one), Some(other)) => one != other,
            // One that stands for all answers of its form: that form is of other requests if its envelope is another,
            // and has nothing to prove where each request has its own.
            _ => {
                let form = |candidate: &Candidate| &self.pipe.forms[candidate.form];
                !form(one).serves(&form(other).envelope)
                    || one.variant == other.variant
                    || self.has_own(one)
                    || self.has_own(other)
            }
        }
    }

    /// Whether a candidate stands for all answers of its form, and each request has its own.
    fn has_own(&self, candidate: &Candidate) -> bool {
        let mut candidates = self.pipe.candidates.iter();
        candidate.told == Told::Form
            && candidates.any(|own| own.form == candidate.form && own.told == Told::Open)
    }

    fn request(&self, candidate: &Candidate) -> Option<MessageId> {
        let id = self.variant(candidate).message?;
        Some(self.protocol.message(id).answers().unwrap_or(id))
    }

    fn conflict_of(&self, first: &Candidate, second: &Candidate) -> Conflict {
        let side = |candidate: &Candidate| (self.span(candidate), self.called_in_text(candidate));
        Conflict {
            first: side(first),
            second: side(second),
            roles: (self.direction.from, self.direction.to),
            channels: self.pipe.channels.clone(),
            skeleton: skeleton::of_both(
                (&self.pipe.forms[first.form], first),
                (&self.pipe.forms[second.form], second),
                self.least(first, second),
            ),
            way_out: self.way_out(first, second),
        }
    }

    /// How to tell two candidates apart that look the same.
    fn way_out(&self, first: &Candidate, second: &Candidate) -> &'static str {
        if self.share_a_name(first, second) && !self.pipe.name_outside {
            "give them different names, or join answers to their requests: with an `$id` that both must have, or with `correlation: single-flight`, one request at a time"
        } else if self.are_lists(first, second) {
            "give them different names, or constants that differ at one place of their forms or lists; where the first item says what a message is, it is the name: `params: [$name, $args]`"
        } else {
            "give them different names, or constants that differ at one place of their forms"
        }
    }

    /// Whether both answer some request, each another, by one name.
    fn share_a_name(&self, first: &Candidate, second: &Candidate) -> bool {
        let answered = |candidate: &Candidate| {
            let is_answer = self.variant(candidate).kind.is_answer();
            self.request(candidate).filter(|_| is_answer)
        };
        let requests = answered(first).zip(answered(second));
        let is_called = name(first).is_some() && name(first) == name(second);
        is_called && requests.is_some_and(|(one, other)| one != other)
    }

    /// How many items lists must have that are of both candidates; 0 if not both are lists.
    fn least(&self, first: &Candidate, second: &Candidate) -> usize {
        let least = |candidate: &Candidate| match self.variant(candidate).part(Slot::Payload) {
            Some(Part {
                ty: PartType::Typed(ty),
                optional: false,
                ..
            }) => facts::lengths(self.protocol, ty).least,
            _ => 0,
        };
        if self.are_lists(first, second) {
            least(first).max(least(second))
        } else {
            0
        }
    }

    /// Whether both carry lists, such as arguments.
    fn are_lists(&self, first: &Candidate, second: &Candidate) -> bool {
        [first, second].iter().all(|candidate| {
            let payload = self.variant(candidate).part(Slot::Payload);
            payload.is_some() && candidate.marks.kinds == Kinds::LIST
        })
    }

    fn span(&self, candidate: &Candidate) -> Span {
        match self.variant(candidate).message {
            Some(id) => self.protocol.message(id).span,
            None => self.pipe.forms[candidate.form].span,
        }
    }

    fn called_in_text(&self, candidate: &Candidate) -> String {
        called(self.protocol, self.variant(candidate), name(candidate))
    }
}

/// What mistakes call a message: its kind and its name, which is `name` where one stands on the wire.
pub fn called(protocol: &Protocol, variant: &Variant, name: Option<&WireName>) -> String {
    let kind = match variant.kind {
        Kind::Ok => "the ok answer",
        Kind::Error => "the error answer",
        Kind::Changed => "the change of",
        Kind::Watch => "the watch of",
        Kind::Get => "the wish for",
        Kind::Subscribe => "the subscription to",
        Kind::Unsubscribe => "the end of the subscription to",
        kind => kind.word(),
    };
    let own = variant.message.map(|id| &protocol.message(id).name);
    match name.or(own) {
        Some(name) => format!("{kind} {}", quoted(&name.text())),
        None => kind.to_owned(),
    }
}

/// A name that can be looked up; candidates without one have one key.
type NameKey = Option<(u8, String)>;

fn name_key(candidate: &Candidate) -> NameKey {
    let name = name(candidate)?;
    let kind = match name {
        WireName::Text(_) => 0,
        WireName::Number(_) => 1,
        WireName::Bool(_) => 2,
    };
    Some((kind, name.text().into_owned()))
}

fn name(candidate: &Candidate) -> Option<&WireName> {
    match &candidate.told {
        Told::Name(name) => Some(name),
        Told::Form | Told::Open => None,
    }
}
