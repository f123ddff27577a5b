//! The enum of a direction: its variants, the names on the wire, and the doors for reading and writing.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Options;
use super::bound;
use super::decode::{self, Functions};
use super::door;
use super::held::Keeps;
use super::lints;
use super::lower::{DirectionView, PartView, VariantView, Wire};
use super::print::{Item, docs};
use super::serde;
use super::whole;
use super::write;

/// The items of a direction.
pub fn items(view: &DirectionView<'_>, options: Options) -> Vec<Item> {
    let name = &view.name;
    let Codec {
        members,
        whole,
        names,
        tables,
    } = codec(view);
    let mut items = vec![
        Item::Whole(declaration(view)),
        Item::Impl {
            head: quote!(impl #name),
            members,
        },
        Item::Impl {
            head: quote!(impl Direction for #name),
            members: whole,
        },
    ];
    items.extend(names);
    items.extend(tables);
    items.extend(serde::items(name, "direction", options.serde));
    items
}

/// How the messages of a direction are read and written, without the enum that holds them.
pub struct Codec {
    /// Constants and methods of the enum.
    pub members: Vec<TokenStream>,
    /// The members of the runtime's trait.
    pub whole: Vec<TokenStream>,
    /// The table of names that are chosen at run time.
    pub names: Vec<Item>,
    /// Functions and constants that reading needs.
    pub tables: Vec<Item>,
}

/// How the messages of a direction are read and written.
pub fn codec(view: &DirectionView<'_>) -> Codec {
    let mut functions = Functions::default();
    let decoders: Vec<decode::Decoder> = view
        .pipes
        .iter()
        .map(|pipe| decode::decoder(view, pipe, &mut functions))
        .collect();
    let mut members = constants(view);
    members.extend(view.pipes.iter().flat_map(|pipe| door::doors(view, pipe)));
    members.extend(door::readers(view, &decoders));
    let told = decoders.iter().flat_map(|decoder| &decoder.methods);
    members.extend(told.cloned());
    members.extend(functions.tokens);
    members.extend(write::members(view));
    members.extend(chosen_names(view));
    let whole = whole::direction(view, &decoders);
    let tables = decoders.into_iter().flat_map(|decoder| decoder.items);
    let tables: Vec<Item> = tables.collect();
    let items = tables.iter().map(Item::tokens);
    let all = quote!(#(#members)* #(#whole)* #(#items)*);
    Codec {
        names: bound::items(view, bound::asks(&all)),
        members,
        whole,
        tables,
    }
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
    let unknown = view.unknown.as_ref().map(|kept| {
        quote! {
            /// A message that this version of the protocol does not declare.
            #kept(Unknown)
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

fn variant(variant: &VariantView) -> TokenStream {
    let VariantView {
        name, doc, parts, ..
    } = variant;
    let doc = docs(&doc.lines());
    if let Some(only) = variant.only() {
        let ty = only.held.name();
        return quote!(#doc #name(#ty));
    }
    if parts.is_empty() {
        return quote!(#doc #name);
    }
    let fields = parts.iter().map(|part| {
        let PartView {
            field, held, doc, ..
        } = part;
        let (ty, doc) = (held.name(), docs(&doc.lines()));
        quote!(#doc #field: #ty)
    });
    quote!(#doc #name { #(#fields),* })
}

fn allowed(view: &DirectionView<'_>) -> TokenStream {
    let uneven = view.is_uneven.then(
        || quote!(#[allow(clippy::large_enum_variant, reason = "a message that grows keeps the type of its variant")]),
    );
    let mut names: Vec<String> = view
        .variants
        .iter()
        .map(|variant| variant.name.to_string())
        .collect();
    names.extend(view.unknown.as_ref().map(Ident::to_string));
    let repetitive = lints::are_repetitive(&view.name.to_string(), &names)
        .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "the spec has these names")]));
    quote!(#uneven #repetitive)
}

fn constants(view: &DirectionView<'_>) -> Vec<TokenStream> {
    let mut members = Vec::new();
    let constants: TokenStream = wire_names(view)
        .filter(|(variant, _)| variant.is_covered)
        .map(|(variant, wire)| constant(variant, wire))
        .collect();
    if !constants.is_empty() {
        members.push(constants);
    }
    members.extend([all_names(view), name(view)]);
    members
}

fn wire_names<'v>(
    view: &'v DirectionView<'_>,
) -> impl Iterator<Item = (&'v VariantView, &'v Wire)> {
    view.variants
        .iter()
        .filter_map(|variant| Some((variant, variant.wire.as_ref()?)))
}

fn constant(variant: &VariantView, wire: &Wire) -> TokenStream {
    let Wire { constant, text, .. } = wire;
    let shown = variant.name.to_string();
    let doc = if variant.bound.is_some() {
        format!(" The wire name of [`{shown}`](Self::{shown}) while no other was chosen.")
    } else {
        format!(" The wire name of [`{shown}`](Self::{shown}).")
    };
    quote! {
        #[doc = #doc]
        pub const #constant: &'static str = #text;
    }
}

/// All names, each once.
fn all_names(view: &DirectionView<'_>) -> TokenStream {
    let mut seen = Vec::new();
    let mut names = Vec::new();
    for (variant, wire) in wire_names(view) {
        let Wire { constant, text, .. } = wire;
        let own = if variant.is_covered {
            quote!(Self::#constant)
        } else {
            quote!(#text)
        };
        let own = [(text, own)];
        let others = wire.others.iter().map(|name| (name, quote!(#name)));
        for (name, shown) in own.into_iter().chain(others) {
            if !seen.contains(&name) {
                seen.push(name);
                names.push(shown);
            }
        }
    }
    quote! {
        /// The wire names of all messages, in the order of the spec.
        pub const NAMES: &'static [&'static str] = &[#(#names),*];
    }
}

fn name(view: &DirectionView<'_>) -> TokenStream {
    let mut arms: Vec<(TokenStream, Vec<TokenStream>)> = Vec::new();
    for (_, variant) in view.covered() {
        let (pattern, shown) = named(variant);
        match arms
            .iter_mut()
            .find(|(known, _)| known.to_string() == shown.to_string())
        {
            Some((_, patterns)) => patterns.push(pattern),
            None => arms.push((shown, vec![pattern])),
        }
    }
    // Answers without a name come last, as in the enum.
    arms.sort_by_key(|(shown, _)| shown.to_string() == "None");
    let arms = arms
        .iter()
        .map(|(shown, patterns)| quote!(#(#patterns)|* => #shown,));
    let unknown = view.unknown.as_ref().map(|kept| {
        // An answer without a name that has no variant is kept under an empty name.
        let filter = (view.covered().count() < view.variants.len())
            .then(|| quote!(.filter(|name| !name.is_empty())));
        quote!(Self::#kept(unknown) => Some(unknown.name())#filter,)
    });
    let method = quote! {
        /// The name on the wire, if this kind of message carries one.
        #[must_use]
        pub fn name(&self) -> Option<&str> {
            match self {
                #(#arms)*
                #unknown
            }
        }
    };
    lints::method(method, "message")
}

/// A pattern for a variant, and its name.
fn named(variant: &VariantView) -> (TokenStream, TokenStream) {
    let chosen = variant
        .parts
        .iter()
        .find(|part| part.slot == crate::model::Slot::Name);
    if let Some(part) = chosen {
        let name = &part.name;
        let shown = if part.held.keeps == Keeps::Option {
            quote!(#name.as_deref())
        } else {
            quote!(Some(#name))
        };
        return (variant.binding(part), shown);
    }
    match &variant.wire {
        Some(wire) => {
            let constant = &wire.constant;
            (variant.pattern(), quote!(Some(Self::#constant)))
        }
        None => (variant.pattern(), quote!(None)),
    }
}

/// The names that were chosen for a message itself, so that it can be read again.
fn chosen_names(view: &DirectionView<'_>) -> Option<TokenStream> {
    let ty = bound::ty(view);
    let arms = view.variants.iter().filter_map(|variant| {
        let table = variant.bound.as_ref()?;
        let part = variant.part(crate::model::Slot::Name)?;
        let (pattern, name) = (variant.binding(part), &part.name);
        Some(quote!(#pattern => #ty::default().#table(#name),))
    });
    bound::has_bound(view).then(|| {
        quote! {
            /// The name that was chosen for this message.
            fn chosen_names(&self) -> #ty {
                match self { #(#arms)* _ => #ty::default() }
            }
        }
    })
}
