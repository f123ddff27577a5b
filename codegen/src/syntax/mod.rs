//! A spec file as it is written: every key and value with its place, and no meaning yet.
//!
//! What may be written at all is the table in [`keys`]; what the words refer to is decided in
//! [`resolve`](crate::resolve).

mod advice;
mod answer;
mod channel;
mod direction;
mod entries;
mod envelope;
mod foreign;
mod gaps;
pub mod keys;
mod message;
mod nodes;
mod read;
mod scalars;
mod sets;
mod slots;
mod spec;
mod structs;
mod template;
mod type_expr;
mod types;
mod unions;

use crate::source::Spanned;

pub use entries::*;
pub use gaps::{Gaps, Section};
pub use nodes::*;
pub use read::{Fields, Reader};
pub use scalars::{Word, is_json_number, listed};
pub use sets::constant_of;
pub use slots::{SlotName, can_be_own, slot_word, slot_words};
pub use spec::read_document;
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
    /// The properties.
    pub properties: Vec<Property>,
    /// What could not be read, so that nothing more is said of what refers to it.
    pub gaps: Gaps,
}
