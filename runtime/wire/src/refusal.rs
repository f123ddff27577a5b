//! Why a message is refused: a code, a place, and what was expected there.

use std::borrow::Cow;
use std::fmt;

/// The rule that a message breaks.
///
/// ```
/// use trilogue_wire::Code;
///
/// assert_eq!(Code::DuplicateKey.as_str(), "duplicate-key");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The text is no JSON, or holds a number beyond a double. Has no path.
    Json,
    /// An object has the same key twice.
    DuplicateKey,
    /// What tells the message is absent or of the wrong kind.
    Tag,
    /// Nobody declares a message of this name, and unknown ones are refused.
    Name,
    /// The text could be two messages.
    Ambiguous,
    /// A required key is absent.
    Missing,
    /// A key stands where it must not.
    Unexpected,
    /// The value is of another JSON kind.
    Type,
    /// The value is not the one constant that fits.
    Constant,
    /// The number has a fraction, or is beyond 2^53 - 1.
    Integer,
    /// The number is too small.
    Minimum,
    /// The number is too large.
    Maximum,
    /// The text is too short.
    MinLength,
    /// The text is too long.
    MaxLength,
    /// The text does not match its pattern.
    Pattern,
    /// The text is no URL, date, or whatever it must be.
    Format,
    /// The value is none of a closed set.
    Enum,
    /// The value fits no member of a union.
    Union,
    /// The list is too short.
    MinItems,
    /// The list is too long.
    MaxItems,
    /// A tuple or the arguments are too many or too few.
    Count,
    /// Values nest too deep.
    Depth,
    /// The text has a lone surrogate.
    Unicode,
    /// A key is absent that other keys call for.
    Required,
    /// An answer to no open request.
    Unmatched,
}

impl Code {
    /// Every code, in the order in which the rules list them.
    pub const ALL: &'static [Self] = &[
        Self::Json,
        Self::DuplicateKey,
        Self::Tag,
        Self::Name,
        Self::Ambiguous,
        Self::Missing,
        Self::Unexpected,
        Self::Type,
        Self::Constant,
        Self::Integer,
        Self::Minimum,
        Self::Maximum,
        Self::MinLength,
        Self::MaxLength,
        Self::Pattern,
        Self::Format,
        Self::Enum,
        Self::Union,
        Self::MinItems,
        Self::MaxItems,
        Self::Count,
        Self::Depth,
        Self::Unicode,
        Self::Required,
        Self::Unmatched,
    ];

    /// The code as every language spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::DuplicateKey => "duplicate-key",
            Self::Tag => "tag",
            Self::Name => "name",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::Unexpected => "unexpected",
            Self::Type => "type",
            Self::Constant => "constant",
            Self::Integer => "integer",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MinLength => "min-length",
            Self::MaxLength => "max-length",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::Enum => "enum",
            Self::Union => "union",
            Self::MinItems => "min-items",
            Self::MaxItems => "max-items",
            Self::Count => "count",
            Self::Depth => "depth",
            Self::Unicode => "unicode",
            Self::Required => "required",
            Self::Unmatched => "unmatched",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many Unicode scalar values of a key a path shows.
const SHOWN_OF_A_KEY: usize = 64;

/// What a reader or writer returns: a broken rule, and the way to it, which
/// grows as the fault is handed outwards.
///
/// ```
/// use trilogue_wire::{Code, Fault};
///
/// let fault = Fault::new(Code::Type, "a number").at(2).under("sizes");
/// assert_eq!(fault.refuse(None).path(), "/sizes/2");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Fault(Box<Parts>);

#[derive(Debug, Clone, PartialEq)]
struct Parts {
    code: Code,
    /// Innermost first.
    path: Vec<Segment>,
    expected: Cow<'static, str>,
}

#[derive(Debug, Clone, PartialEq)]
enum Segment {
    Key(String),
    Index(usize),
}

impl Fault {
    /// A broken rule at the place where the reader stands, with a phrase for
    /// what fits there, such as `a number`.
    #[must_use]
    #[cold]
    pub fn new(code: Code, expected: impl Into<Cow<'static, str>>) -> Self {
        let expected = expected.into();
        Self(Box::new(Parts {
            code,
            path: Vec::new(),
            expected,
        }))
    }

