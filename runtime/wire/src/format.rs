//! Texts of a checked form, kept as they came.

use crate::refusal::{Code, Fault};
use crate::value::Value;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// The forms of text that need no more than to be looked at.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Uuid,
    DateTime,
    Date,
    Base64,
}

impl Form {
    fn fits(self, text: &str) -> bool {
        match self {
            Self::Uuid => is_uuid(text.as_bytes()),
            Self::DateTime => is_date_time(text.as_bytes()),
            Self::Date => is_date(text.as_bytes()),
            Self::Base64 => is_base64(text.as_bytes()),
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Uuid => "a UUID",
            Self::DateTime => "a date and time with a zone",
            Self::Date => "a date",
            Self::Base64 => "padded Base64",
        }
    }

    /// The text, if it has this form.
    pub(crate) fn check<T: AsRef<str>>(self, text: T) -> Result<T, Fault> {
        if self.fits(text.as_ref()) {
            Ok(text)
        } else {
            Err(Fault::new(Code::Format, self.expected()))
        }
    }
}

/// Text types that differ in their form alone.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $reader:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            #[doc = concat!("Reads ", $what, ".")]
            ///
            /// # Errors
            ///
            /// [`Code::Format`] if the text has another form.
            pub fn parse(text: &str) -> Result<Self, Fault> {
                Form::$name.check(text).map(|text| Self(text.to_owned()))
            }

            /// The text as it came.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Fault;

            fn from_str(text: &str) -> Result<Self, Fault> {
                Self::parse(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl Value<'_> {
            #[doc = concat!("The value as ", $what, ".")]
            ///
            /// # Errors
            ///
            /// As [`Value::text`], and [`Code::Format`] if the text has another
            /// form.
            pub fn $reader(self) -> Result<$name, Fault> {
                Form::$name.check(self.string()?).map($name)
            }
        }
    };
}

text_type! {
    /// A UUID: 32 hex digits in either case, in groups of 8, 4, 4, 4 and 12.
    ///
    /// It is kept as it came, so two that differ in case differ.
    ///
    /// ```
    /// use trilogue_wire::Uuid;
    ///
    /// assert!(Uuid::parse("f81d4fae-7dec-11d0-A765-00a0c91e6bf6").is_ok());
    /// assert!(Uuid::parse("f81d4fae7dec11d0a76500a0c91e6bf6").is_err());
    /// ```
    Uuid, uuid, "a UUID"
}

text_type! {
    /// A point in time by RFC 3339, always with a zone: a date, `T`, a time with
    /// at most nine digits of fraction, and `Z` or an offset. No leap seconds.
    ///
    /// It is kept as it came: two texts for one moment differ.
    ///
    /// ```
    /// use trilogue_wire::DateTime;
    ///
    /// assert!(DateTime::parse("2026-01-26T12:30:00.25+01:00").is_ok());
    /// assert!(DateTime::parse("2026-01-26T12:30:00").is_err());
    /// ```
    DateTime, date_time, "a date and time with a zone"
}

text_type! {
    /// A day that exists, as in `2026-01-26`.
    ///
    /// ```
    /// use trilogue_wire::Date;
    ///
    /// assert!(Date::parse("2024-02-29").is_ok());
    /// assert!(Date::parse("2023-02-29").is_err());
    /// ```
    Date, date, "a date"
}

text_type! {
    /// Bytes in Base64: the standard alphabet of RFC 4648, padded, no bits left
    /// over.
    ///
    /// ```
    /// use trilogue_wire::Base64;
    ///
    /// let hello = Base64::parse("aGVsbG8=").unwrap();
    /// assert_eq!(hello.bytes(), b"hello");
    /// assert_eq!(Base64::encode(b"hello"), hello);
    /// assert!(Base64::parse("aGVsbG8").is_err());
    /// ```
    Base64, base64, "bytes in Base64"
}

impl Base64 {
    /// Writes bytes in Base64.
    #[must_use]
    pub fn encode(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for group in bytes.chunks(3) {
            let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for digit in 0..4 {
                let index = (bits >> (18 - 6 * digit) & 0x3F) as usize;
                text.push(if digit <= group.len() {
                    ALPHABET[index].into()
                } else {
                    '='
                });
            }
        }
        Self(text)
    }

