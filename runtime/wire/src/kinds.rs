//! What JSON calls the type of a value.

/// What JSON calls the type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, with or without a fraction.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Null,
        Self::Bool,
        Self::Number,
        Self::Text,
        Self::List,
        Self::Object,
    ];

    /// What a fault says is expected where this kind is.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// A set of [`Kind`]s.
///
/// ```
/// use trilogue_wire::{Kind, Kinds};
///
/// const NAMES: Kinds = Kinds::TEXT.and(Kinds::NUMBER);
/// assert!(NAMES.has(Kind::Text) && !NAMES.has(Kind::Bool));
/// assert_eq!(NAMES, Kinds::of(&[Kind::Number, Kind::Text]));
/// assert_eq!(NAMES.expected(), "a number or text");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// `null` alone.
    pub const NULL: Self = Self::of(&[Kind::Null]);
    /// `true` and `false` alone.
    pub const BOOL: Self = Self::of(&[Kind::Bool]);
    /// Numbers alone.
    pub const NUMBER: Self = Self::of(&[Kind::Number]);
    /// Text alone.
    pub const TEXT: Self = Self::of(&[Kind::Text]);
    /// Lists alone.
    pub const LIST: Self = Self::of(&[Kind::List]);
    /// Objects alone.
    pub const OBJECT: Self = Self::of(&[Kind::Object]);
    /// Every kind.
    pub const ALL: Self = Self::of(&Kind::ALL);

    /// These kinds.
    #[must_use]
    pub const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// The kinds of both sets.
    #[must_use]
    pub const fn and(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    /// Whether `kind` is one of them.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether no kind is in both sets.
    #[must_use]
    pub const fn is_disjoint(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }

    /// What a fault says is expected where these kinds are.
    #[must_use]
    pub fn expected(self) -> String {
        let kinds = Kind::ALL.into_iter().filter(|kind| self.has(*kind));
        let phrases: Vec<_> = kinds.map(Kind::expected).collect();
        phrases.join(" or ")
    }
}
