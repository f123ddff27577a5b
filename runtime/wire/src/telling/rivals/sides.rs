//! Between two layouts that a message fits: own keys, absent ones, then what is inside of slots and constants.

use super::Marks;
use crate::telling::form::{Form, Test, absent_beats_leaf, constant_beats_slot};
use crate::telling::place::{find, first_unmentioned, is_key_at, step};
use crate::{Code, Fault, Kind, Value};

/// One of two that a message fits.
#[derive(Clone, Copy)]
pub(in crate::telling) struct Side<'f> {
    pub(in crate::telling) form: &'f Form,
    pub(in crate::telling) marks: &'f Marks,
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
            .map(|node| {
                let place = first_unmentioned(&node.path, |place| other.mentions(place));
                let found = find(message, place);
                let is_whole = place.len() == node.path.len();
                found.is_some_and(|found| is_whole || found.kind() != Kind::Null)
            })
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
    pub(in crate::telling) fn by_keys_and_constants(
        self,
        other: Self,
        message: Value<'_>,
    ) -> Rivalry {
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
    pub(in crate::telling) fn before_names(self, other: Self, message: Value<'_>) -> Rivalry {
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
pub(in crate::telling) enum Rivalry {
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
pub(in crate::telling) fn survivors<'f>(
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
        return Err(super::nobody());
    }
    Ok(left)
}
