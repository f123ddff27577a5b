//! What travels one way: the variants of a direction, their forms, and how a decoder tells them apart.

use std::collections::BTreeSet;
use std::time::Duration;

use trilogue_wire::telling::{self, Constant};

use super::{Identifier, KnownError, MessageId, OwnSlotId, RoleId, Type, Undeclared, WireName};
use crate::source::Span;

/// What travels from one role to another, over all channels that join them.
#[derive(Debug, Clone)]
pub struct Direction {
    /// `PortalToWidget`.
    pub identifier: Identifier,
    /// The sender.
    pub from: RoleId,
    /// The receiver.
    pub to: RoleId,
    /// The messages and answers, events and requests first, in spec order.
    pub variants: Vec<Variant>,
    /// What its messages travel through, in spec order; never empty.
    pub pipes: Vec<Pipe>,
    /// The errors with which its requests fail, each list once, in spec order.
    pub errors: Vec<ErrorList>,
}

impl Direction {
    /// The errors that a request of this direction can have; `None` if the spec lists none for it.
    #[must_use]
    pub fn errors_of(&self, request: MessageId) -> Option<&ErrorList> {
        let mut lists = self.errors.iter();
        lists.find(|list| list.requests.contains(&request))
    }

    /// Whether its requests share several lists, so that each is about some channels.
    #[must_use]
    pub fn has_lists_of_channels(&self) -> bool {
        self.errors.iter().filter(|list| list.own.is_none()).count() > 1
    }
}

/// The errors that some requests have in common, which are one type in generated code.
#[derive(Debug, Clone)]
pub struct ErrorList {
    /// What the type is called: `LoginError`, `CommonError`, or `PortError` where channels differ.
    pub identifier: Identifier,
    /// The request that lists what its channels do not. `None` for the errors of channels, which all their other requests
    /// share.
    pub own: Option<MessageId>,
    /// The requests that fail with these errors, in spec order.
    pub requests: Vec<MessageId>,
    /// The channels that they go over, by their places in [`Protocol::channels`](super::Protocol::channels).
    pub channels: BTreeSet<usize>,
    /// The errors: those of the request, then those of its channels.
    pub known: Vec<KnownError>,
    /// Whether there are no others.
    pub closed: bool,
}

/// Something that a message of a direction can be.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its kind.
    pub kind: Kind,
    /// Its name in the direction: `AccessToken`, `Ok`, `ContactsOk`.
    pub identifier: Identifier,
    /// The message that it is; of an answer the described answer, or else the request; of `watch`, `changed` and `get` the
    /// property; of `subscribe` and `unsubscribe` the event. `None` for an answer that does not say which request it is
    /// for.
    pub message: Option<MessageId>,
    /// The envelope of which it is, for an answer that does not say which request it is for and brings something else than
    /// the same answer of another envelope.
    pub envelope: Option<String>,
    /// The name that several requests share for their answers, for one that does not say more than that.
    pub called: Option<WireName>,
    /// What it brings beside its name, in the order in which code shows it.
    pub parts: Vec<Part>,
}

impl Variant {
    /// The part that fills a slot.
    #[must_use]
    pub fn part(&self, slot: Slot) -> Option<&Part> {
        self.parts.iter().find(|part| part.slot == slot)
    }
}

/// Something that a message brings to a slot of its form.
#[derive(Debug, Clone)]
pub struct Part {
    /// The slot. Arguments are [`Slot::Payload`] here.
    pub slot: Slot,
    /// Its name beside other parts: `Payload`, `Id`.
    pub identifier: Identifier,
    /// What it is.
    pub ty: PartType,
    /// Whether it may be absent: the payload because its message says so, another because a form does or because one of
    /// the forms does not have it.
    pub optional: bool,
}

/// What a part of a message is.
#[derive(Debug, Clone)]
pub enum PartType {
    /// A value of this type. Where a form says `| null`, the type is nullable.
    Typed(Type),
    /// The payload of an answer that does not say which request it is for.
    Unread,
}

