//! Which request an answer is for, where the answer does not say it.

use crate::Id;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use trilogue_wire::{Fault, Value, check, telling};

/// The requests that wait for an answer, by the names that they have on the
/// wire.
///
/// Maps and lists from [`Id`] to name are such tables; [`Only`] is the one of a
/// channel on which no more than one request waits at a time.
pub trait OpenRequests {
    /// The request that has this id.
    fn by_id(&self, id: &Id) -> Option<&str>;

    /// The request that waits, if it is the only one: an answer that brings no
    /// id is for it.
    fn only(&self) -> Option<&str>;

    /// The request that every answer is for, if there can be no more than one,
    /// whatever id an answer brings.
    fn always(&self) -> Option<&str> {
        None
    }
}

/// The one request that waits, where no more than one can.
///
/// ```
/// use trilogue::{Document, Only, answered};
///
/// let answer = Document::parse(br#"{"type":"ok"}"#).unwrap();
/// assert_eq!(answered(answer.root(), None, &Only("login")).unwrap(), Some("login"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Only<'n>(pub &'n str);

impl OpenRequests for Only<'_> {
    fn by_id(&self, _: &Id) -> Option<&str> {
        Some(self.0)
    }

    fn only(&self) -> Option<&str> {
        Some(self.0)
    }

    fn always(&self) -> Option<&str> {
        Some(self.0)
    }
}

impl<N: AsRef<str>> OpenRequests for [(Id, N)] {
    fn by_id(&self, id: &Id) -> Option<&str> {
        let entry = self.iter().find(|(open, _)| open == id);
        entry.map(|(_, name)| name.as_ref())
    }

    fn only(&self) -> Option<&str> {
        match self {
            [(_, name)] => Some(name.as_ref()),
            _ => None,
        }
    }
}

impl<N: AsRef<str>, const COUNT: usize> OpenRequests for [(Id, N); COUNT] {
    fn by_id(&self, id: &Id) -> Option<&str> {
        self.as_slice().by_id(id)
    }

    fn only(&self) -> Option<&str> {
        self.as_slice().only()
    }
}

impl<N: AsRef<str>> OpenRequests for Vec<(Id, N)> {
    fn by_id(&self, id: &Id) -> Option<&str> {
        self.as_slice().by_id(id)
    }

    fn only(&self) -> Option<&str> {
        self.as_slice().only()
    }
}

/// Requests with ids, and one without that waits for an answer without.
impl<N: AsRef<str>> OpenRequests for [(Option<Id>, N)] {
    fn by_id(&self, id: &Id) -> Option<&str> {
        let entry = self.iter().find(|(open, _)| open.as_ref() == Some(id));
        entry.map(|(_, name)| name.as_ref())
    }

    fn only(&self) -> Option<&str> {
        let mut without = self.iter().filter(|(open, _)| open.is_none());
        match (without.next(), self) {
            (Some((_, name)), _) => without.next().is_none().then_some(name.as_ref()),
            (None, [(_, name)]) => Some(name.as_ref()),
            (None, _) => None,
        }
    }
}

impl<N: AsRef<str>> OpenRequests for Vec<(Option<Id>, N)> {
    fn by_id(&self, id: &Id) -> Option<&str> {
        self.as_slice().by_id(id)
    }

    fn only(&self) -> Option<&str> {
        self.as_slice().only()
    }
}

impl<N: AsRef<str>, S: BuildHasher> OpenRequests for HashMap<Id, N, S> {
    fn by_id(&self, id: &Id) -> Option<&str> {
        self.get(id).map(AsRef::as_ref)
    }

    fn only(&self) -> Option<&str> {
        only(self.values())
    }
}

impl<N: AsRef<str>> OpenRequests for BTreeMap<Id, N> {
    fn by_id(&self, id: &Id) -> Option<&str> {
        self.get(id).map(AsRef::as_ref)
    }

    fn only(&self) -> Option<&str> {
        only(self.values())
    }
}

