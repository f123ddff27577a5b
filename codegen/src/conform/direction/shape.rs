//! What a variant holds, against what its message brings.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Field, Fields, Variant};

use super::cover::Covered;
use super::variant;
use crate::conform::fit::{Fitting, Misfit};
use crate::conform::mistakes::{Mistakes, did_you_mean};
use crate::conform::theirs::Theirs;
use crate::conform::words::{Known, Takes, Words};
use crate::conform::written;
use crate::model::{Direction, PartType, Protocol, Slot};
use crate::target::rust::lower::{DirectionView, PartView, VariantView, closed_errors};

/// The words above a field of a variant.
pub const FIELD: Known = &[
    ("rename", Takes::Text),
    ("slot", Takes::Text),
    ("from", Takes::Text),
    ("payload", Takes::Nothing),
    ("id", Takes::Nothing),
    ("name", Takes::Nothing),
    ("error", Takes::Nothing),
    ("code", Takes::Nothing),
    ("old", Takes::Nothing),
    ("new", Takes::Nothing),
    ("options", Takes::Nothing),
    ("request", Takes::Nothing),
];

/// The words that stand for slots of envelopes.
const SLOTS: [(&str, Slot); 9] = [
    ("payload", Slot::Payload),
    ("id", Slot::Id),
    ("name", Slot::Name),
    ("error", Slot::Error),
    ("code", Slot::Code),
    ("old", Slot::Old),
    ("new", Slot::New),
    ("options", Slot::Options),
    ("request", Slot::Request),
];

/// Puts somebody's variants into the view in place of generated ones.
pub fn fit(
    view: &mut DirectionView<'_>,
    covered: &Covered<'_>,
    (protocol, model): (&Protocol, &Direction),
    fitting: &mut Fitting<'_>,
    mistakes: &mut Mistakes<'_>,
) {
    for (place, own) in &covered.variants {
        let mut matching = Matching {
            protocol,
            model,
            place: *place,
            mistakes,
        };
        matching.variant(&mut view.variants[*place], own, fitting);
    }
}

/// Leaves in the view what the enum covers, and makes it that of somebody's item.
pub fn apply(
    view: &mut DirectionView<'_>,
    covered: &[usize],
    unknown: Option<&Ident>,
    theirs: &Theirs<'_>,
) {
    for (place, variant) in view.variants.iter_mut().enumerate() {
        variant.is_covered = covered.contains(&place);
        if !variant.is_covered {
            variant.bound = None;
        }
    }
    let keeps = unknown.is_some();
    for pipe in &mut view.pipes {
        let mut candidates = pipe.model.candidates.iter();
        let has_left_out = candidates.any(|own| !view.variants[own.variant].is_covered);
        pipe.keeps_unknown &= keeps;
        pipe.sends_unknown = keeps && (pipe.keeps_unknown || has_left_out);
    }
    view.unknown = unknown.cloned();
    view.name = theirs.item.ident.clone();
    view.visibility = theirs.item.vis.to_token_stream();
    view.is_foreign = true;
    view.lifetime.clone_from(&theirs.lifetime);
    view.again = theirs.again();
    view.again_pattern = theirs.again_pattern();
}

/// Holds one variant against its message.
pub struct Matching<'a, 's> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// The direction.
    pub model: &'a Direction,
    /// The place of the message there.
    pub place: usize,
    /// What is wrong with the item.
    pub mistakes: &'a mut Mistakes<'s>,
}

impl Matching<'_, '_> {
    fn variant(&mut self, view: &mut VariantView, own: &Variant, fitting: &mut Fitting<'_>) {
        let expected = variant::example(view);
        view.name = own.ident.clone();
        match (&own.fields, view.parts.len()) {
            (Fields::Unit, 0) => {}
            (Fields::Unnamed(fields), 1) if view.only().is_some() && fields.unnamed.len() == 1 => {
                self.part(&mut view.parts[0], &fields.unnamed[0], fitting);
            }
            (Fields::Named(fields), 1..) => {
                view.is_named = true;
                let fields: Vec<&Field> = fields.named.iter().collect();
                self.parts(view, &own.ident, &fields, fitting);
            }
            _ => {
                let shown = variant::shown(self.protocol, self.model, self.place);
                let message = format!("{shown} is written `{expected}`");
                self.against(own, &message);
            }
        }
    }

