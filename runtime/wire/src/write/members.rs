//! Writing what stands in objects and lists.

use super::Writer;
use crate::refusal::Fault;
use crate::{Document, Kinds, Maybe, check};
use std::collections::BTreeMap;
use std::mem;

/// Writes the entries of one object, in the order of the calls. That no key is
/// written twice is up to the caller.
#[derive(Debug)]
pub struct ObjectWriter<'w> {
    out: &'w mut Writer,
    is_empty: bool,
}

impl<'w> ObjectWriter<'w> {
    pub(super) fn new(out: &'w mut Writer) -> Self {
        Self {
            out,
            is_empty: true,
        }
    }

    /// Writes one entry, its value by `write`.
    ///
    /// # Errors
    ///
    /// The fault of `write`, at the key.
    pub fn field(
        &mut self,
        key: &str,
        write: impl FnOnce(&mut Writer) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.key(key)?;
        write(self.out).map_err(|fault| fault.under(key))
    }

    fn key(&mut self, key: &str) -> Result<(), Fault> {
        if !mem::take(&mut self.is_empty) {
            self.out.text.push(',');
        }
        self.out.text(key)?;
        self.out.text.push(':');
        Ok(())
    }

    /// Writes one entry if there is a value.
    ///
    /// # Errors
    ///
    /// The fault of `write`, at the key.
    pub fn optional<T>(
        &mut self,
        key: &str,
        value: &Option<T>,
        write: impl FnOnce(&mut Writer, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match value {
            Some(value) => self.field(key, |out| write(out, value)),
            None => Ok(()),
        }
    }

    /// Writes one entry that may be absent or `null`.
    ///
    /// # Errors
    ///
    /// The fault of `write`, at the key.
    pub fn maybe<T>(
        &mut self,
        key: &str,
        value: &Maybe<T>,
        write: impl FnOnce(&mut Writer, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match value {
            Maybe::Absent => Ok(()),
            Maybe::Null => self.field(key, Writer::null),
            Maybe::Value(value) => self.field(key, |out| write(out, value)),
        }
    }

    /// Writes the entries of the object that `write` writes, as entries of this
    /// one. None of them may have a key that is `taken`: those of the layout
    /// that stand in this object, before and after. There is nothing to be
    /// found, and so nothing `taken` to be given, where the type that is
    /// written has no keys but those that it declares.
    ///
    /// ```
    /// use trilogue_wire::{Code, Writer};
    ///
    /// let message = |key: &str| {
    ///     let mut out = Writer::new();
    ///     let written = out.object(|object| {
    ///         object.field("type", |out| out.text("size"))?;
    ///         object.spread(&["type"], |out| out.object(|payload| payload.field(key, Writer::null)))
    ///     });
    ///     written.map(|()| out.into_string())
    /// };
    /// assert_eq!(message("height").unwrap(), r#"{"type":"size","height":null}"#);
    /// assert_eq!(message("type").unwrap_err().code(), Code::Unexpected);
    /// ```
    ///
    /// # Errors
    ///
    /// The fault of `write`, [`Code::Type`](crate::Code::Type) if what it
    /// writes is no object, [`Code::Unexpected`](crate::Code::Unexpected) at
    /// the first key that is `taken`, in the order of the keys' Unicode scalar
    /// values.
    pub fn spread(
        &mut self,
        taken: &[&str],
        write: impl FnOnce(&mut Writer) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let start = self.out.text.len();
        write(self.out)?;
        let written = &self.out.text[start..];
        if !taken.is_empty() {
            refuse_taken(written, taken)?;
        }
        if !(written.starts_with('{') && written.ends_with('}')) {
            return Err(check::not_of_kinds(Kinds::OBJECT));
        }
        self.out.text.pop();
        let is_empty = self.out.text.len() == start + 1;
        if self.is_empty || is_empty {
            self.out.text.remove(start);
        } else {
            self.out.text.replace_range(start..=start, ",");
        }
        self.is_empty &= is_empty;
        Ok(())
    }

    /// Writes the entries of the object that `write` writes, but for those with
    /// `hidden` keys: what a layout says itself takes the place of what an
    /// echo brings back.
    ///
    /// ```
    /// use trilogue_wire::Writer;
    ///
    /// let mut out = Writer::new();
    /// out.object(|answer| {
    ///     answer.field("id", |out| out.integer(7))?;
    ///     answer.echo(&["id"], |out| out.raw(r#"{"id":1,"ask":"size"}"#))
    /// })
    /// .unwrap();
    /// assert_eq!(out.into_string(), r#"{"id":7,"ask":"size"}"#);
    /// ```
    ///
    /// # Errors
    ///
    /// The fault of `write`, [`Code::Type`](crate::Code::Type) if what it
    /// writes is no object.
    pub fn echo(
        &mut self,
        hidden: &[&str],
        write: impl FnOnce(&mut Writer) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut whole = Writer::new();
        write(&mut whole)?;
        let whole = whole.into_string();
        let document = Document::parse(whole.as_bytes())?;
        let shown = document.root().object()?.raw_without(hidden);
        self.spread(&[], |out| out.raw(&shown))
    }

    /// Writes the entries of a map beside those with `declared` keys, in the
    /// order of the keys' Unicode scalar values.
    ///
    /// # Errors
    ///
    /// [`Code::Unexpected`](crate::Code::Unexpected) at a key that is
    /// `declared`, and the faults of `write`, whichever comes first.
    pub fn others<T>(
        &mut self,
        entries: &BTreeMap<String, T>,
        declared: &[&str],
        mut write: impl FnMut(&mut Writer, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        for (key, value) in entries {
            if declared.contains(&key.as_str()) {
                return Err(check::unexpected(key));
            }
            self.field(key, |out| write(out, value))?;
        }
        Ok(())
    }
}

/// Refuses the first key of an object that is `taken`.
fn refuse_taken(written: &str, taken: &[&str]) -> Result<(), Fault> {
    let document = Document::parse(written.as_bytes())?;
    let object = document.root().object()?;
    let keys = object.entries().map(|(key, _)| key);
    let first = keys.filter(|key| taken.contains(&&**key)).min();
    first.map_or(Ok(()), |key| Err(check::unexpected(&key)))
}

/// Writes the items of one list, in the order of the calls.
#[derive(Debug)]
pub struct ListWriter<'w> {
    out: &'w mut Writer,
    /// How many items there are, those included that are absent at the end.
    count: usize,
    /// The first item that is absent.
    absent: Option<usize>,
}

impl<'w> ListWriter<'w> {
    pub(super) fn new(out: &'w mut Writer) -> Self {
        Self {
            out,
            count: 0,
            absent: None,
        }
    }

    /// Writes the next item by `write`.
    ///
    /// # Errors
    ///
    /// The fault of `write`, at the item; [`Code::Missing`](crate::Code::Missing)
    /// at an item before it that is absent.
    pub fn item(
        &mut self,
        write: impl FnOnce(&mut Writer) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if let Some(absent) = self.absent {
            return Err(check::no_value().at(absent));
        }
        let index = self.count;
        if index > 0 {
            self.out.text.push(',');
        }
        self.count += 1;
        write(self.out).map_err(|fault| fault.at(index))
    }

    /// Writes the next item if there is a value. None may then follow.
    ///
    /// # Errors
    ///
    /// As [`ListWriter::item`].
    pub fn optional<T>(
        &mut self,
        value: &Option<T>,
        write: impl FnOnce(&mut Writer, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match value {
            Some(value) => self.item(|out| write(out, value)),
            None => {
                self.absent();
                Ok(())
            }
        }
    }

    /// Leaves out the next item. None may then follow.
    pub fn absent(&mut self) {
        self.absent.get_or_insert(self.count);
        self.count += 1;
    }

    /// Writes all the items that are left.
    ///
    /// # Errors
    ///
    /// As [`ListWriter::item`].
    pub fn rest<T>(
        &mut self,
        items: &[T],
        mut write: impl FnMut(&mut Writer, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut items = items.iter();
        items.try_for_each(|value| self.item(|out| write(out, value)))
    }
}