fn only<'n, N: AsRef<str> + 'n>(mut names: impl Iterator<Item = &'n N>) -> Option<&'n str> {
    let first = names.next()?;
    names.next().is_none().then_some(first.as_ref())
}

/// Finds the request that an answer is for. `id_path` is where answers have the
/// id, as a JSON Pointer, if they have one. Generated code calls this.
///
/// Nothing is found if the answer brings no id, or something that is none, and
/// more than one request waits.
///
/// # Errors
///
/// `unmatched` at the id if no such request waits.
pub fn answered<'o>(
    message: Value<'_>,
    id_path: Option<&str>,
    open: &'o (impl OpenRequests + ?Sized),
) -> Result<Option<&'o str>, Fault> {
    if let Some(name) = open.always() {
        return Ok(Some(name));
    }
    let not_open = || telling::place(check::not_open(), id_path.unwrap_or_default());
    let found = id_path.and_then(|path| telling::find(message, path));
    match (found, found.and_then(Id::found)) {
        (_, Some(id)) => open.by_id(&id).map(Some).ok_or_else(not_open),
        (Some(_), None) => Ok(None),
        (None, None) => match open.only() {
            None if id_path.is_none() => Err(not_open()),
            only => Ok(only),
        },
    }
}

/// Finds the request that an answer is for, where fields of its payload say
/// it, or its id. Each way has the places where that may stand, as JSON
/// Pointers, of which the first counts that holds a text or a number; and the
/// names of the requests that are found there. Generated code calls this.
///
/// An answer that says nothing is for the only request that waits.
///
/// # Errors
///
/// `unmatched` at the first place if no such request waits.
pub fn answered_by<'o>(
    message: Value<'_>,
    ways: &[(&[&str], &[&str])],
    open: &'o (impl OpenRequests + ?Sized),
) -> Result<Option<&'o str>, Fault> {
    if let Some(name) = open.always() {
        return Ok(Some(name));
    }
    let not_open = |place: &str| telling::place(check::not_open(), place);
    let mut named = None;
    for (places, requests) in ways {
        let mut ids = places.iter().filter_map(|place| {
            let id = Id::found(telling::find(message, place)?)?;
            Some((place, id))
        });
        let Some((place, id)) = ids.next() else {
            continue;
        };
        match open.by_id(&id) {
            Some(name) if requests.contains(&name) => return Ok(Some(name)),
            _ => named = named.or(Some(place)),
        }
    }
    if let Some(place) = named {
        return Err(not_open(place));
    }
    let mut places = ways.iter().flat_map(|(places, _)| *places);
    match open.only() {
        None => Err(not_open(places.next().unwrap_or(&""))),
        only => Ok(only),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trilogue_wire::{Code, Document};

    fn found(
        json: &str,
        id_path: Option<&str>,
        open: &dyn OpenRequests,
    ) -> Result<Option<String>, (Code, String)> {
        let document = Document::parse(json.as_bytes()).unwrap();
        match answered(document.root(), id_path, open) {
            Ok(name) => Ok(name.map(str::to_owned)),
            Err(fault) => {
                let refusal = fault.refuse(None);
                Err((refusal.code(), refusal.path().to_owned()))
            }
        }
    }

    #[test]
    fn an_answer_is_for_the_request_of_its_id() {
        let list = [(Id::from("1"), "text"), (Id::from(1_i64), "number")];
        let hashed: HashMap<Id, &str> = list.clone().into();
        let sorted: BTreeMap<Id, &str> = list.clone().into();
        let unmatched = Err((Code::Unmatched, "/meta/id".to_owned()));
        for open in [&list as &dyn OpenRequests, &list.to_vec(), &hashed, &sorted] {
            let found = |json: &str| found(json, Some("/meta/id"), open);
            assert_eq!(found(r#"{"meta":{"id":"1"}}"#), Ok(Some("text".to_owned())));
            assert_eq!(
                found(r#"{"meta":{"id":1.0}}"#),
                Ok(Some("number".to_owned()))
            );
            assert_eq!(found(r#"{"meta":{"id":2}}"#), unmatched);
            assert_eq!(found(r#"{"meta":{"id":null}}"#), Ok(None));
            assert_eq!(found(r#"{"meta":{"id":"\ud800"}}"#), Ok(None));
            assert_eq!(found("{}"), Ok(None));
        }
    }

    #[test]
    fn an_answer_without_an_id_is_for_the_request_without_one() {
        let login = || (None, "login");
        let open = vec![(Some(Id::from("1")), "text"), login()];
        let named = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(found("{}", Some("/id"), &open), named("login"));
        assert_eq!(found("{}", None, &open), named("login"));
        assert_eq!(found(r#"{"id":"1"}"#, Some("/id"), &open), named("text"));
        let unmatched = |path: &str| Err((Code::Unmatched, path.to_owned()));
        assert_eq!(found(r#"{"id":"2"}"#, Some("/id"), &open), unmatched("/id"));
        let two = vec![login(), login()];
        assert_eq!(found("{}", None, &two), unmatched(""));
    }

    #[test]
    fn an_answer_without_an_id_is_for_the_only_request() {
        let one = [(Id::from("1"), "ask")];
        let none: [(Id, &str); 0] = [];
        let hashed: HashMap<Id, &str> = one.clone().into();
        let unmatched = Err((Code::Unmatched, String::new()));
        for open in [&one as &dyn OpenRequests, &hashed] {
            assert_eq!(found("{}", Some("/id"), open), Ok(Some("ask".to_owned())));
            assert_eq!(found("{}", None, open), Ok(Some("ask".to_owned())));
        }
        assert_eq!(found("{}", Some("/id"), &none), Ok(None));
        assert_eq!(found("{}", None, &none), unmatched);
        let two = [one[0].clone(), (Id::from("2"), "other")];
        assert_eq!(found("{}", None, &two), unmatched);
    }

    #[test]
    fn fields_find_the_requests_that_are_joined_by_them() {
        let ways: &[(&[&str], &[&str])] = &[
            (&["/done/a"], &["pay"]),
            (&["/id", "/done/b"], &["refund", "check"]),
        ];
        let found = |json: &str, open: &dyn OpenRequests| {
            let document = Document::parse(json.as_bytes()).unwrap();
            let found = answered_by(document.root(), ways, open);
            found
                .map(|name| name.map(str::to_owned))
                .map_err(|fault| fault.refuse(None).path().to_owned())
        };
        let open = [(Id::from("1"), "pay"), (Id::from("2"), "check")];
        let ok = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(found(r#"{"done":{"a":"1"}}"#, &open), ok("pay"));
        assert_eq!(found(r#"{"done":{"b":"2"}}"#, &open), ok("check"));
        assert_eq!(found(r#"{"done":{"a":"2","b":"2"}}"#, &open), ok("check"));
        // What joins one request does not join another.
        let at = |place: &str| Err(place.to_owned());
        assert_eq!(found(r#"{"done":{"a":"2"}}"#, &open), at("/done/a"));
        assert_eq!(found(r#"{"done":{"b":"1"}}"#, &open), at("/done/b"));
        // The first place counts that says something.
        assert_eq!(found(r#"{"id":"3","done":{"b":"2"}}"#, &open), at("/id"));
        assert_eq!(found(r#"{"id":null,"done":{"b":"2"}}"#, &open), ok("check"));
        assert_eq!(found("{}", &open), at("/done/a"));
        assert_eq!(found("{}", &open[..1].to_vec()), ok("pay"));
        assert_eq!(found(r#"{"done":{"a":"9"}}"#, &Only("check")), ok("check"));
    }

    #[test]
    fn where_only_one_request_can_wait_ids_are_not_looked_at() {
        for json in ["{}", r#"{"id":5}"#, r#"{"id":[]}"#] {
            assert_eq!(
                found(json, Some("/id"), &Only("ask")),
                Ok(Some("ask".to_owned()))
            );
        }
    }
}
