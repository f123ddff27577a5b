//! What the members of a union carry: whole objects where they have a tag inside.

use trilogue_wire::Kind;
use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Enum, EnumId, EnumValue, Field, Identifier, Limits, Member, MemberBody, Others, Protocol,
    Range, Shape, StructId, Tag, Tagging, Type, TypeId, Union, UnionId,
};
use crate::naming;
use crate::resolve::Resolver;
use crate::resolve::drafts::{Body, FieldDraft, MemberDraft, StructDraft, taken};
use crate::resolve::sets::value_words;
use crate::resolve::types::{Head, plain, stand_in};
use crate::resolve::unions::tells;
use crate::rules::MISPLACED_MEMBER;
use crate::source::Span;
use crate::syntax::Text;

impl Resolver<'_> {
    /// Makes what the members of a union carry.
    pub(super) fn make_members(&mut self, id: UnionId, protocol: &mut Protocol) {
        let members = std::mem::take(&mut self.drafts.unions[id.0].members);
        if !self.drafts.unions[id.0].whole {
            return accept_anything(&mut protocol.unions[id.0]);
        }
        let draft = &self.drafts.unions[id.0];
        let tagging = match &draft.tag {
            Some(tag) => Tagging::Tag {
                key: tag.value.clone(),
                content: draft.content.as_ref().map(|content| content.value.clone()),
            },
            None => Tagging::Untagged,
        };
        let common = draft.common.iter().map(|field| field.field.clone());
        protocol.unions[id.0].common = common.collect();
        protocol.unions[id.0].tagging = tagging;
        if self.repeats_common(id) {
            return accept_anything(&mut protocol.unions[id.0]);
        }
        let kinds = tag_kinds(&members);
        let mut made = Vec::with_capacity(members.len());
        for member in &members {
            let body = self.member_body(id, member, &kinds, protocol);
            made.extend(body.map(|body| Member {
                identifier: member.identifier.clone(),
                tags: member.tags.clone(),
                body,
                boxed: false,
                doc: member.doc.clone(),
                since: member.since.clone(),
                deprecated: member.deprecated.clone(),
                span: member.name.span,
            }));
        }
        if made.len() < members.len() {
            return accept_anything(&mut protocol.unions[id.0]);
        }
        protocol.unions[id.0].members = made;
        self.drafts.unions[id.0].members = members;
    }

    /// Whether common fields have the key of the tag or of the content. Reports these.
    fn repeats_common(&mut self, id: UnionId) -> bool {
        let draft = &self.drafts.unions[id.0];
        let mut repeated = Vec::new();
        for (key, what) in [(&draft.tag, "the tag"), (&draft.content, "the content")] {
            let Some(key) = key else { continue };
            let fields = draft.common.iter();
            let same = fields.filter(|field| field.field.name == key.value);
            repeated.extend(same.map(|field| (key.clone(), field.span, what)));
        }
        for (key, span, what) in &repeated {
            self.repeated_field(&key.value, *span, key.span, what, None);
        }
        !repeated.is_empty()
    }

    fn member_body(
        &mut self,
        id: UnionId,
        member: &MemberDraft,
        kinds: &[Kind],
        protocol: &mut Protocol,
    ) -> Option<MemberBody> {
        let draft = &self.drafts.unions[id.0];
        let is_internal = draft.tag.is_some() && draft.content.is_none();
        let is_whole = draft.common.is_empty() && tells(&member.tags);
        match &member.body {
            Body::Nothing if is_whole => Some(MemberBody::Nothing),
            Body::Own(own) => {
                let mut front = self.front(id, member, kinds, protocol);
                self.tag_as_field(id, member, *own);
                let fields = std::mem::take(&mut self.drafts.structs[own.0].fields);
                front.extend(self.drafts.unions[id.0].beside_common(fields));
                self.drafts.structs[own.0].fields = front;
                self.drafts.unions[id.0].parts.push(TypeId::Struct(*own));
                Some(MemberBody::Struct(*own))
            }
            Body::Value { ty, .. } if is_internal => match ty.shape {
                Shape::Struct(named) if !ty.nullable => {
                    self.tag_as_field(id, member, named);
                    Some(if is_whole {
                        MemberBody::Struct(named)
                    } else {
                        self.joined(id, member, kinds, Some(named), protocol)
                    })
                }
                _ => {
                    self.misplaced_member(id, member);
                    None
                }
            },
            Body::Value { ty, optional, .. } if draft.tag.is_none() || (is_whole && !optional) => {
                Some(MemberBody::Value(ty.clone()))
            }
            Body::Nothing | Body::Value { .. } => {
                Some(self.joined(id, member, kinds, None, protocol))
            }
        }
    }

    fn misplaced_member(&mut self, id: UnionId, member: &MemberDraft) {
        let Body::Value { span, .. } = member.body else {
            return;
        };
        let draft = &self.drafts.unions[id.0];
        let Some(tag) = &draft.tag else { return };
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_MEMBER,
                span,
                format!("the member {} has no place for its tag", quoted(&member.name.value)),
            )
            .label("not an object with declared fields")
            .secondary(tag.span, "the tag stands in the object itself")
            .help("use a type with `fields`, or add `content:` with a key beside the tag that holds what members carry"),
        );
    }

    /// Reports fields of a member that have the key of the tag.
    fn tag_as_field(&mut self, id: UnionId, member: &MemberDraft, structure: StructId) {
        let tag = self.drafts.unions[id.0].tag.clone();
        // Where the tag is a field, it is seen that there are two.
        let Some(tag) = tag.filter(|_| tells(&member.tags)) else {
            return;
        };
        let fields = self.drafts.structs[structure.0].fields.iter();
        let same = fields.filter(|field| field.field.name == tag.value);
        let places: Vec<Span> = same.map(|field| field.span).collect();
        for span in places {
            self.repeated_field(&tag.value, span, tag.span, "the tag", None);
        }
    }

    /// A struct with all keys of a member. `named` has those that are its own.
    fn joined(
        &mut self,
        id: UnionId,
        member: &MemberDraft,
        kinds: &[Kind],
        named: Option<StructId>,
        protocol: &mut Protocol,
    ) -> MemberBody {
        let mut fields = self.front(id, member, kinds, protocol);
        if let (Body::Value { ty, optional, .. }, Some(content)) =
            (&member.body, &self.drafts.unions[id.0].content)
        {
            let field = field_of(content, "Content", ty.clone(), *optional);
            fields.push(draft_of(field));
        }
        let mut head = head_of_part(protocol.union(id), member, "");
        let mut draft = StructDraft {
            whole: true,
            ..StructDraft::default()
        };
        let mut others = Others::Ignore;
        if let Some(named) = named {
            let own = &self.drafts.structs[named.0];
            let count = own.fields.len();
            if self.can_take(count, protocol.unions[id.0].span) {
                draft = self.drafts.structs[named.0].clone();
                draft.fields = taken(&draft.fields).collect();
            }
            let structure = protocol.structure(named);
            others = structure.others.clone();
            head.doc = head.doc.or_else(|| structure.doc.clone());
        }
        fields.extend(self.drafts.unions[id.0].beside_common(draft.fields));
        draft.fields = fields;
        let made = self.declare_struct(head, protocol);
        // It goes in front of the union.
        protocol.declared.pop();
        self.drafts.unions[id.0].parts.push(TypeId::Struct(made));
        self.drafts.structs[made.0] = draft;
        protocol.structs[made.0].others = others;
        MemberBody::Struct(made)
    }

    /// The fields that stand in front of what a member carries: those that all members have, and the tag where the member
    /// does not tell its value.
    fn front(
        &mut self,
        id: UnionId,
        member: &MemberDraft,
        kinds: &[Kind],
        protocol: &mut Protocol,
    ) -> Vec<FieldDraft> {
        let count = self.drafts.unions[id.0].common.len();
        let mut fields = Vec::new();
        if self.can_take(count, protocol.unions[id.0].span) {
            fields.clone_from(&self.drafts.unions[id.0].common);
        }
        if let (Some(tag), false) = (self.drafts.unions[id.0].tag.clone(), tells(&member.tags)) {
            let part = key_identifier(&tag.value, "Tag");
            let head = head_of_part(protocol.union(id), member, &part.0);
            let before = protocol.declared.len();
            let shape = self.tag_shape(member, kinds, head, protocol);
            let made = protocol.declared.split_off(before);
            self.drafts.unions[id.0].parts.extend(made);
            let optional = member.tags.contains(&Tag::Absent);
            let field = field_of(&tag, "Tag", plain(shape), optional);
            fields.push(draft_of(field));
        }
        fields
    }

    /// What a tag looks like of which the member does not tell the value.
    fn tag_shape(
        &mut self,
        member: &MemberDraft,
        kinds: &[Kind],
        head: Head,
        protocol: &mut Protocol,
    ) -> Shape {
        if member.tags.contains(&Tag::Other) {
            return match kinds {
                [] => Shape::Text(Limits::default()),
                [only] => scalar(*only),
                _ => Shape::Union(self.scalars(head, kinds, protocol)),
            };
        }
        let values = member.tags.iter().filter_map(|tag| match tag {
            Tag::Value(value) => Some(value),
            Tag::Absent | Tag::Other => None,
        });
        let values: Vec<&Constant> = values.collect();
        if let [only] = values[..] {
            return Shape::Constant(only.clone());
        }
        protocol.enums.push(Enum {
            identifier: head.identifier,
            owner: head.owner,
            doc: None,
            values: tag_values(&values, head.span),
            open: false,
            since: None,
            deprecated: None,
            span: head.span,
        });
        let id = EnumId(protocol.enums.len() - 1);
        protocol.declared.push(TypeId::Enum(id));
        Shape::Enum(id)
    }

    /// A union of scalars.
    fn scalars(&mut self, head: Head, kinds: &[Kind], protocol: &mut Protocol) -> UnionId {
        let id = self.declare_union(head, protocol);
        self.drafts.unions[id.0].whole = true;
        let span = protocol.union(id).span;
        let members = kinds.iter().map(|kind| Member {
            identifier: Identifier(format!("{kind:?}")),
            tags: Vec::new(),
            body: MemberBody::Value(plain(scalar(*kind))),
            boxed: false,
            doc: None,
            since: None,
            deprecated: None,
            span,
        });
        protocol.unions[id.0].members = members.collect();
        id
    }
}

