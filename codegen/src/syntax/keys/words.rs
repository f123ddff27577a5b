//! The words that stand in types.

/// A word of the language, and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// How it is written.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
}

const fn word(name: &'static str, doc: &'static str) -> Word {
    Word { name, doc }
}

/// The words that are a type.
pub static TYPE_WORDS: [Word; 11] = [
    word("string", "Text."),
    word("bool", "`true` or `false`."),
    word("int", "A whole number within ±(2^53−1)."),
    word("number", "A number that is a finite double."),
    word("json", "Any JSON value, nested at most 64 deep."),
    word(
        "url",
        "Text that is a URL with one of the `schemes`, which must be stated.",
    ),
    word(
        "uuid",
        "Text that is a UUID: 8-4-4-4-12 hexadecimal digits.",
    ),
    word(
        "datetime",
        "Text that is a date and time with a zone, after RFC 3339: `2026-01-26T09:30:00Z`.",
    ),
    word("date", "Text that is a date that exists: `2026-01-26`."),
    word(
        "base64",
        "Text that is base64: the standard alphabet, padded.",
    ),
    word(
        "undocumented",
        "As `json`, where the documentation of the protocol does not say what stands there.",
    ),
];

/// The words that stand around types.
pub static TYPE_MODIFIERS: [Word; 6] = [
    word("list", "`list<T>`: a list of any length."),
    word("map", "`map<T>`: an object with free keys."),
    word(
        "optional",
        "`optional T`: the key may be absent. Stands in front of the whole type.",
    ),
    word("null", "`T | null`: the value may be null."),
    word(
        "maybe",
        "`maybe T`: the key may be absent, the value may be null, and both differ.",
    ),
    word(
        "nothing",
        "No value: for a member of a union that carries nothing but its tag.",
    ),
];
