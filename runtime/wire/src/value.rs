//! Reading values out of a document.
//!
//! A reader takes a [`Value`] and returns what it holds, or a [`Fault`] at that
//! value; whoever calls it through [`Object::required`], [`Value::list_of`] and
//! the like has its place added to the fault's path.

use crate::document::Document;
use crate::refusal::{Code, Fault};
use crate::scan::Token;
use crate::text::Text;
use crate::url::{self, Url};
use crate::write::whole;
use crate::{Json, MAX_DEPTH, check};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

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

/// One value of a [`Document`]. Shows its kind when it is printed for
/// debugging, not its content, which may be a secret.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) index: u32,
}

impl<'d> Value<'d> {
    /// The kind of the value.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.document.nodes[self.index as usize].token {
            Token::Null => Kind::Null,
            Token::Bool => Kind::Bool,
            Token::Number => Kind::Number,
            Token::Text | Token::EscapedText => Kind::Text,
            Token::List => Kind::List,
            Token::Object => Kind::Object,
        }
    }

    /// The value exactly as it stands in the text.
    #[must_use]
    pub fn raw(self) -> &'d str {
        let node = self.document.nodes[self.index as usize];
        &self.document.text[node.start as usize..node.end as usize]
    }

    fn of_kind(self, kind: Kind) -> Result<Self, Fault> {
        if self.kind() == kind {
            Ok(self)
        } else {
            Err(Fault::new(Code::Type, kind.expected()))
        }
    }

    /// The value as text of its own.
    ///
    /// # Errors
    ///
    /// As [`Value::text`].
    pub fn string(self) -> Result<String, Fault> {
        self.text().map(Cow::into_owned)
    }

    /// The value as text, borrowed unless it has escapes.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no text, [`Code::Unicode`] if it has a lone
    /// surrogate.
    pub fn text(self) -> Result<Cow<'d, str>, Fault> {
        let text = self.of_kind(Kind::Text)?.document.text_at(self.index);
        text.decoded().ok_or_else(ill_formed)
    }

    /// The value as the nearest double, which is finite.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no number.
    pub fn number(self) -> Result<f64, Fault> {
        let number = self.of_kind(Kind::Number)?.raw().parse();
        number.map_err(|_| Fault::new(Code::Type, Kind::Number.expected()))
    }

    /// The value as a whole number. `1.0` and `1e3` are whole.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no number, [`Code::Integer`] if its double has a
    /// fraction or is beyond ±(2^53 - 1).
    pub fn integer(self) -> Result<i64, Fault> {
        whole(self.number()?).ok_or_else(check::no_integer)
    }

    /// The value as `true` or `false`.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is neither.
    pub fn boolean(self) -> Result<bool, Fault> {
        self.of_kind(Kind::Bool).map(|value| value.raw() == "true")
    }

    /// The value as a URL with one of `schemes`.
    ///
    /// # Errors
    ///
    /// As [`Value::text`], and [`Code::Format`] as [`Url::parse`].
    pub fn url(self, schemes: &[&str]) -> Result<Url, Fault> {
        url::owned(self.string()?, schemes)
    }

    /// The value as an object.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is none.
    pub fn object(self) -> Result<Object<'d>, Fault> {
        self.of_kind(Kind::Object).map(Object)
    }

    /// The value as a list.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is none.
    pub fn list(self) -> Result<List<'d>, Fault> {
        self.of_kind(Kind::List).map(List)
    }

    /// The value whatever it is. Numbers are doubles, and those that are whole
    /// and within ±(2^53 - 1) become integers, so that `1.0` equals `1`.
    ///
    /// # Errors
    ///
    /// [`Code::Depth`] at the list or object that is the 65th around itself,
    /// this value counted as the first; [`Code::Unicode`] at a text or key with
    /// a lone surrogate. Lists are read in order, objects in the order of their
    /// keys' Unicode scalar values.
    pub fn json(self) -> Result<Json, Fault> {
        self.json_of(MAX_DEPTH)
    }

    fn json_of(self, levels: usize) -> Result<Json, Fault> {
        match self.kind() {
            Kind::Null => Ok(Json::Null),
            Kind::Bool => self.boolean().map(Json::Bool),
            Kind::Number => self.number().map(json_number),
            Kind::Text => self.string().map(Json::String),
            Kind::List | Kind::Object if levels == 0 => Err(check::too_deep()),
            Kind::List => self
                .list_of(|item| item.json_of(levels - 1))
                .map(Json::Array),
            Kind::Object => {
                let entries = self.map_of(|entry| entry.json_of(levels - 1))?;
                Ok(Json::Object(entries.into_iter().collect()))
            }
        }
    }

    /// The value as a list, each item read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no list, and the first fault of `read`.
    pub fn list_of<T>(
        self,
        mut read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let items = self.list()?.iter().enumerate();
        items
            .map(|(index, item)| read(item).map_err(|fault| fault.at(index)))
            .collect()
    }

    /// The value as a map, each entry read by `read`, in the order of the keys'
    /// Unicode scalar values.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no object, [`Code::Unicode`] at a key with a
    /// lone surrogate, and the first fault of `read`.
    pub fn map_of<T>(
        self,
        read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        self.object()?.others(&[], read)
    }

    /// The value read by `read`, or nothing if it is `null`.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn nullable<T>(
        self,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if self.kind() == Kind::Null {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Value").field(&self.kind()).finish()
    }
}

