//! A direction that is being put together.

use std::collections::HashSet;

use crate::decodable;
use crate::model::{
    Correlation, Encoding, Kind, MessageId, Payload, Protocol, Transport, Type, WireName,
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
    /// The place of the name that several requests share for such an answer.
    pub called: Option<usize>,
}

impl VariantKey {
    /// A message or an answer of any envelope.
    pub fn of(kind: Kind, message: Option<MessageId>) -> Self {
        Self {
            kind,
            message,
            envelope: None,
            called: None,
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
    /// The names that answers of several requests share.
    pub called: Vec<WireName>,
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
    /// Forms that stand for those of other envelopes, and these.
    pub shared: Vec<Shared<'a>>,
    pub uses: Vec<Use>,
    /// What joins answers to their requests.
    pub joins: Vec<Joined<'a>>,
    /// The names that answers of several requests share.
    pub called: Vec<WireName>,
    /// What is among the uses already.
    known: HashSet<(VariantKey, usize)>,
}

/// A form that stands for the same one of another envelope.
pub(super) struct Shared<'a> {
    pub form: &'a syntax::Form,
    pub called: Option<usize>,
    /// The place of the other envelope.
    pub envelope: usize,
}

/// What joins an answer to its request.
pub(super) struct Joined<'a> {
    pub form: &'a syntax::Form,
    pub request: MessageId,
    /// The words that say it, without fields that the answer does not have.
    pub words: Vec<Correlation>,
    /// Whether they do, or the pipe does.
    pub by_any: bool,
    /// How the answer is told.
    pub told: JoinedBy,
}

/// What tells an answer that is joined to its request.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum JoinedBy {
    /// A name that no other request shares.
    Name,
    /// The open request: it has no name, or one that requests share, at this place.
    Open(Option<usize>),
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
    /// The place of the name that stands where it is written with any, since answers of several requests share it.
    pub called: Option<usize>,
}

impl DraftForm<'_> {
    /// Whether both are one form, and look the same.
    fn is_same(&self, other: DraftForm<'_>) -> bool {
        self.is_part(other) && self.no_arguments == other.no_arguments
    }

    /// Whether both are one form for one name.
    pub fn is_part(&self, other: DraftForm<'_>) -> bool {
        std::ptr::eq(self.written, other.written) && self.called == other.called
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
                called: Vec::new(),
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
        self.share(place, form.envelope);
        place
    }

    /// Lets a form stand for the same one of another envelope.
    pub fn share(&mut self, place: usize, envelope: usize) {
        let DraftForm {
            written, called, ..
        } = self.forms[place];
        let is_known = self
            .shared_by(self.forms[place])
            .any(|known| known == envelope);
        if !is_known && self.forms[place].envelope != envelope {
            self.shared.push(Shared {
                form: written,
                called,
                envelope,
            });
        }
    }

    /// The envelopes for which a form stands beside its own.
    pub fn shared_by(&self, form: DraftForm<'_>) -> impl Iterator<Item = usize> {
        let shared = self.shared.iter();
        let here = shared.filter(move |shared| {
            std::ptr::eq(shared.form, form.written) && shared.called == form.called
        });
        here.map(|shared| shared.envelope)
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

    /// Drops what forms brought twice once they were found to be one, and forms that no message takes any more.
    pub fn drop_lost_uses(&mut self) {
        let mut known = HashSet::new();
        self.uses
            .retain(|used| known.insert((used.variant, used.form)));
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
}
