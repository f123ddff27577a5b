//! The keys of a spec outside its types.

use super::ValueShape::{
    Any, ByDirection, Constant, Count, Duration, Either, Flag, List, Mapping, MappingOf, OneOrMore,
    Text, TextOrNumber, Type, Word,
};
use super::pipes::{CHANNEL, CORRELATION_FIELD, ENVELOPE};
use super::types::{ITEM, ITEMS, REST_DOC, TYPE_KEYS};
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
const ENVELOPES_DOC: &str = "How a message looks on the wire.";
const CHANNELS_DOC: &str = "Which pipe joins which roles.";
const EVENTS_SHAPE: ValueShape = ByDirection(&MappingOf(&Mapping(&EVENT)));
const REQUESTS_SHAPE: ValueShape = ByDirection(&MappingOf(&Mapping(&REQUEST)));
const PROPERTY_SHAPE: ValueShape = Either(&[Type, Mapping(&PROPERTY)]);
const EVENTS: Key = optional(
    "events",
    EVENTS_SHAPE,
    "Messages without an answer, by direction.",
);
const REQUESTS: Key = optional(
    "requests",
    REQUESTS_SHAPE,
    "Messages with an answer, by direction.",
);
const PROPERTIES: Key = optional(
    "properties",
    MappingOf(&MappingOf(&PROPERTY_SHAPE)),
    "Values that others can look at, by the role that has them.",
);

pub(super) const TEXTS: ValueShape = List(&Text);
const CORRELATION_SHAPE: ValueShape = Either(&[
    Word(&["id", "name", "single-flight"]),
    Mapping(&CORRELATION_FIELD),
]);

const NAME: Key = optional(
    "name",
    Constant,
    "The wire name, where it is not the key: text, a number, `true` or `false`.",
);
const CHANNELS: Key = optional(
    "channels",
    OneOrMore(&Text),
    "The channels that carry it, where not all between its two roles do.",
);
const ENVELOPE_KEY: Key = optional(
    "envelope",
    Text,
    "The envelope that it takes, where that is not the first of its channel with a form for it.",
);
const GATED_BY: Key = optional(
    "gatedBy",
    Text,
    "What must be switched on for it to be sent.",
);
pub(super) const CORRELATION: Key = optional(
    "correlation",
    OneOrMore(&CORRELATION_SHAPE),
    "How an answer finds its request: `id`, `name`, `single-flight` or `{ field: key }`, or a list of these, tried in order.",
);
pub(super) const TIMEOUT: Key = optional(
    "timeout",
    Duration,
    "How long a request waits for its answer: `30s`.",
);
const ERROR_SHAPE: ValueShape = Either(&[Text, Mapping(&ERROR)]);
const ERRORS_SHAPE: ValueShape = Either(&[List(&TextOrNumber), MappingOf(&ERROR_SHAPE)]);
pub(super) const ERRORS: Key = optional(
    "errors",
    ERRORS_SHAPE,
    "The known errors: a list, or a mapping from text or number to what it means. `closed: true` in it says that there are no others.",
);
const WHEN: Key = optional("when", Text, "What makes the sender send it.");
const AFTER: Key = optional(
    "after",
    OneOrMore(&Text),
    "The messages that come before it.",
);
const THEN_SHAPE: ValueShape = Either(&[OneOrMore(&Text), Mapping(&THEN)]);
const THEN_KEY: Key = optional("then", THEN_SHAPE, "The messages that follow it.");
const PAYLOAD: Key = optional("payload", Type, "The type of what it carries.");
const FIELDS: Key = optional("fields", MappingOf(&Type), "The fields of what it carries.");
const ARGS: Key = optional(
    "args",
    ITEMS,
    "What it carries, as a list of arguments: `[ { title: string } ]`.",
);
const REST: Key = optional("rest", ITEM, REST_DOC);
const IDEMPOTENT: Key = optional(
    "idempotent",
    Flag,
    "Whether it may be delivered twice without harm.",
);
const MAX_BYTES: Key = optional(
    "maxBytes",
    Count,
    "The most bytes that it may have on the wire.",
);

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
        required("envelopes", MappingOf(&Mapping(&ENVELOPE)), ENVELOPES_DOC),
        required("channels", MappingOf(&Mapping(&CHANNEL)), CHANNELS_DOC),
        optional("types", MappingOf(&Type), "What data looks like."),
        EVENTS,
        REQUESTS,
        PROPERTIES,
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

