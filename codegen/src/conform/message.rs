//! Types for one message on its own.

mod emit;
mod home;
mod wanted;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Error, Fields, GenericParam, Generics, Ident};

use self::home::Content;
use self::wanted::Found;
use super::direction::shape::{self, Matching};
use super::direction::variant::shown;
use super::fit::Fitting;
use super::mistakes::Mistakes;
use super::payload::Brought;
use super::theirs::Theirs;
use super::words::{CRATE, Known, SPEC, Takes, Words};
use super::written::has;
use crate::model::{Protocol, Type};
use crate::source::Sources;
use crate::target::rust::lower;
use crate::target::rust::scope::Scope;

/// The words above an item.
const ITEM: Known = &[
    SPEC,
    CRATE,
    ("direction", Takes::Text),
    ("message", Takes::Text),
    ("answer", Takes::Text),
    ("ok", Takes::Nothing),
    ("error", Takes::Nothing),
    ("watch", Takes::Nothing),
    ("changed", Takes::Nothing),
    ("subscribe", Takes::Nothing),
    ("unsubscribe", Takes::Nothing),
    ("get", Takes::Nothing),
    // What the derive for payloads looks at.
    ("ignore_extra", Takes::Nothing),
];

/// What `#[derive(Message)]` adds to `item`.
pub fn message(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    let mut mistakes = Mistakes::new(sources);
    let words = Words::of(&item.attrs, ITEM, &mut mistakes);
    let theirs = Theirs::of(item, &words, &mut mistakes);
    let Some(found) = Found::of(protocol, item, &words, &mut mistakes) else {
        return mistakes.or(TokenStream::new());
    };
    let Found { direction, place } = found;
    theirs.can_borrow(direction, &mut mistakes);
    let mut scope = Scope::new(protocol, Some((direction.from, direction.to)));
    let mut view = lower::direction(&mut scope, direction);
    let mut fitting = Fitting::new(scope, theirs.runtime.clone(), &item.generics);
    let mut matching = Matching {
        protocol,
        model: direction,
        place,
        mistakes: &mut mistakes,
    };
    let content = home::settle(
        &mut matching,
        &mut view.variants[place],
        &theirs,
        &mut fitting,
    );
    let payload = match &content {
        Content::Payload(ty) => {
            let key = direction.variants[place]
                .message
                .map(|id| protocol.message(id));
            let key = key.map_or("", |message| message.key.as_str());
            payload(protocol, sources, (item, &words, ty, key), &mut mistakes)
        }
        Content::Parts => TokenStream::new(),
    };
    if !mistakes.is_empty() {
        return mistakes.or(TokenStream::new());
    }
    shape::apply(&mut view, &[place], None, &theirs);
    view.expected = match &view.variants[place].wire {
        Some(wire) => format!("`{}`", wire.text),
        None => shown(protocol, direction, place),
    };
    Ok(emit::message(&view, place, &mut fitting, &theirs, &payload))
}

/// The codec of the payload: of the item, or of a struct of those fields that are no slots.
fn payload(
    protocol: &Protocol,
    sources: &Sources,
    (item, words, ty, key): (&DeriveInput, &Words, &Type, &str),
    mistakes: &mut Mistakes<'_>,
) -> TokenStream {
    let brought = |item| Brought {
        item,
        words,
        ty,
        key,
    };
    let slots = home::slots(&item.data).into_iter();
    let slots: Vec<Option<Ident>> = slots.map(|field| field.ident.clone()).collect();
    if slots.is_empty() {
        let made = brought(item).implementation(protocol, sources);
        return mistakes.unless(made);
    }
    let own = without(item, &slots);
    let content = DeriveInput {
        ident: Ident::new(&home::content_name().to_string(), item.ident.span()),
        generics: needed(&own),
        ..own.clone()
    };
    let read = brought(&content).implementation(protocol, sources);
    let read = mistakes.unless(read);
    // Its mistakes are those of the first.
    let write = brought(&own).writer(protocol, sources, &home::writer_name());
    let write = write.unwrap_or_default();
    let content = bare(content);
    quote!(#content #read #write)
}

/// The item without some fields.
fn without(item: &DeriveInput, slots: &[Option<Ident>]) -> DeriveInput {
    let mut item = item.clone();
    if let Data::Struct(data) = &mut item.data
        && let Fields::Named(fields) = &mut data.fields
    {
        let own = std::mem::take(&mut fields.named).into_iter();
        fields.named = own.filter(|field| !slots.contains(&field.ident)).collect();
    }
    item
}

/// The generics that the fields of an item name.
fn needed(item: &DeriveInput) -> Generics {
    let mut generics = item.generics.clone();
    let fields = match &item.data {
        Data::Struct(data) => data.fields.to_token_stream(),
        _ => TokenStream::new(),
    };
    let params = std::mem::take(&mut generics.params).into_iter();
    let is_named = |param: &GenericParam| match param {
        GenericParam::Lifetime(param) => has(&fields, &param.lifetime.ident),
        GenericParam::Type(param) => has(&fields, &param.ident),
        GenericParam::Const(param) => has(&fields, &param.ident),
    };
    generics.params = params.filter(is_named).collect();
    generics
}

/// An item without attributes.
fn bare(mut item: DeriveInput) -> DeriveInput {
    item.attrs.clear();
    if let Data::Struct(data) = &mut item.data {
        data.fields.iter_mut().for_each(|field| field.attrs.clear());
    }
    item
}
