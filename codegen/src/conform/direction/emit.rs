//! The codec of a direction for somebody's enum.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::conform::emit::block;
use crate::conform::fit::Fitting;
use crate::conform::hygiene::{self, Hygiene};
use crate::conform::theirs::{Theirs, ident};
use crate::target::rust::direction::{Codec, codec};
use crate::target::rust::lower::DirectionView;
use crate::target::rust::print::Item;

/// What the derive adds: the runtime's trait, and unless they are not wanted the methods that generated enums have.
pub fn direction(
    view: &DirectionView<'_>,
    fitting: &mut Fitting<'_>,
    theirs: &Theirs<'_>,
    has_methods: bool,
) -> TokenStream {
    let mut codec = codec(view);
    prove(&mut codec.whole, fitting);
    prove(&mut codec.members, fitting);
    let hygiene = Members::of(&codec, has_methods);
    let head = theirs.implementation(&ident("Direction"), &ident("BorrowedDirection"));
    let whole = hygiene.names(theirs, true, false, &codec.whole);
    let inside = hygiene.inside(&codec, fitting, theirs);
    let names = codec.names.iter().map(Item::tokens).collect::<Vec<_>>();
    let names = hygiene.names(theirs, false, false, &names);
    let (outside, names) = if has_methods {
        (Some(names), None)
    } else {
        (None, Some(names))
    };
    let block = block(&quote!(#names #inside #[automatically_derived] #head { #whole }));
    quote!(#outside #block)
}

/// The members of the enum that printed code calls.
pub struct Members {
    private: BTreeSet<String>,
    has_methods: bool,
}

impl Members {
    /// Those of a codec; all of them are private where nobody wants its methods.
    pub fn of(codec: &Codec, has_methods: bool) -> Self {
        let members = codec.members.iter().flat_map(declared);
        let private = members.filter(|(_, is_public)| !(*is_public && has_methods));
        Self {
            private: private.map(|(name, _)| name).collect(),
            has_methods,
        }
    }

    /// Tokens in which every name is whole.
    pub fn names(
        &self,
        theirs: &Theirs<'_>,
        reads: bool,
        declares: bool,
        tokens: &[TokenStream],
    ) -> TokenStream {
        let hygiene = Hygiene {
            runtime: &theirs.runtime,
            lifetime: theirs.lifetime.as_ref().filter(|_| reads),
            members: &self.private,
            declares,
        };
        hygiene.whole(tokens.iter().cloned().collect())
    }

    /// The members of the enum, and what they need beside them.
    pub fn inside(
        &self,
        codec: &Codec,
        fitting: &mut Fitting<'_>,
        theirs: &Theirs<'_>,
    ) -> TokenStream {
        let members: Vec<TokenStream> = if self.has_methods {
            codec.members.clone()
        } else {
            codec.members.iter().map(hidden).collect()
        };
        let members = self.names(theirs, true, true, &members);
        let tables: Vec<TokenStream> = codec.tables.iter().map(Item::tokens).collect();
        let tables = self.names(theirs, false, false, &tables);
        let patterns = self.names(theirs, false, false, &fitting.scope.patterns());
        let items = &fitting.items;
        let (before, after) = theirs.generics();
        let name = theirs.name();
        quote! {
            #(#items)*
            #patterns
            #tables
            #[automatically_derived]
            impl #before #name #after { #members }
        }
    }
}

/// Has functions prove what the compiler knows of parameters not before it knows what they are.
pub fn prove(members: &mut [TokenStream], fitting: &Fitting<'_>) {
    if fitting.proofs.is_empty() {
        return;
    }
    let proofs = fitting.proofs.iter().map(hygiene::theirs);
    let proofs: TokenStream = proofs.collect();
    for member in members {
        let mut is_function = false;
        let tokens = member.clone().into_iter().map(|token| match token {
            TokenTree::Group(body) if is_function && body.delimiter() == Delimiter::Brace => {
                is_function = false;
                let inside = body.stream();
                Group::new(Delimiter::Brace, quote!(#proofs #inside)).into()
            }
            token => {
                is_function |= matches!(&token, TokenTree::Ident(word) if word == "fn");
                token
            }
        });
        *member = tokens.collect();
    }
}

/// The names of what tokens of members declare, and whether all can see it.
fn declared(member: &TokenStream) -> Vec<(String, bool)> {
    let tokens: Vec<TokenTree> = member.clone().into_iter().collect();
    let is = |token: Option<&TokenTree>, word: &str| matches!(token, Some(TokenTree::Ident(ident)) if ident == word);
    let places = tokens.iter().enumerate();
    let declared = places.filter_map(|(place, token)| {
        let name = match tokens.get(place + 1) {
            Some(TokenTree::Ident(name)) => name.to_string(),
            _ => return None,
        };
        let before = place.checked_sub(1).map(|before| &tokens[before]);
        (is(Some(token), "fn") || is(Some(token), "const")).then(|| (name, is(before, "pub")))
    });
    declared.collect()
}

/// A member that only the code around it can see.
fn hidden(member: &TokenStream) -> TokenStream {
    let is_public = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "pub");
    let tokens = member.clone().into_iter();
    tokens.filter(|token| !is_public(token)).collect()
}
