//! serde's attributes on an enum whose wire is decided by a spec.

use syn::{Attribute, Lit, LitStr};

use crate::conform::mistakes::Mistakes;

/// What changes nothing on the wire.
const HARMLESS: [&str; 4] = ["bound", "crate", "expecting", "borrow"];

/// Refuses what serde would do to the wire of a whole enum.
pub fn item(attributes: &[Attribute], mistakes: &mut Mistakes<'_>) {
    words(attributes, mistakes, |_, _| false);
}

/// The name that serde gives a variant, if it is renamed; anything else is refused.
pub fn renamed(attributes: &[Attribute], mistakes: &mut Mistakes<'_>) -> Option<LitStr> {
    let mut found = None;
    words(attributes, mistakes, |word, value| {
        let is_name = word == "rename";
        if let (true, Some(Lit::Str(name))) = (is_name, value) {
            found = Some(name.clone());
        }
        is_name
    });
    found
}

/// Looks at all words of attributes `serde`; `take` says of each whether it is understood.
fn words(
    attributes: &[Attribute],
    mistakes: &mut Mistakes<'_>,
    mut take: impl FnMut(&str, Option<&Lit>) -> bool,
) {
    for attribute in attributes {
        if !attribute.path().is_ident("serde") {
            continue;
        }
        let read = attribute.parse_nested_meta(|meta| {
            let word = meta.path.get_ident().map(ToString::to_string);
            let word = word.unwrap_or_default();
            let value: Option<Lit> = if meta.input.peek(syn::Token![=]) {
                Some(meta.value()?.parse()?)
            } else if meta.input.peek(syn::token::Paren) {
                let inside;
                syn::parenthesized!(inside in meta.input);
                inside.parse::<proc_macro2::TokenStream>()?;
                None
            } else {
                None
            };
            if !HARMLESS.contains(&word.as_str()) && !take(&word, value.as_ref()) {
                let message = format!(
                    "`serde({word})` says how serde would write this, but messages go over the wire as the spec's \
                     envelope says: take it away"
                );
                mistakes.at(&meta.path, message);
            }
            Ok(())
        });
        if let Err(mistake) = read {
            mistakes.take(mistake);
        }
    }
}
