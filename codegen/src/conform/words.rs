//! What people say in `#[trilogue(…)]`.

use proc_macro2::Ident;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Lit, LitStr, Token};

use super::mistakes::{Mistakes, did_you_mean};

/// What stands behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Text: `rename = "amount"`.
    Text,
    /// A text, number or truth value: `value = 2`.
    Value,
}

/// The words that can stand at one place, and what each takes.
pub type Known = &'static [(&'static str, Takes)];

/// The words above an item that all derives have.
pub const SPEC: (&str, Takes) = ("spec", Takes::Text);

/// Another path of the runtime crate.
pub const CRATE: (&str, Takes) = ("crate", Takes::Text);

/// The path of the runtime crate, which can have another name.
pub fn runtime(words: &Words, mistakes: &mut Mistakes<'_>) -> syn::Path {
    let usual = syn::parse_quote!(::trilogue);
    let Some(written) = words.text("crate") else {
        return usual;
    };
    written.parse().unwrap_or_else(|_| {
        mistakes.at(
            written,
            "this is no path of the crate `trilogue`: write one such as `crate = \"my::trilogue\"`",
        );
        usual
    })
}

/// What `#[trilogue(…)]` says at one place.
#[derive(Clone, Default)]
pub struct Words {
    all: Vec<(Ident, Option<Lit>)>,
}

impl Words {
    /// Reads all attributes `trilogue` of one place. What is wrong with them is a mistake.
    pub fn of(attributes: &[Attribute], known: Known, mistakes: &mut Mistakes<'_>) -> Self {
        let mut words = Self::default();
        let attributes = attributes.iter();
        for attribute in attributes.filter(|attribute| attribute.path().is_ident("trilogue")) {
            let read = attribute.parse_nested_meta(|meta| words.read(&meta, known));
            if let Err(error) = read {
                mistakes.take(error);
            }
        }
        words
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>, known: Known) -> syn::Result<()> {
        let name = meta.path.require_ident()?;
        let Some((_, takes)) = known.iter().find(|(word, _)| name == word) else {
            return Err(unknown(name, known));
        };
        if self.find(&name.to_string()).is_some() {
            return Err(Error::new_spanned(name, format!("`{name}` stands twice")));
        }
        let value = value(meta, name, *takes)?;
        self.all.push((name.clone(), value));
        Ok(())
    }

    fn find(&self, name: &str) -> Option<&(Ident, Option<Lit>)> {
        self.all.iter().find(|(word, _)| word == name)
    }

    /// The word itself, if it stands there.
    pub fn word(&self, name: &str) -> Option<&Ident> {
        self.find(name).map(|(word, _)| word)
    }

    /// The text behind a word.
    pub fn text(&self, name: &str) -> Option<&LitStr> {
        match self.find(name)? {
            (_, Some(Lit::Str(text))) => Some(text),
            _ => None,
        }
    }

    /// What stands behind a word.
    pub fn value(&self, name: &str) -> Option<&Lit> {
        self.find(name)?.1.as_ref()
    }
}

fn value(meta: &ParseNestedMeta<'_>, name: &Ident, takes: Takes) -> syn::Result<Option<Lit>> {
    let has_value = meta.input.peek(Token![=]);
    match (takes, has_value) {
        (Takes::Nothing, false) => Ok(None),
        (Takes::Nothing, true) => Err(meta.error(format!("`{name}` stands alone"))),
        (Takes::Text | Takes::Value, false) => Err(Error::new_spanned(
            name,
            format!("`{name}` needs a value: `{name} = \"…\"`"),
        )),
        (Takes::Text, true) => Ok(Some(Lit::Str(meta.value()?.parse()?))),
        (Takes::Value, true) => meta.value()?.parse().map(Some),
    }
}

fn unknown(name: &Ident, known: Known) -> Error {
    let words = known.iter().map(|(word, _)| *word);
    let near = did_you_mean(&name.to_string(), words.clone());
    let message = if near.is_empty() {
        let all: Vec<String> = words.map(|word| format!("`{word}`")).collect();
        format!("`{name}` says nothing here: there are {}", all.join(", "))
    } else {
        format!("`{name}` says nothing here{near}")
    };
    Error::new_spanned(name, message)
}
