//! Places in a message, as JSON Pointers.

use std::borrow::Cow;

use crate::{Fault, Kind, Value};

/// The value at a JSON Pointer, if every container on the way has the key, or as a list the index; none in a message that
/// is [nothing](Value::is_nothing).
#[must_use]
pub fn find<'d>(message: Value<'d>, path: &str) -> Option<Value<'d>> {
    if path.is_empty() {
        return message.given();
    }
    keys(path).try_fold(message, |value, key| step(value, &key))
}

/// The first place on the way to `path` that is not mentioned: what stands there belongs to no other layout, whether it
/// is whole or not.
#[must_use]
pub fn first_unmentioned(path: &str, mentions: impl Fn(&str) -> bool) -> &str {
    let ends = path.match_indices('/').skip(1).map(|(end, _)| end);
    let mut places = ends.map(|end| &path[..end]);
    places.find(|place| !mentions(place)).unwrap_or(path)
}

/// The value that stands in a container at a key or index.
pub(super) fn step<'d>(container: Value<'d>, key: &str) -> Option<Value<'d>> {
    match container.kind() {
        Kind::Object => container.object().ok()?.get(key),
        Kind::List => container.list().ok()?.get(index(key)?),
        _ => None,
    }
}

/// The number that `key` is, if it is written as pointers write it.
fn index(key: &str) -> Option<usize> {
    let is_canonical = key.bytes().all(|byte| byte.is_ascii_digit()) && !key.starts_with('0');
    (is_canonical || key == "0").then(|| key.parse().ok())?
}

/// The keys of a JSON Pointer, unescaped.
#[must_use = "an iterator does nothing by itself"]
pub fn keys(path: &str) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
    let below = path.strip_prefix('/');
    below
        .into_iter()
        .flat_map(|below| below.split('/'))
        .map(|key| {
            if key.contains('~') {
                Cow::Owned(key.replace("~1", "/").replace("~0", "~"))
            } else {
                Cow::Borrowed(key)
            }
        })
}

/// A key as it stands in a JSON Pointer.
fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// Whether `path` is the place of `key` in the container at `at`.
pub(super) fn is_key_at(path: &str, at: &str, key: &str) -> bool {
    let below = path
        .strip_prefix(at)
        .and_then(|rest| rest.strip_prefix('/'));
    below.is_some_and(|found| found == escaped(key))
}

pub(super) fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// The fault of what stands at `path`, seen from where that JSON Pointer begins.
#[must_use]
pub fn place(fault: Fault, path: &str) -> Fault {
    keys(path).rev().fold(fault, |fault, key| fault.under(&key))
}
