//! What keeps two candidates apart: their forms, or what telling sees of their payloads.

use std::borrow::Cow;

use trilogue_wire::telling::{
    Constant, Form as Telling, Marks, NameTest, Test, constant_beats_slot, first_unmentioned,
};
use trilogue_wire::{Kind as JsonKind, Kinds};

use crate::facts;
use crate::model::{Form, Kind, Slot, Template, WireName};

/// How two forms of one pipe are kept apart.
pub(super) enum Apart {
    /// Whatever their messages are.
    Always,
    /// By names that differ.
    ByName,
    /// By a name that is not this constant.
    NameIsNot(WireName),
    /// Not by themselves.
    Never,
}

/// How two forms are kept apart; `outside` where all names stand outside of the message.
pub(super) fn forms_apart(first: &Form, second: &Form, outside: bool) -> Apart {
    let (one, other) = (&first.telling, &second.telling);
    if differ(one, other) {
        return Apart::Always;
    }
    // Forms that carry the name at one place do not compare their keys: the name has to decide.
    if outside || (one.name_path().is_some() && one.name_path() == other.name_path()) {
        return Apart::ByName;
    }
    let own: Vec<&str> = one.own_keys(other).collect();
    let others: Vec<&str> = other.own_keys(one).collect();
    // Where each has its own inside of slots of the other, a message may have both.
    let is_outside = own.iter().any(|path| !other.holds(path, &Marks::NOTHING))
        || others.iter().any(|path| !one.holds(path, &Marks::NOTHING));
    if !own.is_empty() && !others.is_empty() && is_outside {
        return Apart::Always;
    }
    match name_against_constant(one, other).or_else(|| name_against_constant(other, one)) {
        Some(constant) => Apart::NameIsNot(constant),
        None => Apart::Never,
    }
}

/// One of two candidates whose names, if they have any, do not tell them apart.
pub(crate) struct Side<'p> {
    pub form: &'p Form,
    pub marks: &'p Marks,
    /// Whether its payload, or what else it brings that `marks` tells, must be there.
    pub needs_payload: bool,
    /// Whether its payload declares no keys and may have any.
    pub is_open: bool,
}

/// Whether two candidates of one name are apart.
pub(crate) fn told_apart(one: &Side<'_>, other: &Side<'_>) -> bool {
    matches!(forms_apart(one.form, other.form, false), Apart::Always) || are_apart(one, other)
}

/// Whether two candidates are apart, names aside.
pub(super) fn are_apart(one: &Side<'_>, other: &Side<'_>) -> bool {
    if differ(&one.form.telling, &other.form.telling)
        || payloads_differ(one, other)
        || wholes_differ(one, other)
    {
        return true;
    }
    let (own, others) = (own_keys(one, other), own_keys(other, one));
    let holds = |side: &Side<'_>, path: &str| side.form.telling.holds(path, side.marks);
    let is_outside =
        own.iter().any(|path| !holds(other, path)) || others.iter().any(|path| !holds(one, path));
    if !own.is_empty() && !others.is_empty() && is_outside {
        return true;
    }
    let (ok, error) = match (one.form.kind, other.form.kind) {
        (Kind::Ok, Kind::Error) => (one, other),
        (Kind::Error, Kind::Ok) => (other, one),
        _ => return false,
    };
    let told_by_key = own_keys(error, ok);
    if !told_by_key.is_empty() {
        return !holds_any_key(ok, &told_by_key);
    }
    let (first, second) = (&ok.form.telling, &error.form.telling);
    !own_keys(ok, error).is_empty()
        || constant_beats_slot(first, second)
        || constant_beats_slot(second, first)
        || ok.marks.constant.is_some() != error.marks.constant.is_some()
}

/// Whether telling sees payloads that exclude each other.
fn payloads_differ(one: &Side<'_>, other: &Side<'_>) -> bool {
    let (first, second) = (one.marks, other.marks);
    if first.at != second.at {
        return false;
    }
    // Of a list, only items that are always there are listed.
    let required = |marks: &Marks, key: &str| {
        marks.kinds == Kinds::LIST || marks.required.iter().any(|known| known == key)
    };
    let constants = first.constants.iter().any(|(key, value)| {
        second.constants.iter().any(|(same, opposite)| {
            key == same && value != opposite && required(first, key) && required(second, key)
        })
    });
    if constants || ends_before(first, second) || ends_before(second, first) {
        return true;
    }
    if !(one.needs_payload && other.needs_payload) {
        return false;
    }
    let differing = first.constant.as_ref().zip(second.constant.as_ref());
    first.kinds.is_disjoint(second.kinds) || differing.is_some_and(|(one, other)| one != other)
}

