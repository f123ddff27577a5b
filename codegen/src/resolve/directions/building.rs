//! A direction that is being put together.

use std::collections::HashSet;

use trilogue_wire::telling::Constant;

use crate::decodable;
use crate::model::{
    Correlation, Encoding, Kind, MessageId, Payload, Protocol, Slot, Transport, Type, WireName,
};
use crate::resolve::directions::{nameless, telling};
use crate::resolve::envelopes::Envelope;
use crate::resolve::places;
use crate::syntax;

/// What a variant of a direction is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct VariantKey {
    pub kind: Kind,
    /// The message or answer; `None` for an answer that does not say which request it is for.
    pub message: Option<MessageId>,
    /// The place of the envelope, where only answers of some envelopes are such an answer.
    pub envelope: Option<usize>,
}

impl VariantKey {
    /// A message or an answer of any envelope.
    pub fn of(kind: Kind, message: Option<MessageId>) -> Self {
        Self {
            kind,
            message,
            envelope: None,
        }
    }
}

/// The pipes of a direction, with what travels through them.
#[derive(Default)]
pub(super) struct Building<'a> {
    pub pipes: Vec<DraftPipe<'a>>,
    /// Whether a form lacks a slot that its messages need.
    pub lacks_slots: bool,
    /// The requests with answers that only time can join to them.
    pub unjoined: Vec<Unjoined>,
}

/// A request on a channel whose answer says nothing of it.
pub(super) struct Unjoined {
    pub channel: usize,
    pub request: MessageId,
    /// The field that would join the answer.
    pub lacking: Option<String>,
}

/// A pipe that is being put together.
pub(super) struct DraftPipe<'a> {
    pub transport: Transport,
    pub encoding: Encoding,
    pub outside: bool,
    pub channels: Vec<usize>,
    pub forms: Vec<DraftForm<'a>>,
    /// Forms that stand for those of other envelopes, and the places of these.
    pub shared: Vec<(&'a syntax::Form, usize)>,
    pub uses: Vec<Use>,
    /// What joins the answers that have no name.
    pub joins: Vec<Joined<'a>>,
    /// What is among the uses already.
    known: HashSet<(VariantKey, usize)>,
}

/// What joins an answer that has no name to its request.
pub(super) struct Joined<'a> {
    pub form: &'a syntax::Form,
    pub request: MessageId,
    /// The words that say it, without fields that the answer does not have.
    pub words: Vec<Correlation>,
}

/// A form of a pipe.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct DraftForm<'a> {
    /// The place of its envelope.
    pub envelope: usize,
    pub written: &'a syntax::Form,
    /// Whether its messages may leave out the key of the payload, which then keeps the form apart from no other.
    pub lacks_payload: bool,
    /// Whether its list of arguments is empty.
    pub no_arguments: bool,
}

impl DraftForm<'_> {
    /// Whether both are one form, and look the same.
    fn is_same(&self, other: DraftForm<'_>) -> bool {
        std::ptr::eq(self.written, other.written) && self.no_arguments == other.no_arguments
    }
}

/// A message in a layout.
#[derive(Clone)]
pub(super) struct Use {
    pub variant: VariantKey,
    /// The place of its form in the pipe.
    pub form: usize,
    pub told: DraftTold,
    /// What it brings to `$payload` or `$args`, and where it has one to `$error`.
    pub payload: Carried,
    pub error: Option<Type>,
}

impl Use {
    /// Whether the key of its payload may be absent.
    fn may_lack_payload(&self) -> bool {
        match &self.payload {
            Carried::Nothing => true,
            Carried::Payload(payload) => payload.optional,
            Carried::Unread => false,
        }
    }
}

/// How a message is recognised.
#[derive(Clone, PartialEq)]
pub(super) enum DraftTold {
    /// By a name; `whole` where no text of the form stands around it.
    Name { name: WireName, whole: bool },
    /// By its form.
    Form,
    /// By its form and the request that is open.
    Open,
}

impl DraftTold {
    /// The name as text, if there is one.
    fn name(&self) -> Option<String> {
        match self {
            Self::Name { name, .. } => Some(name.text().into_owned()),
            Self::Form | Self::Open => None,
        }
    }
}

/// What a message brings to `$payload`.
#[derive(Clone)]
pub(super) enum Carried {
    Nothing,
    Payload(Payload),
    /// The payload of some request's answer.
    Unread,
}

impl Carried {
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Payload(payload) => Some(&payload.ty),
            Self::Nothing | Self::Unread => None,
        }
    }
}

/// The way that a form takes.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub channel: usize,
    pub transport: Transport,
    pub encoding: Encoding,
    pub outside: bool,
}

impl<'a> Building<'a> {
    pub fn is_empty(&self) -> bool {
        self.pipes.iter().all(|pipe| pipe.uses.is_empty())
    }

