//! Writing JSON text by the rules that readers hold it to.

use crate::check;
use crate::lexeme::special;
use crate::refusal::Fault;
use crate::{Json, MAX_DEPTH, MAX_SAFE_INTEGER};
use std::collections::BTreeMap;
use std::fmt;
use std::mem;

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
}

impl Writer {
    /// A writer that has written nothing.
    #[must_use]
    pub fn new() -> Self {
        /// Enough for most messages, and not much where it is not needed.
        const CAPACITY: usize = 128;
        let text = String::with_capacity(CAPACITY);
        Self { text }
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
        write(&mut ObjectWriter {
            out: self,
            is_empty: true,
        })?;
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
            .finish()
    }
}

/// Writes the entries of one object, in the order of the calls. That no key is
/// written twice is up to the caller.
#[derive(Debug)]
pub struct ObjectWriter<'w> {
    out: &'w mut Writer,
    is_empty: bool,
}

impl ObjectWriter<'_> {
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

/// The whole number that a double is, if a double tells it from its neighbours.
pub(crate) fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is exact")]
    let is_safe = number.abs() <= MAX_SAFE_INTEGER as f64;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a fraction that is cut off is found in the next line"
    )]
    let whole = number as i64;
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "within 2^53 - 1, and it is exactness that is asked for"
    )]
    let is_whole = whole as f64 == number;
    (is_safe && is_whole).then_some(whole)
}

/// A finite number as JavaScript prints it.
pub(crate) fn script_number(number: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, number);
    text
}

/// Appends a finite number as JavaScript prints it. `zmij` finds the same
/// digits, ties included, but goes over to exponents elsewhere.
fn push_number(text: &mut String, number: f64) {
    if let Some(whole) = whole(number) {
        return text.push_str(itoa::Buffer::new().format(whole));
    }
    let mut buffer = zmij::Buffer::new();
    let shortest = buffer.format_finite(number);
    let Some(at) = shortest.bytes().position(|byte| byte == b'e') else {
        return text.push_str(shortest.strip_suffix(".0").unwrap_or(shortest));
    };
    let (digits, exponent) = (&shortest[..at], &shortest[at + 1..]);
    match exponent.parse::<i32>() {
        Ok(exponent @ 16..=20) => {
            text.push_str(&without_exponent(digits, exponent.unsigned_abs() as usize));
        }
        Ok(exponent @ 21..) => text.extend([digits, "e+", &exponent.to_string()]),
        Ok(-6) => text.push_str(&number.to_string()),
        _ => text.push_str(shortest),
    }
}

/// `-1.25` and 20 as `-125000000000000000000`.
fn without_exponent(digits: &str, exponent: usize) -> String {
    let sign = usize::from(digits.starts_with('-'));
    let width = sign + 1 + exponent;
    format!("{:0<width$}", digits.replace('.', ""))
}

#[cfg(test)]
mod tests;
