//! Lists of fixed items: by name, or by place.

use quote::{format_ident, quote};
use syn::{DataStruct, Fields, Member};

use super::structure::Own;
use super::{Bodies, Subject};
use crate::conform::mistakes::did_you_mean;
use crate::conform::words::{Known, Takes, Words};
use crate::model::{Item, Shape, Tuple, TupleId};
use crate::target::rust::held::Held;
use crate::target::rust::identifier;
use crate::target::rust::types::{self, ItemView};

/// What can be said of an item.
const ITEM: Known = &[("rename", Takes::Text), ("from", Takes::Text)];

impl Subject<'_, '_, '_> {
    /// A struct for a list of fixed items, whose fields have the items' names or are in their order.
    pub(super) fn tuple(&mut self, data: &DataStruct, id: TupleId) -> Option<Bodies> {
        let model = self.protocol.tuple(id);
        self.style(false);
        let found = match &data.fields {
            Fields::Unnamed(_) => self.by_place(data, model),
            Fields::Named(_) | Fields::Unit => self.by_name(data, model),
        }?;
        let all: Vec<&Item> = model.items.iter().chain(&model.rest).collect();
        let mut views = Vec::with_capacity(all.len());
        for (place, (item, own)) in all.iter().zip(&found).enumerate() {
            let is_rest = place == model.items.len();
            views.extend(self.item(model, item, own.as_ref(), place, is_rest));
        }
        if views.len() < all.len() {
            return None;
        }
        let fields: Vec<(Member, ItemView)> = found
            .iter()
            .zip(views)
            .map(|(own, view)| {
                (
                    own.as_ref()
                        .map_or_else(|| view.name.clone().into(), |(_, member)| member.clone()),
                    view,
                )
            })
            .collect();
        Some(written(&fields, &types::opened(model)))
    }

    /// One field for each item, in the order of the items. Nothing is kept of items that are always the same.
    fn by_place<'i>(
        &mut self,
        data: &'i DataStruct,
        model: &Tuple,
    ) -> Option<Vec<Option<(Own<'i>, Member)>>> {
        let all: Vec<&Item> = model.items.iter().chain(&model.rest).collect();
        let kept = all.iter().filter(|item| is_kept(item)).count();
        if data.fields.len() != kept {
            let message = format!(
                "the list has {kept} items to be kept, not {}",
                data.fields.len()
            );
            self.mistakes
                .against(&data.fields, message, model.span, "declared here");
            return None;
        }
        let mut fields = data.fields.iter().enumerate();
        let mut found = Vec::with_capacity(all.len());
        for item in all {
            if !is_kept(item) {
                found.push(None);
                continue;
            }
            let (place, field) = fields.next()?;
            let words = Words::of(&field.attrs, &ITEM[1..], &mut self.mistakes);
            let name = format_ident!("item_{place}");
            found.push(Some((Own { field, name, words }, Member::from(place))));
        }
        Some(found)
    }

    fn by_name<'i>(
        &mut self,
        data: &'i DataStruct,
        model: &Tuple,
    ) -> Option<Vec<Option<(Own<'i>, Member)>>> {
        if !model.is_named() {
            let message = "the items have no names: write `(…)`";
            self.mistakes
                .against(&self.item.ident, message, model.span, "declared here");
            return None;
        }
        let all: Vec<&Item> = model.items.iter().chain(&model.rest).collect();
        let names: Vec<String> = all
            .iter()
            .map(|item| {
                item.identifier
                    .as_ref()
                    .map_or_else(String::new, |name| identifier::snake(name).to_string())
            })
            .collect();
        let mut found: Vec<Option<(Own<'_>, Member)>> = all.iter().map(|_| None).collect();
        for own in self.fields(data, ITEM)? {
            let renamed = own.words.text("rename");
            let name = renamed.map_or_else(|| own.name.to_string(), syn::LitStr::value);
            match names.iter().position(|known| *known == name) {
                Some(place) if found[place].is_none() => {
                    let member = own.name.clone().into();
                    found[place] = Some((own, member));
                }
                Some(_) => self
                    .mistakes
                    .at(&own.name, format!("`{name}` stands here twice")),
                None => {
                    let near = did_you_mean(&name, names.iter().map(String::as_str));
                    let message = format!("the spec has no item `{name}` here{near}");
                    self.mistakes
                        .against(&own.name, message, model.span, "declared here");
                }
            }
        }
        for ((item, own), name) in all.iter().zip(&found).zip(&names) {
            if own.is_none() && is_kept(item) {
                self.mistakes.against(
                    &self.item.ident,
                    format!("the item `{name}` is missing"),
                    item.span,
                    "declared here",
                );
            }
        }
        self.mistakes.is_empty().then_some(found)
    }

    fn item(
        &mut self,
        model: &Tuple,
        item: &Item,
        own: Option<&(Own<'_>, Member)>,
        place: usize,
        is_rest: bool,
    ) -> Option<ItemView> {
        let name = format_ident!("item_{place}");
        let Some((own, _)) = own else {
            let held = Held::new(&item.ty, item.optional, false, &mut self.fitting.scope);
            return Some(ItemView::held(name, held, place));
        };
        if is_rest {
            return match self.fitting.rest(model, place, name, &own.field.ty) {
                Ok(view) => Some(view),
                Err(misfit) => {
                    self.mistakes
                        .against(misfit.place, misfit.message, item.span, "declared here");
                    None
                }
            };
        }
        let held = self.fitted(&item.ty, item.optional, own, item.span)?;
        Some(ItemView::held(name, held, place))
    }
}

/// Whether something is kept of an item.
fn is_kept(item: &Item) -> bool {
    item.optional || item.ty.nullable || !matches!(item.ty.shape, Shape::Constant(_))
}

fn written(fields: &[(Member, ItemView)], open: &proc_macro2::TokenStream) -> Bodies {
    let reads = fields.iter().map(|(_, view)| {
        let (name, read) = (&view.name, view.read());
        match view.kept() {
            Some(_) => quote!(let #name = #read;),
            None => quote!(#read;),
        }
    });
    let kept = fields.iter().filter(|(_, view)| view.kept().is_some());
    let made = kept.map(|(member, view)| {
        let name = &view.name;
        quote!(#member: #name)
    });
    let read = if fields.is_empty() {
        quote!(#open; Ok(Self {}))
    } else {
        quote!(let list = #open; #(#reads)* Ok(Self { #(#made),* }))
    };
    let writes: Vec<_> = fields
        .iter()
        .map(|(member, view)| view.write_field(&quote!(self.#member)))
        .collect();
    let write = match writes.as_slice() {
        [] => quote!(out.tuple(|_| Ok(()))),
        [first @ .., last] => quote!(out.tuple(|items| { #(#first?;)* #last })),
    };
    Bodies { read, write }
}
