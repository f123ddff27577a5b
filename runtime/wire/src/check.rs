//! Limits on values. Each function takes a value and gives it back, so that
//! they nest: `check::minimum(value.number()?, 0.0)?`.
//!
//! ```
//! use trilogue_wire::{Code, check};
//!
//! assert_eq!(check::max_length("a", 2).unwrap(), "a");
//! assert_eq!(check::max_length("abc", 2).unwrap_err().code(), Code::MaxLength);
//! ```

use crate::refusal::{Code, Fault};
use crate::url;
use crate::write::{script_number, whole};
use crate::{Kinds, MAX_DEPTH, MAX_SAFE_INTEGER};

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

pub(crate) fn too_deep() -> Fault {
    Fault::new(Code::Depth, format!("at most {MAX_DEPTH} levels"))
}

pub(crate) fn unexpected(key: &str) -> Fault {
    Fault::new(Code::Unexpected, "no such key").under(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict<T>(outcome: Result<T, Fault>) -> Option<String> {
        Some(outcome.err()?.refuse(None).to_string())
    }

    fn refused(code: Code, expected: &str) -> String {
        format!("expected {expected} ({code})")
    }

    #[test]
    fn numbers_may_be_the_limit_itself() {
        assert_eq!(verdict(minimum(0.5, 0.5)), None);
        assert_eq!(verdict(maximum(0.5, 0.5)), None);
        assert_eq!(verdict(minimum_integer(-3, -3.0)), None);
        assert_eq!(verdict(maximum_integer(3, 3.5)), None);
        assert_eq!(verdict(minimum(-0.0, 0.0)), None);
        assert_eq!(
            verdict(minimum(0.499, 0.5)),
            Some(refused(Code::Minimum, "at least 0.5"))
        );
        assert_eq!(
            verdict(maximum(1e21, 1e20)),
            Some(refused(Code::Maximum, "at most 100000000000000000000"))
        );
        assert_eq!(
            verdict(minimum_integer(-4, -3.0)),
            Some(refused(Code::Minimum, "at least -3"))
        );
        assert_eq!(
            verdict(maximum_integer(4, 3.5)),
            Some(refused(Code::Maximum, "at most 3.5"))
        );
    }

    #[test]
    fn the_kind_of_number_comes_before_its_limits() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(
                verdict(minimum(value, 0.0)),
                Some(refused(Code::Type, "a number"))
            );
            assert_eq!(
                verdict(maximum(value, 0.0)),
                Some(refused(Code::Type, "a number"))
            );
        }
        for value in [MAX_SAFE_INTEGER + 1, i64::MAX, i64::MIN] {
            let expected = Some(refused(
                Code::Integer,
                "a whole number within ±9007199254740991",
            ));
            assert_eq!(verdict(minimum_integer(value, 0.0)), expected);
            assert_eq!(verdict(maximum_integer(value, 0.0)), expected);
        }
    }

    #[test]
    fn text_is_counted_in_scalar_values() {
        let three = "aé😀";
        assert_eq!(verdict(min_length(three, 3)), None);
        assert_eq!(verdict(max_length(three, 3)), None);
        assert_eq!(
            verdict(min_length(three, 4)),
            Some(refused(Code::MinLength, "at least 4 characters"))
        );
        assert_eq!(
            verdict(max_length(three, 2)),
            Some(refused(Code::MaxLength, "at most 2 characters"))
        );
        assert_eq!(
            verdict(min_length("", 1)),
            Some(refused(Code::MinLength, "at least 1 character"))
        );
        assert_eq!(
            verdict(max_length("e\u{301}".to_owned(), 1)),
            Some(refused(Code::MaxLength, "at most 1 character"))
        );
        assert_eq!(verdict(max_length("", 0)), None);
    }

    #[test]
    fn lists_are_counted_in_items() {
        assert_eq!(verdict(min_items(vec![1, 2], 2)), None);
        assert_eq!(verdict(max_items(&[1, 2], 2)), None);
        assert_eq!(
            verdict(min_items(vec![1, 2], 3)),
            Some(refused(Code::MinItems, "at least 3 items"))
        );
        assert_eq!(
            verdict(max_items(&[1, 2], 1)),
            Some(refused(Code::MaxItems, "at most 1 item"))
        );
    }
}
