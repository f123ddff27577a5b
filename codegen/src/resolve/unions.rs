//! Unions: how their members are read. [`finish`](super::finish) makes whole objects of them.

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Identifier, Protocol, Shape, Tag, Tagging, TypeId, Union, UnionId};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::drafts::{Body, MemberDraft, UnionDraft};
use crate::resolve::messages::deprecated;
use crate::resolve::sets::Seen;
use crate::resolve::types::{Head, Place};
use crate::rules::{INVALID_VALUE, REPEATED_VALUE};
use crate::source::{Span, Spanned};
use crate::syntax::{self, MemberNode, OthersNode, TagNode, UnionNode};

impl Resolver<'_> {
    /// A place in the protocol for a union whose members come later.
    pub(super) fn declare_union(&mut self, head: Head, protocol: &mut Protocol) -> UnionId {
        self.drafts.unions.push(UnionDraft {
            tag: None,
            content: None,
            common: Vec::new(),
            members: Vec::new(),
            named: false,
            whole: false,
            parts: Vec::new(),
        });
        protocol.unions.push(Union {
            identifier: head.identifier,
            owner: head.owner,
            doc: head.doc,
            tagging: Tagging::Untagged,
            common: Vec::new(),
            members: Vec::new(),
            recursive: false,
            since: head.since,
            deprecated: head.deprecated,
            span: head.span,
        });
        let id = UnionId(protocol.unions.len() - 1);
        protocol.declared.push(TypeId::Union(id));
        id
    }

    /// Reads the members of a declared union.
    pub(super) fn fill_union(
        &mut self,
        id: UnionId,
        node: &UnionNode,
        place: &Place,
        protocol: &mut Protocol,
    ) {
        let common = self.fields(&node.common, place, protocol);
        let tags = self.tags(node);
        let mut scope = Scope::new(naming::BY_KEY);
        let mut members = Vec::with_capacity(node.members.len());
        let mut whole = true;
        for (written, tags) in node.members.iter().zip(tags) {
            let asked = written.ty.marks.identifier.as_ref().filter(|_| node.named);
            let identifier = naming::chosen(asked, &written.name, naming::BY_KEY, self.diagnostics);
            if node.named {
                let what = format!("member {}", quoted(&written.name.value));
                scope.take(&identifier, what, written.name.span, self.diagnostics);
            }
            let member = MemberPlace {
                place: place.within(&identifier.0, written.name.span),
                is_whole: common.is_empty() && tells(&tags),
                identifier,
                tags,
            };
            let body = self.body(written, node, &member, protocol);
            whole &= body.is_some();
            members.extend(body.map(|body| member_draft(written, member, body)));
        }
        self.excluding_content(node);
        let draft = &mut self.drafts.unions[id.0];
        draft.tag.clone_from(&node.tag);
        draft.content.clone_from(&node.content);
        draft.common = common;
        draft.members = members;
        draft.named = node.named;
        draft.whole = whole;
    }

    /// What chooses each member at the tag.
    fn tags(&mut self, node: &UnionNode) -> Vec<Vec<Tag>> {
        let mut seen = Seen::default();
        let mut special: [Option<Span>; 2] = [None, None];
        let mut tags = Vec::with_capacity(node.members.len());
        for member in &node.members {
            if node.tag.is_none() {
                self.tag_of_nothing(member);
                tags.push(Vec::new());
                continue;
            }
            let by_key = || {
                let name = Constant::Text(member.name.value.clone().into());
                vec![Spanned::new(TagNode::Value(name), member.name.span)]
            };
            let written = member.is.clone().unwrap_or_else(by_key);
            let mut of_member = Vec::with_capacity(written.len());
            for tag in written {
                match tag.value {
                    TagNode::Value(value) => {
                        if let Some(first) = seen.add(&value, tag.span) {
                            self.repeated_value(&value, tag.span, first);
                        }
                        of_member.push(Tag::Value(value));
                    }
                    TagNode::Absent => {
                        self.only_one("$absent", &mut special[0], tag.span);
                        of_member.push(Tag::Absent);
                    }
                    TagNode::Other => {
                        self.only_one("$other", &mut special[1], tag.span);
                        of_member.push(Tag::Other);
                    }
                }
            }
            tags.push(of_member);
        }
        tags
    }

    fn only_one(&mut self, word: &str, first: &mut Option<Span>, span: Span) {
        let Some(first) = *first else {
            *first = Some(span);
            return;
        };
        self.diagnostics.push(
            Diagnostic::new(REPEATED_VALUE, span, format!("`{word}` is listed twice"))
                .label("again here")
                .secondary(first, "first here")
                .help("remove one of them: a value of the tag can choose one member alone"),
        );
    }

    /// Reports `is` in a union that has no tag.
    fn tag_of_nothing(&mut self, member: &MemberNode) {
        let key = member.ty.marks.keys.iter().find(|key| key.value == "is");
        if let Some(key) = key {
            let span = key.span;
            self.misplaced("is", span, "members of a union with `tag`", &member.ty);
        }
    }

    /// What a member carries. `None` when that is reported already.
    fn body(
        &mut self,
        written: &MemberNode,
        node: &UnionNode,
        member: &MemberPlace,
        protocol: &mut Protocol,
    ) -> Option<Body> {
        if written.is_bare {
            return self.bare(written, node);
        }
        let is_internal = node.tag.is_some() && node.content.is_none();
        let own = match &written.ty.shape {
            syntax::Shape::Struct(fields) if is_internal => Some(fields),
            _ => None,
        };
        let is_empty = own.is_some_and(|fields| {
            let has_parts = fields.fields.is_empty() && fields.bases.is_empty();
            has_parts && fields.rules.is_empty() && matches!(fields.others, OthersNode::Ignore)
        });
        if is_empty && written.ty.optional.is_none() && !written.ty.nullable {
            return Some(Body::Nothing);
        }
        let may_be_absent = node.content.is_some();
        if !may_be_absent {
            self.forbid_optional(&written.ty, "a member of a union");
        }
        let place = match &node.content {
            Some(content) if !member.is_whole || written.ty.optional.is_some() => {
                member.place.within(&content.value, content.span)
            }
            _ => member.place.clone(),
        };
        let mut type_node = written.ty.clone();
        if node.named {
            type_node.marks.identifier = None;
        }
        let ty = self.complete_ty(&type_node, &place, protocol)?;
        match (own, &ty.shape) {
            (Some(_), Shape::Struct(id)) if !ty.nullable => Some(Body::Own(*id)),
            _ => Some(Body::Value {
                ty,
                optional: written.ty.optional.is_some() && may_be_absent,
                span: written.ty.span,
            }),
        }
    }

    fn bare(&mut self, written: &MemberNode, node: &UnionNode) -> Option<Body> {
        if node.tag.is_some() {
            return Some(Body::Nothing);
        }
        self.diagnostics.push(
            Diagnostic::new(
                INVALID_VALUE,
                written.ty.span,
                "a member that carries nothing needs a tag",
            )
            .label("nothing would tell it")
            .help("write `nullable: true` beside `union` if null may stand there, or tell the members apart by a `tag`"),
        );
        None
    }

    /// Reports one key for two things.
    fn excluding_content(&mut self, node: &UnionNode) {
        let (Some(tag), Some(content)) = (&node.tag, &node.content) else {
            return;
        };
        if tag.value == content.value {
            self.repeated_field(&content.value, content.span, tag.span, "the tag", None);
        }
    }
}

/// Where a member stands, and what chooses it.
struct MemberPlace {
    place: Place,
    identifier: Identifier,
    tags: Vec<Tag>,
    /// Whether nothing stands beside what it carries but a tag that it tells.
    is_whole: bool,
}

/// Whether the tags of a member have but one value between them, so that the member says it all.
pub(super) fn tells(tags: &[Tag]) -> bool {
    matches!(tags, [Tag::Value(_) | Tag::Absent] | [])
}

fn member_draft(written: &MemberNode, member: MemberPlace, body: Body) -> MemberDraft {
    let marks = &written.ty.marks;
    MemberDraft {
        name: written.name.clone(),
        identifier: member.identifier,
        tags: member.tags,
        body,
        doc: marks.doc.as_ref().map(|doc| doc.value.clone()),
        since: marks.since.as_ref().map(|since| since.value.clone()),
        deprecated: marks.deprecated.as_ref().map(deprecated),
    }
}
