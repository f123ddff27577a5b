//! The message that an item names.

use syn::DeriveInput;

use crate::conform::direction::variant::{Wanted, names, shown};
use crate::conform::direction::{direction_shown, find_direction};
use crate::conform::mistakes::{Mistakes, did_you_mean};
use crate::conform::words::Words;
use crate::model::{Direction, Protocol};

/// The message that an item stands for.
pub struct Found<'p> {
    /// Its direction.
    pub direction: &'p Direction,
    /// Its place there.
    pub place: usize,
}

impl<'p> Found<'p> {
    /// Looks for the message.
    pub fn of(
        protocol: &'p Protocol,
        item: &DeriveInput,
        words: &Words,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Self> {
        let wanted = Wanted::of(words, None);
        let chosen = match words.text("direction") {
            Some(text) => Some(find_direction(protocol, text, mistakes)?),
            None => None,
        };
        if wanted.is_empty() {
            if !mistakes.is_empty() {
                // It may be there, but misspelt.
                return None;
            }
            let message = "which message? Write `message = \"…\"` beside `spec`";
            mistakes.at(&item.ident, message);
            return None;
        }
        let is_chosen = |direction: &&Direction| {
            chosen.is_none_or(|chosen: &Direction| std::ptr::eq(*direction, chosen))
        };
        let directions: Vec<&Direction> = protocol.directions.iter().filter(is_chosen).collect();
        let found = directions.iter().flat_map(|direction| {
            let places = wanted.places(protocol, direction);
            places.into_iter().map(|place| Self { direction, place })
        });
        let mut found: Vec<Self> = found.collect();
        match found.len() {
            1 => return found.pop(),
            0 => nothing(protocol, &directions, &wanted, item, mistakes),
            _ => several(protocol, &found, &wanted, item, mistakes),
        }
        None
    }
}

/// Says that there is no such message.
fn nothing(
    protocol: &Protocol,
    directions: &[&Direction],
    wanted: &Wanted<'_>,
    item: &DeriveInput,
    mistakes: &mut Mistakes<'_>,
) {
    let at = wanted.place(&item.ident);
    let Some((word, text)) = wanted.text else {
        mistakes.at(
            at,
            "no answer is for all requests here: name the request with `message = \"…\"`",
        );
        return;
    };
    let value = text.value();
    let mut keys = Vec::new();
    let mut kinds = Vec::new();
    for direction in directions {
        for (place, variant) in direction.variants.iter().enumerate() {
            let own = names(protocol, direction, place, word);
            if own.contains(&value) && !kinds.contains(&variant.kind.word()) {
                kinds.push(variant.kind.word());
            }
            keys.extend(own);
        }
    }
    if kinds.is_empty() {
        let near = did_you_mean(&value, keys.iter().map(String::as_str));
        let place = if directions.len() == protocol.directions.len() {
            "spec"
        } else {
            "direction"
        };
        mistakes.at(at, format!("no message `{value}` in this {place}{near}"));
    } else {
        let kinds = kinds.join("`, `");
        mistakes.at(at, format!("`{value}` has no such message, only `{kinds}`"));
    }
}

/// Says that several messages can be meant.
fn several(
    protocol: &Protocol,
    found: &[Found<'_>],
    wanted: &Wanted<'_>,
    item: &DeriveInput,
    mistakes: &mut Mistakes<'_>,
) {
    let shown = found.iter().map(|found| {
        let direction = direction_shown(protocol, found.direction);
        format!(
            "{} of `{direction}`",
            shown(protocol, found.direction, found.place)
        )
    });
    let shown: Vec<String> = shown.collect();
    let message = format!(
        "this can be {}: say which, with `direction = \"…\"` or a word such as `ok`",
        shown.join(" or ")
    );
    mistakes.at(wanted.place(&item.ident), message);
}
