//! Between messages of one name: their layouts, and then their payloads.

pub(super) mod sides;

use std::borrow::Cow;

use self::sides::{Side, survivors};
use super::form::{Constant, Form};
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
/// by one that is the constant which the payload equals, or that are a constant which it does not equal while another
/// is none. Of those that are left the first is meant. As soon as one is left alone, it is meant without a further
/// look: what is wrong with it is for checking to say. It is not looked at whether the forms fit.
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

fn nobody() -> Fault {
    Fault::new(Code::Tag, "a message of this direction")
}

#[cfg(test)]
mod tests;
