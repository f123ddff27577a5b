//! Lints that the spec's names and layouts can break: allowed where they may, with the reason, and nowhere else.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::print;

/// More lines than this are too many for clippy.
const LONG: usize = 100;

/// A method, allowed to be long if it is; `part` is what it has one of for each line or so.
pub fn method(method: TokenStream, part: &str) -> TokenStream {
    let printed = print::format(quote!(impl Printed { #method }));
    if printed.lines().count() > LONG {
        let reason = format!("one part for each {part}");
        quote!(#[allow(clippy::too_many_lines, reason = #reason)] #method)
    } else {
        method
    }
}

/// Whether clippy may find names repetitive: those of the members of a type, in any case.
pub fn are_repetitive(owner: &str, names: &[String]) -> bool {
    let owner = owner.to_snake_case();
    let names: Vec<String> = names.iter().map(|name| name.to_snake_case()).collect();
    let first = |name: &str| name.split('_').next().map(str::to_owned);
    let last = |name: &str| name.rsplit('_').next().map(str::to_owned);
    let agree = |word: fn(&str) -> Option<String>| {
        names
            .windows(2)
            .all(|pair| word(&pair[0]) == word(&pair[1]))
    };
    let echoes = |name: &String| name.starts_with(&owner) || name.ends_with(&owner);
    names.len() > 2 && (agree(first) || agree(last) || names.iter().any(echoes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_and_the_owner_are_repetitive() {
        let check =
            |owner: &str, names: [&str; 3]| are_repetitive(owner, &names.map(str::to_owned));
        assert!(check("Link", ["user_a", "user_b", "user_c"]));
        assert!(check("Link", ["AId", "BId", "CId"]));
        assert!(check("LinkDetail", ["a", "link_detail", "c"]));
        assert!(!check("Link", ["user_a", "user_b", "name"]));
        assert!(!are_repetitive(
            "Link",
            &["user_a".to_owned(), "user_b".to_owned()]
        ));
    }
}
