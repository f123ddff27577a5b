//! What was probably meant where something else belongs, as text to type.

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::foreign;
use crate::rules::{EMPTY_VALUE, INVALID_VALUE, WRONG_KIND};
use crate::source::Span;
use crate::syntax::foreign::here;
use crate::syntax::keys::{KINDS, TYPE_MODIFIERS, TYPE_WORDS, Table, ValueShape};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::listed;
use crate::syntax::type_expr::{is_type, words};
use crate::yaml::{Data, Entry, Node};

/// How many values or keys an advice shows.
const MOST_SHOWN: usize = 6;

/// How many keys of a table are listed whole.
const MOST_LISTED: usize = 14;

/// The keys that say what a message carries.
const CARRIERS: [&str; 3] = ["payload", "fields", "args"];

const FLAGS: [&str; 2] = ["true", "false"];

/// Keys that hold types, here or in other languages, so that what stands there is no evidence of a field.
const HOLDERS: [&str; 8] = [
    "args", "fields", "format", "list", "ok", "payload", "union", "with",
];

impl Reader<'_> {
    /// What to write where the keys of an object stand among those of a type or message, or in place of them.
    pub(super) fn meant_fields(&self, entries: &[Entry], table: &Table) -> Option<String> {
        let is_type = table.key("type").is_some();
        let is_message = CARRIERS.iter().all(|key| table.key(key).is_some());
        if !is_type && !is_message {
            return None;
        }
        let kinds: &[&str] = if is_type { &KINDS } else { &CARRIERS };
        let mut fields = Vec::new();
        let mut is_certain = false;
        for entry in entries {
            let key = entry.key.value.as_str();
            let says_type = self.looks_like_type(&entry.value);
            match table.key(key).map(|key| key.value) {
                None if !self.can_be_field(entry, kinds) => return None,
                // What stands under such a key is a type in other languages, too.
                None if HOLDERS.contains(&here(key, table).unwrap_or(key)) => {}
                None => is_certain |= says_type,
                Some(_) if kinds.contains(&key) && key != "type" => return None,
                Some(shape) if !says_type || !is_simple(key, shape) => continue,
                Some(_) => {}
            }
            fields.push(format!("{key}: {}", shown(&entry.value)));
        }
        let fields = shortened(&fields, ", ");
        let help = if is_type {
            format!(
                "write `{{ fields: {{ {fields} }} }}`: the keys of an object stand under `fields`"
            )
        } else {
            format!("write `fields: {{ {fields} }}`: what it carries stands under `fields`")
        };
        is_certain.then_some(help)
    }

    /// Whether an unknown key can be that of an object, and no slip.
    fn can_be_field(&self, entry: &Entry, kinds: &[&str]) -> bool {
        let key = entry.key.value.as_str();
        let is_slip = near(key, kinds.iter().copied()).is_some();
        let is_value = match &entry.value.data {
            Data::Scalar(scalar) => {
                let is_text = words(&scalar.text).all(|word| word.starts_with(char::is_alphabetic));
                is_text && (is_type(scalar, entry.value.span) || self.looks_like_type(&entry.value))
            }
            Data::Mapping(_) | Data::List(_) => true,
            Data::Empty | Data::Refused => false,
        };
        is_value && !is_slip
    }

    /// Whether a value says what type something has, in words that are known here or elsewhere.
    fn looks_like_type(&self, node: &Node) -> bool {
        match &node.data {
            Data::Scalar(scalar) => {
                let is_named = |word: &str| self.type_names.contains(word);
                let mut used = words(&scalar.text)
                    .filter(|word| *word != "null")
                    .peekable();
                used.peek().is_some()
                    && used.all(|word| is_named(word) || is_type_word(word))
                    && (is_type(scalar, node.span)
                        || foreign::meant(&scalar.text, &is_named).is_some())
            }
            Data::Mapping(entries) => {
                let mut keys = entries.iter().map(|entry| entry.key.value.as_str());
                let is_type = keys.any(|key| KINDS.contains(&key));
                let mut values = entries.iter().map(|entry| &entry.value);
                is_type || (!entries.is_empty() && values.all(|value| self.looks_like_type(value)))
            }
            _ => false,
        }
    }

    /// Whether keys that nobody knows are fields beside those under `fields`.
    pub(super) fn are_fields(&self, strange: &[&Entry], fields: &Fields<'_>) -> bool {
        let mut values = strange.iter().map(|entry| &entry.value);
        fields.entry("fields").is_some() && values.all(|value| self.looks_like_type(value))
    }

    /// Reports `optional` or `nullable` that holds a type, as `list` does. Whether there is one.
    pub(super) fn wrapped(&mut self, fields: &Fields<'_>) -> bool {
        let entries = ["optional", "nullable"].map(|key| (key, fields.entry(key)));
        let found = entries.into_iter().find_map(|(key, entry)| {
            let node = &entry?.value;
            let is_flag =
                matches!(&node.data, Data::Scalar(scalar) if FLAGS.contains(&scalar.text.as_str()));
            (!is_flag && self.looks_like_type(node)).then_some((key, node))
        });
        let Some((key, node)) = found else {
            return false;
        };
        let help = match &node.data {
            Data::Mapping(entries) => {
                let is_kind = |entry: &Entry| KINDS.contains(&entry.key.value.as_str());
                let inner = shown(node);
                if entries.iter().any(is_kind) {
                    let inner = inner.trim_start_matches("{ ");
                    format!("write `{{ {key}: true, {inner}`")
                } else {
                    format!("write `{{ {key}: true, fields: {inner} }}`")
                }
            }
            _ if key == "optional" => format!("write `optional {}`", shown(node)),
            _ => format!("write `{} | null`", shown(node)),
        };
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                node.span,
                format!("`{key}` is `true` or `false`, and holds no type"),
            )
            .label("a type")
            .help(help),
        );
        true
    }

    /// Reports a mapping under `type`.
    pub(super) fn mapping_for_type(&mut self, entries: &[Entry], node: &Node) {
        let mut keys = entries.iter().map(|entry| entry.key.value.as_str());
        let help = if keys.any(|key| KINDS.contains(&key)) {
            format!("write `{}` without `type` around it", shown(node))
        } else {
            let fields = shown(node);
            format!(
                "write `fields: {fields}` for an object; of a field that is called `type` say `fields: {{ type: … }}`"
            )
        };
        self.report(
            Diagnostic::new(WRONG_KIND, node.span, "`type` is text, not a mapping")
                .label("expected text")
                .help(help),
        );
    }

    /// Reports a list where a type belongs.
    pub(super) fn list_for_type(&mut self, items: &[Node], span: Span, what: &str) {
        let are_types = items.iter().all(|item| self.looks_like_type(item));
        let are_texts = items
            .iter()
            .all(|item| matches!(item.data, Data::Scalar(_)));
        let list = || {
            let items: Vec<String> = items.iter().map(shown).collect();
            shortened(&items, ", ")
        };
        let help = match items {
            [only] if are_types && are_texts => format!("write `list<{}>`", shown(only)),
            [only] if are_types => format!("write `{{ list: {} }}`", shown(only)),
            [_, _, ..] if are_types => format!("write `{{ tuple: [{}] }}`", list()),
            [_, ..] if are_texts => format!("write `{{ enum: [{}] }}`", list()),
            _ => "write `list<string>` for a list of one type, or `{ tuple: [string, int] }` for one whose items differ"
                .to_owned(),
        };
        let message = format!("{what} is text or a mapping, not a list");
        self.report(
            Diagnostic::new(WRONG_KIND, span, message)
                .label("expected text or a mapping")
                .help(help),
        );
    }

    /// Reports types that a comma ends inside of braces, as in `{ prices: Map<string, int> }`.
    pub(super) fn torn_types(&mut self, entries: &[Entry]) {
        for (entry, next) in entries.iter().zip(entries.iter().skip(1)) {
            let Data::Scalar(scalar) = &entry.value.data else {
                continue;
            };
            let (text, rest) = (&scalar.text, &next.key.value);
            let is_open = text.matches('<').count() > text.matches('>').count();
            let is_torn = is_bare(next) && scalar.plain && is_open && rest.contains('>');
            let is_named = |word: &str| self.type_names.contains(word);
            let whole = format!("{text}, {rest}");
            let Some(meant) = foreign::meant(&whole, &is_named).filter(|_| is_torn) else {
                continue;
            };
            let parts = [entry.value.span, next.key.span, next.value.span];
            self.torn.extend(parts);
            self.report(
                Diagnostic::new(
                    EMPTY_VALUE,
                    entry.value.span.to(next.key.span),
                    format!("{} is two texts: a comma ends the first", quoted(&whole)),
                )
                .label("not a type here")
                .help(format!(
                    "write `{meant}`; text that is no type needs quotes for its comma"
                )),
            );
        }
    }
}

