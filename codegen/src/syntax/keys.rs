//! What the keys of a spec are called, may hold and mean: the one table that reading and near names come from.

/// A key of one mapping of the file format.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// Whether the mapping is a mistake without it.
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
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

const fn required(name: &'static str, doc: &'static str) -> Key {
    Key {
        name,
        required: true,
        doc,
    }
}

const fn optional(name: &'static str, doc: &'static str) -> Key {
    Key {
        name,
        required: false,
        doc,
    }
}

const DOC: Key = optional("doc", "What it is, for readers. Markdown.");
const AS: Key = optional(
    "as",
    "The identifier in generated code, where the derived one does not do.",
);
const EXAMPLES: Key = optional("examples", "Payloads that fit. They are checked.");
const SINCE: Key = optional("since", "The version of the protocol that brought it.");
const DEPRECATED_KEY: Key = optional(
    "deprecated",
    "That it is on its way out: `{ since, use, doc }`.",
);
const INCLUDE: Key = optional(
    "include",
    "Files of the same folder or below whose parts belong to this spec.",
);

/// The top of a spec.
pub const SPEC: Table = Table {
    of: "a spec",
    keys: &[
        required("trilogue", "The version of the spec language: 1."),
        required("protocol", "The name of the protocol, in kebab case."),
        required("version", "The version of the protocol."),
        optional("title", "The name for readers."),
        DOC,
        INCLUDE,
        optional("naming", "How identifiers are derived from wire names."),
        required("roles", "The parties."),
        required("envelopes", "How a message looks on the wire."),
        required("channels", "Which pipe joins which roles."),
        optional("types", "What data looks like."),
        optional("events", "Messages without an answer, by direction."),
        optional("requests", "Messages with an answer, by direction."),
    ],
};

/// The mapping under `naming`.
pub const NAMING: Table = Table {
    of: "`naming`",
    keys: &[optional(
        "strip",
        "Prefixes of wire names that identifiers leave out.",
    )],
};

/// An entry under `envelopes`.
pub const ENVELOPE: Table = Table {
    of: "an envelope",
    keys: &[
        DOC,
        optional("event", "The layout of events."),
        optional("request", "The layout of requests."),
        optional("ok", "The layout of answers to requests that succeeded."),
        optional("error", "The layout of answers to requests that failed."),
    ],
};

/// An entry under `channels`.
pub const CHANNEL: Table = Table {
    of: "a channel",
    keys: &[
        DOC,
        required("between", "The two roles that it joins."),
        required(
            "transport",
            "What carries the messages: `window` or `port`.",
        ),
        required("envelope", "The envelope of its messages."),
        optional(
            "correlation",
            "How an answer finds its request: `single-flight`.",
        ),
        optional("timeout", "How long a request waits for its answer: `30s`."),
        optional(
            "unknown",
            "What becomes of a name that nobody declared: `keep` or `refuse`.",
        ),
    ],
};

/// An entry below a direction under `events`.
pub const EVENT: Table = Table {
    of: "an event",
    keys: &[
        DOC,
        optional("name", "The wire name, where it is not the key."),
        AS,
        optional("when", "What makes the sender send it."),
        optional("after", "The messages that come before it."),
        optional("then", "The messages that follow it."),
        optional("payload", "The type of what it carries."),
        optional("fields", "The fields of what it carries."),
        SINCE,
        DEPRECATED_KEY,
        EXAMPLES,
    ],
};

/// An entry below a direction under `requests`.
pub const REQUEST: Table = Table {
    of: "a request",
    keys: &[
        DOC,
        optional("name", "The wire name, where it is not the key."),
        AS,
        optional("when", "What makes the sender send it."),
        optional("after", "The messages that come before it."),
        optional("then", "The messages that follow it."),
        optional("payload", "The type of what it carries."),
        optional("fields", "The fields of what it carries."),
        required(
            "ok",
            "What success brings: `nothing` (an answer without payload), `never` (no answer), a type, or a mapping.",
        ),
        optional("errors", "The known error texts."),
        optional("timeout", "How long it waits for its answer: `30s`."),
        SINCE,
        DEPRECATED_KEY,
        EXAMPLES,
    ],
};

/// The mapping under `ok` of a request.
pub const ANSWER: Table = Table {
    of: "an answer",
    keys: &[
        DOC,
        optional(
            "name",
            "The wire name, where it is not that of the request.",
        ),
        AS,
        optional("type", "The type of what it carries."),
        optional("fields", "The fields of what it carries."),
        EXAMPLES,
    ],
};

/// The mapping under `deprecated`.
pub const DEPRECATED: Table = Table {
    of: "`deprecated`",
    keys: &[
        optional(
            "since",
            "The version of the protocol from which on it should not be used.",
        ),
        optional("use", "What to use instead."),
        DOC,
    ],
};

/// The mapping under `then`.
pub const THEN: Table = Table {
    of: "`then`",
    keys: &[required("oneOf", "The messages of which one follows.")],
};

/// The top of a file that a spec includes.
pub const INCLUDED: Table = Table {
    of: "an included file",
    keys: &[
        optional("trilogue", "The version of the spec language: 1."),
        DOC,
        INCLUDE,
        optional("roles", "The parties."),
        optional("envelopes", "How a message looks on the wire."),
        optional("channels", "Which pipe joins which roles."),
        optional("types", "What data looks like."),
        optional("events", "Messages without an answer, by direction."),
        optional("requests", "Messages with an answer, by direction."),
    ],
};

/// A text under `errors` of which more is said.
pub const ERROR: Table = Table {
    of: "an error",
    keys: &[DOC, AS],
};

/// A type that is written as a mapping.
pub const TYPE: Table = Table {
    of: "a type",
    keys: &[
        optional("type", "A type that the other keys add to."),
        optional("fields", "The fields of a struct."),
        optional("list", "The type of a list's items."),
        optional("map", "The type of a map's values."),
        AS,
        DOC,
        SINCE,
        DEPRECATED_KEY,
        optional("optional", "Whether the key may be absent."),
        optional("nullable", "Whether it may be null."),
        optional("secret", "Whether it is kept out of logs."),
        optional("unit", "The unit of its numbers."),
        optional(
            "unknown",
            "What becomes of keys that a struct does not declare: `ignore`, `keep` or `refuse`.",
        ),
        optional("minimum", "The least value."),
        optional("maximum", "The greatest value."),
        optional("minLength", "The least number of Unicode characters."),
        optional("maxLength", "The greatest number of Unicode characters."),
        optional("minItems", "The least number of items."),
        optional("maxItems", "The greatest number of items."),
        optional("schemes", "The schemes that a URL may have."),
    ],
};

/// The keys of [`TYPE`] that hold a limit.
pub const CONSTRAINTS: [&str; 6] = [
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
];

/// All tables.
pub const TABLES: [&Table; 12] = [
    &SPEC,
    &NAMING,
    &ENVELOPE,
    &CHANNEL,
    &EVENT,
    &REQUEST,
    &ANSWER,
    &DEPRECATED,
    &THEN,
    &ERROR,
    &TYPE,
    &INCLUDED,
];
