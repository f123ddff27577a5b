//! Names that are chosen at run time: the table that decoders look into, beside the names that the spec declares.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::decode::{Choice, Named};
use super::door;
use super::lower::DirectionView;
use super::print::Item;
use super::read::{calls, mentions};
use crate::model::{Candidate, Told};

/// Whether a direction has messages whose names are chosen at run time.
pub fn has_bound(view: &DirectionView<'_>) -> bool {
    view.variants.iter().any(|variant| variant.bound.is_some())
}

/// The candidates whose names are chosen at run time.
fn bound<'c>(
    choice: &Choice<'c>,
) -> impl Iterator<Item = (usize, &'c Candidate, &'c proc_macro2::Ident)> {
    let view = choice.view;
    choice.candidates().filter_map(move |(place, candidate)| {
        let table = view.variants[candidate.variant].bound.as_ref()?;
        matches!(candidate.told, Told::Name(_)).then_some((place, candidate, table))
    })
}

/// The arms of a match on the tag that look into the table.
pub fn arms(choice: &Choice<'_>, tag: &TokenStream) -> Vec<TokenStream> {
    let arms = bound(choice).map(|(place, _, table)| {
        let read = &choice.readings[place];
        quote!(_ if names.#table.iter().any(|name| #tag == *name) => #read)
    });
    arms.collect()
}

/// The arm of a match on a name that stands outside, which looks into the table and reads what has the declared name.
pub fn arm(choice: &Choice<'_>, group: &[Named<'_>], read: &TokenStream) -> Option<TokenStream> {
    let table = |named: &Named<'_>| choice.view.variants[named.candidate.variant].bound.as_ref();
    let table = group.iter().find_map(table)?;
    Some(quote!(_ if names.#table.iter().any(|own| own == name) => #read))
}

/// The arms of a match on the told name that look into the table.
pub fn table_arms(choice: &Choice<'_>) -> Vec<TokenStream> {
    let arms = bound(choice).map(|(place, candidate, table)| {
        let (form, read) = (choice.place_of(candidate.form), choice.reading(place));
        quote! {
            Some(name) if told.has(#form) && names.#table.iter().any(|own| own == name) => #read
        }
    });
    arms.collect()
}

/// The parameter and argument by which the table comes to a method with this body.
pub fn parameter(
    view: &DirectionView<'_>,
    body: &TokenStream,
) -> (Option<TokenStream>, Option<TokenStream>) {
    if has_bound(view) && mentions(body, "names") {
        let ty = ty(view);
        (Some(quote!(, names: &#ty)), Some(quote!(, names)))
    } else {
        (None, None)
    }
}

/// Whether tokens look for a name in all lists of the table at once.
pub fn asks(tokens: &TokenStream) -> bool {
    calls(tokens, "names", "has")
}

/// Whether a tag is the name of a message.
pub fn is_known(view: &DirectionView<'_>, tag: &TokenStream) -> TokenStream {
    if has_bound(view) {
        quote!((Self::NAMES.contains(&#tag) || names.has(&tag)))
    } else {
        quote!(Self::NAMES.contains(&#tag))
    }
}

/// The type of the table.
pub fn ty(view: &DirectionView<'_>) -> proc_macro2::Ident {
    format_ident!("{}Names", view.name)
}

/// The table of names that are chosen at run time.
pub fn items(view: &DirectionView<'_>, is_asked: bool) -> Vec<Item> {
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
        " Names of messages that were chosen at run time, for [`{}::{}`].",
        view.name,
        door::with_names(&view.pipes[0])
    );
    let visibility = &view.visibility;
    let declaration = quote! {
        #[doc = #doc]
        ///
        /// The names that the spec declares need not be added.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #visibility struct #name { #(#fields),* }
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
    if is_asked {
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