/// Makes of a union with mistakes one that takes any value, so that nothing more is said of these.
pub(super) fn accept_anything(union: &mut Union) {
    union.tagging = Tagging::Untagged;
    union.common.clear();
    union.members = vec![Member {
        identifier: Identifier("Any".to_owned()),
        tags: Vec::new(),
        body: MemberBody::Value(stand_in()),
        boxed: false,
        doc: None,
        since: None,
        deprecated: None,
        span: union.span,
    }];
}

/// What something is called that is declared for a member alone.
fn head_of_part(union: &Union, member: &MemberDraft, part: &str) -> Head {
    let (outer, inner) = (&union.identifier.0, &member.identifier.0);
    Head {
        identifier: Identifier(format!("{outer}{inner}{part}")),
        owner: union.owner,
        doc: member.doc.clone().filter(|_| part.is_empty()),
        since: None,
        deprecated: None,
        span: member.name.span,
    }
}

/// The JSON kinds of all values that the tag is said to have.
fn tag_kinds(members: &[MemberDraft]) -> Vec<Kind> {
    let tags = members.iter().flat_map(|member| &member.tags);
    let values: Vec<&Constant> = tags
        .filter_map(|tag| match tag {
            Tag::Value(value) => Some(value),
            Tag::Absent | Tag::Other => None,
        })
        .collect();
    let has = |fits: fn(&Constant) -> bool| values.iter().any(|value| fits(value));
    let kinds = [
        (Kind::Text, has(|value| matches!(value, Constant::Text(_)))),
        (
            Kind::Number,
            has(|value| matches!(value, Constant::Number(_))),
        ),
        (Kind::Bool, has(|value| matches!(value, Constant::Bool(_)))),
    ];
    let kinds = kinds.into_iter().filter(|(_, has)| *has);
    kinds.map(|(kind, _)| kind).collect()
}

