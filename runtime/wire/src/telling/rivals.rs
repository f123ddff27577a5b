//! Between two layouts that a message fits: own keys, absent ones, then what is inside of slots and constants; and for
//! messages of one name, their payloads.

use std::borrow::Cow;

use super::form::{Constant, Form, Test, absent_beats_leaf, constant_beats_slot};
use super::place::{find, is_key_at, step};
use super::tell;
use crate::{Code, Fault, Kinds, Value};

/// What tells the payload of one message from those of others that have its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Marks {
    /// Where the payload stands; for one that is spread, where the object stands that holds its keys.
    pub at: Cow<'static, str>,
    /// Its fields that are constants.
    pub constants: Cow<'static, [(Cow<'static, str>, Constant)]>,
    /// The keys that it must have.
    pub required: Cow<'static, [Cow<'static, str>]>,
    /// The keys that it can have; those that it must have need not be repeated.
    pub declared: Cow<'static, [Cow<'static, str>]>,
    /// The JSON kinds that it can be of.
    pub kinds: Kinds,
    /// The constant that it is, if it is one.
    pub constant: Option<Constant>,
}

impl Default for Marks {
    /// No payload.
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Marks {
    /// No payload, so that whatever stands there is ignored.
    pub const NOTHING: Self = Self::of_kinds("", Kinds::ALL);

    /// A payload of these kinds.
    #[must_use]
    pub const fn of_kinds(at: &'static str, kinds: Kinds) -> Self {
        Self {
            at: Cow::Borrowed(at),
            constants: Cow::Borrowed(&[]),
            required: Cow::Borrowed(&[]),
            declared: Cow::Borrowed(&[]),
            kinds,
            constant: None,
        }
    }

    /// A payload that is a constant.
    #[must_use]
    pub const fn of_constant(at: &'static str, constant: Constant) -> Self {
        Self {
            at: Cow::Borrowed(at),
            constants: Cow::Borrowed(&[]),
            required: Cow::Borrowed(&[]),
            declared: Cow::Borrowed(&[]),
            kinds: Kinds::of(&[constant.kind()]),
            constant: Some(constant),
        }
    }

    /// A payload that is an object.
    #[must_use]
    pub const fn of_keys(
        at: &'static str,
        constants: &'static [(Cow<'static, str>, Constant)],
        required: &'static [Cow<'static, str>],
        declared: &'static [Cow<'static, str>],
    ) -> Self {
        Self {
            at: Cow::Borrowed(at),
            constants: Cow::Borrowed(constants),
            required: Cow::Borrowed(required),
            declared: Cow::Borrowed(declared),
            kinds: Kinds::OBJECT,
            constant: None,
        }
    }

    /// The same payload where it can be of these kinds, an object among them.
    #[must_use]
    pub const fn that_can_be(mut self, kinds: Kinds) -> Self {
        self.kinds = kinds;
        self
    }

    /// Whether the payload has a key, or can have it, at this place.
    fn mentions(&self, path: &str) -> bool {
        let keys = self.required.iter().chain(self.declared.iter());
        let mut keys = keys.chain(self.constants.iter().map(|(key, _)| key));
        keys.any(|key| is_key_at(path, &self.at, key))
    }

    /// Whether anything is known of the keys of the payload.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        !(self.required.is_empty() && self.declared.is_empty() && self.constants.is_empty())
    }

    fn payload<'d>(&self, message: Value<'d>) -> Option<Value<'d>> {
        find(message, &self.at)
    }

    /// Whether the payload, if there is one, is of a kind that it can be of.
    fn is_of_kind(&self, message: Value<'_>) -> bool {
        let payload = self.payload(message);
        payload.is_none_or(|payload| self.kinds.has(payload.kind()))
    }

    /// Whether the payload is the constant that it must be, if it must be one.
    fn equals(&self, message: Value<'_>) -> Option<bool> {
        let constant = self.constant.as_ref()?;
        let payload = self.payload(message);
        Some(payload.is_some_and(|payload| constant.matches(payload)))
    }

    /// Whether a constant field is there with another value.
    fn differs(&self, message: Value<'_>) -> bool {
        !self.constants.is_empty()
            && self.payload(message).is_some_and(|payload| {
                let mut constants = self.constants.iter();
                constants.any(|(key, constant)| {
                    step(payload, key).is_some_and(|value| !constant.matches(value))
                })
            })
    }
}

