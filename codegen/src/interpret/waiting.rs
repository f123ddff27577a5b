//! Requests that wait for their answers.

use trilogue_wire::telling::{Name, find};
use trilogue_wire::{Fault, Kinds, Value, check};

use crate::interpret::{Open, at};
use crate::model::{Message, Protocol, Way, WireName};

/// The open request that an answer is for whose id stands at a place.
pub(super) fn by_id<'o>(
    open: &'o [Open],
    id_path: Option<&str>,
    message: Value<'_>,
) -> Result<Option<&'o str>, Fault> {
    if let Some(always) = always(open) {
        return Ok(Some(always));
    }
    let not_open = || at(check::not_open(), id_path.unwrap_or_default());
    let found = id_path.and_then(|path| find(message, path));
    let id = found.map(|value| value.scalar(Kinds::TEXT.and(Kinds::NUMBER)));
    match id {
        Some(Ok(id)) => {
            let mut open = open.iter();
            let known = open.find(|open| open.id.as_ref().is_some_and(|known| is_same(known, &id)));
            known
                .map(|open| Some(open.request.as_str()))
                .ok_or_else(not_open)
        }
        Some(Err(_)) => Ok(None),
        None => match only(open) {
            None if id_path.is_none() => Err(not_open()),
            only => Ok(only),
        },
    }
}

/// The request that every answer is for: the one that waits, if it has no id.
fn always(open: &[Open]) -> Option<&str> {
    match open {
        [Open { id: None, request }] => Some(request),
        _ => None,
    }
}

/// The request that an answer without an id is for.
fn only(open: &[Open]) -> Option<&str> {
    let without = open.iter().find(|open| open.id.is_none());
    let alone = || open.first().filter(|_| open.len() == 1);
    without.or_else(alone).map(|open| open.request.as_str())
}

fn is_same(known: &WireName, found: &Name<'_>) -> bool {
    *known == WireName::from(found.clone())
}

/// The open request that an answer is for where fields of its payload, or its id, say it.
pub(super) fn by_ways<'o>(
    protocol: &Protocol,
    open: &'o [Open],
    ways: &[Way],
    message: Value<'_>,
) -> Result<Option<&'o str>, Fault> {
    if let Some(always) = always(open) {
        return Ok(Some(always));
    }
    let not_open = |place: &str| at(check::not_open(), place);
    let mut named = None;
    for way in ways {
        let ids = way.places.iter().filter_map(|place| {
            let id = find(message, place)?.scalar(Kinds::TEXT.and(Kinds::NUMBER));
            Some((place, id.ok()?))
        });
        let Some((place, id)) = ids.into_iter().next() else {
            continue;
        };
        let is_asked = |open: &&Open| {
            let mut requests = way.requests.iter();
            requests.any(|request| is_called(protocol.message(*request), &open.request))
        };
        let is_it = |open: &&Open| open.id.as_ref().is_some_and(|known| is_same(known, &id));
        if let Some(found) = open.iter().filter(is_it).find(is_asked) {
            return Ok(Some(&found.request));
        }
        named.get_or_insert(place);
    }
    match (named, only(open)) {
        (Some(place), _) => Err(not_open(place)),
        (None, Some(only)) => Ok(Some(only)),
        (None, None) => {
            let first = ways.iter().find_map(|way| way.places.first());
            Err(not_open(first.map_or("", String::as_str)))
        }
    }
}

/// Whether a message has this key or name.
pub(super) fn is_called(message: &Message, name: &str) -> bool {
    message.key == name || message.name.text() == name
}
