//! Values that must not show up where people look.

use std::fmt;

/// A value that the specification marks as secret. It shows as `[redacted]`
/// wherever it is printed, and is read by [`Secret::reveal`] alone.
///
/// ```
/// use trilogue::Secret;
///
/// let token = Secret::new("eyJhbGciOiJIUzI1NiJ9");
/// assert_eq!(format!("{token:?} {token}"), "[redacted] [redacted]");
/// assert_eq!(*token.reveal(), "eyJhbGciOiJIUzI1NiJ9");
/// ```
///
/// It guards against showing, not against attackers who measure time or read
/// memory: comparing is not constant in time, and nothing is wiped.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Keeps `value` from being shown.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, to be used and not to be shown.
    #[must_use]
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The value, no longer kept from being shown.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        #[derive(Debug)]
        struct Session {
            token: Secret<Vec<u8>>,
        }
        let session = Session {
            token: vec![104].into(),
        };
        assert_eq!(format!("{session:?}"), "Session { token: [redacted] }");
        assert_eq!(format!("{:#?}", session.token), "[redacted]");
        assert_eq!(session.token.to_string(), "[redacted]");
        assert_eq!(session.token.into_inner(), [104]);
    }

    #[test]
    fn secrets_compare_by_value() {
        assert_eq!(Secret::new("a"), Secret::from("a"));
        assert_ne!(Secret::new("a"), Secret::new("b"));
        assert_eq!(Secret::<String>::default().reveal(), "");
    }
}
