//! What messages and types hold.

use crate::model::{
    Kind, MemberBody, Message, MessageId, MessageRole, Others, Outcome, Payload, Protocol, Shape,
    Slot, Type, TypeId, Variant,
};

/// Whether an answer says nothing but that a request succeeded or failed.
pub fn is_plain_answer(protocol: &Protocol, variant: &Variant) -> bool {
    let is_described = |id: MessageId| protocol.message(id).answers().is_some();
    variant.kind.is_answer()
        && variant.message.is_some_and(|id| !is_described(id))
        && variant.part(Slot::Payload).is_none()
}

pub const fn rank(kind: Kind) -> usize {
    match kind {
        Kind::Event | Kind::Request | Kind::Changed => 0,
        Kind::Watch | Kind::Subscribe => 1,
        Kind::Unsubscribe => 2,
        Kind::Get => 3,
        Kind::Ok => 4,
        Kind::Error => 5,
    }
}

/// Whether a request is answered when it succeeds, and when it fails.
pub fn outcomes(message: &Message) -> (bool, bool) {
    let Some(request) = message.request() else {
        return (false, false);
    };
    let has_success = request.ok != Outcome::Never;
    (has_success, has_success || !request.errors.known.is_empty())
}

/// What a message or answer carries as payload, or as error where the spec describes that.
pub fn payload_of<'p>(protocol: &'p Protocol, variant: &Variant) -> Option<&'p Payload> {
    let message = protocol.message(variant.message?);
    let carries = match variant.kind {
        Kind::Event | Kind::Request | Kind::Changed => true,
        Kind::Ok => message.answers().is_some() || matches!(message.role, MessageRole::Property),
        Kind::Error => message.answers().is_some(),
        Kind::Watch | Kind::Subscribe | Kind::Unsubscribe | Kind::Get => false,
    };
    message.payload.as_ref().filter(|_| carries)
}

/// The types that stand in a message.
pub fn types_of(message: &Message) -> Vec<&Type> {
    let payload = message.payload.as_ref().map(|payload| &payload.ty);
    let options = match &message.role {
        MessageRole::Event {
            subscription: Some(subscription),
        } => subscription.options.as_ref(),
        _ => None,
    };
    payload.into_iter().chain(options).collect()
}

/// The types that stand in a declared type.
pub fn parts_of(protocol: &Protocol, id: TypeId) -> Vec<&Type> {
    match id {
        TypeId::Struct(id) => {
            let structure = protocol.structure(id);
            let others = match &structure.others {
                Others::Typed(ty) => Some(ty),
                _ => None,
            };
            let fields = structure.fields.iter().map(|field| &field.ty);
            fields.chain(others).collect()
        }
        TypeId::Enum(_) => Vec::new(),
        TypeId::Union(id) => {
            let union = protocol.union(id);
            let members = union.members.iter();
            let values = members.filter_map(|member| match &member.body {
                MemberBody::Value(ty) => Some(ty),
                MemberBody::Struct(_) | MemberBody::Nothing => None,
            });
            let structs = union
                .members
                .iter()
                .filter_map(|member| match &member.body {
                    MemberBody::Struct(id) => Some(&protocol.structure(*id).fields),
                    _ => None,
                });
            let fields = structs.flatten().map(|field| &field.ty);
            values.chain(fields).collect()
        }
        TypeId::Tuple(id) => {
            let tuple = protocol.tuple(id);
            let items = tuple.items.iter().chain(&tuple.rest);
            items.map(|item| &item.ty).collect()
        }
    }
}

/// The declared types that a type names, also inside lists, maps, and lists whose items have no names.
pub fn named_in(protocol: &Protocol, ty: &Type) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match &ty.shape {
            Shape::List(item, _) => open.push(item),
            Shape::Map(map) => open.extend(
                [Some(&*map.value), map.keys.as_deref()]
                    .into_iter()
                    .flatten(),
            ),
            Shape::Tuple(id) if !protocol.tuple(*id).is_named() => {
                let tuple = protocol.tuple(*id);
                open.extend(tuple.items.iter().chain(&tuple.rest).map(|item| &item.ty));
            }
            _ => found.extend(type_id(protocol, ty)),
        }
    }
    found
}

/// The declared type that a type is.
pub fn type_id(protocol: &Protocol, ty: &Type) -> Option<TypeId> {
    match &ty.shape {
        Shape::Struct(id) => Some(TypeId::Struct(*id)),
        Shape::Enum(id) => Some(TypeId::Enum(*id)),
        Shape::Union(id) => Some(TypeId::Union(*id)),
        Shape::Tuple(id) if protocol.tuple(*id).is_named() => Some(TypeId::Tuple(*id)),
        _ => None,
    }
}

/// What a declared type is called.
pub fn identifier_of(protocol: &Protocol, id: TypeId) -> &str {
    let identifier = match id {
        TypeId::Struct(id) => &protocol.structure(id).identifier,
        TypeId::Enum(id) => &protocol.enumeration(id).identifier,
        TypeId::Union(id) => &protocol.union(id).identifier,
        TypeId::Tuple(id) => &protocol.tuple(id).identifier,
    };
    &identifier.0
}
