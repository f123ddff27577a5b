//! An item as somebody wrote it: its name, its generics, and how the runtime is called beside it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Ident, Path, WherePredicate, parse_quote};

use super::hygiene;
use super::mistakes::Mistakes;
use super::words::{self, Words};
use crate::model::{Direction, Encoding, Pipe};

/// An item as somebody wrote it.
pub struct Theirs<'i> {
    /// The item.
    pub item: &'i DeriveInput,
    /// The path of the runtime.
    pub runtime: Path,
    /// The lifetime of the document that it borrows from, if it does.
    pub lifetime: Option<TokenStream>,
}

impl<'i> Theirs<'i> {
    /// Looks at an item. That it has several lifetimes or a generic constant is a mistake.
    pub fn of(item: &'i DeriveInput, words: &Words, mistakes: &mut Mistakes<'_>) -> Self {
        let mut lifetimes = item.generics.lifetimes();
        let lifetime = lifetimes.next().map(|first| &first.lifetime);
        if let Some(second) = lifetimes.next() {
            let message = "a message borrows from one document, so that its type has one lifetime";
            mistakes.at(second, message);
        }
        if let Some(constant) = item.generics.const_params().next() {
            mistakes.at(constant, "a spec knows no generic constants");
        }
        Self {
            item,
            runtime: words::runtime(words, mistakes),
            lifetime: lifetime.map(ToTokens::to_token_stream),
        }
    }

    /// Sees to it that what borrows has a document to borrow from: JSON inside a string is parsed into one that does not
    /// live long enough.
    pub fn can_borrow(&self, direction: &Direction, mistakes: &mut Mistakes<'_>) {
        let mut pipes = direction.pipes.iter();
        let is_text = |pipe: &Pipe| matches!(pipe.encoding, Encoding::JsonText);
        if self.lifetime.is_some() && pipes.any(is_text) {
            let message = "messages of this direction are JSON inside a string, from which nothing can be borrowed";
            mistakes.at(&self.item.generics, message);
        }
    }

    /// The item's type, as code in an `impl` of it names it.
    pub fn name(&self) -> TokenStream {
        let (_, arguments, _) = self.item.generics.split_for_impl();
        let name = &self.item.ident;
        hygiene::theirs(quote!(#name #arguments))
    }

    /// The same for a document of another lifetime: `Self` if it borrows nothing.
    pub fn again(&self) -> TokenStream {
        if self.lifetime.is_none() {
            return quote!(Self);
        }
        let name = &self.item.ident;
        let types = self.item.generics.type_params().map(|param| &param.ident);
        let ty = hygiene::theirs(quote!(#name<'_, #(#types),*>));
        quote!(<#ty>)
    }

    /// The same in patterns.
    pub fn again_pattern(&self) -> TokenStream {
        match self.lifetime {
            None => quote!(Self),
            Some(_) => hygiene::theirs(&self.item.ident),
        }
    }

    /// What stands before and after the type in an `impl` of it: the generics with their bounds, and the conditions.
    pub fn generics(&self) -> (TokenStream, TokenStream) {
        let mut generics = self.item.generics.clone();
        let runtime = &self.runtime;
        let bounds: Vec<WherePredicate> = generics
            .type_params()
            .map(|param| &param.ident)
            .map(|param| parse_quote!(#param: #runtime::Payload))
            .collect();
        if !bounds.is_empty() {
            generics.make_where_clause().predicates.extend(bounds);
        }
        let (before, _, after) = generics.split_for_impl();
        (hygiene::theirs(before), hygiene::theirs(after))
    }

    /// The head of the implementation of a trait, which has another name for items that borrow.
    pub fn implementation(&self, owned: &Ident, borrowed: &Ident) -> TokenStream {
        let (runtime, name) = (&self.runtime, self.name());
        let (before, after) = self.generics();
        match &self.lifetime {
            None => quote!(impl #before #runtime::#owned for #name #after),
            Some(lifetime) => quote!(impl #before #runtime::#borrowed<#lifetime> for #name #after),
        }
    }
}

/// An identifier that stands where the derive stands.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
