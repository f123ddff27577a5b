//! The errors of requests: the texts or numbers that the spec lists, and any other.

use proc_macro2::TokenStream;
use quote::quote;

use super::lower::{ErrorValue, ErrorView};
use super::print::{Item, docs};

/// The items of an error type.
pub fn items(view: &ErrorView) -> Vec<Item> {
    if view.are_numbers {
        return of_numbers(view);
    }
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

fn of_numbers(view: &ErrorView) -> Vec<Item> {
    let name = &view.name;
    let names = || view.listed.iter().map(|listed| &listed.name);
    let values = || view.listed.iter().map(|listed| &listed.value);
    let (to_names, to_values) = (names(), values());
    let (from_names, from_values) = (names(), values());
    vec![
        Item::Whole(declaration(view)),
        Item::Impl {
            head: quote!(impl #name),
            members: vec![quote! {
                /// The number on the wire.
                #[must_use]
                pub fn as_integer(&self) -> i64 {
                    match self {
                        #(Self::#to_names => #to_values,)*
                        Self::Other(number) => *number,
                    }
                }
            }],
        },
        Item::Impl {
            head: quote!(impl From<i64> for #name),
            members: vec![quote! {
                /// Finds the number among those listed.
                fn from(number: i64) -> Self {
                    match number {
                        #(#from_values => Self::#from_names,)*
                        _ => Self::Other(number),
                    }
                }
            }],
        },
        Item::Impl {
            head: quote!(impl std::fmt::Display for #name),
            members: vec![quote! {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.as_integer().fmt(f)
                }
            }],
        },
        Item::Whole(quote!(impl std::error::Error for #name {})),
    ]
}

fn declaration(view: &ErrorView) -> TokenStream {
    let ErrorView {
        name,
        doc,
        listed,
        are_numbers,
        is_closed,
    } = view;
    let doc = docs(&doc.lines());
    let variants = listed.iter().map(|ErrorValue { name, doc, .. }| {
        let doc = docs(&doc.lines());
        quote!(#doc #name)
    });
    let (word, ty) = if *are_numbers {
        ("number", quote!(i64))
    } else {
        ("text", quote!(String))
    };
    let other = if *is_closed {
        format!(" A {word} that the spec does not list, which it says cannot be.")
    } else {
        format!(" A {word} that the spec does not list.")
    };
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = #other]
            Other(#ty),
        }
    }
}

fn as_str(view: &ErrorView) -> TokenStream {
    let arms = view
        .listed
        .iter()
        .map(|ErrorValue { name, value, .. }| quote!(Self::#name => #value));
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
        .listed
        .iter()
        .map(|ErrorValue { name, value, .. }| quote!(#value => Self::#name));
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
