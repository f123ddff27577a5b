//! What a spec's own values mean where they stand: which type the items and members of a value have.

use trilogue_wire::Kinds;
use trilogue_wire::telling::Constant;

use crate::facts;
use crate::model::{Field, Member, MemberBody, Protocol, Shape, Tag, Tagging, Type, Union};
use crate::syntax::constant_of;
use crate::yaml::{Data, Entry, Node};

/// What is known of a value before it is read.
#[derive(Clone, Copy)]
pub(super) enum Position<'p> {
    /// It has this type.
    Typed(&'p Type),
    /// It is an object with the keys of this member of a union with a tag.
    Member(&'p Union, &'p Member),
    /// It is the tag of this union.
    Tag(&'p Union),
    /// It can be anything.
    Any,
}

impl<'p> Position<'p> {
    /// The JSON kinds that the value can have.
    pub fn kinds(self, protocol: &Protocol) -> Kinds {
        match self {
            Self::Typed(ty) => facts::kinds(protocol, ty),
            Self::Member(..) => Kinds::OBJECT,
            Self::Tag(union) => tag_kinds(union),
            Self::Any => Kinds::ALL,
        }
    }

    /// The item of a list at this place.
    pub fn item(self, protocol: &'p Protocol, index: usize) -> Self {
        let Self::Typed(ty) = self else {
            return Self::Any;
        };
        match &ty.shape {
            Shape::List(item, _) => Self::Typed(item),
            Shape::Tuple(id) => {
                let tuple = protocol.tuple(*id);
                let item = tuple.items.get(index).or(tuple.rest.as_ref());
                item.map_or(Self::Any, |item| Self::Typed(&item.ty))
            }
            Shape::Union(id) => {
                let member = untagged(protocol, protocol.union(*id), Kinds::LIST);
                member.map_or(Self::Any, |ty| Self::Typed(ty).item(protocol, index))
            }
            _ => Self::Any,
        }
    }

    /// The same for a value that is an object with these entries: the member of a union that it is.
    pub fn object(self, protocol: &'p Protocol, entries: &[Entry]) -> Self {
        let Self::Typed(ty) = self else {
            return self;
        };
        let Shape::Union(id) = &ty.shape else {
            return self;
        };
        let union = protocol.union(*id);
        if let Tagging::Tag { key, .. } = &union.tagging {
            let tag = entries.iter().find(|entry| entry.key.value == *key);
            let member = member_of(union, tag.map(|entry| &entry.value));
            return member.map_or(Self::Any, |member| Self::Member(union, member));
        }
        let objects = union
            .members
            .iter()
            .filter_map(|member| match &member.body {
                MemberBody::Value(ty) if suits(protocol, ty, entries) => Some(ty),
                _ => None,
            });
        let mut objects = objects.filter(|ty| !is_same(ty, *id));
        let member = objects.next();
        member.map_or(Self::Any, |ty| Self::Typed(ty).object(protocol, entries))
    }

    /// The member of an object under this key.
    pub fn member(self, protocol: &'p Protocol, key: &str) -> Self {
        let found = match self {
            Self::Typed(ty) => match &ty.shape {
                Shape::Map(map) => return Self::Typed(&map.value),
                Shape::Struct(id) => field(&protocol.structure(*id).fields, key),
                _ => None,
            },
            Self::Member(union, member) => return member_at(protocol, union, member, key),
            Self::Tag(_) | Self::Any => None,
        };
        found.map_or(Self::Any, Self::Typed)
    }
}

fn member_at<'p>(
    protocol: &'p Protocol,
    union: &'p Union,
    member: &'p Member,
    key: &str,
) -> Position<'p> {
    let Tagging::Tag { key: tag, content } = &union.tagging else {
        return Position::Any;
    };
    if key == tag {
        return Position::Tag(union);
    }
    let found = match &member.body {
        MemberBody::Struct(id) => field(&protocol.structure(*id).fields, key),
        MemberBody::Value(ty) if content.as_deref() == Some(key) => Some(ty),
        _ => field(&union.common, key),
    };
    found.map_or(Position::Any, Position::Typed)
}

fn field<'p>(fields: &'p [Field], key: &str) -> Option<&'p Type> {
    let mut fields = fields.iter();
    fields.find_map(|field| (field.name == key).then_some(&field.ty))
}

/// Whether a type is that union, which then adds nothing.
fn is_same(ty: &Type, id: crate::model::UnionId) -> bool {
    matches!(ty.shape, Shape::Union(inner) if inner == id)
}

/// The member of a union without tag that can be of these kinds.
fn untagged<'p>(protocol: &'p Protocol, union: &'p Union, kinds: Kinds) -> Option<&'p Type> {
    let types = union
        .members
        .iter()
        .filter_map(|member| match &member.body {
            MemberBody::Value(ty) => Some(ty),
            _ => None,
        });
    let mut types = types.filter(|ty| !matches!(ty.shape, Shape::Union(_)));
    types.find(|ty| !facts::kinds(protocol, ty).is_disjoint(kinds))
}

/// Whether entries can be those of a type's object.
fn suits(protocol: &Protocol, ty: &Type, entries: &[Entry]) -> bool {
    let Some(keys) = facts::keys(protocol, ty) else {
        return false;
    };
    let value = |key: &str| {
        let mut entries = entries.iter();
        entries.find_map(|entry| (entry.key.value == key).then_some(&entry.value))
    };
    let mut constants = keys.constants.iter();
    constants.all(|(key, constant)| value(key).is_some_and(|node| means(node, constant)))
        && keys.required.iter().all(|key| value(key).is_some())
}

/// The member that a tag chooses.
fn member_of<'p>(union: &'p Union, tag: Option<&Node>) -> Option<&'p Member> {
    let with = |wanted: &Tag| {
        let mut members = union.members.iter();
        members.find(|member| member.tags.contains(wanted))
    };
    let Some(tag) = tag else {
        return with(&Tag::Absent);
    };
    let lists = |member: &&Member| {
        let mut tags = member.tags.iter();
        tags.any(|listed| matches!(listed, Tag::Value(value) if means(tag, value)))
    };
    union
        .members
        .iter()
        .find(lists)
        .or_else(|| with(&Tag::Other))
}

/// Whether a scalar can mean this constant.
fn means(node: &Node, constant: &Constant) -> bool {
    let Data::Scalar(scalar) = &node.data else {
        return false;
    };
    let is_text = matches!(constant, Constant::Text(text) if *text == scalar.text);
    is_text || constant_of(scalar) == *constant
}

fn tag_kinds(union: &Union) -> Kinds {
    let tags = union.members.iter().flat_map(|member| &member.tags);
    let kinds = tags.fold(Kinds::NONE, |kinds, tag| match tag {
        Tag::Value(value) => kinds.and(Kinds::of(&[facts::kind(value)])),
        Tag::Absent | Tag::Other => kinds,
    });
    if kinds == Kinds::NONE {
        Kinds::TEXT
    } else {
        kinds
    }
}
