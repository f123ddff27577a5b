//! Reading values out of a document.
//!
//! A reader takes a [`Value`] and returns what it holds, or a [`Fault`] at that
//! value; whoever calls it through [`Object::required`], [`Value::list_of`] and
//! the like has its place added to the fault's path.

mod inside;

use crate::container::{List, Object};
use crate::document::Document;
use crate::refusal::{Code, Fault};
use crate::tape::{Node, Token};
use crate::url::{self, Url};
use crate::write::whole;
use crate::{Json, Kind, MAX_DEPTH, check};
use std::borrow::Cow;
use std::fmt;

/// One value of a [`Document`]. Shows its kind when it is printed for
/// debugging, not its content, which may be a secret.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    pub(crate) document: &'d Document<'d>,
    /// The index of its node, and above that how many values of recursive types
    /// there are down to here. In one number, since a value of three parts would
    /// go through memory instead of registers, which costs a third of reading.
    place: u64,
}

impl<'d> Value<'d> {
    /// The kind of the value. That of [nothing](Value::is_nothing) is `null`.
    #[must_use]
    #[inline]
    pub fn kind(self) -> Kind {
        match self.node().token {
            Token::Null => Kind::Null,
            Token::Bool => Kind::Bool,
            Token::Number | Token::ShortNumber(_) => Kind::Number,
            Token::Text | Token::EscapedText => Kind::Text,
            Token::List => Kind::List,
            Token::Object => Kind::Object,
        }
    }

