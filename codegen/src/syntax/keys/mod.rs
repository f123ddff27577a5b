//! What the keys of a spec are called, may hold and mean: the tables that reading, near names, the JSON Schema and the
//! reference come from.

mod messages;
mod pipes;
mod types;
mod words;

pub use messages::*;
pub use pipes::*;
pub use types::*;
pub use words::*;

/// A key of one mapping of the file format.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// Whether the mapping is a mistake without it.
    pub required: bool,
    /// What may stand there.
    pub value: ValueShape,
    /// What it means.
    pub doc: &'static str,
}

/// What the value of a key may be.
#[derive(Debug, Clone, Copy)]
pub enum ValueShape {
    /// Text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number as JSON writes it.
    Number,
    /// A whole number from 0 on.
    Count,
    /// A time span, such as `30s`.
    Duration,
    /// A text, a number, `true`, `false` or `null`, as it is meant on the wire.
    Constant,
    /// A text or a number, as it is meant on the wire.
    TextOrNumber,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A type: text such as `optional list<string>`, or a mapping with the keys of [`TYPE`].
    Type,
    /// A member of a union: a type, or a mapping with the keys of [`MEMBER`].
    Member,
    /// Any value.
    Any,
    /// A list.
    List(&'static ValueShape),
    /// One value, or a list of such.
    OneOrMore(&'static ValueShape),
    /// A mapping with the keys of a table.
    Mapping(&'static Table),
    /// A mapping whose keys the author chooses.
    MappingOf(&'static ValueShape),
    /// A mapping whose keys are directions, such as `host -> widget`.
    ByDirection(&'static ValueShape),
    /// One of several.
    Either(&'static [ValueShape]),
}

/// The keys of one mapping of the file format.
#[derive(Debug)]
pub struct Table {
    /// What the mapping is, for use in a sentence: `a channel`.
    pub of: &'static str,
    /// Its keys, in the order in which they are usually written.
    pub keys: &'static [Key],
}

impl Table {
    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn required(name: &'static str, value: ValueShape, doc: &'static str) -> Key {
    Key {
        name,
        required: true,
        value,
        doc,
    }
}

const fn optional(name: &'static str, value: ValueShape, doc: &'static str) -> Key {
    Key {
        name,
        required: false,
        value,
        doc,
    }
}

/// The key for the doc of anything.
const DOC: Key = optional(
    "doc",
    ValueShape::Text,
    "What it is, for readers. Markdown.",
);
const AS: Key = optional(
    "as",
    ValueShape::Text,
    "The identifier in generated code, where the derived one does not do.",
);
const SINCE: Key = optional(
    "since",
    ValueShape::Text,
    "The version of the protocol that brought it.",
);
const DEPRECATED_KEY: Key = optional(
    "deprecated",
    ValueShape::Mapping(&DEPRECATED),
    "That it is on its way out: `{ since, use, doc }`.",
);

/// All tables.
pub static TABLES: [&Table; 24] = [
    &SPEC,
    &NAMING,
    &ENVELOPE,
    &SLOT,
    &CHANNEL,
    &HTTP,
    &AUTH,
    &TRUST,
    &REASON,
    &CORRELATION_FIELD,
    &EVENT,
    &REQUEST,
    &BOUND,
    &SUBSCRIBE,
    &ANSWER,
    &PROPERTY,
    &DEPRECATED,
    &THEN,
    &ERROR,
    &TYPE,
    &MEMBER,
    &VALUE,
    &REST,
    &INCLUDED,
];
