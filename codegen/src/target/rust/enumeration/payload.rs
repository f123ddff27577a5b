//! How a set of values is read and written.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::Constant;

use super::{Kind, Listed, Other, View, whole};
use crate::target::rust::doc::Doc;
use crate::target::rust::lints;
use crate::target::rust::literal;
use crate::target::rust::print::Item;
use crate::target::rust::scope::Scope;
use crate::target::rust::structure;
use crate::target::rust::words::{alternatives, listed as listed_words};

/// How a set of values is read and written.
pub fn payload(scope: &mut Scope<'_>, view: &View<'_>) -> Item {
    let name = &view.name;
    let read = read(scope, view);
    let write = match view.kinds.as_slice() {
        [kind] => write_one_kind(*kind),
        _ => write_kinds(view),
    };
    Item::Impl {
        head: quote!(impl Payload for #name),
        members: vec![
            structure::named(&view.type_name),
            lints::method(
                quote!(fn read(value: Value<'_>) -> Result<Self, Fault> { #read }),
                "value",
            ),
            lints::method(
                quote!(fn write(&self, out: &mut Writer) -> Result<(), Fault> { #write }),
                "value",
            ),
        ],
    }
}

/// The body of the method that reads `value`.
pub fn read(scope: &mut Scope<'_>, view: &View<'_>) -> TokenStream {
    match view.kinds.as_slice() {
        [kind] => read_one_kind(view, *kind),
        _ => read_kinds(scope, view),
    }
}

fn read_one_kind(view: &View<'_>, kind: Kind) -> TokenStream {
    let names = view.listed.iter().map(|listed| &listed.name);
    let unlisted = unlisted(view);
    let is_closed = view.others.is_empty();
    match kind {
        Kind::Text => {
            let texts = view
                .listed
                .iter()
                .map(|listed| literal::scalar(listed.value));
            let other = view.others.first().map_or(
                quote!(_ => #unlisted),
                |Other { name, text, .. }| quote!(_ => Ok(Self::#name(#text))),
            );
            if is_closed {
                quote! {
                    match &*value.text()? { #(#texts => Ok(Self::#names),)* #other }
                }
            } else {
                quote! {
                    let text = value.text()?;
                    match &*text { #(#texts => Ok(Self::#names),)* #other }
                }
            }
        }
        Kind::Whole if !is_closed => {
            let numbers = view.listed.iter().map(|listed| whole(listed.value));
            let others = view.others.iter().map(|other| &other.name);
            quote! {
                match value.integer()? {
                    #(#numbers => Ok(Self::#names),)*
                    #(other => Ok(Self::#others(other)),)*
                }
            }
        }
        Kind::Whole | Kind::Number => {
            let numbers = view
                .listed
                .iter()
                .map(|listed| literal::scalar(listed.value));
            let other = view.others.first().map_or(
                quote!(_ => #unlisted),
                |Other { name, .. }| quote!(other => Ok(Self::#name(other))),
            );
            quote! {
                match value.number()? { #(#numbers => Ok(Self::#names),)* #other }
            }
        }
        Kind::Bool => read_bool(view, &unlisted),
    }
}

fn read_bool(view: &View<'_>, unlisted: &TokenStream) -> TokenStream {
    let of = |value: bool| {
        let mut listed = view.listed.iter();
        let found = listed.find(|listed| *listed.value == Constant::Bool(value));
        match (found, view.others.first()) {
            (Some(Listed { name, .. }), _) => quote!(Ok(Self::#name)),
            (None, Some(Other { name, .. })) => quote!(Ok(Self::#name(#value))),
            (None, None) => unlisted.clone(),
        }
    };
    let (yes, no) = (of(true), of(false));
    quote!(if value.boolean()? { #yes } else { #no })
}

fn write_one_kind(kind: Kind) -> TokenStream {
    match kind {
        Kind::Text => quote!(out.text(self.as_str())),
        Kind::Whole => quote!(out.integer(self.as_integer())),
        Kind::Number => quote!(out.number(self.as_number())),
        Kind::Bool => quote!(out.boolean(self.as_bool())),
    }
}

/// By the kind of the value, then as a set of that kind is read.
fn read_kinds(scope: &mut Scope<'_>, view: &View<'_>) -> TokenStream {
    let json = scope.runtime("Kind");
    scope.runtimes(&["Code"]);
    let arms = view.kinds.iter().map(|kind| {
        let part = View {
            name: view.name.clone(),
            doc: Doc::new(),
            type_name: String::new(),
            listed: view
                .listed
                .iter()
                .filter(|listed| is_of(*kind, listed.value))
                .map(|listed| Listed {
                    name: listed.name.clone(),
                    value: listed.value,
                    doc: Doc::new(),
                })
                .collect(),
            kinds: vec![*kind],
            others: view
                .others
                .iter()
                .filter(|other| other.kind == *kind)
                .cloned()
                .collect(),
            is_copied: view.is_copied,
        };
        let read = read_one_kind(&part, *kind);
        let kind = json_kind(*kind);
        quote!(#json::#kind => { #read })
    });
    let expected: Vec<String> = view
        .kinds
        .iter()
        .map(|kind| kind.word().to_owned())
        .collect();
    let expected = format!("a {}", listed_words(&expected, "or"));
    quote! {
        match value.kind() {
            #(#arms)*
            _ => Err(Fault::new(Code::Type, #expected)),
        }
    }
}

/// An expression that writes each value by its variant.
pub fn write_kinds(view: &View<'_>) -> TokenStream {
    let arms = view.listed.iter().map(|listed| {
        let (name, written) = (&listed.name, literal::written(listed.value));
        quote!(Self::#name => #written,)
    });
    let others = view.others.iter().map(|Other { kind, name, .. }| {
        let written = match kind {
            Kind::Text => quote!(out.text(value)),
            Kind::Whole => quote!(out.integer(*value)),
            Kind::Number => quote!(out.number(*value)),
            Kind::Bool => quote!(out.boolean(*value)),
        };
        quote!(Self::#name(value) => #written,)
    });
    quote!(match self { #(#arms)* #(#others)* })
}

fn json_kind(kind: Kind) -> TokenStream {
    match kind {
        Kind::Text => quote!(Text),
        Kind::Whole | Kind::Number => quote!(Number),
        Kind::Bool => quote!(Bool),
    }
}

fn is_of(kind: Kind, value: &Constant) -> bool {
    matches!(
        (kind, value),
        (Kind::Text, Constant::Text(_))
            | (Kind::Whole | Kind::Number, Constant::Number(_))
            | (Kind::Bool, Constant::Bool(_))
    )
}

fn unlisted(view: &View<'_>) -> TokenStream {
    let expected = alternatives(
        view.listed
            .iter()
            .map(|listed| literal::shown(listed.value)),
    );
    quote!(Err(check::not_listed(#expected)))
}
