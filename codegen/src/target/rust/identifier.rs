//! The sink for identifiers: what a name of the model is called in Rust.
//!
//! Identifiers of the model are upper camel case and collide with nothing; here they get Rust's case for their
//! place, and keywords get a spelling that compiles.

use heck::{ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{Ident, Span};

use crate::model::Identifier;

/// Keywords that cannot be raw identifiers.
const PATH_KEYWORDS: [&str; 5] = ["self", "super", "crate", "Self", "_"];

/// Keywords of the newest edition that the parser takes for names.
const NEW_KEYWORDS: [&str; 1] = ["gen"];

/// The name of a type or variant: `AccessToken`.
pub fn camel(identifier: &Identifier) -> Ident {
    ident(&identifier.0)
}

/// The name of a field or module: `access_token`, `r#type`.
pub fn snake(identifier: &Identifier) -> Ident {
    ident(&identifier.0.to_snake_case())
}

/// The name of a constant: `ACCESS_TOKEN`.
pub fn shouty(identifier: &Identifier) -> Ident {
    ident(&identifier.0.to_shouty_snake_case())
}

/// The name of a module as text, for file names and links.
pub fn module(identifier: &Identifier) -> String {
    identifier.0.to_snake_case()
}

/// An identifier for any text, its own spelling wherever the language allows it.
pub fn ident(text: &str) -> Ident {
    let plain: String = text
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    if syn::parse_str::<Ident>(&plain).is_ok() && !NEW_KEYWORDS.contains(&plain.as_str()) {
        Ident::new(&plain, Span::call_site())
    } else if PATH_KEYWORDS.contains(&plain.as_str()) {
        Ident::new(&format!("{plain}_"), Span::call_site())
    } else if plain.starts_with(|first: char| first.is_ascii_alphabetic()) {
        Ident::new_raw(&plain, Span::call_site())
    } else {
        Ident::new(&format!("n{plain}"), Span::call_site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Identifier {
        Identifier(text.to_owned())
    }

    #[test]
    fn case_follows_the_place() {
        let name = of("CreditTopUp2Success");
        assert_eq!(camel(&name).to_string(), "CreditTopUp2Success");
        assert_eq!(snake(&name).to_string(), "credit_top_up2_success");
        assert_eq!(shouty(&name).to_string(), "CREDIT_TOP_UP2_SUCCESS");
        assert_eq!(module(&name), "credit_top_up2_success");
    }

    #[test]
    fn keywords_stay_readable() {
        for (name, expected) in [
            ("Type", "r#type"),
            ("Async", "r#async"),
            ("Gen", "r#gen"),
            ("Try", "r#try"),
            ("Self", "self_"),
            ("Super", "super_"),
            ("Crate", "crate_"),
            ("Union", "union"),
            ("Default", "default"),
        ] {
            assert_eq!(snake(&of(name)).to_string(), expected);
        }
        assert_eq!(camel(&of("Self")).to_string(), "Self_");
    }

    #[test]
    fn hostile_text_is_an_identifier_all_the_same() {
        for text in [
            "",
            "_",
            "9lives",
            "a b",
            "a;}fn x(){",
            "é",
            "r#type",
            "'static",
            "a\u{202e}b",
            "\"",
            "//",
        ] {
            let made = ident(text).to_string();
            assert!(
                syn::parse_str::<Ident>(&made).is_ok(),
                "{text:?} gave {made:?}"
            );
        }
    }
}
