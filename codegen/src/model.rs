//! What a spec means, complete and without any language in it.
//!
//! A [`Protocol`] exists only if its spec is valid: references are resolved,
//! identifiers do not collide, every direction can be told apart, examples fit.
//! So whatever reads a `Protocol` cannot fail on it.

use std::time::Duration;

use trilogue_wire::telling;

use crate::source::Span;

/// One spec, resolved.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// The name under `protocol`, in kebab case: `portal`.
    pub name: String,
    /// The version under `version`, verbatim.
    pub version: String,
    /// The title for readers.
    pub title: String,
    /// What the protocol is for and what its author decided.
    pub doc: Option<String>,
    /// The file name of the spec, without its folder.
    pub file: String,
    /// The parties, in spec order.
    pub roles: Vec<Role>,
    /// The pipes between roles, in spec order.
    pub channels: Vec<Channel>,
    /// All structs, named and inline, in spec order.
    pub structs: Vec<Struct>,
    /// All events and requests in spec order, then the answers that carry a name.
    pub messages: Vec<Message>,
    /// Each direction of each channel in which something can travel.
    pub directions: Vec<Direction>,
}

impl Protocol {
    /// The struct that a [`StructId`] of this protocol stands for.
    #[must_use]
    pub fn structure(&self, id: StructId) -> &Struct {
        &self.structs[id.0]
    }

    /// The message that a [`MessageId`] of this protocol stands for.
    #[must_use]
    pub fn message(&self, id: MessageId) -> &Message {
        &self.messages[id.0]
    }

    /// The role that a [`RoleId`] of this protocol stands for.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0]
    }

    /// What a candidate carries in its `$payload`.
    #[must_use]
    pub fn payload_of(&self, candidate: &Candidate) -> Option<&Payload> {
        let message = self.message(candidate.message?);
        let is_answer = matches!(candidate.kind, Kind::Ok | Kind::Error);
        // An answer that only repeats the name of its request carries nothing of the request's.
        (!is_answer || message.answers.is_some())
            .then_some(message.payload.as_ref())
            .flatten()
    }

    /// The request that a candidate answers, if it is an answer that says so.
    #[must_use]
    pub fn answered_by(&self, candidate: &Candidate) -> Option<&Message> {
        let message = self.message(candidate.message?);
        match candidate.kind {
            Kind::Ok | Kind::Error => Some(
                message
                    .answers
                    .map_or(message, |request| self.message(request)),
            ),
            Kind::Event | Kind::Request => None,
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleId> {
        self.roles
            .iter()
            .position(|role| role.name == name)
            .map(RoleId)
    }

    /// The direction between two roles, if a channel joins them and something travels there.
    #[must_use]
    pub fn direction(&self, from: RoleId, to: RoleId) -> Option<&Direction> {
        self.directions
            .iter()
            .find(|direction| direction.from == from && direction.to == to)
    }
}

/// The place of a role in [`Protocol::roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RoleId(pub usize);

/// The place of a struct in [`Protocol::structs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StructId(pub usize);

/// The place of a message in [`Protocol::messages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MessageId(pub usize);

/// An identifier in upper camel case, such as `AccessToken`. Targets derive their own case from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifier(pub String);

/// A party of the protocol.
#[derive(Debug, Clone)]
pub struct Role {
    /// The name in the spec: `widget`.
    pub name: String,
    /// The name as an identifier: `Widget`.
    pub identifier: Identifier,
    /// What the party is.
    pub doc: Option<String>,
}

/// A pipe between two roles.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The name in the spec.
    pub name: String,
    /// What the channel is for.
    pub doc: Option<String>,
    /// The two ends.
    pub between: [RoleId; 2],
    /// What carries the messages.
    pub transport: Transport,
    /// How answers that carry no id find their request.
    pub correlation: Option<Correlation>,
    /// How long a request waits for its answer.
    pub timeout: Option<Duration>,
}