fn scalar(kind: Kind) -> Shape {
    match kind {
        Kind::Number => Shape::Number(Range::default()),
        Kind::Bool => Shape::Bool,
        _ => Shape::Text(Limits::default()),
    }
}

/// The values of a tag. A spec cannot choose their identifiers, so those that cannot be made or would collide are counted.
fn tag_values(values: &[&Constant], span: Span) -> Vec<EnumValue> {
    let mut made: Vec<EnumValue> = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let derived = naming::identifier(&value_words(value));
        let free = derived.filter(|derived| made.iter().all(|other| other.identifier != *derived));
        made.push(EnumValue {
            value: (*value).clone(),
            identifier: free.unwrap_or_else(|| Identifier(format!("Number{}", index + 1))),
            doc: None,
            since: None,
            deprecated: None,
            span,
        });
    }
    made
}

fn key_identifier(key: &str, otherwise: &str) -> Identifier {
    naming::identifier(key).unwrap_or_else(|| Identifier(otherwise.to_owned()))
}

fn field_of(key: &Text, otherwise: &str, ty: Type, optional: bool) -> Field {
    Field {
        name: key.value.clone(),
        identifier: key_identifier(&key.value, otherwise),
        ty,
        optional,
        boxed: false,
        default: None,
        examples: Vec::new(),
        binds: None,
        doc: None,
        gated_by: None,
        since: None,
        deprecated: None,
        span: key.span,
    }
}

fn draft_of(field: Field) -> FieldDraft {
    FieldDraft {
        span: field.span,
        field,
        default: None,
        examples: Vec::new(),
        binds: None,
        taken: false,
    }
}
