//! What may stand behind a key, as JSON Schema.
//!
//! The loader reads the text of a scalar and gives it meaning by its place, while other readers of YAML make numbers and
//! truth values of some. So where text belongs, the schema takes these, too.

use indexmap::IndexMap;

use crate::schema::print::Json;
use crate::syntax::keys::{INCLUDED, KINDS, Key, MEMBER, TYPE, TYPE_WORDS, Table, ValueShape};

/// How deep `list<…>` and `map<…>` are looked into; below that the loader alone sees what is wrong.
const DEPTH: usize = 4;

const TYPE_TEXT: &str = "type-in-words";
const DIRECTION: &str = "^[^<>]*[^<> -]\\s*<?->\\s*[^<>]+$";
const INCLUDE: &str = "include";
const VERSION: &str = "trilogue";

/// The tables that are in use, each under a name of its own.
#[derive(Default)]
pub(super) struct Definitions(IndexMap<String, Option<Json>>);

impl Definitions {
    /// A reference to what a table says.
    pub fn reference(&mut self, table: &'static Table) -> Json {
        let name = name_of(table);
        if !self.0.contains_key(&name) {
            self.0.insert(name.clone(), None);
            let definition = self.table(table);
            self.0.insert(name.clone(), Some(definition));
        }
        reference_to(&name)
    }

    pub fn into_json(self) -> Json {
        let members = self.0.into_iter();
        Json::Object(
            members
                .filter_map(|(name, json)| Some((name, json?)))
                .collect(),
        )
    }

    fn table(&mut self, table: &'static Table) -> Json {
        let properties = table
            .keys
            .iter()
            .map(|key| (key.name.to_owned(), self.property(key)));
        let properties = properties.collect();
        let required = table.keys.iter().filter(|key| key.required);
        // What an included file can bring is asked for only where there is none.
        let (elsewhere, here): (Vec<&Key>, Vec<&Key>) =
            required.partition(|key| table.key(INCLUDE).is_some() && is_in_included(key));
        let mut members = vec![
            ("title".to_owned(), Json::text(table.of)),
            ("type".to_owned(), Json::text("object")),
            ("properties".to_owned(), Json::Object(properties)),
            ("additionalProperties".to_owned(), Json::word("false")),
        ];
        if !here.is_empty() {
            let names = here.iter().map(|key| Json::text(key.name));
            members.push(("required".to_owned(), Json::List(names.collect())));
        }
        let ways = if std::ptr::eq(table, &raw const TYPE) {
            let kinds = KINDS.iter().chain(&["with"]);
            kinds.map(|kind| needs(&[kind])).collect()
        } else if elsewhere.is_empty() {
            Vec::new()
        } else {
            let names: Vec<&str> = elsewhere.iter().map(|key| key.name).collect();
            vec![needs(&names), needs(&[INCLUDE])]
        };
        if !ways.is_empty() {
            members.push(("anyOf".to_owned(), Json::List(ways)));
        }
        Json::Object(members)
    }

    fn property(&mut self, key: &'static Key) -> Json {
        let described = ("description".to_owned(), Json::text(key.doc));
        match self.shape(&key.value) {
            Json::Object(mut members) => {
                members.insert(0, described);
                Json::Object(members)
            }
            _ => Json::Object(vec![described]),
        }
    }

    fn shape(&mut self, shape: &'static ValueShape) -> Json {
        let mut ways = Vec::new();
        self.ways(shape, &mut ways);
        if ways.len() == 1 {
            return ways.remove(0);
        }
        Json::object([("anyOf", Json::List(ways))])
    }

    /// The ways in which a value can be written.
    fn ways(&mut self, shape: &'static ValueShape, ways: &mut Vec<Json>) {
        match shape {
            ValueShape::Either(shapes) => {
                let has_type = shapes.iter().any(takes_types);
                for one in *shapes {
                    match one {
                        ValueShape::Type if has_type => ways.push(self.type_text()),
                        _ => self.ways(one, ways),
                    }
                }
            }
            ValueShape::OneOrMore(one) => {
                self.ways(one, ways);
                let item = self.shape(one);
                ways.push(list_of(item));
            }
            ValueShape::Type => {
                let text = self.type_text();
                ways.extend([text, self.reference(&TYPE)]);
            }
            ValueShape::Member => {
                let text = self.type_text();
                ways.extend([text, self.reference(&MEMBER)]);
            }
            ValueShape::Any => ways.push(Json::object([])),
            ValueShape::List(item) => {
                let item = self.shape(item);
                ways.push(list_of(item));
            }
            ValueShape::Mapping(table) => ways.push(self.reference(table)),
            ValueShape::MappingOf(value) => {
                let value = self.shape(value);
                ways.push(Json::object([
                    ("type", Json::text("object")),
                    ("additionalProperties", value),
                ]));
            }
            ValueShape::ByDirection(value) => {
                let value = Json::Object(vec![(DIRECTION.to_owned(), self.shape(value))]);
                ways.push(Json::object([
                    ("type", Json::text("object")),
                    ("patternProperties", value),
                    ("additionalProperties", Json::word("false")),
                ]));
            }
            scalar => ways.push(self::scalar(scalar)),
        }
    }

