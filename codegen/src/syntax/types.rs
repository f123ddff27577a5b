//! Types, as text or as a mapping.

use trilogue_wire::Pattern;

use crate::diagnostic::Diagnostic;
use crate::rules::{CONFLICTING_KEYS, INVALID_PATTERN, MISSING_KEY};
use crate::source::{Span, Spanned};
use crate::syntax::keys::{CONSTRAINTS, KINDS, TYPE};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::{listed, place_in};
use crate::syntax::type_expr::broken;
use crate::syntax::{Constraint, Marks, Shape, TypeNode};
use crate::yaml::{Data, Entry, Node};

impl Reader<'_> {
    /// A type, as text or as a mapping. `owner` is where it gets its name.
    pub fn type_node(&mut self, node: &Node, owner: Span) -> TypeNode {
        match &node.data {
            Data::Scalar(scalar) => self.type_text(scalar, node.span),
            Data::Mapping(_) => {
                let fields = self.fields(node, &TYPE, owner).unwrap_or_default();
                self.type_mapping(&fields, node.span, owner)
            }
            Data::List(items) => {
                self.list_for_type(items, node.span, "a type");
                broken(node.span)
            }
            _ => {
                self.neither_text_nor_mapping(node, "a type");
                broken(node.span)
            }
        }
    }

    pub(super) fn type_mapping(
        &mut self,
        fields: &Fields<'_>,
        span: Span,
        owner: Span,
    ) -> TypeNode {
        if !has_kind(fields) && self.wrapped(fields) {
            return broken(span);
        }
        let base = self.base(fields, span, owner);
        let optional = self.flag(fields, "optional");
        let optional = optional.and(fields.entry("optional").map(|entry| entry.key.span));
        let nullable = self.flag(fields, "nullable").is_some() || base.nullable;
        TypeNode {
            span,
            optional: optional.or(base.optional),
            nullable,
            shape: base.shape,
            marks: self.marks(fields),
        }
    }

    fn base(&mut self, fields: &Fields<'_>, span: Span, owner: Span) -> TypeNode {
        let Some((key, entry)) = self.kind(fields) else {
            if fields.whole {
                self.typeless(owner);
            }
            return broken(span);
        };
        let inner = &entry.value;
        let shape = match key {
            // What it is stands beside it, under a key that is reported.
            "type" if !fields.whole && says_container(entry) => return broken(span),
            "type" => return self.inner_type(inner),
            "list" => Shape::List(Box::new(self.type_node(inner, entry.key.span))),
            "map" => {
                let value = Box::new(self.type_node(inner, entry.key.span));
                let keys = fields.entry("keys");
                let keys = keys.map(|keys| Box::new(self.type_node(&keys.value, keys.key.span)));
                Shape::Map(value, keys)
            }
            "enum" => self.set(inner, false),
            "known" => self.set(inner, true),
            "union" => self.union(entry, fields),
            "tuple" => self.tuple(entry, fields.entry("rest")),
            "const" => self
                .constant(inner, "`const`")
                .map_or(Shape::Broken, |constant| Shape::Constant(constant.value)),
            _ => self.structure(entry, fields),
        };
        TypeNode {
            shape,
            ..broken(span)
        }
    }

    /// The key that says what a type is. Others that do so, too, are reported.
    fn kind<'n>(&mut self, fields: &Fields<'n>) -> Option<(&'static str, &'n Entry)> {
        let mut kinds: Vec<_> = KINDS
            .iter()
            .filter_map(|key| Some((*key, fields.entry(key)?)))
            .collect();
        // Fields that all members of a union have.
        if kinds.iter().any(|(key, _)| *key == "union") {
            kinds.retain(|(key, _)| *key != "fields");
        }
        if let [(_, first), (key, second), ..] = kinds[..]
            && says_container(first)
        {
            self.container_beside(first, key);
            return Some((key, second));
        }
        let Some(((key, first), rest)) = kinds.split_first() else {
            return fields.entry("with").map(|entry| ("with", entry));
        };
        for (_, second) in rest {
            self.conflict(first, second);
        }
        Some((key, first))
    }

    /// Reports `type: object` and the like beside the key that says so here.
    fn container_beside(&mut self, entry: &Entry, key: &str) {
        self.report(
            Diagnostic::new(
                CONFLICTING_KEYS,
                entry.key.span,
                format!("`type` and `{key}` exclude each other"),
            )
            .label("says no more than the other")
            .help(format!("remove `type`: `{key}` says what it is")),
        );
    }

    fn typeless(&mut self, owner: Span) {
        self.report(
            Diagnostic::new(
                MISSING_KEY,
                owner,
                format!("a type needs {}", listed(&KINDS, "or")),
            )
            .label("has none of them")
            .help("say what it is, for example `type: string`"),
        );
    }

    fn inner_type(&mut self, node: &Node) -> TypeNode {
        match &node.data {
            Data::Scalar(scalar) => self.type_text(scalar, node.span),
            Data::List(items) => {
                self.list_for_type(items, node.span, "`type`");
                broken(node.span)
            }
            Data::Mapping(entries) => {
                self.mapping_for_type(entries, node);
                broken(node.span)
            }
            _ => {
                self.text(node, "`type`");
                broken(node.span)
            }
        }
    }

    /// Reports two keys that exclude each other.
    pub fn conflict(&mut self, first: &Entry, second: &Entry) {
        self.report(
            Diagnostic::new(
                CONFLICTING_KEYS,
                second.key.span,
                format!(
                    "`{}` and `{}` exclude each other",
                    first.key.value, second.key.value
                ),
            )
            .label("says what it is, too")
            .secondary(first.key.span, "says what it is")
            .help("keep one of them"),
        );
    }

    pub(super) fn marks(&mut self, fields: &Fields<'_>) -> Marks {
        Marks {
            constraints: self.constraints(fields),
            pattern: fields.get("pattern").and_then(|node| self.pattern(node)),
            schemes: fields.entry("schemes").map(|entry| {
                let node = &entry.value;
                let items = self.list(node, "`schemes`");
                let schemes = items.map(|_| self.texts(node, "`schemes`"));
                Spanned::new(schemes, entry.key.span)
            }),
            secret: self.flag(fields, "secret"),
            unit: self.optional_text(fields, "unit"),
            doc: self.optional_text(fields, "doc"),
            identifier: self.optional_text(fields, "as"),
            since: self.optional_text(fields, "since"),
            deprecated: self.deprecated(fields),
            default: fields.get("default").cloned(),
            examples: self.examples(fields),
            binds: self.optional_text(fields, "binds"),
            gated_by: self.optional_text(fields, "gatedBy"),
            keys: fields
                .iter()
                .map(|(key, entry)| Spanned::new(key, entry.key.span))
                .collect(),
        }
    }

    fn constraints(&mut self, fields: &Fields<'_>) -> Vec<Constraint> {
        let written = CONSTRAINTS.iter().filter_map(|key| {
            let entry = fields.entry(key)?;
            let limit = self.number(&entry.value, &format!("`{key}`"))?;
            Some(Constraint {
                key: Spanned::new(*key, entry.key.span),
                limit,
            })
        });
        written.collect()
    }

    fn pattern(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.text(node, "`pattern`")?;
        let Err(mistake) = Pattern::parse(&text.value) else {
            return Some(text);
        };
        let plain = matches!(&node.data, Data::Scalar(scalar) if scalar.plain);
        let rest = text.value.get(mistake.at..).unwrap_or_default();
        let end = mistake.at + rest.chars().next().map_or(0, char::len_utf8);
        let place = place_in(&text.value, plain, node.span, mistake.at..end);
        self.report(
            Diagnostic::new(INVALID_PATTERN, place, "a pattern cannot be read")
                .label(mistake.what.into_owned())
                .help("a pattern is made of letters, classes such as `[a-z]`, groups, `|`, and `?`, `*`, `+` or `{2,5}`; it always matches the whole text"),
        );
        None
    }
}

/// Whether a mapping has a key that says what a type is.
pub(super) fn has_kind(fields: &Fields<'_>) -> bool {
    let mut kinds = KINDS.iter().chain(&["with"]);
    kinds.any(|key| fields.entry(key).is_some())
}

/// Words that say in other languages what a key of a type says here.
const CONTAINERS: [&str; 8] = [
    "array", "enum", "list", "map", "object", "struct", "tuple", "union",
];

/// Whether `type` holds a word that other keys explain.
fn says_container(entry: &Entry) -> bool {
    let word = |word: &str| CONTAINERS.contains(&word);
    matches!(&entry.value.data, Data::Scalar(scalar) if entry.key.value == "type" && word(&scalar.text))
}
