//! Taking a tree of YAML apart: each function reads one kind of value or says what is wrong with it.

use std::ops::Range;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Diagnostics, near, quoted};
use crate::rules::{
    DUPLICATE_KEY, EMPTY_VALUE, INVALID_DURATION, INVALID_NUMBER, INVALID_VALUE, MISSING_KEY,
    UNKNOWN_KEY, WRONG_KIND, YAML_ANCHOR, YAML_KEY, YAML_MERGE_KEY,
};
use crate::source::{Span, Spanned, offset};
use crate::syntax::Text;
use crate::syntax::gaps::Gaps;
use crate::syntax::keys::Table;
use crate::yaml::{Data, Entry, Node};

/// Reads values and collects mistakes.
#[derive(Debug)]
pub struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Where keys stand that are refused, and not in the tree.
    refused_keys: Vec<Span>,
    /// What could not be read.
    pub(super) gaps: Gaps,
}

/// A kind of value, and what to say where another stands.
#[derive(Clone, Copy)]
struct Wanted {
    name: &'static str,
    how: &'static str,
    when_empty: &'static str,
}

const TEXT: Wanted = Wanted {
    name: "text",
    how: "write one value behind the key or dash",
    when_empty: "write a value; text with a comma in it needs quotes inside brackets and braces",
};
const TEXT_OR_MAPPING: Wanted = Wanted {
    name: "text or a mapping",
    how: "write one value behind the key, or `{ key: value }`",
    when_empty: "write a value; text with a comma in it needs quotes inside brackets and braces",
};
const LIST: Wanted = Wanted {
    name: "a list",
    how: "write `[one, two]`, or each item on a line of its own after `- `",
    when_empty: "write a list, or `[]` for an empty one",
};
const MAPPING: Wanted = Wanted {
    name: "a mapping",
    how: "write `{ key: value }`, or each key on a line of its own",
    when_empty: "write `{}` if there is nothing to say; text with a comma in it needs quotes inside brackets and braces",
};

/// A word with what it means.
pub type Word<T> = (&'static str, T);

/// The entries of a mapping by the keys of its table.
#[derive(Debug, Default)]
pub struct Fields<'n> {
    entries: Vec<(&'static str, &'n Entry)>,
    /// Whether every key was understood, so that a key that is not here is not there.
    pub(super) whole: bool,
}

impl<'n> Fields<'n> {
    /// The entry with this key. A slip in the key is reported, and does not count here.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&'n Entry> {
        let mut entries = self.iter();
        entries.find_map(|(name, entry)| (name == key).then_some(entry))
    }

    /// The entries with the keys that they are meant to have, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'n Entry)> {
        self.entries.iter().copied()
    }

    /// The value of this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value)
    }
}

impl<'a> Reader<'a> {
    /// A reader of the tree whose mistakes `diagnostics` holds already, and to which it reports.
    pub fn new(diagnostics: &'a mut Diagnostics) -> Self {
        let losses = [DUPLICATE_KEY, YAML_MERGE_KEY, YAML_KEY, YAML_ANCHOR];
        let refused = diagnostics
            .iter()
            .filter(|mistake| losses.contains(&mistake.rule));
        Self {
            refused_keys: refused.filter_map(|mistake| mistake.span).collect(),
            diagnostics,
            gaps: Gaps::default(),
        }
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn wrong_kind(&mut self, node: &Node, what: &str, wanted: Wanted) {
        let name = wanted.name;
        match &node.data {
            Data::Refused => {}
            Data::Empty => self.report(
                Diagnostic::new(EMPTY_VALUE, node.span, format!("{what} has no value"))
                    .label(format!("{name} belongs here"))
                    .help(wanted.when_empty),
            ),
            data => self.report(
                Diagnostic::new(
                    WRONG_KIND,
                    node.span,
                    format!("{what} is {name}, not {}", data.kind()),
                )
                .label(format!("expected {name}"))
                .help(wanted.how),
            ),
        }
    }

    /// The entries of a mapping with free keys.
    pub fn mapping<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Entry]> {
        match &node.data {
            Data::Mapping(entries) => Some(entries),
            _ => {
                self.wrong_kind(node, what, MAPPING);
                None
            }
        }
    }

