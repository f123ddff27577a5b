//! serde's traits, which delegate to the generated readers and writers.

use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::print::Item;

/// Both traits for a type; `what` is `payload` or `direction`.
pub fn items(name: &Ident, what: &str) -> [Item; 2] {
    let serialize = format_ident!("serialize_{what}");
    let deserialize = format_ident!("deserialize_{what}");
    [
        Item::Impl {
            head: quote!(#[cfg(feature = "serde")] impl serde::Serialize for #name),
            members: vec![quote! {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    trilogue::serde::#serialize(self, serializer)
                }
            }],
        },
        Item::Impl {
            head: quote!(#[cfg(feature = "serde")] impl<'de> serde::Deserialize<'de> for #name),
            members: vec![quote! {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    trilogue::serde::#deserialize(deserializer)
                }
            }],
        },
    ]
}