    /// The same fault seen from the object that holds its place at `key`.
    #[must_use]
    #[cold]
    pub fn under(mut self, key: &str) -> Self {
        let cut = if key.len() <= SHOWN_OF_A_KEY {
            None
        } else {
            key.char_indices().nth(SHOWN_OF_A_KEY)
        };
        let shown = &key[..cut.map_or(key.len(), |(end, _)| end)];
        self.0.path.push(Segment::Key(shown.to_owned()));
        self
    }

    /// The same fault seen from the list that holds its place at `index`.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// The broken rule.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The fault as users see it, now that its path is whole. `name` is the
    /// message's name on the wire, if it was told.
    #[must_use]
    #[cold]
    pub fn refuse(self, name: Option<&str>) -> Refusal {
        let Parts {
            code,
            path,
            expected,
        } = *self.0;
        Refusal {
            code,
            path: pointer(&path),
            name: name.map(str::to_owned),
            expected,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        sentence(f, &pointer(&self.0.path), &self.0.expected, self.0.code)
    }
}

impl std::error::Error for Fault {}

fn sentence(f: &mut fmt::Formatter<'_>, path: &str, expected: &str, code: Code) -> fmt::Result {
    if !path.is_empty() {
        write!(f, "{path}: ")?;
    }
    write!(f, "expected {expected} ({code})")
}

/// The JSON Pointer (RFC 6901) of a path that has its innermost segment first.
fn pointer(path: &[Segment]) -> String {
    let mut pointer = String::new();
    for segment in path.iter().rev() {
        pointer.push('/');
        match segment {
            Segment::Key(key) if !key.contains(['~', '/']) => pointer.push_str(key),
            Segment::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Segment::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}

/// Why a message is refused. Never holds a value of the message, which may be a
/// secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    code: Code,
    path: String,
    name: Option<String>,
    expected: Cow<'static, str>,
}

impl Refusal {
    /// The broken rule.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// Where: a JSON Pointer (RFC 6901), empty for the whole message. It names
    /// a missing key too. Keys are cut at 64 Unicode scalar values, and a lone
    /// surrogate in a key is shown as U+FFFD.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The message's name on the wire, if it was told before the fault.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether it was clear which message it is before the fault: it has a
    /// name, or it is an answer without one whose form was found. What several
    /// pipes say of one message is weighed by this.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let found = match self.code {
            Code::Json | Code::DuplicateKey | Code::Tag | Code::Ambiguous | Code::Name => false,
            Code::Type => !self.path.is_empty(),
            _ => true,
        };
        self.name.is_some() || found
    }

    /// What fits at that place, as a phrase such as `a number`.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl From<Fault> for Refusal {
    /// A refusal of a message whose name was not told.
    fn from(fault: Fault) -> Self {
        fault.refuse(None)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        sentence(f, &self.path, &self.expected, self.code)
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_its_own_spelling() {
        let spellings: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(spellings.len(), 25);
    }

    #[test]
    fn a_pointer_escapes_and_goes_from_the_outside_in() {
        let fault = Fault::new(Code::Type, "text")
            .at(0)
            .under("a/b~c")
            .under("")
            .at(12);
        assert_eq!(fault.refuse(None).path(), "/12//a~1b~0c/0");
    }

    #[test]
    fn a_key_is_cut_at_64_scalar_values_before_it_is_escaped() {
        let key = format!("{}/after", "😀".repeat(63));
        let refusal = Fault::new(Code::Type, "text").under(&key).refuse(None);
        assert_eq!(refusal.path(), format!("/{}~1", "😀".repeat(63)));
    }

    #[test]
    fn a_refusal_reads_as_a_sentence() {
        let fault = Fault::new(Code::Type, "a number").under("amount");
        let refusal = fault.clone().refuse(Some("top_up"));
        assert_eq!(refusal.to_string(), "/amount: expected a number (type)");
        assert_eq!(
            (refusal.name(), refusal.expected()),
            (Some("top_up"), "a number")
        );
        assert_eq!(fault.to_string(), refusal.to_string());
        assert_eq!(Refusal::from(fault).name(), None);
        assert_eq!(
            Fault::new(Code::Json, "JSON").refuse(None).to_string(),
            "expected JSON (json)"
        );
    }

    #[test]
    fn a_result_with_a_fault_stays_one_word() {
        assert_eq!(size_of::<Result<(), Fault>>(), size_of::<usize>());
    }
}
