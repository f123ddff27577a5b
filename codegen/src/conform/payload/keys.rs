//! Which key, item or value of the spec a field or variant of the user's stands for.

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt as _;

use crate::conform::mistakes::Mistakes;
use crate::conform::serde::{self, Word};
use crate::conform::words::Words;
use crate::diagnostic::near;
use crate::source::Span;

/// Something of the spec that the user's code has a name for.
pub struct Candidate {
    /// What stands on the wire, or in a spec.
    pub wire: String,
    /// What generated code calls it.
    pub generated: String,
    /// Where the spec declares it.
    pub span: Span,
}

/// All candidates of a type.
pub struct Candidates {
    /// The candidates, in spec order.
    pub all: Vec<Candidate>,
    /// What one is called in mistakes, such as `field`.
    pub what: &'static str,
    /// Where the spec declares the type.
    pub span: Span,
}

impl Candidates {
    fn on_wire(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|other| other.wire == name)
    }

    fn generated(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|other| other.generated == name)
    }

    /// The place of the candidate that a word was probably meant to be.
    pub fn near(&self, word: &str) -> Option<usize> {
        let names = self.all.iter();
        let names = names.flat_map(|other| [other.wire.as_str(), other.generated.as_str()]);
        let near = near(word, names)?;
        self.on_wire(near).or_else(|| self.generated(near))
    }
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
    /// The place of the candidate that is meant. If there is none, it is a mistake, and the candidate that was probably
    /// meant is given as an error.
    pub fn find(
        &self,
        candidates: &Candidates,
        mistakes: &mut Mistakes<'_>,
    ) -> Result<usize, Option<usize>> {
        let by_serde = self.serde.iter().find(|word| word.name == "rename");
        let by_serde = by_serde.and_then(|word| word.text.as_ref());
        let own = self.name.unraw().to_string();
        let styled = self.style.and_then(|style| {
            let name = serde::styled(&style.value(), &own, self.is_variant)?;
            Some((style, name))
        });
        let renamed = self.words.text("rename").or(by_serde);
        let found = match renamed {
            Some(renamed) => candidates.on_wire(&renamed.value()),
            None => {
                let styled = styled.as_ref();
                let styled = styled.and_then(|(_, name)| candidates.on_wire(name));
                styled
                    .or_else(|| candidates.generated(&self.name.to_string()))
                    .or_else(|| candidates.on_wire(&own))
            }
        };
        match found {
            Some(found) => {
                self.agree(&candidates.all[found], by_serde, styled, mistakes);
                Ok(found)
            }
            None => Err(self.unknown(candidates, renamed, mistakes)),
        }
    }

    fn unknown(
        &self,
        candidates: &Candidates,
        renamed: Option<&LitStr>,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<usize> {
        let own = self.name.unraw().to_string();
        let word = renamed.map_or(own, LitStr::value);
        let what = candidates.what;
        let near = candidates.near(&word);
        let (message, span) = match near.map(|place| &candidates.all[place]) {
            Some(Candidate { wire, span, .. }) => {
                let message =
                    format!("the spec has no {what} `{word}` here; did you mean `{wire}`?");
                (message, *span)
            }
            None => (
                format!("the spec has no {what} `{word}` here"),
                candidates.span,
            ),
        };
        match renamed {
            Some(renamed) => mistakes.against(renamed, message, span, "declared here"),
            None => mistakes.against(self.name, message, span, "declared here"),
        }
        near
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
