//! What is known of a spec while it is made.

use crate::random::chance::Chance;
use crate::random::constructs::Counts;
use crate::random::yaml::{Yaml, plain, quoted};

/// The JSON kinds of values, a bit for each.
pub mod kinds {
    /// Text.
    pub const TEXT: u8 = 1;
    /// A number.
    pub const NUMBER: u8 = 2;
    /// `true` or `false`.
    pub const BOOL: u8 = 4;
    /// `null`.
    pub const NULL: u8 = 8;
    /// A list.
    pub const LIST: u8 = 16;
    /// An object.
    pub const OBJECT: u8 = 32;
    /// Any of them.
    pub const ANY: u8 = 63;
}

/// How a type is written, before `optional` and `nullable` are added.
#[derive(Debug, Clone)]
pub enum Written {
    /// As text.
    Text(String),
    /// As a mapping.
    Mapping(Vec<(String, Yaml)>),
}

/// A type, and what others must know of it.
#[derive(Debug, Clone)]
pub struct Ty {
    /// How it is written.
    pub written: Written,
    /// The JSON kinds of its values.
    pub kinds: u8,
    /// The keys of its values, where all are objects that declare some.
    pub keys: Option<Vec<String>>,
    /// A value, where one can be written down at once.
    pub sample: Option<Yaml>,
}

impl Ty {
    /// A type that is written as a word.
    pub fn word(word: &str, kinds: u8) -> Self {
        Self {
            written: Written::Text(word.to_owned()),
            kinds,
            keys: None,
            sample: None,
        }
    }

    /// A type that is written as a mapping.
    pub fn mapping(entries: Vec<(String, Yaml)>, kinds: u8) -> Self {
        Self {
            written: Written::Mapping(entries),
            kinds,
            keys: None,
            sample: None,
        }
    }

    /// The same with a value.
    pub fn sample(self, sample: Yaml) -> Self {
        Self {
            sample: Some(sample),
            ..self
        }
    }

    /// As it stands in a spec.
    pub fn yaml(self) -> Yaml {
        match self.written {
            Written::Text(text) => plain(text),
            Written::Mapping(entries) => Yaml::Map(entries),
        }
    }

    /// The entries of a mapping that says the same.
    pub fn entries(self) -> Vec<(String, Yaml)> {
        match self.written {
            Written::Text(text) => vec![("type".to_owned(), plain(text))],
            Written::Mapping(entries) => entries,
        }
    }
}

/// A type under `types`.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is.
    pub plan: Plan,
    /// The JSON kinds of its values.
    pub kinds: u8,
    /// Its keys, if it is a struct that is made already.
    pub keys: Option<Vec<String>>,
}

/// What a type under `types` is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// An object with fields.
    Struct,
    /// A union with a tag.
    Tagged,
    /// A union without.
    Untagged,
    /// A set of values.
    Set,
    /// A tuple.
    Tuple,
    /// Another name.
    Alias,
}

/// A spec that is being made.
pub struct Maker {
    /// Where its parts come from.
    pub chance: Chance,
    /// The constructs so far.
    pub counts: Counts,
    /// The types under `types`.
    pub named: Vec<Named>,
    /// How many of these are made, so that others can be made of them.
    pub made: usize,
    /// How many names there are so far.
    serial: usize,
    /// Whether secrets may stand in it.
    pub secrets: bool,
    /// What messages are called on the wire, where that is a plain text.
    pub sent: Vec<String>,
    /// Whether the answers of an envelope between the same two roles have no name already: those of all requests together
    /// are one more message, which can have but one type.
    pub has_nameless: bool,
    /// Whether a message is called `true`.
    pub named_true: bool,
}

const WORDS: [&str; 40] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris", "jade",
    "karst", "lotus", "maple", "north", "ocean", "pearl", "quartz", "river", "slate", "tidal",
    "umbra", "vapor", "willow", "xenon", "yarrow", "zephyr", "anchor", "basil", "copper", "dune",
    "elm", "flint", "garnet", "hazel", "indigo", "juniper", "kelp", "larch", "mesa", "nimbus",
];

const KEYS: [&str; 34] = [
    "id",
    "name",
    "type",
    "data",
    "kind",
    "value",
    "mode",
    "size",
    "flag",
    "count",
    "items",
    "self",
    "match",
    "async",
    "crate",
    "super",
    "length",
    "toString",
    "constructor",
    "prototype",
    "hasOwnProperty",
    "x",
    "y",
    "no",
    "on",
    "null",
    "true",
    "error",
    "payload",
    "event",
    "result",
    "a.b",
    "p-q",
    "some key",
];

/// Keys that give no identifier, so that one must be chosen.
const HOSTILE: [&str; 12] = [
    "__proto__",
    "größe",
    "1st",
    "",
    "$ref",
    "a/b~c",
    "\"quoted\"",
    "back\\slash",
    "{name}",
    "日本",
    "\u{1f600}",
    " space ",
];

impl Maker {
    /// A spec of which nothing is made.
    pub fn new(chance: Chance) -> Self {
        Self {
            chance,
            counts: Counts::default(),
            named: Vec::new(),
            made: 0,
            serial: 0,
            secrets: true,
            sent: Vec::new(),
            has_nameless: false,
            named_true: false,
        }
    }

    /// Counts the use of a construct.
    pub fn used(&mut self, construct: &'static str) {
        self.counts.used(construct);
    }

    /// Whether something happens that does so in `percent` of all cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.chance.percent(percent)
    }

    /// A name that nothing else in the spec has.
    pub fn word(&mut self) -> String {
        self.serial += 1;
        let word = *self.chance.pick(&WORDS);
        format!("{word}{}", self.serial)
    }

    /// The same as an identifier of a type.
    pub fn type_name(&mut self) -> String {
        let word = self.word();
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_ascii_uppercase())
    }

    /// A number that nothing else in the spec has.
    pub fn number(&mut self) -> usize {
        self.serial += 1;
        self.serial
    }

    /// Some keys of an object, all different, with the identifier that one must be given.
    pub fn keys(&mut self, count: usize) -> Vec<(String, Option<String>)> {
        let mut keys: Vec<(String, Option<String>)> = Vec::new();
        while keys.len() < count {
            let (key, asked) = if self.percent(7) {
                self.used("hostile key");
                let word = self.word();
                ((*self.chance.pick(&HOSTILE)).to_owned(), Some(word))
            } else if self.percent(15) {
                (self.word(), None)
            } else {
                ((*self.chance.pick(&KEYS)).to_owned(), None)
            };
            if keys.iter().all(|(known, _)| *known != key) {
                keys.push((key, asked));
            }
        }
        keys
    }

    /// A text for readers, with what could break out of a comment.
    pub fn doc(&mut self) -> Yaml {
        const DOCS: [&str; 6] = [
            "What it is.",
            "Ends a comment: */ and starts one: /* or //.",
            "Braces {{ x }} and `code` and ${template} and <b>tags</b>.",
            "Two lines.\n\nThe second has # and - signs.",
            "Quotes \" and ' and \\ and \u{1f600}.",
            "[A link](https://example.com) and a | pipe.",
        ];
        self.used("doc");
        let text = *self.chance.pick(&DOCS);
        if text.contains("*/") || text.contains("${") {
            self.used("hostile text");
        }
        quoted(text)
    }
}
