//! Objects and lists: values that hold values.

use crate::document::Document;
use crate::refusal::Fault;
use crate::tape::Tape;
use crate::text::Text;
use crate::value::{Order, Value, ill_formed};
use crate::{Json, Maybe, check};
use serde_json::Map;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;

/// A value that is an object.
#[derive(Debug, Clone, Copy)]
pub struct Object<'d>(pub(crate) Value<'d>);

impl<'d> Object<'d> {
    /// The value of `key`, if the object has that key. Takes time in proportion
    /// to the number of keys.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Value<'d>> {
        let index = self.0.document.value_of(key, self.0.index())?;
        Some(self.0.sibling(index))
    }

    /// The value of `key`, read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`](crate::Code::Missing) at the key if it is absent, and the fault of `read`.
    pub fn required<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        match self.get(key) {
            Some(value) => read(value).map_err(|fault| fault.under(key)),
            None => Err(check::missing(key)),
        }
    }

    /// The value of `key`, read by `read`, or nothing if the key is absent.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn optional<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match self.get(key).map(read) {
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(fault)) => Err(fault.under(key)),
            None => Ok(None),
        }
    }

    /// The value of `key`, read by `read`, with absence and `null` told apart.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn maybe<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Maybe<T>, Fault> {
        let found = self.optional(key, |value| value.nullable(read))?;
        Ok(Maybe::from_nested(found))
    }

    /// The object but for the keys `hidden`: what the payload sees whose keys
    /// stand beside those of the layout. Only readers that look at keys which
    /// they do not declare need it.
    ///
    /// ```
    /// use trilogue_wire::{Document, Fault, Value};
    ///
    /// let document = Document::parse(br#"{"type":"sizes","a":1,"b":2}"#)?;
    /// let payload = document.root().object()?.without(&["type"]);
    /// let sizes = payload.root().map_of(Value::integer)?;
    /// assert_eq!(sizes.into_iter().collect::<Vec<_>>(), [("a".into(), 1), ("b".into(), 2)]);
    /// # Ok::<(), Fault>(())
    /// ```
    #[must_use]
    pub fn without(self, hidden: &[&str]) -> View<'d> {
        let tape = self.0.tape();
        let mut nodes = Tape::with_capacity(tape.len());
        nodes.push(tape[0]);
        for (text, value) in self.pairs() {
            if !hidden.iter().any(|key| text.is(key)) {
                let start = value.index() - 1;
                let end = value.after();
                // Where the tape goes on stands in each container.
                let moved = start - as_position(nodes.len());
                let pair = &self.0.document.nodes[start as usize..end as usize];
                nodes.extend(pair.iter().map(|node| node.moved_back(moved)));
            }
        }
        nodes[0].link = as_position(nodes.len());
        let text = self.0.document.text;
        View {
            document: Document::new(text, nodes),
            depth: self.0.depth(),
        }
    }

    /// The JSON text of the object but for the keys `hidden`.
    #[must_use]
    pub fn raw_without(self, hidden: &[&str]) -> String {
        let mut json = String::from("{");
        for (text, value) in self.undeclared(hidden) {
            if json.len() > 1 {
                json.push(',');
            }
            json.extend(["\"", text.raw, "\":", value.raw()]);
        }
        json.push('}');
        json
    }

    /// Keys and values in the order of the text. A lone surrogate in a key is
    /// shown as U+FFFD; whoever reads keys as data takes [`Object::others`].
    pub fn entries(self) -> impl Iterator<Item = (Cow<'d, str>, Value<'d>)> {
        self.pairs().map(|(text, value)| (text.shown(), value))
    }

    /// The entries whose keys are not `declared`, read by `read` in the order
    /// of the keys' Unicode scalar values.
    ///
    /// # Errors
    ///
    /// [`Code::Unicode`](crate::Code::Unicode) at a key with a lone surrogate, and the first fault of
    /// `read`.
    pub fn others<T>(
        self,
        declared: &[&str],
        read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        self.entries_of(declared, |_| Ok(()), read)
    }

    /// As [`Object::others`], each key held against `check_key` before its
    /// entry is read.
    pub(crate) fn entries_of<T>(
        self,
        declared: &[&str],
        mut check_key: impl FnMut(&str) -> Result<(), Fault>,
        mut read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mut others: Vec<_> = self.undeclared(declared).collect();
        if others.iter().any(|(text, _)| text.escaped) {
            others.sort_by_cached_key(|(text, _)| text.identity());
        } else {
            others.sort_unstable_by_key(|(text, _)| text.raw);
        }
        let mut entries = BTreeMap::new();
        for (text, value) in others {
            let (key, value) = entry(text, value, &mut check_key, &mut read)?;
            entries.insert(key, value);
        }
        Ok(entries)
    }

    /// The entries as any JSON, with at most so many levels, this one counted.
    pub(crate) fn json_of(self, levels: usize, order: Order) -> Result<Map<String, Json>, Fault> {
        let mut read = |value: Value<'d>| value.json_of(levels - 1, order);
        match order {
            Order::Text => {
                let mut entries = Map::new();
                for (text, value) in self.pairs() {
                    let (key, value) = entry(text, value, &mut |_| Ok(()), &mut read)?;
                    entries.insert(key, value);
                }
                Ok(entries)
            }
            Order::Keys => Ok(self.others(&[], read)?.into_iter().collect()),
        }
    }

    /// Makes sure that all keys are `declared`.
    ///
    /// # Errors
    ///
    /// [`Code::Unexpected`](crate::Code::Unexpected) at the first key that is not, in the order of the
    /// keys' Unicode scalar values.
    pub fn refuse_others(self, declared: &[&str]) -> Result<(), Fault> {
        let first = self
            .undeclared(declared)
            .min_by_key(|(text, _)| text.identity());
        first.map_or(Ok(()), |(text, _)| Err(check::unexpected(&text.shown())))
    }

    fn undeclared(self, declared: &[&str]) -> impl Iterator<Item = (Text<'d>, Value<'d>)> {
        self.pairs()
            .filter(|(text, _)| !declared.iter().any(|key| text.is(key)))
    }

    fn pairs(self) -> impl Iterator<Item = (Text<'d>, Value<'d>)> {
        let end = self.0.after();
        let mut at = self.0.index() + 1;
        iter::from_fn(move || {
            let key = (at < end).then_some(at)?;
            let value = self.0.sibling(key + 1);
            at = value.after();
            Some((self.0.document.text_at(key), value))
        })
    }
}