    /// A type that is written as text.
    fn type_text(&mut self) -> Json {
        if !self.0.contains_key(TYPE_TEXT) {
            let words = TYPE_WORDS.iter().map(|word| Json::text(word.name));
            let text = Json::object([
                ("title", Json::text("a type, written as text")),
                ("type", Json::text("string")),
                ("pattern", Json::text(&type_pattern())),
                ("examples", Json::List(words.collect())),
            ]);
            self.0.insert(TYPE_TEXT.to_owned(), Some(text));
        }
        reference_to(TYPE_TEXT)
    }
}

/// Whether a mapping has all keys of a type among its own.
fn takes_types(shape: &ValueShape) -> bool {
    matches!(shape, ValueShape::Mapping(table) if TYPE.keys.iter().all(|key| table.key(key.name).is_some()))
}

fn scalar(shape: &ValueShape) -> Json {
    match shape {
        ValueShape::Flag => written(&["boolean", "string"], "^(true|false)$"),
        ValueShape::Number => written(
            &["number", "string"],
            r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$",
        ),
        ValueShape::Count => written(&["integer", "string"], "^[0-9]+$"),
        ValueShape::Duration => written(&["string"], "^0*[1-9][0-9]*(ms|s|min|h)$"),
        ValueShape::Constant => kinds(&["string", "number", "boolean", "null"]),
        ValueShape::TextOrNumber => kinds(&["string", "number"]),
        ValueShape::Word(words) => {
            let words = words.iter().flat_map(|word| {
                let number = word.parse::<u32>().is_ok().then(|| Json::word(word));
                number.into_iter().chain([Json::text(word)])
            });
            Json::object([("enum", Json::List(words.collect()))])
        }
        _ => kinds(&["string", "number", "boolean"]),
    }
}

fn kinds(kinds: &[&str]) -> Json {
    let kinds = kinds.iter().map(|kind| Json::text(kind)).collect();
    Json::object([("type", Json::List(kinds))])
}

/// That a mapping has these keys.
pub(super) fn needs(keys: &[&str]) -> Json {
    let keys = keys.iter().map(|key| Json::text(key));
    Json::object([("required", Json::List(keys.collect()))])
}

fn is_in_included(key: &Key) -> bool {
    INCLUDED
        .key(key.name)
        .is_some_and(|included| !included.required && key.name != VERSION)
}

/// A value of these kinds that matches a pattern where it is text.
fn written(of: &[&str], pattern: &str) -> Json {
    match kinds(of) {
        Json::Object(mut members) => {
            members.push(("pattern".to_owned(), Json::text(pattern)));
            Json::Object(members)
        }
        other => other,
    }
}

fn list_of(item: Json) -> Json {
    Json::object([("type", Json::text("array")), ("items", item)])
}

fn reference_to(name: &str) -> Json {
    Json::object([("$ref", Json::text(&format!("#/$defs/{name}")))])
}

/// `a member of a union` is `member-of-a-union`.
fn name_of(table: &Table) -> String {
    let plain = table.of.replace('`', "");
    let plain = plain
        .strip_prefix("an ")
        .or(plain.strip_prefix("a "))
        .unwrap_or(&plain);
    plain.replace([' ', '.'], "-")
}

/// What a type that is written as text looks like.
fn type_pattern() -> String {
    let word = "(?!(list|map|optional|maybe)(?![A-Za-z0-9_.-]))[A-Za-z0-9_][A-Za-z0-9_.-]*";
    let mut inner = "[^\\n]*".to_owned();
    for _ in 0..DEPTH {
        let single = format!(r"((list|map)\s*<\s*{inner}\s*>|{word})");
        inner = format!(r"{single}(\s*\|\s*{single})*");
    }
    format!(r"^\s*((optional|maybe)\s+)?{inner}\s*$")
}
