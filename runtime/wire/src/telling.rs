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
//! assert_eq!(told.name_text(), Some("userStatus"));
//! # Ok::<(), trilogue_wire::Fault>(())
//! ```

mod form;
mod members;
mod name;
mod place;
mod rivals;

pub use form::{Constant, Form, NameTest, Node, Test, absent_beats_leaf, constant_beats_slot};
pub use members::choose;
pub use name::Name;
pub use place::{find, first_unmentioned, keys, place};
pub use rivals::{Marks, Rival, settle, settle_answers, settle_outside};

use rivals::sides::{Side, survivors};

use crate::{Code, Fault, Kind, Kinds, Refusal, Value};

/// What telling found.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'d> {
    /// The places of the surviving forms, in order; never empty. More than one only when they carry the name at
    /// the same place: the name then decides.
    pub forms: Vec<usize>,
    /// The wire name, when a surviving form carries one.
    pub name: Option<Name<'d>>,
}

impl Told<'_> {
    /// The wire name, if there is one and it is text.
    #[must_use]
    pub fn name_text(&self) -> Option<&str> {
        self.name.as_ref()?.as_text()
    }

    /// Whether the form at this place survives.
    #[must_use]
    pub fn has(&self, form: usize) -> bool {
        self.forms.contains(&form)
    }

    /// Which of several messages of one name a message is: the place in `rivals`, as [`settle`] finds it among those
    /// whose forms survive.
    ///
    /// # Errors
    ///
    /// Those of [`settle`].
    pub fn settle(
        &self,
        forms: &[Form],
        rivals: &[Rival],
        message: Value<'_>,
    ) -> Result<usize, Fault> {
        let all = 0..rivals.len();
        let left: Vec<usize> = all.filter(|&rival| self.has(rivals[rival].form)).collect();
        rivals::settle_among(forms, rivals, left, message)
    }

    /// A fault of the message that was told, with its name.
    #[must_use]
    #[cold]
    pub fn refuse(&self, fault: Fault) -> Refusal {
        fault.refuse(self.name.as_deref())
    }
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
        _ => survivors(
            &fitting,
            message,
            |form| Side {
                form: &forms[form],
                marks: NO_PAYLOAD,
            },
            Side::before_names,
        )?,
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

/// Payloads are looked at only among messages of one name.
static NO_PAYLOAD: &Marks = &Marks::NOTHING;

/// What names can be.
const SCALARS: Kinds = Kinds::TEXT.and(Kinds::NUMBER).and(Kinds::BOOL);

fn named<'d>(message: Value<'d>, path: &str) -> Result<Name<'d>, Fault> {
    find(message, path)
        .ok_or_else(|| fault(Code::Tag, "a name", path))?
        .scalar(SCALARS)
        .map_err(|inner| place(inner, path))
}

/// Why a form does not fit.
struct Miss<'f> {
    passed: usize,
    /// The container that should be there, if it was another kind of value.
    container: Option<Kind>,
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
        let wrong = |kind: Kind| {
            value.is_some_and(|value| value.kind() != kind) && form.demands(&node.path)
        };
        let (fails, container) = match &node.test {
            Test::Object => (wrong(Kind::Object), Some(Kind::Object)),
            Test::List => (wrong(Kind::List), Some(Kind::List)),
            Test::Constant(expected) => (!value.is_some_and(|value| expected.matches(value)), None),
            Test::Name(test) => {
                let is_name =
                    |value| test.passes(value) && !is_taken(forms, index, &node.path, value);
                (!value.is_some_and(is_name), None)
            }
            Test::Absent => (value.is_some(), None),
            Test::Slot | Test::OptionalSlot => (false, None),
        };
        if fails {
            return Some(Miss {
                passed,
                container,
                path: &node.path,
            });
        }
        passed += usize::from(node.is_mark());
    }
    None
}

/// Whether `value` is a constant of another form at the same place.
fn is_taken(forms: &[Form], index: usize, path: &str, value: Value<'_>) -> bool {
    forms.iter().enumerate().any(|(other, form)| {
        other != index
            && form.at(path).is_some_and(
                |node| matches!(&node.test, Test::Constant(taken) if taken.matches(value)),
            )
    })
}

fn closest(misses: &[Miss<'_>]) -> Fault {
    let most = misses.iter().map(|miss| miss.passed).max().unwrap_or(0);
    let nearest = || misses.iter().filter(|miss| miss.passed == most);
    let Some(first) = nearest().next() else {
        return Fault::new(Code::Tag, "a message");
    };
    if nearest().any(|miss| miss.path != first.path) {
        return Fault::new(Code::Tag, "a message of this direction");
    }
    let kinds: Option<Vec<Kind>> = nearest().map(|miss| miss.container).collect();
    match kinds {
        Some(kinds) => place(
            Fault::new(Code::Type, Kinds::of(&kinds).expected()),
            first.path,
        ),
        None => fault(Code::Tag, "a tag of this direction", first.path),
    }
}

fn fault(code: Code, expected: &'static str, path: &str) -> Fault {
    place(Fault::new(code, expected), path)
}

#[cfg(test)]
mod tests;
