//! Patterns for text, in a language so small that every language means the same
//! by it.
//!
//! # Grammar
//!
//! 1. A pattern always matches the whole text. So there is no `^` and no `$`.
//! 2. Any character stands for itself but `\ ^ $ . | ? * + ( ) [ ] { }`, which
//!    stand for themselves after a `\`. So does `/` and, after a `\` too, `-`.
//!    `\n`, `\r` and `\t` are the line end, carriage return and tab.
//! 3. `[a-z_]` is one of the ASCII characters listed, `[^a-z_]` any one
//!    character (Unicode scalar value) but those. In there, `\ ] [ ^` are
//!    written with a `\`; `-` too, unless it is the first or the last. A list is
//!    not empty, a range not reversed.
//! 4. `(…)`, or `(?:…)` which is the same, is a group; `|` stands between
//!    alternatives, which may be empty.
//! 5. `?`, `*`, `+`, `{n}`, `{n,}` and `{n,m}` after a character, list or group
//!    say how often it stands there. None of them stands after another.
//! 6. What can stand there more than once holds no `?`, `*`, `+`, `{n,}` or
//!    `{n,m}` in it: other engines try all ways to share a text between two
//!    repetitions. `?` itself may stand on any group, and `{n}` in any.
//! 7. With repetitions written out, a pattern has no more than 1000 characters,
//!    lists and alternatives.
//!
//! There is no `.`, `\d`, `\w`, `\s`, `\b`, no back-reference, no flag and no
//! look-around: languages differ on what they are.

mod parse;
mod program;

use parse::Part;
use program::Program;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// A pattern that a text can match.
///
/// Takes time in proportion to pattern and text, whatever they are.
///
/// ```
/// use trilogue_wire::Pattern;
///
/// let code = Pattern::parse("[A-Z]{2,3}(-[0-9]+)?")?;
/// assert!(code.matches("DE") && code.matches("DE-17"));
/// assert!(!code.matches("DE-17 "));
/// assert_eq!(code.javascript(), "^(?:[A-Z]{2,3}(?:-[0-9]+)?)$");
///
/// let error = Pattern::parse(r"\d+").unwrap_err();
/// assert_eq!(error.at, 0);
/// # Ok::<(), trilogue_wire::pattern::PatternError>(())
/// ```
#[derive(Clone)]
pub struct Pattern {
    source: Cow<'static, str>,
    parsed: OnceLock<Option<Parsed>>,
}

#[derive(Clone)]
struct Parsed {
    part: Part,
    program: Program,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is no pattern of the [grammar](self), and where.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        let parsed = Parsed::of(source)?;
        Ok(Self {
            source: Cow::Owned(source.to_owned()),
            parsed: OnceLock::from(Some(parsed)),
        })
    }

    /// A pattern that is read when it is first asked, for a `static`. One that
    /// [`Pattern::parse`] refuses matches nothing.
    ///
    /// ```
    /// use trilogue_wire::{Pattern, check};
    ///
    /// static COLOUR: Pattern = Pattern::lazy("#[0-9a-f]{6}");
    /// assert!(check::pattern("#00ff7f", &COLOUR).is_ok());
    /// ```
    #[must_use]
    pub const fn lazy(source: &'static str) -> Self {
        Self {
            source: Cow::Borrowed(source),
            parsed: OnceLock::new(),
        }
    }

    fn parsed(&self) -> Option<&Parsed> {
        let parsed = self.parsed.get_or_init(|| Parsed::of(&self.source).ok());
        parsed.as_ref()
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.parsed()
            .is_some_and(|parsed| parsed.program.matches(text))
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same as a regular expression of JavaScript with the flag `u`, in
    /// ASCII, fit for a literal between two `/` too.
    #[must_use]
    pub fn javascript(&self) -> String {
        let mut script = String::from("^(?:");
        if let Some(parsed) = self.parsed() {
            parsed.part.print(&mut script);
        } else {
            script.push_str("[]");
        }
        script.push_str(")$");
        script
    }
}

impl Parsed {
    fn of(source: &str) -> Result<Self, PatternError> {
        let part = parse::parse(source)?;
        let Some(program) = Program::of(&part) else {
            return Err(PatternError {
                at: 0,
                what: format!(
                    "more than {} steps, with repetitions written out",
                    program::MOST
                )
                .into(),
            });
        };
        Ok(Self { part, program })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Where in the text, in bytes.
    pub at: usize,
    /// What is wrong there, as a phrase.
    pub what: Cow<'static, str>,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.what, self.at)
    }
}

impl std::error::Error for PatternError {}

#[cfg(test)]
mod tests;
