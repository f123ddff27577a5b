//! Printed code that means the same wherever it stands.
//!
//! Generated files name the runtime and the prelude by imports. Code that is derived for somebody's item stands among
//! that person's names, which can be called alike: here every such name becomes a whole path, and private members get
//! names that nobody else has. What the person wrote stands in groups without delimiters, which are left as they are.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Path;

/// Types and traits of the runtime that printed code names.
const RUNTIME: [&str; 31] = [
    "Base64",
    "BorrowedDirection",
    "BorrowedMessage",
    "BorrowedPayload",
    "Code",
    "Date",
    "DateTime",
    "Direction",
    "Document",
    "Fault",
    "Id",
    "Json",
    "Kind",
    "Kinds",
    "ListWriter",
    "Maybe",
    "Message",
    "Object",
    "ObjectWriter",
    "OpenRequests",
    "Pattern",
    "Payload",
    "Refusal",
    "Secret",
    "Unknown",
    "Unread",
    "Url",
    "Uuid",
    "Value",
    "View",
    "Writer",
];

/// Modules of the runtime, which are named with what follows them.
const MODULES: [&str; 2] = ["check", "telling"];

/// What printed code names of the prelude and imports of the standard library, with the modules in which it is.
const STANDARD: [(&str, &str); 14] = [
    ("BTreeMap", "collections"),
    ("Box", "boxed"),
    ("Cow", "borrow"),
    ("Default", "default"),
    ("Err", "result::Result"),
    ("From", "convert"),
    ("Into", "convert"),
    ("None", "option::Option"),
    ("Ok", "result::Result"),
    ("Option", "option"),
    ("Result", "result"),
    ("Some", "option::Option"),
    ("String", "string"),
    ("Vec", "vec"),
];

/// Macros of the standard library that printed code calls.
const MACROS: [&str; 3] = ["format", "matches", "vec"];

/// What a person wrote, so that it keeps its meaning.
pub fn theirs(tokens: impl ToTokens) -> TokenStream {
    let group = Group::new(Delimiter::None, tokens.into_token_stream());
    TokenTree::from(group).into_token_stream()
}

/// Makes names whole.
pub struct Hygiene<'h> {
    /// The path of the runtime.
    pub runtime: &'h Path,
    /// The lifetime of the document that is read from, in place of one that is not named.
    pub lifetime: Option<&'h TokenStream>,
    /// Members that get names which nobody else has.
    pub members: &'h BTreeSet<String>,
    /// Whether these members are declared here, and not only named.
    pub declares: bool,
}

