//! Specs as macros take them in: loaded once, with their mistakes as errors of the compiler.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;
use trilogue_codegen::diagnostic::{Diagnostic, Diagnostics};
use trilogue_codegen::model::Protocol;
use trilogue_codegen::render::{Style, render};
use trilogue_codegen::source::Sources;

use crate::place::{Found, Place};

/// A spec that was loaded.
#[derive(Debug)]
pub struct Spec {
    /// Its files.
    pub sources: Sources,
    /// What it means.
    pub protocol: Result<Protocol, Diagnostics>,
    /// The files that it was made of, as they were then.
    files: Vec<(PathBuf, Option<Age>)>,
    /// The call that showed its mistakes.
    told: OnceLock<String>,
}

/// When a file was changed, and how long it is.
type Age = (Option<SystemTime>, u64);

impl Spec {
    /// The spec that `path` names in the code around `place`.
    ///
    /// # Errors
    ///
    /// Tokens of an error at `path` when there is no such file.
    pub fn named(path: &LitStr, place: &Place) -> Result<Arc<Self>, TokenStream> {
        match place.find(&path.value()) {
            Ok(found) => Ok(Self::at(&found)),
            Err(message) => Err(error(path.span(), &message)),
        }
    }

    /// The spec in a file. Many items of a crate name the same spec: it is loaded once, and again after a change, as
    /// an editor keeps this code running.
    fn at(found: &Found) -> Arc<Self> {
        static LOADED: Mutex<Option<HashMap<PathBuf, Arc<Spec>>>> = Mutex::new(None);
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        let loaded = loaded.get_or_insert_default();
        match loaded.get(&found.path) {
            Some(spec) if spec.is_fresh() => Arc::clone(spec),
            _ => {
                let spec = Arc::new(Self::load(found));
                loaded.insert(found.path.clone(), Arc::clone(&spec));
                spec
            }
        }
    }

    fn load(found: &Found) -> Self {
        let mut sources = Sources::new();
        let protocol = match sources.load_as(&found.path, &found.shown) {
            Ok(id) => trilogue_codegen::load_source(&mut sources, id),
            Err(mistake) => Err(std::iter::once(*mistake).collect()),
        };
        let files = sources.sought().map(|file| (file.to_owned(), age(file)));
        Self {
            files: files.collect(),
            sources,
            protocol,
            told: OnceLock::new(),
        }
    }

    fn is_fresh(&self) -> bool {
        self.files.iter().all(|(file, then)| age(file) == *then)
    }

    /// Items that make the compiler look at the files of the spec, so that it runs again when one has changed. A path
    /// that is not Unicode cannot stand in code, so that such a file is not looked at.
    pub fn watch(&self) -> TokenStream {
        let there = self.files.iter().filter(|(file, _)| file.is_file());
        let files = there.filter_map(|(file, _)| file.to_str());
        quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*)
    }

    /// An error at `path` for each mistake. Of many calls that name one spec, the first shows its mistakes, also when
    /// an editor expands it again, and the others say that it has some.
    pub fn errors(&self, mistakes: &Diagnostics, path: &LitStr, place: &Place) -> TokenStream {
        if self.told.get_or_init(|| place.call().to_owned()) != place.call() {
            return error(
                path.span(),
                "this spec has mistakes, which are shown where it is first named",
            );
        }
        let beyond = mistakes.len() - mistakes.iter().count();
        let mut texts: Vec<String> = mistakes
            .clone()
            .into_sorted()
            .iter()
            .map(|mistake| self.text(mistake))
            .collect();
        if beyond > 0 {
            texts.push(format!("there are {beyond} more mistakes in the spec"));
        }
        texts.iter().map(|text| error(path.span(), text)).collect()
    }

    /// A mistake as people read it after the word `error` of the compiler: `error[rule]: message` without that word,
    /// and the rule after the message.
    fn text(&self, mistake: &Diagnostic) -> String {
        let text = render(mistake, &self.sources, Style::Plain);
        let (title, place) = text.trim_end().split_once('\n').unwrap_or((&text, ""));
        let id = mistake.rule.id;
        let message = title.trim_start_matches(&format!("error[{id}]: "));
        format!("{message} [{id}]\n{place}")
    }
}

fn age(file: &Path) -> Option<Age> {
    let data = fs::metadata(file).ok()?;
    Some((data.modified().ok(), data.len()))
}

/// An error of the compiler.
pub fn error(span: Span, message: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #message })
}
