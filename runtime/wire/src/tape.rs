//! What a text becomes.

use std::cell::Cell;
use std::mem;
use std::ops::{Deref, DerefMut, Range};

/// What a node of the tape stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    Null,
    Bool,
    Number,
    /// A number of a few digits, so many of them after the point.
    ShortNumber(u8),
    Text,
    /// Text with a backslash in it.
    EscapedText,
    List,
    Object,
}

/// One value or key, and where it stands in the text.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub(crate) token: Token,
    pub(crate) start: u32,
    /// While an object is open, the marks of its keys so far.
    pub(crate) end: u32,
    /// Of a list or object, where the tape goes on after all that it holds;
    /// while it is open, the one around it. Of a short number, its digits.
    pub(crate) link: u32,
}

impl Node {
    /// What stands for a text that is empty: a null of no letters.
    pub(crate) const NOTHING: Self = Self {
        token: Token::Null,
        start: 0,
        end: 0,
        link: 0,
    };

    /// Where the inside of a text stands, without its quotes.
    #[inline]
    pub(crate) fn inside(self) -> Range<usize> {
        self.start as usize + 1..self.end as usize - 1
    }

    /// The same node in a tape where it stands so many places earlier.
    pub(crate) fn moved_back(self, places: u32) -> Self {
        match self.token {
            Token::List | Token::Object => Self {
                link: self.link - places,
                ..self
            },
            _ => self,
        }
    }

    /// Where the tape goes on after this node, which is at `index`, and all that
    /// it holds.
    #[inline]
    pub(crate) fn after(self, index: u32) -> u32 {
        match self.token {
            Token::List | Token::Object => self.link,
            _ => index + 1,
        }
    }
}

/// Nodes in the order of the text.
///
/// The memory of one tape, if it is not large, is kept for the next one of the
/// same thread: most messages are so small that asking for memory and giving it
/// back would be a seventh of the work.
pub(crate) struct Tape(Vec<Node>);

/// Larger tapes than this, 128 KiB, are given back.
const KEPT: usize = 8192;

thread_local! {
    static SPARE: Cell<Vec<Node>> = const { Cell::new(Vec::new()) };
}

impl Tape {
    /// An empty tape with room for some nodes.
    pub(crate) fn with_capacity(nodes: usize) -> Self {
        let mut tape = SPARE.try_with(Cell::take).unwrap_or_default();
        tape.reserve(nodes);
        Self(tape)
    }
}

impl Drop for Tape {
    fn drop(&mut self) {
        if self.0.capacity() <= KEPT {
            let mut spare = mem::take(&mut self.0);
            spare.clear();
            // A thread that ends keeps nothing.
            let _ = SPARE.try_with(|kept| kept.set(spare));
        }
    }
}

impl Deref for Tape {
    type Target = Vec<Node>;

    #[inline]
    fn deref(&self) -> &Vec<Node> {
        &self.0
    }
}

impl DerefMut for Tape {
    #[inline]
    fn deref_mut(&mut self) -> &mut Vec<Node> {
        &mut self.0
    }
}
