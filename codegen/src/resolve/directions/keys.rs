//! What telling sees of a type: its keys, its JSON kinds, its constants.

use std::borrow::Cow;

use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, Marks};

use crate::facts;
use crate::model::{Member, Protocol, Shape, Tag, Tagging, Type, Union};

/// The keys of the objects of a type.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Keys<'p> {
    /// Those that must be there; of a tagged union its tag.
    pub required: Vec<&'p str>,
    /// All that are declared.
    pub declared: Vec<&'p str>,
    /// Whether all values are objects.
    pub is_object: bool,
}

/// The keys of a type.
pub(in crate::resolve) fn of<'p>(ty: &'p Type, protocol: &'p Protocol) -> Keys<'p> {
    let is_object = facts::kinds(protocol, ty) == Kinds::OBJECT;
    let Some(known) = facts::keys(protocol, ty) else {
        return Keys::default();
    };
    let required = match &ty.shape {
        Shape::Struct(_) => known.required,
        Shape::Union(id) => tag_of(protocol.union(*id)).into_iter().collect(),
        _ => Vec::new(),
    };
    Keys {
        required,
        declared: known.declared,
        is_object,
    }
}

/// The tag of a union that cannot be absent.
fn tag_of(union: &Union) -> Option<&str> {
    let Tagging::Tag { key, .. } = &union.tagging else {
        return None;
    };
    let is_absent = |member: &Member| member.tags.contains(&Tag::Absent);
    (!union.members.iter().any(is_absent)).then_some(key)
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
    let items = items(ty, protocol);
    let has_items = !items.constants.is_empty();
    Marks {
        at: Cow::Owned(at),
        constants: Cow::Owned(if has_items {
            items.constants
        } else {
            constants(ty, protocol)
        }),
        required: owned(&keys.required),
        declared: if has_items {
            Cow::Owned(items.places)
        } else {
            owned(&keys.declared)
        },
        kinds: facts::kinds(protocol, ty),
        constant,
    }
}

/// What telling sees of the items of a list.
#[derive(Default)]
struct Items {
    /// Those that are always there and always the same, by their places.
    constants: Vec<(Cow<'static, str>, Constant)>,
    /// The places of all.
    places: Vec<Cow<'static, str>>,
}

/// The items of a tuple whose length has a limit; of others nobody could list the places.
fn items(ty: &Type, protocol: &Protocol) -> Items {
    let Shape::Tuple(id) = &ty.shape else {
        return Items::default();
    };
    let tuple = protocol.tuple(*id);
    if ty.nullable || tuple.rest.is_some() {
        return Items::default();
    }
    let place = |index: usize| Cow::Owned(index.to_string());
    let constants = tuple.items.iter().enumerate();
    let constants = constants.filter_map(|(index, item)| match &item.ty.shape {
        Shape::Constant(constant) if !item.ty.nullable && !item.optional => {
            Some((place(index), constant.clone()))
        }
        _ => None,
    });
    Items {
        constants: constants.collect(),
        places: (0..tuple.items.len()).map(place).collect(),
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
