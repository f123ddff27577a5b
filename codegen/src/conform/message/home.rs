//! Where an item holds what its message brings.

use quote::quote;
use syn::{Data, Field, Fields};

use crate::conform::direction::shape::Matching;
use crate::conform::direction::variant;
use crate::conform::fit::Fitting;
use crate::conform::theirs::Theirs;
use crate::model::{Part, PartType, Shape, Slot};
use crate::target::rust::lower::{Home, VariantView};
use crate::target::rust::types::Lowered;

/// How the payload of a message gets its own codec.
pub enum Content {
    /// There is none, or it is a field.
    Field,
    /// The item is the payload.
    Item,
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
        Data::Enum(_) => return inside(matching, view, theirs, content.as_ref()),
        Data::Struct(data) => match &data.fields {
            Fields::Unit if view.parts.is_empty() => {}
            Fields::Unnamed(_) if is_list(content.as_ref()) => {
                return inside(matching, view, theirs, content.as_ref());
            }
            Fields::Unnamed(fields) if view.only().is_some() && fields.unnamed.len() == 1 => {
                matching.part(&mut view.parts[0], &fields.unnamed[0], fitting);
            }
            Fields::Named(fields) => {
                let fields: Vec<&Field> = fields.named.iter().collect();
                if is_payload(content.as_ref(), &fields) {
                    return inside(matching, view, theirs, content.as_ref());
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
    Content::Field
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
    let mut attributes = field.attrs.iter();
    attributes.any(|attribute| {
        let mut is_marked = false;
        // Mistakes in it are reported where all words are read.
        let _ = attribute.path().is_ident("trilogue")
            && attribute
                .parse_nested_meta(|meta| {
                    is_marked |= meta.path.is_ident("payload") || meta.path.is_ident("error");
                    Ok(())
                })
                .is_ok();
        is_marked
    })
}

/// An item that is the payload itself.
fn inside(
    matching: &mut Matching<'_, '_>,
    view: &mut VariantView,
    theirs: &Theirs<'_>,
    content: Option<&Part>,
) -> Content {
    let Some(part) = content else {
        let message = format!(
            "{} brings nothing: write a struct without fields",
            matching.shown()
        );
        matching.against(&theirs.item.ident, &message);
        return Content::Field;
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
        return Content::Field;
    };
    // Code that borrows has the trait for what borrows in its place.
    let trait_name = quote!(Payload);
    view.home = Home::Payload(Vec::new());
    for own in &mut view.parts {
        if own.slot == part.slot {
            let lowered = Lowered::by(
                theirs.name(),
                quote!(<Self as #trait_name>::read),
                quote!(<Self as #trait_name>::write),
            );
            own.held.ty = lowered.view(ty);
        } else {
            let ty = variant::shown_tokens(own.held.name());
            let message = format!(
                "{} also brings `{}: {ty}`: hold the payload in a field too, `#[trilogue(payload)] payload: {held}`",
                variant::shown(matching.protocol, matching.model, matching.place),
                own.name
            );
            let at = (&theirs.item.ident, message.as_str(), matching.place);
            variant::against(matching.protocol, matching.model, at, matching.mistakes);
        }
    }
    Content::Item
}
