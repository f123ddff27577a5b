//! Layouts as telling takes them: places, and what is demanded there.

use std::borrow::Cow;

use super::place::is_below;
use super::rivals::Marks;
use crate::write::script_number;
use crate::{Kind, Kinds, Value};

/// A scalar that must stand at its place.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A finite double.
    Number(f64),
    /// Text.
    Text(Cow<'static, str>),
}

impl Constant {
    /// Whether `value` is this constant. Texts with a lone surrogate equal no constant.
    #[must_use]
    pub fn matches(&self, value: Value<'_>) -> bool {
        match self {
            Self::Null => value.kind() == Kind::Null,
            Self::Bool(expected) => value.boolean().is_ok_and(|found| found == *expected),
            // Equal doubles are what both languages call equal.
            #[allow(clippy::float_cmp)]
            Self::Number(expected) => value.number().is_ok_and(|found| found == *expected),
            Self::Text(expected) => value.text().is_ok_and(|found| found == *expected),
        }
    }

    /// The constant as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => script_number(*value),
            Self::Text(text) => crate::Json::from(&**text).to_string(),
        }
    }

    /// The JSON kind of the constant.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
        }
    }
}

/// What can be a wire name at a place, whichever names are declared.
#[derive(Debug, Clone, PartialEq)]
pub struct NameTest {
    /// What stands before a name that is text.
    pub prefix: Cow<'static, str>,
    /// What stands after a name that is text.
    pub suffix: Cow<'static, str>,
    /// Whole texts that are names without prefix and suffix.
    pub also: Cow<'static, [Cow<'static, str>]>,
    /// The JSON kinds that names have: text, numbers, `true` and `false`. With a prefix or suffix, only text passes.
    pub kinds: Kinds,
}

impl Default for NameTest {
    /// Any text.
    fn default() -> Self {
        Self::TEXT
    }
}

impl NameTest {
    /// Any text.
    pub const TEXT: Self = Self::of_kinds(Kinds::TEXT);

    /// Anything of these kinds.
    #[must_use]
    pub const fn of_kinds(kinds: Kinds) -> Self {
        Self::of("", "", &[], kinds)
    }

    /// Text between `prefix` and `suffix`, the texts `also`, and anything else of `kinds`.
    #[must_use]
    pub const fn of(
        prefix: &'static str,
        suffix: &'static str,
        also: &'static [Cow<'static, str>],
        kinds: Kinds,
    ) -> Self {
        Self {
            prefix: Cow::Borrowed(prefix),
            suffix: Cow::Borrowed(suffix),
            also: Cow::Borrowed(also),
            kinds,
        }
    }

    /// Whether `value` can be a name. Text with a lone surrogate can: it is refused when the name is read.
    pub(super) fn passes(&self, value: Value<'_>) -> bool {
        let is_bare = self.prefix.is_empty() && self.suffix.is_empty();
        self.kinds.has(value.kind()) && (is_bare || self.encloses(value))
    }

    fn encloses(&self, value: Value<'_>) -> bool {
        if value.kind() != Kind::Text {
            return false;
        }
        // Bytes, since a text that is not well-formed can have the prefix too.
        let text = value.text_identity();
        let (prefix, suffix) = (self.prefix.as_bytes(), self.suffix.as_bytes());
        let is_whole = |name: &Cow<'_, str>| name.as_bytes() == &*text;
        let between = text.len().checked_sub(prefix.len() + suffix.len());
        between.is_some() && text.starts_with(prefix) && text.ends_with(suffix)
            || self.also.iter().any(is_whole)
    }
}

/// What a form demands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// An object.
    Object,
    /// A list; its items are the places `/0`, `/1` and so on below it.
    List,
    /// This constant.
    Constant(Constant),
    /// The wire name: what can be one, and is no constant of another form at the same place.
    Name(NameTest),
    /// No such key.
    Absent,
    /// Any value.
    Slot,
    /// Any value or none.
    OptionalSlot,
}

/// One place of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The place, as a JSON Pointer from the top of the message.
    pub path: Cow<'static, str>,
    /// What is demanded there.
    pub test: Test,
}

impl Node {
    /// An object at `path`.
    #[must_use]
    pub const fn object(path: &'static str) -> Self {
        Self::at(path, Test::Object)
    }

    /// A list at `path`.
    #[must_use]
    pub const fn list(path: &'static str) -> Self {
        Self::at(path, Test::List)
    }

    /// A wire name that is any text, at `path`.
    #[must_use]
    pub const fn name(path: &'static str) -> Self {
        Self::at(path, Test::Name(NameTest::TEXT))
    }

