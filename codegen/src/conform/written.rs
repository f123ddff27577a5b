//! Rust types as people wrote them, looked at by their last word.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, Type};

use crate::target::rust::print;

/// A type without the parentheses and invisible groups around it.
pub fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => bare(&inner.elem),
        Type::Group(inner) => bare(&inner.elem),
        _ => ty,
    }
}

/// The last word of a path, and the types behind it.
pub fn path(ty: &Type) -> Option<(&Ident, Vec<&Type>)> {
    let Type::Path(path) = bare(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(bare(ty)),
                _ => None,
            });
            types.collect()
        }
        _ => Vec::new(),
    };
    Some((&last.ident, arguments))
}

/// Whether a type is this one word, with nothing behind it.
pub fn is(ty: &Type, name: &str) -> bool {
    path(ty).is_some_and(|(last, inner)| last == name && inner.is_empty())
}

/// What a type of this word holds, if it holds one type.
pub fn inside<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    match path(ty)? {
        (last, inner) if last == name => match inner[..] {
            [inner] => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// What a map has as keys and values.
pub fn entries<'t>(ty: &'t Type, name: &str) -> Option<(&'t Type, &'t Type)> {
    match path(ty)? {
        // A map can have a hasher of its own.
        (last, inner) if last == name => match inner[..] {
            [key, value] | [key, value, _] => Some((key, value)),
            _ => None,
        },
        _ => None,
    }
}

/// What a pointer points to, and the function that makes one.
pub fn pointer(ty: &Type) -> Option<(&Type, TokenStream)> {
    let pointers = [
        ("Box", quote!(::std::boxed::Box::new)),
        ("Arc", quote!(::std::sync::Arc::new)),
        ("Rc", quote!(::std::rc::Rc::new)),
    ];
    let mut pointers = pointers.into_iter();
    pointers.find_map(|(name, function)| Some((inside(ty, name)?, function)))
}

/// Tokens of a type or an item as people write them.
pub fn shown(tokens: impl ToTokens) -> String {
    let printed = print::format(quote!(type T = #tokens;));
    let text = printed.trim().trim_start_matches("type T =");
    let text = text.trim_end_matches(';').trim();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same tokens with another lifetime in place of every one.
pub fn with_lifetime(tokens: TokenStream, lifetime: &str) -> TokenStream {
    let mut is_lifetime = false;
    let changed = tokens.into_iter().map(|token| {
        let after_quote = std::mem::replace(
            &mut is_lifetime,
            matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
        );
        match token {
            TokenTree::Ident(name) if after_quote => Ident::new(lifetime, name.span()).into(),
            TokenTree::Group(group) => {
                let inner = with_lifetime(group.stream(), lifetime);
                let mut changed = Group::new(group.delimiter(), inner);
                changed.set_span(group.span());
                changed.into()
            }
            other => other,
        }
    });
    changed.collect()
}

/// Whether tokens have this word.
pub fn has(tokens: &TokenStream, word: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *word,
        TokenTree::Group(group) => has(&group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
