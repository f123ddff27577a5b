//! Which values look in code other than on the wire, so that reading them is not all that writing takes.

use std::collections::HashSet;

use crate::model::{Map, MemberBody, Others, Protocol, Shape, Type, TypeId};

/// Whether values in code look other than on the wire, or are held to stricter rules when they are sent: secrets are
/// hidden, kept keys stand apart, and values that the spec does not list are not sent unasked.
pub fn differs(protocol: &Protocol, ty: &Type) -> bool {
    Search::any(protocol, is_different).in_type(ty)
}

/// The same for values of a declared type.
pub fn declared_differs(protocol: &Protocol, id: TypeId) -> bool {
    Search::any(protocol, is_different).below(id)
}

/// Whether there can be values that the spec does not list.
pub fn holds_unlisted(protocol: &Protocol, ty: &Type) -> bool {
    Search::any(protocol, |protocol, place| match place {
        Place::Declared(TypeId::Enum(id)) => protocol.enumeration(id).open,
        _ => false,
    })
    .in_type(ty)
}

/// What a search looks at.
#[derive(Clone, Copy)]
enum Place<'p> {
    Type(&'p Type),
    Declared(TypeId),
}

fn is_different(protocol: &Protocol, place: Place<'_>) -> bool {
    match place {
        Place::Type(ty) => ty.secret,
        Place::Declared(TypeId::Enum(id)) => protocol.enumeration(id).open,
        Place::Declared(TypeId::Struct(id)) => matches!(
            protocol.structure(id).others,
            Others::Keep | Others::Typed(_)
        ),
        Place::Declared(TypeId::Union(_) | TypeId::Tuple(_)) => false,
    }
}

/// A search through a type and all that its values can hold.
struct Search<'p, F> {
    protocol: &'p Protocol,
    wanted: F,
    seen: HashSet<TypeId>,
}

impl<'p, F: Fn(&'p Protocol, Place<'_>) -> bool> Search<'p, F> {
    fn any(protocol: &'p Protocol, wanted: F) -> Self {
        Self {
            protocol,
            wanted,
            seen: HashSet::new(),
        }
    }

    fn in_type(&mut self, ty: &Type) -> bool {
        (self.wanted)(self.protocol, Place::Type(ty)) || self.in_shape(&ty.shape)
    }

    fn in_shape(&mut self, shape: &Shape) -> bool {
        match shape {
            Shape::List(item, _) => self.in_type(item),
            Shape::Map(Map { value, keys }) => {
                self.in_type(value) || keys.as_ref().is_some_and(|keys| self.in_type(keys))
            }
            Shape::Enum(id) => self.below(TypeId::Enum(*id)),
            Shape::Tuple(id) => self.below(TypeId::Tuple(*id)),
            Shape::Struct(id) => self.below(TypeId::Struct(*id)),
            Shape::Union(id) => self.below(TypeId::Union(*id)),
            Shape::Text(_)
            | Shape::Pattern(..)
            | Shape::Bool
            | Shape::Int(_)
            | Shape::Number(_)
            | Shape::Json
            | Shape::Url(_)
            | Shape::Uuid
            | Shape::DateTime
            | Shape::Date
            | Shape::Base64(_)
            | Shape::Constant(_) => false,
        }
    }

    fn below(&mut self, id: TypeId) -> bool {
        if !self.seen.insert(id) {
            return false;
        }
        (self.wanted)(self.protocol, Place::Declared(id))
            || match id {
                TypeId::Enum(_) => false,
                TypeId::Struct(id) => {
                    let structure = self.protocol.structure(id);
                    let typed = match &structure.others {
                        Others::Typed(ty) => Some(ty),
                        Others::Ignore | Others::Keep | Others::Refuse => None,
                    };
                    let fields = structure.fields.iter().map(|field| &field.ty);
                    fields.chain(typed).any(|ty| self.in_type(ty))
                }
                TypeId::Tuple(id) => {
                    let tuple = self.protocol.tuple(id);
                    let mut items = tuple.items.iter().chain(&tuple.rest);
                    items.any(|item| self.in_type(&item.ty))
                }
                TypeId::Union(id) => {
                    let mut members = self.protocol.union(id).members.iter();
                    members.any(|member| match &member.body {
                        MemberBody::Nothing => false,
                        MemberBody::Struct(id) => self.below(TypeId::Struct(*id)),
                        MemberBody::Value(ty) => self.in_type(ty),
                    })
                }
            }
    }
}
