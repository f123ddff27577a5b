//! Telling: which layouts of a direction a message fits, found from marks and own keys alone.
//!
//! A *form* is one layout; a *mark* is a constant, a name, or a key that must be absent; an *own key* of a form
//! against another is a constant or required slot at a place that the other does not mention. Everything else of
//! a message is looked at only after it was told.
//!
//! ```
//! use trilogue_wire::Document;
//! use trilogue_wire::telling::{Form, Node, tell};
//!
//! const CALL: &[Node] = &[Node::object(""), Node::name("/call"), Node::slot("/args")];
//! const WATCH: &[Node] = &[Node::object(""), Node::name("/watch")];
//! const FORMS: &[Form] = &[Form::of(CALL), Form::of(WATCH)];
//!
//! let document = Document::parse(br#"{"watch":"userStatus"}"#)?;
//! let told = tell(FORMS, document.root())?;
//! assert_eq!(told.forms, [1]);
//! assert_eq!(told.name.as_deref(), Some("userStatus"));
//! # Ok::<(), trilogue_wire::Fault>(())
//! ```

use std::borrow::Cow;

use crate::{Code, Fault, Kind, Value};

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
}

/// What a name must look like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NameTest {
    /// The text before it.
    pub prefix: Cow<'static, str>,
    /// The text behind it.
    pub suffix: Cow<'static, str>,
    /// Whole names that need neither.
    pub also: Cow<'static, [Cow<'static, str>]>,
}

/// What telling looks at in a payload when several messages have one name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marks {
    /// Where the payload stands.
    pub at: Cow<'static, str>,
}

/// What a form demands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// An object.
    Object,
    /// This constant.
    Constant(Constant),
    /// The wire name: text that is no constant of another form at the same place.
    Name,
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

    /// The wire name at `path`.
    #[must_use]
    pub const fn name(path: &'static str) -> Self {
        Self::at(path, Test::Name)
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
        matches!(self.test, Test::Constant(_) | Test::Name | Test::Absent)
    }

    fn is_leaf(&self) -> bool {
        matches!(self.test, Test::Constant(_) | Test::Name | Test::Slot)
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
            .find(|node| node.test == Test::Name)
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

    /// Whether a mark stands at `container` or below it.
    #[must_use]
    pub fn is_marked(&self, container: &str) -> bool {
        self.nodes
            .iter()
            .any(|node| node.is_mark() && is_below(&node.path, container))
    }
}

fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// What telling found.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'d> {
    /// The places of the surviving forms, in order; never empty. More than one only when they carry the name at
    /// the same place: the name then decides.
    pub forms: Vec<usize>,
    /// The wire name, when a surviving form carries one.
    pub name: Option<Cow<'d, str>>,
}

/// Finds the forms that a message fits.
///
/// # Errors
///
/// `tag` or `type` when no form fits, `ambiguous` when own keys of two forms are present, `unicode` when the name
/// is not well-formed text.
pub fn tell<'d>(forms: &[Form], message: Value<'d>) -> Result<Told<'d>, Fault> {
    let fitting = fitting(forms, message)?;
    let forms_left = match fitting.len() {
        1 => fitting, // which nothing rivals
        _ => survivors(forms, &fitting, message)?,
    };
    let name = forms_left
        .iter()
        .find_map(|&form| forms[form].name_path())
        .map(|path| named(message, path))
        .transpose()?;
    Ok(Told {
        forms: forms_left,
        name,
    })
}

fn named<'d>(message: Value<'d>, path: &str) -> Result<Cow<'d, str>, Fault> {
    find(message, path)
        .ok_or_else(|| fault(Code::Tag, "a name", path))?
        .text()
        .map_err(|inner| place(inner, path))
}

/// Why a form does not fit.
struct Miss<'f> {
    passed: usize,
    code: Code,
    path: &'f str,
}

fn fitting(forms: &[Form], message: Value<'_>) -> Result<Vec<usize>, Fault> {
    let mut fitting = Vec::new();
    let mut misses = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        match miss(forms, index, form, message) {
            None => fitting.push(index),
            Some(miss) => misses.push(miss),
        }
    }
    if fitting.is_empty() {
        return Err(closest(&misses));
    }
    Ok(fitting)
}

fn miss<'f>(forms: &[Form], index: usize, form: &'f Form, message: Value<'_>) -> Option<Miss<'f>> {
    let mut passed = 0;
    for node in form.nodes.iter() {
        let value = find(message, &node.path);
        let code = match &node.test {
            Test::Object => value
                .is_some_and(|value| value.kind() != Kind::Object && form.is_marked(&node.path))
                .then_some(Code::Type),
            Test::Constant(expected) => {
                (!value.is_some_and(|value| expected.matches(value))).then_some(Code::Tag)
            }
            Test::Name => (!value.is_some_and(|value| is_name(forms, index, &node.path, value)))
                .then_some(Code::Tag),
            Test::Absent => value.is_some().then_some(Code::Tag),
            Test::Slot | Test::OptionalSlot => None,
        };
        if let Some(code) = code {
            return Some(Miss {
                passed,
                code,
                path: &node.path,
            });
        }
        passed += usize::from(node.is_mark());
    }
    None
}

