//! From text to tape.
//!
//! A tape has one node for each value and each key, in text order. The loop
//! below never recurses, so depth costs memory but no stack.

use hifijson::num::LexWrite as _;
use hifijson::str::Lex as _;
use hifijson::token::Lex as _;
use hifijson::{Read as _, SliceLexer};
use memchr::memchr2;

/// What a node of the tape stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    Null,
    Bool,
    Number,
    Text,
    /// Text with a backslash in it.
    EscapedText,
    List,
    Object,
}

/// One value or key: where it stands in the text, and where the tape goes on
/// after it and all that it holds.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub(crate) token: Token,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// While a list or object is open, this is the one around it.
    pub(crate) next: u32,
}

/// The tape of `text`, or nothing if `text` is no JSON, holds a number beyond a
/// double, or is 4 GiB or longer.
pub(crate) fn scan(text: &str) -> Option<Vec<Node>> {
    u32::try_from(text.len()).ok()?;
    let lexer = SliceLexer::new(text.as_bytes());
    let mut scan = Scan {
        text,
        lexer,
        nodes: Vec::with_capacity(text.len() / BYTES_OF_A_NODE + 1),
        open: OUTSIDE,
    };
    scan.value()?;
    while scan.open != OUTSIDE {
        scan.item()?;
    }
    scan.lexer.ws_peek().is_none().then_some(scan.nodes)
}

/// Whether there is no control character. Looks for the smallest byte without
/// an early end, since then the compiler takes many bytes at once.
fn is_plain(text: &[u8]) -> bool {
    text.iter().copied().fold(b' ', u8::min) == b' '
}

/// Stands for no open list or object.
const OUTSIDE: u32 = u32::MAX;

/// Roughly what a value or key takes in a message, so that few tapes grow.
const BYTES_OF_A_NODE: usize = 8;

/// Fewer digits than this cannot be beyond a double.
const DIGITS_OF_A_DOUBLE: usize = 309;

struct Scan<'a> {
    text: &'a str,
    lexer: SliceLexer<'a>,
    nodes: Vec<Node>,
    /// The innermost open list or object.
    open: u32,
}

impl Scan<'_> {
    /// The next item of the innermost open list or object, or its end.
    fn item(&mut self) -> Option<()> {
        let is_object = self.nodes[self.open as usize].token == Token::Object;
        let is_first = self.open + 1 == self.tape_length();
        let next = self.lexer.ws_peek()?;
        if next == if is_object { b'}' } else { b']' } {
            self.close();
            return Some(());
        }
        if !is_first {
            self.take(b',')?;
        }
        if is_object {
            self.key()?;
        }
        self.value()
    }

    fn key(&mut self) -> Option<()> {
        (self.lexer.ws_peek()? == b'"').then(|| self.text())??;
        self.take(b':')
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.lexer.expect(SliceLexer::ws_peek, byte)
    }

    fn value(&mut self) -> Option<()> {
        match self.lexer.ws_peek()? {
            b'"' => self.text(),
            b'-' | b'0'..=b'9' => self.number(),
            b'[' => self.open(Token::List),
            b'{' => self.open(Token::Object),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<()> {
        let start = self.position();
        let token = self
            .lexer
            .null_or_bool()?
            .map_or(Token::Null, |_| Token::Bool);
        self.push(token, start);
        Some(())
    }

    fn text(&mut self) -> Option<()> {
        let start = self.position();
        self.lexer.take_next();
        let inside = self.lexer.as_slice();
        let plain = memchr2(b'"', b'\\', inside)?;
        let token = if inside[plain] == b'"' {
            is_plain(&inside[..plain]).then_some(())?;
            self.lexer = SliceLexer::new(&inside[plain + 1..]);
            Token::Text
        } else {
            self.lexer.str_ignore().ok()?;
            Token::EscapedText
        };
        self.push(token, start);
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.position();
        let (digits, parts) = self.lexer.num_bytes().validated().ok()?;
        if parts.exp || digits.len() >= DIGITS_OF_A_DOUBLE {
            let number: f64 = self.text[start as usize..][..digits.len()].parse().ok()?;
            number.is_finite().then_some(())?;
        }
        self.push(Token::Number, start);
        Some(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "one arm of many in `value`")]
    fn open(&mut self, token: Token) -> Option<()> {
        let start = self.position();
        self.lexer.take_next();
        let index = self.tape_length();
        self.push(token, start);
        self.nodes[index as usize].next = self.open;
        self.open = index;
        Some(())
    }

    fn close(&mut self) {
        self.lexer.take_next();
        let (end, next) = (self.position(), self.tape_length());
        let node = &mut self.nodes[self.open as usize];
        self.open = node.next;
        (node.end, node.next) = (end, next);
    }

    fn push(&mut self, token: Token, start: u32) {
        let (end, next) = (self.position(), self.tape_length() + 1);
        self.nodes.push(Node {
            token,
            start,
            end,
            next,
        });
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "`scan` refuses texts of 4 GiB and more"
    )]
    fn position(&self) -> u32 {
        (self.text.len() - self.lexer.as_slice().len()) as u32
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a text has no more nodes than bytes"
    )]
    fn tape_length(&self) -> u32 {
        self.nodes.len() as u32
    }
}
