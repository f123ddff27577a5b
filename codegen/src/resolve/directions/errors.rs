//! Which errors the requests of a direction have, and which requests share a type for them.

use std::collections::{BTreeSet, HashMap};

use trilogue_wire::{Kind as JsonKind, Kinds};

use crate::facts;
use crate::model::{
    Direction, ErrorList, Errors, Identifier, Kind, KnownError, MessageId, Outcome, PartType, Pipe,
    Protocol, Slot, Variant,
};
use crate::naming;

/// The lists of errors of the requests that go in a direction, each once, in spec order. A request has one of its own if it
/// lists what its channels do not.
pub(super) fn lists(protocol: &Protocol, asked: &Direction) -> Vec<ErrorList> {
    let mut ways = ways_of_requests(protocol, asked);
    let mut lists: Vec<ErrorList> = Vec::new();
    for variant in &asked.variants {
        let found = variant.message.filter(|_| variant.kind == Kind::Request);
        let found = found.and_then(|id| list_of(protocol, id, ways.remove(&id)?));
        let Some(list) = found else { continue };
        match lists.iter_mut().find(|known| is_like(known, &list)) {
            Some(known) => {
                known.requests.extend(list.requests);
                known.channels.extend(list.channels);
            }
            None => lists.push(list),
        }
    }
    name_shared(protocol, asked, &mut lists);
    lists
}

/// Whether two lists of channels say the same.
fn is_like(one: &ErrorList, other: &ErrorList) -> bool {
    one.own.is_none()
        && other.own.is_none()
        && one.closed == other.closed
        && one.known.len() == other.known.len()
        && one
            .known
            .iter()
            .zip(&other.known)
            .all(|(one, other)| is_error(one, other) && one.doc == other.doc)
}

/// Whether two lists have the same error under the same identifier.
fn is_error(one: &KnownError, other: &KnownError) -> bool {
    one.value == other.value && one.identifier == other.identifier
}

/// How the errors of a request come back.
#[derive(Default)]
struct Way {
    /// The channels over which it goes and they come.
    channels: BTreeSet<usize>,
    /// For each of its own error answers, whether what a spec lists can stand in it.
    answers: Vec<bool>,
}

impl Way {
    /// Whether none of its answers can bring what a spec lists, such as one whose error is an object without a code.
    fn brings_none(&self) -> bool {
        !self.answers.is_empty() && !self.answers.contains(&true)
    }
}

/// The requests of a direction, and how their errors come back.
fn ways_of_requests(protocol: &Protocol, asked: &Direction) -> HashMap<MessageId, Way> {
    let mut found: HashMap<MessageId, Way> = HashMap::new();
    for (variant, id, pipe) in carried(asked) {
        if variant.kind == Kind::Request {
            found.entry(id).or_default().channels.extend(&pipe.channels);
        }
    }
    let back = protocol.direction(asked.to, asked.from);
    for (variant, id, pipe) in back.into_iter().flat_map(carried) {
        let request = protocol.message(id).answers().unwrap_or(id);
        if let (Kind::Error, Some(way)) = (variant.kind, found.get_mut(&request)) {
            way.channels.extend(&pipe.channels);
            way.answers.push(brings_listed(protocol, variant));
        }
    }
    found
}

/// Whether an error answer has a place where a text or number can stand that a spec lists.
fn brings_listed(protocol: &Protocol, variant: &Variant) -> bool {
    const LISTED: Kinds = Kinds::of(&[JsonKind::Text, JsonKind::Number]);
    let code = variant.part(Slot::Code);
    match code
        .or_else(|| variant.part(Slot::Error))
        .map(|part| &part.ty)
    {
        Some(PartType::Typed(ty)) => !facts::kinds(protocol, ty).is_disjoint(LISTED),
        Some(PartType::Unread) => true,
        None => false,
    }
}

