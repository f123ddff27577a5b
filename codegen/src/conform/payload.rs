//! `#[derive(Payload)]`: which type of the spec an item stands for, and what it derives.

mod extra;
mod keys;
mod structure;
mod target;
mod tuple;
mod union;
mod values;

use proc_macro2::{Ident, TokenStream};
use syn::{Data, DeriveInput, Error};

use self::target::{Target, declared, is_marked, name_of, target};
use super::emit;
use super::fit::Fitting;
use super::mistakes::Mistakes;
use super::words::{CRATE, Known, SPEC, Takes, Words};
use crate::model::{Protocol, Shape, Type, TypeId};
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
        let subject = Subject::new(self.item, self.words.clone(), protocol, runtime, mistakes);
        subject.printed(&target, print)
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
    // A misspelt word may be the one that is missing.
    let is_sound = mistakes.is_empty();
    let target = is_sound.then(|| target(protocol, item, &words, &mut mistakes));
    let Some(target) = target.flatten() else {
        return mistakes.or(TokenStream::new());
    };
    let subject = Subject::new(item, words, protocol, runtime, mistakes);
    subject.printed(&target, |runtime, fitting, name, bodies| {
        let Bodies { read, write } = bodies;
        emit::payload(item, runtime, fitting, name, &read, &write)
    })
}

impl<'i, 'p, 's> Subject<'i, 'p, 's> {
    fn new(
        item: &'i DeriveInput,
        words: Words,
        protocol: &'p Protocol,
        runtime: syn::Path,
        mistakes: Mistakes<'s>,
    ) -> Self {
        let scope = Scope::new(protocol, None);
        Self {
            item,
            words,
            protocol,
            fitting: Fitting::new(scope, runtime, &item.generics),
            mistakes,
        }
    }

    /// What `print` makes of the item as a `target`, if it can stand for it.
    fn printed(
        mut self,
        target: &Target,
        print: impl FnOnce(&syn::Path, Fitting<'p>, &str, Bodies) -> TokenStream,
    ) -> Result<TokenStream, Vec<Error>> {
        let made = self.bodies(target).map(|bodies| {
            let runtime = self.fitting.runtime.clone();
            print(&runtime, self.fitting, &target.name, bodies)
        });
        self.mistakes.or(made.unwrap_or_default())
    }
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