/// Whether nothing stands behind a key, not even a colon.
pub(super) fn is_bare(entry: &Entry) -> bool {
    let (key, value) = (&entry.key, &entry.value);
    value.data == Data::Empty && value.span.start == key.span.end
}

fn is_type_word(word: &str) -> bool {
    let known = TYPE_WORDS.iter().chain(&TYPE_MODIFIERS);
    let is_constant = |word: &&str| word.starts_with("{ const");
    known.map(|known| known.name).any(|name| name == word)
        || foreign::word(word).is_some_and(|word| !is_constant(&word))
        || ["Array", "Map", "Record", "Set", "readonly"].contains(&word)
}

/// Whether the value of a key is no type, so that a type there shows that a field was meant.
fn is_simple(key: &str, shape: ValueShape) -> bool {
    use ValueShape as Value;
    matches!(
        shape,
        Value::Text | Value::Flag | Value::Number | Value::Count | Value::Constant | Value::Word(_)
    ) || key == "name"
}

/// A value as it could stand in a line.
fn shown(node: &Node) -> String {
    match &node.data {
        Data::Scalar(scalar) if scalar.plain => scalar.text.replace('\n', " "),
        Data::Scalar(scalar) => format!("{:?}", scalar.text),
        Data::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", shortened(&items, ", "))
        }
        Data::Mapping(entries) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key.value, shown(&entry.value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{ {} }}", shortened(&entries, ", "))
        }
        Data::Empty | Data::Refused => "…".to_owned(),
    }
}

