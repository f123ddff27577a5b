//! `#[derive(Payload)]`: which type of the spec an item stands for, and what it derives.

mod extra;
mod keys;
mod structure;
mod tuple;
mod union;
mod values;

use proc_macro2::{Ident, TokenStream};
use syn::{Data, DeriveInput, Error, LitStr};

use super::emit;
use super::fit::Fitting;
use super::mistakes::{Mistakes, did_you_mean};
use super::words::{CRATE, Known, SPEC, Takes, Words};
use crate::model::{Message, MessageRole, Protocol, Shape, Type, TypeId};
use crate::source::Sources;
use crate::target::rust::scope::Scope;

const ITEM: Known = &[
    SPEC,
    CRATE,
    ("type", Takes::Text),
    ("message", Takes::Text),
    ("ok", Takes::Nothing),
    ("error", Takes::Nothing),
    ("ignore_extra", Takes::Nothing),
];

/// What an item stands for.
struct Target {
    /// The type of the spec.
    ty: Type,
    /// What the spec calls it.
    name: String,
}

/// An item that is held against the spec.
struct Subject<'i, 'p, 's> {
    item: &'i DeriveInput,
    words: Words,
    protocol: &'p Protocol,
    fitting: Fitting<'p>,
    mistakes: Mistakes<'s>,
}

/// What the methods of the derived code do.
struct Bodies {
    read: TokenStream,
    write: TokenStream,
}

/// An item, or some of its fields, as the payload that a message brings.
pub struct Brought<'i> {
    /// The item with the fields of the payload alone.
    pub item: &'i DeriveInput,
    /// The words above it.
    pub words: &'i Words,
    /// The type of the payload.
    pub ty: &'i Type,
    /// The key of the message.
    pub key: &'i str,
}

impl Brought<'_> {
    /// The `impl` of `Payload`.
    pub fn implementation(
        &self,
        protocol: &Protocol,
        sources: &Sources,
    ) -> Result<TokenStream, Vec<Error>> {
        self.printed(protocol, sources, |runtime, fitting, name, bodies| {
            let Bodies { read, write } = bodies;
            emit::payload(self.item, runtime, fitting, name, &read, &write)
        })
    }

    /// A method of the item that writes the payload.
    pub fn writer(
        &self,
        protocol: &Protocol,
        sources: &Sources,
        method: &Ident,
    ) -> Result<TokenStream, Vec<Error>> {
        self.printed(protocol, sources, |runtime, fitting, _, bodies| {
            emit::writer(self.item, runtime, fitting, method, &bodies.write)
        })
    }

    fn printed(
        &self,
        protocol: &Protocol,
        sources: &Sources,
        print: impl FnOnce(&syn::Path, Fitting<'_>, &str, Bodies) -> TokenStream,
    ) -> Result<TokenStream, Vec<Error>> {
        let mut mistakes = Mistakes::new(sources);
        let runtime = super::words::runtime(self.words, &mut mistakes);
        let target = Target {
            ty: self.ty.clone(),
            name: name_of(protocol, self.ty, self.key),
        };
        let mut subject = Subject {
            item: self.item,
            words: self.words.clone(),
            protocol,
            fitting: Fitting::new(
                Scope::new(protocol, None),
                runtime.clone(),
                &self.item.generics,
            ),
            mistakes,
        };
        let bodies = subject.bodies(&target);
        let Subject {
            fitting, mistakes, ..
        } = subject;
        let made = bodies.map(|bodies| print(&runtime, fitting, &target.name, bodies));
        mistakes.or(made.unwrap_or_default())
    }
}

/// What `#[derive(Payload)]` adds to `item`.
pub fn payload(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    let mut mistakes = Mistakes::new(sources);
    let words = Words::of(&item.attrs, ITEM, &mut mistakes);
    let runtime = super::words::runtime(&words, &mut mistakes);
    let target = target(protocol, item, &words, &mut mistakes);
    let (Some(target), true) = (target, mistakes.is_empty()) else {
        return mistakes.or(TokenStream::new());
    };
    let scope = Scope::new(protocol, None);
    let mut subject = Subject {
        item,
        words,
        protocol,
        fitting: Fitting::new(scope, runtime.clone(), &item.generics),
        mistakes,
    };
    let bodies = subject.bodies(&target);
    let Subject {
        fitting, mistakes, ..
    } = subject;
    let made = bodies.map(|Bodies { read, write }| {
        emit::payload(item, &runtime, fitting, &target.name, &read, &write)
    });
    mistakes.or(made.unwrap_or_default())
}