/// What one decoder tells apart: the channels of a direction that share transport and encoding.
#[derive(Debug, Clone)]
pub struct Pipe {
    /// The places of its channels in [`Protocol::channels`](super::Protocol::channels).
    pub channels: Vec<usize>,
    /// How a message is written.
    pub encoding: Encoding,
    /// Whether the name stands outside of the message: it is that of a function or of a DOM event.
    pub name_outside: bool,
    /// The layouts that its messages have on the wire, in spec order.
    pub forms: Vec<Form>,
    /// What a message can be, in the order of [`Direction::variants`].
    pub candidates: Vec<Candidate>,
    /// What becomes of a tag that nobody declared.
    pub undeclared: Undeclared,
    /// How a decoder may tell the candidates apart.
    pub plan: Plan,
}

impl Pipe {
    /// The forms as the telling algorithm takes them.
    #[must_use]
    pub fn telling_forms(&self) -> Vec<telling::Form> {
        self.forms.iter().map(|form| form.telling.clone()).collect()
    }

    /// Whether a message can be nothing at all: where a form is the payload alone, which its message may lack.
    #[must_use]
    pub fn takes_nothing(&self) -> bool {
        let is_payload = |form: &Form| match &form.template {
            Template::Slot(used) => used.slot.is_payload(),
            _ => false,
        };
        self.forms.iter().any(is_payload)
    }

    /// Whether an empty text is a message that is nothing. One that is JSON in a text is a text of two quotes.
    #[must_use]
    pub fn takes_empty_text(&self) -> bool {
        self.takes_nothing() && self.encoding == Encoding::Value
    }
}

/// How a message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As the value that it is.
    Value,
    /// As a text that holds it as JSON.
    JsonText,
}

/// One layout of an envelope.
#[derive(Debug, Clone)]
pub struct Form {
    /// The kind of message that takes it.
    pub kind: Kind,
    /// The name of its envelope.
    pub envelope: String,
    /// The other envelopes that answer in this layout without a name, where it says the same.
    pub shared_with: Vec<String>,
    /// What its envelope is.
    pub doc: Option<String>,
    /// The JSON with its slots, in spec order.
    pub template: Template,
    /// The same, flattened for telling.
    pub telling: telling::Form,
    /// Where an answer that has no name says which request it is for. `None` where the form has no such answers.
    pub joining: Option<Joining>,
    /// How long a request of this envelope waits, where that is not the channel's matter.
    pub timeout: Option<Duration>,
    /// Where it stands in the spec.
    pub span: Span,
}

impl Form {
    /// The names of the envelopes whose messages take this form.
    pub fn envelopes(&self) -> impl Iterator<Item = &str> {
        let own = std::iter::once(&self.envelope);
        own.chain(&self.shared_with).map(String::as_str)
    }

    /// Whether messages of an envelope take this form.
    #[must_use]
    pub fn serves(&self, envelope: &str) -> bool {
        self.envelopes().any(|own| own == envelope)
    }
}

/// Where an answer that has no name says which request it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joining {
    /// In its id, which stands here, as a JSON Pointer. `None` where the form has no id.
    Id(Option<String>),
    /// In the first of several ways in which it names a request that is open.
    Ways(Vec<Way>),
}

/// What joins answers to some requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it may stand, as JSON Pointers. The first counts at which an answer has something.
    pub places: Vec<String>,
    /// The requests.
    pub requests: Vec<MessageId>,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A message that wants no answer.
    Event,
    /// A message that wants an answer.
    Request,
    /// The answer of a request that succeeded.
    Ok,
    /// The answer of a request that failed.
    Error,
    /// A wish to be told when a property changes.
    Watch,
    /// A property that changed.
    Changed,
    /// A wish to get an event.
    Subscribe,
    /// A wish to get an event no more.
    Unsubscribe,
    /// A wish to get the value of a property, which is answered as a request is.
    Get,
}

impl Kind {
    /// All kinds, in the order of the language reference.
    pub const ALL: [Kind; 9] = [
        Kind::Event,
        Kind::Request,
        Kind::Ok,
        Kind::Error,
        Kind::Watch,
        Kind::Changed,
        Kind::Subscribe,
        Kind::Unsubscribe,
        Kind::Get,
    ];