    /// The fields of a variant, each for a part.
    pub fn parts(
        &mut self,
        view: &mut VariantView,
        own: &Ident,
        fields: &[&Field],
        fitting: &mut Fitting<'_>,
    ) {
        self.parts_beside(view, own, fields, Vec::new(), fitting);
    }

    /// The same where some parts are held otherwise.
    pub fn parts_beside(
        &mut self,
        view: &mut VariantView,
        own: &Ident,
        fields: &[&Field],
        mut taken: Vec<usize>,
        fitting: &mut Fitting<'_>,
    ) {
        for field in fields {
            let Some(ident) = &field.ident else { continue };
            let words = Words::of(&field.attrs, FIELD, self.mistakes);
            let name = part_name(ident, &words, view);
            let parts = view.parts.iter();
            let names: Vec<String> = parts.map(|part| part.name.unraw().to_string()).collect();
            let Some(place) = names.iter().position(|own| *own == name) else {
                let shown = variant::shown(self.protocol, self.model, self.place);
                let near = did_you_mean(&name, names.iter().map(String::as_str));
                let brings: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                let near = if near.is_empty() {
                    format!(", only {}", brings.join(" and "))
                } else {
                    near
                };
                self.against(ident, &format!("{shown} brings no `{name}`{near}"));
                continue;
            };
            if taken.contains(&place) {
                self.against(ident, &format!("`{name}` stands here twice"));
            }
            taken.push(place);
            view.parts[place].field = ident.clone();
            self.part(&mut view.parts[place], field, fitting);
        }
        for (place, part) in view.parts.iter().enumerate() {
            if !taken.contains(&place) {
                let shown = variant::shown(self.protocol, self.model, self.place);
                let ty = variant::shown_tokens(part.held.name());
                let message = format!("{shown} also brings `{}: {ty}`", part.name);
                self.against(own, &message);
            }
        }
    }

    /// A field that holds a part.
    pub fn part(&mut self, view: &mut PartView, field: &Field, fitting: &mut Fitting<'_>) {
        let words = Words::of(&field.attrs, FIELD, self.mistakes);
        let variant = &self.model.variants[self.place];
        let Some(part) = variant.part(view.slot) else {
            return;
        };
        let is_closed = closed_errors(self.protocol, self.model, variant, part.slot).is_some();
        let held = match &part.ty {
            // Its limits are those of the message, not of a type.
            PartType::Typed(_) if is_closed => {
                let (expected, found) = (written::shown(view.held.name()), &field.ty);
                if expected != written::shown(found) {
                    self.against(
                        found,
                        &format!("only some values can be here: write `{expected}`"),
                    );
                }
                return;
            }
            PartType::Typed(ty) => {
                let written = &field.ty;
                fitting.held(ty, part.optional, written, words.text("from"))
            }
            PartType::Unread if written::is(&field.ty, "Unread") => return,
            PartType::Unread => {
                let message = "only the one who asked can read what this answer brings: write `trilogue::Unread`";
                Err(Misfit {
                    place: field.ty.to_token_stream(),
                    message: message.to_owned(),
                })
            }
        };
        match held {
            Ok(held) => view.held = held,
            Err(Misfit { place, message }) => self.against(place, &message),
        }
    }

    /// The message as mistakes call it.
    pub fn shown(&self) -> String {
        variant::shown(self.protocol, self.model, self.place)
    }

    /// A mistake with the place where the message is declared.
    pub fn against(&mut self, at: impl ToTokens, message: &str) {
        let at = (at, message, self.place);
        variant::against(self.protocol, self.model, at, self.mistakes);
    }
}

/// The part that a field names: by `rename`, by a word such as `id`, or by its own name.
fn part_name(ident: &Ident, words: &Words, view: &VariantView) -> String {
    if let Some(name) = words.text("rename").or_else(|| words.text("slot")) {
        return name.value();
    }
    let mut slots = SLOTS.iter();
    let Some((word, slot)) = slots.find(|(word, _)| words.word(word).is_some()) else {
        return ident.unraw().to_string();
    };
    view.part(*slot)
        .map_or_else(|| (*word).to_owned(), |part| part.name.unraw().to_string())
}
