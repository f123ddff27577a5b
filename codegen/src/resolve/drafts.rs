//! What of structs and unions can only be said when all types are known.

use crate::model::{Deprecated, Field, Identifier, StructId, Tag, Type, TypeId};
use crate::source::Span;
use crate::syntax::{PresenceNode, Text};
use crate::yaml::Node;

/// The types of a protocol that are not finished, by their places in it.
#[derive(Default)]
pub(super) struct Drafts {
    /// As [`Protocol::structs`](crate::model::Protocol::structs).
    pub structs: Vec<StructDraft>,
    /// As [`Protocol::unions`](crate::model::Protocol::unions).
    pub unions: Vec<UnionDraft>,
    /// Values that must fit a type under `types` or one in a message.
    pub examples: Vec<(Type, Node)>,
    /// How many fields were taken in from other types.
    pub taken: usize,
}

/// A struct that is not finished.
#[derive(Clone, Default)]
pub(super) struct StructDraft {
    /// The types whose fields it takes in.
    pub bases: Vec<Text>,
    /// Its own fields; with those of the bases and of the union in front when these are known.
    pub fields: Vec<FieldDraft>,
    /// What must hold between them; with what the bases say in front when these are known.
    pub rules: Vec<PresenceNode>,
    /// Whether nothing of it is missing that is reported already.
    pub whole: bool,
}

/// A field that is not finished.
#[derive(Clone)]
pub(super) struct FieldDraft {
    pub field: Field,
    /// Where its key stands.
    pub span: Span,
    pub default: Option<Node>,
    pub examples: Vec<Node>,
    pub binds: Option<Text>,
    /// Whether it is declared in another type, which this one takes in.
    pub taken: bool,
}

impl FieldDraft {
    /// Whether another field says nothing that this one does not say.
    pub fn covers(&self, other: &Self) -> bool {
        let [one, same] = [&self.field, &other.field];
        (&one.name, &one.identifier, &one.ty) == (&same.name, &same.identifier, &same.ty)
            && one.optional == same.optional
            && other.default.is_none()
            && other.binds.is_none()
    }
}

/// A union that is not finished.
pub(super) struct UnionDraft {
    pub tag: Option<Text>,
    pub content: Option<Text>,
    pub common: Vec<FieldDraft>,
    pub members: Vec<MemberDraft>,
    /// Whether its members have names in the spec.
    pub named: bool,
    /// Whether nothing of it is missing that is reported already.
    pub whole: bool,
    /// What is declared for its members alone, in front of it.
    pub parts: Vec<TypeId>,
}

impl UnionDraft {
    /// The fields of a member, without those that say again what a common field says.
    pub fn beside_common(&self, mut fields: Vec<FieldDraft>) -> Vec<FieldDraft> {
        fields.retain(|field| !self.common.iter().any(|common| common.covers(field)));
        fields
    }
}

/// A member of a union that is not finished.
pub(super) struct MemberDraft {
    pub name: Text,
    pub identifier: Identifier,
    pub tags: Vec<Tag>,
    pub body: Body,
    pub doc: Option<String>,
    pub since: Option<String>,
    pub deprecated: Option<Deprecated>,
}

/// What a member carries beside the tag and what all members have.
#[derive(Clone)]
pub(super) enum Body {
    /// Nothing.
    Nothing,
    /// The fields of a struct that is declared in the member, and stands nowhere else.
    Own(StructId),
    /// A type.
    Value {
        ty: Type,
        optional: bool,
        span: Span,
    },
}

/// The same fields in another type, which takes them in.
pub(super) fn taken(fields: &[FieldDraft]) -> impl Iterator<Item = FieldDraft> + '_ {
    fields.iter().map(|field| FieldDraft {
        taken: true,
        ..field.clone()
    })
}