    /// The word in specs and verdicts, such as `event`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Request => "request",
            Kind::Ok => "ok",
            Kind::Error => "error",
            Kind::Watch => "watch",
            Kind::Changed => "changed",
            Kind::Subscribe => "subscribe",
            Kind::Unsubscribe => "unsubscribe",
            Kind::Get => "get",
        }
    }

    /// Whether it answers something.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Kind::Ok | Kind::Error)
    }
}

/// A JSON value with slots.
#[derive(Debug, Clone, PartialEq)]
pub enum Template {
    /// A value that must match.
    Constant(Constant),
    /// The wire name, or a text around it; `also` are the whole names that stand there without that text.
    Name(telling::NameTest),
    /// A value that the message brings.
    Slot(SlotUse),
    /// No such key. Stands in objects alone.
    Absent,
    /// A list with a template for each item. Items that may be absent come last.
    List(Vec<Template>),
    /// An object.
    Object(Vec<Entry>),
}

/// A slot where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotUse {
    /// The slot.
    pub slot: Slot,
    /// Whether the key may be absent. That of a payload is its message's matter.
    pub optional: bool,
    /// Whether `null` may stand there.
    pub nullable: bool,
}

/// A part of an object in a form.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A key and what stands there.
    Member(String, Template),
    /// The keys of what the message brings to a slot.
    Spread(Slot),
}

/// What a message brings to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The wire name. As a part: that of a message whose name is chosen at run time.
    Name,
    /// The payload.
    Payload,
    /// The arguments.
    Arguments,
    /// The options of a subscription.
    Options,
    /// A property before it changed.
    Old,
    /// A property after it changed.
    New,
    /// The error body.
    Error,
    /// The error's code.
    Code,
    /// What joins an answer to its request.
    Id,
    /// The request, as it was sent.
    Request,
    /// A slot that the envelope declares.
    Own(OwnSlotId),
}

impl Slot {
    /// Whether what a message carries stands there.
    #[must_use]
    pub const fn is_payload(self) -> bool {
        matches!(self, Slot::Payload | Slot::Arguments)
    }
}

/// A slot that an envelope declares under `fields`.
#[derive(Debug, Clone)]
pub struct OwnSlot {
    /// The envelope.
    pub envelope: String,
    /// The name behind the `$`.
    pub name: String,
    /// The name as an identifier.
    pub identifier: Identifier,
    /// The type of its value.
    pub ty: Type,
    /// What it is.
    pub doc: Option<String>,
    /// Whether each message has its own, so that it is not given once when two ends connect.
    pub per_message: bool,
    /// Whether a message with another value is for somebody else.
    pub matched: bool,
}

/// A variant in one layout of a pipe.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The place of its variant in [`Direction::variants`].
    pub variant: usize,
    /// The place of its form in [`Pipe::forms`].
    pub form: usize,
    /// How it is recognised.
    pub told: Told,
    /// What telling looks at in its payload when another candidate has the same name.
    pub marks: telling::Marks,
}

/// How a candidate is recognised.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// By what stands at `$name`, whole.
    Name(WireName),
    /// By its form alone.
    Form,
    /// By its form and the table of open requests. It can be sent; decoding without the table gives the variant that has no
    /// message.
    Open,
}

/// How a decoder may tell the candidates of a pipe apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// One text at one key decides: either it is the constant of one form, or it is a name, and no two candidates have one
    /// name.
    Switch {
        /// The key at the top of the message.
        key: String,
    },
    /// One text at one key decides which forms are left: those that have it there as a constant, or if none has, those that
    /// have the name there and no other mark.
    Groups {
        /// The key at the top of the message.
        key: String,
        /// The forms with a constant there, by their texts.
        groups: Vec<Group>,
    },
    /// The telling algorithm, over the table of forms.
    Table,
}

/// The forms that have one text at one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The text.
    pub text: String,
    /// The places of the forms in [`Pipe::forms`]. Of several, the telling algorithm over these alone finds the one.
    pub forms: Vec<usize>,
    /// The key at the top where the only form of the group has the name, which is its only other mark, and tells its
    /// candidates apart.
    pub name: Option<String>,
}