/// What each pipe of a direction carries, as far as it says which message it is about.
fn carried(direction: &Direction) -> impl Iterator<Item = (&Variant, MessageId, &Pipe)> {
    direction.pipes.iter().flat_map(move |pipe| {
        pipe.candidates.iter().filter_map(move |candidate| {
            let variant = &direction.variants[candidate.variant];
            Some((variant, variant.message?, pipe))
        })
    })
}

fn list_of(protocol: &Protocol, id: MessageId, way: Way) -> Option<ErrorList> {
    let message = protocol.message(id);
    let request = message.request()?;
    let is_silent = request.ok == Outcome::Never && request.errors.known.is_empty();
    if way.brings_none() || is_silent && way.answers.is_empty() {
        return None;
    }
    let channels = way.channels.iter();
    let shared: Vec<&Errors> = channels
        .map(|place| &protocol.channels[*place].errors)
        .collect();
    let is_own = adds(&request.errors, &shared);
    let own = is_own.then_some(&request.errors);
    let known = distinct(own.into_iter().chain(shared.iter().copied()));
    (!known.is_empty()).then(|| ErrorList {
        identifier: Identifier(format!("{}Error", message.identifier.0)),
        own: is_own.then_some(id),
        requests: vec![id],
        channels: way.channels,
        known,
        closed: request.errors.closed || shared.iter().any(|errors| errors.closed),
    })
}

/// Whether a request lists what its channels do not, or says more of it.
fn adds(own: &Errors, shared: &[&Errors]) -> bool {
    let is_said = |error: &KnownError| {
        let mut known = shared.iter().flat_map(|errors| &errors.known);
        known.any(|known| {
            let is_doc = |doc: &String| known.doc.as_ref() == Some(doc);
            is_error(known, error) && error.doc.as_ref().is_none_or(is_doc)
        })
    };
    let closes = own.closed && !shared.iter().any(|errors| errors.closed);
    closes || !own.known.iter().all(is_said)
}

/// The errors of several lists, each value once.
fn distinct<'p>(lists: impl Iterator<Item = &'p Errors>) -> Vec<KnownError> {
    let mut known: Vec<KnownError> = Vec::new();
    for error in lists.flat_map(|errors| &errors.known) {
        if known.iter().all(|earlier| earlier.value != error.value) {
            known.push(error.clone());
        }
    }
    known
}

/// What the errors are called that all requests of a direction share.
const COMMON: &str = "CommonError";

/// Names the lists of channels: after them where there are several. What the spec itself names keeps its name.
fn name_shared(protocol: &Protocol, asked: &Direction, lists: &mut [ErrorList]) {
    let (shared, own): (Vec<_>, Vec<_>) = lists.iter_mut().partition(|list| list.own.is_none());
    let mut taken = types_beside(protocol, asked);
    taken.extend(own.into_iter().map(|list| list.identifier.0.clone()));
    let are_many = shared.len() > 1;
    for list in shared {
        let mut name = if are_many {
            format!("{}Error", words(protocol, &list.channels))
        } else {
            COMMON.to_owned()
        };
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        list.identifier = Identifier(name);
    }
}

/// The names of the types that stand in the file of a direction, or in that of the direction back, or in neither.
fn types_beside(protocol: &Protocol, asked: &Direction) -> BTreeSet<String> {
    let roles = (asked.from, asked.to);
    let types = protocol.declared.iter().map(|id| protocol.declared_as(*id));
    let beside = types.filter(|(_, owner)| {
        owner.is_none_or(|(from, to)| (from, to) == roles || (to, from) == roles)
    });
    beside.map(|(name, _)| name.0.clone()).collect()
}

/// The names of channels as words of an identifier.
fn words(protocol: &Protocol, channels: &BTreeSet<usize>) -> String {
    let names = channels.iter().map(|place| &protocol.channels[*place].name);
    let words: Vec<String> = names
        .filter_map(|name| Some(naming::identifier(name)?.0))
        .collect();
    if words.is_empty() {
        "Common".to_owned()
    } else {
        words.join("Or")
    }
}
