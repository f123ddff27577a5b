//! Text as it stands between the quotes of a JSON string, escapes and all.
//!
//! Text stays raw until somebody asks for it, because a lone surrogate is a
//! fault only where the text is read, not in a value that nobody looks into.

use std::borrow::Cow;
use std::str::Chars;

/// The inside of a JSON string that the scanner has accepted.
#[derive(Clone, Copy)]
pub(crate) struct Text<'d> {
    pub(crate) raw: &'d str,
    /// Whether a backslash stands in it.
    pub(crate) escaped: bool,
}

impl<'d> Text<'d> {
    /// The text that is meant, or nothing if it has a lone surrogate.
    pub(crate) fn decoded(self) -> Option<Cow<'d, str>> {
        if !self.escaped {
            return Some(Cow::Borrowed(self.raw));
        }
        let scalars: Result<String, u16> = Scalars(self.raw.chars()).collect();
        scalars.ok().map(Cow::Owned)
    }

    /// The text that is meant, with U+FFFD for each lone surrogate.
    pub(crate) fn shown(self) -> Cow<'d, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let shown = |scalar: Result<char, u16>| scalar.unwrap_or(char::REPLACEMENT_CHARACTER);
        Cow::Owned(Scalars(self.raw.chars()).map(shown).collect())
    }

    /// Bytes that are the same for two texts exactly if their 16-bit units are,
    /// and that sort like their code points: UTF-8, in which a lone surrogate
    /// has the three bytes that its number would have.
    pub(crate) fn identity(self) -> Cow<'d, [u8]> {
        if !self.escaped {
            return Cow::Borrowed(self.raw.as_bytes());
        }
        let mut bytes = Vec::with_capacity(self.raw.len());
        for scalar in Scalars(self.raw.chars()) {
            match scalar {
                Ok(scalar) => bytes.extend(scalar.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(unit) => bytes.extend(surrogate_bytes(unit)),
            }
        }
        Cow::Owned(bytes)
    }

    /// Whether this is `text`.
    pub(crate) fn is(self, text: &str) -> bool {
        if self.escaped {
            *self.identity() == *text.as_bytes()
        } else {
            self.raw == text
        }
    }
}

fn surrogate_bytes(unit: u16) -> [u8; 3] {
    let six_bits = |shift: u16| 0x80 | (unit >> shift & 0x3F).to_le_bytes()[0];
    [0xED, six_bits(6), six_bits(0)]
}

/// The Unicode scalar values that a raw text means, and the lone surrogates.
struct Scalars<'d>(Chars<'d>);

impl Iterator for Scalars<'_> {
    type Item = Result<char, u16>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.next()? {
            '\\' => self.escape(),
            plain => Some(Ok(plain)),
        }
    }
}

impl Scalars<'_> {
    fn escape(&mut self) -> Option<Result<char, u16>> {
        let meant = match self.0.next()? {
            'b' => '\u{8}',
            'f' => '\u{C}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unit(),
            itself => itself,
        };
        Some(Ok(meant))
    }

    fn unit(&mut self) -> Option<Result<char, u16>> {
        let unit = self.hex()?;
        if !(0xD800..0xDC00).contains(&unit) {
            return Some(char::from_u32(unit.into()).ok_or(unit));
        }
        let mut ahead = Scalars(self.0.clone());
        let pair = ahead
            .second_half()
            .and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
        if pair.is_some() {
            *self = ahead;
        }
        Some(pair.ok_or(unit))
    }

    fn second_half(&mut self) -> Option<u16> {
        (self.0.next()? == '\\' && self.0.next()? == 'u').then(|| self.hex())?
    }

    fn hex(&mut self) -> Option<u16> {
        let digits = self.0.as_str().get(..4)?;
        self.0 = self.0.as_str()[4..].chars();
        u16::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> Text<'_> {
        Text {
            raw,
            escaped: raw.contains('\\'),
        }
    }

    #[test]
    fn escapes_are_decoded() {
        let cases = [
            (r"plain ü", "plain ü"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"\u0041\u00e9\u20AC", "Aé€"),
            (r"\ud83d\ude00!", "😀!"),
            (r"\\u0041", r"\u0041"),
            (r"\u0000", "\0"),
            (r"\ufffd\uFFFF", "\u{fffd}\u{ffff}"),
        ];
        for (raw, meant) in cases {
            assert_eq!(text(raw).decoded().as_deref(), Some(meant), "{raw}");
            assert_eq!(text(raw).shown(), meant, "{raw}");
            assert_eq!(*text(raw).identity(), *meant.as_bytes(), "{raw}");
            assert!(text(raw).is(meant), "{raw}");
        }
    }

    #[test]
    fn lone_surrogates_are_told_apart_and_shown() {
        let cases = [
            (r"\ud800", "\u{fffd}"),
            (r"\udc00", "\u{fffd}"),
            (r"a\ud800\ud800b", "a\u{fffd}\u{fffd}b"),
            (r"\udc00\ud800", "\u{fffd}\u{fffd}"),
            (r"\ud800\ud83d\ude00", "\u{fffd}😀"),
            (r"\ud800\n", "\u{fffd}\n"),
            (r"\ud800\u0041", "\u{fffd}A"),
            (r"\ud800u0041", "\u{fffd}u0041"),
        ];
        for (raw, shown) in cases {
            assert_eq!(text(raw).decoded(), None, "{raw}");
            assert_eq!(text(raw).shown(), shown, "{raw}");
            assert!(!text(raw).is(shown), "{raw}");
        }
        assert_eq!(text(r"\ud800").identity(), text(r"\uD800").identity());
        assert_ne!(text(r"\ud800").identity(), text(r"\ud801").identity());
    }

    #[test]
    fn identities_sort_like_code_points() {
        let ordered = [
            r"a",
            r"\u007f",
            r"\ud7ff",
            r"\ud800",
            r"\udfff",
            "\u{e000}",
            r"\uffff",
            r"\ud800\udc00",
        ];
        for pair in ordered.windows(2) {
            assert!(
                text(pair[0]).identity() < text(pair[1]).identity(),
                "{pair:?}"
            );
        }
    }
}
