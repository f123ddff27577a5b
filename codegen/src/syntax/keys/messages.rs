//! The keys of a spec outside its types.

use super::ValueShape::{
    Any, ByDirection, Constant, Count, Duration, Either, Flag, List, Mapping, MappingOf, OneOrMore,
    Text, Type, Word,
};
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

const TEXTS: ValueShape = List(&Text);
/// A word, or a word for each of some directions.
const ENCODING: ValueShape = Either(&[Word(&["json-text"]), ByDirection(&Word(&["json-text"]))]);
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
const CORRELATION: Key = optional(
    "correlation",
    OneOrMore(&CORRELATION_SHAPE),
    "How an answer finds its request: `id`, `name`, `single-flight` or `{ field: key }`, or a list of these, tried in order.",
);
const TIMEOUT: Key = optional(
    "timeout",
    Duration,
    "How long a request waits for its answer: `30s`.",
);
const ERROR_SHAPE: ValueShape = Either(&[Text, Mapping(&ERROR)]);
const ERRORS_SHAPE: ValueShape = Either(&[List(&Constant), MappingOf(&ERROR_SHAPE)]);
const ERRORS: Key = optional(
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

/// An entry under `envelopes`.
pub static ENVELOPE: Table = Table {
    of: "an envelope",
    keys: &[
        DOC,
        optional(
            "fields",
            MappingOf(&Either(&[Type, Mapping(&SLOT)])),
            "The types of its slots: of `$id`, `$error`, `$code`, `$options` and `$request`, and of slots of its own.",
        ),
        optional(
            "outside",
            Word(&["$name"]),
            "`$name`, where the name stands outside of the message: it is that of a function or of a DOM event.",
        ),
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
        optional(
            "watch",
            Any,
            "The layout of wishes to be told when a property changes.",
        ),
        optional("changed", Any, "The layout of properties that changed."),
        optional("subscribe", Any, "The layout of wishes to get an event."),
        optional(
            "unsubscribe",
            Any,
            "The layout of wishes to get an event no more.",
        ),
        optional(
            "get",
            Any,
            "The layout of wishes to get a property, which are answered as requests are.",
        ),
        CORRELATION,
        TIMEOUT,
    ],
};

/// A slot under `fields` of an envelope.
pub static SLOT: Table = Table {
    of: "a slot",
    keys: &joined::<{ SLOT_KEYS.len() + TYPE_KEYS.len() }>(&SLOT_KEYS),
};

const SLOT_KEYS: [Key; 2] = [
    optional(
        "per",
        Word(&["message"]),
        "`message`, where each message has a value of its own. Otherwise it is given once, when two ends connect.",
    ),
    optional(
        "match",
        Flag,
        "Whether a message with another value is for somebody else.",
    ),
];

/// An entry under `channels`.
pub static CHANNEL: Table = Table {
    of: "a channel",
    keys: &[
        DOC,
        required("between", TEXTS, "The two roles that it joins."),
        required(
            "transport",
            Word(&["window", "port", "custom-event", "native", "http"]),
            "What carries the messages: `window`, `port`, `custom-event`, `native` or `http`.",
        ),
        required(
            "envelope",
            Either(&[OneOrMore(&Text), ByDirection(&OneOrMore(&Text))]),
            "The envelope of its messages, a list of them, or either for each direction: `{ host -> widget: calls }`.",
        ),
        optional(
            "encoding",
            ENCODING,
            "`json-text`, where a message is a text that holds JSON, or this for one direction: `{ widget -> host: json-text }`.",
        ),
        optional("http", Mapping(&HTTP), "How a request travels over HTTP."),
        optional(
            "trust",
            Mapping(&TRUST),
            "What the two ends know of each other.",
        ),
        CORRELATION,
        TIMEOUT,
        ERRORS,
        optional(
            "unknown",
            Either(&[Word(&["keep", "refuse"]), Type]),
            "What becomes of a name that nobody declared: `keep`, `refuse`, or the type of its payload.",
        ),
    ],
};

/// The mapping under `http` of a channel.
pub static HTTP: Table = Table {
    of: "`http`",
    keys: &[
        required("method", Text, "The method: `POST`."),
        optional("path", Text, "The path, if all requests have the same."),
        optional(
            "status",
            Count,
            "The status of every answer, if there is but one.",
        ),
        optional("auth", Mapping(&AUTH), "How the sender shows who it is."),
    ],
};

/// The mapping under `auth` of `http`.
pub static AUTH: Table = Table {
    of: "`auth`",
    keys: &[
        required("header", Text, "The header: `Authorization`."),
        optional("scheme", Text, "The word before the credentials: `Basic`."),
        required(
            "credentials",
            TEXTS,
            "The names of the credentials, which are joined by colons and written in base64.",
        ),
    ],
};

/// The mapping under `trust` of a channel.
pub static TRUST: Table = Table {
    of: "`trust`",
    keys: &[
        optional(
            "handshake",
            Word(&["own", "delivered", "none"]),
            "How the two ends find each other: by messages of the protocol (`own`), by a port that somebody delivers (`delivered`), or not at all (`none`).",
        ),
        optional(
            "opaque",
            Mapping(&REASON),
            "Why a peer without an origin may take part: `{ because: ... }`.",
        ),
        optional(
            "anyTarget",
            Mapping(&REASON),
            "Why messages may be sent to whoever is at the other end: `{ because: ... }`.",
        ),
    ],
};

/// The mapping under `opaque` and `anyTarget`.
pub static REASON: Table = Table {
    of: "a reason",
    keys: &[required("because", Text, "The reason, for readers.")],
};

/// The mapping under `correlation`.
pub static CORRELATION_FIELD: Table = Table {
    of: "`correlation`",
    keys: &[required(
        "field",
        Text,
        "The key in both payloads that joins an answer to its request.",
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
const fn joined<const N: usize>(first: &[Key]) -> [Key; N] {
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