    /// The value exactly as it stands in the text.
    #[must_use]
    pub fn raw(self) -> &'d str {
        let node = self.node();
        &self.document.text[node.start as usize..node.end as usize]
    }

    #[inline]
    fn node(self) -> Node {
        self.document.nodes[self.index() as usize]
    }

    /// The value and all that it holds.
    pub(crate) fn tape(self) -> &'d [Node] {
        &self.document.nodes[self.index() as usize..self.after() as usize]
    }

    /// Where the tape goes on after the value.
    #[inline]
    pub(crate) fn after(self) -> u32 {
        self.node().after(self.index())
    }

    #[inline]
    fn of_token(self, token: Token, kind: Kind) -> Result<Self, Fault> {
        if self.node().token == token {
            Ok(self)
        } else {
            Err(not_of(kind))
        }
    }

    /// The value of a node, so many values of recursive types down.
    #[inline]
    pub(crate) fn new(document: &'d Document<'d>, index: u32, depth: u32) -> Self {
        let place = u64::from(depth) << u32::BITS | u64::from(index);
        Self { document, place }
    }

    /// The index of its node.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the other half is the depth"
    )]
    #[inline]
    pub(crate) fn index(self) -> u32 {
        self.place as u32
    }

    /// How many values of recursive types there are down to here.
    pub(crate) fn depth(self) -> u32 {
        (self.place >> u32::BITS) as u32
    }

    /// Another node of the document, at the same depth.
    #[inline]
    pub(crate) fn sibling(self, index: u32) -> Self {
        let depth = self.place >> u32::BITS << u32::BITS;
        let place = depth | u64::from(index);
        Self { place, ..self }
    }

    /// The value as one of a recursive type, with which a reader of such a type
    /// begins.
    ///
    /// ```
    /// use trilogue_wire::{Code, Document, Fault, Value};
    ///
    /// /// Counts the lists in a list of lists of lists.
    /// fn count(value: Value<'_>) -> Result<usize, Fault> {
    ///     let value = value.descend()?;
    ///     Ok(1 + value.list_of(count)?.into_iter().sum::<usize>())
    /// }
    ///
    /// let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    /// assert_eq!(count(Document::parse(nested(64).as_bytes())?.root())?, 64);
    /// let fault = count(Document::parse(nested(65).as_bytes())?.root()).unwrap_err();
    /// assert_eq!((fault.code(), fault.refuse(None).path()), (Code::Depth, &*"/0".repeat(64)));
    /// # Ok::<(), Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Code::Depth`] if it is the 65th such value inside one another.
    pub fn descend(self) -> Result<Self, Fault> {
        let depth = self.depth() + 1;
        if depth as usize > MAX_DEPTH {
            return Err(check::too_deep());
        }
        Ok(Self::new(self.document, self.index(), depth))
    }

    /// The value as text of its own.
    ///
    /// # Errors
    ///
    /// As [`Value::text`].
    pub fn string(self) -> Result<String, Fault> {
        match self.node().token {
            Token::Text => Ok(self.document.text_at(self.index()).raw.to_owned()),
            _ => self.text().map(Cow::into_owned),
        }
    }

    /// The value as text, borrowed unless it has escapes.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no text, [`Code::Unicode`] if it has a lone
    /// surrogate.
    pub fn text(self) -> Result<Cow<'d, str>, Fault> {
        match self.node().token {
            Token::Text => Ok(Cow::Borrowed(self.document.text_at(self.index()).raw)),
            Token::EscapedText => {
                let text = self.document.text_at(self.index()).decoded();
                text.ok_or_else(ill_formed)
            }
            _ => Err(not_of(Kind::Text)),
        }
    }

    /// The value as text that is borrowed, whether it has escapes or not. The
    /// document keeps the texts with escapes from the first demand on.
    ///
    /// ```
    /// use trilogue_wire::{Document, Fault, Value};
    ///
    /// let document = Document::parse(br#"["plain", "caf\u00e9"]"#)?;
    /// let words: Vec<&str> = document.root().list_of(Value::borrowed)?;
    /// assert_eq!(words, ["plain", "café"]);
    /// # Ok::<(), Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Value::text`].
    pub fn borrowed(self) -> Result<&'d str, Fault> {
        match self.node().token {
            Token::Text => Ok(self.document.text_at(self.index()).raw),
            Token::EscapedText => {
                let text = self.document.unescaped_at(self.index());
                text.ok_or_else(ill_formed)
            }
            _ => Err(not_of(Kind::Text)),
        }
    }

    /// Bytes that are the same for two texts exactly if the texts are, well-formed or not; none if it is no text.
    pub(crate) fn text_identity(self) -> Cow<'d, [u8]> {
        match self.node().token {
            Token::Text | Token::EscapedText => self.document.text_at(self.index()).identity(),
            _ => Cow::Borrowed(&[]),
        }
    }

    /// The value as the nearest double, which is finite.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no number.
    pub fn number(self) -> Result<f64, Fault> {
        let node = self.node();
        match node.token {
            Token::ShortNumber(after_point) => {
                let number = f64::from(node.link) / SCALES[usize::from(after_point & 0xF)];
                Ok(if self.is_negative() { -number } else { number })
            }
            Token::Number => self.raw().parse().map_err(|_| not_of(Kind::Number)),
            _ => Err(not_of(Kind::Number)),
        }
    }

    fn is_negative(self) -> bool {
        self.document.text.as_bytes()[self.node().start as usize] == b'-'
    }

    /// The value as a whole number. `1.0` and `1e3` are whole.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is no number, [`Code::Integer`] if its double has a
    /// fraction or is beyond ±(2^53 - 1).
    pub fn integer(self) -> Result<i64, Fault> {
        match self.few_digits() {
            Some(number) => Ok(number),
            None => whole(self.number()?).ok_or_else(check::no_integer),
        }
    }

    /// The whole number that is written with few digits and no point.
    #[inline]
    fn few_digits(self) -> Option<i64> {
        let node = self.node();
        let number = (node.token == Token::ShortNumber(0)).then_some(i64::from(node.link))?;
        Some(if self.is_negative() { -number } else { number })
    }

    /// The value as `true` or `false`.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is neither.
    pub fn boolean(self) -> Result<bool, Fault> {
        let word = self.of_token(Token::Bool, Kind::Bool)?;
        Ok(word.raw() == "true")
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
    #[inline]
    pub fn object(self) -> Result<Object<'d>, Fault> {
        self.of_token(Token::Object, Kind::Object).map(Object)
    }

    /// The value as a list.
    ///
    /// # Errors
    ///
    /// [`Code::Type`] if it is none.
    pub fn list(self) -> Result<List<'d>, Fault> {
        self.of_token(Token::List, Kind::List).map(List)
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
        match self.json_of(MAX_DEPTH, Order::Text) {
            Ok(value) => Ok(value),
            Err(_) => self.json_of(MAX_DEPTH, Order::Keys),
        }
    }

    pub(crate) fn json_of(self, levels: usize, order: Order) -> Result<Json, Fault> {
        match self.kind() {
            Kind::Null => Ok(Json::Null),
            Kind::Bool => self.boolean().map(Json::Bool),
            Kind::Number => match self.few_digits() {
                Some(number) => Ok(Json::from(number)),
                None => self.number().map(json_number),
            },
            Kind::Text => self.string().map(Json::String),
            Kind::List | Kind::Object if levels == 0 => Err(check::too_deep()),
            Kind::List => self
                .list_of(|item| item.json_of(levels - 1, order))
                .map(Json::Array),
            Kind::Object => Object(self).json_of(levels, order).map(Json::Object),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Value").field(&self.kind()).finish()
    }
}

/// In which order the entries of objects are read.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// That of the text, which takes no sorting, but may find another fault
    /// first.
    Text,
    /// That of the keys' Unicode scalar values.
    Keys,
}

/// What a short number's digits are divided by, which is exact, as they are: so
/// the quotient is rounded once, to the nearest.
const SCALES: [f64; 16] = {
    let mut scales = [1.0; 16];
    let mut digits = 1;
    while digits < scales.len() {
        scales[digits] = scales[digits - 1] * 10.0;
        digits += 1;
    }
    scales
};

fn json_number(number: f64) -> Json {
    whole(number).map_or_else(|| Json::from(number), Json::from)
}

#[cold]
fn not_of(kind: Kind) -> Fault {
    Fault::new(Code::Type, kind.expected())
}

#[cold]
pub(crate) fn ill_formed() -> Fault {
    Fault::new(Code::Unicode, "text without lone surrogates")
}

#[cfg(test)]
mod tests;
