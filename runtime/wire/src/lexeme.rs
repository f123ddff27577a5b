//! Where the texts and numbers of JSON (RFC 8259) end.

#![expect(
    clippy::inline_always,
    reason = "the loop that calls these is the whole of scanning, as `scan` says"
)]

use memchr::memchr2;

/// Where the text ends whose first special byte is the backslash at `first`: the
/// position after its closing quote. Nothing if it does not end, or that byte is
/// something else.
#[inline(never)]
pub(crate) fn escaped_text_end(json: &[u8], first: usize) -> Option<usize> {
    let mut at = first;
    loop {
        match json.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at = special(json, escape_end(json, at)?),
            _ => return None,
        }
    }
}

/// Bytes that are looked at at once.
const WORD: usize = size_of::<u64>();

/// After so many words without an end, a text is likely to be long.
const SHORT: usize = 4;

/// The position of the first quote, backslash or control character from `start`
/// on, or of the end. Those are what a text has only as escapes.
#[inline(always)]
pub(crate) fn special(json: &[u8], start: usize) -> usize {
    let specials = specials(word_at(json, start));
    if specials == 0 {
        special_after(json, start + WORD)
    } else {
        start + specials.trailing_zeros() as usize / 8
    }
}

/// As [`special`], if there is none in the first word.
#[inline(never)]
fn special_after(json: &[u8], start: usize) -> usize {
    for at in (start..).step_by(WORD).take(SHORT) {
        let specials = specials(word_at(json, at));
        if specials != 0 {
            return at + specials.trailing_zeros() as usize / 8;
        }
    }
    special_far(json, start + SHORT * WORD)
}

/// A number that is the same for the same bytes, made from the first and the
/// last of those between `start` and `end`. That is not the end of the text.
#[inline(always)]
pub(crate) fn look(json: &[u8], start: usize, end: usize) -> u64 {
    /// Odd and without a pattern, so that the highest bits of the product
    /// depend on all bits.
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let first = word_at(json, start);
    let look = match end - start {
        WORD.. => first ^ word_at(json, end - WORD).rotate_left(29),
        length => first & !(u64::MAX << (8 * length)),
    };
    look.wrapping_mul(MIX)
}

/// The bytes from `at` on, with zeros, which are control characters, after the
/// end.
#[inline(always)]
fn word_at(json: &[u8], at: usize) -> u64 {
    match json.get(at..).and_then(<[u8]>::first_chunk) {
        Some(word) => u64::from_le_bytes(*word),
        None => last_word(json, at),
    }
}

/// The fewer than eight bytes from `at` on, from two parts that may overlap.
#[inline]
fn last_word(json: &[u8], at: usize) -> u64 {
    let rest = &json[at..];
    let length = rest.len();
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (length - 4));
    }
    match rest {
        [first, .., last] => {
            let middle = u64::from(rest[length / 2]) << (8 * (length / 2));
            u64::from(*first) | middle | u64::from(*last) << (8 * (length - 1))
        }
        [only] => u64::from(*only),
        [] => 0,
    }
}

/// Has the highest bit of a byte set for the first special byte of a word, and
/// none below it.
#[inline(always)]
fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; WORD]);
    const HIGHEST: u64 = ONES << 7;
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !word;
    let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, b' ') | equal(b'"') | equal(b'\\')) & HIGHEST
}

/// As [`special_after`], for what is far away. Goes on in pieces, so that whoever
/// asks again after each control character looks at no byte often.
#[inline(never)]
fn special_far(json: &[u8], start: usize) -> usize {
    const PIECE: usize = 1024;
    let mut at = start;
    while let Some(rest) = json.get(at..).filter(|rest| !rest.is_empty()) {
        let piece = &rest[..rest.len().min(PIECE)];
        let special = memchr2(b'"', b'\\', piece);
        let before = &piece[..special.unwrap_or(piece.len())];
        if !is_plain(before) {
            let control = before.iter().position(|byte| *byte < b' ');
            return at + control.unwrap_or_default();
        }
        at += before.len();
        if special.is_some() {
            break;
        }
    }
    at.min(json.len())
}

/// Whether there is no control character. Looks for the smallest byte without
/// an early end, since then the compiler takes many bytes at once.
fn is_plain(text: &[u8]) -> bool {
    text.iter().copied().fold(b' ', u8::min) == b' '
}

/// The position after the escape whose backslash is at `start`. A control
/// character there is no escape.
fn escape_end(json: &[u8], start: usize) -> Option<usize> {
    match json.get(start..)? {
        [
            b'\\',
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            ..,
        ] => Some(start + 2),
        [b'\\', b'u', digits @ ..] => {
            let digits = digits.first_chunk::<4>()?;
            digits
                .iter()
                .all(u8::is_ascii_hexdigit)
                .then_some(start + 6)
        }
        _ => None,
    }
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// The position after it.
    pub(crate) end: usize,
    /// Its digits, if they are few.
    pub(crate) short: Option<Digits>,
}