/// What carries messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// `window.postMessage`.
    Window,
    /// A `MessagePort`.
    Port,
}

/// How an answer without an id finds its request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correlation {
    /// One request at a time, so the answer is for that one.
    SingleFlight,
}

/// What a decoder makes of a well-formed tag that nobody declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undeclared {
    /// A verdict of its own, with name and data.
    Keep,
    /// A refusal with code `name`.
    Refuse,
}

/// An event, a request, or an answer that carries a name.
#[derive(Debug, Clone)]
pub struct Message {
    /// What stands at `$name` on the wire.
    pub name: String,
    /// The identifier derived from the name, or given by `as`.
    pub identifier: Identifier,
    /// The role that sends it.
    pub from: RoleId,
    /// The role that receives it.
    pub to: RoleId,
    /// What it says.
    pub doc: Option<String>,
    /// When it is sent.
    pub when: Option<String>,
    /// The messages that come before it.
    pub after: Vec<MessageId>,
    /// The messages that follow it.
    pub then: Sequence,
    /// What it carries; `None` when a message without payload is declared.
    pub payload: Option<Payload>,
    /// How it is answered, if it is a request.
    pub request: Option<Request>,
    /// The request that it answers, if it is an answer.
    pub answers: Option<MessageId>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Payloads that fit, as JSON text.
    pub examples: Vec<String>,
    /// Where its name stands in the spec.
    pub span: Span,
}

/// The messages that follow a message.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// The messages, in the order in which they come.
    pub messages: Vec<MessageId>,
    /// Whether only one of them comes.
    pub one_of: bool,
}

/// What a reader must know of something on its way out.
#[derive(Debug, Clone, Default)]
pub struct Deprecated {
    /// The version of the protocol from which on it should not be used.
    pub since: Option<String>,
    /// What to use instead.
    pub instead: Option<String>,
    /// Why, or how to move.
    pub doc: Option<String>,
}

/// What a message carries.
#[derive(Debug, Clone)]
pub struct Payload {
    /// Its type.
    pub ty: Type,
    /// Whether it may be left out.
    pub optional: bool,
    /// What the payload itself is, beside what the message says.
    pub doc: Option<String>,
}

/// How a request is answered.
#[derive(Debug, Clone)]
pub struct Request {
    /// What success brings.
    pub ok: Outcome,
    /// The error texts that the spec lists; others are possible.
    pub errors: Vec<KnownError>,
    /// The answer of a request that succeeded, where the spec describes it as a message.
    pub ok_answer: Option<MessageId>,
    /// How long to wait, if it differs from the channel's.
    pub timeout: Option<Duration>,
}

/// What the answer to a request carries when it succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An answer without payload.
    Nothing,
    /// No answer at all.
    Never,
}

/// An error text that the spec lists.
#[derive(Debug, Clone)]
pub struct KnownError {
    /// The text on the wire.
    pub text: String,
    /// The text as an identifier: `UserNotLogin`.
    pub identifier: Identifier,
    /// What it means.
    pub doc: Option<String>,
}

/// A type as used at one place, with the constraints of that place.
#[derive(Debug, Clone)]
pub struct Type {
    /// What the value looks like.
    pub shape: Shape,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether it is kept out of logs.
    pub secret: bool,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// Whether the protocol's own documentation does not say what it looks like.
    pub undocumented: bool,
}

/// What a value looks like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Text, with limits on its length in Unicode scalar values.
    Text(Limits),
    /// `true` or `false`.
    Bool,
    /// A whole number within ±(2^53−1).
    Int(Range),
    /// A finite double.
    Number(Range),
    /// Any JSON value.
    Json,
    /// A URL with one of these schemes, in lower case.
    Url(Vec<String>),
    /// A list, with limits on its length.
    List(Box<Type>, Limits),
    /// An object with arbitrary keys.
    Map(Box<Type>),
    /// An object with declared fields.
    Struct(StructId),
}

