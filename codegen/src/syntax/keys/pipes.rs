//! The keys of envelopes and channels.

use super::ValueShape::{
    Any, ByDirection, Count, Either, Flag, Mapping, MappingOf, OneOrMore, Text, Type, Word,
};
use super::messages::{CORRELATION, ERRORS, TEXTS, TIMEOUT, joined};
use super::types::TYPE_KEYS;
use super::{DOC, Key, Table, ValueShape, optional, required};

/// A word, or a word for each of some directions.
const ENCODING: ValueShape = Either(&[Word(&["json-text"]), ByDirection(&Word(&["json-text"]))]);

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
        "`message`, where each message has a value of its own. Otherwise it is the same in all messages between two ends.",
    ),
    optional(
        "match",
        Flag,
        "Whether a message with another value is for somebody else. It is read all the same: who receives it compares.",
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
