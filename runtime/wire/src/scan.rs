//! From text to tape.
//!
//! A tape has one node for each value and each key, in text order. The loop
//! below never recurses, so depth costs memory but no stack.
//!
//! It is written by hand because each message passes through it whole: with the
//! lexer of `hifijson` under the tape, and keys compared in a pass of their own,
//! messages of 70 to 340 bytes took 1.6 to 2.5 times as long to decode as with
//! serde's derive, and with this scanner, which marks keys as it meets them,
//! they take 0.7 to 1.2 times as long, 2 KB of text 0.6 times (`cargo bench -p
//! trilogue-tests --bench ratio`). It looks at eight bytes of a text at once, at
//! long texts through `memchr`, and compares a key with those before it only if
//! it looks like one of them.

#![expect(
    clippy::inline_always,
    reason = "what the loop knows stays in registers only if all of it is one function"
)]

use crate::lexeme::{escaped_text_end, look, number, space_end, special};
use crate::tape::{Node, Tape, Token};
use std::mem;

/// What was found in a text.
pub(crate) struct Found {
    pub(crate) nodes: Tape,
    /// The first key that is known to stand in its object before.
    pub(crate) duplicate: Option<u32>,
    /// Objects whose keys are still to be compared.
    pub(crate) unsure: Vec<u32>,
}

/// The tape of `text`, or nothing if `text` is no JSON, holds a number beyond a
/// double, or is 4 GiB or longer.
pub(crate) fn scan(text: &str) -> Option<Found> {
    u32::try_from(text.len()).ok()?;
    let mut nodes = Tape::with_capacity(text.len() / BYTES_OF_A_NODE + 2);
    let mut unsure = Vec::new();
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 0,
        nodes: &mut nodes,
        open: OUTSIDE,
        is_object: false,
        marks: 0,
        duplicate: None,
        unsure: &mut unsure,
    };
    scan.values()?;
    scan.next();
    let duplicate = scan.duplicate;
    (scan.at == text.len()).then_some(Found {
        nodes,
        duplicate,
        unsure,
    })
}

/// Stands for no open list or object.
const OUTSIDE: u32 = u32::MAX;

/// Stands for the end of the text, and for bytes that stand nowhere between
/// values.
const END: u8 = 0;

/// Roughly what a value or key takes in a dense message, so that few tapes
/// grow.
const BYTES_OF_A_NODE: usize = 5;

/// All marks: the object has many keys, or one with an escape, which are
/// compared once the tape is whole.
const UNSURE: u32 = u32::MAX;

/// With so many keys before it, a key is no longer compared with each.
const FEW: usize = 16;

/// Nobody but functions that are inlined gets a reference to the whole of it:
/// else all of it would stand in memory, and each step wait for the one before.
struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    nodes: &'a mut Tape,
    /// The innermost open list or object.
    open: u32,
    /// Whether that is an object.
    is_object: bool,
    /// If it is, one bit for each way that its keys look.
    marks: u32,
    duplicate: Option<u32>,
    unsure: &'a mut Vec<u32>,
}

