//! Structs: the type, and how it is read and written.

use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::lints;
use super::lower::{FieldView, StructView};
use super::print::{Item, docs};
use super::serde;
use crate::model::Others;

/// How long a call can be to stand on one line.
const SHORT: usize = 70;

/// The items of a struct.
pub fn items(view: &StructView, options: Options) -> Vec<Item> {
    let mut items = vec![Item::Whole(declaration(view))];
    items.extend(declared_keys(view));
    items.push(payload(view));
    if options.serde {
        items.extend(serde::items(&view.name, "payload"));
    }
    items
}

fn declaration(view: &StructView) -> TokenStream {
    let StructView { name, fields, .. } = view;
    let doc = docs(&view.doc.lines());
    let default = view.has_default.then(|| quote!(, Default));
    let lints = allowed(view);
    let fields = fields.iter().map(|field| {
        let FieldView { name, optional, .. } = field;
        let doc = docs(&field.doc.lines());
        let ty = &field.ty.name;
        let ty = if *optional {
            quote!(Option<#ty>)
        } else {
            ty.clone()
        };
        quote!(#doc pub #name: #ty)
    });
    let extra = (view.others == Others::Keep).then(|| {
        quote! {
            /// The keys that are not declared, as they came.
            pub extra: BTreeMap<String, Json>
        }
    });
    let fields = fields.chain(extra);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq #default)]
        #lints
        pub struct #name { #(#fields),* }
    }
}

fn allowed(view: &StructView) -> TokenStream {
    let flags = view.has_many_flags.then(
        || quote!(#[allow(clippy::struct_excessive_bools, reason = "the spec has these flags")]),
    );
    let twice = view
        .fields
        .iter()
        .any(|field| field.is_twice_optional)
        .then(|| quote!(#[allow(clippy::option_option, reason = "an absent key and null differ")]));
    let names = shares_words(view)
        .then(|| quote!(#[allow(clippy::struct_field_names, reason = "the spec has these names")]));
    quote!(#flags #twice #names)
}

fn shares_words(view: &StructView) -> bool {
    let mut names: Vec<String> = view
        .fields
        .iter()
        .map(|field| field.name.to_string().replace("r#", ""))
        .collect();
    if view.others == Others::Keep {
        names.push("extra".to_owned());
    }
    lints::are_repetitive(&view.name.to_string(), &names)
}

/// The list of declared keys, where reading and writing both need it.
fn declared_keys(view: &StructView) -> Option<Item> {
    let name = &view.name;
    let keys = keys(view);
    (view.others == Others::Keep).then(|| Item::Impl {
        head: quote!(impl #name),
        members: vec![quote!(const KEYS: &'static [&'static str] = &#keys;)],
    })
}

fn payload(view: &StructView) -> Item {
    let name = &view.name;
    let read = if view.fields.is_empty() && view.others == Others::Ignore {
        quote!(value.object().map(|_| Self {}))
    } else {
        let read = read_body(view);
        quote!(let object = value.object()?; #read)
    };
    let write = write_body(view);
    Item::Impl {
        head: quote!(impl Payload for #name),
        members: vec![
            lints::method(
                quote!(fn read(value: Value<'_>) -> Result<Self, Fault> { #read }),
                "field",
            ),
            lints::method(
                quote!(fn write(&self, out: &mut Writer) -> Result<(), Fault> { #write }),
                "field",
            ),
        ],
    }
}

/// The declared keys, in spec order.
fn keys(view: &StructView) -> TokenStream {
    let keys = view.fields.iter().map(|field| &field.key);
    quote!([#(#keys),*])
}

/// Statements that read every field of `object`.
fn read_body(view: &StructView) -> TokenStream {
    let fields = view.fields.iter().map(|field| {
        let FieldView {
            key,
            name,
            doc: _,
            ty,
            optional,
            is_twice_optional: _,
        } = field;
        let method = if *optional {
            quote!(optional)
        } else {
            quote!(required)
        };
        let reader = &ty.reader;
        quote!(#name: object.#method(#key, #reader)?)
    });
    let extra = (view.others == Others::Keep)
        .then(|| quote!(extra: object.others(Self::KEYS, Value::json)?));
    let fields = fields.chain(extra);
    if view.others == Others::Refuse {
        let keys = keys(view);
        quote!(let read = Self { #(#fields),* }; object.refuse_others(&#keys)?; Ok(read))
    } else {
        quote!(Ok(Self { #(#fields),* }))
    }
}

/// An expression that writes every field to `out`.
fn write_body(view: &StructView) -> TokenStream {
    let fields = view.fields.iter().map(write_field);
    let extra = (view.others == Others::Keep)
        .then(|| Call::Result(quote!(object.others(&self.extra, Self::KEYS, Writer::json))));
    object(&fields.chain(extra).collect::<Vec<_>>())
}

fn write_field(field: &FieldView) -> Call {
    let FieldView {
        key,
        name,
        doc: _,
        ty,
        optional,
        is_twice_optional: _,
    } = field;
    if !*optional {
        let write = ty.write_field(&quote!(self.#name));
        return Call::Result(quote!(object.field(#key, |out| #write)));
    }
    let writer = &ty.writer;
    let call = quote!(object.optional(#key, &self.#name, #writer));
    if is_short(&call) {
        return Call::Result(call);
    }
    let write = ty.write_reference(&quote!(value));
    Call::Statement(quote! {
        if let Some(value) = &self.#name {
            object.field(#key, |out| #write)?;
        }
    })
}

/// Whether a call fits on one line of a method.
fn is_short(call: &TokenStream) -> bool {
    let text = call.to_string();
    let commas = text.matches(',').count();
    text.chars().filter(|letter| *letter != ' ').count() + commas < SHORT
}

/// Something that an object is written by.
pub enum Call {
    /// An expression that gives a result.
    Result(TokenStream),
    /// A statement.
    Statement(TokenStream),
}

/// An expression that writes an object by these calls.
pub fn object(calls: &[Call]) -> TokenStream {
    let statements = |calls: &[Call]| -> TokenStream {
        let statements = calls.iter().map(|call| match call {
            Call::Result(call) => quote!(#call?;),
            Call::Statement(call) => call.clone(),
        });
        statements.collect()
    };
    match calls {
        [] => quote!(out.object(|_| Ok(()))),
        [Call::Result(only)] => quote!(out.object(|object| #only)),
        [first @ .., Call::Result(last)] => {
            let first = statements(first);
            quote!(out.object(|object| { #first #last }))
        }
        all => {
            let all = statements(all);
            quote!(out.object(|object| { #all Ok(()) }))
        }
    }
}