    /// The bytes that the text stands for.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() / 4 * 3);
        for group in self.0.as_bytes().chunks(4) {
            let digits = group.iter().filter_map(|byte| sextet(*byte));
            let count = digits.clone().count();
            let bits = digits.fold(0, |bits, digit| bits << 6 | u32::from(digit));
            let all = (bits << (6 * (4 - count))).to_be_bytes();
            bytes.extend_from_slice(&all[1..count.max(1)]);
        }
        bytes
    }
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The number that some ASCII digits are.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn is_up_to(digits: &[u8], most: u32) -> bool {
    number(digits).is_some_and(|number| number <= most)
}

fn is_date(text: &[u8]) -> bool {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else {
        return false;
    };
    let parts = (
        number(&[*y0, *y1, *y2, *y3]),
        number(&[*m0, *m1]),
        number(&[*d0, *d1]),
    );
    let (Some(year), Some(month), Some(day)) = parts else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_date_time(text: &[u8]) -> bool {
    let Some((date, [b'T' | b't', rest @ ..])) = text.split_at_checked(10) else {
        return false;
    };
    let [h0, h1, b':', m0, m1, b':', s0, s1, rest @ ..] = rest else {
        return false;
    };
    is_date(date)
        && is_up_to(&[*h0, *h1], 23)
        && is_up_to(&[*m0, *m1], 59)
        && is_up_to(&[*s0, *s1], 59)
        && after_fraction(rest).is_some_and(is_zone)
}

/// What stands after the fraction of a second, if there is one.
fn after_fraction(text: &[u8]) -> Option<&[u8]> {
    const LONGEST: usize = 9;
    let [b'.', digits @ ..] = text else {
        return Some(text);
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (1..=LONGEST).contains(&count).then(|| &digits[count..])
}

fn is_zone(text: &[u8]) -> bool {
    match text {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h0, h1, b':', m0, m1] => {
            is_up_to(&[*h0, *h1], 23) && is_up_to(&[*m0, *m1], 59)
        }
        _ => false,
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The six bits that a digit of Base64 stands for.
fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// The bits of the last digit that no byte takes, by the digits in its group.
const LEFT_OVER: [u8; 4] = [0, 0, 0b1111, 0b11];

fn is_base64(text: &[u8]) -> bool {
    let one_less = text.strip_suffix(b"=").unwrap_or(text);
    let digits = one_less.strip_suffix(b"=").unwrap_or(one_less);
    let last = digits.last().and_then(|byte| sextet(*byte)).unwrap_or(0);
    text.len().is_multiple_of(4)
        && digits.iter().all(|byte| sextet(*byte).is_some())
        && digits.len() % 4 != 1
        && last & LEFT_OVER[digits.len() % 4] == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Case {
        format: String,
        text: String,
        fits: bool,
        why: String,
    }

    #[test]
    fn the_table_of_cases_holds() {
        let table = include_str!("../tests/formats.jsonl");
        for line in table.lines() {
            let case: Case = serde_json::from_str(line).expect("each line is a case");
            let form = match &*case.format {
                "uuid" => Form::Uuid,
                "datetime" => Form::DateTime,
                "date" => Form::Date,
                "base64" => Form::Base64,
                other => panic!("{other} is no format"),
            };
            assert_eq!(
                form.fits(&case.text),
                case.fits,
                "{:?}: {}",
                case.text,
                case.why
            );
        }
    }

    #[test]
    fn base64_goes_there_and_back() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(91)).collect();
            let text = Base64::encode(&bytes);
            assert_eq!(Base64::parse(&text), Ok(text.clone()));
            assert_eq!(text.bytes(), bytes);
        }
    }

    #[test]
    fn readers_refuse_other_kinds_before_other_forms() {
        let code = |json: &str| {
            let document = Document::parse(json.as_bytes()).unwrap();
            document.root().date().err().map(|fault| fault.code())
        };
        assert_eq!(code("20260126"), Some(Code::Type));
        assert_eq!(code(r#""20260126""#), Some(Code::Format));
        assert_eq!(code(r#""2026-01-26""#), None);
        assert_eq!(code(r#""2026\u002d01-26""#), None);
        assert_eq!(code(r#""\ud800""#), Some(Code::Unicode));
        let uuid: Uuid = "00000000-0000-0000-0000-000000000000".parse().unwrap();
        assert_eq!(
            (uuid.len(), &uuid.to_string()),
            (36, &String::from(uuid.clone()))
        );
    }
}
