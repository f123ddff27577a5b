//! Which key, item or value of the spec a field or variant of the user's stands for.

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt as _;

use crate::conform::mistakes::{Mistakes, did_you_mean};
use crate::conform::serde::{self, Word};
use crate::conform::words::Words;

/// Something of the spec that the user's code has a name for.
pub struct Candidate {
    /// What stands on the wire, or in a spec.
    pub wire: String,
    /// What generated code calls it.
    pub generated: String,
}

/// What the user calls a field or variant.
pub struct Called<'w> {
    /// Its name in Rust.
    pub name: &'w Ident,
    /// What the user says about it.
    pub words: &'w Words,
    /// What serde is told about it.
    pub serde: &'w [Word],
    /// serde's style for all names.
    pub style: Option<&'w LitStr>,
    /// Whether it is a variant.
    pub is_variant: bool,
}

impl Called<'_> {
    /// The place of the candidate that is meant. `what` names candidates in mistakes, such as `field`.
    pub fn find(
        &self,
        candidates: &[Candidate],
        what: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<usize> {
        let own = self.name.unraw().to_string();
        let renamed = self.words.text("rename");
        let by_serde = self.serde.iter().find(|word| word.name == "rename");
        let by_serde = by_serde.and_then(|word| word.text.as_ref());
        let styled = self.style.and_then(|style| {
            let name = serde::styled(&style.value(), &own, self.is_variant)?;
            Some((style, name))
        });
        let on_wire = |text: &str| candidates.iter().position(|other| other.wire == text);
        let (found, word) = match (renamed, by_serde, &styled) {
            (Some(renamed), _, _) => (on_wire(&renamed.value()), renamed.value()),
            (None, Some(renamed), _) => (on_wire(&renamed.value()), renamed.value()),
            (None, None, styled) => {
                let generated = |name: &str| {
                    let mut all = candidates.iter();
                    all.position(|other| other.generated == name)
                };
                let found = styled.as_ref().and_then(|(_, name)| on_wire(name));
                let plain = self.name.to_string();
                (
                    found
                        .or_else(|| generated(&plain))
                        .or_else(|| on_wire(&own)),
                    own.clone(),
                )
            }
        };
        let Some(found) = found else {
            let names = candidates
                .iter()
                .flat_map(|other| [other.wire.as_str(), other.generated.as_str()]);
            let near = did_you_mean(&word, names);
            let message = format!("the spec has no {what} `{word}` here{near}");
            match renamed.or(by_serde) {
                Some(renamed) => mistakes.at(renamed, message),
                None => mistakes.at(self.name, message),
            }
            return None;
        };
        self.agree(&candidates[found], by_serde, styled, mistakes);
        Some(found)
    }

    /// What serde calls it must be what stands on the wire.
    fn agree(
        &self,
        found: &Candidate,
        by_serde: Option<&LitStr>,
        styled: Option<(&LitStr, String)>,
        mistakes: &mut Mistakes<'_>,
    ) {
        let named = by_serde.map(|renamed| (renamed, renamed.value()));
        let Some((place, name)) = named.or(styled) else {
            return;
        };
        if name != found.wire {
            let own = self.name;
            mistakes.at(
                place,
                format!(
                    "serde would call `{own}` `{name}`, the spec calls it `{}`",
                    found.wire
                ),
            );
        }
    }
}