/// An entry below a direction under `events`.
pub static EVENT: Table = Table {
    of: "an event",
    keys: &[
        DOC,
        NAME,
        AS,
        WHEN,
        AFTER,
        THEN_KEY,
        PAYLOAD,
        FIELDS,
        ARGS,
        REST,
        optional(
            "subscribe",
            Either(&[Flag, Mapping(&SUBSCRIBE)]),
            "That it comes to those who ask for it: `true`, or `{ options, ok }`.",
        ),
        CHANNELS,
        ENVELOPE_KEY,
        GATED_BY,
        IDEMPOTENT,
        MAX_BYTES,
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
        optional(
            "name",
            Either(&[Constant, Mapping(&BOUND)]),
            "The wire name, where it is not the key, or `{ bound: true }` where it is chosen at run time.",
        ),
        AS,
        WHEN,
        AFTER,
        THEN_KEY,
        PAYLOAD,
        FIELDS,
        ARGS,
        REST,
        required(
            "ok",
            OUTCOME,
            "What success brings: `nothing` (an answer without payload), `never` (no answer), a type, or a mapping.",
        ),
        optional(
            "error",
            Either(&[Type, Mapping(&ANSWER)]),
            "What failure brings: the type of the error body, or a mapping.",
        ),
        ERRORS,
        CORRELATION,
        TIMEOUT,
        CHANNELS,
        ENVELOPE_KEY,
        GATED_BY,
        IDEMPOTENT,
        MAX_BYTES,
        SINCE,
        DEPRECATED_KEY,
        EXAMPLES,
    ],
};

const OUTCOME: ValueShape = Either(&[Word(&["nothing", "never"]), Type, Mapping(&ANSWER)]);

/// The mapping under `name` of a request.
pub static BOUND: Table = Table {
    of: "`name`",
    keys: &[
        required("bound", Flag, "`true`: the name is chosen at run time."),
        optional("default", Text, "The name while nobody has chosen one."),
        optional(
            "many",
            Flag,
            "Whether there can be several names at a time.",
        ),
    ],
};

/// The mapping under `subscribe` of an event.
pub static SUBSCRIBE: Table = Table {
    of: "`subscribe`",
    keys: &[
        optional(
            "options",
            Type,
            "The type of the options, where it is not that of the envelope.",
        ),
        optional(
            "ok",
            OUTCOME,
            "What answers a subscription, if anything does, as in a request.",
        ),
    ],
};

/// The mapping under `ok` or `error` of a request.
pub static ANSWER: Table = Table {
    of: "an answer",
    keys: &joined::<{ ANSWER_KEYS.len() + TYPE_KEYS.len() }>(&ANSWER_KEYS),
};

const ANSWER_KEYS: [Key; 1] = [optional(
    "name",
    Constant,
    "The wire name, where it is not that of the request.",
)];

/// An entry below a role under `properties`.
pub static PROPERTY: Table = Table {
    of: "a property",
    keys: &joined::<{ PROPERTY_KEYS.len() + TYPE_KEYS.len() }>(&PROPERTY_KEYS),
};

const PROPERTY_KEYS: [Key; 4] = [
    NAME,
    optional("when", Text, "What makes it change."),
    CHANNELS,
    ENVELOPE_KEY,
];

/// Some keys, and behind them those of a type.
pub(super) const fn joined<const N: usize>(first: &[Key]) -> [Key; N] {
    let mut keys = [TYPE_KEYS[0]; N];
    let mut at = 0;
    while at < N {
        keys[at] = if at < first.len() {
            first[at]
        } else {
            TYPE_KEYS[at - first.len()]
        };
        at += 1;
    }
    keys
}

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
        optional("envelopes", MappingOf(&Mapping(&ENVELOPE)), ENVELOPES_DOC),
        optional("channels", MappingOf(&Mapping(&CHANNEL)), CHANNELS_DOC),
        optional("types", MappingOf(&Type), "What data looks like."),
        EVENTS,
        REQUESTS,
        PROPERTIES,
    ],
};

/// A text under `errors` of which more is said.
pub static ERROR: Table = Table {
    of: "an error",
    keys: &[DOC, AS],
};
