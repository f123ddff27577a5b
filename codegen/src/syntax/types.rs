//! Types, as text or as a mapping.

use crate::diagnostic::Diagnostic;
use crate::model::Others;
use crate::rules::{CONFLICTING_KEYS, MISSING_KEY};
use crate::source::{Span, Spanned};
use crate::syntax::keys::{CONSTRAINTS, TYPE};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::Word;
use crate::syntax::type_expr::broken;
use crate::syntax::{Constraint, FieldNode, Marks, Shape, StructNode, TypeNode};
use crate::yaml::{Data, Entry, Node};

const OTHERS: [Word<Others>; 3] = [
    ("ignore", Others::Ignore),
    ("keep", Others::Keep),
    ("refuse", Others::Refuse),
];

/// The keys of a type of which exactly one says what it is.
const KINDS: [&str; 4] = ["type", "fields", "list", "map"];

impl Reader<'_> {
    /// A type, as text or as a mapping. `owner` is where it gets its name.
    pub fn type_node(&mut self, node: &Node, owner: Span) -> TypeNode {
        match &node.data {
            Data::Scalar(scalar) => self.type_text(scalar, node.span),
            Data::Mapping(_) => {
                let fields = self.fields(node, &TYPE, owner).unwrap_or_default();
                self.type_mapping(&fields, node.span, owner)
            }
            _ => {
                self.neither_text_nor_mapping(node, "a type");
                broken(node.span)
            }
        }
    }

    fn type_mapping(&mut self, fields: &Fields<'_>, span: Span, owner: Span) -> TypeNode {
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
        let mut kinds = KINDS
            .iter()
            .filter_map(|key| Some((*key, fields.entry(key)?)));
        let Some((key, first)) = kinds.next() else {
            if fields.whole {
                self.typeless(owner);
            }
            return broken(span);
        };
        for (_, second) in kinds {
            self.conflict(first, second);
        }
        let inner = &first.value;
        let shape = match key {
            "type" => return self.inner_type(inner),
            "fields" => self.structure(first, fields),
            "list" => Shape::List(Box::new(self.type_node(inner, first.key.span))),
            _ => Shape::Map(Box::new(self.type_node(inner, first.key.span))),
        };
        TypeNode {
            shape,
            ..broken(span)
        }
    }

    fn typeless(&mut self, owner: Span) {
        self.report(
            Diagnostic::new(
                MISSING_KEY,
                owner,
                "a type needs `type`, `fields`, `list` or `map`",
            )
            .label("has none of them")
            .help("say what it is, for example `type: string`"),
        );
    }

    fn inner_type(&mut self, node: &Node) -> TypeNode {
        match &node.data {
            Data::Scalar(scalar) => self.type_text(scalar, node.span),
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

    /// The struct whose fields stand under `entry`; `around` is the mapping that holds it.
    pub fn structure(&mut self, entry: &Entry, around: &Fields<'_>) -> Shape {
        let others = self
            .optional_word(around, "unknown", &OTHERS)
            .map_or(Others::Ignore, |others| others.value);
        let Some(entries) = self.mapping(&entry.value, "`fields`") else {
            return Shape::Broken;
        };
        let fields = entries.iter().map(|field| self.field(field)).collect();
        // A field that is refused would look undeclared in examples.
        let whole = !self.has_refused_keys(&entry.value);
        Shape::Struct(StructNode {
            fields,
            others: if whole { others } else { Others::Ignore },
            span: entry.key.span,
        })
    }

    fn field(&mut self, entry: &Entry) -> FieldNode {
        let mut ty = self.type_node(&entry.value, entry.key.span);
        FieldNode {
            name: entry.key.clone(),
            identifier: ty.marks.identifier.take(),
            ty,
        }
    }

    fn marks(&mut self, fields: &Fields<'_>) -> Marks {
        let constraints = CONSTRAINTS
            .iter()
            .filter_map(|key| {
                let entry = fields.entry(key)?;
                let limit = self.number(&entry.value, &format!("`{key}`"))?;
                Some(Constraint {
                    key: Spanned::new(*key, entry.key.span),
                    limit,
                })
            })
            .collect();
        Marks {
            constraints,
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
            keys: fields
                .iter()
                .map(|(key, entry)| Spanned::new(key, entry.key.span))
                .collect(),
        }
    }
}
