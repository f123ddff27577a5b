//! Writing JSON text by the rules that readers hold it to.

mod members;
mod number;
mod union;

pub use members::{ListWriter, ObjectWriter};
pub(crate) use number::{script_number, whole};

use number::push_number;

use crate::check;
use crate::lexeme::special;
use crate::refusal::Fault;
use crate::telling::{Constant, Name};
use crate::{Json, MAX_DEPTH};
use std::collections::BTreeMap;
use std::fmt;

/// Appends JSON text, without spaces.
///
/// Whoever writes one value calls one method. Each returns a result, also where
/// nothing can go wrong, so that they fit the closures of
/// [`ObjectWriter::field`] and [`Writer::list`], which add their place to the
/// path of a fault. After a fault, what was written is half a text.
///
/// ```
/// use trilogue_wire::Writer;
///
/// let mut out = Writer::new();
/// out.object(|message| {
///     message.field("type", |out| out.text("top_up"))?;
///     message.field("quick_values", |out| out.list(&[5.0, 10.5], |out, value| out.number(*value)))
/// })
/// .unwrap();
/// assert_eq!(out.into_string(), r#"{"type":"top_up","quick_values":[5,10.5]}"#);
///
/// let fault = Writer::new().list(&[1.0, f64::NAN], |out, value| out.number(*value)).unwrap_err();
/// assert_eq!(fault.refuse(None).to_string(), "/1: expected a number (type)");
/// ```
pub struct Writer {
    text: String,
    /// How many values of recursive types are open.
    depth: usize,
}

impl Writer {
    /// A writer that has written nothing.
    #[must_use]
    pub fn new() -> Self {
        /// Enough for most messages, and not much where it is not needed.
        const CAPACITY: usize = 128;
        let text = String::with_capacity(CAPACITY);
        Self { text, depth: 0 }
    }

    /// What was written.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Writes `null`.
    ///
    /// # Errors
    ///
    /// None.
    pub fn null(&mut self) -> Result<(), Fault> {
        self.raw("null")
    }

