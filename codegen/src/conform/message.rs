//! Types for one message on its own.

mod emit;
mod home;
mod wanted;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Error};

use self::wanted::Found;
use super::direction::shape::{self, Matching};
use super::direction::variant::shown;
use super::fit::Fitting;
use super::mistakes::Mistakes;
use super::theirs::Theirs;
use super::words::{CRATE, Known, SPEC, Takes, Words};
use crate::model::Protocol;
use crate::source::Sources;
use crate::target::rust::lower;
use crate::target::rust::scope::Scope;

/// The words above an item.
const ITEM: Known = &[
    SPEC,
    CRATE,
    ("direction", Takes::Text),
    ("message", Takes::Text),
    ("answer", Takes::Text),
    ("ok", Takes::Nothing),
    ("error", Takes::Nothing),
    ("watch", Takes::Nothing),
    ("changed", Takes::Nothing),
    ("subscribe", Takes::Nothing),
    ("unsubscribe", Takes::Nothing),
    ("get", Takes::Nothing),
    // What the derive for payloads looks at.
    ("ignore_extra", Takes::Nothing),
];

/// What `#[derive(Message)]` adds to `item`.
pub fn message(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    let mut mistakes = Mistakes::new(sources);
    let words = Words::of(&item.attrs, ITEM, &mut mistakes);
    let theirs = Theirs::of(item, &words, &mut mistakes);
    let Some(found) = Found::of(protocol, item, &words, &mut mistakes) else {
        return mistakes.or(TokenStream::new());
    };
    let Found { direction, place } = found;
    theirs.can_borrow(direction, &mut mistakes);
    let mut scope = Scope::new(protocol, Some((direction.from, direction.to)));
    let mut view = lower::direction(&mut scope, direction);
    let mut fitting = Fitting::new(scope, theirs.runtime.clone(), &item.generics);
    let mut matching = Matching {
        protocol,
        model: direction,
        place,
        mistakes: &mut mistakes,
    };
    let _content = home::settle(
        &mut matching,
        &mut view.variants[place],
        &theirs,
        &mut fitting,
    );
    if !mistakes.is_empty() {
        return mistakes.or(TokenStream::new());
    }
    shape::apply(&mut view, &[place], None, &theirs);
    view.expected = match &view.variants[place].wire {
        Some(wire) => format!("`{}`", wire.text),
        None => shown(protocol, direction, place),
    };
    Ok(emit::message(&view, place, &mut fitting, &theirs))
}
