//! The derives: what they have in common beside the checks, which are the generator's.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{DeriveInput, Error, LitStr};
use trilogue_codegen::model::Protocol;
use trilogue_codegen::source::Sources;

use crate::place::Place;
use crate::spec::Spec;

/// What one derive adds to an item.
type Check = fn(&Protocol, &Sources, &DeriveInput) -> Result<TokenStream, Vec<Error>>;

/// What `check` adds to `item`, or the mistakes of the item or of its spec.
pub fn derive(item: TokenStream, check: Check) -> TokenStream {
    expand(item, check, Place::of).unwrap_or_else(Error::into_compile_error)
}

fn expand(item: TokenStream, check: Check, place: fn(Span) -> Place) -> syn::Result<TokenStream> {
    let item: DeriveInput = syn::parse2(item)?;
    let path = spec(&item)?;
    let place = place(path.span());
    let spec = match Spec::named(&path, &place) {
        Ok(spec) => spec,
        Err(error) => return Ok(error),
    };
    let watch = spec.watch();
    let made = match &spec.protocol {
        Err(mistakes) => spec.errors(mistakes, &path, &place),
        Ok(protocol) => match check(protocol, &spec.sources, &item) {
            Ok(made) => made,
            Err(mistakes) => mistakes.iter().map(Error::to_compile_error).collect(),
        },
    };
    Ok(quote!(#watch #made))
}

/// The path of the spec that an item names. The other words of its attributes are for the check to read.
fn spec(item: &DeriveInput) -> syn::Result<LitStr> {
    let mut found = None;
    for attribute in &item.attrs {
        if attribute.path().is_ident("trilogue") {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("spec") {
                    found = Some(meta.value()?.parse()?);
                    return Ok(());
                }
                skip(&meta)
            })?;
        }
    }
    let missing = "which spec? Write `#[trilogue(spec = \"spec/portal.yaml\", …)]` above the item";
    found.ok_or_else(|| Error::new_spanned(&item.ident, missing))
}

/// Goes past the value of a word, whatever it is.
fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(syn::Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let inside;
        syn::parenthesized!(inside in meta.input);
        inside.parse::<TokenStream>()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn here(_: Span) -> Place {
        Place::new("main.rs:1:1", [PathBuf::from(env!("CARGO_MANIFEST_DIR"))])
    }

    /// Of an item without type parameters.
    fn check(
        protocol: &Protocol,
        _: &Sources,
        item: &DeriveInput,
    ) -> Result<TokenStream, Vec<Error>> {
        let name = &protocol.name;
        let mistakes = item.generics.params.iter();
        let mistakes: Vec<Error> = mistakes
            .map(|it| Error::new_spanned(it, "mistake"))
            .collect();
        if mistakes.is_empty() {
            Ok(quote!(const MADE_OF: &str = #name;))
        } else {
            Err(mistakes)
        }
    }

    fn expanded(item: TokenStream) -> syn::Result<String> {
        expand(item, check, here).map(|tokens| tokens.to_string())
    }

    #[test]
    fn the_compiler_looks_at_the_spec_whatever_comes_out() {
        let attribute = quote!(#[trilogue(type = "Dim", error, crate = "a::b", on(x = 1), spec = "spec/lamp.yaml")]);
        let made = expanded(quote!(#attribute struct Dim;)).unwrap();
        assert!(made.contains("MADE_OF : & str = \"lamp\""), "{made}");
        let mistaken = expanded(quote!(#attribute struct Dim<A, B>(A, B);)).unwrap();
        assert_eq!(mistaken.matches("compile_error").count(), 2, "{mistaken}");
        for text in [made, mistaken] {
            assert!(
                text.contains("include_bytes") && text.contains("spec/lamp.yaml"),
                "{text}"
            );
        }
    }

    #[test]
    fn an_item_says_which_spec_it_is_held_against() {
        for attribute in [
            quote!(),
            quote!(#[trilogue]),
            quote!(#[trilogue(spec)]),
            quote!(#[trilogue = "a.yaml"]),
        ] {
            assert!(
                expanded(quote!(#attribute struct Dim;)).is_err(),
                "{attribute}"
            );
        }
        let missing = expanded(quote!(
            #[trilogue(spec = "lamp.yaml")]
            enum Dim {}
        ))
        .unwrap();
        assert!(missing.contains("there is no spec at"), "{missing}");
    }
}
