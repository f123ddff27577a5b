//! Envelopes, channels and messages as they are written.

use std::time::Duration;

use trilogue_wire::telling::Constant;

use crate::model::{Correlation, Encoding, Http, Kind, Outcome, Transport, Trust, WireName};
use crate::source::{Span, Spanned};
use crate::syntax::{SlotName, Text, TypeNode};
use crate::yaml::Node;

/// An entry under `envelopes`.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub doc: Option<Text>,
    /// Its forms, in order.
    pub forms: Vec<Form>,
    /// The types of slots.
    pub slots: Vec<SlotField>,
    /// Where it is said that forms without a name have theirs outside of the message.
    pub outside: Option<Span>,
    /// How answers find their request, where that is not the channel's matter.
    pub correlation: Option<Vec<Correlation>>,
    /// How long a request waits.
    pub timeout: Option<Duration>,
}

/// A slot under `fields` of an envelope.
#[derive(Debug, Clone)]
pub struct SlotField {
    /// The slot.
    pub slot: SlotName,
    /// Its key.
    pub name: Text,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// All that is written of it.
    pub node: Node,
    /// The type of its value.
    pub ty: TypeNode,
    /// Whether each message has its own.
    pub per_message: bool,
    /// Whether a message with another value is for somebody else.
    pub matched: bool,
}

/// A form of an envelope.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for, and where that is said.
    pub kind: Spanned<Kind>,
    /// The JSON with slots.
    pub template: Template,
    /// The whole template.
    pub span: Span,
}

/// A value in a form.
#[derive(Debug, Clone)]
pub enum Template {
    /// A value that must match.
    Constant(Constant),
    /// A slot.
    Slot(SlotNode),
    /// The name with text around it.
    NameInText {
        /// The text before the name.
        prefix: String,
        /// The text behind it.
        suffix: String,
        /// The whole text.
        span: Span,
    },
    /// No such key.
    Absent,
    /// A list.
    List(Vec<Template>),
    /// An object.
    Object(Vec<Member>),
}

/// A part of an object in a form.
#[derive(Debug, Clone)]
pub enum Member {
    /// A key and what stands there.
    Key(Text, Template),
    /// The keys of what fills a slot.
    Spread(SlotNode),
}

/// A slot where it stands.
#[derive(Debug, Clone)]
pub struct SlotNode {
    /// The slot.
    pub slot: SlotName,
    /// Where it stands.
    pub span: Span,
    /// Whether the key may be absent.
    pub optional: bool,
    /// Whether `null` may stand there.
    pub nullable: bool,
}

/// An entry under `channels`.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Its name.
    pub name: Text,
    /// What it is for.
    pub doc: Option<Text>,
    /// The two roles. `None` when they cannot be read.
    pub between: Option<[Text; 2]>,
    /// What carries the messages.
    pub transport: Transport,
    /// The names of the envelopes, each list `None` when it cannot be read.
    pub envelopes: Vec<ForDirection<Option<Vec<Text>>>>,
    /// How messages are written.
    pub encoding: Vec<ForDirection<Encoding>>,
    /// How a request travels over HTTP.
    pub http: Option<Http>,
    /// Where `http` stands.
    pub http_key: Option<Span>,
    /// What the two ends know of each other.
    pub trust: Trust,
    /// How answers find their request.
    pub correlation: Option<Vec<Correlation>>,
    /// How long a request waits.
    pub timeout: Option<Duration>,
    /// The errors that all its requests can have.
    pub errors: Errors,
    /// What becomes of undeclared names.
    pub undeclared: Undeclared,
}

/// What is said for one direction of a channel, or for all.
#[derive(Debug, Clone)]
pub struct ForDirection<T> {
    /// The sender and the receiver. `None` for all.
    pub roles: Option<[Text; 2]>,
    /// What is said.
    pub value: T,
}

/// What becomes of undeclared names, as written.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant)] // One for each channel.
pub enum Undeclared {
    /// They are kept.
    Keep,
    /// They are kept if their payload has this type.
    Typed(TypeNode),
    /// They are refused.
    Refuse,
}