    /// The entries of a mapping whose keys `table` declares. `owner` is where the mapping gets its name.
    ///
    /// Keys that are missing, unknown or misspelt are reported.
    pub fn fields<'n>(
        &mut self,
        node: &'n Node,
        table: &'static Table,
        owner: Span,
    ) -> Option<Fields<'n>> {
        let entries = self.mapping(node, table.of)?;
        let refused = self.has_refused_keys(node);
        let mut fields = Fields {
            entries: Vec::with_capacity(entries.len()),
            whole: !refused,
        };
        let (known, unknown): (Vec<_>, Vec<_>) = entries
            .iter()
            .map(|entry| (table.key(&entry.key.value), entry))
            .partition(|(key, _)| key.is_some());
        let known = known.into_iter();
        fields
            .entries
            .extend(known.filter_map(|(key, entry)| Some((key?.name, entry))));
        let mut strange = Vec::new();
        for (_, entry) in unknown {
            if !self.is_torn(entry) && !self.misspelt_key(entry, table, &mut fields) {
                strange.push(entry);
            }
        }
        self.unknown_keys(&strange, table);
        fields.whole &= strange.is_empty();
        // A mapping of other keys alone is meant to be something else.
        if !refused && (strange.is_empty() || !fields.entries.is_empty()) {
            self.missing_keys(&fields, table, owner);
        }
        Some(fields)
    }

    /// Whether a mapping has a key that is refused, so that its value is not in the tree.
    pub(super) fn has_refused_keys(&self, node: &Node) -> bool {
        let Data::Mapping(entries) = &node.data else {
            return false;
        };
        let inside = |outer: Span, span: Span| outer.start <= span.start && span.end <= outer.end;
        self.refused_keys.iter().any(|refused| {
            let kept = |entry: &Entry| inside(entry.span(), *refused);
            inside(node.span, *refused) && !entries.iter().any(kept)
        })
    }

    /// Reports an entry that is the rest of a text behind a comma, as in `{ doc: One, two }`.
    pub(super) fn is_torn(&mut self, entry: &Entry) -> bool {
        let (key, value) = (&entry.key, &entry.value);
        let torn = value.data == Data::Empty && value.span.start == key.span.end;
        if torn {
            self.report(
                Diagnostic::new(
                    EMPTY_VALUE,
                    key.span,
                    format!("{} is a key without a value", quoted(&key.value)),
                )
                .label("a comma ends the text before it")
                .help("put text with a comma in it in quotes"),
            );
        }
        torn
    }

    /// Reports a key that is a slip, and takes its value for what was meant.
    fn misspelt_key<'n>(
        &mut self,
        entry: &'n Entry,
        table: &'static Table,
        fields: &mut Fields<'n>,
    ) -> bool {
        let key = &entry.key;
        let names = table.keys.iter().map(|key| key.name);
        let Some(meant) = near(&key.value, names) else {
            return false;
        };
        let mistake = unknown_key(key, table);
        self.report(match fields.entry(meant) {
            Some(first) => mistake
                .secondary(first.key.span, "stands here already")
                .help(format!("remove it: `{meant}` is there already")),
            None => {
                fields.entries.push((meant, entry));
                mistake.help(format!("write `{meant}`"))
            }
        });
        true
    }

    fn unknown_keys(&mut self, entries: &[&Entry], table: &Table) {
        let [first, rest @ ..] = entries else {
            return;
        };
        for entry in entries {
            self.gaps.add_strange(&entry.key.value);
        }
        let names: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
        let help = format!("{} takes {}", table.of, listed(&names, "and"));
        let mistake = unknown_key(&first.key, table).help(help);
        let places = rest.iter().map(|entry| entry.key.span);
        self.report(mistake.also(places, "unknown, too"));
    }

    fn missing_keys(&mut self, fields: &Fields<'_>, table: &Table, owner: Span) {
        for key in table.keys.iter().filter(|key| key.required) {
            let (name, of) = (key.name, table.of);
            if fields.entry(name).is_none() {
                self.report(
                    Diagnostic::new(MISSING_KEY, owner, format!("{of} needs `{name}`"))
                        .label(format!("has no `{name}`"))
                        .help(format!("add `{name}:`. {}", key.doc)),
                );
            }
        }
    }

    /// The items of a list.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Node]> {
        match &node.data {
            Data::List(items) => Some(items),
            _ => {
                self.wrong_kind(node, what, LIST);
                None
            }
        }
    }

    /// A text.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        match &node.data {
            Data::Scalar(scalar) => Some(Spanned::new(scalar.text.clone(), node.span)),
            _ => {
                self.wrong_kind(node, what, TEXT);
                None
            }
        }
    }

    /// Reports a value that is neither text nor a mapping.
    pub(super) fn neither_text_nor_mapping(&mut self, node: &Node, what: &str) {
        self.wrong_kind(node, what, TEXT_OR_MAPPING);
    }

    /// A text, if its key is there.
    pub fn optional_text(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        let node = fields.get(key)?;
        self.text(node, &format!("`{key}`"))
    }

    /// A list of texts.
    pub fn texts(&mut self, node: &Node, what: &str) -> Vec<Text> {
        let Some(items) = self.list(node, what) else {
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.text(item, &format!("an item of {what}")))
            .collect()
    }

    /// A text or a list of texts, empty if the key is not there.
    pub fn one_or_more_texts(&mut self, fields: &Fields<'_>, key: &str) -> Vec<Text> {
        let what = format!("`{key}`");
        match fields.get(key) {
            None => Vec::new(),
            Some(node) if matches!(node.data, Data::List(_)) => self.texts(node, &what),
            Some(node) => self.text(node, &what).into_iter().collect(),
        }
    }

    /// One of some words.
    pub fn word<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        words: &[Word<T>],
    ) -> Option<Spanned<T>> {
        let text = self.text(node, what)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*meaning, text.span));
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let mistake = Diagnostic::new(
            INVALID_VALUE,
            text.span,
            format!(
                "{what} can be {}, not {}",
                listed(&names, "or"),
                quoted(&text.value)
            ),
        );
        self.report(match near(&text.value, names.iter().copied()) {
            Some(name) => mistake
                .label("not one of these")
                .help(format!("write `{name}`")),
            None => mistake
                .label("not one of these")
                .help(format!("write {}", listed(&names, "or"))),
        });
        None
    }

    /// One of some words, if its key is there.
    pub fn optional_word<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        words: &[Word<T>],
    ) -> Option<Spanned<T>> {
        let node = fields.get(key)?;
        self.word(node, &format!("`{key}`"), words)
    }

    /// `true` or `false`; where it stands, if it is true.
    pub fn flag(&mut self, fields: &Fields<'_>, key: &str) -> Option<Span> {
        let set = self.optional_word(fields, key, &[("true", true), ("false", false)])?;
        set.value.then_some(set.span)
    }

    /// A number in JSON's notation.
    pub fn number(&mut self, node: &Node, what: &str) -> Option<Spanned<f64>> {
        let text = self.text(node, what)?;
        let value = is_json_number(&text.value)
            .then(|| text.value.parse().ok())
            .flatten()
            .filter(|value: &f64| value.is_finite());
        if value.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_NUMBER,
                    text.span,
                    format!("{what} is a number, not {}", quoted(&text.value)),
                )
                .label("not a number")
                .help("write it as in JSON: `0`, `-1.5` or `2e3`"),
            );
        }
        Some(Spanned::new(value?, text.span))
    }

    /// A time span such as `5min`, if its key is there.
    pub fn duration(&mut self, fields: &Fields<'_>, key: &str) -> Option<Duration> {
        let text = self.optional_text(fields, key)?;
        let duration = parse_duration(&text.value);
        if duration.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_DURATION,
                    text.span,
                    format!("`{key}` is a time span, not {}", quoted(&text.value)),
                )
                .label("not a time span")
                .help("write a whole number and a unit, such as `500ms`, `30s`, `5min` or `1h`; at most `596h`"),
            );
        }
        duration
    }
}

