//! Who takes part, and what joins them.

use std::borrow::Cow;
use std::time::Duration;

use trilogue_wire::telling;

use super::{Errors, Identifier, RoleId, Type};
use crate::source::Spanned;

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

/// What joins two roles.
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
    /// How a request travels over HTTP.
    pub http: Option<Http>,
    /// What the spec says of the trust between the two ends.
    pub trust: Trust,
    /// How an answer finds its request, tried in order.
    pub correlation: Vec<Correlation>,
    /// How long a request waits for its answer.
    pub timeout: Option<Duration>,
    /// The errors that every request can have.
    pub errors: Errors,
}

/// What carries messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// `window.postMessage`.
    Window,
    /// A `MessagePort`.
    Port,
    /// An event of the DOM.
    CustomEvent,
    /// A function that the app around the page gives it.
    Native,
    /// A request over HTTP, whose response is the answer.
    Http,
}

/// How a request travels over HTTP.
#[derive(Debug, Clone)]
pub struct Http {
    /// The method, in upper case.
    pub method: String,
    /// The path, if all requests have the same.
    pub path: Option<String>,
    /// The status of every answer, if there is but one.
    pub status: Option<u16>,
    /// How the sender shows who it is.
    pub auth: Option<Auth>,
}

/// How the sender of an HTTP request shows who it is.
#[derive(Debug, Clone)]
pub struct Auth {
    /// The header, such as `Authorization`.
    pub header: String,
    /// The word before the credentials, such as `Basic`.
    pub scheme: Option<String>,
    /// The names of the credentials, which are joined by colons and written in base64.
    pub credentials: Vec<String>,
}

/// What the spec says of the trust between the two ends of a channel.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// How the ends find each other.
    pub handshake: Option<Handshake>,
    /// Why a peer without an origin may take part.
    pub opaque: Option<String>,
    /// Why messages may be sent to whoever is at the other end.
    pub any_target: Option<String>,
}

/// How the two ends of a channel find each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handshake {
    /// By messages of the protocol.
    Own,
    /// By a port that somebody delivers.
    Delivered,
    /// Not at all.
    None,
}

/// How an answer finds its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correlation {
    /// One request at a time, so the answer is for that one.
    SingleFlight,
    /// By the id in both.
    Id,
    /// By the name in both.
    Name,
    /// By a field of this name in both payloads, and where that stands in the spec.
    Field(Spanned<String>),
}

/// What a decoder makes of a well-formed tag that nobody declared.
#[derive(Debug, Clone, PartialEq)]
pub enum Undeclared {
    /// A verdict of its own, with name and data.
    Keep,
    /// The same, if its payload is of this type.
    Typed(Type),
    /// A refusal with code `name`.
    Refuse,
}

/// What stands at `$name`.
#[derive(Debug, Clone, PartialEq)]
pub enum WireName {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
}

impl WireName {
    /// The name as people and verdicts write it: the text itself, or the number or truth value as JSON.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(telling::Name::number(*number).text().to_owned()),
            Self::Bool(value) => Cow::Owned(value.to_string()),
        }
    }
}