    /// Writes `true` or `false`.
    ///
    /// # Errors
    ///
    /// None.
    pub fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        self.raw(if value { "true" } else { "false" })
    }

    /// Writes a whole number.
    ///
    /// # Errors
    ///
    /// [`Code::Integer`](crate::Code::Integer) if it is beyond ±(2^53 - 1).
    pub fn integer(&mut self, value: i64) -> Result<(), Fault> {
        let value = check::integer(value)?;
        self.raw(itoa::Buffer::new().format(value))
    }

    /// Writes a number as JavaScript does: the fewest digits that read back as
    /// the same double, without a fraction if it is whole.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is not finite.
    pub fn number(&mut self, value: f64) -> Result<(), Fault> {
        push_number(&mut self.text, check::finite(value)?);
        Ok(())
    }

    /// Writes text, escaping only what JSON makes it escape.
    ///
    /// # Errors
    ///
    /// None.
    pub fn text(&mut self, value: &str) -> Result<(), Fault> {
        self.text.push('"');
        let mut written = 0;
        loop {
            let plain = special(value.as_bytes(), written);
            self.text.push_str(&value[written..plain]);
            let Some(byte) = value.as_bytes().get(plain) else {
                break;
            };
            self.escape(*byte);
            written = plain + 1;
        }
        self.text.push('"');
        Ok(())
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'\\' | b'"' => byte,
            0x08 => b'b',
            0x0C => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => return self.escape_as_hex(byte),
        };
        self.text.extend(['\\', short.into()]);
    }

    fn escape_as_hex(&mut self, byte: u8) {
        self.text.push_str("\\u00");
        let digits = [byte >> 4, byte & 0xF];
        self.text.extend(
            digits
                .iter()
                .filter_map(|digit| char::from_digit((*digit).into(), 16)),
        );
    }

    /// Writes any JSON value. Its numbers are written as the doubles they are
    /// nearest to, and its objects in their own order.
    ///
    /// # Errors
    ///
    /// [`Code::Depth`](crate::Code::Depth) at the list or object that is the
    /// 65th around itself, this value counted as the first.
    pub fn json(&mut self, value: &Json) -> Result<(), Fault> {
        self.json_of(value, MAX_DEPTH)
    }

    fn json_of(&mut self, value: &Json, levels: usize) -> Result<(), Fault> {
        match value {
            Json::Null => self.null(),
            Json::Bool(value) => self.boolean(*value),
            Json::Number(number) => self.number(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => self.text(text),
            Json::Array(_) | Json::Object(_) if levels == 0 => Err(check::too_deep()),
            Json::Array(items) => self.list(items, |out, item| out.json_of(item, levels - 1)),
            Json::Object(entries) => self.object(|object| {
                let mut entries = entries.iter();
                entries.try_for_each(|(key, value)| {
                    object.field(key, |out| out.json_of(value, levels - 1))
                })
            }),
        }
    }

    /// Writes a list, each item by `write`.
    ///
    /// # Errors
    ///
    /// The first fault of `write`, at its item.
    pub fn list<T>(
        &mut self,
        items: &[T],
        mut write: impl FnMut(&mut Self, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            write(self, item).map_err(|fault| fault.at(index))?;
        }
        self.text.push(']');
        Ok(())
    }

    /// Writes a map as an object, each entry by `write`, in the order of the
    /// keys' Unicode scalar values.
    ///
    /// # Errors
    ///
    /// The first fault of `write`, at its key.
    pub fn map<T>(
        &mut self,
        entries: &BTreeMap<String, T>,
        write: impl FnMut(&mut Self, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.object(|object| object.others(entries, &[], write))
    }

    /// As [`Writer::map`], each key held against `check_key` before its entry is
    /// written.
    ///
    /// # Errors
    ///
    /// The first fault of `check_key` or `write`, at its key.
    pub fn map_of_keys<T>(
        &mut self,
        entries: &BTreeMap<String, T>,
        mut check_key: impl FnMut(&str) -> Result<(), Fault>,
        mut write: impl FnMut(&mut Self, &T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.object(|object| {
            entries.iter().try_for_each(|(key, value)| {
                check_key(key).map_err(|fault| fault.under(key))?;
                object.field(key, |out| write(out, value))
            })
        })
    }

    /// Writes a list of items that are not all of one type.
    ///
    /// ```
    /// use trilogue_wire::Writer;
    ///
    /// let mut out = Writer::new();
    /// out.tuple(|items| {
    ///     items.item(|out| out.text("move"))?;
    ///     items.optional(&Some(5), |out, speed| out.integer(*speed))?;
    ///     items.rest(&[1, 2, 3], |out, point| out.integer(*point))
    /// })
    /// .unwrap();
    /// assert_eq!(out.into_string(), r#"["move",5,1,2,3]"#);
    /// ```
    ///
    /// # Errors
    ///
    /// The fault of `write`.
    pub fn tuple(
        &mut self,
        write: impl FnOnce(&mut ListWriter<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.text.push('[');
        write(&mut ListWriter::new(self))?;
        self.text.push(']');
        Ok(())
    }

    /// Writes a value of a recursive type by `write`.
    ///
    /// # Errors
    ///
    /// [`Code::Depth`](crate::Code::Depth) if it is the 65th such value inside
    /// one another, and the fault of `write`.
    pub fn descend(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if self.depth == MAX_DEPTH {
            return Err(check::too_deep());
        }
        self.depth += 1;
        let written = write(self);
        self.depth -= 1;
        written
    }

    /// Writes what `write` writes as JSON text in a string.
    ///
    /// ```
    /// use trilogue_wire::{Fault, Writer};
    ///
    /// let mut out = Writer::new();
    /// out.json_text::<Fault>(|inner| inner.list(&["a"], |out, text| out.text(text)))?;
    /// assert_eq!(out.into_string(), r#""[\"a\"]""#);
    /// # Ok::<(), Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The fault of `write`, with a path that begins at the inner value.
    pub fn json_text<E: From<Fault>>(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut inner = Self::new();
        write(&mut inner)?;
        Ok(self.text(&inner.text)?)
    }

    /// Writes a wire name or a value of an enumeration.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is a number that is not finite.
    pub fn name(&mut self, name: &Name<'_>) -> Result<(), Fault> {
        match name {
            Name::Text(text) => self.text(text),
            Name::Number { value, .. } => self.number(*value),
            Name::Bool(value) => self.boolean(*value),
        }
    }

    /// Writes a constant.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is a number that is not finite.
    pub fn constant(&mut self, constant: &Constant) -> Result<(), Fault> {
        match constant {
            Constant::Null => self.null(),
            Constant::Bool(value) => self.boolean(*value),
            Constant::Number(value) => self.number(*value),
            Constant::Text(text) => self.text(text),
        }
    }

    /// Writes an object, its entries by `write`.
    ///
    /// # Errors
    ///
    /// The fault of `write`.
    pub fn object(
        &mut self,
        write: impl FnOnce(&mut ObjectWriter<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.text.push('{');
        write(&mut ObjectWriter::new(self))?;
        self.text.push('}');
        Ok(())
    }

    /// Appends text that is known to be JSON where it stands.
    ///
    /// # Errors
    ///
    /// None.
    pub fn raw(&mut self, json: &str) -> Result<(), Fault> {
        self.text.push_str(json);
        Ok(())
    }
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Writer {
    /// Shows how much was written, not what, which may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("bytes", &self.text.len())
            .field("depth", &self.depth)
            .finish()
    }
}

#[cfg(test)]
mod tests;
