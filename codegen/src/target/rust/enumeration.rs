//! Sets of values: the type, and how it is read and written.

pub(crate) mod payload;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use trilogue_wire::telling::Constant;

use self::payload::payload;
use super::Options;
use super::doc::{self, Doc};
use super::facts;
use super::identifier;
use super::lints;
use super::literal;
use super::print::{Item, docs};
use super::scope::Scope;
use super::serde;
use super::types;
use crate::model::{Enum, EnumValue, TypeId};

/// The values of a set that have one JSON kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Numbers that are all whole.
    Whole,
    /// Numbers.
    Number,
    /// Truth values.
    Bool,
}

impl Kind {
    /// The Rust type of a value that is not listed.
    pub fn ty(self) -> TokenStream {
        match self {
            Self::Text => quote!(String),
            Self::Whole => quote!(i64),
            Self::Number => quote!(f64),
            Self::Bool => quote!(bool),
        }
    }

    /// What such a value is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole | Self::Number => "number",
            Self::Bool => "truth value",
        }
    }
}

/// A value that is listed.
pub struct Listed<'m> {
    /// The variant's name.
    pub name: Ident,
    /// What stands on the wire.
    pub value: &'m Constant,
    /// What it means.
    pub doc: Doc,
}

/// A variant for values that are not listed.
#[derive(Clone)]
pub struct Other {
    /// Their kind.
    pub kind: Kind,
    /// The variant's name.
    pub name: Ident,
    /// What is held of a text, where `text` is the text as it was read, which can be borrowed.
    pub text: TokenStream,
}

/// A set of values.
pub struct View<'m> {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// What the spec calls it.
    pub type_name: String,
    /// The values that are listed.
    pub listed: Vec<Listed<'m>>,
    /// The kinds of values that there are.
    pub kinds: Vec<Kind>,
    /// The variants for what is not listed, of each kind.
    pub others: Vec<Other>,
    /// Whether values are copied.
    pub is_copied: bool,
}

/// The items of a set of values.
pub fn items(scope: &mut Scope<'_>, set: &Enum, id: TypeId, options: Options) -> Vec<Item> {
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    let view = view(scope, set, id);
    if view.others.is_empty() {
        scope.runtime("check");
    }
    let mut items = vec![Item::Whole(declaration(&view)), methods(&view)];
    items.push(payload(scope, &view));
    items.extend(display(&view));
    items.extend(serde::items(&view.name, "payload", options.serde));
    items
}

/// A set of values with its final names.
pub fn view<'m>(scope: &Scope<'_>, set: &'m Enum, id: TypeId) -> View<'m> {
    let Enum {
        identifier,
        owner: _,
        doc,
        values,
        open,
        since,
        deprecated,
        span: _,
    } = set;
    let mut kinds: Vec<Kind> = Vec::new();
    for value in values {
        let kind = kind(&value.value, values);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let listed: Vec<Listed<'_>> = values.iter().map(listed).collect();
    let others = kinds.iter().filter(|_| *open).map(|kind| {
        let name = match kind {
            _ if kinds.len() == 1 => "Other",
            Kind::Text => "OtherText",
            Kind::Whole | Kind::Number => "OtherNumber",
            Kind::Bool => "OtherBool",
        };
        let is_taken = listed.iter().any(|listed| listed.name == name);
        let name = if is_taken { "Unlisted" } else { name };
        Other {
            kind: *kind,
            name: identifier::ident(name),
            text: quote!(text.into_owned()),
        }
    });
    View {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(super::describe::purpose(scope.protocol(), id))
            .aside(facts::age(since.as_deref(), deprecated.as_ref())),
        type_name: scope.protocol().type_name(id),
        others: others.collect(),
        listed,
        kinds,
        is_copied: types::is_copied_enum(set),
    }
}

fn kind(value: &Constant, all: &[EnumValue]) -> Kind {
    let is_whole = |value: &EnumValue| match value.value {
        Constant::Number(number) => crate::facts::is_int(number),
        _ => true,
    };
    match value {
        Constant::Number(_) if all.iter().all(is_whole) => Kind::Whole,
        Constant::Number(_) => Kind::Number,
        Constant::Bool(_) => Kind::Bool,
        Constant::Text(_) | Constant::Null => Kind::Text,
    }
}

fn listed(value: &EnumValue) -> Listed<'_> {
    let EnumValue {
        value,
        identifier,
        doc,
        since,
        deprecated,
        span: _,
    } = value;
    Listed {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(format!(
                "{} on the wire.",
                doc::code(&literal::shown(value))
            ))
            .aside(facts::age(since.as_deref(), deprecated.as_ref())),
        value,
    }
}

