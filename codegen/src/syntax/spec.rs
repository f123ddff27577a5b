//! The top of a spec.

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::rules::UNSUPPORTED_VERSION;
use crate::source::Span;
use crate::syntax::keys::{NAMING, SPEC};
use crate::syntax::message::Way;
use crate::syntax::read::{Fields, Reader};
use crate::syntax::{Document, Message, Property, Section, Text, TypeNode};
use crate::yaml::{Data, Entry, Node};

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
        if let Some(Data::Mapping(types)) = fields.get("types").map(|node| &node.data) {
            let names = types.iter().map(|entry| entry.key.value.clone());
            self.type_names.extend(names);
        }
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
            properties: self.properties(fields),
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
        read: fn(&mut Self, &Entry, Way<'_>) -> Message,
    ) -> Vec<Message> {
        let directions = self.section(fields, key, Section::Messages).iter();
        directions
            .flat_map(|entry| self.direction(entry, read))
            .collect()
    }

    fn properties(&mut self, fields: &Fields<'_>) -> Vec<Property> {
        let owners = self.section(fields, "properties", Section::Messages).iter();
        owners.flat_map(|owner| self.properties_of(owner)).collect()
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
}
