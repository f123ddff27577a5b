//! Which member of a union is meant, where no tag says it.

use super::place::step;
use super::rivals::{Marks, of_constant};
use crate::{Code, Fault, Kind, Kinds, Value};

/// Finds the member of a union without tag that a value is; the place in `members` is given. [`Marks::at`] and
/// [`Marks::declared`] do not matter.
///
/// Members of another JSON kind drop. Among objects, those drop whose constant fields differ or are absent; one that is
/// left alone is meant, of several the first whose required keys are all present. The member is chosen once: what else
/// is wrong with the value is for its reader to say.
///
/// ```
/// use std::borrow::Cow::Borrowed;
/// use trilogue_wire::telling::{Marks, choose};
/// use trilogue_wire::{Document, Kinds};
///
/// const MEMBERS: &[Marks] = &[
///     Marks::of_kinds("", Kinds::TEXT),
///     Marks::of_keys("", &[], &[Borrowed("id")], &[]),
///     Marks::of_keys("", &[], &[Borrowed("path")], &[]),
/// ];
/// assert_eq!(choose(MEMBERS, Document::parse(br#"{"path":5}"#)?.root())?, 2);
/// # Ok::<(), trilogue_wire::Fault>(())
/// ```
///
/// # Errors
///
/// `type` if no member is of this kind, `union` if no object is meant.
pub fn choose(members: &[Marks], value: Value<'_>) -> Result<usize, Fault> {
    let all = 0..members.len();
    let fitting: Vec<usize> = all
        .filter(|&member| members[member].kinds.has(value.kind()))
        .collect();
    let chosen = match value.kind() {
        _ if fitting.is_empty() => {
            let kinds = members.iter().map(|member| member.kinds);
            let expected = kinds.fold(Kinds::NONE, Kinds::and).expected();
            return Err(Fault::new(Code::Type, expected));
        }
        Kind::Object => object(members, &fitting, value),
        _ => scalar(members, fitting, value),
    };
    chosen.ok_or_else(|| Fault::new(Code::Union, "a member of the union"))
}

fn object(members: &[Marks], fitting: &[usize], value: Value<'_>) -> Option<usize> {
    let has_constants = |&member: &usize| {
        let mut constants = members[member].constants.iter();
        constants
            .all(|(key, constant)| step(value, key).is_some_and(|found| constant.matches(found)))
    };
    let has_keys = |member: &usize| {
        let mut required = members[*member].required.iter();
        required.all(|key| step(value, key).is_some())
    };
    let alike = fitting.iter().copied().filter(has_constants);
    let alike: Vec<usize> = alike.collect();
    match *alike {
        [only] => Some(only),
        _ => alike.into_iter().find(has_keys),
    }
}

fn scalar(members: &[Marks], fitting: Vec<usize>, value: Value<'_>) -> Option<usize> {
    let equals = |member: usize| {
        let constant = members[member].constant.as_ref();
        constant.map(|constant| constant.matches(value))
    };
    of_constant(fitting, equals).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::telling::Constant;
    use std::borrow::Cow::Borrowed;

    fn chosen(members: &[Marks], json: &str) -> Result<usize, Code> {
        let document = Document::parse(json.as_bytes()).expect("each case is JSON");
        choose(members, document.root()).map_err(|fault| fault.code())
    }

    #[test]
    fn kinds_decide_first() {
        let number_or_null = Kinds::NUMBER.and(Kinds::NULL);
        let members = [
            Marks::of_kinds("", Kinds::TEXT),
            Marks::of_kinds("", number_or_null),
            Marks::of_keys("", &[], &[Borrowed("a")], &[]),
        ];
        for (json, expected) in [
            (r#""x""#, Ok(0)),
            ("5", Ok(1)),
            ("null", Ok(1)),
            (r#"{"a":1}"#, Ok(2)),
            // The only object is meant, with or without its key.
            ("{}", Ok(2)),
            ("[]", Err(Code::Type)),
            ("true", Err(Code::Type)),
        ] {
            assert_eq!(chosen(&members, json), expected, "{json}");
        }
    }

    #[test]
    fn constants_come_before_required_keys_and_order_decides_last() {
        const A: &[(std::borrow::Cow<'static, str>, Constant)] =
            &[(Borrowed("kind"), Constant::Text(Borrowed("a")))];
        let members = [
            Marks::of_keys("", A, &[Borrowed("kind"), Borrowed("x")], &[]),
            Marks::of_keys("", &[], &[Borrowed("y")], &[]),
            Marks::of_keys("", &[], &[Borrowed("y"), Borrowed("z")], &[]),
        ];
        for (json, expected) in [
            (r#"{"kind":"a","x":1}"#, Ok(0)),
            (r#"{"kind":"a","x":1,"y":1}"#, Ok(0)),
            (r#"{"kind":"a","y":1}"#, Ok(1)),
            (r#"{"kind":"b","x":1,"y":1,"z":1}"#, Ok(1)),
            (r#"{"kind":"a"}"#, Err(Code::Union)),
            ("{}", Err(Code::Union)),
        ] {
            assert_eq!(chosen(&members, json), expected, "{json}");
        }
        // Its constants leave the first alone, so that what is missing is for its reader to say.
        assert_eq!(
            chosen(&[members[0].clone(), other_kind()], r#"{"kind":"a"}"#),
            Ok(0)
        );
    }

    fn other_kind() -> Marks {
        const B: &[(std::borrow::Cow<'static, str>, Constant)] =
            &[(Borrowed("kind"), Constant::Text(Borrowed("b")))];
        Marks::of_keys("", B, &[Borrowed("kind")], &[])
    }

    #[test]
    fn constants_decide_among_scalars() {
        let members = [
            Marks::of_constant("", Constant::Text(Borrowed("auto"))),
            Marks::of_constant("", Constant::Text(Borrowed("none"))),
            Marks::of_kinds("", Kinds::NUMBER),
        ];
        assert_eq!(chosen(&members, r#""none""#), Ok(1));
        assert_eq!(chosen(&members, "5"), Ok(2));
        assert_eq!(chosen(&members, r#""other""#), Ok(0));
    }
}
