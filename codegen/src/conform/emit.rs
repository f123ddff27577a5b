//! The code around what a derive made: an `impl` in a block of its own.
//!
//! Types of the user's stand outside of the bodies alone, where they mean what they mean around the item. Names of the
//! runtime and of the standard library are imported inside the bodies alone. So neither can hide the other.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, GenericParam, Generics, Lifetime, LifetimeParam, parse_quote};

use super::fit::Fitting;
use crate::target::rust::read::mentions;

/// What printers take from the runtime.
const RUNTIME: [&str; 19] = [
    "Base64", "Code", "Date", "DateTime", "Fault", "Json", "Kind", "Kinds", "Maybe", "Object",
    "Pattern", "Refusal", "Secret", "Unknown", "Unread", "Url", "Uuid", "Value", "Writer",
];

/// The modules of the runtime that printers call.
const MODULES: [&str; 2] = ["check", "telling"];

/// What printers take from the standard library.
const STANDARD: [(&str, &str); 12] = [
    ("BTreeMap", "std::collections::BTreeMap"),
    ("Box", "std::boxed::Box"),
    ("Cow", "std::borrow::Cow"),
    ("Err", "core::result::Result::Err"),
    ("From", "core::convert::From"),
    ("None", "core::option::Option::None"),
    ("Ok", "core::result::Result::Ok"),
    ("Option", "core::option::Option"),
    ("Result", "core::result::Result"),
    ("Some", "core::option::Option::Some"),
    ("String", "std::string::String"),
    ("Vec", "std::vec::Vec"),
];

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
    let read = body(runtime, *borrows, read);
    let write = body(runtime, *borrows, write);
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
    let write = body(runtime, head.borrows, write);
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

/// A block for the items of a derive, in which lints are the generator's matter.
pub fn block(items: &TokenStream) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction,
            deprecated,
            unused_imports,
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

/// What a method does, with the names that it needs.
pub fn body(runtime: &syn::Path, borrows: bool, inside: &TokenStream) -> TokenStream {
    let runtimes = RUNTIME.iter().chain(&MODULES);
    let runtimes = runtimes.filter(|name| mentions(inside, name)).map(|name| {
        let name = format_ident!("{name}");
        quote!(use #runtime::#name;)
    });
    let standard = STANDARD.iter().filter(|(name, _)| mentions(inside, name));
    let standard = standard.map(|(_, path)| {
        let path: syn::Path = syn::parse_str(path).unwrap_or_else(|_| parse_quote!(std));
        quote!(use ::#path;)
    });
    let of = if borrows {
        quote!(BorrowedPayload)
    } else {
        quote!(Payload)
    };
    let payload = mentions(inside, "Payload").then(|| quote!(use #runtime::#of as Payload;));
    let root = mentions(inside, "trilogue").then(|| quote!(use #runtime as trilogue;));
    let all = runtimes.chain(standard).chain(payload).chain(root);
    let all: TokenStream = all.map(ToTokens::into_token_stream).collect();
    quote!({ #all #inside })
}
