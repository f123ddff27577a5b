//! Objects with fields, and what must hold between these.

use crate::diagnostic::{Diagnostic, quoted};
use crate::rules::{MISPLACED_OPTIONAL, WRONG_KIND};
use crate::source::{Span, Spanned};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::Word;
use crate::syntax::{FieldNode, OthersNode, PresenceNode, Shape, StructNode, Text};
use crate::yaml::{Data, Entry, Node};

const OTHERS: [Word<OthersNode>; 3] = [
    ("ignore", OthersNode::Ignore),
    ("keep", OthersNode::Keep),
    ("refuse", OthersNode::Refuse),
];

impl Reader<'_> {
    /// The struct whose fields stand under `entry`, or whose bases do; `around` is the mapping that holds it.
    pub fn structure(&mut self, entry: &Entry, around: &Fields<'_>) -> Shape {
        let others = self.others(around);
        let rules = self.presence(around);
        let bases = self.one_or_more_texts(around, "with");
        let (mut fields, mut whole) = (Vec::new(), true);
        if entry.key.value != "with" {
            let Some(entries) = self.mapping(&entry.value, "`fields`") else {
                return Shape::Broken;
            };
            fields = entries.iter().map(|field| self.field(field)).collect();
            whole = !self.has_refused_keys(&entry.value);
        }
        Shape::Struct(StructNode {
            bases,
            fields,
            rules,
            // A field that is refused would look undeclared in examples.
            others: if whole { others } else { OthersNode::Ignore },
            whole,
            span: entry.key.span,
        })
    }

    pub(super) fn field(&mut self, entry: &Entry) -> FieldNode {
        let mut ty = self.type_node(&entry.value, entry.key.span);
        let mut name = entry.key.clone();
        if let Some(key) = name.value.strip_suffix('?').filter(|_| entry.key_plain) {
            self.optional_by_mark(key, name.span);
            ty.optional.get_or_insert(name.span);
            name.value.pop();
        }
        FieldNode {
            name,
            identifier: ty.take_identifier(),
            default: ty.marks.default.take(),
            binds: ty.marks.binds.take(),
            gated_by: ty.marks.gated_by.take(),
            ty,
        }
    }

    /// Reports a key that says as in TypeScript that it may be absent.
    fn optional_by_mark(&mut self, key: &str, span: Span) {
        self.report(
            Diagnostic::new(
                MISPLACED_OPTIONAL,
                span,
                format!("{} ends in a question mark", quoted(&format!("{key}?"))),
            )
            .label("a key is what stands on the wire")
            .help(format!(
                "write `{key}: optional T`, or `optional: true` in its mapping; quote the key if the wire has the question mark"
            )),
        );
    }

    fn others(&mut self, around: &Fields<'_>) -> OthersNode {
        let word = self.optional_word(around, "unknown", &OTHERS);
        let Some(others) = around.entry("others") else {
            return word.map_or(OthersNode::Ignore, |word| word.value);
        };
        if let Some(unknown) = around.entry("unknown") {
            self.conflict(others, unknown);
        }
        OthersNode::Typed(Box::new(self.type_node(&others.value, others.key.span)))
    }

    /// The rules in the order in which they are checked.
    fn presence(&mut self, around: &Fields<'_>) -> Vec<PresenceNode> {
        let mut rules = Vec::new();
        if let Some(node) = around.get("requiredWhen") {
            let entries = self.mapping(node, "`requiredWhen`").unwrap_or_default();
            rules.extend(entries.iter().filter_map(|entry| self.condition(entry)));
        }
        let groups = self.groups(around, "atLeastOneOf");
        rules.extend(groups.into_iter().map(PresenceNode::AtLeastOneOf));
        let groups = self.groups(around, "together");
        rules.extend(groups.into_iter().map(PresenceNode::Together));
        rules
    }

    fn condition(&mut self, entry: &Entry) -> Option<PresenceNode> {
        let others = self.mapping(&entry.value, "a condition")?;
        let mut when = Vec::with_capacity(others.len());
        for other in others {
            when.push((other.key.clone(), self.condition_values(&other.value)?));
        }
        Some(PresenceNode::RequiredWhen(entry.key.clone(), when))
    }

    fn condition_values(&mut self, node: &Node) -> Option<Vec<Node>> {
        let items = match &node.data {
            Data::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for item in items {
            self.text(item, "a value")?;
        }
        Some(items.to_vec())
    }

    /// A list of names, or a list of such lists.
    fn groups(&mut self, around: &Fields<'_>, key: &str) -> Vec<Spanned<Vec<Text>>> {
        let what = format!("`{key}`");
        let Some(node) = around.get(key) else {
            return Vec::new();
        };
        let Some(items) = self.list(node, &what) else {
            return Vec::new();
        };
        let is_group = |item: &Node| matches!(item.data, Data::List(_));
        if !items.iter().any(is_group) {
            return vec![Spanned::new(self.texts(node, &what), node.span)];
        }
        if let Some(stray) = items.iter().find(|item| !is_group(item)) {
            self.stray(stray.span, &what);
        }
        let groups = items.iter().filter(|item| is_group(item));
        groups
            .map(|group| Spanned::new(self.texts(group, &what), group.span))
            .collect()
    }

    fn stray(&mut self, span: Span, what: &str) {
        self.report(
            Diagnostic::new(
                WRONG_KIND,
                span,
                format!("{what} has lists and other values"),
            )
            .label("no list, as others are")
            .help("write the names of fields, such as `[a, b]`, or lists of such names alone"),
        );
    }
}