/// One of several messages that have the same name.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// The place of its form.
    pub form: usize,
    /// What tells its payload.
    pub marks: Marks,
}

impl Rival {
    /// A message of the form at this place, with this payload.
    #[must_use]
    pub const fn of(form: usize, marks: Marks) -> Self {
        Self { form, marks }
    }
}

/// Finds which of several messages that have the same name a message is; the place in `rivals` is given.
///
/// What drops is in this order: those whose payload has a constant field that differs; those that the keys of form
/// and payload rule out, as [`tell`](super::tell) does; those whose payload is of another kind; those that are outdone
/// by one that is the constant which the payload equals, or that are a constant which it does not equal while
/// another is none. Of those that are left the first is meant. As soon as one is left alone, it is meant without a further look: what is wrong with it is for checking to
/// say. It is not looked at whether the forms fit.
///
/// ```
/// use std::borrow::Cow::Borrowed;
/// use trilogue_wire::Document;
/// use trilogue_wire::telling::{Form, Marks, Node, Rival, settle};
///
/// // Two layouts of one message: `{name, payload: {id}}` and `{name, payload: {path}}`.
/// const NODES: &[Node] = &[Node::object(""), Node::name("/name"), Node::slot("/payload")];
/// const FORMS: &[Form] = &[Form::of(NODES)];
/// const RIVALS: &[Rival] = &[
///     Rival::of(0, Marks::of_keys("/payload", &[], &[Borrowed("id")], &[])),
///     Rival::of(0, Marks::of_keys("/payload", &[], &[Borrowed("path")], &[])),
/// ];
///
/// let document = Document::parse(br#"{"name":"open","payload":{"path":"/a"}}"#)?;
/// assert_eq!(settle(FORMS, RIVALS, document.root())?, 1);
/// # Ok::<(), trilogue_wire::Fault>(())
/// ```
///
/// # Errors
///
/// `ambiguous` when own keys of two messages are present, `tag` when a step drops all.
pub fn settle(forms: &[Form], rivals: &[Rival], message: Value<'_>) -> Result<usize, Fault> {
    settle_among(forms, rivals, (0..rivals.len()).collect(), message)
}

/// Finds which of several messages a message is whose name stands outside of it: those whose forms it fits, each looked
/// at alone, are settled between.
///
/// # Errors
///
/// Why it fits none of the forms, and the errors of [`settle`].
pub fn settle_outside(
    forms: &[Form],
    rivals: &[Rival],
    message: Value<'_>,
) -> Result<usize, Fault> {
    let alone = |rival: usize| std::slice::from_ref(&forms[rivals[rival].form]);
    let all: Vec<usize> = (0..rivals.len()).collect();
    let fits = |rival: &usize| tell(alone(*rival), message).is_ok();
    let fitting: Vec<usize> = all.iter().copied().filter(fits).collect();
    if fitting.is_empty() {
        let own: Vec<Form> = all
            .iter()
            .flat_map(|&rival| alone(rival))
            .cloned()
            .collect();
        tell(&own, message)?;
        return settle_among(forms, rivals, all, message);
    }
    settle_among(forms, rivals, fitting, message)
}

/// Finds which of several answers to one request an answer is that brings no name: it is told by their forms alone.
///
/// # Errors
///
/// Why it fits none of the forms, and the errors of [`settle`].
pub fn settle_answers(
    forms: &[Form],
    rivals: &[Rival],
    message: Value<'_>,
) -> Result<usize, Fault> {
    let own: Vec<Form> = rivals
        .iter()
        .map(|rival| forms[rival.form].clone())
        .collect();
    let told = tell(&own, message)?;
    settle_among(forms, rivals, told.forms, message)
}

