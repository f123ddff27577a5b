//! Directions: which messages and answers each has.

use std::collections::{HashMap, HashSet};

use crate::decodable;
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Candidate, Channel, Correlation, Direction, Form, Identifier, Kind, Message, MessageId,
    Outcome, Protocol, RoleId, Slot, Struct,
};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::forms::{model_form, plan, slot_of};
use crate::rules::{UNCORRELATED_ANSWERS, UNRESOLVED_ENVELOPE};
use crate::syntax::{self, Envelope, Section};

/// The messages from one role to another.
type Sent = HashMap<(RoleId, RoleId), Vec<MessageId>>;

impl<'a> Resolver<'a> {
    /// The directions of all channels.
    pub(super) fn directions(&mut self, protocol: &mut Protocol) {
        let mut sent = Sent::new();
        let messages = protocol.messages.iter().enumerate();
        for (index, message) in messages.filter(|(_, message)| message.answers.is_none()) {
            let ids = sent.entry((message.from, message.to)).or_default();
            ids.push(MessageId(index));
        }
        for index in 0..protocol.channels.len() {
            let channel = self.written_channels[index];
            let Some(envelope) = self.envelope(channel) else {
                continue;
            };
            for roles in both_ways(&protocol.channels[index]) {
                let direction = self.direction(protocol, index, roles, &sent, envelope);
                if !direction.candidates.is_empty() {
                    protocol.directions.push(direction);
                }
            }
            self.answers_are_joined(index, protocol, &sent, envelope);
        }
        self.type_names(protocol);
    }

    fn message_names(&mut self, protocol: &Protocol, direction: &Direction) {
        let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
        let what = format!("messages from {from} to {to}");
        let scope = Scope::new(&what, naming::BY_KEY);
        let mut scope = scope.reserving(&["Self", "Unknown", "Names"]);
        for candidate in &direction.candidates {
            let span = match candidate.message {
                Some(id) => protocol.message(id).span,
                None => direction.forms[candidate.form].span,
            };
            scope.take(&candidate.identifier, span, self.diagnostics);
        }
    }

