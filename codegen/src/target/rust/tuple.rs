//! Lists whose items have names: a struct that is a list on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::describe;
use super::doc::Doc;
use super::identifier;
use super::lints;
use super::print::{Item, docs};
use super::scope::Scope;
use super::serde;
use super::structure;
use super::types::{self, ItemView};
use crate::model::{TupleId, TypeId};

/// The items of a tuple with names.
pub fn items(scope: &mut Scope<'_>, id: TupleId, options: Options) -> Vec<Item> {
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    let tuple = scope.protocol().tuple(id);
    scope.at(&tuple.identifier.0);
    let (fields, open) = types::items(tuple, scope);
    let name = identifier::camel(&tuple.identifier);
    let doc = Doc::new()
        .spec(tuple.doc.as_deref())
        .or(describe::purpose(scope.protocol(), TypeId::Tuple(id)))
        .own("On the wire it is a list, in this order.");
    let doc = docs(&doc.lines());
    let declared = fields.iter().filter_map(|field| {
        let (name, ty) = (&field.name, field.kept()?);
        let doc = docs(&field.doc.lines());
        Some(quote!(#doc pub #name: #ty))
    });
    let names: Vec<String> = fields.iter().map(|field| field.name.to_string()).collect();
    let repetitive = lints::are_repetitive(&name.to_string(), &names)
        .then(|| quote!(#[allow(clippy::struct_field_names, reason = "the spec has these names")]));
    let has_default = tuple
        .items
        .iter()
        .all(|item| item.optional || item.ty.nullable);
    let default = has_default.then(|| quote!(, Default));
    let declaration = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq #default)]
        #repetitive
        pub struct #name { #(#declared),* }
    };
    let (read, write) = (read(&fields, &open), write(&fields));
    let payload = Item::Impl {
        head: quote!(impl Payload for #name),
        members: vec![
            structure::named(&scope.protocol().type_name(TypeId::Tuple(id))),
            quote!(fn read(value: Value<'_>) -> Result<Self, Fault> { #read }),
            quote!(fn write(&self, out: &mut Writer) -> Result<(), Fault> { #write }),
        ],
    };
    let mut items = vec![Item::Whole(declaration), payload];
    items.extend(serde::items(&name, "payload", options.serde));
    items
}

/// The body of the method that reads `value`.
pub fn read(fields: &[ItemView], open: &TokenStream) -> TokenStream {
    if fields.is_empty() {
        return quote!(#open; Ok(Self {}));
    }
    if fields.iter().all(|field| field.kept().is_some()) {
        let fields = fields.iter().map(|field| {
            let (name, read) = (&field.name, field.read());
            quote!(#name: #read)
        });
        return quote!(let list = #open; Ok(Self { #(#fields),* }));
    }
    let statements = fields.iter().map(|field| {
        let (name, read) = (&field.name, field.read());
        match field.kept() {
            Some(_) => quote!(let #name = #read;),
            None => quote!(#read;),
        }
    });
    let names = fields
        .iter()
        .filter(|field| field.kept().is_some())
        .map(|field| &field.name);
    quote!(let list = #open; #(#statements)* Ok(Self { #(#names),* }))
}

/// The body of the method that writes to `out`.
pub fn write(fields: &[ItemView]) -> TokenStream {
    let writes: Vec<TokenStream> = fields
        .iter()
        .map(|field| {
            let name = &field.name;
            field.write_field(&quote!(self.#name))
        })
        .collect();
    match writes.as_slice() {
        [] => quote!(out.tuple(|_| Ok(()))),
        [first @ .., last] => quote!(out.tuple(|items| { #(#first?;)* #last })),
    }
}
