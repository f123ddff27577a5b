//! What derived code calls beside what generated code calls. Nobody else should.

use crate::BorrowedPayload;
use std::collections::HashMap;
use std::hash::BuildHasher;
use trilogue_wire::{Code, Fault, Writer};

/// Whether a type stands for the type of the specification that has this name.
#[must_use]
pub const fn stands_for<'d, P: BorrowedPayload<'d>>(name: &str) -> bool {
    let (own, name) = (P::TYPE.as_bytes(), name.as_bytes());
    let mut at = 0;
    while at < own.len() && at < name.len() && own[at] == name[at] {
        at += 1;
    }
    at == own.len() && at == name.len()
}

/// A whole number as one of another type, which can hold all that the
/// specification allows.
///
/// # Errors
///
/// `integer` if it cannot.
pub fn narrowed<N: TryFrom<i64>>(whole: i64) -> Result<N, Fault> {
    N::try_from(whole).map_err(|_| Fault::new(Code::Integer, "a smaller whole number"))
}

/// A whole number of any type as one that a writer takes, or as one that it
/// refuses.
pub fn widened<N: Copy + TryInto<i64>>(whole: &N) -> i64 {
    (*whole).try_into().unwrap_or(i64::MAX)
}

/// Writes a map in the order of its keys, each held against `check_key`.
///
/// # Errors
///
/// The first fault of `check_key` or `write`, at its key.
pub fn write_map<T, S: BuildHasher>(
    out: &mut Writer,
    map: &HashMap<String, T, S>,
    mut check_key: impl FnMut(&str) -> Result<(), Fault>,
    mut write: impl FnMut(&mut Writer, &T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    out.object(|object| {
        ordered(map).into_iter().try_for_each(|(key, value)| {
            check_key(key).map_err(|fault| fault.under(key))?;
            object.field(key, |out| write(out, value))
        })
    })
}

fn ordered<T, S: BuildHasher>(map: &HashMap<String, T, S>) -> Vec<(&String, &T)> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries
}

/// Whether what `write` writes is this JSON text, which a writer wrote.
pub fn is_written(json: &str, write: impl FnOnce(&mut Writer) -> Result<(), Fault>) -> bool {
    let mut out = Writer::new();
    write(&mut out).is_ok() && out.into_string() == json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payload;
    use trilogue_wire::Value;

    struct Named;

    impl Payload for Named {
        const TYPE: &'static str = "portal/Named";

        fn read(_: Value<'_>) -> Result<Self, Fault> {
            Ok(Self)
        }

        fn write(&self, out: &mut Writer) -> Result<(), Fault> {
            out.null()
        }
    }

    #[test]
    fn a_type_stands_for_its_own_name_alone() {
        const IS: bool = stands_for::<Named>("portal/Named");
        assert!(IS && stands_for::<Box<Named>>("portal/Named"));
        assert!(!stands_for::<Named>("portal/Name") && !stands_for::<Named>("portal/Named2"));
        assert!(!stands_for::<Named>("") && !stands_for::<String>("portal/Named"));
        assert!(stands_for::<String>("") && stands_for::<&str>(""));
    }

    #[test]
    fn whole_numbers_change_their_type() {
        assert_eq!(narrowed::<u8>(255), Ok(255));
        assert_eq!(narrowed::<u8>(256).unwrap_err().code(), Code::Integer);
        assert_eq!((widened(&-3_i8), widened(&u64::MAX)), (-3, i64::MAX));
    }

    #[test]
    fn maps_are_written_in_order() {
        let map = HashMap::from([
            ("b".to_owned(), 1),
            ("a".to_owned(), 2),
            ("c".to_owned(), 3),
        ]);
        let mut out = Writer::new();
        write_map(&mut out, &map, |_| Ok(()), |out, value| out.integer(*value)).unwrap();
        assert_eq!(out.into_string(), r#"{"a":2,"b":1,"c":3}"#);
        let refuse = |key: &str| match key {
            "b" => Err(Fault::new(Code::Pattern, "another key")),
            _ => Ok(()),
        };
        let fault = write_map(&mut Writer::new(), &map, refuse, |out, value| {
            out.integer(*value)
        });
        assert_eq!(fault.unwrap_err().refuse(None).path(), "/b");
    }

    #[test]
    fn what_is_written_is_compared() {
        assert!(is_written("1", |out| out.number(1.0)));
        assert!(!is_written("1", |out| out.text("1")));
        assert!(!is_written("1", |out| out.number(f64::NAN)));
    }
}
