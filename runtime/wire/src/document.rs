//! A text that is JSON, whole, without duplicate keys.

use crate::refusal::{Code, Fault};
use crate::scan::scan;
use crate::tape::{Node, Tape, Token};
use crate::text::Text;
use crate::unescaped::Unescaped;
use crate::value::Value;
use std::collections::HashSet;
use std::iter;
use std::sync::OnceLock;

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
    pub(crate) nodes: Tape,
    /// What its texts with escapes mean, when somebody wants to borrow one.
    unescaped: OnceLock<Unescaped>,
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
        let scanned = str::from_utf8(json)
            .ok()
            .and_then(|text| Some((text, scan(text)?)));
        let Some((text, found)) = scanned else {
            return Err(no_json());
        };
        let document = Self::new(text, found.nodes);
        if found.duplicate.is_none() && found.unsure.is_empty() {
            return Ok(document);
        }
        let unsure = found.unsure.into_iter();
        let duplicates = unsure.filter_map(|object| document.duplicate_in(object));
        match duplicates.chain(found.duplicate).min() {
            Some(key) => Err(document.duplicate(key)),
            None => Ok(document),
        }
    }

    /// Reads a whole text, where no text at all is a message that is nothing: a
    /// function that is called without an argument, a response without a body.
    ///
    /// ```
    /// use trilogue_wire::{Code, Document, Value};
    ///
    /// let nothing = Document::parse_or_nothing(b"")?;
    /// assert!(nothing.root().is_nothing());
    /// assert_eq!(nothing.root().optional(Value::text)?, None);
    /// assert_eq!(nothing.root().required(Value::text).unwrap_err().code(), Code::Missing);
    ///
    /// let null = Document::parse_or_nothing(b"null")?;
    /// assert!(!null.root().is_nothing());
    /// assert_eq!(Document::parse_or_nothing(b" ").err().unwrap().code(), Code::Json);
    /// # Ok::<(), trilogue_wire::Fault>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Document::parse`].
    pub fn parse_or_nothing(json: &'a [u8]) -> Result<Self, Fault> {
        if !json.is_empty() {
            return Self::parse(json);
        }
        let mut nodes = Tape::with_capacity(1);
        nodes.push(Node::NOTHING);
        Ok(Self::new("", nodes))
    }

    pub(crate) fn new(text: &'a str, nodes: Tape) -> Self {
        Self {
            text,
            nodes,
            unescaped: OnceLock::new(),
        }
    }

    /// The whole value.
    #[must_use]
    #[inline]
    pub fn root(&self) -> Value<'_> {
        Value::new(self, 0, 0)
    }

    /// The text of a node that is a key or text.
    pub(crate) fn text_at(&self, index: u32) -> Text<'_> {
        let node = self.nodes[index as usize];
        let raw = &self.text[node.inside()];
        Text {
            raw,
            escaped: node.token == Token::EscapedText,
        }
    }

    /// What the text with escapes at `index` means, or nothing if it has a lone
    /// surrogate. All such texts are unescaped when the first is asked for.
    pub(crate) fn unescaped_at(&self, index: u32) -> Option<&str> {
        let all = self.unescaped.get_or_init(|| {
            let nodes = (0..).zip(self.nodes.iter());
            let escaped = nodes.filter(|(_, node)| node.token == Token::EscapedText);
            Unescaped::of(escaped.map(|(index, _)| (index, self.text_at(index))))
        });
        all.get(index)
    }

    /// The value of `key` in the object at `index`.
    #[inline]
    pub(crate) fn value_of(&self, key: &str, index: u32) -> Option<u32> {
        let end = self.nodes[index as usize].link;
        let mut at = index + 1;
        while at < end {
            let node = self.nodes[at as usize];
            let is_same = if node.token == Token::Text {
                let raw = self.text.as_bytes().get(node.inside());
                raw.is_some_and(|raw| raw == key.as_bytes())
            } else {
                self.is_escaped(at, key)
            };
            if is_same {
                return Some(at + 1);
            }
            at = self.nodes[at as usize + 1].after(at + 1);
        }
        None
    }

    #[cold]
    #[inline(never)]
    fn is_escaped(&self, index: u32, text: &str) -> bool {
        self.text_at(index).is(text)
    }

    /// Indices of the nodes that stand directly in a list or object: its items,
    /// or its keys and values in turn.
    pub(crate) fn children(&self, index: u32) -> impl Iterator<Item = u32> {
        let end = self.nodes[index as usize].after(index);
        let within = move |child: &u32| *child < end;
        let after =
            move |child: &u32| Some(self.nodes[*child as usize].after(*child)).filter(within);
        iter::successors(Some(index + 1).filter(within), after)
    }

    /// The first key of an object that stands in it before.
    fn duplicate_in(&self, object: u32) -> Option<u32> {
        let mut seen = HashSet::new();
        let mut keys = self.children(object).step_by(2);
        keys.find(|key| !seen.insert(self.text_at(*key).identity()))
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
            if !is_key && child < target && target < self.nodes[child as usize].after(child) {
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

#[cold]
fn no_json() -> Fault {
    Fault::new(Code::Json, "JSON")
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
    fn a_duplicate_is_found_among_any_number_of_keys() {
        let keys: Vec<String> = (0..40)
            .map(|key| ["k", "key-number-", ""][key % 3].to_owned() + &key.to_string())
            .collect();
        for count in 1..keys.len() {
            for again in 0..count {
                let entry = |key: &String| format!("\"{key}\":{{\"k0\":[{{\"k0\":1}}]}},");
                let before: String = keys[..count].iter().map(entry).collect();
                let unique = format!("{{{before}\"last\":1}}");
                assert_eq!(refusal(unique.as_bytes()), None, "{unique}");
                let key = &keys[again];
                let expected = Some((Code::DuplicateKey, format!("/{key}")));
                let twice = format!("{{{before}\"{key}\":1}}");
                assert_eq!(refusal(twice.as_bytes()), expected, "{twice}");
            }
        }
    }

    #[test]
    fn documents_live_side_by_side() {
        let one = Document::parse(b"[1,2]").unwrap();
        let other = Document::parse(b"[3]").unwrap();
        drop(Document::parse(b"{}").unwrap());
        let third = Document::parse(b"[4,5,6]").unwrap();
        let read = |document: &Document<'_>| document.root().list_of(Value::integer);
        assert_eq!(read(&one), Ok(vec![1, 2]));
        assert_eq!(read(&other), Ok(vec![3]));
        assert_eq!(read(&third), Ok(vec![4, 5, 6]));
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
