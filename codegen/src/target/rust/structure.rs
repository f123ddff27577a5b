//! Structs: the type, and how it is read and written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Options;
use super::held::{Call, Keeps};
use super::lints;
use super::lower::{FieldView, Others, StructView, StructWords};
use super::print::{Item, docs};
use super::serde;

/// The items of a struct.
pub fn items(view: &StructView, options: Options) -> Vec<Item> {
    let mut items = vec![Item::Whole(declaration(view))];
    items.extend(methods(view));
    items.push(payload(view));
    items.extend(serde::items(&view.name, "payload", options.serde));
    items
}

fn declaration(view: &StructView) -> TokenStream {
    let StructView { name, fields, .. } = view;
    let doc = docs(&view.doc.lines());
    let default = view.has_default.then(|| quote!(, Default));
    let lints = allowed(view);
    let fields = fields.iter().filter_map(|field| {
        let ty = field.held.name()?;
        let FieldView { name, doc, .. } = field;
        let doc = docs(&doc.lines());
        Some(quote!(#doc pub #name: #ty))
    });
    let extra = view.others.kept().map(|ty| {
        let ty = &ty.name;
        let doc = if ty.to_string() == "Json" {
            " The keys that are not declared, as they came."
        } else {
            " The keys that are not declared."
        };
        quote! {
            #[doc = #doc]
            pub extra: BTreeMap<String, #ty>
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
    let names = shares_words(view)
        .then(|| quote!(#[allow(clippy::struct_field_names, reason = "the spec has these names")]));
    quote!(#flags #names)
}

fn shares_words(view: &StructView) -> bool {
    let kept = view
        .fields
        .iter()
        .filter(|field| field.held.keeps != Keeps::Nothing);
    let mut names: Vec<String> = kept
        .map(|field| field.name.to_string().replace("r#", ""))
        .collect();
    if view.others.kept().is_some() {
        names.push("extra".to_owned());
    }
    lints::are_repetitive(&view.name.to_string(), &names)
}

/// The list of declared keys where reading and writing both need it, defaults, and what must hold between fields.
fn methods(view: &StructView) -> Option<Item> {
    let name = &view.name;
    let keys = keys(view);
    let mut members = Vec::new();
    if view.others.kept().is_some() {
        members.push(quote!(const KEYS: &'static [&'static str] = &#keys;));
    }
    members.extend(view.fields.iter().filter_map(|field| field.default.clone()));
    if !view.rules.is_empty() {
        let rules = &view.rules;
        members.push(lints::method(
            quote! {
                /// What must hold between the fields.
                fn check(&self) -> Result<(), Fault> { #(#rules)* Ok(()) }
            },
            "rule",
        ));
    }
    (!members.is_empty()).then(|| Item::Impl {
        head: quote!(impl #name),
        members,
    })
}

fn payload(view: &StructView) -> Item {
    let name = &view.name;
    let (read, write) = (read(view), write(view));
    Item::Impl {
        head: quote!(impl Payload for #name),
        members: vec![
            named(&view.type_name),
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

/// The constant of `Payload` that says what the spec calls the type.
pub fn named(name: &str) -> TokenStream {
    quote!(const TYPE: &'static str = #name;)
}

/// The body of the method that reads `value`.
pub fn read(view: &StructView) -> TokenStream {
    let is_empty = view.fields.is_empty() && matches!(view.others, Others::Ignore);
    if is_empty && !view.is_recursive {
        return quote!(value.object().map(|_| Self {}));
    }
    let enter = view
        .is_recursive
        .then(|| quote!(let value = value.descend()?;));
    let read = read_body(view);
    quote!(#enter let object = value.object()?; #read)
}

/// The body of the method that writes to `out`.
pub fn write(view: &StructView) -> TokenStream {
    let check = &view.words.check;
    let check = (!view.rules.is_empty()).then(|| quote!(self.#check()?;));
    let write = write_body(view);
    if view.is_recursive {
        quote!(#check out.descend(|out| #write))
    } else {
        quote!(#check #write)
    }
}

/// The declared keys, in spec order.
pub fn keys(view: &StructView) -> TokenStream {
    let keys = view.fields.iter().map(|field| &field.key);
    quote!([#(#keys),*])
}

/// Statements that read every field of `object`.
fn read_body(view: &StructView) -> TokenStream {
    let is_constant = |field: &&FieldView| field.held.keeps == Keeps::Nothing;
    let first = view.fields.iter().take_while(is_constant).count();
    let (constants, fields) = view.fields.split_at(first);
    let constants = constants.iter().map(|field| {
        let read = read_field(field);
        quote!(#read?;)
    });
    let (statements, made) = if fields.iter().any(|field| is_constant(&field)) {
        in_statements(fields)
    } else {
        in_place(fields)
    };
    let StructWords { keys, extra, check } = &view.words;
    let others = view.others.kept().map(|ty| {
        let reader = &ty.reader;
        quote!(object.others(#keys, #reader)?)
    });
    let kept = extra.iter().zip(&others);
    let made = made
        .into_iter()
        .chain(kept.map(|(extra, others)| quote!(#extra: #others)));
    let check = (!view.rules.is_empty()).then(|| quote!(read.#check()?;));
    let refuse = match (&view.others, &others) {
        (Others::Refuse, _) => {
            let keys = self::keys(view);
            Some(quote!(object.refuse_others(&#keys)?;))
        }
        // They are looked at, though nothing keeps them.
        (Others::Keep(_), Some(others)) if extra.is_none() => Some(quote!(#others;)),
        (Others::Ignore | Others::Keep(_), _) => None,
    };
    let made = quote!(Self { #(#made),* });
    if check.is_none() && refuse.is_none() {
        return quote!(#(#constants)* #statements Ok(#made));
    }
    match (extra, &others) {
        // What the fields break among themselves is named before what other keys break.
        (Some(extra), Some(others)) => checked_before_others(
            view,
            &quote!(#(#constants)* #statements),
            fields,
            extra,
            others,
        ),
        _ => quote!(#(#constants)* #statements let read = #made; #check #refuse Ok(read)),
    }
}

fn checked_before_others(
    view: &StructView,
    before: &TokenStream,
    fields: &[FieldView],
    extra: &Ident,
    others: &TokenStream,
) -> TokenStream {
    let names = fields
        .iter()
        .filter(|field| field.held.keeps != Keeps::Nothing)
        .map(|field| &field.name);
    let has_statements = fields
        .iter()
        .any(|field| field.held.keeps == Keeps::Nothing);
    let made = if has_statements {
        quote!(Self { #(#names,)* #extra: BTreeMap::new() })
    } else {
        let (_, fields) = in_place(fields);
        quote!(Self { #(#fields,)* #extra: BTreeMap::new() })
    };
    let check = &view.words.check;
    quote! {
        #before
        let mut read = #made;
        read.#check()?;
        read.#extra = #others;
        Ok(read)
    }
}

/// Fields that are read where the struct is made.
fn in_place(fields: &[FieldView]) -> (TokenStream, Vec<TokenStream>) {
    let fields = fields.iter().map(|field| {
        let (name, read) = (&field.name, read_field(field));
        quote!(#name: #read?)
    });
    (TokenStream::new(), fields.collect())
}

/// Fields that are read before, since a constant between them is not kept.
fn in_statements(fields: &[FieldView]) -> (TokenStream, Vec<TokenStream>) {
    let (mut statements, mut made) = (TokenStream::new(), Vec::new());
    for field in fields {
        let (name, read) = (&field.name, read_field(field));
        if field.held.keeps == Keeps::Nothing {
            statements.extend(quote!(#read?;));
        } else {
            statements.extend(quote!(let #name = #read?;));
            made.push(quote!(#name));
        }
    }
    (statements, made)
}

fn read_field(field: &FieldView) -> TokenStream {
    let key = &field.key;
    field.held.read_key(&quote!(#key))
}

/// An expression that writes every field to `out`.
fn write_body(view: &StructView) -> TokenStream {
    let fields = view.fields.iter().map(|field| {
        let FieldView {
            key, name, held, ..
        } = field;
        held.write_key(&quote!(#key), &quote!(self.#name))
    });
    let StructWords {
        keys,
        extra,
        check: _,
    } = &view.words;
    let others = view.others.kept().zip(extra.as_ref()).map(|(ty, extra)| {
        let writer = &ty.writer;
        Call::Result(quote!(object.others(&self.#extra, #keys, #writer)))
    });
    object(&fields.chain(others).collect::<Vec<_>>())
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
