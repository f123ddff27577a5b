//! Directions: which messages and answers each has, through which pipes, and in which layouts.

pub(super) mod building;
mod errors;
pub(super) mod fields;
mod flow;
mod joining;
pub(super) mod keys;
mod lengths;
mod nameless;
mod parts;
mod plan;
mod scopes;
pub(in crate::resolve) mod secrets;
mod shared_names;
mod telling;

use crate::decodable::{self, Conflict};
use crate::model::{Direction, Identifier, MessageRole, Pipe, Protocol, RoleId, Undeclared};
use crate::resolve::Resolver;
use crate::resolve::directions::building::{Building, DraftPipe};

/// A sender and a receiver.
type Roles = (RoleId, RoleId);

impl<'a> Resolver<'a> {
    /// The directions of all channels.
    pub(super) fn directions(&mut self, protocol: &mut Protocol) {
        for place in 0..protocol.channels.len() {
            let between = protocol.channels[place].between;
            self.check_directions_of(place, between);
        }
        self.check_repeated_slots(protocol);
        let mut conflicts = Vec::new();
        for roles in directions_of(protocol) {
            if let Some(direction) = self.direction(protocol, roles, &mut conflicts) {
                protocol.directions.push(direction);
            }
        }
        let directions = protocol.directions.iter();
        let lists: Vec<_> = directions
            .map(|direction| errors::lists(protocol, direction))
            .collect();
        for (direction, lists) in protocol.directions.iter_mut().zip(lists) {
            direction.errors = lists;
        }
        decodable::report(protocol, conflicts, self.diagnostics);
        for direction in &protocol.directions {
            self.message_names(protocol, direction);
        }
        for (id, words) in std::mem::take(&mut self.correlations) {
            if let MessageRole::Request(request) = &mut protocol.messages[id.0].role
                && request.correlation.is_empty()
            {
                request.correlation = words;
            }
        }
        self.report_missing_fields();
        self.report_missing_forms(protocol);
        self.type_names(protocol);
        self.forbid_exposed_secrets(protocol);
    }

    fn direction(
        &mut self,
        protocol: &Protocol,
        (from, to): Roles,
        conflicts: &mut Vec<Conflict>,
    ) -> Option<Direction> {
        let mut building = Building::default();
        for channel in 0..protocol.channels.len() {
            let [one, other] = protocol.channels[channel].between;
            if (one, other) == (from, to) || (other, one) == (from, to) {
                self.flow(&mut building, channel, (from, to), protocol);
            }
        }
        if building.is_empty() {
            return None;
        }
        self.join_answers(&building, protocol);
        building.part_payloads(protocol, &self.envelopes);
        building.part_shared_names(protocol, &self.envelopes);
        building.settle_nameless(protocol, &self.envelopes);
        self.part_envelopes(&mut building, protocol);
        let variants = self.variants(&building, protocol);
        let [from_role, to_role] = [from, to].map(|role| protocol.role(role));
        let name = format!("{}To{}", from_role.identifier.0, to_role.identifier.0);
        let lacks_slots = building.lacks_slots;
        let mut pipes = Vec::with_capacity(building.pipes.len());
        for draft in &building.pipes {
            pipes.push(self.pipe(draft, &variants, protocol));
        }
        let direction = Direction {
            identifier: Identifier(name),
            from,
            to,
            variants,
            pipes,
            errors: Vec::new(),
        };
        // Forms without a slot that they need look alike for that reason alone.
        if !lacks_slots {
            conflicts.extend(decodable::prove(protocol, &direction));
        }
        Some(direction)
    }

    fn pipe(
        &mut self,
        draft: &DraftPipe<'a>,
        variants: &[crate::model::Variant],
        protocol: &Protocol,
    ) -> Pipe {
        let forms: Vec<_> = (0..draft.forms.len())
            .map(|place| telling::form(draft, place, &self.envelopes, protocol))
            .collect();
        let mut candidates =
            telling::candidates(draft, &forms, variants, &self.envelopes, protocol);
        lengths::mark(&mut candidates, variants, protocol);
        let plan = plan::plan(draft.outside, &forms, &candidates);
        Pipe {
            channels: draft.channels.clone(),
            encoding: draft.encoding,
            name_outside: draft.outside,
            undeclared: self.undeclared_of(&draft.channels),
            plan,
            forms,
            candidates,
        }
    }

    /// What becomes of undeclared names on the channels of a pipe, which must agree.
    fn undeclared_of(&mut self, channels: &[usize]) -> Undeclared {
        let Some((&first, rest)) = channels.split_first() else {
            return Undeclared::Keep;
        };
        for &other in rest {
            if self.undeclared[other] != self.undeclared[first] {
                self.conflicting_channels(first, other);
            }
        }
        self.undeclared[first].clone()
    }
}

/// Each ordered pair of roles that a channel joins, in the order of the channels.
fn directions_of(protocol: &Protocol) -> Vec<Roles> {
    let mut found = Vec::new();
    for channel in &protocol.channels {
        let [one, other] = channel.between;
        for roles in [(one, other), (other, one)] {
            if !found.contains(&roles) {
                found.push(roles);
            }
        }
    }
    found
}