/// Whether the messages of one are objects or lists as their form says, and those of the other one value of another kind.
fn wholes_differ(one: &Side<'_>, other: &Side<'_>) -> bool {
    let whole = |side: &Side<'_>| match &side.form.template {
        Template::Object(_) => Some(Kinds::OBJECT),
        Template::List(_) => Some(Kinds::LIST),
        Template::Slot(_) if side.needs_payload => Some(side.marks.kinds),
        _ => None,
    };
    let kinds = whole(one).zip(whole(other));
    kinds.is_some_and(|(one, other)| one.is_disjoint(other))
}

/// Whether the other list must have an item that this one never has.
fn ends_before(one: &Marks, other: &Marks) -> bool {
    let can_have = |place: &Cow<'_, str>| {
        let mut places = one.required.iter().chain(one.declared.iter());
        places.any(|own| own == place)
    };
    let are_lists = one.kinds == Kinds::LIST && other.kinds == Kinds::LIST;
    are_lists && other.required.iter().any(|place| !can_have(place))
}

/// The places that a candidate demands and another does not mention, of its form and of its payload.
fn own_keys<'p>(one: &Side<'p>, other: &Side<'_>) -> Vec<Cow<'p, str>> {
    let mentions = |path: &str| other.form.telling.at(path).is_some() || has_key(other.marks, path);
    let nodes = one.form.telling.nodes.iter();
    let leaves = nodes.filter(|node| node.is_leaf() && !mentions(&node.path));
    let places = leaves.map(|node| first_unmentioned(&node.path, mentions));
    let mut own: Vec<Cow<'p, str>> = places.map(Cow::Borrowed).collect();
    let required = one.marks.required.iter();
    let required = required.map(|key| path_of(&one.marks.at, key));
    own.extend(required.filter(|path| !mentions(path)).map(Cow::Owned));
    own
}

fn has_key(marks: &Marks, path: &str) -> bool {
    let keys = marks.required.iter().chain(marks.declared.iter());
    let mut keys = keys.chain(marks.constants.iter().map(|(key, _)| key));
    keys.any(|key| path_of(&marks.at, key) == path)
}

fn path_of(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Whether the payload of a candidate stands beside the keys of its form, declares none itself, and so may bring any of
/// these.
fn holds_any_key(side: &Side<'_>, paths: &[Cow<'_, str>]) -> bool {
    let marks = side.marks;
    side.is_open
        && facts::is_spread(&side.form.template, Slot::Payload)
        && paths.iter().all(|path| {
            let above = path.rsplit_once('/').map_or("", |(above, _)| above);
            above == marks.at
        })
}

/// Whether one place has values, or kinds of values, that exclude each other whatever the names are.
pub(crate) fn differ(one: &Telling, other: &Telling) -> bool {
    one.nodes.iter().any(|node| {
        other.at(&node.path).is_some_and(|opposite| {
            excludes(&node.test, &opposite.test) || excludes(&opposite.test, &node.test)
        })
    })
}

fn excludes(test: &Test, opposite: &Test) -> bool {
    match (test, opposite) {
        (Test::Constant(one), Test::Constant(other)) => one != other,
        (Test::Constant(constant), Test::Name(name)) => !can_be(name, constant),
        (Test::Name(one), Test::Name(other)) => one.kinds.is_disjoint(other.kinds),
        (Test::Constant(_) | Test::Name(_), Test::Object | Test::List)
        | (Test::Object, Test::List)
        | (
            Test::Absent,
            Test::Constant(_) | Test::Name(_) | Test::Slot | Test::Object | Test::List,
        ) => true,
        _ => false,
    }
}

/// Whether a constant can stand where a form has the name, as far as what names look like goes.
fn can_be(test: &NameTest, constant: &Constant) -> bool {
    if !test.kinds.has(constant.kind()) {
        return false;
    }
    match constant {
        Constant::Text(expected) => {
            let is_between = expected.len() >= test.prefix.len() + test.suffix.len()
                && expected.starts_with(&*test.prefix)
                && expected.ends_with(&*test.suffix);
            is_between || test.also.iter().any(|also| also == expected)
        }
        _ => constant.kind() != JsonKind::Null,
    }
}

fn name_against_constant(one: &Telling, other: &Telling) -> Option<WireName> {
    match &other.at(one.name_path()?)?.test {
        Test::Constant(Constant::Text(text)) => Some(WireName::Text(text.clone().into_owned())),
        Test::Constant(Constant::Number(number)) => Some(WireName::Number(*number)),
        Test::Constant(Constant::Bool(value)) => Some(WireName::Bool(*value)),
        _ => None,
    }
}
