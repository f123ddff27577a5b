//! Sets of values.

use quote::quote;
use syn::{DataEnum, Fields, Lit, LitStr, Variant};
use trilogue_wire::telling::Constant;

use super::keys::{Called, Candidate};
use super::{Bodies, Subject};
use crate::conform::mistakes::did_you_mean;
use crate::conform::serde;
use crate::conform::words::{Known, Takes, Words};
use crate::conform::written::{bare, inside, is, shown};
use crate::model::{Enum, EnumId, TypeId};
use crate::target::rust::doc::Doc;
use crate::target::rust::enumeration::payload::{read, write_kinds};
use crate::target::rust::enumeration::{self, Kind, Listed, Other};
use crate::target::rust::literal;

/// What can be said of a variant.
const VARIANT: Known = &[
    ("value", Takes::Value),
    ("rename", Takes::Text),
    ("unknown", Takes::Nothing),
];

impl Subject<'_, '_, '_> {
    /// An enum for a set of values.
    pub(super) fn values(&mut self, data: &DataEnum, id: EnumId) -> Option<Bodies> {
        let model = self.protocol.enumeration(id);
        let style = self.style(false);
        let mut view = enumeration::view(&self.fitting.scope, model, TypeId::Enum(id));
        let candidates = candidates(model, &view.listed);
        let (mut found, mut others) = (
            model.values.iter().map(|_| None).collect::<Vec<_>>(),
            Vec::new(),
        );
        for variant in &data.variants {
            let words = Words::of(&variant.attrs, VARIANT, &mut self.mistakes);
            if is_other(variant, &words) {
                others.extend(self.other(variant, &words, model, &view.kinds));
            } else if let Some(place) =
                self.listed(variant, &words, style.as_ref(), model, &candidates)
            {
                match &found[place] {
                    Some(_) => {
                        let message = format!("`{}` stands here twice", candidates[place].wire);
                        self.mistakes.at(&variant.ident, message);
                    }
                    None => found[place] = Some(variant.ident.clone()),
                }
            }
        }
        self.all_kinds(&view.kinds, &others, model);
        if others.is_empty() {
            self.all_values(model, &found, &candidates);
        }
        let listed = model.values.iter().zip(found);
        view.listed = listed
            .filter_map(|(value, name)| {
                Some(Listed {
                    name: name?,
                    value: &value.value,
                    doc: Doc::new(),
                })
            })
            .collect();
        view.others = others;
        if !self.mistakes.is_empty() {
            return None;
        }
        let write = write_kinds(&view);
        Some(Bodies {
            read: read(&mut self.fitting.scope, &view),
            write,
        })
    }

    fn listed(
        &mut self,
        variant: &Variant,
        words: &Words,
        style: Option<&LitStr>,
        model: &Enum,
        candidates: &[Candidate],
    ) -> Option<usize> {
        if !matches!(variant.fields, Fields::Unit) {
            let message = "a listed value holds nothing: mark the variant for other values with `#[trilogue(unknown)]`";
            self.mistakes.at(&variant.fields, message);
            return None;
        }
        let serde = self.variant_words(variant);
        if let Some(value) = words.value("value") {
            return self.by_value(value, model, candidates);
        }
        let called = Called {
            name: &variant.ident,
            words,
            serde: &serde,
            style,
            is_variant: true,
        };
        called.find(candidates, "value", &mut self.mistakes)
    }

    /// What serde is told about a variant, as far as it agrees with the spec.
    pub(super) fn variant_words(&mut self, variant: &Variant) -> Vec<serde::Word> {
        let words = serde::words(&variant.attrs, &mut self.mistakes);
        for word in &words {
            if let Some(message) = serde::refusal(&word.name) {
                self.mistakes.at(&word.name, message);
            }
        }
        words
    }

    fn by_value(&mut self, value: &Lit, model: &Enum, candidates: &[Candidate]) -> Option<usize> {
        let wanted = constant(value);
        let place = model
            .values
            .iter()
            .position(|known| Some(&known.value) == wanted.as_ref());
        if place.is_none() {
            let shown = wanted.as_ref().map(literal::shown).unwrap_or_default();
            let near = did_you_mean(&shown, candidates.iter().map(|known| known.wire.as_str()));
            let message = format!("the spec does not list `{shown}` here{near}");
            self.mistakes
                .against(value, message, model.span, "declared here");
        }
        place
    }

    /// A variant for values that are not listed.
    fn other(
        &mut self,
        variant: &Variant,
        words: &Words,
        model: &Enum,
        kinds: &[Kind],
    ) -> Option<Other> {
        if !model.open {
            let place = words.word("unknown").unwrap_or(&variant.ident);
            let message = "the set is closed: other values are refused";
            self.mistakes
                .against(place, message, model.span, "declared here");
            return None;
        }
        for word in ["value", "rename"]
            .iter()
            .filter_map(|name| words.word(name))
        {
            self.mistakes
                .at(word, "this variant is for all values that are not listed");
        }
        let fields: Vec<_> = variant.fields.iter().collect();
        let expected: Vec<String> = kinds
            .iter()
            .map(|kind| format!("`{}`", shown(kind.ty())))
            .collect();
        let ([field], Fields::Unnamed(_)) = (&fields[..], &variant.fields) else {
            let message = format!(
                "this holds a value that is not listed: {}",
                expected.join(" or ")
            );
            self.mistakes.at(variant, message);
            return None;
        };
        let ty = bare(&field.ty);
        let (kind, text) = if let Some(text) = text(ty) {
            (Kind::Text, text)
        } else {
            let mut kinds = kinds.iter().copied().filter(|kind| *kind != Kind::Text);
            let kind = kinds.find(|kind| is(ty, &shown(kind.ty())));
            (kind?, quote!())
        };
        if !kinds.contains(&kind) {
            let message = format!(
                "the set has no such values: write {}",
                expected.join(" or ")
            );
            self.mistakes.at(ty, message);
            return None;
        }
        Some(Other {
            kind,
            name: variant.ident.clone(),
            text,
        })
    }

    fn all_kinds(&mut self, kinds: &[Kind], others: &[Other], model: &Enum) {
        for kind in kinds.iter().filter(|_| model.open) {
            let count = others.iter().filter(|other| other.kind == *kind).count();
            let ty = shown(kind.ty());
            let message = match count {
                0 => format!(
                    "other values are kept: add a variant `#[trilogue(unknown)] Other({ty})`"
                ),
                1 => continue,
                _ => format!("several variants hold a `{ty}` that is not listed"),
            };
            self.mistakes
                .against(&self.item.ident, message, model.span, "declared here");
        }
    }

    fn all_values(
        &mut self,
        model: &Enum,
        found: &[Option<proc_macro2::Ident>],
        candidates: &[Candidate],
    ) {
        let all = model.values.iter().zip(found).zip(candidates);
        for ((value, _), candidate) in all.filter(|((_, found), _)| found.is_none()) {
            self.mistakes.against(
                &self.item.ident,
                format!(
                    "`{}` is missing: add `{}`",
                    candidate.wire, candidate.generated
                ),
                value.span,
                "declared here",
            );
        }
    }
}