    fn envelope(&mut self, channel: &'a syntax::Channel) -> Option<&'a Envelope> {
        let name = channel.envelope.as_ref()?;
        let envelopes = &self.document.envelopes;
        let found = envelopes
            .iter()
            .find(|envelope| envelope.name.value == name.value);
        if found.is_none() && !self.document.gaps.cover(Section::Envelopes, &name.value) {
            let names = envelopes
                .iter()
                .map(|envelope| envelope.name.value.as_str());
            let help = "declare it under `envelopes`";
            self.unresolved(UNRESOLVED_ENVELOPE, "envelope", name, names, help);
        }
        found
    }

    fn direction(
        &mut self,
        protocol: &Protocol,
        channel: usize,
        (from, to): (RoleId, RoleId),
        sent: &Sent,
        envelope: &'a Envelope,
    ) -> Direction {
        let (from_role, to_role) = (protocol.role(from), protocol.role(to));
        let name = format!("{}To{}", from_role.identifier.0, to_role.identifier.0);
        let mut building = Building::default();
        let messages = |roles| sent.get(&roles).into_iter().flatten().copied();
        for id in messages((from, to)) {
            self.sent(&mut building, id, protocol.message(id), envelope);
        }
        for id in messages((to, from)) {
            self.answered(&mut building, id, protocol, envelope);
        }
        let direction = Direction {
            identifier: Identifier(name),
            from,
            to,
            channel,
            plan: plan(&building.forms),
            forms: building.forms,
            candidates: building.candidates,
            undeclared: self.written_channels[channel].undeclared,
        };
        // Forms without a slot that they need look alike for that reason alone.
        if !building.lacks_slots {
            decodable::prove(protocol, &direction, self.diagnostics);
        }
        self.message_names(protocol, &direction);
        direction
    }

    fn sent(
        &mut self,
        building: &mut Building,
        id: MessageId,
        message: &Message,
        envelope: &'a Envelope,
    ) {
        let kind = match message.request {
            Some(_) => Kind::Request,
            None => Kind::Event,
        };
        let Some(written) = self.form(kind, message, envelope) else {
            return;
        };
        building.lacks_slots |= !self.require_slot(written, Slot::Name, message, envelope);
        if message.payload.is_some() {
            building.lacks_slots |= !self.require_slot(written, Slot::Payload, message, envelope);
        }
        building.add(written, Some(id), message.identifier.clone());
    }

    fn answered(
        &mut self,
        building: &mut Building,
        id: MessageId,
        protocol: &Protocol,
        envelope: &'a Envelope,
    ) {
        let message = protocol.message(id);
        let Some(request) = &message.request else {
            return;
        };
        if request.ok == Outcome::Never {
            return;
        }
        if let Some(form) = self.form(Kind::Ok, message, envelope) {
            self.answer_candidate(building, form, (id, request.ok_answer), protocol, envelope);
        }
        let described = !request.errors.is_empty();
        let mut forms = envelope.forms.iter();
        let form = forms.find(|form| form.kind.value == Kind::Error);
        match form {
            Some(form) => {
                if described {
                    building.lacks_slots |=
                        !self.require_slot(form, Slot::Error, message, envelope);
                }
                self.answer_candidate(building, form, (id, None), protocol, envelope);
            }
            None if described => {
                self.form(Kind::Error, message, envelope);
            }
            None => {}
        }
    }

    /// One answer of a request: as the message that the spec describes, else by the name of the request, else as one
    /// of those that do not say which request they are for.
    fn answer_candidate(
        &mut self,
        building: &mut Building,
        form: &syntax::Form,
        (request, described): (MessageId, Option<MessageId>),
        protocol: &Protocol,
        envelope: &Envelope,
    ) {
        let kind = form.kind.value;
        if let Some(id) = described {
            let answer = protocol.message(id);
            building.lacks_slots |= !self.require_slot(form, Slot::Name, answer, envelope);
            if answer.payload.is_some() {
                building.lacks_slots |= !self.require_slot(form, Slot::Payload, answer, envelope);
            }
            return building.add(form, Some(id), answer.identifier.clone());
        }
        let word = if kind == Kind::Ok { "Ok" } else { "Error" };
        if slot_of(form, Slot::Name).is_some() {
            let identifier = format!("{}{word}", protocol.message(request).identifier.0);
            building.add(form, Some(request), Identifier(identifier));
        } else if building.nameless.insert(kind) {
            building.add(form, None, Identifier(word.to_owned()));
        }
    }

    fn answers_are_joined(
        &mut self,
        index: usize,
        protocol: &Protocol,
        sent: &Sent,
        envelope: &Envelope,
    ) {
        let channel = &protocol.channels[index];
        let nameless = envelope.forms.iter().any(|form| {
            matches!(form.kind.value, Kind::Ok | Kind::Error) && slot_of(form, Slot::Name).is_none()
        });
        if channel.correlation == Some(Correlation::SingleFlight) || !nameless {
            return;
        }
        for roles in both_ways(channel) {
            let messages = sent.get(&roles).into_iter().flatten();
            let mut answered = messages
                .map(|id| protocol.message(*id))
                .filter(|message| is_answered(message));
            if let (Some(first), Some(second)) = (answered.next(), answered.next()) {
                self.uncorrelated(self.written_channels[index], first, second);
            }
        }
    }

    fn uncorrelated(&mut self, channel: &syntax::Channel, first: &Message, second: &Message) {
        self.diagnostics.push(
            Diagnostic::new(
                UNCORRELATED_ANSWERS,
                channel.name.span,
                format!(
                    "an answer on {} does not say which request it is for",
                    quoted(&channel.name.value)
                ),
            )
            .label("nothing joins answers to requests")
            .secondary(first.span, "answers to this request")
            .secondary(second.span, "and to this one look the same")
            .help("write `correlation: single-flight`: one request at a time"),
        );
    }

    fn type_names(&mut self, protocol: &Protocol) {
        let mut shared = Scope::of_types("types");
        for direction in &protocol.directions {
            let channel = self.written_channels[direction.channel];
            shared.take(&direction.identifier, channel.name.span, self.diagnostics);
        }
        let mut owned: HashMap<(RoleId, RoleId), Vec<&Struct>> = HashMap::new();
        for structure in &protocol.structs {
            match structure.owner {
                None => shared.take(&structure.identifier, structure.span, self.diagnostics),
                Some(roles) => owned.entry(roles).or_default().push(structure),
            }
        }
        for direction in &protocol.directions {
            let roles = (direction.from, direction.to);
            let structs = owned.get(&roles).into_iter().flatten();
            self.type_names_of(direction, structs.copied(), shared.clone(), protocol);
        }
    }

    fn type_names_of<'p>(
        &mut self,
        direction: &Direction,
        structs: impl Iterator<Item = &'p Struct>,
        mut scope: Scope<'_>,
        protocol: &Protocol,
    ) {
        for structure in structs {
            scope.take(&structure.identifier, structure.span, self.diagnostics);
        }
        for candidate in &direction.candidates {
            if let (Kind::Request, Some(id)) = (candidate.kind, candidate.message) {
                let message = protocol.message(id);
                let error = Identifier(format!("{}Error", message.identifier.0));
                scope.take(&error, message.span, self.diagnostics);
            }
        }
    }
}

/// A direction that is being put together.
#[derive(Default)]
struct Building {
    forms: Vec<Form>,
    candidates: Vec<Candidate>,
    /// The kinds of answers without a name, which stand for those of all requests.
    nameless: HashSet<Kind>,
    /// Whether a form lacks a slot that its messages need.
    lacks_slots: bool,
}

impl Building {
    fn add(&mut self, form: &syntax::Form, message: Option<MessageId>, identifier: Identifier) {
        let kind = form.kind.value;
        let place = self.forms.iter().position(|known| known.kind == kind);
        let place = place.unwrap_or_else(|| {
            self.forms.push(model_form(form));
            self.forms.len() - 1
        });
        self.candidates.push(Candidate {
            kind,
            identifier,
            message,
            form: place,
        });
    }
}

fn both_ways(channel: &Channel) -> [(RoleId, RoleId); 2] {
    let [one, other] = channel.between;
    [(one, other), (other, one)]
}

fn is_answered(message: &Message) -> bool {
    let request = message.request.as_ref();
    request.is_some_and(|request| request.ok != Outcome::Never)
}
