//! Which variant of somebody's enum stands for which message.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{DataEnum, Fields, Type, Variant};

use super::serde;
use super::variant::{self, Named};
use crate::conform::mistakes::Mistakes;
use crate::conform::words::Words;
use crate::model::{Direction, Protocol};
use crate::target::rust::lower::DirectionView;

/// The variants of an enum with the messages that they stand for.
pub struct Covered<'i> {
    /// The variants, each with the place of its message in the direction.
    pub variants: Vec<(usize, &'i Variant)>,
    /// The variant that keeps all others.
    pub unknown: Option<&'i Ident>,
    /// Whether a variant stands for a message that only its author knows.
    has_misspelt: bool,
}

impl<'i> Covered<'i> {
    /// Looks at all variants.
    pub fn of(
        protocol: &Protocol,
        model: &Direction,
        view: &DirectionView<'_>,
        data: &'i DataEnum,
        mistakes: &mut Mistakes<'_>,
    ) -> Self {
        let mut covered = Self {
            variants: Vec::new(),
            unknown: None,
            has_misspelt: false,
        };
        for theirs in &data.variants {
            let before = mistakes.count();
            let words = Words::of(&theirs.attrs, variant::KNOWN, mistakes);
            let wire = serde::renamed(&theirs.attrs, mistakes);
            if words.word("unknown").is_some() || is_unknown(theirs, &words, view) {
                covered.keep(theirs, mistakes);
                continue;
            }
            if mistakes.count() > before && wire.is_none() {
                covered.has_misspelt = true;
                continue;
            }
            let named = Named {
                protocol,
                model,
                view,
                theirs,
            };
            if let Some(place) = named.place(&words, wire.as_ref(), mistakes) {
                covered.add(place, &named, mistakes);
            }
        }
        covered
    }

    /// The places of the messages that have a variant.
    pub fn places(&self) -> Vec<usize> {
        self.variants.iter().map(|(place, _)| *place).collect()
    }

    fn keep(&mut self, theirs: &'i Variant, mistakes: &mut Mistakes<'_>) {
        if self.unknown.is_some() {
            mistakes.at(
                &theirs.ident,
                "another variant keeps unknown messages already",
            );
        }
        self.unknown = Some(&theirs.ident);
        if !keeps_unknown(theirs) {
            let message = format!(
                "a variant for unknown messages holds one: `{}(trilogue::Unknown)`",
                theirs.ident
            );
            mistakes.at(theirs, message);
        }
    }

    fn add(&mut self, place: usize, named: &Named<'_, 'i>, mistakes: &mut Mistakes<'_>) {
        let mut others = self.variants.iter();
        if let Some((_, other)) = others.find(|(other, _)| *other == place) {
            let shown = named.shown(place);
            let message = format!("{shown} stands here twice: `{}` is it too", other.ident);
            named.against(&named.theirs.ident, &message, place, mistakes);
            return;
        }
        self.variants.push((place, named.theirs));
    }

    /// Sees to it that all messages are covered, or that a variant keeps those that are not.
    pub fn are_all(
        &self,
        protocol: &Protocol,
        model: &Direction,
        view: &DirectionView<'_>,
        item: &Ident,
        mistakes: &mut Mistakes<'_>,
    ) {
        const MOST: usize = 12;
        let is_covered = |place: &usize| self.variants.iter().any(|(own, _)| own == place);
        let missing: Vec<usize> = (0..model.variants.len())
            .filter(|place| !is_covered(place))
            .collect();
        if self.unknown.is_some() || missing.is_empty() || self.has_misspelt {
            return;
        }
        let shown = missing.iter().take(MOST).map(|place| {
            let message = variant::shown(protocol, model, *place);
            format!(
                "\n  {}: `{}`",
                message,
                variant::example(&view.variants[*place])
            )
        });
        let shown: String = shown.collect();
        let more = missing.len().saturating_sub(MOST);
        let more = match more {
            0 => String::new(),
            more => format!("\n  and {more} more"),
        };
        let message = format!(
            "no variant for{shown}{more}\nadd them, or one that keeps what has no variant: `#[trilogue(unknown)] \
             Unknown(trilogue::Unknown)`"
        );
        mistakes.at(item, message);
    }
}

/// Whether a variant looks like that for unknown messages in generated enums.
fn is_unknown(theirs: &Variant, words: &Words, view: &DirectionView<'_>) -> bool {
    let name = theirs.ident.unraw();
    let mut variants = view.variants.iter();
    name == "Unknown"
        && keeps_unknown(theirs)
        && variant::KINDS
            .iter()
            .all(|(kind, _)| words.word(kind).is_none())
        && words.word("message").is_none()
        && variants.all(|variant| variant.name != name)
}

/// Whether a variant holds an unknown message.
fn keeps_unknown(theirs: &Variant) -> bool {
    match &theirs.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => match &fields.unnamed[0].ty {
            Type::Path(path) => {
                let last = path.path.segments.last();
                last.is_some_and(|last| last.ident == "Unknown")
            }
            _ => false,
        },
        _ => false,
    }
}
