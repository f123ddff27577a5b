//! The form that each message of a pipe takes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::fill::{Filling, Place, method_name, part_slot};
use crate::model::{Candidate, Entry, Slot, SlotUse, Template, Told, WireName};
use crate::target::rust::door::parameter;
use crate::target::rust::held::{Call, Keeps};
use crate::target::rust::lints;
use crate::target::rust::literal;
use crate::target::rust::lower::{DirectionView, PartView, PipeView, VariantView, shown_name};
use crate::target::rust::read::{is_needed, keys_beside, mentions, slot_in};
use crate::target::rust::structure::object;

pub fn write_form(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    fillings: &mut Vec<Filling>,
) -> TokenStream {
    let mut arms: Vec<Arm> = Vec::new();
    let mut strangers = Vec::new();
    for (place, variant) in view.covered() {
        for (pattern, candidate) in otherwise(variant, pipe, place) {
            add(&mut arms, variant, place, pattern, candidate, true);
        }
        match pipe.form_of(place) {
            Some(own) => add(&mut arms, variant, place, variant.pattern(), own, false),
            None => strangers.push(variant.pattern()),
        }
    }
    let bare = answers_without_payload(view, pipe, fillings);
    // What only some messages of a variant take is looked at first.
    arms.sort_by_key(|arm| !arm.is_special);
    let arms: Vec<TokenStream> = arms
        .iter()
        .map(|arm| {
            let variants: Vec<&VariantView> = arm
                .variants
                .iter()
                .map(|variant| &view.variants[*variant])
                .collect();
            let template = &pipe.model.forms[arm.form].template;
            let mut form = FormWriter {
                name: &arm.name,
                variants: &variants,
                fillings,
            };
            let (patterns, written) = (&arm.patterns, form.value(template));
            quote!(#(#patterns)|* => #written)
        })
        .collect();
    let send_on = pipe.inner("send_on");
    let unknown = view.unknown.as_ref().map(|kept| {
        if pipe.sends_unknown {
            quote!(Self::#kept(unknown) => Self::#send_on(unknown, out),)
        } else {
            strangers.push(quote!(Self::#kept(_)));
            TokenStream::new()
        }
    });
    let strangers = (!strangers.is_empty()).then(|| {
        let patterns = if strangers.len() > 2 {
            quote!(_)
        } else {
            quote!(#(#strangers)|*)
        };
        quote!(#patterns => Err(Fault::new(Code::Name, "a message of this channel")),)
    });
    let all = quote!(#(#bare)* #(#arms)*);
    let name = mentions(&all, "name").then(|| quote!(let name = self.name().unwrap_or_default();));
    let method = pipe.inner("write_form");
    let out = parameter(&quote!(#all #unknown), "out");
    lints::method(
        quote! {
            fn #method(&self, #out: &mut Writer) -> Result<(), Fault> {
                #name
                match self { #(#bare,)* #(#arms,)* #unknown #strangers }
            }
        },
        "message",
    )
}

/// The arms for answers that were read in a form without a payload, where others of their kind have one.
fn answers_without_payload(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    fillings: &mut Vec<Filling>,
) -> Vec<TokenStream> {
    let mut arms = Vec::new();
    for (place, variant) in view.covered() {
        let payload = variant.part(Slot::Payload);
        let Some(payload) = payload.filter(|part| matches!(part.held.keeps, Keeps::Unread)) else {
            continue;
        };
        let template = |candidate: &Candidate| &pipe.model.forms[candidate.form].template;
        let mut candidates = pipe.model.candidates.iter();
        let bare = candidates
            .find(|candidate| candidate.variant == place && !has_payload(template(candidate)));
        let is_other = |candidate: &&Candidate| {
            let first = pipe.form_of(place).map(|first| first.form);
            first != Some(candidate.form)
        };
        let Some(candidate) = bare.filter(is_other) else {
            continue;
        };
        let (pattern, bound) = (variant.binding(payload), &payload.name);
        let mut form = FormWriter {
            name: &written_name(variant, &candidate.told),
            variants: &[variant],
            fillings,
        };
        let written = form.value(template(candidate));
        arms.push(quote!(#pattern if #bound.is_absent() => #written));
    }
    arms
}

fn has_payload(template: &Template) -> bool {
    match template {
        Template::Slot(held) => held.slot == Slot::Payload,
        Template::List(items) => items.iter().any(has_payload),
        Template::Object(entries) => entries.iter().any(|entry| match entry {
            Entry::Member(_, inner) => has_payload(inner),
            Entry::Spread(slot) => *slot == Slot::Payload,
        }),
        Template::Constant(_) | Template::Name(_) | Template::Absent => false,
    }
}

/// Variants that take one form and are named alike.
struct Arm {
    form: usize,
    name: TokenStream,
    variants: Vec<usize>,
    patterns: Vec<TokenStream>,
    /// Whether these are only some messages of their variants.
    is_special: bool,
}

fn add(
    arms: &mut Vec<Arm>,
    variant: &VariantView,
    place: usize,
    pattern: TokenStream,
    candidate: &Candidate,
    is_special: bool,
) {
    let name = written_name(variant, &candidate.told);
    let alike = arms.iter_mut().find(|arm| {
        arm.form == candidate.form
            && arm.is_special == is_special
            && arm.name.to_string() == name.to_string()
    });
    match alike {
        Some(arm) => {
            arm.variants.push(place);
            arm.patterns.push(pattern);
        }
        None => arms.push(Arm {
            form: candidate.form,
            name,
            variants: vec![place],
            patterns: vec![pattern],
            is_special,
        }),
    }
}

/// The messages of a variant that take another form than the first: those that bring what it has no place for, or lack
/// what it needs.
fn otherwise<'p>(
    variant: &VariantView,
    pipe: &PipeView<'p>,
    place: usize,
) -> Vec<(TokenStream, &'p Candidate)> {
    let candidates = pipe.model.candidates.iter();
    let mut own = candidates.filter(|candidate| candidate.variant == place);
    let Some(first) = own.next() else {
        return Vec::new();
    };
    let others: Vec<&Candidate> = own.collect();
    let place_in = |candidate: &Candidate, part: &PartView| {
        slot_in(&pipe.model.forms[candidate.form].template, part.slot)
    };
    let messages = variant.parts.iter().filter_map(|part| {
        let (there, absent) = part.held.patterns()?;
        let here = place_in(first, part);
        let mut others = others.iter();
        let (needed, found) = match here {
            None => (there, others.find(|other| place_in(other, part).is_some())?),
            Some(true) => (
                absent,
                others.find(|other| place_in(other, part) != Some(true))?,
            ),
            Some(false) => return None,
        };
        Some((variant.pattern_of(part, &needed), *found))
    });
    messages.collect()
}

/// An expression that writes the name of a variant to `out`.
fn written_name(variant: &VariantView, told: &Told) -> TokenStream {
    let Told::Name(name) = told else {
        return quote!(out.null());
    };
    let shown = shown_name(name);
    let is_own =
        variant.bound.is_some() || variant.wire.as_ref().is_some_and(|wire| wire.text == shown);
    match (name, is_own) {
        (WireName::Text(_), true) => quote!(out.text(name)),
        (WireName::Text(_), false) => quote!(out.text(#shown)),
        (_, true) => quote!(out.raw(name)),
        (_, false) => quote!(out.raw(#shown)),
    }
}

/// Writes a form for some variants.
struct FormWriter<'a> {
    name: &'a TokenStream,
    variants: &'a [&'a VariantView],
    fillings: &'a mut Vec<Filling>,
}

impl FormWriter<'_> {
    /// An expression that writes a template to `out`.
    fn value(&mut self, template: &Template) -> TokenStream {
        match template {
            Template::Constant(constant) => literal::written(constant),
            Template::Name(_) => self.name.clone(),
            Template::Slot(held) => match self.filled(*held, Place::Whole) {
                Some(method) => quote!(self.#method(out)),
                // A message without payload is nothing at all.
                None if held.slot.is_payload() => quote!(Ok(())),
                None => quote!(out.null()),
            },
            Template::Absent => quote!(Ok(())),
            Template::List(items) => self.list(items),
            Template::Object(entries) => {
                let calls: Vec<Call> = entries
                    .iter()
                    .filter_map(|entry| self.entry(entries, entry))
                    .collect();
                object(&calls)
            }
        }
    }

    fn entry(&mut self, entries: &[Entry], entry: &Entry) -> Option<Call> {
        let call = match entry {
            Entry::Spread(slot) => {
                let looks_around = |variant: &&VariantView| {
                    variant.part(*slot).is_some_and(|part| part.looks_around)
                };
                let held = SlotUse {
                    slot: *slot,
                    optional: true,
                    nullable: false,
                };
                let keys = if self.variants.iter().any(looks_around) {
                    keys_beside(entries)
                } else {
                    Vec::new()
                };
                let method = self.filled(held, Place::Spread)?;
                quote!(self.#method(object, &[#(#keys),*]))
            }
            Entry::Member(key, Template::Slot(held)) => {
                let method = self.filled(*held, Place::Key)?;
                quote!(self.#method(object, #key))
            }
            Entry::Member(_, Template::Absent) => return None,
            Entry::Member(key, inner) => {
                let written = literal::writing(&self.value(inner));
                quote!(object.field(#key, #written))
            }
        };
        Some(Call::Result(call))
    }

    fn list(&mut self, items: &[Template]) -> TokenStream {
        let calls: Vec<TokenStream> = items
            .iter()
            .map(|item| match item {
                Template::Slot(held) => self.filled(*held, Place::Item).map_or_else(
                    || quote!(items.absent();),
                    |method| quote!(self.#method(items)?;),
                ),
                item => {
                    let written = literal::writing(&self.value(item));
                    quote!(items.item(#written)?;)
                }
            })
            .collect();
        let absent = quote!(items.absent();).to_string();
        let is_absent = |call: &&TokenStream| call.to_string() == absent;
        let trailing = calls.iter().rev().take_while(is_absent).count();
        match &calls[..calls.len() - trailing] {
            [] => quote!(out.tuple(|_| Ok(()))),
            calls => quote!(out.tuple(|items| { #(#calls)* Ok(()) })),
        }
    }

    /// The method that fills a slot, if one of the variants has something for it.
    fn filled(&mut self, held: SlotUse, place: Place) -> Option<Ident> {
        let slot = part_slot(held.slot);
        let parts = || {
            self.variants
                .iter()
                .filter_map(|variant| variant.part(slot))
        };
        parts().next()?;
        let may_be_absent =
            |part: &PartView| !matches!(part.held.keeps, Keeps::Value | Keeps::Nothing);
        let filling = Filling {
            slot,
            place,
            needed: is_needed(held) && parts().any(may_be_absent),
        };
        if !self.fillings.contains(&filling) {
            self.fillings.push(filling);
        }
        Some(method_name(filling))
    }
}
