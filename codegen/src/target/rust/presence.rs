//! What must hold between the fields of a struct, as statements that refuse it where it does not.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::Constant;

use super::held::Keeps;
use super::identifier;
use super::literal;
use super::lower::FieldView;
use super::scope::Scope;
use super::words::listed;
use crate::facts;
use crate::model::{Presence, Shape, Struct, Type, TypeId};

/// The statements for all rules of a struct, in the order in which they are looked at.
pub fn rules(scope: &mut Scope<'_>, structure: &Struct, fields: &[FieldView]) -> Vec<TokenStream> {
    if !structure.rules.is_empty() {
        scope.runtime("check");
    }
    rules_by(structure, fields, |ty, field, value| {
        equals(scope, ty, field, value)
    })
}

/// The same, where `equals` makes a condition that a field has a value; none where it always has.
pub fn rules_by(
    structure: &Struct,
    fields: &[FieldView],
    mut equals: impl FnMut(&Type, &FieldView, &Constant) -> Option<TokenStream>,
) -> Vec<TokenStream> {
    let mut rules: Vec<&Presence> = structure.rules.iter().collect();
    rules.sort_by_key(|rule| match rule {
        Presence::RequiredWhen { .. } => 0,
        Presence::AtLeastOneOf(_) => 1,
        Presence::Together(_) => 2,
    });
    let rule = |rule: &Presence| match rule {
        Presence::RequiredWhen { field, when } => {
            required_when(structure, fields, *field, when, &mut equals)
        }
        Presence::AtLeastOneOf(any) => at_least_one_of(fields, any),
        Presence::Together(all) => together(fields, all),
    };
    rules.into_iter().filter_map(rule).collect()
}

fn required_when(
    structure: &Struct,
    fields: &[FieldView],
    field: usize,
    when: &[(usize, Constant)],
    equals: &mut impl FnMut(&Type, &FieldView, &Constant) -> Option<TokenStream>,
) -> Option<TokenStream> {
    let absent = is_absent(&fields[field])?;
    let conditions = when.iter().filter_map(|(other, value)| {
        let model = &structure.fields[*other];
        equals(&model.ty, &fields[*other], value)
    });
    let conditions = conditions.chain([absent]);
    let key = &fields[field].key;
    let expected = "a value";
    Some(quote! {
        if #(#conditions)&&* { return Err(check::required(#expected).under(#key)); }
    })
}

fn at_least_one_of(fields: &[FieldView], any: &[usize]) -> Option<TokenStream> {
    let absent: Option<Vec<TokenStream>> =
        any.iter().map(|field| is_absent(&fields[*field])).collect();
    let absent = absent?;
    let expected = format!("one of {}", keys(fields, any, "and"));
    Some(quote! {
        if #(#absent)&&* { return Err(check::required(#expected)); }
    })
}

