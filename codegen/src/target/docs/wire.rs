//! What a message looks like on the wire: the layouts that it has, filled with examples.

use super::book::{Book, Place};
use super::example::{self, Example};
use super::slots::Filled;
use crate::interpret::{self, Verdict};
use crate::model::{
    Candidate, Direction, Encoding, Entry, Errors, KnownError, MessageId, Pipe, Slot, Template,
    WireName,
};

/// A message as one pipe carries it.
#[derive(Debug, Clone)]
pub struct Wire<'p> {
    /// The place of its direction in [`Protocol::directions`].
    pub direction: usize,
    /// The place of its pipe in [`crate::model::Direction::pipes`].
    pub pipe: usize,
    /// How it is recognised there.
    pub candidate: &'p Candidate,
    /// The wire name, if the pipe carries it outside of the message.
    pub name: Option<WireName>,
    /// The message; `None` for an answer of which nothing is on the wire.
    pub message: Option<Example>,
}

/// A message in each layout that it has.
pub fn layouts<'p>(book: &Book<'p>, place: Place, parts: &[Filled<'p>]) -> Vec<Wire<'p>> {
    let (direction, variant) = book.at(place);
    let candidates = book.candidates(place).iter();
    let wires = candidates.map(|(pipe, candidate)| {
        wire(
            book,
            place,
            (*pipe, &direction.pipes[*pipe]),
            candidate,
            parts,
        )
    });
    // Whether an answer succeeded can depend on its request. Then it is shown there.
    let is_told = |wire: &Wire<'_>| variant.message.is_some() || reads_as(book, place, wire);
    wires.filter(is_told).collect()
}

/// Whether a reader who knows no requests takes a message for this variant.
fn reads_as(book: &Book<'_>, place: Place, wire: &Wire<'_>) -> bool {
    let (direction, variant) = book.at(place);
    let pipe = &direction.pipes[wire.pipe];
    let Some(message) = &wire.message else {
        return true;
    };
    let json = match pipe.encoding {
        Encoding::Value => message.json(),
        Encoding::JsonText => example::quoted(&message.json()),
    };
    let verdict = interpret::decode_on(book.protocol, direction, pipe, json.as_bytes(), None);
    matches!(verdict, Verdict::Message { identifier, .. } if identifier == variant.identifier.0)
}

fn wire<'p>(
    book: &Book<'p>,
    place: Place,
    (index, pipe): (usize, &'p Pipe),
    candidate: &'p Candidate,
    parts: &[Filled<'p>],
) -> Wire<'p> {
    let name = wire_name(book, place, candidate);
    let template = &pipe.forms[candidate.form].template;
    let filling = Filling {
        name: name.clone(),
        parts,
    };
    Wire {
        direction: place.direction,
        pipe: index,
        candidate,
        name: name.filter(|_| pipe.name_outside && !has_name(template)),
        message: filling.fill(template),
    }
}

/// What stands at `$name`.
fn wire_name(book: &Book<'_>, place: Place, candidate: &Candidate) -> Option<WireName> {
    if let crate::model::Told::Name(name) = &candidate.told {
        return Some(name.clone());
    }
    let message = book.at(place).1.message?;
    Some(book.protocol.message(message).name.clone())
}

/// Whether messages of a pipe have names.
pub fn carries_names(pipe: &Pipe) -> bool {
    pipe.name_outside || pipe.forms.iter().any(|form| has_name(&form.template))
}

/// Whether the name stands somewhere in a layout.
pub fn has_name(template: &Template) -> bool {
    match template {
        Template::Name(_) => true,
        Template::List(items) => items.iter().any(has_name),
        Template::Object(entries) => entries
            .iter()
            .any(|entry| matches!(entry, Entry::Member(_, inner) if has_name(inner))),
        Template::Constant(_) | Template::Slot(_) | Template::Absent => false,
    }
}

/// The requests that a message answers.
pub fn requests(book: &Book<'_>, place: Place) -> Vec<MessageId> {
    let (direction, variant) = book.at(place);
    if let Some(shared) = book.shared(place) {
        let ids = shared.iter().filter_map(|place| book.at(*place).1.message);
        return ids.map(|id| book.head(id)).collect();
    }
    match variant.message {
        Some(id) => vec![book.head(id)],
        None => {
            let mut ids = requests_back(book, direction);
            ids.retain(|id| book.answers(*id).contains(&place));
            ids
        }
    }
}

/// All requests whose answers go this way.
pub fn requests_back(book: &Book<'_>, direction: &Direction) -> Vec<MessageId> {
    let messages = book.protocol.messages.iter().enumerate();
    let back = messages.filter(|(_, message)| {
        message.request().is_some() && (message.from, message.to) == (direction.to, direction.from)
    });
    back.map(|(index, _)| MessageId(index)).collect()
}

/// The errors that the spec lists for a request: its own, then those of its channels.
pub fn known_errors<'p>(book: &Book<'p>, request: MessageId) -> Vec<&'p KnownError> {
    errors_of(book, request)
        .into_iter()
        .flat_map(|errors| &errors.known)
        .collect()
}

