//! Patterns of messages.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Home, PartView, VariantView};
use crate::model::Slot;

impl VariantView {
    /// The one part that stands for the whole variant.
    pub fn only(&self) -> Option<&PartView> {
        match self.parts.as_slice() {
            [part] if !self.is_named && matches!(part.slot, Slot::Payload | Slot::Error) => {
                Some(part)
            }
            _ => None,
        }
    }

    /// The part that fills a slot, also one of which nothing is kept.
    pub fn part(&self, slot: Slot) -> Option<&PartView> {
        let slot = if slot == Slot::Arguments {
            Slot::Payload
        } else {
            slot
        };
        let mut parts = self.parts.iter().chain(&self.constants);
        parts.find(|part| part.slot == slot)
    }

    /// What a value of the variant is made by, and taken apart by.
    pub fn path(&self) -> TokenStream {
        let name = &self.name;
        match self.home {
            Home::Variant => quote!(Self::#name),
            Home::Item | Home::Payload(_) => quote!(Self),
        }
    }

    /// A pattern that matches the variant and binds nothing.
    pub fn pattern(&self) -> TokenStream {
        let path = self.path();
        if matches!(self.home, Home::Payload(_)) {
            quote!(_)
        } else if self.parts.is_empty() {
            path
        } else if self.only().is_some() {
            quote!(#path(_))
        } else {
            quote!(#path { .. })
        }
    }

    /// A pattern that matches the variant where one part matches a pattern.
    pub fn pattern_of(&self, part: &PartView, inner: &TokenStream) -> TokenStream {
        let (path, field) = (self.path(), &part.field);
        if self.is_payload(part) {
            inner.clone()
        } else if self.only().is_some() {
            quote!(#path(#inner))
        } else if self.has_one_field() {
            quote!(#path { #field: #inner })
        } else {
            quote!(#path { #field: #inner, .. })
        }
    }

    /// A pattern that binds one part under its name.
    pub fn binding(&self, part: &PartView) -> TokenStream {
        let (path, only) = (self.path(), &part.name);
        let bound = part.bound(quote!(#only));
        if self.is_payload(part) {
            quote!(#only)
        } else if self.only().is_some() {
            quote!(#path(#only))
        } else if self.has_one_field() {
            quote!(#path { #bound })
        } else {
            quote!(#path { #bound, .. })
        }
    }

    fn has_one_field(&self) -> bool {
        self.parts.len() == 1 && !matches!(self.home, Home::Payload(_))
    }

    /// Whether the whole item is this part.
    pub fn is_payload(&self, part: &PartView) -> bool {
        matches!(self.home, Home::Payload(_)) && part.slot == Slot::Payload
    }
}