    /// A wire name that passes `test`, at `path`.
    #[must_use]
    pub const fn named(path: &'static str, test: NameTest) -> Self {
        Self::at(path, Test::Name(test))
    }

    /// The text `expected` at `path`.
    #[must_use]
    pub const fn text(path: &'static str, expected: &'static str) -> Self {
        Self::at(
            path,
            Test::Constant(Constant::Text(Cow::Borrowed(expected))),
        )
    }

    /// The constant `expected` at `path`.
    #[must_use]
    pub const fn constant(path: &'static str, expected: Constant) -> Self {
        Self::at(path, Test::Constant(expected))
    }

    /// No key at `path`.
    #[must_use]
    pub const fn absent(path: &'static str) -> Self {
        Self::at(path, Test::Absent)
    }

    /// A slot that is filled, at `path`.
    #[must_use]
    pub const fn slot(path: &'static str) -> Self {
        Self::at(path, Test::Slot)
    }

    /// A slot that may be empty, at `path`.
    #[must_use]
    pub const fn optional_slot(path: &'static str) -> Self {
        Self::at(path, Test::OptionalSlot)
    }

    const fn at(path: &'static str, test: Test) -> Self {
        Self {
            path: Cow::Borrowed(path),
            test,
        }
    }

    /// Whether telling looks at this place: a constant, a name, or a key that must be absent.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        matches!(self.test, Test::Constant(_) | Test::Name(_) | Test::Absent)
    }

    /// Whether something that is no container must stand at this place.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        matches!(self.test, Test::Constant(_) | Test::Name(_) | Test::Slot)
    }

    /// Whether something of the message stands at this place.
    #[must_use]
    pub fn is_slot(&self) -> bool {
        matches!(self.test, Test::Slot | Test::OptionalSlot)
    }
}

/// One layout of a direction: its places, in the order in which they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The places; a container stands before what is in it.
    pub nodes: Cow<'static, [Node]>,
}

impl Form {
    /// The form with these places.
    #[must_use]
    pub const fn of(nodes: &'static [Node]) -> Self {
        Self {
            nodes: Cow::Borrowed(nodes),
        }
    }

    /// Where the wire name stands, if this form carries one.
    #[must_use]
    pub fn name_path(&self) -> Option<&str> {
        self.nodes
            .iter()
            .find(|node| matches!(node.test, Test::Name(_)))
            .map(|node| &*node.path)
    }

    /// The node at `path`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.path == path)
    }

    /// The places that this form demands and `other` does not mention.
    pub fn own_keys<'f>(&'f self, other: &'f Form) -> impl Iterator<Item = &'f str> {
        self.nodes
            .iter()
            .filter(|node| node.is_leaf() && other.at(&node.path).is_none())
            .map(|node| &*node.path)
    }

    /// Whether a place is inside of a slot, but for the slot of a payload of which `payload` knows the keys.
    #[must_use]
    pub fn holds(&self, path: &str, payload: &Marks) -> bool {
        self.open_slots(payload).any(|slot| is_below(path, slot))
    }

    /// Whether the keys of what stands at a place are inside of a slot, as with [`holds`](Self::holds).
    pub(super) fn holds_in(&self, path: &str, payload: &Marks) -> bool {
        let mut slots = self.open_slots(payload);
        slots.any(|slot| slot == path || is_below(path, slot))
    }

    fn open_slots<'f>(&'f self, payload: &'f Marks) -> impl Iterator<Item = &'f str> {
        let slots = self.nodes.iter().filter(|node| node.is_slot());
        let paths = slots.map(|slot| &*slot.path);
        paths.filter(|path| *path != payload.at || !payload.has_keys())
    }

    /// Whether telling looks at the kind of `container`: the message itself, or one with a mark in it.
    pub(super) fn demands(&self, container: &str) -> bool {
        container.is_empty() || self.is_marked(container)
    }

    /// Whether a mark stands at `container` or below it.
    #[must_use]
    pub fn is_marked(&self, container: &str) -> bool {
        self.nodes
            .iter()
            .any(|node| node.is_mark() && is_below(&node.path, container))
    }
}

/// Whether `first` has a constant at a place where `second` has a slot.
#[must_use]
pub fn constant_beats_slot(first: &Form, second: &Form) -> bool {
    first.nodes.iter().any(|node| {
        matches!(node.test, Test::Constant(_)) && second.at(&node.path).is_some_and(Node::is_slot)
    })
}

/// Whether `first` has no key at a place where `second` demands one.
#[must_use]
pub fn absent_beats_leaf(first: &Form, second: &Form) -> bool {
    first
        .nodes
        .iter()
        .any(|node| node.test == Test::Absent && second.at(&node.path).is_some_and(Node::is_leaf))
}