impl Subject<'_, '_, '_> {
    fn bodies(&mut self, target: &Target) -> Option<Bodies> {
        let item = self.item;
        if !matches!(target.ty.shape, Shape::Struct(_)) {
            self.needs_struct();
        }
        match (&item.data, &target.ty.shape) {
            (Data::Union(data), _) => {
                self.mistakes
                    .at(data.union_token, "write a struct or an enum");
                None
            }
            (Data::Enum(data), Shape::Enum(id)) if !is_marked(&target.ty) => self.values(data, *id),
            (Data::Enum(data), Shape::Union(id)) if !is_marked(&target.ty) => self.union(data, *id),
            (Data::Enum(data), _) => {
                let found = self.described(&target.ty);
                let message = format!("{found} in the spec: write a struct");
                self.refuse(data.enum_token, &message, &target.ty)
            }
            (Data::Struct(data), Shape::Tuple(id)) if !is_marked(&target.ty) => {
                self.tuple(data, *id)
            }
            (Data::Struct(data), _) if structure::is_transparent(data) => {
                self.transparent(data, &target.ty)
            }
            (Data::Struct(data), Shape::Struct(id)) if !is_marked(&target.ty) => {
                self.structure(data, *id)
            }
            (Data::Struct(data), _) => {
                let found = self.described(&target.ty);
                let message = match target.ty.shape {
                    Shape::Enum(_) | Shape::Union(_) if !is_marked(&target.ty) => {
                        format!("{found} in the spec: write an enum")
                    }
                    _ => format!(
                        "{found} in the spec: write a struct with one field that has no name"
                    ),
                };
                self.refuse(data.struct_token, &message, &target.ty)
            }
        }
    }

    fn needs_struct(&mut self) {
        if let Some(word) = self.words.word("ignore_extra") {
            self.mistakes
                .at(word, "this has no keys beyond those that it declares");
        }
    }

    fn refuse<T>(&mut self, place: impl quote::ToTokens, message: &str, ty: &Type) -> Option<T> {
        match declared(ty).map(|id| self.protocol.span_of(id)) {
            Some(span) => self.mistakes.against(place, message, span, "declared here"),
            None => self.mistakes.at(place, message),
        }
        None
    }

    /// What a type of the spec is, as the start of a sentence.
    fn described(&self, ty: &Type) -> String {
        if let Some(id) = declared(ty).filter(|_| !is_marked(ty)) {
            let what = match id {
                TypeId::Struct(_) => "an object",
                TypeId::Enum(_) => "a set of values",
                TypeId::Union(_) => "a union",
                TypeId::Tuple(_) => "a list of fixed items",
            };
            let name = self.protocol.type_name(id);
            let short = name.split_once('/').map_or(&*name, |(_, short)| short);
            return format!("`{short}` is {what}");
        }
        "this is no type with a declaration of its own".to_owned()
    }
}

/// Whether there is something around the shape, which only a struct with one field can have.
fn is_marked(ty: &Type) -> bool {
    ty.nullable || ty.secret
}

/// The declaration of a type, if it has one.
fn declared(ty: &Type) -> Option<TypeId> {
    match ty.shape {
        Shape::Struct(id) => Some(TypeId::Struct(id)),
        Shape::Enum(id) => Some(TypeId::Enum(id)),
        Shape::Union(id) => Some(TypeId::Union(id)),
        Shape::Tuple(id) => Some(TypeId::Tuple(id)),
        _ => None,
    }
}

fn target(
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

fn plain(id: TypeId) -> Type {
    of_shape(match id {
        TypeId::Struct(id) => Shape::Struct(id),
        TypeId::Enum(id) => Shape::Enum(id),
        TypeId::Union(id) => Shape::Union(id),
        TypeId::Tuple(id) => Shape::Tuple(id),
    })
}

/// Any JSON.
fn any() -> Type {
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
fn name_of(protocol: &Protocol, ty: &Type, key: &str) -> String {
    match declared(ty).filter(|_| !is_marked(ty)) {
        Some(id) => protocol.type_name(id),
        None => format!("{}/{key}", protocol.name),
    }
}