/// As [`settle`], among the rivals at these places.
pub(super) fn settle_among(
    forms: &[Form],
    rivals: &[Rival],
    all: Vec<usize>,
    message: Value<'_>,
) -> Result<usize, Fault> {
    let side = |rival: usize| Side {
        form: &forms[rivals[rival].form],
        marks: &rivals[rival].marks,
    };
    let alike = keep(all, |rival| !side(rival).marks.differs(message))?;
    let known = survivors(&alike, message, side, Side::by_keys_and_constants)?;
    let fitting = keep(known, |rival| side(rival).marks.is_of_kind(message))?;
    let left = of_constant(fitting, |rival| side(rival).marks.equals(message));
    left.into_iter().next().ok_or_else(nobody)
}

/// Those that pass. One alone is not asked.
fn keep(left: Vec<usize>, passes: impl Fn(usize) -> bool) -> Result<Vec<usize>, Fault> {
    if left.len() == 1 {
        return Ok(left);
    }
    let passing: Vec<usize> = left.into_iter().filter(|&rival| passes(rival)).collect();
    if passing.is_empty() {
        return Err(nobody());
    }
    Ok(passing)
}

/// Those that are the constant which the payload equals; if none is, those that are no constant; else all.
pub(super) fn of_constant(left: Vec<usize>, equals: impl Fn(usize) -> Option<bool>) -> Vec<usize> {
    let those = |wanted: Option<bool>| {
        let those = left.iter().copied();
        those
            .filter(|&rival| equals(rival) == wanted)
            .collect::<Vec<_>>()
    };
    let mut choices = [those(Some(true)), those(None)].into_iter();
    choices.find(|choice| !choice.is_empty()).unwrap_or(left)
}

/// One of two that a message fits.
#[derive(Clone, Copy)]
pub(super) struct Side<'f> {
    pub(super) form: &'f Form,
    pub(super) marks: &'f Marks,
}

impl Side<'_> {
    fn mentions(self, path: &str) -> bool {
        self.form.at(path).is_some() || self.marks.mentions(path)
    }

    fn mentions_key(self, at: &str, key: &str) -> bool {
        let mut nodes = self.form.nodes.iter();
        nodes.any(|node| is_key_at(&node.path, at, key))
            || self.marks.at == at && {
                let marks = self.marks;
                let mut keys = marks.required.iter().chain(marks.declared.iter());
                keys.any(|found| found == key)
                    || marks.constants.iter().any(|(found, _)| found == key)
            }
    }

    /// Whether there are own keys against `other`, and whether one of them is present: those where it has nothing, or
    /// those inside of what it has in a slot.
    fn own_keys(self, other: Self, message: Value<'_>, within: Within) -> OwnKeys {
        let leaves = self.form.nodes.iter().filter(|node| node.is_leaf());
        let mut places = leaves
            .filter(|node| !other.mentions(&node.path))
            .filter(|node| other.form.holds(&node.path, other.marks) == (within == Within::Slots))
            .map(|node| find(message, &node.path).is_some())
            .peekable();
        let Marks { at, required, .. } = self.marks;
        let is_here = other.form.holds_in(at, other.marks) == (within == Within::Slots);
        let mut keys = required
            .iter()
            .filter(|key| is_here && !other.mentions_key(at, key))
            .map(|key| find(message, at).is_some_and(|payload| step(payload, key).is_some()))
            .peekable();
        let are_needed = places.peek().is_some() || keys.peek().is_some();
        OwnKeys {
            are_needed,
            is_present: places.chain(keys).any(|is_present| is_present),
        }
    }

    fn by_keys(self, other: Self, message: Value<'_>, within: Within) -> Rivalry {
        let own = self.own_keys(other, message, within);
        let others = other.own_keys(self, message, within);
        match (own.is_present, others.is_present) {
            (true, true) => return Rivalry::Clash,
            (true, false) => return Rivalry::SecondLoses,
            (false, true) => return Rivalry::FirstLoses,
            (false, false) => {}
        }
        match (own.are_needed, others.are_needed) {
            (true, true) => Rivalry::BothDrop,
            (true, false) => Rivalry::FirstLoses,
            (false, true) => Rivalry::SecondLoses,
            (false, false) => Rivalry::Neither,
        }
    }

    /// How this stands to `other` by keys, then by a key that is absent as one of them says, then by what is inside of
    /// slots, then by constants.
    fn by_keys_and_constants(self, other: Self, message: Value<'_>) -> Rivalry {
        let keys = self.by_keys(other, message, Within::Nothing);
        let absence = keys.or_else(|| self.by_absence(other));
        let inner = absence.or_else(|| self.by_keys(other, message, Within::Slots));
        inner.or_else(|| {
            Rivalry::from_wins(self.has_constant_for(other), other.has_constant_for(self))
        })
    }

    /// Whether a constant stands where `other` has a slot, or a key of its payload.
    fn has_constant_for(self, other: Self) -> bool {
        let mut nodes = self.form.nodes.iter();
        constant_beats_slot(self.form, other.form)
            || nodes.any(|node| {
                matches!(node.test, Test::Constant(_))
                    && other.form.at(&node.path).is_none()
                    && other.marks.mentions(&node.path)
            })
    }

    fn by_absence(self, other: Self) -> Rivalry {
        Rivalry::from_wins(self.excludes_key_of(other), other.excludes_key_of(self))
    }

    /// Whether a key must be absent that `other` or its payload demands.
    fn excludes_key_of(self, other: Self) -> bool {
        let Marks { at, required, .. } = other.marks;
        let mut nodes = self.form.nodes.iter();
        absent_beats_leaf(self.form, other.form)
            || nodes.any(|node| {
                node.test == Test::Absent
                    && required.iter().any(|key| is_key_at(&node.path, at, key))
            })
    }

    /// How two forms stand to each other whatever their names are. Those that carry the name at the same place
    /// wait until it is looked up.
    pub(super) fn before_names(self, other: Self, message: Value<'_>) -> Rivalry {
        let name_path = self.form.name_path();
        if name_path.is_some() && name_path == other.form.name_path() {
            return Rivalry::Neither;
        }
        self.by_keys_and_constants(other, message)
    }
}

