//! Lists of which each item has its own type: as a Rust tuple, or where the items have names, as a struct.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::read::Read;
use super::write::Write;
use super::{Lowered, TypeView, lower};
use crate::model::{Item, Tuple, TupleId};
use crate::target::rust::doc::Doc;
use crate::target::rust::facts;
use crate::target::rust::held::{Held, Keeps};
use crate::target::rust::identifier;
use crate::target::rust::literal;
use crate::target::rust::scope::Scope;

/// An item of a list with places.
#[derive(Debug)]
pub struct ItemView {
    /// Its name, or one for its place.
    pub name: Ident,
    /// What it means.
    pub doc: Doc,
    /// How it is held; `None` for all further items.
    held: Option<Held>,
    /// The type of each, of further items.
    ty: TypeView,
    /// Its place.
    place: usize,
}

impl ItemView {
    /// An item at a place, held in a way of the caller's.
    pub fn held(name: Ident, held: Held, place: usize) -> Self {
        Self {
            name,
            doc: Doc::new(),
            ty: held.ty.clone(),
            held: Some(held),
            place,
        }
    }

    /// All further items from a place on, each of a type.
    pub fn rest(name: Ident, ty: TypeView, place: usize) -> Self {
        Self {
            name,
            doc: Doc::new(),
            held: None,
            ty,
            place,
        }
    }

    /// The Rust type, if the item is kept.
    pub fn kept(&self) -> Option<TokenStream> {
        match &self.held {
            Some(held) => held.name(),
            None => {
                let name = &self.ty.name;
                Some(quote!(Vec<#name>))
            }
        }
    }

    /// An expression that reads the item from `list`.
    pub fn read(&self) -> TokenStream {
        let place = literal::count(self.place);
        match &self.held {
            Some(held) => held.read_item(&place),
            None => {
                let reader = &self.ty.reader;
                quote!(list.rest(#place, #reader)?)
            }
        }
    }

    /// An expression that writes the item, which is a field, to `items`.
    pub fn write_field(&self, place: &TokenStream) -> TokenStream {
        match &self.held {
            Some(held) => held.write_item(place, true),
            None => self.write(&quote!(&#place)),
        }
    }

    /// An expression that writes the item, which is behind a reference, to `items`.
    pub fn write(&self, place: &TokenStream) -> TokenStream {
        match &self.held {
            Some(held) => held.write_item(place, false),
            None => {
                let writer = &self.ty.writer;
                quote!(items.rest(#place, #writer))
            }
        }
    }
}

/// The items of a tuple and an expression that opens its list.
pub fn items(tuple: &Tuple, scope: &mut Scope<'_>) -> (Vec<ItemView>, TokenStream) {
    let Tuple {
        identifier: _,
        owner: _,
        doc: _,
        items,
        rest,
        span: _,
    } = tuple;
    let mut views = Vec::new();
    for item in items {
        views.push(view(item, views.len(), false, scope));
    }
    if let Some(rest) = rest {
        views.push(view(rest, views.len(), true, scope));
    }
    (views, opened(tuple))
}

/// An expression that opens the list of a tuple.
pub fn opened(tuple: &Tuple) -> TokenStream {
    let items = &tuple.items;
    let least = literal::count(items.iter().filter(|item| !item.optional).count());
    let most = literal::count(items.len());
    let most = if tuple.rest.is_some() {
        quote!(None)
    } else {
        quote!(Some(#most))
    };
    quote!(value.tuple(#least, #most)?)
}

fn view(item: &Item, place: usize, is_rest: bool, scope: &mut Scope<'_>) -> ItemView {
    let Item {
        identifier,
        ty,
        optional,
        doc,
        span: _,
    } = item;
    let name = identifier
        .as_ref()
        .map_or_else(|| format_ident!("item_{place}"), identifier::snake);
    let doc = Doc::new().spec(doc.as_deref()).aside(facts::facts(ty));
    ItemView {
        doc: if is_rest {
            doc.or("All further items.")
        } else {
            doc.or(format!("The item at place {}.", place + 1))
        },
        name,
        held: (!is_rest).then(|| Held::new(ty, *optional, false, scope)),
        ty: lower(ty, scope),
        place,
    }
}

/// A tuple whose items have no names.
pub fn lowered(id: TupleId, scope: &mut Scope<'_>) -> Lowered {
    let protocol = scope.protocol();
    let (items, open) = items(protocol.tuple(id), scope);
    of_items(&items, &open)
}

/// A Rust tuple of these items.
pub fn of_items(items: &[ItemView], open: &TokenStream) -> Lowered {
    let types = items
        .iter()
        .map(|item| item.kept().unwrap_or_else(|| quote!(())));
    // The check of a constant gives nothing, and nothing is what is kept.
    let reads = items.iter().map(ItemView::read);
    let patterns = items.iter().map(|item| match &item.held {
        Some(Held {
            keeps: Keeps::Nothing,
            ..
        }) => quote!(()),
        _ => {
            let name = &item.name;
            quote!(#name)
        }
    });
    let writes = items.iter().map(|item| {
        let name = &item.name;
        item.write(&quote!(#name))
    });
    Lowered {
        name: quote!((#(#types,)*)),
        read: Read::Block(quote!(let list = #open; Ok((#(#reads,)*)))),
        write: Write::Tuple(quote!((#(#patterns,)*)), writes.collect()),
    }
}
