//! Names that are chosen at run time: the table that decoders look into, beside the names that the spec declares.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::decode;
use super::literal;
use super::lower::{DirectionView, PipeView, VariantView};
use super::print::Item;
use crate::model::{Candidate, Plan, Told};

/// Whether a direction has messages whose names are chosen at run time.
pub fn has_bound(view: &DirectionView<'_>) -> bool {
    view.variants.iter().any(|variant| variant.bound.is_some())
}

/// The candidates whose names are chosen at run time, with their readings.
fn bound<'v>(
    view: &'v DirectionView<'_>,
    pipe: &'v PipeView<'_>,
    readings: &'v [TokenStream],
) -> impl Iterator<Item = (&'v Candidate, &'v VariantView, &'v TokenStream)> {
    let candidates = pipe.model.candidates.iter().zip(readings);
    candidates.filter_map(|(candidate, read)| {
        let variant = &view.variants[candidate.variant];
        let is_bound = variant.bound.is_some() && matches!(candidate.told, Told::Name(_));
        is_bound.then_some((candidate, variant, read))
    })
}

/// The arms of a match on the tag that look into the table.
pub fn arms(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
    tag: &TokenStream,
) -> Vec<TokenStream> {
    let bound = bound(view, pipe, readings);
    let arms = bound.filter_map(|(_, variant, read)| {
        let table = variant.bound.as_ref()?;
        Some(quote!(_ if names.#table.iter().any(|name| *name == #tag) => #read))
    });
    arms.collect()
}

/// The arms of a match on the told name that look into the table.
pub fn table_arms(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
) -> Vec<TokenStream> {
    let bound = bound(view, pipe, readings);
    let arms = bound.filter_map(|(candidate, variant, read)| {
        let table = variant.bound.as_ref()?;
        let form = literal::count(candidate.form);
        let read = decode::at_top(pipe, read);
        Some(quote! {
            Some(name) if told.has(#form) && names.#table.iter().any(|own| own == name) => #read
        })
    });
    arms.collect()
}

/// Whether a tag is the name of a message.
pub fn is_known(view: &DirectionView<'_>, tag: &TokenStream) -> TokenStream {
    if has_bound(view) {
        quote!((Self::NAMES.contains(&#tag) || names.has(#tag)))
    } else {
        quote!(Self::NAMES.contains(&#tag))
    }
}

/// The type of the table.
pub fn ty(view: &DirectionView<'_>) -> proc_macro2::Ident {
    format_ident!("{}Names", view.name)
}

/// The table of names that are chosen at run time.
pub fn items(view: &DirectionView<'_>) -> Vec<Item> {
    if !has_bound(view) {
        return Vec::new();
    }
    let name = ty(view);
    let mut tables: Vec<(&proc_macro2::Ident, Vec<String>)> = Vec::new();
    for variant in &view.variants {
        if let Some(table) = &variant.bound {
            let shown = variant.name.to_string();
            match tables.iter_mut().find(|(known, _)| *known == table) {
                Some((_, variants)) => variants.push(shown),
                None => tables.push((table, vec![shown])),
            }
        }
    }
    let fields = tables.iter().map(|(table, _)| quote!(#table: Vec<String>));
    let doc = format!(
        " Names of messages that were chosen at run time, for [`{}::decode_with`].",
        view.name
    );
    let declaration = quote! {
        #[doc = #doc]
        ///
        /// The names that the spec declares need not be added.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct #name { #(#fields),* }
    };
    let mut members: Vec<TokenStream> = tables
        .iter()
        .map(|(table, variants)| {
            let doc = format!(" Adds a name of [`{0}`]({1}::{0}).", variants[0], view.name);
            quote! {
                #[doc = #doc]
                #[must_use]
                pub fn #table(mut self, name: impl Into<String>) -> Self {
                    self.#table.push(name.into());
                    self
                }
            }
        })
        .collect();
    let lists = tables.iter().map(|(table, _)| quote!(&self.#table));
    let is_asked = |pipe: &PipeView<'_>| matches!(pipe.model.plan, Plan::Switch { .. });
    if view.pipes.iter().any(is_asked) {
        members.push(quote! {
            fn has(&self, name: &str) -> bool {
                [#(#lists),*].into_iter().flatten().any(|own| own == name)
            }
        });
    }
    vec![
        Item::Whole(declaration),
        Item::Impl {
            head: quote!(impl #name),
            members,
        },
    ]
}