/// The lists of errors that hold for a request.
pub fn errors_of<'p>(book: &Book<'p>, request: MessageId) -> Vec<&'p Errors> {
    let own = book
        .protocol
        .message(request)
        .request()
        .map(|request| &request.errors);
    let place = book.places(request).first();
    let channels = place.into_iter().flat_map(|place| channels(book, *place));
    let of_channels = channels.map(|channel| &book.protocol.channels[channel].errors);
    own.into_iter().chain(of_channels).collect()
}

/// The channels over which a message goes, by their places in [`Protocol::channels`].
pub fn channels(book: &Book<'_>, place: Place) -> Vec<usize> {
    let (direction, _) = book.at(place);
    let mut found: Vec<usize> = Vec::new();
    for (pipe, _) in book.candidates(place) {
        let channels = direction.pipes[*pipe].channels.iter();
        let new: Vec<usize> = channels
            .copied()
            .filter(|channel| !found.contains(channel))
            .collect();
        found.extend(new);
    }
    found
}

pub fn of_name(name: &WireName) -> Example {
    match name {
        WireName::Text(text) => Example::Text(text.clone()),
        WireName::Number(number) => Example::Number(number.to_string()),
        WireName::Bool(value) => Example::Bool(*value),
    }
}

/// What fills the slots of a layout.
struct Filling<'f, 'p> {
    name: Option<WireName>,
    parts: &'f [Filled<'p>],
}

impl Filling<'_, '_> {
    fn slot(&self, slot: Slot) -> Option<Example> {
        let slot = if slot == Slot::Arguments {
            Slot::Payload
        } else {
            slot
        };
        let found = self.parts.iter().find(|filled| filled.part.slot == slot);
        found.and_then(|filled| filled.example.clone())
    }

    fn fill(&self, template: &Template) -> Option<Example> {
        match template {
            Template::Constant(constant) => Some(example::of_constant(constant)),
            Template::Name(_) => self.name.as_ref().map(of_name),
            Template::Slot(slot) => match self.slot(slot.slot) {
                None if slot.nullable => Some(Example::Null),
                found => found,
            },
            Template::Absent => None,
            Template::List(items) => Some(Example::List(
                items.iter().map_while(|item| self.fill(item)).collect(),
            )),
            Template::Object(entries) => Some(Example::Object(self.members(entries))),
        }
    }

    fn members(&self, entries: &[Entry]) -> Vec<(String, Example)> {
        let beside: Vec<&String> = entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Member(key, _) => Some(key),
                Entry::Spread(_) => None,
            })
            .collect();
        let mut members = Vec::new();
        for entry in entries {
            match entry {
                Entry::Member(key, template) => {
                    members.extend(self.fill(template).map(|value| (key.clone(), value)));
                }
                Entry::Spread(slot) => {
                    if let Some(Example::Object(spread)) = self.slot(*slot) {
                        let others = spread.into_iter().filter(|(key, _)| !beside.contains(&key));
                        members.extend(others);
                    }
                }
            }
        }
        members
    }
}
