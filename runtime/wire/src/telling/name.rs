//! Wire names, which may be text, a number or `true` and `false`.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::write::script_number;
use crate::{Fault, Kind, Kinds, Value, check};

/// A scalar that names something: what stands where a message has its name, or a value of an enumeration.
///
/// It derefs to its text, which for a number or `true` and `false` is the JSON text; two names are equal only if
/// their kinds are.
///
/// ```
/// use trilogue_wire::telling::Name;
///
/// assert_eq!(Name::from("login"), "login");
/// assert_eq!(Name::number(5.0), 5.0);
/// assert_eq!(&*Name::number(5.0), "5");
/// assert_ne!(Name::from("5"), Name::number(5.0));
/// ```
#[derive(Debug, Clone)]
pub enum Name<'d> {
    /// Text.
    Text(Cow<'d, str>),
    /// A finite number.
    Number {
        /// The number.
        value: f64,
        /// The number as JavaScript prints it.
        text: String,
    },
    /// `true` or `false`.
    Bool(bool),
}

impl<'d> Name<'d> {
    /// The name that is this number.
    #[must_use]
    pub fn number(value: f64) -> Self {
        let text = script_number(value);
        Self::Number { value, text }
    }

    /// The name as text, for a number or `true` and `false` the JSON text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number { text, .. } => text,
            Self::Bool(value) => word(*value),
        }
    }

    /// As [`Name::text`], without a copy of borrowed text.
    #[must_use]
    pub fn into_text(self) -> Cow<'d, str> {
        match self {
            Self::Text(text) => text,
            Self::Number { text, .. } => Cow::Owned(text),
            Self::Bool(value) => Cow::Borrowed(word(value)),
        }
    }

    /// The name, if it is text on the wire too.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number { .. } | Self::Bool(_) => None,
        }
    }
}

fn word(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

impl Deref for Name<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl<'d> From<&'d str> for Name<'d> {
    fn from(text: &'d str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<bool> for Name<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl PartialEq<Name<'_>> for Name<'_> {
    fn eq(&self, other: &Name<'_>) -> bool {
        match other {
            Name::Text(text) => *self == **text,
            Name::Number { value, .. } => *self == *value,
            Name::Bool(value) => *self == *value,
        }
    }
}

impl PartialEq<str> for Name<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_text() == Some(other)
    }
}

impl PartialEq<&str> for Name<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialEq<f64> for Name<'_> {
    fn eq(&self, other: &f64) -> bool {
        // Equal doubles are what both languages call equal.
        #[allow(clippy::float_cmp)]
        let is_equal = matches!(self, Self::Number { value, .. } if value == other);
        is_equal
    }
}

impl PartialEq<bool> for Name<'_> {
    fn eq(&self, other: &bool) -> bool {
        matches!(self, Self::Bool(value) if value == other)
    }
}

impl<'d> Value<'d> {
    /// The value as text, a number or `true` and `false`, if it is of one of `kinds`.
    ///
    /// # Errors
    ///
    /// [`Code::Type`](crate::Code::Type) if it is of another kind, [`Code::Unicode`](crate::Code::Unicode) if it is
    /// text with a lone surrogate.
    pub fn scalar(self, kinds: Kinds) -> Result<Name<'d>, Fault> {
        match self.kind() {
            kind if !kinds.has(kind) => Err(check::not_of_kinds(kinds)),
            Kind::Text => self.text().map(Name::Text),
            Kind::Number => self.number().map(Name::number),
            Kind::Bool => self.boolean().map(Name::Bool),
            Kind::Null | Kind::List | Kind::Object => Err(check::not_of_kinds(
                Kinds::TEXT.and(Kinds::NUMBER).and(Kinds::BOOL),
            )),
        }
    }
}
