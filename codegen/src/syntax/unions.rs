//! Unions with names for their members, and tuples.

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::rules::{INVALID_VALUE, MISSING_KEY, TYPE_SYNTAX};
use crate::source::{Span, Spanned};
use crate::syntax::keys::{KINDS, MEMBER};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::type_expr::broken;
use crate::syntax::types::has_kind;
use crate::syntax::{ItemNode, MemberNode, Shape, TagNode, TupleNode, TypeNode, UnionNode};
use crate::yaml::{Data, Entry, Node};

impl Reader<'_> {
    /// The union whose members stand under `entry`; `around` is the mapping that holds it.
    pub(super) fn union(&mut self, entry: &Entry, around: &Fields<'_>) -> Shape {
        let common = around.entry("fields").map(|fields| {
            let entries = self.mapping(&fields.value, "`fields`").unwrap_or_default();
            entries.iter().map(|field| self.field(field)).collect()
        });
        let (tag, content) = (
            self.optional_text(around, "tag"),
            self.optional_text(around, "content"),
        );
        if around.entry("tag").is_none() {
            self.tagless(around, entry.key.span);
        }
        let Some(entries) = self.mapping(&entry.value, "`union`") else {
            return Shape::Broken;
        };
        if entries.is_empty() {
            self.memberless(&entry.value);
            return Shape::Broken;
        }
        let whole = !self.has_refused_keys(&entry.value);
        let has_tag = around.entry("tag").is_some();
        let members = entries.iter().map(|member| self.member(member, has_tag));
        let members = members.collect();
        if !whole {
            return Shape::Broken;
        }
        Shape::Union(UnionNode {
            tag,
            content,
            common: common.unwrap_or_default(),
            members,
            named: true,
        })
    }

    fn memberless(&mut self, node: &Node) {
        self.report(
            Diagnostic::new(INVALID_VALUE, node.span, "`union` has no member")
                .label("at least one belongs here")
                .help("write the members with their types: `{ text: string, number: number }`"),
        );
    }

    fn tagless(&mut self, around: &Fields<'_>, union: Span) {
        for key in ["content", "fields"] {
            if let Some(entry) = around.entry(key) {
                let what = format!("`{key}` beside `union` needs `tag`");
                self.report(
                    Diagnostic::new(MISSING_KEY, entry.key.span, what)
                        .label("for members that are told apart by a tag")
                        .secondary(union, "has no tag")
                        .help("add `tag:` with the key whose value tells the members apart"),
                );
            }
        }
    }

    fn member(&mut self, entry: &Entry, has_tag: bool) -> MemberNode {
        let owner = entry.key.span;
        let mut is = None;
        let (ty, mut is_bare) = match &entry.value.data {
            Data::Mapping(_) => {
                let fields = self.fields(&entry.value, &MEMBER, owner);
                let fields = fields.unwrap_or_default();
                is = fields.get("is").and_then(|node| self.tags(node));
                if has_tag && !has_kind(&fields) {
                    let marks = self.marks(&fields);
                    let span = entry.value.span;
                    (
                        TypeNode {
                            marks,
                            ..broken(span)
                        },
                        fields.whole,
                    )
                } else {
                    (self.type_mapping(&fields, entry.value.span, owner), false)
                }
            }
            _ => (self.type_node(&entry.value, owner), false),
        };
        is_bare |= matches!(&ty.shape, Shape::Word(word) if word.value == "nothing");
        MemberNode {
            name: entry.key.clone(),
            is,
            ty,
            is_bare,
        }
    }

    /// What `is` says: one value of the tag, or several.
    fn tags(&mut self, node: &Node) -> Option<Vec<Spanned<TagNode>>> {
        let items = match &node.data {
            Data::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            self.report(
                Diagnostic::new(INVALID_VALUE, node.span, "`is` lists no value")
                    .label("at least one belongs here")
                    .help("write what stands at the tag, or leave `is` out if that is the key"),
            );
            return None;
        }
        items.iter().map(|item| self.tag(item)).collect()
    }

    fn tag(&mut self, node: &Node) -> Option<Spanned<TagNode>> {
        let constant = self.constant(node, "`is`")?;
        let tag = match constant.value {
            Constant::Null => None,
            Constant::Text(text) => match &*text {
                "$absent" => Some(TagNode::Absent),
                "$other" => Some(TagNode::Other),
                word => match word.strip_prefix('$') {
                    None => Some(TagNode::Value(Constant::Text(text))),
                    Some(rest) if rest.starts_with('$') => {
                        Some(TagNode::Value(Constant::Text(rest.to_owned().into())))
                    }
                    Some(_) => None,
                },
            },
            value => Some(TagNode::Value(value)),
        };
        if tag.is_none() {
            self.no_tag(node);
        }
        Some(Spanned::new(tag?, node.span))
    }

    fn no_tag(&mut self, node: &Node) {
        let Data::Scalar(scalar) = &node.data else {
            return;
        };
        let help = match near(&scalar.text, ["$absent", "$other"]) {
            Some(word) => format!("write `{word}`"),
            None => "write a text, a number, `true` or `false`, `$absent` or `$other`; `$$` for a text that starts with `$`".to_owned(),
        };
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                node.span,
                format!("{} cannot stand at a tag", quoted(&scalar.text)),
            )
            .label("not the value of a tag")
            .help(help),
        );
    }

    /// The tuple whose items stand in a list under `entry`; what all further items are stands under `rest`, or as the last
    /// item of the list.
    pub fn tuple(&mut self, entry: &Entry, rest: Option<&Entry>) -> Shape {
        let what = format!("`{}`", entry.key.value);
        let Some(nodes) = self.list(&entry.value, &what) else {
            return Shape::Broken;
        };
        let (nodes, last) = match nodes.split_last() {
            Some((last, before)) if rest_of(last).is_some() => (before, rest_of(last)),
            _ => (nodes, None),
        };
        if let (Some(first), Some(second)) = (rest, last) {
            self.conflict(first, second);
        }
        // One item with a name shows that mappings with one key are names.
        let has_names = nodes.iter().any(|node| name_of(node, false).is_some());
        let has_arguments = entry.key.value == "args";
        for node in nodes.iter().filter(|_| has_arguments && !has_names) {
            self.type_or_name(node);
        }
        let items = nodes.iter().map(|node| self.item(node, has_names));
        let items = items.collect();
        let rest = rest.or(last);
        let rest = rest.map(|rest| Box::new(self.item(&rest.value, has_names)));
        Shape::Tuple(TupleNode { items, rest })
    }

    /// Reports an argument with nothing but `type`: that says no more than the type alone, and could be meant for its name.
    fn type_or_name(&mut self, node: &Node) {
        let Some(entry) = name_of(node, true).filter(|entry| entry.key.value == "type") else {
            return;
        };
        let ty = match &entry.value.data {
            Data::Scalar(scalar) => scalar.text.as_str(),
            _ => "string",
        };
        self.report(
            Diagnostic::new(
                TYPE_SYNTAX,
                entry.key.span,
                "`type` could be the name of this argument, or say its type",
            )
            .label("a name, or a key?")
            .help(format!(
                "write `{ty}` where the argument has no name, or `{{ type: {ty}, as: type }}` where it is called `type`"
            )),
        );
    }

    fn item(&mut self, node: &Node, has_names: bool) -> ItemNode {
        if let Some(entry) = rest_of(node) {
            self.report(
                Diagnostic::new(TYPE_SYNTAX, entry.key.span, "`rest` is not the last item")
                    .label("items follow it")
                    .help("move it to the end: it stands for any number of items"),
            );
            return self.item(&entry.value, has_names);
        }
        if let Some(entry) = name_of(node, has_names) {
            let mut ty = self.type_node(&entry.value, entry.key.span);
            let asked = ty.take_identifier();
            return ItemNode {
                name: Some(asked.unwrap_or_else(|| entry.key.clone())),
                ty,
            };
        }
        let mut ty = self.type_node(node, node.span);
        ItemNode {
            name: ty.take_identifier(),
            ty,
        }
    }
}

/// The entry that gives an item its name and its type: `{ title: string }`. A key that says alone what a type is counts
/// as a name only where other items have names.
fn name_of(node: &Node, has_names: bool) -> Option<&Entry> {
    match &node.data {
        Data::Mapping(entries) => match &entries[..] {
            [only] if has_names || !KINDS.contains(&only.key.value.as_str()) => Some(only),
            _ => None,
        },
        _ => None,
    }
}

fn rest_of(node: &Node) -> Option<&Entry> {
    name_of(node, true).filter(|entry| entry.key.value == "rest")
}