    /// The place of a pipe for a way, and of a form in it.
    pub fn place(
        &mut self,
        way: Way,
        form: DraftForm<'a>,
        (envelopes, protocol): (&[Envelope<'a>], &Protocol),
    ) -> (usize, usize) {
        let pipes = &mut self.pipes;
        let known = pipes.iter().position(|pipe| {
            pipe.transport == way.transport
                && pipe.encoding == way.encoding
                && pipe.outside == way.outside
        });
        let pipe = known.unwrap_or_else(|| {
            pipes.push(DraftPipe {
                transport: way.transport,
                encoding: way.encoding,
                outside: way.outside,
                channels: Vec::new(),
                forms: Vec::new(),
                shared: Vec::new(),
                uses: Vec::new(),
                joins: Vec::new(),
                known: HashSet::new(),
            });
            pipes.len() - 1
        });
        let draft = &mut pipes[pipe];
        if !draft.channels.contains(&way.channel) {
            draft.channels.push(way.channel);
        }
        (pipe, draft.place(form, envelopes, protocol))
    }

    /// Adds a message in a layout, unless another channel of the pipe brought it.
    pub fn add(&mut self, pipe: usize, message: Use) {
        let draft = &mut self.pipes[pipe];
        if draft.known.insert((message.variant, message.form)) {
            draft.uses.push(message);
        }
    }

    /// Gives messages without payload a form of their own, where the key of the payload would have to tell them from others.
    pub fn part_payloads(&mut self, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        for pipe in &mut self.pipes {
            pipe.part_payloads(protocol, envelopes);
        }
    }

    /// Decides for each form of answers that do not say which request they are for whether each request has its own
    /// answer, and adds the one that stands for all.
    pub fn settle_nameless(&mut self, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        for pipe in &mut self.pipes {
            for place in 0..pipe.forms.len() {
                let same =
                    |form: &DraftForm<'_>| std::ptr::eq(form.written, pipe.forms[place].written);
                // The parts of one form are settled together.
                if pipe.forms.iter().position(same) == Some(place) {
                    pipe.settle_nameless(place, protocol, envelopes);
                }
            }
        }
    }
}

impl<'a> DraftPipe<'a> {
    /// The place of a form, or of one of another envelope that is the same.
    fn place(
        &mut self,
        form: DraftForm<'a>,
        envelopes: &[Envelope<'a>],
        protocol: &Protocol,
    ) -> usize {
        let forms = &self.forms;
        let known = forms.iter().position(|known| known.is_same(form));
        if let Some(known) = known {
            return known;
        }
        let mut others = forms.iter();
        let same = others.position(|other| nameless::are_one(*other, form, envelopes, protocol));
        let Some(place) = same.filter(|_| !self.outside) else {
            self.forms.push(form);
            return self.forms.len() - 1;
        };
        let share = (self.forms[place].written, form.envelope);
        if !self
            .shared
            .iter()
            .any(|(written, envelope)| std::ptr::eq(*written, share.0) && *envelope == share.1)
        {
            self.shared.push(share);
        }
        place
    }

    /// The envelopes for which a form stands beside its own.
    pub fn shared_by(&self, form: &syntax::Form) -> impl Iterator<Item = usize> {
        let shared = self.shared.iter();
        let here = shared.filter(move |(written, _)| std::ptr::eq(*written, form));
        here.map(|(_, envelope)| *envelope)
    }

    /// The messages in a layout.
    pub fn of(&self, form: usize) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(move |used| used.form == form)
    }

    fn part_payloads(&mut self, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        let forms: Vec<_> = (0..self.forms.len())
            .map(|place| telling::form(self, place, envelopes, protocol).telling)
            .collect();
        for (place, form) in forms.iter().enumerate() {
            let draft = self.forms[place];
            if draft.no_arguments {
                continue;
            }
            let Some(path) = places::payload_path(&draft.written.template) else {
                continue;
            };
            let rivals: Vec<usize> = (0..forms.len())
                .filter(|&other| other != place && forms[other].at(&path).is_none())
                .filter(|&other| !decodable::differ(form, &forms[other]))
                .collect();
            let rivals = rivals.iter().flat_map(|&other| self.of(other));
            let names: HashSet<Option<String>> = rivals.map(|used| used.told.name()).collect();
            let is_rivalled = |used: &Use| names.contains(&used.told.name());
            let leaves: Vec<bool> = self
                .uses
                .iter()
                .map(|used| used.form == place && used.may_lack_payload() && is_rivalled(used))
                .collect();
            if !leaves.contains(&true) {
                continue;
            }
            self.forms.push(DraftForm {
                lacks_payload: true,
                ..draft
            });
            let own = self.forms.len() - 1;
            for (used, leaves) in self.uses.iter_mut().zip(leaves) {
                if leaves {
                    used.form = own;
                }
            }
        }
        self.drop_empty_forms();
    }

    /// Drops forms that no message takes any more.
    fn drop_empty_forms(&mut self) {
        let mut place = 0;
        while place < self.forms.len() {
            if self.of(place).next().is_some() {
                place += 1;
                continue;
            }
            self.forms.remove(place);
            for used in &mut self.uses {
                used.form -= usize::from(used.form > place);
            }
        }
    }

    fn settle_nameless(&mut self, place: usize, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        let written = self.forms[place];
        let parts: Vec<usize> = (0..self.forms.len())
            .filter(|&other| std::ptr::eq(self.forms[other].written, written.written))
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
            used.variant.kind == kind && is_nameless && !parts.contains(&used.form)
        });
        let closed = |used: &Use| closed_errors(used, protocol);
        let lists_differ = open.iter().any(|used| closed(used) != closed(first));
        let own = (has_payload && carries) || errors_differ || lists_differ || several;
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
                variant: VariantKey::of(kind, None),
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
