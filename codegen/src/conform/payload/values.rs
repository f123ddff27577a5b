//! Sets of values.

use proc_macro2::Ident;
use quote::quote;
use syn::{DataEnum, Fields, Lit, LitStr, Variant};
use trilogue_wire::telling::Constant;

use super::keys::{Called, Candidate, Candidates};
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
        let (mut others, mut meant) = (Vec::new(), Vec::new());
        let mut found: Vec<Option<Ident>> = model.values.iter().map(|_| None).collect();
        for variant in &data.variants {
            let words = Words::of(&variant.attrs, VARIANT, &mut self.mistakes);
            if is_other(variant, &words) {
                others.extend(self.other(variant, &words, model, &view.kinds));
                continue;
            }
            match self.listed(variant, &words, style.as_ref(), model, &candidates) {
                Ok(place) if found[place].is_some() => {
                    let message = format!("`{}` stands here twice", candidates.all[place].wire);
                    self.mistakes.at(&variant.ident, message);
                }
                Ok(place) => found[place] = Some(variant.ident.clone()),
                Err(near) => meant.extend(near),
            }
        }
        self.all_kinds(&view.kinds, &others, model);
        if others.is_empty() {
            self.all_values(&found, &candidates, &meant);
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
        candidates: &Candidates,
    ) -> Result<usize, Option<usize>> {
        if !matches!(variant.fields, Fields::Unit) {
            let message = "a listed value holds nothing: mark the variant for other values with `#[trilogue(unknown)]`";
            self.mistakes.at(&variant.fields, message);
            return Err(candidates.near(&variant.ident.to_string()));
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
        called.find(candidates, &mut self.mistakes)
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

    fn by_value(
        &mut self,
        value: &Lit,
        model: &Enum,
        candidates: &Candidates,
    ) -> Result<usize, Option<usize>> {
        let wanted = constant(value);
        let place = model
            .values
            .iter()
            .position(|known| Some(&known.value) == wanted.as_ref());
        place.ok_or_else(|| {
            let shown = wanted.as_ref().map(literal::shown).unwrap_or_default();
            let known = candidates.all.iter().map(|known| known.wire.as_str());
            let near = did_you_mean(&shown, known);
            let message = format!("the spec does not list `{shown}` here{near}");
            self.mistakes
                .against(value, message, model.span, "declared here");
            candidates.near(&shown)
        })
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

    fn all_values(&mut self, found: &[Option<Ident>], candidates: &Candidates, meant: &[usize]) {
        let all = candidates.all.iter().zip(found).enumerate();
        let missing = all.filter(|(place, (_, found))| found.is_none() && !meant.contains(place));
        for (_, (candidate, _)) in missing {
            self.mistakes.against(
                &self.item.ident,
                format!(
                    "`{}` is missing: add `{}`",
                    candidate.wire, candidate.generated
                ),
                candidate.span,
                "declared here",
            );
        }
    }
}

fn candidates(model: &Enum, listed: &[Listed<'_>]) -> Candidates {
    let all = model.values.iter().zip(listed);
    let candidates = all.map(|(value, listed)| Candidate {
        wire: literal::shown(&value.value),
        generated: listed.name.to_string(),
        span: value.span,
    });
    Candidates {
        all: candidates.collect(),
        what: "value",
        span: model.span,
    }
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
