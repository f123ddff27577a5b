//! The enum of a direction: its variants, the names on the wire, and the doors for reading and writing.

use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::decode;
use super::encode;
use super::lints;
use super::lower::{Content, DirectionView, VariantView, WireName};
use super::print::{Item, docs};
use super::serde;

/// The items of a direction.
pub fn items(view: &DirectionView<'_>, options: Options) -> Vec<Item> {
    let name = &view.name;
    let mut items = vec![
        Item::Whole(declaration(view)),
        Item::Impl {
            head: quote!(impl #name),
            members: members(view),
        },
        Item::Impl {
            head: quote!(impl Direction for #name),
            members: vec![
                quote!(
                    const NAMES: &'static [&'static str] = Self::NAMES;
                ),
                decode::method(view),
                encode::method(view),
            ],
        },
    ];
    items.extend(decode::items(view));
    if options.serde {
        items.extend(serde::items(name, "direction"));
    }
    items
}

fn declaration(view: &DirectionView<'_>) -> TokenStream {
    let DirectionView {
        name,
        doc,
        variants,
        ..
    } = view;
    let doc = docs(&doc.lines());
    let lints = allowed(view);
    let variants = variants.iter().map(variant);
    let unknown = view.keeps_unknown.then(|| {
        quote! {
            /// A message that this version of the protocol does not declare.
            Unknown(Unknown)
        }
    });
    let variants = variants.chain(unknown);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #lints
        pub enum #name { #(#variants),* }
    }
}

fn variant(variant: &VariantView<'_>) -> TokenStream {
    let VariantView {
        name, doc, content, ..
    } = variant;
    let doc = docs(&doc.lines());
    match content {
        Content::Nothing => quote!(#doc #name),
        Content::Error => quote!(#doc #name(String)),
        Content::Payload {
            ty, optional: true, ..
        } => {
            let ty = &ty.name;
            quote!(#doc #name(Option<#ty>))
        }
        Content::Payload { ty, .. } => {
            let ty = &ty.name;
            quote!(#doc #name(#ty))
        }
    }
}

fn allowed(view: &DirectionView<'_>) -> TokenStream {
    let uneven = view.is_uneven.then(
        || quote!(#[allow(clippy::large_enum_variant, reason = "a message that grows keeps the type of its variant")]),
    );
    let twice = |variant: &VariantView<'_>| {
        matches!(
            variant.content,
            Content::Payload {
                is_twice_optional: true,
                ..
            }
        )
    };
    let twice = view.variants.iter().any(twice).then(
        || quote!(#[allow(clippy::option_option, reason = "an absent payload and null differ")]),
    );
    let mut names: Vec<String> = view
        .variants
        .iter()
        .map(|variant| variant.name.to_string())
        .collect();
    if view.keeps_unknown {
        names.push("Unknown".to_owned());
    }
    let repetitive = lints::are_repetitive(&view.name.to_string(), &names)
        .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "the spec has these names")]));
    quote!(#uneven #twice #repetitive)
}

fn members(view: &DirectionView<'_>) -> Vec<TokenStream> {
    let mut members = Vec::new();
    let constants: TokenStream = wire_names(view)
        .map(|(variant, wire)| constant(variant, wire))
        .collect();
    if !constants.is_empty() {
        members.push(constants);
    }
    members.extend([names(view), name(view)]);
    members.extend(doors());
    members.extend(encode::members(view));
    members
}

fn wire_names<'v>(
    view: &'v DirectionView<'_>,
) -> impl Iterator<Item = (&'v VariantView<'v>, &'v WireName)> {
    view.variants
        .iter()
        .filter_map(|variant| Some((variant, variant.wire.as_ref()?)))
}

fn constant(variant: &VariantView<'_>, wire: &WireName) -> TokenStream {
    let WireName { constant, text } = wire;
    let variant = variant.name.to_string();
    let doc = format!(" The wire name of [`{variant}`](Self::{variant}).");
    quote! {
        #[doc = #doc]
        pub const #constant: &'static str = #text;
    }
}

/// All names, each once.
fn names(view: &DirectionView<'_>) -> TokenStream {
    let mut seen = Vec::new();
    let mut constants = Vec::new();
    for (_, wire) in wire_names(view) {
        if !seen.contains(&&wire.text) {
            seen.push(&wire.text);
            constants.push(&wire.constant);
        }
    }
    quote! {
        /// The wire names of all messages, in the order of the spec.
        pub const NAMES: &'static [&'static str] = &[#(Self::#constants),*];
    }
}

fn name(view: &DirectionView<'_>) -> TokenStream {
    let named = wire_names(view).map(|(variant, wire)| {
        let pattern = variant.pattern();
        let constant = &wire.constant;
        quote!(#pattern => Some(Self::#constant),)
    });
    let nameless: Vec<TokenStream> = view
        .variants
        .iter()
        .filter(|variant| variant.wire.is_none())
        .map(VariantView::pattern)
        .collect();
    let nameless = (!nameless.is_empty()).then(|| quote!(#(#nameless)|* => None,));
    let unknown = view
        .keeps_unknown
        .then(|| quote!(Self::Unknown(unknown) => Some(unknown.name()),));
    let method = quote! {
        /// The name on the wire, if this kind of message carries one.
        #[must_use]
        pub fn name(&self) -> Option<&str> {
            match self {
                #(#named)*
                #nameless
                #unknown
            }
        }
    };
    lints::method(method, "message")
}

fn doors() -> [TokenStream; 3] {
    [
        quote! {
            /// Reads one message as it came over the wire.
            ///
            /// # Errors
            ///
            /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
            pub fn decode(json: &[u8]) -> Result<Self, Refusal> {
                trilogue::decode(json)
            }
        },
        quote! {
            /// Reads one message as it came over the wire, from text.
            ///
            /// # Errors
            ///
            /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
            pub fn decode_text(json: &str) -> Result<Self, Refusal> {
                Self::decode(json.as_bytes())
            }
        },
        quote! {
            /// Writes the message as it goes over the wire.
            ///
            /// # Errors
            ///
            /// A [`Refusal`] says which rule the message breaks: the receiver would refuse it too.
            pub fn encode(&self) -> Result<String, Refusal> {
                trilogue::encode(self)
            }
        },
    ]
}
