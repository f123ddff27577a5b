//! The top of a spec.

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::model::{Correlation, Transport, Undeclared};
use crate::rules::{INVALID_VALUE, UNSUPPORTED_VERSION};
use crate::source::Span;
use crate::syntax::keys::{CHANNEL, NAMING, SPEC};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::Word;
use crate::syntax::{Channel, Document, Message, Section, Text, TypeNode};
use crate::yaml::{Data, Entry, Node};

const TRANSPORTS: [Word<Transport>; 2] = [("window", Transport::Window), ("port", Transport::Port)];
const CORRELATIONS: [Word<Correlation>; 1] = [("single-flight", Correlation::SingleFlight)];
const UNDECLARED: [Word<Undeclared>; 2] =
    [("keep", Undeclared::Keep), ("refuse", Undeclared::Refuse)];

/// Reads a spec file from its tree. Every mistake goes to `diagnostics`; `None` when the file is written in another
/// version of the language.
pub fn read_document(node: &Node, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut reader = Reader::new(diagnostics);
    let top = match &node.data {
        Data::Mapping(entries) => entries.first().map_or(node.span, |first| first.key.span),
        _ => node.span,
    };
    if reader.is_of_another_version(node) {
        return None;
    }
    let fields = reader.fields(node, &SPEC, top).unwrap_or_default();
    Some(reader.document(&fields, top))
}

impl Reader<'_> {
    /// Whether the spec says that it is written in a version of the language that is not known here. Nothing else
    /// can then be said of it.
    fn is_of_another_version(&mut self, node: &Node) -> bool {
        let Data::Mapping(entries) = &node.data else {
            return false;
        };
        let entry = entries.iter().find(|entry| entry.key.value == "trilogue");
        let version = entry.and_then(|entry| self.text(&entry.value, "`trilogue`"));
        let Some(version) = version.filter(|version| version.value != "1") else {
            return false;
        };
        self.report(
            Diagnostic::new(
                UNSUPPORTED_VERSION,
                version.span,
                format!(
                    "this program knows version 1 of the spec language, not {}",
                    quoted(&version.value)
                ),
            )
            .label("unknown version")
            .help("write `trilogue: 1`, or use a newer program"),
        );
        version.value.parse::<u32>().is_ok()
    }

    fn document(&mut self, fields: &Fields<'_>, top: Span) -> Document {
        self.included_paths(fields);
        // Without these two nothing is generated, but mistakes in the rest can be found.
        let stand_in = || Text::new("unnamed".to_owned(), top);
        Document {
            protocol: self
                .optional_text(fields, "protocol")
                .unwrap_or_else(stand_in),
            version: self
                .optional_text(fields, "version")
                .unwrap_or_else(stand_in),
            title: self.optional_text(fields, "title"),
            doc: self.optional_text(fields, "doc"),
            strip: self.strip(fields),
            roles: self.entries(fields, "roles", Section::Roles, Self::role),
            envelopes: self.entries(fields, "envelopes", Section::Envelopes, Self::envelope),
            channels: self.entries(fields, "channels", Section::Channels, Self::channel),
            types: self.entries(fields, "types", Section::Types, Self::named_type),
            events: self.messages(fields, "events", Self::event),
            requests: self.messages(fields, "requests", Self::request),
            gaps: std::mem::take(&mut self.gaps),
        }
    }

    /// What is wrong with the list under `include`. The files in it are part of the tree already.
    pub fn included_paths(&mut self, fields: &Fields<'_>) {
        if let Some(node) = fields.get("include") {
            self.texts(node, "`include`");
        }
    }

    fn messages(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        read: fn(&mut Self, &Entry, Option<&[Text; 2]>) -> Message,
    ) -> Vec<Message> {
        let directions = self.section(fields, key, Section::Messages).iter();
        directions
            .flat_map(|entry| self.direction(entry, read))
            .collect()
    }

    fn entries<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        section: Section,
        read: fn(&mut Self, &Entry) -> T,
    ) -> Vec<T> {
        let entries = self.section(fields, key, section).iter();
        entries.map(|entry| read(self, entry)).collect()
    }

    /// The entries under a key at the top.
    fn section<'n>(&mut self, fields: &Fields<'n>, key: &str, section: Section) -> &'n [Entry] {
        let Some(node) = fields.get(key) else {
            let missing = SPEC.key(key).is_some_and(|key| key.required);
            if missing || !fields.whole {
                self.gaps.add_section(section);
            }
            return &[];
        };
        let entries = self.mapping(node, &format!("`{key}`"));
        if entries.is_none() || self.has_refused_keys(node) {
            self.gaps.add_section(section);
        }
        entries.unwrap_or_default()
    }

    fn strip(&mut self, fields: &Fields<'_>) -> Vec<Text> {
        let naming = fields.entry("naming");
        naming
            .and_then(|entry| self.fields(&entry.value, &NAMING, entry.key.span))
            .and_then(|naming| naming.get("strip").map(|node| self.texts(node, "`strip`")))
            .unwrap_or_default()
    }

    fn role(&mut self, entry: &Entry) -> (Text, Option<Text>) {
        if self.is_torn(entry) {
            return (entry.key.clone(), None);
        }
        (entry.key.clone(), self.text(&entry.value, "a role"))
    }

    fn named_type(&mut self, entry: &Entry) -> (Text, TypeNode) {
        let node = self.type_node(&entry.value, entry.key.span);
        (entry.key.clone(), node)
    }

    fn channel(&mut self, entry: &Entry) -> Channel {
        let fields = self
            .fields(&entry.value, &CHANNEL, entry.key.span)
            .unwrap_or_default();
        let transport = self.optional_word(&fields, "transport", &TRANSPORTS);
        let undeclared = self.optional_word(&fields, "unknown", &UNDECLARED);
        let between = fields.get("between").and_then(|node| self.between(node));
        if between.is_none() || !fields.whole {
            self.gaps.add_entry(Section::Channels, &entry.key.value);
        }
        Channel {
            name: entry.key.clone(),
            doc: self.optional_text(&fields, "doc"),
            between,
            transport: transport.map_or(Transport::Window, |found| found.value),
            envelope: self.optional_text(&fields, "envelope"),
            correlation: self.correlation(&fields),
            timeout: self.duration(&fields, "timeout"),
            undeclared: undeclared.map_or(Undeclared::Keep, |found| found.value),
        }
    }

    /// A word that is not known counts as one that joins answers to requests: it was meant to.
    fn correlation(&mut self, fields: &Fields<'_>) -> Option<Correlation> {
        let node = fields.get("correlation");
        let doubtful = node.is_some() || !fields.whole;
        let word = node.and_then(|node| self.word(node, "`correlation`", &CORRELATIONS));
        match word {
            Some(word) => Some(word.value),
            None => doubtful.then_some(Correlation::SingleFlight),
        }
    }

    fn between(&mut self, node: &Node) -> Option<[Text; 2]> {
        let items = self.list(node, "`between`")?;
        let roles: Vec<Text> = items
            .iter()
            .filter_map(|item| self.text(item, "an item of `between`"))
            .collect();
        let count = items.len();
        if count != 2 {
            self.report(
                Diagnostic::new(
                    INVALID_VALUE,
                    node.span,
                    format!("a channel joins two roles, not {count}"),
                )
                .label("not two roles")
                .help("write `between: [host, widget]`; a third role has a channel of its own"),
            );
            return None;
        }
        roles.try_into().ok()
    }
}
