//! Which type of the spec an item stands for.

use syn::{DeriveInput, LitStr};

use crate::conform::mistakes::{Mistakes, did_you_mean};
use crate::conform::words::Words;
use crate::model::{Message, MessageRole, Protocol, Shape, Type, TypeId};

/// What an item stands for.
pub struct Target {
    /// The type of the spec.
    pub ty: Type,
    /// What the spec calls it.
    pub name: String,
}

/// Whether there is something around the shape, which only a struct with one field can have.
pub fn is_marked(ty: &Type) -> bool {
    ty.nullable || ty.secret
}

/// The declaration of a type, if it has one.
pub fn declared(ty: &Type) -> Option<TypeId> {
    match ty.shape {
        Shape::Struct(id) => Some(TypeId::Struct(id)),
        Shape::Enum(id) => Some(TypeId::Enum(id)),
        Shape::Union(id) => Some(TypeId::Union(id)),
        Shape::Tuple(id) => Some(TypeId::Tuple(id)),
        _ => None,
    }
}

/// What an item stands for, by its words.
pub fn target(
    protocol: &Protocol,
    item: &DeriveInput,
    words: &Words,
    mistakes: &mut Mistakes<'_>,
) -> Option<Target> {
    match (words.text("type"), words.text("message")) {
        (Some(ty), None) => {
            for word in ["ok", "error"].iter().filter_map(|name| words.word(name)) {
                mistakes.at(word, "only a message has answers");
            }
            named(protocol, ty, mistakes)
        }
        (None, Some(message)) => carried(protocol, message, words, mistakes),
        (Some(_), Some(message)) => {
            mistakes.at(message, "either a type or a message: remove one of them");
            None
        }
        (None, None) => {
            mistakes.at(
                &item.ident,
                "which type? Write `type = \"…\"` or `message = \"…\"` into `#[trilogue(…)]`",
            );
            None
        }
    }
}

/// A type by its name, whole or without the direction where that leaves but one.
fn named(protocol: &Protocol, written: &LitStr, mistakes: &mut Mistakes<'_>) -> Option<Target> {
    let name = written.value();
    let all = types(protocol);
    let exact = all.iter().filter(|(_, full)| *full == name);
    let short = all.iter().filter(|(_, full)| last(full) == name);
    let found: Vec<&(TypeId, String)> = match exact.clone().count() {
        0 => short.collect(),
        _ => exact.collect(),
    };
    match found[..] {
        [(id, full)] => Some(Target {
            ty: plain(*id),
            name: format!("{}/{full}", protocol.name),
        }),
        [] => {
            let names = all.iter().flat_map(|(_, full)| [full.as_str(), last(full)]);
            let near = did_you_mean(&name, names);
            mistakes.at(
                written,
                format!("the spec has no type `{name}` with a declaration of its own{near}"),
            );
            None
        }
        _ => {
            let all: Vec<String> = found.iter().map(|(_, full)| format!("`{full}`")).collect();
            mistakes.at(written, format!("which one: {}?", all.join(", ")));
            None
        }
    }
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// All types with a declaration of their own, by their names without that of the protocol.
fn types(protocol: &Protocol) -> Vec<(TypeId, String)> {
    let types = protocol.declared.iter().map(|id| {
        let name = protocol.type_name(*id);
        let short = name.split_once('/').map_or(&*name, |(_, short)| short);
        (*id, short.to_owned())
    });
    types.collect()
}

/// A type with a declaration of its own, with nothing around it.
pub fn plain(id: TypeId) -> Type {
    of_shape(match id {
        TypeId::Struct(id) => Shape::Struct(id),
        TypeId::Enum(id) => Shape::Enum(id),
        TypeId::Union(id) => Shape::Union(id),
        TypeId::Tuple(id) => Shape::Tuple(id),
    })
}

/// Any JSON.
pub fn any() -> Type {
    of_shape(Shape::Json)
}

fn of_shape(shape: Shape) -> Type {
    Type {
        shape,
        nullable: false,
        secret: false,
        unit: None,
        undocumented: false,
    }
}

/// What a message carries.
fn carried(
    protocol: &Protocol,
    written: &LitStr,
    words: &Words,
    mistakes: &mut Mistakes<'_>,
) -> Option<Target> {
    let key = written.value();
    let is_of_kind = |message: &&Message| match message.role {
        MessageRole::Ok(_) => words.word("ok").is_some(),
        MessageRole::Error(_) => words.word("error").is_some(),
        _ => words.word("ok").is_none() && words.word("error").is_none(),
    };
    let messages = protocol.messages.iter();
    let found: Vec<&Message> = messages
        .filter(|message| message.key == key && is_of_kind(message))
        .collect();
    let Some(message) = found.first() else {
        let keys = protocol.messages.iter().map(|message| &*message.key);
        let near = did_you_mean(&key, keys.clone().filter(|other| *other != key));
        let message = if keys.clone().any(|other| other == key) {
            format!("the spec describes no such answer of `{key}`")
        } else {
            format!("the spec has no message `{key}`{near}")
        };
        mistakes.at(written, message);
        return None;
    };
    let Some(payload) = &message.payload else {
        mistakes.against(
            written,
            format!("`{key}` carries nothing"),
            message.span,
            "no payload",
        );
        return None;
    };
    let others = found.iter().filter_map(|other| other.payload.as_ref());
    if others.into_iter().any(|other| other.ty != payload.ty) {
        mistakes.at(
            written,
            "several messages have this name and carry different types: name the type with `type = \"…\"`",
        );
        return None;
    }
    let ty = payload.ty.clone();
    let name = name_of(protocol, &ty, &key);
    Some(Target { ty, name })
}

/// What the payload of a message is called: like its type, if that has a declaration of its own.
pub fn name_of(protocol: &Protocol, ty: &Type, key: &str) -> String {
    match declared(ty).filter(|_| !is_marked(ty)) {
        Some(id) => protocol.type_name(id),
        None => format!("{}/{key}", protocol.name),
    }
}
