//! Numbers as JavaScript prints them.

use crate::MAX_SAFE_INTEGER;

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
pub(super) fn push_number(text: &mut String, number: f64) {
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
