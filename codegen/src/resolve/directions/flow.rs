//! What travels through a channel in a direction, and which forms it takes.

use crate::model::{
    Encoding, Kind, Message, MessageId, MessageRole, Outcome, Protocol, Slot, Type, WireName,
};
use crate::resolve::Resolver;
use crate::resolve::directions::Roles;
use crate::resolve::directions::building::{
    Building, Carried, DraftForm, DraftTold, Joined, JoinedBy, Unjoined, Use, VariantKey, Way,
};
use crate::resolve::places;
use crate::syntax;

/// An answer to a request, to a wish for a property, or to a subscription.
struct Asked {
    /// The message that asks.
    id: MessageId,
    /// How it asks.
    kind: Kind,
    /// The described answers.
    ok: Option<MessageId>,
    error: Option<MessageId>,
    /// What success brings.
    outcome: Outcome,
    /// Whether the spec says which errors there are.
    has_errors: bool,
}

impl<'a> Resolver<'a> {
    /// Adds what travels through a channel in a direction.
    pub(super) fn flow(
        &mut self,
        building: &mut Building<'a>,
        channel: usize,
        roles: Roles,
        protocol: &Protocol,
    ) {
        for index in 0..protocol.messages.len() {
            let id = MessageId(index);
            for &kind in opened_by(protocol.message(id), roles) {
                self.opening(building, channel, roles, (kind, id), protocol);
            }
        }
        for index in 0..protocol.messages.len() {
            if let Some(asked) = asked(MessageId(index), roles, protocol) {
                self.answered(building, channel, roles, &asked, protocol);
            }
        }
    }

    /// Whether a message goes through a channel.
    fn serves(&self, channel: usize, id: MessageId) -> bool {
        let route = &self.routes[id.0];
        route
            .channels
            .as_ref()
            .is_none_or(|channels| channels.contains(&channel))
    }

    /// A message that opens an exchange, or needs no answer.
    fn opening(
        &mut self,
        building: &mut Building<'a>,
        channel: usize,
        roles: Roles,
        (kind, id): (Kind, MessageId),
        protocol: &Protocol,
    ) {
        if !self.serves(channel, id) {
            return;
        }
        let message = protocol.message(id);
        let Some((mut form, asked_for)) = self.taken(channel, roles, kind, id, protocol) else {
            return;
        };
        let nameless = asked_for && matches!(kind, Kind::Event | Kind::Request);
        let way = self.way(channel, roles, form, protocol);
        let has_name = places::has_name(form.written) || way.outside;
        if !has_name && !nameless {
            building.lacks_slots |= !self.require_slot(form, Slot::Name, message);
        }
        let mut payload = Carried::Nothing;
        if matches!(kind, Kind::Event | Kind::Request) {
            if let Some(carried) = &message.payload {
                building.lacks_slots |= !self.require_payload(form, carried, message, protocol);
                payload = Carried::Payload(carried.clone());
            } else if self.routes[id.0].no_arguments {
                building.lacks_slots |= !self.require_slot(form, Slot::Arguments, message);
                form.no_arguments = true;
            } else {
                building.lacks_slots |= !self.allow_no_payload(form, message);
            }
        }
        let told = if has_name {
            named(form.written, message.name.clone())
        } else {
            DraftTold::Form
        };
        let words = &self.envelopes[form.envelope].written.correlation;
        if let (Kind::Request, Some(words)) = (kind, words) {
            self.correlations.entry(id).or_insert_with(|| words.clone());
        }
        let (pipe, place) = building.place(way, form, (&self.envelopes, protocol));
        building.add(
            pipe,
            Use {
                variant: VariantKey::of(kind, Some(id)),
                form: place,
                told,
                payload,
                error: None,
            },
        );
    }

    /// The answers of a message on a channel.
    fn answered(
        &mut self,
        building: &mut Building<'a>,
        channel: usize,
        (from, to): Roles,
        asked: &Asked,
        protocol: &Protocol,
    ) {
        if !self.serves(channel, asked.id) {
            return;
        }
        let taken = self.taken(channel, (to, from), asked.kind, asked.id, protocol);
        let Some((asking, _)) = taken else { return };
        let forms = self.answer_forms(channel, (from, to), asking.envelope);
        if asked.outcome != Outcome::Never {
            let form = forms.and_then(|envelope| self.form_of(envelope, Kind::Ok));
            match form {
                Some(form) => {
                    self.answer_form(building, channel, (from, to), (form, asked), protocol);
                }
                None => self.missing_form(Kind::Ok, asked.id, asking.envelope, protocol),
            }
        }
        let form = forms.and_then(|envelope| self.form_of(envelope, Kind::Error));
        match form {
            Some(form) if asked.outcome != Outcome::Never || asked.has_errors => {
                self.answer_form(building, channel, (from, to), (form, asked), protocol);
            }
            None if asked.has_errors => {
                self.missing_form(Kind::Error, asked.id, asking.envelope, protocol);
            }
            _ => {}
        }
    }

