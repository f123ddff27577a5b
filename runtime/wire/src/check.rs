//! Limits on values. Each function takes a value and gives it back, so that
//! they nest: `check::minimum(value.number()?, 0.0)?`.
//!
//! ```
//! use trilogue_wire::{Code, check};
//!
//! assert_eq!(check::max_length("a", 2).unwrap(), "a");
//! assert_eq!(check::max_length("abc", 2).unwrap_err().code(), Code::MaxLength);
//! ```

use crate::format;
use crate::pattern::Pattern;
use crate::refusal::{Code, Fault};
use crate::telling::Constant;
use crate::url;
use crate::value::Value;
use crate::write::{script_number, whole};
use crate::{Kinds, MAX_DEPTH, MAX_SAFE_INTEGER};
use std::borrow::Cow;

/// A number that is `limit` or more.
///
/// # Errors
///
/// [`Code::Type`] if `value` is not finite, [`Code::Minimum`] if it is smaller.
pub fn minimum(value: f64, limit: f64) -> Result<f64, Fault> {
    if finite(value)? < limit {
        Err(limited(Code::Minimum, "at least", limit))
    } else {
        Ok(value)
    }
}

/// A number that is `limit` or less.
///
/// # Errors
///
/// [`Code::Type`] if `value` is not finite, [`Code::Maximum`] if it is larger.
pub fn maximum(value: f64, limit: f64) -> Result<f64, Fault> {
    if finite(value)? > limit {
        Err(limited(Code::Maximum, "at most", limit))
    } else {
        Ok(value)
    }
}

/// A whole number that is `limit` or more.
///
/// # Errors
///
/// [`Code::Integer`] if `value` is beyond ±(2^53 - 1), [`Code::Minimum`] if it
/// is smaller.
pub fn minimum_integer(value: i64, limit: f64) -> Result<i64, Fault> {
    minimum(double(value)?, limit).map(|_| value)
}

/// A whole number that is `limit` or less.
///
/// # Errors
///
/// [`Code::Integer`] if `value` is beyond ±(2^53 - 1), [`Code::Maximum`] if it
/// is larger.
pub fn maximum_integer(value: i64, limit: f64) -> Result<i64, Fault> {
    maximum(double(value)?, limit).map(|_| value)
}

/// A text of `limit` Unicode scalar values or more.
///
/// # Errors
///
/// [`Code::MinLength`] if it is shorter.
pub fn min_length<T: AsRef<str>>(text: T, limit: usize) -> Result<T, Fault> {
    let bytes = text.as_ref().len();
    let is_short = bytes / 4 < limit && text.as_ref().chars().take(limit).count() < limit;
    if is_short {
        Err(counted(Code::MinLength, "at least", limit, "character"))
    } else {
        Ok(text)
    }
}

/// A text of `limit` Unicode scalar values or fewer.
///
/// # Errors
///
/// [`Code::MaxLength`] if it is longer.
pub fn max_length<T: AsRef<str>>(text: T, limit: usize) -> Result<T, Fault> {
    let bytes = text.as_ref().len();
    let is_long = bytes > limit && text.as_ref().chars().nth(limit).is_some();
    if is_long {
        Err(counted(Code::MaxLength, "at most", limit, "character"))
    } else {
        Ok(text)
    }
}

/// A list of `limit` items or more.
///
/// # Errors
///
/// [`Code::MinItems`] if it is shorter.
pub fn min_items<L: AsRef<[T]>, T>(list: L, limit: usize) -> Result<L, Fault> {
    let is_short = list.as_ref().len() < limit;
    if is_short {
        Err(counted(Code::MinItems, "at least", limit, "item"))
    } else {
        Ok(list)
    }
}

/// A list of `limit` items or fewer.
///
/// # Errors
///
/// [`Code::MaxItems`] if it is longer.
pub fn max_items<L: AsRef<[T]>, T>(list: L, limit: usize) -> Result<L, Fault> {
    let is_long = list.as_ref().len() > limit;
    if is_long {
        Err(counted(Code::MaxItems, "at most", limit, "item"))
    } else {
        Ok(list)
    }
}

/// A text that is a URL with one of `schemes`.
///
/// # Errors
///
/// [`Code::Format`] as [`Url::parse`](crate::Url::parse).
pub fn url<T: AsRef<str>>(text: T, schemes: &[&str]) -> Result<T, Fault> {
    if url::fits(text.as_ref(), schemes) {
        Ok(text)
    } else {
        Err(url::no_url(schemes))
    }
}

fn limited(code: Code, side: &str, limit: f64) -> Fault {
    Fault::new(code, format!("{side} {}", script_number(limit)))
}

fn counted(code: Code, side: &str, limit: usize, thing: &str) -> Fault {
    let plural = if limit == 1 { "" } else { "s" };
    Fault::new(code, format!("{side} {limit} {thing}{plural}"))
}

pub(crate) fn finite(value: f64) -> Result<f64, Fault> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Fault::new(Code::Type, "a number"))
    }
}

/// The double that equals `value`.
fn double(value: i64) -> Result<f64, Fault> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the next line refuses what is not exact"
    )]
    let double = value as f64;
    whole(double).map(|_| double).ok_or_else(no_integer)
}

/// A whole number that a double can hold.
pub(crate) fn integer(value: i64) -> Result<i64, Fault> {
    double(value).map(|_| value)
}

pub(crate) fn no_integer() -> Fault {
    Fault::new(
        Code::Integer,
        format!("a whole number within ±{MAX_SAFE_INTEGER}"),
    )
}

#[cold]
pub(crate) fn not_of_kinds(kinds: Kinds) -> Fault {
    Fault::new(Code::Type, kinds.expected())
}

