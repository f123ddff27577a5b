//! Mistakes of an item, each at the piece of it that is wrong, with the spec's line.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

use crate::diagnostic::near;
use crate::render;
use crate::source::{Sources, Span};

/// Collects the mistakes of an item.
#[derive(Debug)]
pub struct Mistakes<'s> {
    sources: &'s Sources,
    all: Vec<Error>,
}

impl<'s> Mistakes<'s> {
    /// No mistakes yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            all: Vec::new(),
        }
    }

    /// A mistake at a piece of the item, as a sentence without a full stop.
    pub fn at(&mut self, place: impl ToTokens, message: impl AsRef<str>) {
        self.all.push(Error::new_spanned(place, message.as_ref()));
    }

    /// The same, with the line of the spec that it breaks and what to say there.
    pub fn against(
        &mut self,
        place: impl ToTokens,
        message: impl AsRef<str>,
        spec: Span,
        label: &str,
    ) {
        let excerpt = render::excerpt(spec, label, self.sources);
        self.at(place, format!("{}\n{excerpt}", message.as_ref()));
    }

    /// Takes in what the parser of attributes found.
    pub fn take(&mut self, error: Error) {
        self.all.push(error);
    }

    /// What was made, or nothing and the mistakes that kept it from being made.
    pub fn unless(&mut self, made: Result<TokenStream, Vec<Error>>) -> TokenStream {
        made.unwrap_or_else(|mistakes| {
            self.all.extend(mistakes);
            TokenStream::new()
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What was made, if there are no mistakes.
    ///
    /// # Errors
    ///
    /// All mistakes.
    pub fn or(self, made: TokenStream) -> Result<TokenStream, Vec<Error>> {
        if self.all.is_empty() {
            Ok(made)
        } else {
            Err(self.all)
        }
    }
}

/// `; did you mean …?`, if one of the candidates is near to a word.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    near(word, candidates).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