fn declaration(view: &View<'_>) -> TokenStream {
    let View {
        name,
        doc,
        listed,
        others,
        is_copied,
        ..
    } = view;
    let doc = docs(&doc.lines());
    let copied = is_copied.then(|| quote!(Copy,));
    let is_exact = !others.iter().any(|other| other.kind == Kind::Number);
    let exact = is_exact.then(|| quote!(, Eq, Hash));
    let variants = listed.iter().map(|Listed { name, doc, .. }| {
        let doc = docs(&doc.lines());
        quote!(#doc #name)
    });
    let others = others.iter().map(|Other { kind, name, .. }| {
        let ty = kind.ty();
        let doc = format!(" A {} that the spec does not list.", kind.word());
        quote!(#[doc = #doc] #name(#ty))
    });
    let names: Vec<String> = listed
        .iter()
        .map(|listed| listed.name.to_string())
        .collect();
    let repetitive = lints::are_repetitive(&name.to_string(), &names)
        .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "the spec has these names")]));
    quote! {
        #doc
        #[derive(Debug, Clone, #copied PartialEq #exact)]
        #repetitive
        pub enum #name { #(#variants,)* #(#others,)* }
    }
}

fn methods(view: &View<'_>) -> Item {
    let View {
        name,
        listed,
        kinds,
        others,
        is_copied,
        doc: _,
        type_name: _,
    } = view;
    let names = listed.iter().map(|listed| &listed.name);
    let mut members = vec![quote! {
        /// The values that the spec lists, in its order.
        pub const LISTED: &'static [Self] = &[#(Self::#names),*];
    }];
    let receiver = if *is_copied {
        quote!(self)
    } else {
        quote!(&self)
    };
    let arms = |read: fn(&Constant) -> TokenStream| -> Vec<TokenStream> {
        let arm = |listed: &Listed<'_>| {
            let (name, value) = (&listed.name, read(listed.value));
            quote!(Self::#name => #value,)
        };
        listed.iter().map(arm).collect()
    };
    let (doc, method, ty, read, other): (_, _, _, fn(&Constant) -> TokenStream, _) =
        match kinds.as_slice() {
            [Kind::Text] => (
                " The text on the wire.",
                quote!(as_str),
                if *is_copied {
                    quote!(&'static str)
                } else {
                    quote!(&str)
                },
                literal::scalar,
                quote!(value),
            ),
            [Kind::Whole] => (
                " The number on the wire.",
                quote!(as_integer),
                quote!(i64),
                whole,
                if *is_copied {
                    quote!(value)
                } else {
                    quote!(*value)
                },
            ),
            [Kind::Number] => (
                " The number on the wire.",
                quote!(as_number),
                quote!(f64),
                literal::scalar,
                quote!(value),
            ),
            [Kind::Bool] => (
                " The truth value on the wire.",
                quote!(as_bool),
                quote!(bool),
                literal::scalar,
                quote!(value),
            ),
            _ => {
                return Item::Impl {
                    head: quote!(impl #name),
                    members,
                };
            }
        };
    let arms = arms(read);
    let others = others
        .iter()
        .map(|Other { name, .. }| quote!(Self::#name(value) => #other,));
    members.push(quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #method(#receiver) -> #ty {
            match self { #(#arms)* #(#others)* }
        }
    });
    Item::Impl {
        head: quote!(impl #name),
        members,
    }
}

fn whole(value: &Constant) -> TokenStream {
    match value {
        Constant::Number(number) => literal::whole(*number),
        _ => literal::scalar(value),
    }
}

/// The value as people see it, where it is one of texts.
fn display(view: &View<'_>) -> Option<Item> {
    let name = &view.name;
    (view.kinds == [Kind::Text]).then(|| Item::Impl {
        head: quote!(impl std::fmt::Display for #name),
        members: vec![quote! {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }],
    })
}