pub(crate) fn counted_items(least: usize, most: Option<usize>) -> Fault {
    let expected = match most {
        Some(most) if most == least => format!("a list of {least}"),
        Some(most) => format!("a list of {least} to {most}"),
        None => format!("a list of {least} or more"),
    };
    Fault::new(Code::Count, expected)
}

/// The fault of a value that is absent, where it should stand.
#[must_use]
#[cold]
pub fn no_value() -> Fault {
    Fault::new(Code::Missing, "a value")
}

/// The fault of a key that is absent, at the key.
#[must_use]
#[cold]
pub fn missing(key: &str) -> Fault {
    no_value().under(key)
}

/// A text that is one of those listed.
///
/// # Errors
///
/// [`Code::Enum`] if it is another.
pub fn one_of<T: AsRef<str>>(text: T, listed: &[&str]) -> Result<T, Fault> {
    if listed.contains(&text.as_ref()) {
        Ok(text)
    } else {
        Err(not_listed(format!("one of {}", listed.join(", "))))
    }
}

/// A whole number that is one of `listed`.
///
/// # Errors
///
/// [`Code::Enum`] if it is another.
pub fn one_of_integers(value: i64, listed: &[i64]) -> Result<i64, Fault> {
    if listed.contains(&value) {
        Ok(value)
    } else {
        Err(not_listed("one of the listed numbers"))
    }
}

/// A number that is one of `listed`.
///
/// # Errors
///
/// [`Code::Enum`] if it is another.
pub fn one_of_numbers(value: f64, listed: &[f64]) -> Result<f64, Fault> {
    // Both zeros are one number.
    let is_it = |known: &f64| {
        value
            .partial_cmp(known)
            .is_some_and(std::cmp::Ordering::is_eq)
    };
    if listed.iter().any(is_it) {
        Ok(value)
    } else {
        Err(not_listed("one of the listed numbers"))
    }
}

/// What stands at two places of a message, which must be the same.
///
/// # Errors
///
/// [`Code::Constant`] at the second if it is not.
pub fn same<T: PartialEq>(first: T, second: &T) -> Result<T, Fault> {
    if first == *second {
        Ok(first)
    } else {
        Err(Fault::new(Code::Constant, "the same as before"))
    }
}

/// What stands at one of two places of a message, or at both, where it must be the same.
///
/// # Errors
///
/// [`Code::Constant`] at the second if it is not.
pub fn same_if_both<T: PartialEq>(first: Option<T>, second: Option<T>) -> Result<Option<T>, Fault> {
    match (first, second) {
        (Some(first), Some(second)) => same(first, &second).map(Some),
        (first, second) => Ok(first.or(second)),
    }
}

/// The fault of a value that is none of those listed.
#[must_use]
#[cold]
pub fn not_listed(expected: impl Into<Cow<'static, str>>) -> Fault {
    Fault::new(Code::Enum, expected)
}

/// The fault of a value that fits no member of a union.
#[must_use]
#[cold]
pub fn no_member(expected: impl Into<Cow<'static, str>>) -> Fault {
    Fault::new(Code::Union, expected)
}

/// The fault of a key that is absent although others call for it.
#[must_use]
#[cold]
pub fn required(expected: impl Into<Cow<'static, str>>) -> Fault {
    Fault::new(Code::Required, expected)
}

/// The fault of an answer to no open request.
#[must_use]
#[cold]
pub fn not_open() -> Fault {
    Fault::new(Code::Unmatched, "an answer to an open request")
}

/// A value that is this constant.
///
/// # Errors
///
/// [`Code::Constant`] if it is anything else.
pub fn constant(value: Value<'_>, expected: &Constant) -> Result<(), Fault> {
    if expected.matches(value) {
        Ok(())
    } else {
        Err(Fault::new(Code::Constant, expected.json()))
    }
}

/// A text that matches a pattern, whole.
///
/// # Errors
///
/// [`Code::Pattern`] if it does not.
pub fn pattern<T: AsRef<str>>(text: T, pattern: &Pattern) -> Result<T, Fault> {
    if pattern.matches(text.as_ref()) {
        Ok(text)
    } else {
        let expected = format!("text that matches {}", pattern.source());
        Err(Fault::new(Code::Pattern, expected))
    }
}

/// A text that is a UUID.
///
/// # Errors
///
/// [`Code::Format`] as [`Uuid::parse`](crate::Uuid::parse).
pub fn uuid<T: AsRef<str>>(text: T) -> Result<T, Fault> {
    format::Form::Uuid.check(text)
}

/// A text that is a point in time.
///
/// # Errors
///
/// [`Code::Format`] as [`DateTime::parse`](crate::DateTime::parse).
pub fn date_time<T: AsRef<str>>(text: T) -> Result<T, Fault> {
    format::Form::DateTime.check(text)
}

/// A text that is a day.
///
/// # Errors
///
/// [`Code::Format`] as [`Date::parse`](crate::Date::parse).
pub fn date<T: AsRef<str>>(text: T) -> Result<T, Fault> {
    format::Form::Date.check(text)
}

/// A text that is bytes in Base64.
///
/// # Errors
///
/// [`Code::Format`] as [`Base64::parse`](crate::Base64::parse).
pub fn base64<T: AsRef<str>>(text: T) -> Result<T, Fault> {
    format::Form::Base64.check(text)
}

pub(crate) fn too_deep() -> Fault {
    Fault::new(Code::Depth, format!("at most {MAX_DEPTH} levels"))
}

pub(crate) fn unexpected(key: &str) -> Fault {
    Fault::new(Code::Unexpected, "no such key").under(key)
}

#[cfg(test)]
mod tests;
