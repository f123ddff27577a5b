//! What stands for an absent value: documented, and given by a method where it is one word.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use trilogue_wire::telling::Constant;

use super::held::{Held, Keeps};
use super::identifier;
use super::literal;
use super::scope::Scope;
use crate::model::{Field, Shape, TypeId};

/// A method that gives the value of an optional field, or its default.
pub fn accessor(scope: &mut Scope<'_>, field: &Field, held: &Held) -> Option<TokenStream> {
    let default = constant(field.default.as_deref()?)?;
    if held.keeps != Keeps::Option || field.ty.secret {
        return None;
    }
    let name = identifier::snake(&field.identifier);
    let plain = name.to_string();
    let method = format_ident!(
        "{}_or_default",
        plain.trim_start_matches("r#").trim_end_matches('_')
    );
    let ty = &held.ty.name;
    let (ty, body) = match (&field.ty.shape, &default) {
        (Shape::Bool, Constant::Bool(_)) | (Shape::Number(_), Constant::Number(_)) => {
            let default = literal::scalar(&default);
            (ty.clone(), quote!(self.#name.unwrap_or(#default)))
        }
        (Shape::Int(_), Constant::Number(number)) => {
            let default = literal::whole(*number);
            (ty.clone(), quote!(self.#name.unwrap_or(#default)))
        }
        (Shape::Text(_) | Shape::Pattern(..), Constant::Text(_)) => {
            let default = literal::scalar(&default);
            (
                quote!(&str),
                quote!(self.#name.as_deref().unwrap_or(#default)),
            )
        }
        (Shape::Enum(id), _) => {
            let values = scope.protocol().enumeration(*id).values.iter();
            let listed = values.clone().find(|value| value.value == default)?;
            let default = identifier::camel(&listed.identifier);
            let set = scope.named(TypeId::Enum(*id));
            if held.ty.is_copied {
                (ty.clone(), quote!(self.#name.unwrap_or(#set::#default)))
            } else {
                (
                    ty.clone(),
                    quote!(self.#name.clone().unwrap_or(#set::#default)),
                )
            }
        }
        _ => return None,
    };
    let doc = format!(" `{plain}`, or what stands for it where it is absent.");
    Some(quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #method(&self) -> #ty { #body }
    })
}

fn constant(json: &str) -> Option<Constant> {
    match serde_json::from_str(json).ok()? {
        serde_json::Value::Bool(value) => Some(Constant::Bool(value)),
        serde_json::Value::Number(number) => number.as_f64().map(Constant::Number),
        serde_json::Value::String(text) => Some(Constant::Text(text.into())),
        _ => None,
    }
}