/// The longest text that an advice shows of one value, in bytes.
const LONGEST: usize = 60;

/// The first of some texts. What is long is left out.
fn shortened(texts: &[String], between: &str) -> String {
    let mut shown: Vec<&str> = Vec::new();
    let mut length = 0;
    for text in texts.iter().take(MOST_SHOWN) {
        length += text.len();
        if length > LONGEST && !shown.is_empty() || text.len() > 2 * LONGEST {
            break;
        }
        shown.push(text);
    }
    if shown.len() < texts.len() {
        shown.push("…");
    }
    shown.join(between)
}

/// What to say of a key that nobody knows: the keys that are like it, all where they are few, or those that matter most.
pub(super) fn takes(key: &str, table: &Table, fields: &Fields<'_>) -> String {
    let names: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
    if names.len() <= MOST_LISTED {
        return format!("{} takes {}", table.of, listed(&names, "and"));
    }
    let alike: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| are_alike(key, name))
        .collect();
    if (1..=MOST_SHOWN).contains(&alike.len()) {
        return format!("{} takes {}, among others", table.of, listed(&alike, "and"));
    }
    if table.key("type").is_none() {
        return format!(
            "what {} carries stands under {}",
            table.of,
            listed(&CARRIERS, "or")
        );
    }
    let mut kinds = fields.iter().filter(|(key, _)| KINDS.contains(key));
    match kinds.next() {
        None => format!(
            "{} says what it is with {}; the keys of an object stand under `fields`",
            table.of,
            listed(&KINDS, "or")
        ),
        Some((kind, entry)) => {
            let keys = [beside(kind, &entry.value), &["doc", "optional", "nullable"]].concat();
            format!(
                "beside `{kind}` stand {}, among others",
                listed(&keys, "and")
            )
        }
    }
}

/// Whether one name is a part of the other.
fn are_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(str::to_lowercase);
    one.len().min(other.len()) > 2 && (one.contains(&other) || other.contains(&one))
}

/// The keys that add to a type of one kind.
fn beside(kind: &str, value: &Node) -> &'static [&'static str] {
    match kind {
        "fields" => &[
            "with",
            "others",
            "unknown",
            "atLeastOneOf",
            "together",
            "requiredWhen",
        ],
        "union" => &["tag", "content", "fields"],
        "list" => &["minItems", "maxItems"],
        "map" => &["keys"],
        "tuple" => &["rest"],
        "type" => beside_word(value),
        _ => &["as"],
    }
}

fn beside_word(value: &Node) -> &'static [&'static str] {
    let Data::Scalar(scalar) = &value.data else {
        return &[];
    };
    match words(&scalar.text).find(|word| !["optional", "maybe"].contains(word)) {
        Some("int" | "number") => &["minimum", "maximum", "unit"],
        Some("string") => &["minLength", "maxLength", "pattern"],
        Some("base64") => &["minLength", "maxLength"],
        Some("url") => &["schemes"],
        Some("list") => &["minItems", "maxItems"],
        _ => &["as"],
    }
}
