//! What telling sees of a type: its keys, its JSON kinds, its constants.

use std::borrow::Cow;

use trilogue_wire::telling::{Constant, Marks};
use trilogue_wire::{Kind as JsonKind, Kinds};

use crate::model::{Field, Member, MemberBody, Others, Protocol, Shape, Tag, Tagging, Type, Union};

/// The keys of the objects of a type.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Keys<'p> {
    /// Those that must be there; of a tagged union its tag.
    pub required: Vec<&'p str>,
    /// All that are declared.
    pub declared: Vec<&'p str>,
    /// Whether all values are objects.
    pub is_object: bool,
    /// Whether no key is declared, and any may be there.
    pub is_open: bool,
}

/// The keys of a type.
pub(in crate::resolve) fn of<'p>(ty: &Type, protocol: &'p Protocol) -> Keys<'p> {
    let mut keys = match &ty.shape {
        Shape::Struct(id) => {
            let structure = protocol.structure(*id);
            let names = |fields: &'p [Field]| fields.iter().map(|field| field.name.as_str());
            let required = structure.fields.iter().filter(|field| !field.optional);
            Keys {
                required: required.map(|field| field.name.as_str()).collect(),
                declared: names(&structure.fields).collect(),
                is_object: true,
                is_open: structure.fields.is_empty()
                    && matches!(structure.others, Others::Keep | Others::Typed(_)),
            }
        }
        Shape::Map(_) => Keys {
            is_object: true,
            is_open: true,
            ..Keys::default()
        },
        Shape::Union(id) => of_union(protocol.union(*id), protocol),
        _ => Keys::default(),
    };
    keys.is_object &= !ty.nullable;
    keys
}

/// Whether objects of a type have no declared keys, and may have any.
pub(crate) fn has_any_key(ty: &Type, protocol: &Protocol) -> bool {
    of(ty, protocol).is_open
}

fn of_union<'p>(union: &'p Union, protocol: &'p Protocol) -> Keys<'p> {
    let mut keys = Keys {
        is_object: true,
        ..Keys::default()
    };
    if let Tagging::Tag { key, content } = &union.tagging {
        let can_be_absent = union
            .members
            .iter()
            .any(|member| member.tags.contains(&Tag::Absent));
        if !can_be_absent {
            keys.required.push(key);
        }
        keys.declared.push(key);
        keys.declared.extend(content.as_deref());
    }
    let common = union.common.iter().map(|field| field.name.as_str());
    keys.declared.extend(common);
    let tagged = matches!(union.tagging, Tagging::Tag { .. });
    for member in &union.members {
        let inner = of_member(member, tagged, protocol);
        keys.is_object &= inner.is_object;
        keys.is_open |= inner.is_open;
        for key in inner.declared {
            if !keys.declared.contains(&key) {
                keys.declared.push(key);
            }
        }
    }
    keys
}

fn of_member<'p>(member: &'p Member, tagged: bool, protocol: &'p Protocol) -> Keys<'p> {
    match &member.body {
        MemberBody::Nothing => Keys {
            is_object: true,
            ..Keys::default()
        },
        MemberBody::Struct(id) => {
            let ty = super::super::types::plain(Shape::Struct(*id));
            of(&ty, protocol)
        }
        // What stands under the content key.
        MemberBody::Value(_) if tagged => Keys {
            is_object: true,
            ..Keys::default()
        },
        MemberBody::Value(ty) => of(ty, protocol),
    }
}

/// The JSON kinds that values of a type have.
pub(in crate::resolve) fn kinds(ty: &Type, protocol: &Protocol) -> Kinds {
    let kinds = match &ty.shape {
        Shape::Text(_)
        | Shape::Pattern(..)
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_) => Kinds::TEXT,
        Shape::Bool => Kinds::BOOL,
        Shape::Int(_) | Shape::Number(_) => Kinds::NUMBER,
        Shape::Json => Kinds::ALL,
        Shape::Constant(constant) => Kinds::of(&[constant.kind()]),
        Shape::Enum(id) => {
            let values = protocol.enumeration(*id).values.iter();
            values.fold(Kinds::NONE, |kinds, value| {
                kinds.and(Kinds::of(&[value.value.kind()]))
            })
        }
        Shape::List(..) | Shape::Tuple(_) => Kinds::LIST,
        Shape::Map(_) | Shape::Struct(_) => Kinds::OBJECT,
        Shape::Union(id) => {
            let union = protocol.union(*id);
            if matches!(union.tagging, Tagging::Tag { .. }) {
                Kinds::OBJECT
            } else {
                let members = union.members.iter();
                members.fold(Kinds::NONE, |kinds, member| {
                    kinds.and(match &member.body {
                        MemberBody::Value(ty) => self::kinds(ty, protocol),
                        MemberBody::Struct(_) => Kinds::OBJECT,
                        MemberBody::Nothing => Kinds::NULL,
                    })
                })
            }
        }
    };
    if ty.nullable {
        kinds.and(Kinds::of(&[JsonKind::Null]))
    } else {
        kinds
    }
}

/// What telling looks at in values of a type that stand at a place.
pub(super) fn marks(ty: &Type, at: String, protocol: &Protocol) -> Marks {
    let keys = of(ty, protocol);
    let owned = |keys: &[&str]| -> Cow<'static, [Cow<'static, str>]> {
        let keys = keys.iter().map(|key| Cow::Owned((*key).to_owned()));
        Cow::Owned(keys.collect())
    };
    let constant = match &ty.shape {
        Shape::Constant(constant) if !ty.nullable => Some(constant.clone()),
        _ => None,
    };
    Marks {
        at: Cow::Owned(at),
        constants: Cow::Owned(constants(ty, protocol)),
        required: owned(&keys.required),
        declared: owned(&keys.declared),
        kinds: kinds(ty, protocol),
        constant,
    }
}

/// The fields of a struct that are constants.
fn constants(ty: &Type, protocol: &Protocol) -> Vec<(Cow<'static, str>, Constant)> {
    let Shape::Struct(id) = &ty.shape else {
        return Vec::new();
    };
    let fields = protocol.structure(*id).fields.iter();
    fields
        .filter_map(|field| match &field.ty.shape {
            Shape::Constant(constant) if !field.ty.nullable => {
                Some((Cow::Owned(field.name.clone()), constant.clone()))
            }
            _ => None,
        })
        .collect()
}
