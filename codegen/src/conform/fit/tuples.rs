//! Lists of which each item has its own type.

use proc_macro2::Ident;

use super::{Fitting, Misfit};
use crate::conform::written::inside;
use crate::model::{Shape, Tuple, TupleId, Type, TypeId};
use crate::target::rust::held::Held;
use crate::target::rust::identifier;
use crate::target::rust::types::{self, ItemView, Lowered};

impl Fitting<'_> {
    pub(super) fn tuple(
        &mut self,
        ty: &Type,
        id: TupleId,
        written: &syn::Type,
    ) -> Result<Lowered, Misfit> {
        let tuple = self.scope.protocol().tuple(id);
        match written {
            syn::Type::Tuple(types) => {
                let types: Vec<&syn::Type> = types.elems.iter().collect();
                let items = self.items(tuple, &types, written)?;
                Ok(types::of_items(&items, &types::opened(tuple)))
            }
            _ => self.own(ty, TypeId::Tuple(id), written),
        }
    }

    fn items(
        &mut self,
        tuple: &Tuple,
        written: &[&syn::Type],
        place: &syn::Type,
    ) -> Result<Vec<ItemView>, Misfit> {
        let count = tuple.items.len() + usize::from(tuple.rest.is_some());
        if written.len() != count {
            return Err(Misfit::new(place, format!("the list has {count} items")));
        }
        let from = self.from.take();
        let mut views = Vec::with_capacity(count);
        for (index, written) in written.iter().enumerate() {
            views.push(self.item(tuple, index, written)?);
        }
        self.from = from;
        Ok(views)
    }

    fn item(
        &mut self,
        tuple: &Tuple,
        index: usize,
        written: &syn::Type,
    ) -> Result<ItemView, Misfit> {
        let name = identifier::ident(&format!("item_{index}"));
        match tuple.items.get(index) {
            Some(item) if is_always_same(&item.ty) && !item.optional => {
                if !matches!(written, syn::Type::Tuple(unit) if unit.elems.is_empty()) {
                    return Err(Misfit::new(written, "this is always the same: write `()`"));
                }
                let held = Held::new(&item.ty, false, false, &mut self.scope);
                Ok(ItemView::held(name, held, index))
            }
            Some(item) => {
                let held = self.held(&item.ty, item.optional, written, None)?;
                Ok(ItemView::held(name, held, index))
            }
            None => self.rest(tuple, index, name, written),
        }
    }

    /// All further items of a tuple.
    pub fn rest(
        &mut self,
        tuple: &Tuple,
        index: usize,
        name: Ident,
        written: &syn::Type,
    ) -> Result<ItemView, Misfit> {
        let (Some(rest), Some(inner)) = (&tuple.rest, inside(written, "Vec")) else {
            let message = "these are all further items: write `Vec<…>`";
            return Err(Misfit::new(written, message));
        };
        let ty = self.lowered(&rest.ty, inner)?.view(&rest.ty);
        Ok(ItemView::rest(name, ty, index))
    }
}

fn is_always_same(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Constant(_)) && !ty.nullable
}