/// Where a key of one of two stands in the other.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// Where it has nothing.
    Nothing,
    /// Inside of one of its slots.
    Slots,
}

struct OwnKeys {
    are_needed: bool,
    is_present: bool,
}

/// How two that a message fits stand to each other.
pub(super) enum Rivalry {
    Neither,
    FirstLoses,
    SecondLoses,
    BothDrop,
    Clash,
}

impl Rivalry {
    fn from_wins(first: bool, second: bool) -> Self {
        match (first, second) {
            (true, _) => Self::SecondLoses,
            (false, true) => Self::FirstLoses,
            (false, false) => Self::Neither,
        }
    }

    fn or_else(self, next: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Neither => next(),
            decided => decided,
        }
    }
}

/// Those of `fitting` that no other beats.
pub(super) fn survivors<'f>(
    fitting: &[usize],
    message: Value<'_>,
    side: impl Fn(usize) -> Side<'f>,
    rivalry: impl Fn(Side<'f>, Side<'f>, Value<'_>) -> Rivalry,
) -> Result<Vec<usize>, Fault> {
    let mut lost = vec![false; fitting.len()];
    let mut clashes = Vec::new();
    for first in 0..fitting.len() {
        for second in first + 1..fitting.len() {
            match rivalry(side(fitting[first]), side(fitting[second]), message) {
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
    let is_open = |&(first, second): &(usize, usize)| !lost[first] && !lost[second];
    if clashes.iter().any(is_open) {
        return Err(Fault::new(Code::Ambiguous, "the keys of one message"));
    }
    let survivors = fitting.iter().zip(lost).filter(|(_, lost)| !lost);
    let left: Vec<usize> = survivors.map(|(&form, _)| form).collect();
    if left.is_empty() {
        return Err(nobody());
    }
    Ok(left)
}

fn nobody() -> Fault {
    Fault::new(Code::Tag, "a message of this direction")
}

#[cfg(test)]
mod tests;
