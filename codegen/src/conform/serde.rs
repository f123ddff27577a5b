//! What serde's attributes on an item mean, where they agree with the spec. Derived code does not go through serde, so one
//! that would change the wire is a mistake: the type would have two faces.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Token};

use super::mistakes::Mistakes;

/// A word of serde's at one place, with the text behind it.
pub struct Word {
    /// The word.
    pub name: Ident,
    /// The text, if it has one.
    pub text: Option<LitStr>,
}

/// Words that say nothing of the wire.
const HARMLESS: [&str; 5] = ["bound", "borrow", "crate", "expecting", "getter"];

/// All words of serde's at one place that may concern the wire.
pub fn words(attributes: &[Attribute], mistakes: &mut Mistakes<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    let attributes = attributes.iter();
    for attribute in attributes.filter(|attribute| attribute.path().is_ident("serde")) {
        // What cannot be read is serde's to report.
        let _ = attribute.parse_nested_meta(|meta| read(&meta, &mut words));
    }
    let names = words.iter().filter(|word: &&Word| word.name == "rename");
    let texts: Vec<&Word> = names.collect();
    if let [first, .., last] = texts[..]
        && first.text.as_ref().map(LitStr::value) != last.text.as_ref().map(LitStr::value)
    {
        mistakes.at(
            &last.name,
            "a name for writing and another one for reading: messages have one name",
        );
    }
    words
}

fn read(meta: &ParseNestedMeta<'_>, words: &mut Vec<Word>) -> syn::Result<()> {
    let Some(name) = meta.path.get_ident().cloned() else {
        return skip(meta);
    };
    if HARMLESS.iter().any(|harmless| name == harmless) {
        return skip(meta);
    }
    if meta.input.peek(Token![=]) {
        let value: syn::Expr = meta.value()?.parse()?;
        let text = syn::parse2(value.into_token_stream()).ok();
        words.push(Word { name, text });
        return Ok(());
    }
    if meta.input.peek(syn::token::Paren) {
        return meta.parse_nested_meta(|inner| {
            let text = inner.value()?.parse().ok();
            let name = name.clone();
            words.push(Word { name, text });
            Ok(())
        });
    }
    words.push(Word { name, text: None });
    Ok(())
}

fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let inside;
        syn::parenthesized!(inside in meta.input);
        inside.parse::<TokenStream>()?;
    }
    Ok(())
}

/// What serde would call a field or variant by `rename_all`. None for a style that serde does not know.
pub fn styled(style: &str, name: &str, is_variant: bool) -> Option<String> {
    // serde changes no letters beyond the style: it takes fields for snake case, and variants for upper camel case.
    Some(match style {
        "lowercase" => name.to_ascii_lowercase(),
        "UPPERCASE" => name.to_ascii_uppercase(),
        "PascalCase" if is_variant => name.to_owned(),
        "snake_case" if !is_variant => name.to_owned(),
        "PascalCase" => name.to_pascal_case(),
        "camelCase" => name.to_lower_camel_case(),
        "snake_case" => name.to_snake_case(),
        "SCREAMING_SNAKE_CASE" => name.to_shouty_snake_case(),
        "kebab-case" => name.to_kebab_case(),
        "SCREAMING-KEBAB-CASE" => name.to_shouty_kebab_case(),
        _ => return None,
    })
}

/// Why a word of serde's cannot stand on an item that derives, where it never can.
pub fn refusal(word: &Ident) -> Option<&'static str> {
    Some(match word.to_string().as_str() {
        "alias" => "the spec has one name for it, and readers refuse others",
        "skip" | "skip_serializing" | "skip_deserializing" => {
            "all that the spec declares is read and written"
        }
        "with" | "serialize_with" | "deserialize_with" | "remote" => {
            "derived code does not call it: for a type of your own write `#[trilogue(from = \"…\")]`"
        }
        "from" | "into" | "try_from" => {
            "derived code does not call it: write `#[trilogue(from = \"…\")]` where the type is used"
        }
        "other" => {
            "what is not listed is kept: write `#[trilogue(unknown)]` at a variant that holds it"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_those_of_serde() {
        let cases = [
            ("camelCase", "push_id", false, "pushId"),
            ("PascalCase", "push_id", false, "PushId"),
            ("SCREAMING_SNAKE_CASE", "push_id", false, "PUSH_ID"),
            ("kebab-case", "PushId", true, "push-id"),
            ("snake_case", "PushId", true, "push_id"),
            ("lowercase", "PushId", true, "pushid"),
            ("UPPERCASE", "push_id", false, "PUSH_ID"),
        ];
        for (style, name, is_variant, expected) in cases {
            assert_eq!(styled(style, name, is_variant).as_deref(), Some(expected));
        }
        assert_eq!(styled("Title Case", "push_id", false), None);
    }
}
