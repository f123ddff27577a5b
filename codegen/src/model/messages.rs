//! What is said: messages, what they carry, and how they are answered.

use std::time::Duration;

use trilogue_wire::telling::Constant;

use super::{Correlation, Identifier, MessageId, RoleId, Type, WireName};
use crate::source::Span;

/// An event, a request, a property, or an answer that the spec describes.
#[derive(Debug, Clone)]
pub struct Message {
    /// What the spec calls it: its key, and for an answer that of its request.
    pub key: String,
    /// What stands at `$name` on the wire, before an envelope puts text around it.
    pub name: WireName,
    /// That the name is chosen at run time; `name` is then the default, or the key where there is none.
    pub bound: Option<Bound>,
    /// The identifier derived from the name, or given by `as`.
    pub identifier: Identifier,
    /// The role that sends it. Of a property the role that has it.
    pub from: RoleId,
    /// The role that receives it. Of a property a role that can look at it.
    pub to: RoleId,
    /// What it says.
    pub doc: Option<String>,
    /// When it is sent.
    pub when: Option<String>,
    /// The messages that come before it.
    pub after: Vec<MessageId>,
    /// The messages that follow it.
    pub then: Sequence,
    /// What must be switched on for it to be sent.
    pub gated_by: Option<String>,
    /// Whether it may be delivered twice without harm.
    pub idempotent: bool,
    /// The most bytes that it may have on the wire.
    pub max_bytes: Option<u64>,
    /// What it carries; `None` when a message without payload is declared. Arguments are a tuple.
    pub payload: Option<Payload>,
    /// What it is.
    pub role: MessageRole,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Payloads that fit, as JSON text.
    pub examples: Vec<String>,
    /// Where its name stands in the spec.
    pub span: Span,
}

impl Message {
    /// How it is answered, if it is a request.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match &self.role {
            MessageRole::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The message that it answers, if it is an answer.
    #[must_use]
    pub fn answers(&self) -> Option<MessageId> {
        match &self.role {
            MessageRole::Ok(id) | MessageRole::Error(id) => Some(*id),
            _ => None,
        }
    }
}

/// What a message is.
#[derive(Debug, Clone)]
pub enum MessageRole {
    /// A message that wants no answer.
    Event {
        /// How others ask for it, where they must.
        subscription: Option<Subscription>,
    },
    /// A message that wants an answer.
    Request(Request),
    /// A value that one role has and others can look at; its payload is that value.
    Property,
    /// The described answer of a request that succeeded.
    Ok(MessageId),
    /// The described answer of a request that failed; its payload is the error.
    Error(MessageId),
}

/// How an event is asked for.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// The options, where they are not those of the envelope.
    pub options: Option<Type>,
    /// Whether it is answered.
    pub answered: bool,
    /// What answers it, where the spec describes that.
    pub ok: Option<MessageId>,
}

/// That the wire name of a request is chosen at run time.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The name while nobody has chosen one.
    pub default: Option<String>,
    /// Whether there can be several names at a time.
    pub many: bool,
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
    /// Whether it is a list of arguments, which goes to `$args`.
    pub arguments: bool,
    /// What the payload itself is, beside what the message says.
    pub doc: Option<String>,
}

/// How a request is answered.
#[derive(Debug, Clone)]
pub struct Request {
    /// What success brings.
    pub ok: Outcome,
    /// The errors that the spec lists, without those of the channel.
    pub errors: Errors,
    /// The answer of a request that succeeded, where the spec describes it.
    pub ok_answer: Option<MessageId>,
    /// The answer of a request that failed, where the spec gives it a name or a type of its own.
    pub error_answer: Option<MessageId>,
    /// How the answer finds this request, where that is not the channel's matter.
    pub correlation: Vec<Correlation>,
    /// How long to wait, if it differs from the channel's.
    pub timeout: Option<Duration>,
}

/// Whether a request is answered when it succeeds, and whether the answer carries anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An answer without payload.
    Nothing,
    /// No answer at all.
    Never,
    /// An answer with the payload of [`Request::ok_answer`].
    Payload,
}

/// The errors that the spec lists.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    /// What `$code` can be, or `$error` where the form has no `$code`.
    pub known: Vec<KnownError>,
    /// Whether there are no others.
    pub closed: bool,
}

/// An error text or code that the spec lists.
#[derive(Debug, Clone)]
pub struct KnownError {
    /// The text or number on the wire.
    pub value: Constant,
    /// The same as an identifier: `UserNotLogin`.
    pub identifier: Identifier,
    /// What it means.
    pub doc: Option<String>,
    /// Where it is listed.
    pub span: Span,
}
