//! serde's traits, which delegate to the generated readers and writers.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::print::Item;

/// Whether generated types implement serde's traits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Serde {
    /// They do not.
    #[default]
    No,
    /// They do. The crate that holds the module depends on `trilogue` with its feature `serde`.
    Always,
    /// They do if the crate that holds the module has its feature `serde` on, which turns on that of `trilogue`.
    BehindFeature,
}

impl Serde {
    /// [`Serde::BehindFeature`] if serde's traits are asked for, as configurations and the program do.
    #[must_use]
    pub fn behind_feature(asked: bool) -> Self {
        if asked { Self::BehindFeature } else { Self::No }
    }
}

/// Both traits for a type if they are asked for; `what` is `payload` or `direction`.
pub fn items(name: &Ident, what: &str, serde: Serde) -> Vec<Item> {
    let condition = match serde {
        Serde::No => return Vec::new(),
        Serde::Always => TokenStream::new(),
        Serde::BehindFeature => quote!(#[cfg(feature = "serde")]),
    };
    let implement = format_ident!("serde_{what}");
    vec![Item::Whole(
        quote!(#condition trilogue::#implement!(#name);),
    )]
}