/// An entry under `events` or `requests`.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is said by a key of its own.
pub struct Message {
    /// The key.
    pub key: Text,
    /// The wire name where it is not the key.
    pub name: Option<Name>,
    /// The sender and the receiver. `None` when the direction cannot be read.
    pub roles: Option<[Text; 2]>,
    /// Whether the receiver can send it, too.
    pub both_ways: bool,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it says.
    pub doc: Option<Text>,
    /// When it is sent.
    pub when: Option<Text>,
    /// What comes before.
    pub after: Vec<Text>,
    /// What follows.
    pub then: Vec<Text>,
    /// Whether only one of those follows.
    pub then_one_of: bool,
    /// What it carries.
    pub payload: Option<TypeNode>,
    /// Whether that is a list of arguments.
    pub arguments: bool,
    /// The channels that carry it; none for all that join its roles.
    pub channels: Vec<Text>,
    /// The envelope that it asks for.
    pub envelope: Option<Text>,
    /// What must be switched on.
    pub gated_by: Option<Text>,
    /// Whether it may be delivered twice.
    pub idempotent: bool,
    /// The most bytes that it may have.
    pub max_bytes: Option<u64>,
    /// Payloads that must fit.
    pub examples: Vec<Node>,
    /// The version that brought it.
    pub since: Option<Text>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// What it is, and what only such messages say.
    pub role: MessageRole,
}

impl Message {
    /// What is said of it as a request.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match &self.role {
            MessageRole::Request(request) => Some(request),
            MessageRole::Event(_) => None,
        }
    }
}

/// What stands at `$name`, where that is not the key.
#[derive(Debug, Clone)]
pub enum Name {
    /// This.
    Wire(Spanned<WireName>),
    /// Something that is chosen at run time.
    Bound {
        /// Where that is said.
        span: Span,
        /// The name while nobody has chosen one.
        default: Option<Text>,
        /// Whether there can be several at a time.
        many: bool,
    },
}

/// What a written message is.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant)] // Few of either are made.
pub enum MessageRole {
    /// An event, and how others ask for it.
    Event(Option<Subscription>),
    /// A request.
    Request(Request),
}

/// How an event is asked for.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Where that is said.
    pub span: Span,
    /// The options.
    pub options: Option<TypeNode>,
    /// What answers it.
    pub ok: Outcome,
    /// The answer, where it is described.
    pub ok_answer: Option<Answer>,
}

/// What only requests say.
#[derive(Debug, Clone)]
pub struct Request {
    /// What success brings.
    pub ok: Outcome,
    /// Whether what success brings can be read.
    pub whole: bool,
    /// The answer of success, where it is described.
    pub ok_answer: Option<Answer>,
    /// The answer of failure, where it is described.
    pub error_answer: Option<Answer>,
    /// The listed errors.
    pub errors: Errors,
    /// How long to wait.
    pub timeout: Option<Duration>,
    /// How its answer finds it, where that is not the channel's matter.
    pub correlation: Option<Vec<Correlation>>,
}

/// An answer that is described as a message.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The key that it stands under.
    pub key: Span,
    /// The wire name where it is not that of the request.
    pub name: Option<Spanned<WireName>>,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it says.
    pub doc: Option<Text>,
    /// What it carries.
    pub payload: Option<TypeNode>,
    /// Payloads that must fit.
    pub examples: Vec<Node>,
}

/// An entry below a role under `properties`.
#[derive(Debug, Clone)]
pub struct Property {
    /// The key.
    pub key: Text,
    /// The role that has it.
    pub owner: Text,
    /// The wire name where it is not the key.
    pub name: Option<Name>,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it is.
    pub doc: Option<Text>,
    /// When it changes.
    pub when: Option<Text>,
    /// The channels through which it can be looked at; none for all of its owner.
    pub channels: Vec<Text>,
    /// The envelope that it asks for.
    pub envelope: Option<Text>,
    /// What must be switched on.
    pub gated_by: Option<Text>,
    /// Its type.
    pub ty: TypeNode,
    /// Values that must fit.
    pub examples: Vec<Node>,
    /// The version that brought it.
    pub since: Option<Text>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
}

/// The errors that a request or channel lists.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    /// The errors.
    pub listed: Vec<ErrorNode>,
    /// Whether there are no others.
    pub closed: bool,
}

/// That something is on its way out.
#[derive(Debug, Clone)]
pub struct Deprecated {
    /// The version from which on it should not be used.
    pub since: Option<Text>,
    /// What to use instead.
    pub instead: Option<Text>,
    /// Why, or how to move.
    pub doc: Option<Text>,
}

/// A listed error.
#[derive(Debug, Clone)]
pub struct ErrorNode {
    /// The text or number on the wire.
    pub value: Spanned<Constant>,
    /// The same as it is written.
    pub text: Text,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it means.
    pub doc: Option<Text>,
}
