//! Enums for all messages that go one way.

mod cover;
pub mod emit;
mod serde;
pub mod shape;
pub mod variant;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Error, LitStr};

use self::cover::Covered;
use super::fit::Fitting;
use super::mistakes::{Mistakes, did_you_mean};
use super::theirs::Theirs;
use super::words::{CRATE, Known, SPEC, Takes, Words};
use crate::model::{self, Protocol};
use crate::source::Sources;
use crate::target::rust::lower;
use crate::target::rust::scope::Scope;

/// The words above an enum.
const ITEM: Known = &[
    SPEC,
    CRATE,
    ("direction", Takes::Text),
    ("traits_only", Takes::Nothing),
];

/// What `#[derive(Direction)]` adds to `item`.
pub fn direction(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    let mut mistakes = Mistakes::new(sources);
    let words = Words::of(&item.attrs, ITEM, &mut mistakes);
    serde::item(&item.attrs, &mut mistakes);
    let theirs = Theirs::of(item, &words, &mut mistakes);
    let Data::Enum(data) = &item.data else {
        let message = "a direction is an enum with a variant for each message; `#[derive(Message)]` is for one of them";
        mistakes.at(&item.ident, message);
        return mistakes.or(TokenStream::new());
    };
    let Some(model) = named(protocol, item, &words, &mut mistakes) else {
        return mistakes.or(TokenStream::new());
    };
    theirs.can_borrow(model, &mut mistakes);
    let mut scope = Scope::new(protocol, Some((model.from, model.to)));
    let mut view = lower::direction(&mut scope, model);
    let covered = Covered::of(protocol, model, &view, data, &mut mistakes);
    covered.are_all(protocol, model, &view, &item.ident, &mut mistakes);
    let mut fitting = Fitting::new(scope, theirs.runtime.clone(), &item.generics);
    let of = (protocol, model);
    shape::fit(&mut view, &covered, of, &mut fitting, &mut mistakes);
    if !mistakes.is_empty() {
        return mistakes.or(TokenStream::new());
    }
    shape::apply(&mut view, &covered.places(), covered.unknown, &theirs);
    Ok(emit::direction(
        &view,
        &mut fitting,
        &theirs,
        words.word("traits_only").is_none(),
    ))
}

/// The direction that an enum names.
fn named<'p>(
    protocol: &'p Protocol,
    item: &DeriveInput,
    words: &Words,
    mistakes: &mut Mistakes<'_>,
) -> Option<&'p model::Direction> {
    if let Some(text) = words.text("direction") {
        return find_direction(protocol, text, mistakes);
    }
    if !mistakes.is_empty() {
        // It may be there, but misspelt.
        return None;
    }
    let all = directions_shown(protocol);
    let message = format!(
        "which direction? Write `direction = \"{}\"` beside `spec`; there are {}",
        all.first().map_or("a -> b", String::as_str),
        listed(&all)
    );
    mistakes.at(&item.ident, message);
    None
}

/// The direction that a text names. That there is no such one is a mistake.
pub fn find_direction<'p>(
    protocol: &'p Protocol,
    text: &LitStr,
    mistakes: &mut Mistakes<'_>,
) -> Option<&'p model::Direction> {
    let all = directions_shown(protocol);
    let value = text.value();
    let plain = |name: &str| name.split_whitespace().collect::<String>();
    let place = all.iter().position(|name| plain(name) == plain(&value));
    if place.is_none() {
        let near = did_you_mean(&value, all.iter().map(String::as_str));
        let near = if near.is_empty() {
            format!(": there are {}", listed(&all))
        } else {
            near
        };
        mistakes.at(text, format!("no direction `{value}` in this spec{near}"));
    }
    place.map(|place| &protocol.directions[place])
}

/// A direction as specs write it.
pub fn direction_shown(protocol: &Protocol, direction: &model::Direction) -> String {
    let role = |id| protocol.role(id).name.as_str();
    format!("{} -> {}", role(direction.from), role(direction.to))
}

fn directions_shown(protocol: &Protocol) -> Vec<String> {
    let directions = protocol.directions.iter();
    directions
        .map(|direction| direction_shown(protocol, direction))
        .collect()
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
