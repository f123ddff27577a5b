//! A text that is JSON, whole, without duplicate keys.

use crate::refusal::{Code, Fault};
use crate::scan::{Node, Token, scan};
use crate::text::Text;
use crate::value::Value;
use std::collections::HashSet;
use std::iter;

/// A JSON text that was read in one pass. Its strings and numbers stay in the
/// text until somebody asks for them.
///
/// ```
/// use trilogue_wire::{Code, Document};
///
/// let document = Document::parse(br#"{"amount": 5}"#).unwrap();
/// assert_eq!(document.root().raw(), r#"{"amount": 5}"#);
///
/// let twice = Document::parse(br#"{"a": {"b": 1, "\u0062": 2}}"#).err().unwrap();
/// assert_eq!(twice.code(), Code::DuplicateKey);
/// assert_eq!(twice.refuse(None).path(), "/a/b");
/// ```
pub struct Document<'a> {
    pub(crate) text: &'a str,
    pub(crate) nodes: Vec<Node>,
}

impl<'a> Document<'a> {
    /// Reads a whole text.
    ///
    /// Takes time and memory in proportion to the text, however deep it nests
    /// and however many keys an object has. A lone surrogate in a string is no
    /// fault here.
    ///
    /// # Errors
    ///
    /// [`Code::Json`] with an empty path: bytes that are no UTF-8, a byte order
    /// mark, anything that is not exactly one JSON value (RFC 8259), a number
    /// beyond a double, a text of 4 GiB or more. Only in a text without any of
    /// these, [`Code::DuplicateKey`] at the first key, in text order, that its
    /// object already has; keys are compared as what they mean, not as they are
    /// escaped.
    pub fn parse(json: &'a [u8]) -> Result<Self, Fault> {
        let text = str::from_utf8(json).ok();
        let scanned = text.and_then(|text| {
            Some(Self {
                text,
                nodes: scan(text)?,
            })
        });
        let document = scanned.ok_or_else(|| Fault::new(Code::Json, "JSON"))?;
        match document.first_duplicate() {
            Some(key) => Err(document.duplicate(key)),
            None => Ok(document),
        }
    }

    /// The whole value.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value {
            document: self,
            index: 0,
        }
    }

    /// The text of a node that is a key or text.
    pub(crate) fn text_at(&self, index: u32) -> Text<'_> {
        let node = self.nodes[index as usize];
        let raw = &self.text[node.start as usize + 1..node.end as usize - 1];
        Text {
            raw,
            escaped: node.token == Token::EscapedText,
        }
    }

    /// Indices of the nodes that stand directly in a list or object: its items,
    /// or its keys and values in turn.
    pub(crate) fn children(&self, index: u32) -> impl Iterator<Item = u32> {
        let end = self.nodes[index as usize].next;
        let within = move |child: &u32| *child < end;
        let after = move |child: &u32| Some(self.nodes[*child as usize].next).filter(within);
        iter::successors(Some(index + 1).filter(within), after)
    }

    fn first_duplicate(&self) -> Option<u32> {
        let mut first: Option<u32> = None;
        for (index, node) in (0..).zip(&self.nodes) {
            if first.is_some_and(|first| index > first) {
                break;
            }
            if node.token == Token::Object {
                first = first.into_iter().chain(self.duplicate_in(index)).min();
            }
        }
        first
    }

    /// The first key of an object that stands in it before.
    fn duplicate_in(&self, object: u32) -> Option<u32> {
        /// Up to here, comparing pairs is faster than hashing.
        const FEW: usize = 8;
        let keys = || self.children(object).step_by(2);
        if keys().take(FEW + 1).count() > FEW {
            let mut seen = HashSet::new();
            return keys().find(|key| !seen.insert(self.text_at(*key).identity()));
        }
        let is_same = |one, other| self.same_key(one, other);
        keys().enumerate().find_map(|(before, key)| {
            keys()
                .take(before)
                .any(|earlier| is_same(earlier, key))
                .then_some(key)
        })
    }

    fn same_key(&self, one: u32, other: u32) -> bool {
        let (one, other) = (self.text_at(one), self.text_at(other));
        if one.escaped || other.escaped {
            one.identity() == other.identity()
        } else {
            one.raw == other.raw
        }
    }

    fn duplicate(&self, key: u32) -> Fault {
        let mut around = Vec::new();
        let mut container = 0;
        while let Some(step) = self.step_towards(container, key) {
            container = step.0;
            around.push(step);
        }
        let fault =
            Fault::new(Code::DuplicateKey, "each key once").under(&self.text_at(key).shown());
        around
            .into_iter()
            .rev()
            .fold(fault, |fault, (_, place)| match place {
                Place::Key(key) => fault.under(&self.text_at(key).shown()),
                Place::Index(index) => fault.at(index),
            })
    }

    /// The value in `container` that holds the node `target`, and its place.
    fn step_towards(&self, container: u32, target: u32) -> Option<(u32, Place)> {
        let is_object = self.nodes[container as usize].token == Token::Object;
        let mut key = container;
        for (position, child) in self.children(container).enumerate() {
            let is_key = is_object && position % 2 == 0;
            if !is_key && child < target && target < self.nodes[child as usize].next {
                let place = if is_object {
                    Place::Key(key)
                } else {
                    Place::Index(position)
                };
                return Some((child, place));
            }
            key = child;
        }
        None
    }
}

