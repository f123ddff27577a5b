//! Reading what a value holds: items, entries, or a text that is JSON itself.

use super::Value;
use crate::container::List;
use crate::document::Document;
use crate::refusal::Fault;
use crate::{Kind, Maybe, check};
use std::collections::BTreeMap;

impl<'d> Value<'d> {
    /// The value as a list, each item read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is no list, and the first fault of `read`.
    pub fn list_of<T>(
        self,
        mut read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        /// A list of wrong items must not make us ask for much memory.
        const AT_FIRST: usize = 1 << 20;
        let list = self.list()?;
        let capacity = list.len().min(AT_FIRST / size_of::<T>().max(1));
        let mut items = Vec::with_capacity(capacity);
        for item in list.iter() {
            match read(item) {
                Ok(item) => items.push(item),
                Err(fault) => return Err(fault.at(items.len())),
            }
        }
        Ok(items)
    }

    /// The value as a map, each entry read by `read`, in the order of the keys'
    /// Unicode scalar values.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is no object, [`Code::Unicode`](crate::Code::Unicode) at a key with a
    /// lone surrogate, and the first fault of `read`.
    pub fn map_of<T>(
        self,
        read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        self.object()?.others(&[], read)
    }

    /// The value as a map, each entry read by `read`, in the order of the keys'
    /// Unicode scalar values; each key is held against `check_key` before its
    /// entry is read.
    ///
    /// # Errors
    ///
    /// As [`Value::map_of`], and the fault of `check_key` at the entry.
    pub fn map_of_keys<T>(
        self,
        check_key: impl FnMut(&str) -> Result<(), Fault>,
        read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        self.object()?.entries_of(&[], check_key, read)
    }

    /// The value as a tuple: a list of `least` items or more, and at most so
    /// many.
    ///
    /// ```
    /// use trilogue_wire::{Document, Fault, Value};
    ///
    /// let document = Document::parse(br#"["move", 5, 1, 2, 3]"#)?;
    /// let tuple = document.root().tuple(1, None)?;
    /// assert_eq!(tuple.item(0, Value::text)?, "move");
    /// assert_eq!(tuple.optional_item(1, Value::integer)?, Some(5));
    /// assert_eq!(tuple.rest(2, Value::integer)?, [1, 2, 3]);
    /// # Ok::<(), Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is no list, [`Code::Count`](crate::Code::Count) if it has fewer items
    /// or more.
    pub fn tuple(self, least: usize, most: Option<usize>) -> Result<List<'d>, Fault> {
        let list = self.list()?;
        let enough = most.map_or(least, |most| most + 1);
        let count = list.iter().take(enough).count();
        if count < least || most.is_some_and(|most| count > most) {
            return Err(check::counted_items(least, most));
        }
        Ok(list)
    }

    /// The value as a JSON text in a string, what it holds read by `read`. The
    /// paths of faults in there begin at the inner value.
    ///
    /// ```
    /// use trilogue_wire::{Code, Document, Fault, Value};
    ///
    /// let document = Document::parse(br#""{\"amount\":5}""#)?;
    /// let amount = |value: Value<'_>| value.object()?.required("amount", Value::number);
    /// assert_eq!(document.root().json_text(amount)?, 5.0);
    /// # Ok::<(), Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Value::text`], then as [`Document::parse`], then those of `read`.
    pub fn json_text<T, E: From<Fault>>(
        self,
        read: impl FnOnce(Value<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let text = self.text()?;
        read(Document::parse(text.as_bytes())?.root())
    }

    /// As [`Value::json_text`], where an empty string holds [nothing](Value::is_nothing).
    ///
    /// # Errors
    ///
    /// As [`Value::json_text`].
    pub fn json_text_or_nothing<T, E: From<Fault>>(
        self,
        read: impl FnOnce(Value<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let text = self.text()?;
        read(Document::parse_or_nothing(text.as_bytes())?.root())
    }

    /// Whether this is no value, but stands for a whole message that is
    /// nothing, as [`Document::parse_or_nothing`] gives it. Nothing stands at
    /// any place of it, and its text is empty.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        let node = self.node();
        node.start == node.end
    }

    /// The value, if it [is one](Value::is_nothing).
    #[must_use]
    pub fn given(self) -> Option<Self> {
        (!self.is_nothing()).then_some(self)
    }

    /// The value of a whole message, read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`](crate::Code::Missing) if it is [nothing](Value::is_nothing), else the fault of `read`.
    pub fn required<T>(self, read: impl FnOnce(Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.given().ok_or_else(check::no_value).and_then(read)
    }

    /// The value of a whole message, read by `read`, if it is not
    /// [nothing](Value::is_nothing).
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn optional<T>(
        self,
        read: impl FnOnce(Self) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.given().map(read).transpose()
    }

    /// The value of a whole message, read by `read`, with
    /// [nothing](Value::is_nothing) and `null` told apart.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn maybe<T>(self, read: impl FnOnce(Self) -> Result<T, Fault>) -> Result<Maybe<T>, Fault> {
        let found = self.optional(|value| value.nullable(read))?;
        Ok(Maybe::from_nested(found))
    }

    /// The value read by `read`, or nothing if it is `null`.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn nullable<T>(
        self,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if self.kind() == Kind::Null {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }
}
