//! A spec file as it is written: every key and value with its place, and no meaning yet.
//!
//! What may be written at all is the table in [`keys`]; what the words refer to is decided in
//! [`resolve`](crate::resolve).

mod gaps;
pub mod keys;
mod message;
mod nodes;
mod read;
mod scalars;
mod sets;
mod spec;
mod structs;
mod template;
mod type_expr;
mod types;
mod unions;

use std::time::Duration;

use trilogue_wire::telling::Constant;

use crate::model::{Correlation, Kind, Outcome, Slot, Transport, Undeclared};
use crate::source::{Span, Spanned};
use crate::yaml::Node;

pub use gaps::{Gaps, Section};
pub use nodes::*;
pub use read::{Fields, Reader};
pub use scalars::{Word, is_json_number};
pub use sets::constant_of;
pub use spec::read_document;
pub use template::slot_word;
pub use type_expr::is_type_name;

/// A piece of text and where it stands.
pub type Text = Spanned<String>;

/// A whole spec file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The name of the protocol.
    pub protocol: Text,
    /// The version of the protocol.
    pub version: Text,
    /// Its title.
    pub title: Option<Text>,
    /// What it is for.
    pub doc: Option<Text>,
    /// Prefixes that identifiers leave out.
    pub strip: Vec<Text>,
    /// The parties with what they are. Without that, something with the party is reported already.
    pub roles: Vec<(Text, Option<Text>)>,
    /// The layouts on the wire.
    pub envelopes: Vec<Envelope>,
    /// The pipes.
    pub channels: Vec<Channel>,
    /// The named types.
    pub types: Vec<(Text, TypeNode)>,
    /// The events.
    pub events: Vec<Message>,
    /// The requests.
    pub requests: Vec<Message>,
    /// What could not be read, so that nothing more is said of what refers to it.
    pub gaps: Gaps,
}

/// An entry under `envelopes`.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// Its name.
    pub name: Text,
    /// Its forms, in order.
    pub forms: Vec<Form>,
}

/// A form of an envelope.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for, and where that is said.
    pub kind: Spanned<Kind>,
    /// The JSON with slots.
    pub template: Vec<(Text, Template)>,
    /// The whole template.
    pub span: Span,
}

/// A value in a form.
#[derive(Debug, Clone)]
pub enum Template {
    /// A value that must match.
    Constant(Constant),
    /// A slot, and where it stands.
    Slot(Spanned<Slot>),
    /// An object.
    Object(Vec<(Text, Template)>),
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
    /// The name of the envelope. `None` when it cannot be read.
    pub envelope: Option<Text>,
    /// How answers find their request.
    pub correlation: Option<Correlation>,
    /// How long a request waits.
    pub timeout: Option<Duration>,
    /// What becomes of undeclared names.
    pub undeclared: Undeclared,
}

/// An entry under `events` or `requests`.
#[derive(Debug, Clone)]
pub struct Message {
    /// The key.
    pub key: Text,
    /// The wire name where it differs from the key.
    pub name: Option<Text>,
    /// The sender and the receiver. `None` when the direction cannot be read.
    pub roles: Option<[Text; 2]>,
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
    /// Payloads that must fit.
    pub examples: Vec<Node>,
    /// The version that brought it.
    pub since: Option<Text>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// The answer, for a request.
    pub request: Option<Request>,
}

/// What only requests say.
#[derive(Debug, Clone)]
pub struct Request {
    /// What success brings.
    pub ok: Outcome,
    /// The answer of success, where it is described.
    pub ok_answer: Option<Answer>,
    /// The listed error texts.
    pub errors: Vec<ErrorText>,
    /// How long to wait.
    pub timeout: Option<Duration>,
}

/// An answer that is described as a message.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The key that it stands under.
    pub key: Span,
    /// The wire name where it is not that of the request.
    pub name: Option<Text>,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it says.
    pub doc: Option<Text>,
    /// What it carries.
    pub payload: Option<TypeNode>,
    /// Payloads that must fit.
    pub examples: Vec<Node>,
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

/// A listed error text.
#[derive(Debug, Clone)]
pub struct ErrorText {
    /// The text on the wire.
    pub text: Text,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it means.
    pub doc: Option<Text>,
}
