//! Where an item holds what its message brings.

use proc_macro2::Ident;
use quote::quote;
use syn::{Data, Field, Fields, Path};

use crate::conform::direction::shape::{FIELD, Matching};
use crate::conform::direction::variant;
use crate::conform::fit::Fitting;
use crate::conform::theirs::{Theirs, ident};
use crate::conform::words::Takes;
use crate::model::{Part, PartType, Shape, Slot, Type};
use crate::target::rust::lower::{Home, VariantView};
use crate::target::rust::types::Lowered;

/// What the fields of an item hold.
pub enum Content {
    /// Each a part of the message.
    Parts,
    /// The payload of this type, all of them or those that are no slots.
    Payload(Type),
}

/// Decides where the parts of a message are held, and holds the item's fields against them.
pub fn settle(
    matching: &mut Matching<'_, '_>,
    view: &mut VariantView,
    theirs: &Theirs<'_>,
    fitting: &mut Fitting<'_>,
) -> Content {
    let expected = variant::example(view);
    view.name = theirs.item.ident.clone();
    view.home = Home::Item;
    let content = content(matching);
    match &theirs.item.data {
        Data::Union(data) => {
            matching
                .mistakes
                .at(data.union_token, "a message is a struct or an enum");
        }
        Data::Enum(_) => return inside(matching, view, theirs, content.as_ref(), fitting),
        Data::Struct(data) => match &data.fields {
            Fields::Unit if view.parts.is_empty() => {}
            Fields::Unnamed(_) if is_list(content.as_ref()) => {
                return inside(matching, view, theirs, content.as_ref(), fitting);
            }
            Fields::Unnamed(fields) if view.only().is_some() && fields.unnamed.len() == 1 => {
                matching.part(&mut view.parts[0], &fields.unnamed[0], fitting);
            }
            Fields::Named(fields) => {
                let fields: Vec<&Field> = fields.named.iter().collect();
                if is_payload(content.as_ref(), &fields) {
                    return inside(matching, view, theirs, content.as_ref(), fitting);
                }
                view.is_named = true;
                matching.parts(view, &theirs.item.ident, &fields, fitting);
            }
            _ => {
                let message = format!("{} is written `{expected}`", matching.shown());
                matching.against(&theirs.item.ident, &message);
            }
        },
    }
    Content::Parts
}

/// What the message brings as its payload, or its error.
fn content(matching: &Matching<'_, '_>) -> Option<Part> {
    let variant = &matching.model.variants[matching.place];
    let part = variant
        .part(Slot::Payload)
        .or_else(|| variant.part(Slot::Error));
    part.cloned()
}

/// Whether the payload is a list of which each item has its own type.
fn is_list(content: Option<&Part>) -> bool {
    let ty = content.map(|part| &part.ty);
    matches!(ty, Some(PartType::Typed(ty)) if matches!(ty.shape, Shape::Tuple(_)))
}

/// Whether fields are those of the payload: none is the payload itself.
fn is_payload(content: Option<&Part>, fields: &[&Field]) -> bool {
    let ty = content.map(|part| &part.ty);
    let is_struct = matches!(ty, Some(PartType::Typed(ty)) if matches!(ty.shape, Shape::Struct(_)));
    is_struct && !fields.iter().any(|field| is_marked(field))
}

/// Whether a field says that it is the payload or the error.
fn is_marked(field: &Field) -> bool {
    has_word(field, |word| {
        word.is_ident("payload") || word.is_ident("error")
    })
}

/// Whether a field says that it is a slot.
fn is_slot(field: &Field) -> bool {
    let is_slot = |word: &Path| {
        let mut known = FIELD.iter();
        known.any(|(name, takes)| *takes == Takes::Nothing && word.is_ident(name))
    };
    has_word(field, |word| word.is_ident("slot") || is_slot(word))
}

/// Whether a word stands above a field. Mistakes in words are reported where all of them are read.
fn has_word(field: &Field, is: impl Fn(&Path) -> bool) -> bool {
    let mut found = false;
    let attributes = field.attrs.iter();
    for attribute in attributes.filter(|attribute| attribute.path().is_ident("trilogue")) {
        let _ = attribute.parse_nested_meta(|meta| {
            found |= is(&meta.path);
            if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Lit>()?;
            }
            Ok(())
        });
    }
    found
}

/// An item that is the payload itself.
fn inside(
    matching: &mut Matching<'_, '_>,
    view: &mut VariantView,
    theirs: &Theirs<'_>,
    content: Option<&Part>,
    fitting: &mut Fitting<'_>,
) -> Content {
    let Some(part) = content else {
        let message = format!(
            "{} brings nothing: write a struct without fields",
            matching.shown()
        );
        matching.against(&theirs.item.ident, &message);
        return Content::Parts;
    };
    let there = match &part.ty {
        PartType::Typed(ty) if !ty.nullable && !part.optional => Some(ty),
        PartType::Typed(_) | PartType::Unread => None,
    };
    let held = view
        .part(part.slot)
        .map(|part| variant::shown_tokens(part.held.name()));
    let held = held.unwrap_or_default();
    let Some(ty) = there else {
        let message = format!(
            "what {} brings may be absent: hold it in a field, `#[trilogue(payload)] payload: {held}`",
            matching.shown()
        );
        matching.against(&theirs.item.ident, &message);
        return Content::Parts;
    };
    let fields = slots(&theirs.item.data);
    view.home = Home::Payload(Vec::new());
    let place = view.parts.iter().position(|own| own.slot == part.slot);
    let place = place.unwrap_or_default();
    let (read, write) = if fields.is_empty() {
        // Code that borrows has the trait for what borrows in its place.
        (
            quote!(<Self as Payload>::read),
            quote!(<Self as Payload>::write),
        )
    } else {
        let (content, writer) = (content_name(), writer_name());
        view.home = Home::Payload(own_fields(&theirs.item.data, &fields));
        (quote!(<#content as Payload>::read), quote!(Self::#writer))
    };
    let lowered = Lowered::by(theirs.name(), read, write);
    view.parts[place].held.ty = lowered.view(ty);
    matching.parts_beside(view, &theirs.item.ident, &fields, vec![place], fitting);
    Content::Payload(ty.clone())
}

/// The fields of a struct that stand for slots of the envelope.
pub fn slots(data: &Data) -> Vec<&Field> {
    let Data::Struct(data) = data else {
        return Vec::new();
    };
    let fields = data.fields.iter();
    fields
        .filter(|field| field.ident.is_some() && is_slot(field))
        .collect()
}

/// The names of the other fields.
fn own_fields(data: &Data, slots: &[&Field]) -> Vec<Ident> {
    let Data::Struct(data) = data else {
        return Vec::new();
    };
    let own = data.fields.iter().filter_map(|field| field.ident.as_ref());
    let is_slot = |name: &&Ident| slots.iter().any(|slot| slot.ident.as_ref() == Some(*name));
    own.filter(|name| !is_slot(name)).cloned().collect()
}

/// The struct of the fields that are no slots.
pub fn content_name() -> Ident {
    ident("TrilogueContent")
}

/// The method that writes the fields that are no slots.
pub fn writer_name() -> Ident {
    ident("__trilogue_write_content")
}
