//! Web addresses by a grammar of our own, narrower than any parser's, so that
//! every language gives one verdict without a parser.
//!
//! # Grammar
//!
//! 1. **Characters.** None of these stands anywhere in the text: control
//!    characters (U+0000 to U+001F, U+007F to U+009F), white space (U+0020,
//!    U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F,
//!    U+3000), the backslash (U+005C). Any other character may stand in the
//!    rest of rules 3 and 8; it is neither decoded nor normalised. U+FEFF is no
//!    white space.
//! 2. **Scheme.** Everything before the first `:`, which must be there. An
//!    ASCII letter, then ASCII letters, digits, `+`, `-` and `.`. It must be
//!    one of the schemes allowed, compared without ASCII case.
//! 3. **Other schemes.** Unless the scheme is `http`, `https`, `ws` or `wss`
//!    (without case), whatever follows the `:` fits, nothing included.
//! 4. **Authority.** For those four, `//` follows the `:`, and the authority
//!    runs from there to the first `/`, `?` or `#`, or to the end. An authority
//!    is a host, then possibly a port. A user or password is refused, since `@`
//!    stands in neither.
//! 5. **Port.** `:` and one to five ASCII digits, at most 65535. Leading zeros
//!    within the five digits are fine; `:` without digits is refused.
//! 6. **Host in brackets.** If the authority starts with `[`, the host runs to
//!    the first `]`, and between them stands an IPv6 address in one of the text
//!    forms of RFC 4291, section 2.2 (exactly `IPv6address` of RFC 3986): eight
//!    groups of one to four hex digits in either case, joined by `:`; one `::`
//!    may stand for one group of zeros or more; the last two groups may be
//!    written as a dotted quad (rule 7). No zone, no `%`, no IP version tag.
//! 7. **Other hosts.** Up to the first `:` or the end: at most 253 characters,
//!    labels joined by `.`. A label has 1 to 63 characters, ASCII letters,
//!    digits, `-` and `_`, and neither starts nor ends with `-`. So there is no
//!    empty label and no dot at the end, and `%` is refused. A label that
//!    starts with `xn--` is not decoded. If the last label is all digits, or is
//!    `0x` (or `0X`) and then hex digits or nothing, the host must be a dotted
//!    quad: four decimal numbers from 0 to 255 without leading zeros.
//! 8. **After the authority** any text fits.
//!
//! The text of an address is kept as it came: nothing is lowercased, decoded or
//! completed. `tests/urls.jsonl` beside this crate is the table of cases.

use crate::refusal::{Code, Fault};
use memchr::{memchr, memchr3, memrchr};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A URL that fits the grammar of this project, kept as it came.
///
/// The [grammar](self) is narrower than what browsers take: no white space, control
/// characters or backslashes; after `http:`, `https:`, `ws:` and `wss:` always
/// `//` and a host, which is ASCII, a dotted quad or an IPv6 address in
/// brackets; a port to 65535; no user or password. An international host is
/// written as `xn--`.
///
/// ```
/// use trilogue_wire::Url;
///
/// let url = Url::parse("https://example.com/top-up?ok=1", &["https"]).unwrap();
/// assert_eq!(url.as_str(), "https://example.com/top-up?ok=1");
/// assert!(Url::parse("https://user@example.com/", &["https"]).is_err());
/// assert!("mailto:a@example.com".parse::<Url>().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

impl Url {
    /// Reads a URL that has one of `schemes`, compared without ASCII case.
    ///
    /// # Errors
    ///
    /// [`Code::Format`] if the text does not fit the grammar, or has another
    /// scheme.
    pub fn parse(text: &str, schemes: &[&str]) -> Result<Self, Fault> {
        owned(text.to_owned(), schemes)
    }

    /// The URL as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Url {
    type Err = Fault;

    /// Reads a URL with any scheme.
    ///
    /// # Errors
    ///
    /// [`Code::Format`] if the text does not fit the grammar.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let scheme = text.split(':').next().unwrap_or_default();
        let url = fits(text, &[scheme]).then(|| Self(text.to_owned()));
        url.ok_or_else(|| no_url(&[]))
    }
}