    /// One answer: by its own name, else by that of the request, else as one that does not say which request it is for.
    fn answer_form(
        &mut self,
        building: &mut Building<'a>,
        channel: usize,
        roles: Roles,
        (form, asked): (DraftForm<'a>, &Asked),
        protocol: &Protocol,
    ) {
        let kind = form.written.kind.value;
        let described = if kind == Kind::Ok {
            asked.ok
        } else {
            asked.error
        };
        let request = protocol.message(asked.id);
        let answer = described.map(|id| protocol.message(id));
        let way = self.way(channel, roles, form, protocol);
        let has_name = places::has_name(form.written) || way.outside;
        let own_name = answer.is_some_and(|answer| answer.name != request.name);
        if own_name && !has_name {
            let answer = answer.unwrap_or(request);
            building.lacks_slots |= !self.require_slot(form, Slot::Name, answer);
        }
        let payload = self.answer_payload(building, form, (request, answer), asked, protocol);
        let told = match answer {
            Some(answer) if own_name && has_name => DraftTold::Name {
                name: answer.name.clone(),
                whole: true,
            },
            _ if has_name => named(form.written, request.name.clone()),
            _ => DraftTold::Open,
        };
        let error = (kind == Kind::Error).then(|| self.error_type(form, answer, protocol));
        let words = self.words(channel, form, asked.id, protocol);
        let brought = error.as_ref().or(payload.ty());
        let joining = self.joining_words(words, form, (request, brought), protocol);
        let (pipe, place) = building.place(way, form, (&self.envelopes, protocol));
        let is_joined = Self::is_joined(way.transport, form, &joining.words);
        let is_open = told == DraftTold::Open;
        if is_open && !is_joined && !joining.is_mistaken {
            building.unjoined.push(Unjoined {
                channel,
                request: asked.id,
                lacking: joining.lacking,
            });
        }
        let draft = &mut building.pipes[pipe];
        draft.joins.push(Joined {
            // The same form of another envelope may stand for it.
            form: draft.forms[place].written,
            request: asked.id,
            words: joining.words,
            by_any: is_joined,
            told: if is_open {
                JoinedBy::Open(None)
            } else {
                JoinedBy::Name
            },
        });
        building.add(
            pipe,
            Use {
                variant: VariantKey::of(kind, Some(described.unwrap_or(asked.id))),
                form: place,
                told,
                payload,
                error,
            },
        );
    }

    /// What an answer of success carries.
    fn answer_payload(
        &mut self,
        building: &mut Building<'a>,
        form: DraftForm<'a>,
        (request, answer): (&Message, Option<&Message>),
        asked: &Asked,
        protocol: &Protocol,
    ) -> Carried {
        if form.written.kind.value == Kind::Error {
            if asked.has_errors && places::slot_of(form.written, Slot::Code).is_none() {
                let found = self.require_slot(form, Slot::Error, request);
                building.lacks_slots |= !found;
            }
            return Carried::Nothing;
        }
        let payload = match asked.kind {
            Kind::Get => request.payload.as_ref(),
            _ => answer.and_then(|answer| answer.payload.as_ref()),
        };
        let Some(payload) = payload else {
            building.lacks_slots |= !self.allow_no_payload(form, request);
            return Carried::Nothing;
        };
        let message = answer.unwrap_or(request);
        building.lacks_slots |= !self.require_payload(form, payload, message, protocol);
        Carried::Payload(payload.clone())
    }

    fn error_type(
        &self,
        form: DraftForm<'a>,
        answer: Option<&Message>,
        protocol: &Protocol,
    ) -> Type {
        let described = answer.and_then(|answer| answer.payload.as_ref());
        match described {
            Some(payload) => payload.ty.clone(),
            None => self.envelopes[form.envelope].slot_type(Slot::Error, protocol),
        }
    }

    /// The way that a form takes on a channel.
    fn way(
        &self,
        channel: usize,
        (from, to): Roles,
        form: DraftForm<'a>,
        protocol: &Protocol,
    ) -> Way {
        let written = self.written_channels[channel];
        let encoding = written.encoding.iter().find(|entry| {
            entry.roles.as_ref().is_none_or(|roles| {
                let [one, other] = roles
                    .each_ref()
                    .map(|role| self.roles.get(role.value.as_str()).copied());
                one == Some(from) && other == Some(to)
            })
        });
        let envelope = self.envelopes[form.envelope].written;
        Way {
            channel,
            transport: protocol.channels[channel].transport,
            encoding: encoding.map_or(Encoding::Value, |entry| entry.value),
            outside: envelope.outside.is_some() && !places::has_name(form.written),
        }
    }
}

fn named(form: &syntax::Form, name: WireName) -> DraftTold {
    DraftTold::Name {
        whole: !places::has_name_in_text(form),
        name,
    }
}

/// The kinds in which a message travels in a direction and opens an exchange, or needs no answer.
fn opened_by(message: &Message, roles: Roles) -> &'static [Kind] {
    let forth = (message.from, message.to) == roles;
    let back = (message.to, message.from) == roles;
    match &message.role {
        MessageRole::Event { .. } if forth => &[Kind::Event],
        MessageRole::Event {
            subscription: Some(_),
        } if back => &[Kind::Subscribe, Kind::Unsubscribe],
        MessageRole::Request(_) if forth => &[Kind::Request],
        MessageRole::Property if forth => &[Kind::Changed],
        MessageRole::Property if back => &[Kind::Watch, Kind::Get],
        _ => &[],
    }
}

/// What is answered in a direction.
fn asked(id: MessageId, roles: Roles, protocol: &Protocol) -> Option<Asked> {
    let message = protocol.message(id);
    let forth = (message.from, message.to) == roles;
    let back = (message.to, message.from) == roles;
    let asked = Asked {
        id,
        kind: Kind::Request,
        ok: None,
        error: None,
        outcome: Outcome::Payload,
        has_errors: false,
    };
    match &message.role {
        MessageRole::Request(request) if back => Some(Asked {
            ok: request.ok_answer,
            error: request.error_answer,
            outcome: request.ok,
            has_errors: !request.errors.known.is_empty() || request.error_answer.is_some(),
            ..asked
        }),
        MessageRole::Property if forth => Some(Asked {
            kind: Kind::Get,
            ..asked
        }),
        MessageRole::Event {
            subscription: Some(subscription),
        } if forth && subscription.answered => Some(Asked {
            kind: Kind::Subscribe,
            ok: subscription.ok,
            ..asked
        }),
        _ => None,
    }
}