enum Place {
    Key(u32),
    Index(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(json: &[u8]) -> Option<(Code, String)> {
        let refusal = Document::parse(json).err()?.refuse(None);
        Some((refusal.code(), refusal.path().to_owned()))
    }

    #[test]
    fn a_duplicate_is_named_at_its_second_occurrence() {
        let cases = [
            (r#"{"a":1,"a":2}"#, "/a"),
            (r#"{"":1,"":2}"#, "/"),
            (r#"[0,{"b":[{"c":1,"c":1}]}]"#, "/1/b/0/c"),
            (r#"{"a":1,"\u0061":2}"#, "/a"),
            (r#"{"\u0061":1,"a":2}"#, "/a"),
            (r#"{"/":1,"\/":2}"#, "/~1"),
            (r#"{"\ud83d\ude00":1,"😀":2}"#, "/😀"),
            (r#"{"\ud800":1,"\uD800":2}"#, "/\u{fffd}"),
            (r#"{"a":{"x":1,"x":2},"a":3}"#, "/a/x"),
            (r#"{"a":1,"a":{"x":1,"x":2}}"#, "/a"),
            (
                r#"{"a":{"b":1},"c":{"d":{"e":1,"f":2,"e":3}},"a":1}"#,
                "/c/d/e",
            ),
            (
                r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"\u0061":1,"i":1}"#,
                "/a",
            ),
        ];
        for (json, path) in cases {
            let expected = Some((Code::DuplicateKey, path.to_owned()));
            assert_eq!(refusal(json.as_bytes()), expected, "{json}");
        }
    }

    #[test]
    fn keys_that_only_look_alike_are_no_duplicates() {
        let cases = [
            r#"{"a":1,"A":2}"#,
            r#"{"\ud800":1,"\ud801":2,"\udc00":3,"\ufffd":4,"�x":5}"#,
            r#"{"\\u0061":1,"a":2}"#,
            r#"{"a":{"a":{"a":1}}}"#,
            r#"[{"a":1},{"a":1}]"#,
            r#"{"é":1,"e\u0301":2}"#,
        ];
        for json in cases {
            assert_eq!(refusal(json.as_bytes()), None, "{json}");
        }
    }

    #[test]
    fn bad_json_wins_over_a_duplicate_before_it() {
        assert_eq!(
            refusal(br#"{"a":1,"a":2"#),
            Some((Code::Json, String::new()))
        );
        assert_eq!(
            refusal(br#"{"a":1,"a":1e999}"#),
            Some((Code::Json, String::new()))
        );
    }

    #[test]
    fn depth_costs_no_stack() {
        let open = "[".repeat(1 << 20);
        assert_eq!(refusal(open.as_bytes()), Some((Code::Json, String::new())));
        let closed = format!("{open}{}", "]".repeat(1 << 20));
        assert_eq!(refusal(closed.as_bytes()), None);
        let objects = format!("{}1{}", r#"{"a":"#.repeat(1 << 18), "}".repeat(1 << 18));
        assert_eq!(refusal(objects.as_bytes()), None);
        let duplicate = format!("{open}{}{}", r#"{"a":1,"a":1}"#, "]".repeat(1 << 20));
        let (code, path) = refusal(duplicate.as_bytes()).unwrap();
        assert_eq!((code, path.len()), (Code::DuplicateKey, 2 * (1 << 20) + 2));
    }
}