impl Scan<'_> {
    /// One value and all that it holds.
    #[inline(always)]
    fn values(&mut self) -> Option<()> {
        loop {
            match self.next() {
                b'"' => self.text()?,
                b'-' | b'0'..=b'9' => self.number()?,
                b'{' => {
                    self.open(Token::Object);
                    if self.next() != b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.open(Token::List);
                    if self.next() != b']' {
                        continue;
                    }
                }
                first => self.word(first)?,
            }
            if !self.goes_on()? {
                return Some(());
            }
        }
    }

    /// Goes past what follows a value, and tells whether another one follows.
    #[inline(always)]
    fn goes_on(&mut self) -> Option<bool> {
        while self.open != OUTSIDE {
            match self.next() {
                b',' => {
                    self.at += 1;
                    if self.is_object {
                        self.key()?;
                    }
                    return Some(true);
                }
                b'}' if self.is_object => self.close(),
                b']' if !self.is_object => self.close(),
                _ => return None,
            }
        }
        Some(false)
    }

    /// The byte after white space, without going past it.
    #[inline(always)]
    fn next(&mut self) -> u8 {
        match self.text.get(self.at) {
            Some(byte) if *byte > b' ' => *byte,
            _ => {
                self.at = space_end(self.text, self.at);
                self.text.get(self.at).copied().unwrap_or(END)
            }
        }
    }

    #[inline(always)]
    fn key(&mut self) -> Option<()> {
        (self.next() == b'"').then_some(())?;
        let end = special(self.text, self.at + 1);
        if self.text.get(end) == Some(&b'"') {
            let look = look(self.text, self.at + 1, end);
            self.push(Token::Text, end + 1, 0);
            self.mark(look);
        } else {
            self.escaped_text(end)?;
            self.marks = UNSURE;
        }
        (self.next() == b':').then(|| self.at += 1)
    }

    #[inline(always)]
    fn text(&mut self) -> Option<()> {
        let end = special(self.text, self.at + 1);
        if self.text.get(end) == Some(&b'"') {
            self.push(Token::Text, end + 1, 0);
            Some(())
        } else {
            self.escaped_text(end)
        }
    }

    #[inline(always)]
    fn escaped_text(&mut self, special: usize) -> Option<()> {
        let end = escaped_text_end(self.text, special)?;
        self.push(Token::EscapedText, end, 0);
        Some(())
    }

    #[inline(always)]
    fn number(&mut self) -> Option<()> {
        let number = number(self.text, self.at)?;
        match number.short {
            Some(digits) => self.push(
                Token::ShortNumber(digits.after_point),
                number.end,
                digits.value,
            ),
            None => self.push(Token::Number, number.end, 0),
        }
        Some(())
    }

    #[inline(always)]
    fn word(&mut self, first: u8) -> Option<()> {
        let (word, token): (&[u8], _) = match first {
            b't' => (b"true", Token::Bool),
            b'f' => (b"false", Token::Bool),
            b'n' => (b"null", Token::Null),
            _ => return None,
        };
        self.text[self.at..].starts_with(word).then_some(())?;
        self.push(token, self.at + word.len(), 0);
        Some(())
    }

    #[inline(always)]
    fn open(&mut self, token: Token) {
        if let Some(around) = self.nodes.get_mut(self.open as usize) {
            around.end = self.marks;
        }
        let index = position(self.nodes.len());
        self.nodes.push(Node {
            token,
            start: position(self.at),
            end: 0,
            link: mem::replace(&mut self.open, index),
        });
        self.is_object = token == Token::Object;
        self.marks = 0;
        self.at += 1;
    }

    #[inline(always)]
    fn close(&mut self) {
        self.at += 1;
        if self.marks == UNSURE {
            self.unsure.push(self.open);
        }
        let next = position(self.nodes.len());
        let node = &mut self.nodes[self.open as usize];
        self.open = mem::replace(&mut node.link, next);
        node.end = position(self.at);
        if let Some(around) = self.nodes.get(self.open as usize) {
            self.marks = around.end;
            self.is_object = around.token == Token::Object;
        }
    }

    /// Adds what stands here up to `end`, and goes on there.
    #[inline(always)]
    fn push(&mut self, token: Token, end: usize, link: u32) {
        self.nodes.push(Node {
            token,
            start: position(self.at),
            end: position(end),
            link,
        });
        self.at = end;
    }

    /// Notes how the key at the end of the tape looks, and compares it with the
    /// keys before it if one of them looks like it.
    #[inline(always)]
    fn mark(&mut self, look: u64) {
        let mark = 1 << (look >> 59);
        if self.marks & mark != 0 {
            self.compare();
        }
        self.marks |= mark;
    }

    #[inline(always)]
    fn compare(&mut self) {
        if self.marks == UNSURE {
            return;
        }
        let key = position(self.nodes.len() - 1);
        match compare(self.text, self.nodes, self.open, key) {
            Likeness::New => {}
            Likeness::Duplicate => _ = self.duplicate.get_or_insert(key),
            Likeness::Unsure => self.marks = UNSURE,
        }
    }
}

/// How a key stands to those before it in its object.
enum Likeness {
    New,
    Duplicate,
    Unsure,
}

/// Compares the keys between the nodes `object` and `key` with `key`, unless
/// they are many.
#[inline(never)]
fn compare(text: &[u8], nodes: &[Node], object: u32, key: u32) -> Likeness {
    let this = nodes[key as usize];
    let raw = |node: Node| &text[node.inside()];
    let mut earlier = object + 1;
    for _ in 0..FEW {
        if earlier == key {
            return Likeness::New;
        }
        let node = nodes[earlier as usize];
        if node.end - node.start == this.end - this.start && raw(node) == raw(this) {
            return Likeness::Duplicate;
        }
        earlier = nodes[earlier as usize + 1].after(earlier + 1);
    }
    Likeness::Unsure
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "`scan` refuses texts of 4 GiB and more, and a tape is no longer than its text"
)]
#[inline]
fn position(at: usize) -> u32 {
    at as u32
}
