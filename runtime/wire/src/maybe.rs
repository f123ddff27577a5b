//! Values that may be absent or `null`, which are not the same.

/// What stands at a key that may be absent, and whose value may be `null`.
///
/// ```
/// use trilogue_wire::Maybe;
///
/// let mut nickname = Maybe::from("Ada");
/// assert_eq!(nickname.value(), Some(&"Ada"));
/// nickname = Maybe::Null; // the key is there, without a value
/// assert!(nickname.is_null() && !nickname.is_absent());
/// assert_eq!(Maybe::<&str>::default(), Maybe::Absent);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// The key is absent.
    #[default]
    Absent,
    /// The value is `null`.
    Null,
    /// There is a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the key is absent.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the value is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether there is a value.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to be changed, if there is one.
    #[must_use]
    pub const fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, or `default` if there is none.
    #[must_use]
    pub fn unwrap_or(self, default: T) -> T {
        self.into_value().unwrap_or(default)
    }

    /// The same with a borrowed value.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same with what `change` makes of the value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// The same as options in one another: the outer one says whether the key
    /// is there, the inner one whether it has a value.
    #[must_use]
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The opposite of [`Maybe::into_nested`].
    #[must_use]
    pub fn from_nested(nested: Option<Option<T>>) -> Self {
        match nested {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Document, Value, Writer};

    #[test]
    fn options_in_one_another_are_the_same() {
        for maybe in [Maybe::Absent, Maybe::Null, Maybe::Value(1)] {
            assert_eq!(Maybe::from_nested(maybe.into_nested()), maybe);
            assert_eq!(maybe.as_ref().map(|value| *value), maybe);
            assert_eq!(maybe.is_value(), maybe.value().is_some());
        }
        let mut maybe = Maybe::from(1);
        *maybe.value_mut().unwrap() += 1;
        assert_eq!((maybe.unwrap_or(0), Maybe::Null.unwrap_or(0)), (2, 0));
    }

    #[test]
    fn all_three_go_there_and_back() {
        for (json, maybe) in [
            (r"{}", Maybe::Absent),
            (r#"{"a":null}"#, Maybe::Null),
            (r#"{"a":"x"}"#, Maybe::from("x".to_owned())),
        ] {
            let document = Document::parse(json.as_bytes()).unwrap();
            let read = |value: Value<'_>| value.object()?.maybe("a", Value::string);
            assert_eq!(read(document.root()), Ok(maybe.clone()));
            let mut out = Writer::new();
            out.object(|object| object.maybe("a", &maybe, |out, text| out.text(text)))
                .unwrap();
            assert_eq!(out.into_string(), json);
        }
        let document = Document::parse(br#"{"a":1}"#).unwrap();
        let object = document.root().object().unwrap();
        let fault = object.maybe("a", Value::string).unwrap_err();
        assert_eq!(fault.code(), Code::Type);
    }
}