fn ill_formed() -> Fault {
    Fault::new(Code::Unicode, "text without lone surrogates")
}

fn json_number(number: f64) -> Json {
    whole(number).map_or_else(|| Json::from(number), Json::from)
}

/// A value that is an object.
#[derive(Debug, Clone, Copy)]
pub struct Object<'d>(Value<'d>);

impl<'d> Object<'d> {
    /// The value of `key`, if the object has that key. Takes time in proportion
    /// to the number of keys.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Value<'d>> {
        self.pairs()
            .find(|(text, _)| text.is(key))
            .map(|(_, value)| value)
    }

    /// The value of `key`, read by `read`.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`] at the key if it is absent, and the fault of `read`.
    pub fn required<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let value = self
            .get(key)
            .ok_or_else(|| Fault::new(Code::Missing, "a value"));
        value.and_then(read).map_err(|fault| fault.under(key))
    }

    /// The value of `key`, read by `read`, or nothing if the key is absent.
    ///
    /// # Errors
    ///
    /// The fault of `read`.
    pub fn optional<T>(
        self,
        key: &str,
        read: impl FnOnce(Value<'d>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.get(key)
            .map(read)
            .transpose()
            .map_err(|fault| fault.under(key))
    }

    /// Keys and values in the order of the text. A lone surrogate in a key is
    /// shown as U+FFFD; whoever reads keys as data takes [`Object::others`].
    pub fn entries(self) -> impl Iterator<Item = (Cow<'d, str>, Value<'d>)> {
        self.pairs().map(|(text, value)| (text.shown(), value))
    }

    /// The entries whose keys are not `declared`, read by `read` in the order
    /// of the keys' Unicode scalar values.
    ///
    /// # Errors
    ///
    /// [`Code::Unicode`] at a key with a lone surrogate, and the first fault of
    /// `read`.
    pub fn others<T>(
        self,
        declared: &[&str],
        mut read: impl FnMut(Value<'d>) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mut others: Vec<_> = self.undeclared(declared).collect();
        others.sort_by_cached_key(|(text, _)| text.identity());
        let entry = |(text, value): (Text<'d>, _)| {
            let key = text.decoded().ok_or_else(ill_formed);
            let entry = key.and_then(|key| Ok((key.into_owned(), read(value)?)));
            entry.map_err(|fault| fault.under(&text.shown()))
        };
        others.into_iter().map(entry).collect()
    }

    /// Makes sure that all keys are `declared`.
    ///
    /// # Errors
    ///
    /// [`Code::Unexpected`] at the first key that is not, in the order of the
    /// keys' Unicode scalar values.
    pub fn refuse_others(self, declared: &[&str]) -> Result<(), Fault> {
        let first = self
            .undeclared(declared)
            .min_by_key(|(text, _)| text.identity());
        first.map_or(Ok(()), |(text, _)| Err(check::unexpected(&text.shown())))
    }

    fn undeclared(self, declared: &[&str]) -> impl Iterator<Item = (Text<'d>, Value<'d>)> {
        self.pairs()
            .filter(|(text, _)| !declared.iter().any(|key| text.is(key)))
    }

    fn pairs(self) -> impl Iterator<Item = (Text<'d>, Value<'d>)> {
        let Value { document, index } = self.0;
        let keys = document.children(index).step_by(2);
        keys.map(move |key| {
            (
                document.text_at(key),
                Value {
                    document,
                    index: key + 1,
                },
            )
        })
    }
}

/// A value that is a list.
#[derive(Debug, Clone, Copy)]
pub struct List<'d>(Value<'d>);

impl<'d> List<'d> {
    /// The number of items. Takes time in proportion to it.
    #[must_use]
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there are no items.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// The item at `index`, counted from 0, if there is one. Takes time in
    /// proportion to `index`.
    #[must_use]
    pub fn get(self, index: usize) -> Option<Value<'d>> {
        self.iter().nth(index)
    }

    /// The items in order.
    pub fn iter(self) -> impl Iterator<Item = Value<'d>> {
        let Value { document, index } = self.0;
        document
            .children(index)
            .map(move |index| Value { document, index })
    }
}

#[cfg(test)]
mod tests;
