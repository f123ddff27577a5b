//! Objects and lists: values that hold values.

use crate::refusal::{Code, Fault};
use crate::text::Text;
use crate::value::{Order, Value, ill_formed};
use crate::{Json, check};
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
        let document = self.0.document;
        let index = document.value_of(key, self.0.index)?;
        Some(Value { document, index })
    }

    /// The value of `key`, read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`] at the key if it is absent, and the fault of `read`.
    pub fn required<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        match self.get(key) {
            Some(value) => read(value).map_err(|fault| fault.under(key)),
            None => Err(missing(key)),
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
    /// [`Code::Unicode`] at a key with a lone surrogate, and the first fault of
    /// `read`.
    pub fn others<T>(
        self,
        declared: &[&str],
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
            let (key, value) = entry(text, value, &mut read)?;
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
                    let (key, value) = entry(text, value, &mut read)?;
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
    /// [`Code::Unexpected`] at the first key that is not, in the order of the
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
        let Value { document, index } = self.0;
        let end = self.0.after();
        let mut at = index + 1;
        iter::from_fn(move || {
            let key = (at < end).then_some(at)?;
            let value = Value {
                document,
                index: key + 1,
            };
            at = value.after();
            Some((document.text_at(key), value))
        })
    }
}

/// One entry of an object, its value read by `read`.
fn entry<'d, T>(
    text: Text<'d>,
    value: Value<'d>,
    read: &mut impl FnMut(Value<'d>) -> Result<T, Fault>,
) -> Result<(String, T), Fault> {
    let key = match text.decoded() {
        Some(key) => read(value).map(|value| (key.into_owned(), value)),
        None => Err(ill_formed()),
    };
    key.map_err(|fault| fault.under(&text.shown()))
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

    /// The items in order.
    pub fn iter(self) -> impl Iterator<Item = Value<'d>> {
        let Value { document, index } = self.0;
        let end = self.0.after();
        let mut at = index + 1;
        iter::from_fn(move || {
            let item = Value {
                document,
                index: (at < end).then_some(at)?,
            };
            at = item.after();
            Some(item)
        })
    }
}

#[cold]
fn missing(key: &str) -> Fault {
    Fault::new(Code::Missing, "a value").under(key)
}