fn unknown_key(key: &Text, table: &Table) -> Diagnostic {
    let message = format!("{} has no key {}", table.of, quoted(&key.value));
    Diagnostic::new(UNKNOWN_KEY, key.span, message).label("unknown key")
}

/// The place of a part of a scalar's text, or that of the whole scalar where its text is not what stands in the file.
pub(super) fn place_in(text: &str, plain: bool, whole: Span, part: Range<usize>) -> Span {
    let quote = usize::from(!plain);
    let length = (whole.end - whole.start) as usize;
    // Line breaks and escapes that give ASCII are longer than what they give.
    let as_written = length == text.len() + 2 * quote && (plain || text.is_ascii());
    if !as_written {
        return whole;
    }
    let [start, end] = [part.start, part.end].map(|at| whole.start + offset(quote + at));
    Span::new(whole.source, start, end)
}

fn parse_duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let milliseconds = match &text[digits.len()..] {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let count: u64 = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())??;
    let total = count.checked_mul(milliseconds)?;
    (total > 0 && total <= MOST_MILLISECONDS).then(|| Duration::from_millis(total))
}

/// What a timer in a browser can hold.
const MOST_MILLISECONDS: u64 = i32::MAX as u64;

/// Whether `text` is a number in JSON's notation.
#[must_use]
pub fn is_json_number(text: &str) -> bool {
    trilogue_wire::Document::parse(text.as_bytes()).is_ok_and(|document| {
        let value = document.root();
        value.kind() == trilogue_wire::Kind::Number && value.raw().len() == text.len()
    })
}

/// The words in backticks, as a list in a sentence.
#[must_use]
pub fn listed(words: &[&str], conjunction: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}
