//! Events, requests and properties.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::WireName;
use crate::rules::{INVALID_NUMBER, INVALID_VALUE, WRONG_KIND};
use crate::source::{Span, Spanned};
use crate::syntax::direction::is_direction;
use crate::syntax::keys::{BOUND, DEPRECATED, EVENT, PROPERTY, REQUEST, THEN};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::is_json_number;
use crate::syntax::type_expr::broken;
use crate::syntax::{Deprecated, Message, MessageRole, Name, Property, Section, Text, TypeNode};
use crate::yaml::{Data, Entry, Node};

/// The keys of a type's mapping that speak of what has the type.
const DESCRIPTIONS: [&str; 6] = ["as", "doc", "since", "deprecated", "examples", "gatedBy"];

/// The direction that messages stand below.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Way<'n> {
    /// The sender and the receiver. `None` when the direction cannot be read.
    pub roles: Option<&'n [Text; 2]>,
    /// Whether either sends.
    pub both: bool,
}

impl Reader<'_> {
    /// The messages below a direction.
    pub(super) fn direction(
        &mut self,
        direction: &Entry,
        read: fn(&mut Self, &Entry, Way<'_>) -> Message,
    ) -> Vec<Message> {
        let known = if is_direction(&direction.key.value) || !is_message(direction) {
            self.roles(direction)
        } else {
            // It stands where its direction belongs.
            self.gaps.add_entry(Section::Messages, &direction.key.value);
            self.no_direction::<()>(&direction.key);
            return Vec::new();
        };
        let entries = self.mapping(&direction.value, "a direction");
        if entries.is_none() || self.has_refused_keys(&direction.value) {
            self.gaps.add_section(Section::Messages);
        }
        let way = Way {
            roles: known.as_ref().map(|(roles, _)| roles),
            both: known.as_ref().is_some_and(|(_, both)| *both),
        };
        let entries = entries.unwrap_or_default().iter();
        entries.map(|entry| read(self, entry, way)).collect()
    }

    /// An entry below a direction under `events`.
    pub(super) fn event(&mut self, entry: &Entry, way: Way<'_>) -> Message {
        let fields = self
            .fields(&entry.value, &EVENT, entry.key.span)
            .unwrap_or_default();
        let subscription = self.subscription(&fields);
        self.message(entry, &fields, way, MessageRole::Event(subscription))
    }

    /// An entry below a direction under `requests`.
    pub(super) fn request(&mut self, entry: &Entry, way: Way<'_>) -> Message {
        let fields = self
            .fields(&entry.value, &REQUEST, entry.key.span)
            .unwrap_or_default();
        let request = self.asked(&fields);
        self.message(entry, &fields, way, MessageRole::Request(request))
    }

    fn message(
        &mut self,
        entry: &Entry,
        fields: &Fields<'_>,
        way: Way<'_>,
        role: MessageRole,
    ) -> Message {
        let (then, then_one_of) = self.then(fields);
        let can_bind = matches!(role, MessageRole::Request(_));
        Message {
            key: entry.key.clone(),
            name: self.name(fields, can_bind),
            roles: way.roles.cloned(),
            both_ways: way.both,
            identifier: self.optional_text(fields, "as"),
            doc: self.optional_text(fields, "doc"),
            when: self.optional_text(fields, "when"),
            after: self.one_or_more_texts(fields, "after"),
            then,
            then_one_of,
            payload: self.carried(fields, entry.key.span),
            arguments: fields.entry("args").is_some()
                && fields.entry("payload").or(fields.entry("fields")).is_none(),
            channels: self.one_or_more_texts(fields, "channels"),
            envelope: self.optional_text(fields, "envelope"),
            gated_by: self.optional_text(fields, "gatedBy"),
            idempotent: self.flag(fields, "idempotent").is_some(),
            max_bytes: self.bytes(fields),
            examples: self.examples(fields),
            since: self.optional_text(fields, "since"),
            deprecated: self.deprecated(fields),
            role,
        }
    }

    /// The properties below a role.
    pub(super) fn properties_of(&mut self, owner: &Entry) -> Vec<Property> {
        let entries = self.mapping(&owner.value, "the properties of a role");
        if entries.is_none() || self.has_refused_keys(&owner.value) {
            self.gaps.add_section(Section::Messages);
        }
        let entries = entries.unwrap_or_default().iter();
        entries
            .map(|entry| self.property(&owner.key, entry))
            .collect()
    }

    fn property(&mut self, owner: &Text, entry: &Entry) -> Property {
        let key = &entry.key;
        let mut property = Property {
            key: key.clone(),
            owner: owner.clone(),
            name: None,
            identifier: None,
            doc: None,
            when: None,
            channels: Vec::new(),
            envelope: None,
            gated_by: None,
            ty: broken(entry.value.span),
            examples: Vec::new(),
            since: None,
            deprecated: None,
        };
        if !matches!(entry.value.data, Data::Mapping(_)) {
            property.ty = self.type_node(&entry.value, key.span);
            return property;
        }
        let fields = self
            .fields(&entry.value, &PROPERTY, key.span)
            .unwrap_or_default();
        property.name = self.name(&fields, false);
        property.identifier = self.optional_text(&fields, "as");
        property.doc = self.optional_text(&fields, "doc");
        property.when = self.optional_text(&fields, "when");
        property.channels = self.one_or_more_texts(&fields, "channels");
        property.envelope = self.optional_text(&fields, "envelope");
        property.gated_by = self.optional_text(&fields, "gatedBy");
        property.examples = self.examples(&fields);
        property.since = self.optional_text(&fields, "since");
        property.deprecated = self.deprecated(&fields);
        property.ty = self.described_type(&fields, entry.value.span, key.span);
        property
    }

    /// What stands at `$name`, where that is not the key.
    fn name(&mut self, fields: &Fields<'_>, can_bind: bool) -> Option<Name> {
        let entry = fields.entry("name")?;
        match &entry.value.data {
            Data::Mapping(_) if can_bind => self.bound(entry),
            Data::Mapping(_) => {
                self.neither_bound_nor_text(&entry.value);
                None
            }
            _ => self.wire_name(&entry.value).map(Name::Wire),
        }
    }

    fn neither_bound_nor_text(&mut self, node: &Node) {
        self.report(
            Diagnostic::new(WRONG_KIND, node.span, "`name` is text, not a mapping")
                .label("expected text")
                .help(
                    "write the name on the wire: only that of a request can be chosen at run time",
                ),
        );
    }

    /// A name on the wire: plain `2` is a number and plain `true` a truth value.
    pub(super) fn wire_name(&mut self, node: &Node) -> Option<Spanned<WireName>> {
        let text = self.text(node, "`name`")?;
        let plain = matches!(&node.data, Data::Scalar(scalar) if scalar.plain);
        let name = match text.value.as_str() {
            "true" | "false" if plain => WireName::Bool(text.value == "true"),
            number if plain && is_json_number(number) => {
                WireName::Number(number.parse().unwrap_or_default())
            }
            _ => WireName::Text(text.value),
        };
        Some(Spanned::new(name, text.span))
    }

    fn bound(&mut self, entry: &Entry) -> Option<Name> {
        let fields = self.fields(&entry.value, &BOUND, entry.key.span)?;
        let bound = fields.get("bound");
        let is_bound = self.flag(&fields, "bound").is_some();
        if let (Some(node), false) = (bound, is_bound) {
            self.report(
                Diagnostic::new(
                    INVALID_VALUE,
                    node.span,
                    "a name that is not chosen at run time is written as text",
                )
                .label("not `true`")
                .help("write `bound: true`, or the name: `name: authorize`"),
            );
        }
        Some(Name::Bound {
            span: entry.key.span,
            default: self.optional_text(&fields, "default"),
            many: self.flag(&fields, "many").is_some(),
        })
    }

    /// `since` and what else `deprecated` says.
    pub(super) fn deprecated(&mut self, fields: &Fields<'_>) -> Option<Deprecated> {
        let entry = fields.entry("deprecated")?;
        let inner = self.fields(&entry.value, &DEPRECATED, entry.key.span)?;
        Some(Deprecated {
            since: self.optional_text(&inner, "since"),
            instead: self.optional_text(&inner, "use"),
            doc: self.optional_text(&inner, "doc"),
        })
    }

    /// The messages that follow, and whether only one of them does.
    fn then(&mut self, fields: &Fields<'_>) -> (Vec<Text>, bool) {
        let entry = fields.entry("then");
        let Some(entry) = entry.filter(|entry| matches!(entry.value.data, Data::Mapping(_))) else {
            return (self.one_or_more_texts(fields, "then"), false);
        };
        let inner = self.fields(&entry.value, &THEN, entry.key.span);
        let node = inner.as_ref().and_then(|inner| inner.get("oneOf"));
        (
            node.map(|node| self.texts(node, "`oneOf`"))
                .unwrap_or_default(),
            true,
        )
    }

    fn bytes(&mut self, fields: &Fields<'_>) -> Option<u64> {
        let node = fields.get("maxBytes")?;
        let text = self.text(node, "`maxBytes`")?;
        let bytes = text.value.parse().ok().filter(|bytes| *bytes > 0);
        if bytes.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_NUMBER,
                    text.span,
                    format!("{} is not a number of bytes", quoted(&text.value)),
                )
                .label("not a whole number above 0")
                .help("write it like `65536`"),
            );
        }
        bytes
    }

    /// What a message carries: `payload`, `fields` or `args`.
    fn carried(&mut self, fields: &Fields<'_>, owner: Span) -> Option<TypeNode> {
        let mut ways = ["payload", "fields", "args"]
            .into_iter()
            .filter_map(|key| Some((key, fields.entry(key)?)));
        let Some((key, first)) = ways.next() else {
            // A key that is not understood may have been meant to say what the message carries.
            return (!fields.whole).then(|| broken(owner));
        };
        if let Some((_, second)) = ways.next() {
            self.conflict(first, second);
            return Some(broken(first.value.span));
        }
        let shape = match key {
            "payload" => return Some(self.type_node(&first.value, first.key.span)),
            "fields" => self.structure(first, &Fields::default()),
            _ => self.tuple(first, fields.entry("rest")),
        };
        Some(TypeNode {
            shape,
            ..broken(first.value.span)
        })
    }

    /// A type whose mapping describes what it is the type of: an answer, a property, a slot.
    pub(super) fn described_type(
        &mut self,
        fields: &Fields<'_>,
        span: Span,
        owner: Span,
    ) -> TypeNode {
        let mut node = self.type_mapping(fields, span, owner);
        node.marks.identifier = None;
        let of_type = |key: &Spanned<&str>| !DESCRIPTIONS.contains(&key.value);
        node.marks.keys.retain(of_type);
        node
    }

    /// The type that stands in a mapping among other keys, if one does.
    pub(super) fn carried_type(
        &mut self,
        fields: &Fields<'_>,
        node: &Node,
        owner: Span,
    ) -> Option<TypeNode> {
        // Any key that speaks of a type asks for one.
        let of_type = |key: &str| key != "name" && !DESCRIPTIONS.contains(&key);
        if fields.iter().any(|(key, _)| of_type(key)) {
            return Some(self.described_type(fields, node.span, owner));
        }
        (!fields.whole).then(|| broken(owner))
    }

    /// Examples of what a message carries.
    pub(super) fn examples(&mut self, fields: &Fields<'_>) -> Vec<Node> {
        fields
            .get("examples")
            .and_then(|node| self.list(node, "`examples`"))
            .map(<[Node]>::to_vec)
            .unwrap_or_default()
    }
}

/// Whether an entry looks like a message.
fn is_message(entry: &Entry) -> bool {
    match &entry.value.data {
        Data::Mapping(entries) => entries
            .iter()
            .any(|entry| REQUEST.key(&entry.key.value).is_some()),
        _ => true,
    }
}
