//! The errors of a request: the texts that the spec lists, and any other.

use proc_macro2::TokenStream;
use quote::quote;

use super::lower::{ErrorText, ErrorView};
use super::print::{Item, docs};

/// The items of an error type.
pub fn items(view: &ErrorView) -> Vec<Item> {
    let name = &view.name;
    vec![
        Item::Whole(declaration(view)),
        Item::Impl {
            head: quote!(impl #name),
            members: vec![as_str(view)],
        },
        from_string(view),
        Item::Impl {
            head: quote!(impl From<&str> for #name),
            members: vec![quote!(
                fn from(text: &str) -> Self {
                    Self::from(text.to_owned())
                }
            )],
        },
        Item::Impl {
            head: quote!(impl From<#name> for String),
            members: vec![quote! {
                fn from(error: #name) -> Self {
                    match error {
                        #name::Other(text) => text,
                        listed => listed.as_str().to_owned(),
                    }
                }
            }],
        },
        Item::Impl {
            head: quote!(impl std::fmt::Display for #name),
            members: vec![quote! {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }],
        },
        Item::Whole(quote!(impl std::error::Error for #name {})),
    ]
}

fn declaration(view: &ErrorView) -> TokenStream {
    let ErrorView { name, doc, texts } = view;
    let doc = docs(&doc.lines());
    let variants = texts.iter().map(|ErrorText { name, doc, .. }| {
        let doc = docs(&doc.lines());
        quote!(#doc #name)
    });
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A text that the spec does not list.
            Other(String),
        }
    }
}

fn as_str(view: &ErrorView) -> TokenStream {
    let arms = view
        .texts
        .iter()
        .map(|ErrorText { name, text, .. }| quote!(Self::#name => #text));
    quote! {
        /// The text on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                #(#arms,)*
                Self::Other(text) => text,
            }
        }
    }
}

fn from_string(view: &ErrorView) -> Item {
    let name = &view.name;
    let arms = view
        .texts
        .iter()
        .map(|ErrorText { name, text, .. }| quote!(#text => Self::#name));
    Item::Impl {
        head: quote!(impl From<String> for #name),
        members: vec![quote! {
            /// Finds the text among those listed.
            fn from(text: String) -> Self {
                match text.as_str() {
                    #(#arms,)*
                    _ => Self::Other(text),
                }
            }
        }],
    }
}
