//! How the structs of tagged unions bring their tags.

use std::collections::HashSet;

use super::code::constant_value;
use super::layout::Doc;
use super::types::one_of;
use crate::model::{
    Map, Member, MemberBody, Others, Protocol, Shape, Struct, StructId, Tag, Tagging, Type,
};

/// The tag that is part of a struct without being one of its fields, because one member of one union is all that it
/// stands for.
#[derive(Debug)]
pub struct OwnTag<'p> {
    /// The key of the tag.
    pub key: &'p str,
    /// What it says.
    pub tags: &'p [Tag],
}

impl OwnTag<'_> {
    /// The value of the tag, if there is exactly one.
    pub fn value(&self) -> Option<Doc> {
        single(self.tags)
    }
}

/// The only value of a tag.
pub fn single(tags: &[Tag]) -> Option<Doc> {
    match tags {
        [Tag::Value(value)] => Some(constant_value(value)),
        _ => None,
    }
}

/// What the tag can be, as a type; nothing if it is always absent.
pub fn tag_type(tags: &[Tag]) -> Option<Doc> {
    let types: Vec<Doc> = tags
        .iter()
        .filter_map(|tag| match tag {
            Tag::Value(value) => Some(constant_value(value)),
            Tag::Absent => None,
            Tag::Other => Some("string | number | boolean".into()),
        })
        .collect();
    (!types.is_empty()).then(|| one_of(types))
}

/// The tag that belongs to a struct alone.
pub fn own_tag(protocol: &Protocol, id: StructId) -> Option<OwnTag<'_>> {
    let mut places = members_of(protocol, id);
    let (key, member) = places.next()?;
    let is_shared = places.next().is_some() || is_field(protocol.structure(id), key);
    (!is_shared && !is_used_elsewhere(protocol, id)).then_some(OwnTag {
        key,
        tags: &member.tags,
    })
}

fn is_field(structure: &Struct, key: &str) -> bool {
    structure.fields.iter().any(|field| field.name == key)
}

fn members_of(protocol: &Protocol, wanted: StructId) -> impl Iterator<Item = (&str, &Member)> {
    protocol.unions.iter().flat_map(move |union| {
        let key = match &union.tagging {
            Tagging::Tag { key, .. } => key.as_str(),
            Tagging::Untagged => "",
        };
        let members = union.members.iter();
        let is_wanted = move |member: &&Member| match member.body {
            MemberBody::Struct(id) => id == wanted,
            MemberBody::Nothing | MemberBody::Value(_) => false,
        };
        members.filter(is_wanted).map(move |member| (key, member))
    })
}

fn is_used_elsewhere(protocol: &Protocol, id: StructId) -> bool {
    let mut used = HashSet::new();
    for structure in &protocol.structs {
        for field in &structure.fields {
            collect(&field.ty, &mut used);
        }
        if let Others::Typed(ty) = &structure.others {
            collect(ty, &mut used);
        }
    }
    for union in &protocol.unions {
        for member in &union.members {
            if let MemberBody::Value(ty) = &member.body {
                collect(ty, &mut used);
            }
        }
    }
    for tuple in &protocol.tuples {
        for item in tuple.items.iter().chain(&tuple.rest) {
            collect(&item.ty, &mut used);
        }
    }
    for message in &protocol.messages {
        if let Some(payload) = &message.payload {
            collect(&payload.ty, &mut used);
        }
    }
    for slot in &protocol.own_slots {
        collect(&slot.ty, &mut used);
    }
    for direction in &protocol.directions {
        for part in direction.variants.iter().flat_map(|variant| &variant.parts) {
            if let crate::model::PartType::Typed(ty) = &part.ty {
                collect(ty, &mut used);
            }
        }
    }
    used.contains(&id)
}

fn collect(ty: &Type, used: &mut HashSet<StructId>) {
    match &ty.shape {
        Shape::Struct(id) => {
            used.insert(*id);
        }
        Shape::List(item, _) => collect(item, used),
        Shape::Map(Map { value, keys: _ }) => collect(value, used),
        _ => {}
    }
}
