//! What messages bring to the slots of their forms: a method for each slot and kind of place.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::Slot;
use crate::target::rust::lints;
use crate::target::rust::lower::{DirectionView, PartView};

/// Where something stands that a message brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At a key of an object.
    Key,
    /// Its keys among those of an object.
    Spread,
    /// In a list.
    Item,
    /// It is the whole message.
    Whole,
}

/// A way in which slots are filled, which is a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filling {
    /// The slot.
    pub slot: Slot,
    /// Where it stands.
    pub place: Place,
    /// Whether the form needs what the message may not have.
    pub needed: bool,
}

/// Arguments are the payload.
pub fn part_slot(slot: Slot) -> Slot {
    match slot {
        Slot::Arguments => Slot::Payload,
        other => other,
    }
}

/// What the method is called that fills a slot.
pub fn method_name(filling: Filling) -> Ident {
    let word = match filling.slot {
        Slot::Name => "name".to_owned(),
        Slot::Payload | Slot::Arguments => "payload".to_owned(),
        Slot::Options => "options".to_owned(),
        Slot::Old => "old".to_owned(),
        Slot::New => "new".to_owned(),
        Slot::Error => "error".to_owned(),
        Slot::Code => "code".to_owned(),
        Slot::Id => "id".to_owned(),
        Slot::Request => "request".to_owned(),
        Slot::Own(id) => format!("slot_{}", id.0),
    };
    let verb = match filling.place {
        Place::Key => "write",
        Place::Spread => "spread",
        Place::Item => "push",
        Place::Whole => "put",
    };
    let needed = if filling.needed { "_needed" } else { "" };
    format_ident!("{verb}{needed}_{word}")
}

/// A method that fills a slot for every variant that has something for it. Variants that are written alike share an arm.
pub fn fill(view: &DirectionView<'_>, filling: Filling) -> TokenStream {
    let mut arms: Vec<(String, TokenStream, Vec<TokenStream>)> = Vec::new();
    let mut bare = Vec::new();
    for (_, variant) in view.covered() {
        let Some(part) = variant.part(filling.slot) else {
            bare.push(variant.pattern());
            continue;
        };
        let written = written(filling, part);
        let is_kept = part.held.name();
        let pattern = if is_kept.is_some() {
            variant.binding(part)
        } else {
            variant.pattern()
        };
        let ty = is_kept.map(|ty| ty.to_string()).unwrap_or_default();
        let alike = format!("{ty} {written}");
        match arms.iter_mut().find(|(known, ..)| *known == alike) {
            Some((.., patterns)) => patterns.push(pattern),
            None => arms.push((alike, written, vec![pattern])),
        }
    }
    if let Some(kept) = &view.unknown {
        bare.push(quote!(Self::#kept(_)));
    }
    // An item that is not there is left out, so that what follows does not take its place.
    let nothing = match filling.place {
        Place::Item => quote!({
            items.absent();
            Ok(())
        }),
        _ => quote!(Ok(())),
    };
    let bare = match bare.as_slice() {
        [] => None,
        [only] => Some(quote!(#only => #nothing,)),
        _ => Some(quote!(_ => #nothing,)),
    };
    let arms: Vec<TokenStream> = arms
        .iter()
        .map(|(_, written, patterns)| quote!(#(#patterns)|* => #written,))
        .collect();
    let method = method_name(filling);
    let parameters = match filling.place {
        Place::Key => quote!(object: &mut ObjectWriter<'_>, key: &str),
        Place::Spread => quote!(object: &mut ObjectWriter<'_>, taken: &[&str]),
        Place::Item => quote!(items: &mut trilogue::ListWriter<'_>),
        Place::Whole => quote!(out: &mut Writer),
    };
    lints::method(
        quote! {
            fn #method(&self, #parameters) -> Result<(), Fault> {
                match self { #(#arms)* #bare }
            }
        },
        "message",
    )
}

/// An expression that writes what a variant brings, which is bound under its name.
fn written(filling: Filling, part: &PartView) -> TokenStream {
    let PartView { name, held, .. } = part;
    let place = quote!(#name);
    let missing = quote!(Fault::new(Code::Missing, "a value"));
    match (filling.place, filling.needed) {
        (Place::Key, false) => held.write_key_of(&quote!(key), &place),
        (Place::Key, true) => {
            let written = held.write_needed(&place, &missing);
            quote!(object.field(key, |out| #written))
        }
        (Place::Spread, _) => {
            let written = held.write_needed(&place, &missing);
            let method = match filling.slot {
                Slot::Request => quote!(echo),
                _ => quote!(spread),
            };
            quote!(object.#method(taken, |out| #written))
        }
        (Place::Item, false) => held.write_item(&place, false),
        (Place::Item, true) => {
            let written = held.write_needed(&place, &missing);
            quote!(items.item(|out| #written))
        }
        (Place::Whole, _) if filling.slot.is_payload() => held.write_given(&place),
        (Place::Whole, _) => held.write_needed(&place, &missing),
    }
}
