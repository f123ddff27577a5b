//! Taking a tree of YAML apart: each function reads one kind of value or says what is wrong with it.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, near, quoted};
use crate::rules::{
    DUPLICATE_KEY, EMPTY_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_KIND, YAML_ANCHOR, YAML_KEY,
    YAML_MERGE_KEY,
};
use crate::source::{Span, Spanned};
use crate::syntax::Text;
use crate::syntax::advice::{is_bare, takes};
use crate::syntax::foreign;
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
    /// The names of the types that the spec declares.
    pub(super) type_names: HashSet<String>,
    /// The parts of types that a comma ends, which are reported.
    pub(super) torn: HashSet<Span>,
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

/// How YAML writes that there is no value.
const NULLS: [&str; 2] = ["null", "~"];

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
            type_names: HashSet::new(),
            torn: HashSet::new(),
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
            Data::Empty if self.torn.contains(&node.span) => {}
            Data::Empty => self.report(
                Diagnostic::new(EMPTY_VALUE, node.span, format!("{what} has no value"))
                    .label(format!("{name} belongs here"))
                    .help(wanted.when_empty),
            ),
            data => {
                let (kind, help) = match data {
                    Data::Scalar(scalar)
                        if scalar.plain && NULLS.contains(&scalar.text.as_str()) =>
                    {
                        (
                            "null",
                            wanted.when_empty.split(';').next().unwrap_or_default(),
                        )
                    }
                    _ => (data.kind(), wanted.how),
                };
                let message = format!("{what} is {name}, not {kind}");
                self.report(
                    Diagnostic::new(WRONG_KIND, node.span, message)
                        .label(format!("expected {name}"))
                        .help(help),
                );
            }
        }
    }

    /// The entries of a mapping with free keys.
    pub fn mapping<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Entry]> {
        match &node.data {
            Data::Mapping(entries) => {
                self.torn_types(entries);
                Some(entries)
            }
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
        let has_unknown = !unknown.is_empty();
        let meant = has_unknown
            .then(|| self.meant_fields(entries, table))
            .flatten();
        let mut strange = Vec::new();
        for (_, entry) in unknown {
            if self.is_torn(entry) {
                fields.whole = false;
                continue;
            }
            if meant.is_some() || !self.misspelt_key(entry, table, &mut fields) {
                strange.push(entry);
            }
        }
        match meant {
            Some(help) => self.unknown_keys(&strange, table, help),
            None => self.strange_keys(&strange, table, &fields),
        }
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

    /// Whether something that is refused stands in the value of an entry.
    pub(super) fn has_refused_parts(&self, entry: &Entry) -> bool {
        let (start, end) = (entry.key.span.end, entry.value.span.end);
        let mut refused = self.refused_keys.iter();
        refused.any(|span| {
            span.source == entry.key.span.source && start <= span.start && span.end <= end
        })
    }

    /// Reports an entry that is the rest of a text behind a comma, as in `{ doc: One, two }`.
    pub(super) fn is_torn(&mut self, entry: &Entry) -> bool {
        let key = &entry.key;
        let torn = is_bare(entry);
        if torn && !self.torn.contains(&key.span) {
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

    /// Reports keys that are no slips.
    fn strange_keys(&mut self, strange: &[&Entry], table: &Table, fields: &Fields<'_>) {
        let mut unheard = Vec::new();
        for entry in strange {
            let key = entry.key.value.as_str();
            self.gaps.add_strange(key);
            match foreign::meant(key, table, fields) {
                Some(meant) => self.report(unknown_key(&entry.key, table).help(meant)),
                None => unheard.push(*entry),
            }
        }
        if let Some(first) = unheard.first() {
            let help = if self.are_fields(&unheard, fields) {
                "write it under `fields`, too".to_owned()
            } else {
                takes(&first.key.value, table, fields)
            };
            self.unknown_keys(&unheard, table, help);
        }
    }

    /// Reports keys with the same advice for all.
    fn unknown_keys(&mut self, entries: &[&Entry], table: &Table, help: String) {
        let Some((first, rest)) = entries.split_first() else {
            return;
        };
        let places = rest.iter().map(|entry| entry.key.span);
        let mistake = unknown_key(&first.key, table).help(help);
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
}

fn unknown_key(key: &Text, table: &Table) -> Diagnostic {
    let message = format!("{} has no key {}", table.of, quoted(&key.value));
    Diagnostic::new(UNKNOWN_KEY, key.span, message).label("unknown key")
}