/// The least and greatest length of a text or list, inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least length.
    pub minimum: Option<usize>,
    /// The greatest length.
    pub maximum: Option<usize>,
}

/// The least and greatest value of a number, inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Range {
    /// The least value.
    pub minimum: Option<f64>,
    /// The greatest value.
    pub maximum: Option<f64>,
}

/// An object with declared fields.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its name in generated code.
    pub identifier: Identifier,
    /// The direction whose message declares it inline; `None` for one under `types`.
    pub owner: Option<(RoleId, RoleId)>,
    /// What it is.
    pub doc: Option<String>,
    /// Its fields, in spec order.
    pub fields: Vec<Field>,
    /// What happens to keys that are not declared.
    pub others: Others,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where it is declared.
    pub span: Span,
}

/// One declared key of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// The key as an identifier.
    pub identifier: Identifier,
    /// The type of its value.
    pub ty: Type,
    /// Whether the key may be absent.
    pub optional: bool,
    /// What it means.
    pub doc: Option<String>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
}

/// What happens to the keys that a struct does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They are dropped unread.
    Ignore,
    /// They are kept as JSON.
    Keep,
    /// The message is refused.
    Refuse,
}

/// What travels from one role to the other over one channel.
#[derive(Debug, Clone)]
pub struct Direction {
    /// `PortalToWidget`.
    pub identifier: Identifier,
    /// The sender.
    pub from: RoleId,
    /// The receiver.
    pub to: RoleId,
    /// The place of the channel in [`Protocol::channels`].
    pub channel: usize,
    /// The layouts that its messages have on the wire, in spec order.
    pub forms: Vec<Form>,
    /// The messages and answers, events and requests first, in spec order.
    pub candidates: Vec<Candidate>,
    /// What becomes of a tag that nobody declared.
    pub undeclared: Undeclared,
    /// How a decoder may tell the candidates apart.
    pub plan: Plan,
}

impl Direction {
    /// The forms as the telling algorithm takes them.
    #[must_use]
    pub fn telling_forms(&self) -> Vec<telling::Form> {
        self.forms.iter().map(|form| form.telling.clone()).collect()
    }
}

/// One layout of an envelope.
#[derive(Debug, Clone)]
pub struct Form {
    /// The kind of message that takes it.
    pub kind: Kind,
    /// The JSON with its slots, in spec order.
    pub template: Vec<(String, Template)>,
    /// The same, flattened for telling.
    pub telling: telling::Form,
    /// Where it stands in the spec.
    pub span: Span,
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
}

impl Kind {
    /// All kinds, in the order of the language reference.
    pub const ALL: [Kind; 4] = [Kind::Event, Kind::Request, Kind::Ok, Kind::Error];

    /// The word in specs and verdicts: `event`, `request`, `ok` or `error`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Request => "request",
            Kind::Ok => "ok",
            Kind::Error => "error",
        }
    }
}

/// A JSON value with slots.
#[derive(Debug, Clone, PartialEq)]
pub enum Template {
    /// A value that must match.
    Constant(telling::Constant),
    /// A value that the message brings.
    Slot(Slot),
    /// An object with a template for each key.
    Object(Vec<(String, Template)>),
}

/// What a message brings to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The wire name.
    Name,
    /// The payload.
    Payload,
    /// The error text.
    Error,
}

/// Something that a decoder of a direction can answer with.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its kind.
    pub kind: Kind,
    /// The name of its variant: `AccessToken`, `Ok`.
    pub identifier: Identifier,
    /// The message whose name it carries: itself, or for an answer that repeats the name of its request that request.
    /// `None` for an answer that does not say which request it is for.
    pub message: Option<MessageId>,
    /// The place of its form in [`Direction::forms`].
    pub form: usize,
}

/// How a decoder may tell the candidates of a direction apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// One text at one key decides: either it is the constant of one form, or it is a name.
    Switch {
        /// The key at the top of the message.
        key: String,
    },
    /// The telling algorithm, over the table of forms.
    Table,
}