/// An object of which some keys are hidden, by [`Object::without`].
pub struct View<'d> {
    document: Document<'d>,
    depth: u32,
}

impl View<'_> {
    /// The object. [`Value::raw`] of it still shows all keys; there is
    /// [`Object::raw_without`].
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value::new(&self.document, 0, self.depth)
    }
}

/// One entry of an object, its value read by `read`.
fn entry<'d, T>(
    text: Text<'d>,
    value: Value<'d>,
    check_key: &mut impl FnMut(&str) -> Result<(), Fault>,
    read: &mut impl FnMut(Value<'d>) -> Result<T, Fault>,
) -> Result<(String, T), Fault> {
    let entry = match text.decoded() {
        Some(key) => check_key(&key)
            .and_then(|()| read(value))
            .map(|value| (key.into_owned(), value)),
        None => Err(ill_formed()),
    };
    entry.map_err(|fault| fault.under(&text.shown()))
}

/// A value that is a list.
#[derive(Debug, Clone, Copy)]
pub struct List<'d>(pub(crate) Value<'d>);

impl<'d> List<'d> {
    /// The number of items. Takes time in proportion to it.
    #[must_use]
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there are no items.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// The item at `index`, counted from 0, if there is one. Takes time in
    /// proportion to `index`.
    #[must_use]
    pub fn get(self, index: usize) -> Option<Value<'d>> {
        self.iter().nth(index)
    }

    /// The item at `index`, counted from 0, read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`](crate::Code::Missing) at the item if it is absent, which [`Value::tuple`] can
    /// exclude, and the fault of `read`.
    pub fn item<T>(
        self,
        index: usize,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let item = self.optional_item(index, read)?;
        item.ok_or_else(|| check::no_value().at(index))
    }

    /// The item at `index`, read by `read`, or nothing if the list ends before.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn optional_item<T>(
        self,
        index: usize,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let item = self.get(index).map(read).transpose();
        item.map_err(|fault| fault.at(index))
    }

    /// The items from `index` on, each read by `read`.
    ///
    /// # Errors
    ///
    /// The first fault of `read`.
    pub fn rest<T>(
        self,
        index: usize,
        mut read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let items = self.iter().enumerate().skip(index);
        items
            .map(|(at, item)| read(item).map_err(|fault| fault.at(at)))
            .collect()
    }

    /// The items in order.
    pub fn iter(self) -> impl Iterator<Item = Value<'d>> {
        let end = self.0.after();
        let mut at = self.0.index() + 1;
        iter::from_fn(move || {
            let item = self.0.sibling((at < end).then_some(at)?);
            at = item.after();
            Some(item)
        })
    }
}

fn as_position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