/// A number's digits without sign and point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digits {
    pub(crate) value: u32,
    /// How many of them stand after the point.
    pub(crate) after_point: u8,
}

/// So many digits are below 2^32.
const FEW_DIGITS: usize = 9;

/// Fewer digits than this cannot be beyond a double.
const DIGITS_OF_A_DOUBLE: usize = 309;

/// The number that starts at `start`, or nothing if it is not well-formed or
/// beyond a double.
#[inline(always)]
pub(crate) fn number(json: &[u8], start: usize) -> Option<Number> {
    let first = start + usize::from(json[start] == b'-');
    let mut value = 0;
    let mut end = digits_end(json, first, &mut value);
    if end == first || (json[first] == b'0' && end > first + 1) {
        return None;
    }
    let mut after_point = 0;
    if json.get(end) == Some(&b'.') {
        let point = end;
        end = digits_end(json, point + 1, &mut value);
        after_point = end - point - 1;
        if after_point == 0 {
            return None;
        }
    }
    if end - first > FEW_DIGITS || matches!(json.get(end), Some(b'e' | b'E')) {
        return long_number(json, start, end);
    }
    #[expect(clippy::cast_possible_truncation, reason = "no more than nine")]
    let after_point = after_point as u8;
    let short = Some(Digits { value, after_point });
    Some(Number { end, short })
}

/// As [`number`], for one that has many digits or an exponent. Its digits up to
/// there end at `digits`.
#[inline(never)]
fn long_number(json: &[u8], start: usize, digits: usize) -> Option<Number> {
    let mut end = digits;
    let has_exponent = matches!(json.get(digits), Some(b'e' | b'E'));
    if has_exponent {
        let sign = matches!(json.get(digits + 1), Some(b'+' | b'-'));
        let first = digits + 1 + usize::from(sign);
        end = digits_end(json, first, &mut 0);
        (end > first).then_some(())?;
    }
    if has_exponent || end - start >= DIGITS_OF_A_DOUBLE {
        let number: f64 = str::from_utf8(&json[start..end]).ok()?.parse().ok()?;
        number.is_finite().then_some(())?;
    }
    Some(Number { end, short: None })
}

/// The position after the digits at `start`, which are added to `value` as long
/// as there is room.
#[inline(always)]
fn digits_end(json: &[u8], start: usize, value: &mut u32) -> usize {
    let mut end = start;
    while let Some(byte) = json.get(end)
        && byte.is_ascii_digit()
    {
        *value = value.wrapping_mul(10).wrapping_add(u32::from(byte - b'0'));
        end += 1;
    }
    end
}

/// The position after the white space at `start`.
#[inline(never)]
pub(crate) fn space_end(json: &[u8], start: usize) -> usize {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let spaces = json[start..].iter().take_while(|byte| is_space(byte));
    start + spaces.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_goes_over_the_end_in_zeros() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        for start in 0..=bytes.len() {
            let mut expected = [0; WORD];
            let rest = &bytes[start..];
            let length = rest.len().min(WORD);
            expected[..length].copy_from_slice(&rest[..length]);
            assert_eq!(word_at(&bytes, start), u64::from_le_bytes(expected));
        }
    }

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        for length in (0..80).chain(1000..1100) {
            for byte in [b'"', b'\\', 0, 0x1F] {
                let mut text = "\u{80}\u{7f}! []\u{ff}".repeat(200).into_bytes();
                text[length] = byte;
                text[length + 1] = b'"';
                text[length + 9] = 1;
                assert_eq!(special(&text, 0), length);
                assert_eq!(special(&text[..length], 0), length);
            }
        }
    }

    #[test]
    fn a_look_depends_on_the_bytes_between_alone() {
        let of = |text: &str| look(text.as_bytes(), 1, text.len() - 2);
        for (one, other) in [
            ("", "a"),
            ("a", "b"),
            ("a", "aa"),
            ("a-long-key", "a-long-kez"),
        ] {
            assert_eq!(of(&format!("\"{one}\":")), of(&format!(" {one}\" ")));
            assert_ne!(of(&format!("\"{one}\":")), of(&format!("\"{other}\":")));
        }
    }

    #[test]
    fn numbers_end_where_they_end() {
        let short = |value, after_point| Some(Digits { value, after_point });
        let cases = [
            ("0", Some((1, short(0, 0)))),
            ("-0,", Some((2, short(0, 0)))),
            ("12.50]", Some((5, short(1250, 2)))),
            ("123456789", Some((9, short(123_456_789, 0)))),
            ("1234567890", Some((10, None))),
            ("-0.1234567", Some((10, short(1_234_567, 7)))),
            ("0.12345678", Some((10, None))),
            ("1e2", Some((3, None))),
            ("1.5E-400", Some((8, None))),
            ("1e400", None),
            ("01", None),
            ("-", None),
            ("1.", None),
            ("1.e1", None),
            ("1e", None),
            ("1e+", None),
        ];
        for (text, expected) in cases {
            let found = number(text.as_bytes(), 0).map(|number| (number.end, number.short));
            assert_eq!(found, expected, "{text}");
        }
    }
}
