//! The code around what a derive made: an `impl` in a block of its own.
//!
//! Types of the user's stand outside of the bodies alone, where they mean what they mean around the item; every name in a
//! body is a whole path. So neither can hide the other.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{DeriveInput, GenericParam, Generics, Lifetime, LifetimeParam, parse_quote};

use super::fit::Fitting;
use super::hygiene::Hygiene;

/// The generics of an item and of its `impl`, and the trait of those that may borrow.
pub struct Head {
    /// Those of the `impl`.
    pub generics: Generics,
    /// The lifetime of the document, which is `'_` where nothing is borrowed.
    pub document: Lifetime,
    /// Whether the type may borrow.
    pub borrows: bool,
}

impl Head {
    /// What stands around the derived methods of an item. A type with lifetimes may borrow from the document.
    pub fn of(item: &DeriveInput, runtime: &syn::Path) -> Self {
        let mut generics = item.generics.clone();
        let lifetimes: Vec<Lifetime> = generics
            .lifetimes()
            .map(|parameter| parameter.lifetime.clone())
            .collect();
        let borrows = !lifetimes.is_empty();
        let document: Lifetime = if borrows {
            parse_quote!('trilogue)
        } else {
            parse_quote!('_)
        };
        for parameter in generics.type_params_mut() {
            parameter.bounds.push(if borrows {
                parse_quote!(#runtime::BorrowedPayload<#document>)
            } else {
                parse_quote!(#runtime::Payload)
            });
        }
        if borrows {
            let mut parameter = LifetimeParam::new(document.clone());
            parameter.bounds = lifetimes.into_iter().collect();
            generics.params.insert(0, GenericParam::Lifetime(parameter));
        }
        Self {
            generics,
            document,
            borrows,
        }
    }

    /// What a method does, in names that mean the same everywhere.
    pub fn body(&self, runtime: &syn::Path, inside: &TokenStream) -> TokenStream {
        let document = self.document.to_token_stream();
        let hygiene = Hygiene {
            runtime,
            lifetime: self.borrows.then_some(&document),
            members: &BTreeSet::new(),
            declares: false,
        };
        hygiene.whole(quote!({ #inside }))
    }
}

/// The `impl` of `Payload`, or of `BorrowedPayload` for a type with lifetimes, with all that it needs.
pub fn payload(
    item: &DeriveInput,
    runtime: &syn::Path,
    mut fitting: Fitting<'_>,
    name: &str,
    read: &TokenStream,
    write: &TokenStream,
) -> TokenStream {
    let head = Head::of(item, runtime);
    let Head {
        generics,
        document,
        borrows,
    } = &head;
    let of = if *borrows {
        quote!(#runtime::BorrowedPayload<#document>)
    } else {
        quote!(#runtime::Payload)
    };
    let own = &item.ident;
    let (parameters, _, bounds) = generics.split_for_impl();
    let (_, arguments, _) = item.generics.split_for_impl();
    let read = head.body(runtime, read);
    let write = head.body(runtime, write);
    let proofs = &fitting.proofs;
    let implementation = quote! {
        #[automatically_derived]
        impl #parameters #of for #own #arguments #bounds {
            const TYPE: &'static str = #name;

            fn read(value: #runtime::Value<#document>) -> ::core::result::Result<Self, #runtime::Fault> {
                #(#proofs)*
                #read
            }

            fn write(&self, out: &mut #runtime::Writer) -> ::core::result::Result<(), #runtime::Fault> {
                #write
            }
        }
    };
    let patterns = patterns(&mut fitting, runtime);
    let items = &fitting.items;
    block(&quote!(#(#patterns)* #(#items)* #implementation))
}

/// A method of an item that writes its payload, with all that it needs.
pub fn writer(
    item: &DeriveInput,
    runtime: &syn::Path,
    mut fitting: Fitting<'_>,
    method: &Ident,
    write: &TokenStream,
) -> TokenStream {
    let head = Head::of(item, runtime);
    let own = &item.ident;
    let (parameters, _, bounds) = item.generics.split_for_impl();
    let (_, arguments, _) = item.generics.split_for_impl();
    let write = head.body(runtime, write);
    let patterns = patterns(&mut fitting, runtime);
    let items = &fitting.items;
    block(&quote! {
        #(#patterns)*
        #(#items)*
        #[automatically_derived]
        impl #parameters #own #arguments #bounds {
            fn #method(&self, out: &mut #runtime::Writer) -> ::core::result::Result<(), #runtime::Fault> {
                #write
            }
        }
    })
}

/// Items in a block of their own, so that none of their names is seen outside, and lints are the generator's matter.
pub fn block(items: &TokenStream) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction,
            dead_code,
            deprecated,
            unused_qualifications,
            reason = "derived code"
        )]
        const _: () = { #items };
    }
}

/// The statics of all patterns.
pub fn patterns(fitting: &mut Fitting<'_>, runtime: &syn::Path) -> Vec<TokenStream> {
    let patterns = fitting.scope.texts().iter().map(|(source, name)| {
        quote!(static #name: #runtime::Pattern = #runtime::Pattern::lazy(#source);)
    });
    patterns.collect()
}
