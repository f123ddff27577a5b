//! Messages in the languages that code is generated for.

mod rust;
mod typescript;

use minijinja::{Value, context};

use super::book::{Book, Place};
use super::slots::Filled;
use super::{Options, markdown};
use crate::model::Direction;
use rust::Rust;
use typescript::TypeScript;

/// A message as a value of each language.
pub fn samples(
    book: &Book<'_>,
    place: Place,
    parts: &[Filled<'_>],
    options: &Options,
) -> Vec<Value> {
    let rust = options
        .rust
        .as_deref()
        .map(|root| Rust::new(book, root).message(place, parts));
    let typescript = options.typescript.as_deref();
    let typescript = typescript.map(|package| TypeScript::new(book, package).message(place, parts));
    views(rust, typescript)
}

/// How the messages of a direction are sent and received in each language.
pub fn calls(book: &Book<'_>, direction: &Direction, options: &Options) -> Vec<Value> {
    let rust = options
        .rust
        .as_deref()
        .map(|root| Rust::new(book, root).calls(direction));
    let typescript = options.typescript.as_deref();
    let typescript = typescript.map(|package| TypeScript::new(book, package).calls(direction));
    views(rust, typescript)
}

fn views(rust: Option<String>, typescript: Option<String>) -> Vec<Value> {
    let rust = rust.map(|code| ("Rust", markdown::fence("rust", &code)));
    let typescript = typescript.map(|code| ("TypeScript", markdown::fence("ts", &code)));
    let all = rust.into_iter().chain(typescript);
    all.map(|(title, block)| context! { title, block })
        .collect()
}
