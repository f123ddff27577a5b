//! Forms: which of them a message takes, and whether they hold what it brings.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Kind, Message, MessageId, Payload, Protocol, RoleId, Slot};
use crate::resolve::Resolver;
use crate::resolve::directions::building::DraftForm;
use crate::resolve::directions::keys;
use crate::rules::{MISPLACED_PAYLOAD, MISSING_FORM, MISSING_SLOT};
use crate::source::Span;
use crate::syntax::{self, Member, Section, SlotName, SlotNode, Template};

/// What is found out about forms while directions are put together.
#[derive(Default)]
pub(super) struct Known {
    /// What is said already to be missing: a form of the envelope at a place, a slot of the form at a place.
    forms: HashSet<(Span, Kind)>,
    slots: HashSet<(Span, Slot)>,
    payloads: HashSet<(Span, Span)>,
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
        let mut suiting = forms.iter().copied();
        let suiting = suiting.find(|form| self.suits(*form, kind, message, protocol));
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
                holds(form, payload, &self.envelopes, protocol).is_ok()
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
            Slot::Name => ("a name", "say where the name stands, such as `type: $name`"),
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
        let slot = if payload.arguments {
            Slot::Arguments
        } else {
            Slot::Payload
        };
        if !self.require_slot(form, slot, message) {
            return false;
        }
        let Err(misfit) = holds(form, payload, &self.envelopes, protocol) else {
            return true;
        };
        self.misplaced_payload(form, message, &misfit);
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

/// Why a payload cannot stand where a form has its place.
pub(super) enum Misfit {
    NoPlace,
    NoObject,
    Optional,
    Taken(String),
    InsideList,
}

impl Misfit {
    fn words(&self) -> (String, &'static str) {
        match self {
            Self::NoPlace => (
                "the form has no place for it".to_owned(),
                "say where the payload stands, such as `message: $payload`",
            ),
            Self::NoObject => (
                "is not always an object, and has no keys to stand beside others".to_owned(),
                "declare `fields`, or use an envelope that holds it under a key",
            ),
            Self::Optional => (
                "can be absent or null, and then has no keys to stand beside others".to_owned(),
                "make its fields optional, or use an envelope that holds it under a key",
            ),
            Self::InsideList => (
                "can be absent, and items follow it in the list".to_owned(),
                "make it required, or use an envelope that holds it last or under a key",
            ),
            Self::Taken(key) => (
                format!("declares {}, which the form has there, too", quoted(key)),
                "use an envelope that holds the payload under a key",
            ),
        }
    }
}

/// Whether a form has a place for a payload, and why not.
pub(super) fn holds(
    form: DraftForm<'_>,
    payload: &Payload,
    envelopes: &[super::envelopes::Envelope<'_>],
    protocol: &Protocol,
) -> Result<(), Misfit> {
    let slot = if payload.arguments {
        Slot::Arguments
    } else {
        Slot::Payload
    };
    let _ = envelopes;
    if slot_of(form.written, slot).is_none() {
        return Err(Misfit::NoPlace);
    }
    if payload.optional && is_followed(&form.written.template) {
        return Err(Misfit::InsideList);
    }
    let Some(beside) = spread_beside(&form.written.template, slot) else {
        return Ok(());
    };
    if payload.optional || payload.ty.nullable {
        return Err(Misfit::Optional);
    }
    let keys = keys::of(&payload.ty, protocol);
    if !keys.is_object {
        return Err(Misfit::NoObject);
    }
    match keys.declared.iter().find(|key| beside.contains(key)) {
        Some(key) => Err(Misfit::Taken((*key).to_owned())),
        None => Ok(()),
    }
}

/// Whether the payload stands in a list, and something that must be there follows it.
fn is_followed(template: &Template) -> bool {
    match template {
        Template::List(items) => {
            let is_payload =
                |item: &Template| matches!(item, Template::Slot(node) if node.slot.is_payload());
            let must_be = |item: &Template| !matches!(item, Template::Slot(node) if node.optional);
            let place = items.iter().position(is_payload);
            let follows = place.is_some_and(|place| items[place + 1..].iter().any(must_be));
            follows || items.iter().any(is_followed)
        }
        Template::Object(members) => members
            .iter()
            .any(|member| matches!(member, Member::Key(_, inner) if is_followed(inner))),
        _ => false,
    }
}

/// The keys of the form beside a slot that is spread; `None` when it stands under a key or in a list.
fn spread_beside(template: &Template, slot: Slot) -> Option<Vec<&str>> {
    match template {
        Template::Object(members) => {
            let is_here = |member: &Member| matches!(member, Member::Spread(node) if node.slot == SlotName::Built(slot));
            if members.iter().any(is_here) {
                let keys = members.iter().filter_map(|member| match member {
                    Member::Key(key, _) => Some(key.value.as_str()),
                    Member::Spread(_) => None,
                });
                return Some(keys.collect());
            }
            members.iter().find_map(|member| match member {
                Member::Key(_, inner) => spread_beside(inner, slot),
                Member::Spread(_) => None,
            })
        }
        Template::List(items) => items.iter().find_map(|item| spread_beside(item, slot)),
        _ => None,
    }
}

/// Where a form has the payload or the arguments under a key.
pub(super) fn payload_path(template: &Template) -> Option<String> {
    match template {
        Template::Slot(node) => {
            let is_payload = matches!(node.slot, SlotName::Built(Slot::Payload | Slot::Arguments));
            is_payload.then(String::new)
        }
        Template::Object(members) => members.iter().find_map(|member| match member {
            Member::Key(key, inner) => {
                let key = key.value.replace('~', "~0").replace('/', "~1");
                Some(format!("/{key}{}", payload_path(inner)?))
            }
            Member::Spread(_) => None,
        }),
        _ => None,
    }
}

/// The slots of a form, in order; those that stand as keys, too.
pub(super) fn slots(template: &Template) -> Vec<&SlotNode> {
    let mut found = Vec::new();
    collect(template, &mut found);
    found
}

fn collect<'t>(template: &'t Template, found: &mut Vec<&'t SlotNode>) {
    match template {
        Template::Slot(node) => found.push(node),
        Template::List(items) => items.iter().for_each(|item| collect(item, found)),
        Template::Object(members) => {
            for member in members {
                match member {
                    Member::Key(_, inner) => collect(inner, found),
                    Member::Spread(node) => found.push(node),
                }
            }
        }
        Template::Constant(_) | Template::NameInText { .. } | Template::Absent => {}
    }
}

/// Where a form has a slot of the language.
pub(super) fn slot_of(form: &syntax::Form, slot: Slot) -> Option<Span> {
    slot_node(form, slot).map(|node| node.span)
}

/// A slot of the language in a form.
pub(super) fn slot_node(form: &syntax::Form, slot: Slot) -> Option<&SlotNode> {
    let mut found = slots(&form.template).into_iter();
    found.find(|node| node.slot == SlotName::Built(slot))
}

/// Whether a form carries the name, alone or in a text.
pub(super) fn has_name(form: &syntax::Form) -> bool {
    slot_of(form, Slot::Name).is_some() || has_name_in_text(form)
}

/// Whether a form has text around the name.
pub(super) fn has_name_in_text(form: &syntax::Form) -> bool {
    fn search(template: &Template) -> bool {
        match template {
            Template::NameInText { .. } => true,
            Template::List(items) => items.iter().any(search),
            Template::Object(members) => members
                .iter()
                .any(|member| matches!(member, Member::Key(_, inner) if search(inner))),
            Template::Constant(_) | Template::Slot(_) | Template::Absent => false,
        }
    }
    search(&form.template)
}