impl AsRef<str> for Url {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Url> for String {
    fn from(url: Url) -> Self {
        url.0
    }
}

/// [`Url::parse`] for text that the caller can give away.
pub(crate) fn owned(text: String, schemes: &[&str]) -> Result<Url, Fault> {
    if fits(&text, schemes) {
        Ok(Url(text))
    } else {
        Err(no_url(schemes))
    }
}

pub(crate) fn no_url(schemes: &[&str]) -> Fault {
    let expected = match schemes {
        [] => "a URL".to_owned(),
        _ => format!("a URL with scheme {}", schemes.join(" or ")),
    };
    Fault::new(Code::Format, expected)
}

/// Schemes that rules 4 to 7 are for.
const WITH_HOST: [&str; 4] = ["https", "http", "wss", "ws"];

const LONGEST_HOST: usize = 253;
const LONGEST_LABEL: usize = 63;
const LONGEST_PORT: usize = 5;

/// Whether `text` fits the grammar with one of `schemes`.
pub(crate) fn fits(text: &str, schemes: &[&str]) -> bool {
    let Some(colon) = memchr(b':', text.as_bytes()) else {
        return false;
    };
    let (scheme, rest) = (&text[..colon], &text[colon + 1..]);
    !has_what_stands_nowhere(text)
        && is_scheme(scheme)
        && is_one_of(scheme, schemes)
        && (!is_one_of(scheme, &WITH_HOST) || rest.strip_prefix("//").is_some_and(has_authority))
}

fn has_what_stands_nowhere(text: &str) -> bool {
    if text.is_ascii() {
        let is_one = |byte: u8| byte <= b' ' || byte == b'\\' || byte == b'\x7F';
        // Without an early end, so that the compiler takes many bytes at once.
        text.bytes()
            .fold(0, |found, byte| found | u8::from(is_one(byte)))
            != 0
    } else {
        text.contains(stands_nowhere)
    }
}

/// `char::is_whitespace` is Unicode's `White_Space`, which rule 1 lists.
fn stands_nowhere(scalar: char) -> bool {
    scalar.is_control() || scalar.is_whitespace() || scalar == '\\'
}

fn is_scheme(scheme: &str) -> bool {
    let stands_inside = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(stands_inside)
}

fn is_one_of(scheme: &str, schemes: &[&str]) -> bool {
    schemes
        .iter()
        .any(|listed| *listed == scheme || listed.eq_ignore_ascii_case(scheme))
}

fn has_authority(rest: &str) -> bool {
    let end = memchr3(b'/', b'?', b'#', rest.as_bytes());
    let authority = &rest[..end.unwrap_or(rest.len())];
    if let Some(bracketed) = authority.strip_prefix('[') {
        let host = bracketed.split_once(']');
        return host.is_some_and(|(host, after)| {
            host.parse::<Ipv6Addr>().is_ok() && is_port_or_nothing(after)
        });
    }
    let colon = memchr(b':', authority.as_bytes());
    let (host, after) = authority.split_at(colon.unwrap_or(authority.len()));
    is_host(host) && is_port_or_nothing(after)
}

fn is_port_or_nothing(after: &str) -> bool {
    let is_port = |digits: &str| {
        digits.len() <= LONGEST_PORT && all_digits(digits) && digits.parse::<u16>().is_ok()
    };
    after.is_empty() || after.strip_prefix(':').is_some_and(is_port)
}

fn is_host(host: &str) -> bool {
    let dot = memrchr(b'.', host.as_bytes());
    let last = &host[dot.map_or(0, |dot| dot + 1)..];
    if is_numeric(last) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let mut labels = host.as_bytes().split(|byte| *byte == b'.');
    host.len() <= LONGEST_HOST && labels.all(is_label)
}

fn is_label(label: &[u8]) -> bool {
    let stands_inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.iter().all(stands_inside)
        && !label.starts_with(b"-")
        && !label.ends_with(b"-")
}

/// Whether browsers read a host that ends in this label as an IPv4 address.
fn is_numeric(label: &str) -> bool {
    let hex = label
        .strip_prefix("0x")
        .or_else(|| label.strip_prefix("0X"));
    let is_hex = hex.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_hex || all_digits(label)
}

/// Whether there are digits and nothing else.
fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Case {
        url: String,
        schemes: Vec<String>,
        fits: bool,
        why: String,
    }

    #[test]
    fn the_table_of_cases_holds() {
        let table = include_str!("../tests/urls.jsonl");
        for line in table.lines() {
            let case: Case = serde_json::from_str(line).expect("each line is a case");
            let schemes: Vec<&str> = case.schemes.iter().map(String::as_str).collect();
            let url = Url::parse(&case.url, &schemes);
            assert_eq!(url.is_ok(), case.fits, "{:?}: {}", case.url, case.why);
            if let Ok(url) = url {
                assert_eq!(url.as_str(), case.url);
                assert_eq!(
                    case.url.parse().ok(),
                    Some(url),
                    "{:?} with any scheme",
                    case.url
                );
            }
        }
    }

    #[test]
    fn white_space_is_what_the_first_rule_lists() {
        let listed = |scalar: char| {
            matches!(
                scalar,
                '\u{9}'..='\u{D}' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}'
            ) || matches!(scalar, '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}')
                || matches!(scalar, '\u{202F}' | '\u{205F}' | '\u{3000}')
        };
        let other = ('\0'..=char::MAX).find(|scalar| scalar.is_whitespace() != listed(*scalar));
        assert_eq!(other, None);
    }

    #[test]
    fn a_fault_says_which_schemes_fit() {
        let expected = |outcome: Result<Url, Fault>| {
            let refusal = outcome.unwrap_err().refuse(None);
            (refusal.code(), refusal.expected().to_owned())
        };
        let fault = |text: &str| (Code::Format, text.to_owned());
        assert_eq!(
            expected(Url::parse("x", &["https"])),
            fault("a URL with scheme https")
        );
        assert_eq!(
            expected(Url::parse("x", &["ws", "wss"])),
            fault("a URL with scheme ws or wss")
        );
        assert_eq!(expected("x".parse()), fault("a URL"));
    }
}