fn candidates(model: &Enum, listed: &[Listed<'_>]) -> Vec<Candidate> {
    let all = model.values.iter().zip(listed);
    let candidates = all.map(|(value, listed)| Candidate {
        wire: literal::shown(&value.value),
        generated: listed.name.to_string(),
    });
    candidates.collect()
}

/// Whether a variant is for values that are not listed: marked so, or called as in generated code.
fn is_other(variant: &Variant, words: &Words) -> bool {
    let names = ["Other", "OtherText", "OtherNumber", "OtherBool"];
    let is_called_so = names.iter().any(|name| variant.ident == name);
    words.word("unknown").is_some() || is_called_so && !variant.fields.is_empty()
}

/// What is held of a text that was read and can be borrowed.
fn text(ty: &syn::Type) -> Option<proc_macro2::TokenStream> {
    let points_to_text = |name| inside(ty, name).is_some_and(|inner| is(inner, "str"));
    if is(ty, "String") {
        Some(quote!(text.into_owned()))
    } else if points_to_text("Cow") {
        Some(quote!(text))
    } else if ["Box", "Arc", "Rc"].into_iter().any(points_to_text) {
        Some(quote!(::core::convert::From::from(text)))
    } else {
        None
    }
}

fn constant(value: &Lit) -> Option<Constant> {
    match value {
        Lit::Str(text) => Some(Constant::Text(text.value().into())),
        Lit::Bool(value) => Some(Constant::Bool(value.value)),
        Lit::Int(number) => number.base10_parse().ok().map(Constant::Number),
        Lit::Float(number) => number.base10_parse().ok().map(Constant::Number),
        _ => None,
    }
}
