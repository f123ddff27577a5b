//! Unions whose members are told apart by the value of a key.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::Kinds;

use super::{Carries, MemberView, View};
use crate::model::{self, Field, Others, StructId};
use crate::target::rust::held::Held;
use crate::target::rust::literal;
use crate::target::rust::scope::Scope;
use crate::target::rust::words::alternatives;

/// Where the tag stands, and what the member carries.
pub struct Tag<'m> {
    /// The key of the tag.
    pub key: &'m str,
    /// The key of what the member carries, if it does not stand beside the tag.
    pub content: Option<&'m str>,
}

/// Statements that read the union from `value`.
pub fn read(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    tag: &Tag<'_>,
    common: &[Field],
) -> TokenStream {
    let key = tag.key;
    let is_text = tag_kinds(view) == Kinds::TEXT;
    let member = |chosen: fn(&model::Tag) -> bool| {
        view.members
            .iter()
            .find(|member| member.tags.iter().any(chosen))
    };
    let arms: Vec<TokenStream> = view
        .members
        .iter()
        .filter_map(|member| arm(scope, member, tag, is_text))
        .collect();
    let absent =
        member(|tag| *tag == model::Tag::Absent).map(|member| read_member(scope, member, tag));
    let other =
        member(|tag| *tag == model::Tag::Other).map(|member| read_member(scope, member, tag));
    let unlisted = unlisted(scope, view, key, other.as_ref());
    let found = if is_text {
        quote!(Ok(tag.text()))
    } else {
        let kinds = literal::kinds(tag_kinds(view));
        quote!(Ok(tag.scalar(#kinds)))
    };
    let by_tag = |tag: TokenStream| {
        let shown = if is_text {
            quote!(as_deref)
        } else {
            quote!(as_ref)
        };
        quote!(match #tag.#shown() { #(#arms,)* #unlisted })
    };
    let told = match absent {
        None => {
            let read = by_tag(quote!(tag));
            quote!(let tag = object.required(#key, |tag| #found)?; #read)
        }
        Some(absent) => {
            let read = by_tag(quote!(tag));
            quote! {
                let tag = object.optional(#key, |tag| #found)?;
                match tag { None => #absent, Some(tag) => #read }
            }
        }
    };
    let checks = common_checks(scope, common);
    if checks.is_empty() {
        quote!(let object = value.object()?; #told)
    } else {
        // They come before the tag, but are looked at twice only when something is broken.
        quote! {
            let object = value.object()?;
            let read = || { #told };
            read().or_else(|fault| { #(#checks)* Err(fault) })
        }
    }
}

/// The JSON kinds that tags can be of: those of the listed ones, or text where none is listed.
fn tag_kinds(view: &View<'_>) -> Kinds {
    let tags = view.members.iter().flat_map(|member| member.tags);
    let kinds = tags.fold(Kinds::NONE, |kinds, tag| match tag {
        model::Tag::Value(value) => kinds.and(Kinds::of(&[value.kind()])),
        model::Tag::Absent | model::Tag::Other => kinds,
    });
    if kinds == Kinds::NONE {
        Kinds::TEXT
    } else {
        kinds
    }
}

/// Statements that refuse what breaks a field that all members have.
fn common_checks(scope: &mut Scope<'_>, common: &[Field]) -> Vec<TokenStream> {
    let checks = common.iter().map(|field| {
        let held = Held::new(&field.ty, field.optional, field.boxed, scope);
        let key = &field.name;
        let read = held.read_key(&quote!(#key));
        quote!(#read?;)
    });
    checks.collect()
}

fn arm(
    scope: &mut Scope<'_>,
    member: &MemberView<'_>,
    tag: &Tag<'_>,
    is_text: bool,
) -> Option<TokenStream> {
    let values: Vec<TokenStream> = member
        .tags
        .iter()
        .filter_map(|tag| match tag {
            model::Tag::Value(value) => Some(literal::scalar(value)),
            model::Tag::Absent | model::Tag::Other => None,
        })
        .collect();
    if values.is_empty() {
        return None;
    }
    let read = read_member(scope, member, tag);
    Some(if is_text {
        quote!(Ok(#(#values)|*) => #read)
    } else {
        quote!(Ok(tag) if #(*tag == #values)||* => #read)
    })
}

fn unlisted(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    key: &str,
    other: Option<&TokenStream>,
) -> TokenStream {
    scope.runtime("check");
    let listed = view.members.iter().flat_map(|member| member.tags);
    let listed = listed.filter_map(|tag| match tag {
        model::Tag::Value(value) => Some(literal::shown(value)),
        model::Tag::Absent | model::Tag::Other => None,
    });
    let expected = alternatives(listed);
    let refused = quote!(_ => Err(check::not_listed(#expected).under(#key)));
    match other {
        None => refused,
        Some(read) => quote!(Ok(_) => #read, #refused),
    }
}

/// An expression that reads a member that was told, where `value` is the whole object and `object` the same.
fn read_member(scope: &Scope<'_>, member: &MemberView<'_>, tag: &Tag<'_>) -> TokenStream {
    let made = member.made();
    match &member.carries {
        Carries::Nothing => {
            let name = &member.name;
            quote!(Ok(Self::#name))
        }
        Carries::Struct(id, held) => {
            let reader = &held.ty.reader;
            if hides_tag(scope, *id, tag) {
                let key = tag.key;
                let read = quote!(#reader(object.without(&[#key]).root()));
                quote!(#read.map(#made))
            } else {
                let read = &held.ty.read;
                quote!(#read.map(#made))
            }
        }
        Carries::Value(held) => {
            let content = tag.content.unwrap_or_default();
            let read = held.read_key(&quote!(#content));
            quote!(#read.map(#made))
        }
    }
}

/// Whether a struct would take the tag for a key of its own that it does not declare.
fn hides_tag(scope: &Scope<'_>, id: StructId, tag: &Tag<'_>) -> bool {
    let structure = scope.protocol().structure(id);
    !matches!(structure.others, Others::Ignore) && !declares(scope, id, tag)
}

fn declares(scope: &Scope<'_>, id: StructId, tag: &Tag<'_>) -> bool {
    let mut fields = scope.protocol().structure(id).fields.iter();
    fields.any(|field| field.name == tag.key)
}

/// An expression that writes the union to `out`.
pub fn write(scope: &mut Scope<'_>, view: &View<'_>, tag: &Tag<'_>) -> TokenStream {
    let arms: Vec<TokenStream> = view
        .members
        .iter()
        .map(|member| {
            let pattern = member.pattern();
            let written = write_member(scope, member, tag);
            quote!(#pattern => #written,)
        })
        .collect();
    quote!(match self { #(#arms)* })
}

fn write_member(scope: &Scope<'_>, member: &MemberView<'_>, tag: &Tag<'_>) -> TokenStream {
    let key = tag.key;
    let own = member.tags.iter().find_map(|tag| match tag {
        model::Tag::Value(value) => Some(literal::written(value)),
        model::Tag::Absent | model::Tag::Other => None,
    });
    let own = own.map(|written| {
        let written = literal::writing(&written);
        quote!(object.field(#key, #written))
    });
    match (&member.carries, own) {
        (Carries::Nothing, None) => quote!(out.object(|_| Ok(()))),
        (Carries::Nothing, Some(own)) => quote!(out.object(|object| #own)),
        (Carries::Struct(id, held), Some(own)) if !declares(scope, *id, tag) => {
            let taken = if hides_tag(scope, *id, tag) {
                quote!(&[#key])
            } else {
                quote!(&[])
            };
            let written = held.ty.write_reference(&quote!(value));
            quote! {
                out.object(|object| { #own?; object.spread(#taken, |out| #written) })
            }
        }
        (Carries::Struct(_, held), _) => held.ty.write_reference(&quote!(value)),
        (Carries::Value(held), own) => {
            let content = tag.content.unwrap_or_default();
            let written = held.write_key_of(&quote!(#content), &quote!(value));
            let own = own.map(|own| quote!(#own?;));
            quote!(out.object(|object| { #own #written }))
        }
    }
}