fn is_name(forms: &[Form], index: usize, path: &str, value: Value<'_>) -> bool {
    value.kind() == Kind::Text
        && !forms.iter().enumerate().any(|(other, form)| {
            other != index
                && form.at(path).is_some_and(
                    |node| matches!(&node.test, Test::Constant(taken) if taken.matches(value)),
                )
        })
}

fn closest(misses: &[Miss<'_>]) -> Fault {
    let most = misses.iter().map(|miss| miss.passed).max().unwrap_or(0);
    let mut nearest = misses.iter().filter(|miss| miss.passed == most);
    let Some(first) = nearest.next() else {
        return Fault::new(Code::Tag, "a message");
    };
    let mut all_containers = first.code == Code::Type;
    for miss in nearest {
        if miss.path != first.path {
            return Fault::new(Code::Tag, "a message of this direction");
        }
        all_containers &= miss.code == Code::Type;
    }
    if all_containers {
        fault(Code::Type, "an object", first.path)
    } else {
        fault(Code::Tag, "a tag of this direction", first.path)
    }
}

/// How two fitting forms stand to each other.
enum Rivalry {
    Neither,
    FirstLoses,
    SecondLoses,
    BothDrop,
    Clash,
}

fn survivors(forms: &[Form], fitting: &[usize], message: Value<'_>) -> Result<Vec<usize>, Fault> {
    let mut lost = vec![false; forms.len()];
    let mut clashes = Vec::new();
    for (place, &first) in fitting.iter().enumerate() {
        for &second in &fitting[place + 1..] {
            match rivalry(&forms[first], &forms[second], message) {
                Rivalry::Neither => {}
                Rivalry::FirstLoses => lost[first] = true,
                Rivalry::SecondLoses => lost[second] = true,
                Rivalry::BothDrop => {
                    lost[first] = true;
                    lost[second] = true;
                }
                Rivalry::Clash => clashes.push((first, second)),
            }
        }
    }
    if clashes
        .iter()
        .any(|&(first, second)| !lost[first] && !lost[second])
    {
        return Err(Fault::new(Code::Ambiguous, "the keys of one message"));
    }
    let left: Vec<usize> = fitting
        .iter()
        .copied()
        .filter(|&form| !lost[form])
        .collect();
    if left.is_empty() {
        return Err(Fault::new(Code::Tag, "a message of this direction"));
    }
    Ok(left)
}

fn rivalry(first: &Form, second: &Form, message: Value<'_>) -> Rivalry {
    if first.name_path().is_some() && first.name_path() == second.name_path() {
        return Rivalry::Neither;
    }
    let present = |form: &Form, other: &Form| {
        form.own_keys(other)
            .any(|path| find(message, path).is_some())
    };
    match (present(first, second), present(second, first)) {
        (true, true) => Rivalry::Clash,
        (true, false) => Rivalry::SecondLoses,
        (false, true) => Rivalry::FirstLoses,
        (false, false) => without_own_keys(first, second),
    }
}

fn without_own_keys(first: &Form, second: &Form) -> Rivalry {
    let needs = |form: &Form, other: &Form| form.own_keys(other).next().is_some();
    match (needs(first, second), needs(second, first)) {
        (true, true) => Rivalry::BothDrop,
        (true, false) => Rivalry::FirstLoses,
        (false, true) => Rivalry::SecondLoses,
        (false, false) if constant_beats_slot(first, second) => Rivalry::SecondLoses,
        (false, false) if constant_beats_slot(second, first) => Rivalry::FirstLoses,
        (false, false) => Rivalry::Neither,
    }
}

/// Whether `first` has a constant at a place where `second` has a slot.
#[must_use]
pub fn constant_beats_slot(first: &Form, second: &Form) -> bool {
    first.nodes.iter().any(|node| {
        matches!(node.test, Test::Constant(_))
            && second
                .at(&node.path)
                .is_some_and(|other| matches!(other.test, Test::Slot | Test::OptionalSlot))
    })
}

/// The value at a JSON Pointer, if every container on the way is an object that has the key.
#[must_use]
pub fn find<'d>(message: Value<'d>, path: &str) -> Option<Value<'d>> {
    keys(path).try_fold(message, |value, key| value.object().ok()?.get(&key))
}

/// The keys of a JSON Pointer, unescaped.
#[must_use = "an iterator does nothing by itself"]
pub fn keys(path: &str) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
    let below = path.strip_prefix('/');
    below
        .into_iter()
        .flat_map(|below| below.split('/'))
        .map(|key| {
            if key.contains('~') {
                Cow::Owned(key.replace("~1", "/").replace("~0", "~"))
            } else {
                Cow::Borrowed(key)
            }
        })
}

fn fault(code: Code, expected: &'static str, path: &str) -> Fault {
    place(Fault::new(code, expected), path)
}

fn place(fault: Fault, path: &str) -> Fault {
    keys(path).rev().fold(fault, |fault, key| fault.under(&key))
}
