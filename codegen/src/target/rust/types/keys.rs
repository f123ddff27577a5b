//! What the keys of a map must be.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::Constant;

use super::{Check, checked, limited, matched};
use crate::model::{Shape, Type};
use crate::target::rust::scope::Scope;
use crate::target::rust::words::alternatives;

/// A function from `&str` to a result, if there are keys that do not fit.
pub fn check(keys: &Type, scope: &mut Scope<'_>) -> Option<TokenStream> {
    match &keys.shape {
        Shape::Text(limits) => all(&limited(limits, "length", scope)),
        Shape::Pattern(pattern, limits) => {
            let mut checks = limited(limits, "length", scope);
            checks.push(matched(pattern, scope));
            all(&checks)
        }
        Shape::Url(schemes) => all(&[formatted(quote!(url), quote!(&[#(#schemes),*]), scope)]),
        Shape::Uuid => Some(form(&quote!(uuid), scope)),
        Shape::DateTime => Some(form(&quote!(date_time), scope)),
        Shape::Date => Some(form(&quote!(date), scope)),
        Shape::Base64(limits) => {
            let checks = limited(limits, "length", scope);
            scope.runtime("check");
            let key = checked(quote!(check::base64(key)?), &checks);
            Some(quote!(|key| { #key; Ok(()) }))
        }
        Shape::Constant(Constant::Text(text)) => Some(listed(&[text.as_ref()], scope)),
        Shape::Enum(id) => {
            let set = scope.protocol().enumeration(*id);
            let texts = set.values.iter().filter_map(|value| match &value.value {
                Constant::Text(text) => Some(text.as_ref()),
                _ => None,
            });
            let texts: Vec<&str> = texts.collect();
            (!set.open).then(|| listed(&texts, scope))
        }
        // The loader refuses types that are no text.
        Shape::Bool
        | Shape::Int(_)
        | Shape::Number(_)
        | Shape::Json
        | Shape::Constant(_)
        | Shape::List(..)
        | Shape::Map(_)
        | Shape::Tuple(_)
        | Shape::Struct(_)
        | Shape::Union(_) => None,
    }
}

fn formatted(name: TokenStream, limit: TokenStream, scope: &mut Scope<'_>) -> Check {
    scope.runtime("check");
    (name, limit)
}

fn form(name: &TokenStream, scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("check");
    quote!(|key| check::#name(key).map(drop))
}

fn all(checks: &[Check]) -> Option<TokenStream> {
    let ((function, limit), inner) = checks.split_last()?;
    let key = checked(quote!(key), inner);
    Some(quote!(|key| check::#function(#key, #limit).map(drop)))
}

fn listed(texts: &[&str], scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("check");
    let expected = alternatives(texts.iter().map(|text| (*text).to_owned()));
    quote! {
        |key| match key {
            #(#texts)|* => Ok(()),
            _ => Err(check::not_listed(#expected)),
        }
    }
}