impl Hygiene<'_> {
    /// Tokens in which every name is whole.
    pub fn whole(&self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut made = TokenStream::new();
        let mut place = 0;
        while let Some(token) = tokens.get(place) {
            place += 1;
            let before = &tokens[..place - 1];
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                    made.extend(group.stream());
                }
                TokenTree::Group(group) => {
                    let mut inside = Group::new(group.delimiter(), self.whole(group.stream()));
                    inside.set_span(group.span());
                    made.extend([TokenTree::from(inside)]);
                }
                TokenTree::Ident(ident) => {
                    made.extend(self.name(ident, before, &tokens[place..]));
                    if let Some(lifetime) = self.lifetime
                        && ident == "Value"
                        && is_elided(&tokens[place..])
                    {
                        place += ELIDED.len();
                        made.extend(quote!(<#lifetime>));
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => made.extend([token.clone()]),
            }
        }
        made
    }

    /// Whether a name that comes after these tokens is that of a member of `Self`.
    fn is_member(&self, before: &[TokenTree]) -> bool {
        let is = |place: usize, word: &str| last(before, place).as_deref() == Some(word);
        if is(1, "fn") || is(1, "const") {
            return self.declares;
        }
        ends_with(before, ".") && is(2, "self")
            || ends_with(before, "::") && (is(3, "Self") || is(3, ">"))
    }

    fn name(&self, ident: &Ident, before: &[TokenTree], after: &[TokenTree]) -> TokenStream {
        let name = ident.to_string();
        let runtime = self.runtime;
        if self.members.contains(&name) && self.is_member(before) {
            let private = private(&name);
            return quote!(#private);
        }
        if ends_with(before, "::") || ends_with(before, ".") {
            return quote!(#ident);
        }
        if name == "Payload" && self.lifetime.is_some() {
            return quote!(#runtime::BorrowedPayload);
        }
        if RUNTIME.contains(&name.as_str())
            || MODULES.contains(&name.as_str()) && starts_with(after, "::")
        {
            return quote!(#runtime::#ident);
        }
        if name == "trilogue" && starts_with(after, "::") {
            return quote!(#runtime);
        }
        if name == "std" && starts_with(after, "::")
            || MACROS.contains(&name.as_str()) && starts_with(after, "!")
        {
            return if name == "std" {
                quote!(::std)
            } else {
                quote!(::std::#ident)
            };
        }
        match STANDARD.iter().find(|(own, _)| *own == name) {
            Some((_, module)) => {
                let module = module.split("::").map(|part| format_ident!("{part}"));
                quote!(::std::#(#module::)*#ident)
            }
            None => quote!(#ident),
        }
    }
}

/// The name of a member that nobody else has.
fn private(name: &str) -> Ident {
    format_ident!("__trilogue_{}", name.trim_start_matches("r#"))
}

/// A lifetime that is not named, as tokens show it.
const ELIDED: [&str; 4] = ["<", "'", "_", ">"];

fn is_elided(tokens: &[TokenTree]) -> bool {
    let mut shown = tokens.iter().map(TokenTree::to_string);
    ELIDED
        .iter()
        .all(|token| shown.next().as_deref() == Some(token))
}

/// The token that stands so many places before the end.
fn last(tokens: &[TokenTree], place: usize) -> Option<String> {
    let token = tokens.get(tokens.len().checked_sub(place)?)?;
    (!matches!(token, TokenTree::Group(_))).then(|| token.to_string())
}

fn ends_with(tokens: &[TokenTree], puncts: &str) -> bool {
    let start = tokens.len().checked_sub(puncts.len());
    start.is_some_and(|start| starts_with(&tokens[start..], puncts))
}

fn starts_with(tokens: &[TokenTree], puncts: &str) -> bool {
    tokens.len() >= puncts.len()
        && puncts.chars().zip(tokens).all(
            |(letter, token)| matches!(token, TokenTree::Punct(punct) if punct.as_char() == letter),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(tokens: TokenStream) -> String {
        let hygiene = Hygiene {
            runtime: &syn::parse_quote!(::trilogue),
            lifetime: Some(&quote!('d)),
            members: &BTreeSet::from(["write_form".to_owned()]),
            declares: true,
        };
        hygiene.whole(tokens).to_string()
    }

    #[test]
    fn names_of_the_runtime_and_the_prelude_are_whole_paths() {
        let read = whole(quote!(
            fn read(message: Value<'_>) -> Result<Self, Fault> {
                Ok(Self::Ok(check::one(Unknown)))
            }
        ));
        let expected = quote! {
            fn read(message: ::trilogue::Value<'d>) -> ::std::result::Result<Self, ::trilogue::Fault> {
                ::std::result::Result::Ok(Self::Ok(::trilogue::check::one(::trilogue::Unknown)))
            }
        };
        assert_eq!(read, expected.to_string());
        let called = whole(quote!(trilogue::encode(
            check,
            std::mem::take(&mut x.Value),
            matches!(a, None)
        )));
        let expected = quote! {
            ::trilogue::encode(check, ::std::mem::take(&mut x.Value), ::std::matches!(a, ::std::option::Option::None))
        };
        assert_eq!(called, expected.to_string());
    }

    #[test]
    fn members_get_names_that_nobody_else_has() {
        let made = whole(quote!(
            fn write_form(&self) {
                self.write_form(other.write_form(), Self::write_form)
            }
        ));
        let expected = quote! {
            fn __trilogue_write_form(&self) {
                self.__trilogue_write_form(other.write_form(), Self::__trilogue_write_form)
            }
        };
        assert_eq!(made, expected.to_string());
    }

    #[test]
    fn what_a_person_wrote_keeps_its_names() {
        let theirs = theirs(quote!(Value<'_>));
        let made = whole(quote!(<#theirs as Payload>::read));
        // With a lifetime, payloads are those that borrow.
        let expected = quote!(<Value<'_> as ::trilogue::BorrowedPayload>::read);
        assert_eq!(made, expected.to_string());
    }
}