fn together(fields: &[FieldView], all: &[usize]) -> Option<TokenStream> {
    let expected = format!("{} together", keys(fields, all, "and"));
    let absent: Vec<TokenStream> = all
        .iter()
        .filter_map(|field| is_absent(&fields[*field]))
        .collect();
    let (first, others) = absent.split_first()?;
    let broken = if absent.len() < all.len() {
        // One of them is always there.
        quote!(#(#absent)||*)
    } else {
        match others {
            [] => return None,
            [other] => quote!(#first != #other),
            others => quote!([#(#others),*].iter().any(|absent| *absent != #first)),
        }
    };
    Some(quote! {
        if #broken { return Err(check::required(#expected)); }
    })
}

fn keys(fields: &[FieldView], places: &[usize], word: &str) -> String {
    let keys: Vec<String> = places
        .iter()
        .map(|field| format!("`{}`", fields[*field].key))
        .collect();
    listed(&keys, word)
}

/// A condition that a field is absent, if it can be.
fn is_absent(field: &FieldView) -> Option<TokenStream> {
    let name = &field.name;
    match field.held.keeps {
        Keeps::Nothing | Keeps::Value | Keeps::Unread => None,
        Keeps::Flag => Some(quote!(!self.#name)),
        Keeps::Option => Some(quote!(self.#name.is_none())),
        Keeps::Maybe => Some(quote!(self.#name.is_absent())),
    }
}

/// A condition that a field has a value; `None` where it always has.
fn equals(
    scope: &mut Scope<'_>,
    ty: &Type,
    field: &FieldView,
    value: &Constant,
) -> Option<TokenStream> {
    let name = &field.name;
    let held = match (field.held.keeps, ty.nullable) {
        (Keeps::Nothing, _) => return None,
        (Keeps::Flag, _) => return Some(quote!(self.#name)),
        (Keeps::Value | Keeps::Unread, false) => {
            let receiver = quote!(self.#name);
            return Some(is(scope, ty, &receiver.clone(), &receiver, value));
        }
        (Keeps::Maybe, _) if *value == Constant::Null => return Some(quote!(self.#name.is_null())),
        (Keeps::Maybe, _) => quote!(self.#name.value()),
        (_, true) if *value == Constant::Null => return Some(quote!(self.#name.is_none())),
        (Keeps::Value | Keeps::Option | Keeps::Unread, _) => quote!(self.#name.as_ref()),
    };
    if let Shape::Constant(own) = &ty.shape {
        // No other value can be there.
        return Some(if own == value {
            quote!(#held.is_some())
        } else {
            quote!(false)
        });
    }
    let compared = is(scope, ty, &quote!(*value), &quote!(value), value);
    Some(quote!(#held.is_some_and(|value| #compared)))
}

/// A condition that something is a value: `owned` as it is, `receiver` where a method is called on it.
fn is(
    scope: &mut Scope<'_>,
    ty: &Type,
    owned: &TokenStream,
    receiver: &TokenStream,
    value: &Constant,
) -> TokenStream {
    if ty.secret {
        let open = Type {
            secret: false,
            ..ty.clone()
        };
        let revealed = quote!(#receiver.reveal());
        return is(scope, &open, &quote!(*#revealed), &revealed, value);
    }
    match (&ty.shape, value) {
        (Shape::Constant(own), _) => {
            let same = own == value;
            quote!(#same)
        }
        (Shape::Bool, Constant::Bool(true)) => owned.clone(),
        (Shape::Bool, Constant::Bool(false)) => quote!(!#owned),
        (Shape::Int(_), Constant::Number(number)) => {
            let number = literal::whole(*number);
            quote!(#owned == #number)
        }
        (Shape::Number(_), Constant::Number(number)) => {
            let number = literal::number(*number);
            quote!(trilogue::telling::Name::number(#owned) == #number)
        }
        (Shape::Enum(id), _) => {
            let set = scope.protocol().enumeration(*id);
            let listed = set.values.iter().find(|listed| listed.value == *value);
            let name = listed.map(|listed| identifier::camel(&listed.identifier));
            let ty = scope.named(TypeId::Enum(*id));
            match name {
                Some(name) => quote!(matches!(#owned, #ty::#name)),
                None if set.open => unlisted(value, receiver),
                None => quote!(false),
            }
        }
        (_, Constant::Text(text)) => {
            let text: &str = text;
            match ty.shape {
                Shape::Text(_) | Shape::Pattern(..) => quote!(#owned == #text),
                _ => quote!(#receiver.as_str() == #text),
            }
        }
        _ => quote!(false),
    }
}

/// A condition that a value of an open set is one that is not listed.
fn unlisted(value: &Constant, receiver: &TokenStream) -> TokenStream {
    match value {
        Constant::Text(text) => {
            let text: &str = text;
            quote!(#receiver.as_str() == #text)
        }
        Constant::Number(number) if facts::is_int(*number) => {
            let number = literal::whole(*number);
            quote!(#receiver.as_integer() == #number)
        }
        _ => quote!(false),
    }
}
