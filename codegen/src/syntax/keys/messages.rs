//! The keys of a spec outside its types.

use super::ValueShape::{
    Any, Duration, Either, List, Mapping, MappingOf, OneOrMore, Text, Type, Word,
};
use super::{AS, DEPRECATED_KEY, DOC, Key, SINCE, Table, ValueShape, optional, required};

const EXAMPLES: Key = optional(
    "examples",
    List(&Any),
    "Payloads that fit. They are checked.",
);
const INCLUDE: Key = optional(
    "include",
    TEXTS,
    "Files of the same folder or below whose parts belong to this spec.",
);

const TEXTS: ValueShape = List(&Text);

/// The top of a spec.
pub static SPEC: Table = Table {
    of: "a spec",
    keys: &[
        required(
            "trilogue",
            Word(&["1"]),
            "The version of the spec language: 1.",
        ),
        required("protocol", Text, "The name of the protocol, in kebab case."),
        required("version", Text, "The version of the protocol."),
        optional("title", Text, "The name for readers."),
        DOC,
        INCLUDE,
        optional(
            "naming",
            Mapping(&NAMING),
            "How identifiers are derived from wire names.",
        ),
        required("roles", MappingOf(&Text), "The parties."),
        required(
            "envelopes",
            MappingOf(&Mapping(&ENVELOPE)),
            "How a message looks on the wire.",
        ),
        required(
            "channels",
            MappingOf(&Mapping(&CHANNEL)),
            "Which pipe joins which roles.",
        ),
        optional("types", MappingOf(&Type), "What data looks like."),
        optional(
            "events",
            MappingOf(&MappingOf(&Mapping(&EVENT))),
            "Messages without an answer, by direction.",
        ),
        optional(
            "requests",
            MappingOf(&MappingOf(&Mapping(&REQUEST))),
            "Messages with an answer, by direction.",
        ),
    ],
};

/// The mapping under `naming`.
pub static NAMING: Table = Table {
    of: "`naming`",
    keys: &[optional(
        "strip",
        TEXTS,
        "Prefixes of wire names that identifiers leave out.",
    )],
};

/// An entry under `envelopes`.
pub static ENVELOPE: Table = Table {
    of: "an envelope",
    keys: &[
        DOC,
        optional("event", Any, "The layout of events."),
        optional("request", Any, "The layout of requests."),
        optional(
            "ok",
            Any,
            "The layout of answers to requests that succeeded.",
        ),
        optional(
            "error",
            Any,
            "The layout of answers to requests that failed.",
        ),
    ],
};

/// An entry under `channels`.
pub static CHANNEL: Table = Table {
    of: "a channel",
    keys: &[
        DOC,
        required("between", TEXTS, "The two roles that it joins."),
        required(
            "transport",
            Word(&["window", "port"]),
            "What carries the messages: `window` or `port`.",
        ),
        required("envelope", Text, "The envelope of its messages."),
        optional(
            "correlation",
            Word(&["single-flight"]),
            "How an answer finds its request: `single-flight`.",
        ),
        optional(
            "timeout",
            Duration,
            "How long a request waits for its answer: `30s`.",
        ),
        optional(
            "unknown",
            Word(&["keep", "refuse"]),
            "What becomes of a name that nobody declared: `keep` or `refuse`.",
        ),
    ],
};

/// An entry below a direction under `events`.
pub static EVENT: Table = Table {
    of: "an event",
    keys: &[
        DOC,
        optional("name", Text, "The wire name, where it is not the key."),
        AS,
        optional("when", Text, "What makes the sender send it."),
        optional(
            "after",
            OneOrMore(&Text),
            "The messages that come before it.",
        ),
        optional(
            "then",
            Either(&[OneOrMore(&Text), Mapping(&THEN)]),
            "The messages that follow it.",
        ),
        optional("payload", Type, "The type of what it carries."),
        optional("fields", MappingOf(&Type), "The fields of what it carries."),
        SINCE,
        DEPRECATED_KEY,
        EXAMPLES,
    ],
};

/// An entry below a direction under `requests`.
pub static REQUEST: Table = Table {
    of: "a request",
    keys: &[
        DOC,
        optional("name", Text, "The wire name, where it is not the key."),
        AS,
        optional("when", Text, "What makes the sender send it."),
        optional(
            "after",
            OneOrMore(&Text),
            "The messages that come before it.",
        ),
        optional(
            "then",
            Either(&[OneOrMore(&Text), Mapping(&THEN)]),
            "The messages that follow it.",
        ),
        optional("payload", Type, "The type of what it carries."),
        optional("fields", MappingOf(&Type), "The fields of what it carries."),
        required(
            "ok",
            Either(&[Word(&["nothing", "never"]), Type, Mapping(&ANSWER)]),
            "What success brings: `nothing` (an answer without payload), `never` (no answer), a type, or a mapping.",
        ),
        optional(
            "errors",
            Either(&[TEXTS, MappingOf(&Either(&[Text, Mapping(&ERROR)]))]),
            "The known error texts.",
        ),
        optional(
            "timeout",
            Duration,
            "How long it waits for its answer: `30s`.",
        ),
        SINCE,
        DEPRECATED_KEY,
        EXAMPLES,
    ],
};

/// The mapping under `ok` of a request.
pub static ANSWER: Table = Table {
    of: "an answer",
    keys: &[
        DOC,
        optional(
            "name",
            Text,
            "The wire name, where it is not that of the request.",
        ),
        AS,
        optional("type", Type, "The type of what it carries."),
        optional("fields", MappingOf(&Type), "The fields of what it carries."),
        EXAMPLES,
    ],
};

/// The mapping under `deprecated`.
pub static DEPRECATED: Table = Table {
    of: "`deprecated`",
    keys: &[
        optional(
            "since",
            Text,
            "The version of the protocol from which on it should not be used.",
        ),
        optional("use", Text, "What to use instead."),
        DOC,
    ],
};

/// The mapping under `then`.
pub static THEN: Table = Table {
    of: "`then`",
    keys: &[required(
        "oneOf",
        TEXTS,
        "The messages of which one follows.",
    )],
};

/// The top of a file that a spec includes.
pub static INCLUDED: Table = Table {
    of: "an included file",
    keys: &[
        optional(
            "trilogue",
            Word(&["1"]),
            "The version of the spec language: 1.",
        ),
        DOC,
        INCLUDE,
        optional("roles", MappingOf(&Text), "The parties."),
        optional(
            "envelopes",
            MappingOf(&Mapping(&ENVELOPE)),
            "How a message looks on the wire.",
        ),
        optional(
            "channels",
            MappingOf(&Mapping(&CHANNEL)),
            "Which pipe joins which roles.",
        ),
        optional("types", MappingOf(&Type), "What data looks like."),
        optional(
            "events",
            MappingOf(&MappingOf(&Mapping(&EVENT))),
            "Messages without an answer, by direction.",
        ),
        optional(
            "requests",
            MappingOf(&MappingOf(&Mapping(&REQUEST))),
            "Messages with an answer, by direction.",
        ),
    ],
};

/// A text under `errors` of which more is said.
pub static ERROR: Table = Table {
    of: "an error",
    keys: &[DOC, AS],
};
