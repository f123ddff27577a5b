//! Forms: which of them a message takes, and whether they hold what it brings.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Kind, Message, MessageId, Payload, Protocol, RoleId, Slot};
use crate::resolve::Resolver;
use crate::resolve::directions::building::DraftForm;
use crate::resolve::places::{Misfit, has_name, holds, is_followed, slot_of};
use crate::rules::{MISPLACED_PAYLOAD, MISSING_FORM, MISSING_SLOT};
use crate::source::Span;
use crate::syntax::{self, Section, Template};

/// What is found out about forms while directions are put together.
#[derive(Default)]
pub(super) struct Known {
    /// What is said already to be missing: a form of the envelope at a place, a slot of the form at a place.
    forms: HashSet<(Span, Kind)>,
    slots: HashSet<(Span, Slot)>,
    payloads: HashSet<(Span, Span)>,
    /// Where the messages stand of which it is reported that what they carry cannot be read, and whether they carry
    /// something for certain.
    pub unread: HashMap<Span, bool>,
    /// The messages that found a form on some channel.
    placed: HashSet<(Kind, MessageId)>,
    /// Those that found none on a channel, and the envelopes that they looked at.
    unplaced: Vec<(Kind, MessageId, Option<usize>)>,
}

impl<'a> Resolver<'a> {
    /// The form that a message takes on a channel, and whether it asked for its envelope.
    pub(super) fn taken(
        &mut self,
        channel: usize,
        roles: (RoleId, RoleId),
        kind: Kind,
        id: MessageId,
        protocol: &Protocol,
    ) -> Option<(DraftForm<'a>, bool)> {
        if self.routes[id.0].doubtful {
            return None;
        }
        if let Some(name) = self.routes[id.0].envelope {
            let envelope = self.envelope_named(name)?;
            if let Some(form) = self.form_of(envelope, kind) {
                self.known.placed.insert((kind, id));
                return Some((form, true));
            }
            self.known.unplaced.push((kind, id, Some(envelope)));
            return None;
        }
        let envelopes = self.envelopes_of(channel, roles)?;
        let forms = envelopes
            .iter()
            .filter_map(|&place| self.form_of(place, kind));
        let forms: Vec<DraftForm<'a>> = forms.collect();
        let message = protocol.message(id);
        let has_list = |form: &DraftForm<'_>| {
            !self.routes[id.0].no_arguments || slot_of(form.written, Slot::Arguments).is_some()
        };
        let mut suiting = forms.iter().copied();
        let suiting =
            suiting.find(|form| has_list(form) && self.suits(*form, kind, message, protocol));
        let Some(form) = suiting.or(forms.first().copied()) else {
            let doubtful = envelopes.iter().any(|&place| self.is_doubtful(place));
            let envelope = envelopes.first().copied().filter(|_| !doubtful);
            if !doubtful {
                self.known.unplaced.push((kind, id, envelope));
            }
            return None;
        };
        self.known.placed.insert((kind, id));
        Some((form, false))
    }

    /// The form of an envelope for a kind.
    pub(super) fn form_of(&self, envelope: usize, kind: Kind) -> Option<DraftForm<'a>> {
        let written = self.envelopes[envelope].form(kind)?;
        Some(DraftForm {
            envelope,
            written,
            lacks_payload: false,
            no_arguments: false,
            called: None,
        })
    }

    /// The envelope with the answers of what another asks: itself, or where it has none, the first that has some among
    /// those for what goes the way of the answer.
    pub(super) fn answer_forms(
        &mut self,
        channel: usize,
        roles: (RoleId, RoleId),
        asking: usize,
    ) -> Option<usize> {
        let answers = |place: usize| {
            [Kind::Ok, Kind::Error]
                .into_iter()
                .any(|kind| self.envelopes[place].form(kind).is_some())
        };
        if answers(asking) || self.is_doubtful(asking) {
            return Some(asking);
        }
        let envelopes = self.envelopes_of(channel, roles)?;
        let mut envelopes = envelopes.into_iter();
        let found = envelopes.find(|&place| {
            [Kind::Ok, Kind::Error]
                .into_iter()
                .any(|kind| self.envelopes[place].form(kind).is_some())
        });
        Some(found.unwrap_or(asking))
    }

    fn is_doubtful(&self, envelope: usize) -> bool {
        let name = &self.envelopes[envelope].written.name.value;
        self.document.gaps.cover(Section::Envelopes, name)
    }

    /// Whether a form has places for what a message brings.
    fn suits(
        &self,
        form: DraftForm<'a>,
        kind: Kind,
        message: &Message,
        protocol: &Protocol,
    ) -> bool {
        let outside = self.envelopes[form.envelope].written.outside.is_some();
        if !has_name(form.written) && !outside {
            return false;
        }
        match &message.payload {
            Some(payload) if matches!(kind, Kind::Event | Kind::Request) => {
                holds(form, payload, protocol).is_ok()
            }
            _ => true,
        }
    }

    /// Remembers that an envelope has no form for an answer.
    pub(super) fn missing_form(
        &mut self,
        kind: Kind,
        id: MessageId,
        envelope: usize,
        protocol: &Protocol,
    ) {
        if !self.is_doubtful(envelope) {
            self.report_missing_form(kind, protocol.message(id), Some(envelope));
        }
    }

    /// Reports messages that have no form: those that name their channels on any of them, others on all.
    pub(super) fn report_missing_forms(&mut self, protocol: &Protocol) {
        let unplaced = std::mem::take(&mut self.known.unplaced);
        let mut told = HashSet::new();
        for (kind, id, envelope) in unplaced {
            let chosen = self.routes[id.0].channels.is_some();
            let placed = self.known.placed.contains(&(kind, id));
            let needed = match kind {
                Kind::Changed | Kind::Get | Kind::Unsubscribe => false,
                Kind::Watch => !self.is_looked_at(id),
                _ => chosen || !placed,
            };
            if needed && (chosen || told.insert((kind, id))) {
                self.report_missing_form(kind, protocol.message(id), envelope);
            }
        }
    }

    /// Whether anything of a property travels.
    fn is_looked_at(&self, id: MessageId) -> bool {
        [Kind::Watch, Kind::Changed, Kind::Get]
            .into_iter()
            .any(|kind| self.known.placed.contains(&(kind, id)))
    }

    fn report_missing_form(&mut self, kind: Kind, message: &Message, envelope: Option<usize>) {
        let envelope = envelope.map(|place| self.envelopes[place].written);
        let at = envelope.map_or(message.span, |envelope| envelope.name.span);
        if !self.known.forms.insert((at, kind)) {
            return;
        }
        let word = kind.word();
        let label = match kind {
            Kind::Ok => "its answer has no layout on the wire",
            Kind::Error => "its errors have no layout on the wire",
            Kind::Watch => "nobody can look at it",
            Kind::Subscribe => "nobody can ask for it",
            _ => "has no layout on the wire",
        };
        let name = quoted(&message.name.text());
        let mistake = Diagnostic::new(
            MISSING_FORM,
            message.span,
            format!("{name} needs a form for `{word}`"),
        )
        .label(label);
        self.diagnostics.push(match envelope {
            Some(envelope) => mistake
                .secondary(envelope.name.span, format!("this envelope has no `{word}`"))
                .help(format!("add `{word}:` to the envelope")),
            None => mistake.help(format!(
                "give the channel an envelope with `{word}:` for this direction"
            )),
        });
    }

    /// Whether a form has a slot. That it has not is said of the first message that needs it.
    pub(super) fn require_slot(
        &mut self,
        form: DraftForm<'a>,
        slot: Slot,
        message: &Message,
    ) -> bool {
        let written = form.written;
        let found = match slot {
            Slot::Name => has_name(written),
            _ => slot_of(written, slot).is_some(),
        };
        // A form that is one value holds nothing, which is said once.
        let is_value = matches!(written.template, Template::Constant(_));
        let key = if is_value { Slot::Name } else { slot };
        if found || !self.known.slots.insert((written.span, key)) {
            return found;
        }
        let word = syntax::slot_word(slot);
        let (what, help) = match slot {
            Slot::Name => (
                "a name",
                "say where the name stands, such as `type: $name`, or write `envelope:` at the one message that is told by this layout",
            ),
            Slot::Arguments => (
                "arguments",
                "say where the list of them stands, such as `args: $args`",
            ),
            Slot::Error => (
                "an error text",
                "say where the text stands, such as `message: $error`",
            ),
            _ => (
                "a payload",
                "say where the payload stands, such as `message: $payload`",
            ),
        };
        let envelope = &self.envelopes[form.envelope].written.name;
        let (kind, name) = (written.kind.value.word(), quoted(&envelope.value));
        self.diagnostics.push(
            Diagnostic::new(
                MISSING_SLOT,
                written.span,
                format!("the form for `{kind}` in {name} has no `{word}`"),
            )
            .label(format!("no place for {what}"))
            .secondary(message.span, format!("has {what}"))
            .help(help),
        );
        false
    }

    /// Whether a form can do without a payload that a message does not carry.
    pub(super) fn allow_no_payload(&mut self, form: DraftForm<'a>, message: &Message) -> bool {
        let fine = !is_followed(&form.written.template);
        if !fine {
            self.misplaced_payload(form, message, &Misfit::InsideList);
        }
        fine
    }

    /// Whether a form holds what a message carries.
    pub(super) fn require_payload(
        &mut self,
        form: DraftForm<'a>,
        payload: &Payload,
        message: &Message,
        protocol: &Protocol,
    ) -> bool {
        let unread = self.known.unread.get(&message.span).copied();
        let is_doubtful = unread == Some(false);
        let slot = if payload.arguments {
            Slot::Arguments
        } else {
            Slot::Payload
        };
        if !is_doubtful && !self.require_slot(form, slot, message) {
            return false;
        }
        let Err(misfit) = holds(form, payload, protocol) else {
            return true;
        };
        // What it was meant to be may well fit.
        if unread.is_none() {
            self.misplaced_payload(form, message, &misfit);
        }
        false
    }

    fn misplaced_payload(&mut self, form: DraftForm<'a>, message: &Message, misfit: &Misfit) {
        let places = (form.written.span, message.span);
        if !self.known.payloads.insert(places) {
            return;
        }
        let (what, help) = misfit.words();
        let name = quoted(&message.name.text());
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_PAYLOAD,
                message.span,
                format!("the payload of {name} cannot stand where its form has the place for it"),
            )
            .label(what)
            .secondary(form.written.span, "the form")
            .help(help),
        );
    }
}
