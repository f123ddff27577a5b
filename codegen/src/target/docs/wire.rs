//! What a message looks like on the wire: the layouts that it has, filled with examples.

use trilogue_wire::Document;
use trilogue_wire::telling::Constant;

use super::book::{Book, Place};
use super::example::{self, Example};
use super::layout::{Group, Layout};
use super::made_up;
use crate::interpret::{self, Verdict};
use crate::model::{
    Candidate, Encoding, Entry, Errors, Kind, KnownError, MessageId, Part, PartType, Pipe,
    Protocol, Shape, Slot, Template, Type, WireName,
};

/// A part of a message, with what it is in an example.
#[derive(Debug, Clone)]
pub struct Filled<'p> {
    /// The part.
    pub part: &'p Part,
    /// What it is; `None` for one that is left out.
    pub example: Option<Example>,
}

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

/// The parts of a message, with examples.
pub fn parts<'p>(book: &Book<'p>, place: Place) -> Vec<Filled<'p>> {
    let (_, variant) = book.at(place);
    let parts = variant.parts.iter();
    parts
        .map(|part| Filled {
            part,
            example: (!is_left_out(part)).then(|| part_example(book, place, part)),
        })
        .collect()
}

/// Whether examples do without a part: one that nobody can say anything of.
fn is_left_out(part: &Part) -> bool {
    let is_open = matches!(&part.ty, PartType::Typed(ty) if ty.undocumented);
    matches!(part.slot, Slot::Own(_)) && part.optional && is_open
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

fn part_example(book: &Book<'_>, place: Place, part: &Part) -> Example {
    let ty = match &part.ty {
        PartType::Typed(ty) => ty,
        PartType::Unread => return unread_example(book, place),
    };
    match part.slot {
        Slot::Payload | Slot::Arguments => payload_example(book, place, ty, 0),
        Slot::New => payload_example(book, place, ty, 0),
        Slot::Old => payload_example(book, place, ty, 1),
        Slot::Error => error_example(book, place, ty),
        Slot::Code => code_example(book, place, ty),
        Slot::Id => id_example(book.protocol, ty),
        Slot::Request => request_example(book, place, ty),
        Slot::Name => name_example(book, place),
        Slot::Options | Slot::Own(_) => made_up::value(book.protocol, ty),
    }
}

/// The example of the spec at this index, or the last one, or else a value that is made up.
fn payload_example(book: &Book<'_>, place: Place, ty: &Type, index: usize) -> Example {
    let message = book.at(place).1.message;
    let examples = message.map_or(&[][..], |id| &book.protocol.message(id).examples);
    match examples.get(index).or(examples.last()) {
        Some(json) => made_up::shown(book.protocol, ty, json),
        None => made_up::value(book.protocol, ty),
    }
}

/// The payload of one of the answers that this one can stand for.
fn unread_example(book: &Book<'_>, place: Place) -> Example {
    let (direction, variant) = book.at(place);
    let mut others = direction.variants.iter().enumerate();
    let found = others.find_map(|(index, other)| {
        let slot = if variant.kind == Kind::Error {
            Slot::Error
        } else {
            Slot::Payload
        };
        let part = other.part(slot).filter(|_| other.kind == variant.kind)?;
        let PartType::Typed(ty) = &part.ty else {
            return None;
        };
        let place = Place {
            variant: index,
            ..place
        };
        Some(payload_example(book, place, ty, 0))
    });
    found.unwrap_or_else(|| Example::Object(Vec::new()))
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
            let messages = book.protocol.messages.iter().enumerate();
            let back = messages.filter(|(_, message)| {
                message.request().is_some()
                    && (message.from, message.to) == (direction.to, direction.from)
            });
            let ids = back.map(|(index, _)| MessageId(index));
            ids.filter(|id| book.answers(*id).contains(&place))
                .collect()
        }
    }
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

fn error_example(book: &Book<'_>, place: Place, ty: &Type) -> Example {
    let message = book.at(place).1.message;
    let is_described = message.is_some_and(|id| book.protocol.message(id).answers().is_some());
    if is_described {
        return payload_example(book, place, ty, 0);
    }
    let has_code = book.at(place).1.part(Slot::Code).is_some();
    if !has_code && let Some(known) = known_example(book, place, ty) {
        return known;
    }
    match &ty.shape {
        Shape::Text(limits) if *limits == crate::model::Limits::default() => {
            Example::Text("what went wrong".to_owned())
        }
        _ => made_up::value(book.protocol, ty),
    }
}

fn code_example(book: &Book<'_>, place: Place, ty: &Type) -> Example {
    known_example(book, place, ty).unwrap_or_else(|| made_up::value(book.protocol, ty))
}

/// The first error that the spec lists, if it is of this type.
fn known_example(book: &Book<'_>, place: Place, ty: &Type) -> Option<Example> {
    let fits = |error: &&KnownError| match (&ty.shape, &error.value) {
        (Shape::Text(_), Constant::Text(_)) => true,
        (Shape::Int(_) | Shape::Number(_), Constant::Number(_)) => true,
        (Shape::Union(_), _) => true,
        _ => false,
    };
    let requests = requests(book, place);
    let mut errors = requests.into_iter().flat_map(|id| known_errors(book, id));
    errors
        .find(fits)
        .map(|error| example::of_constant(&error.value))
}

/// An id: the shortest where it can be any text.
fn id_example(protocol: &Protocol, ty: &Type) -> Example {
    let made_up = made_up::value(protocol, ty);
    let one = Document::parse(b"\"1\"");
    let fits = one.is_ok_and(|one| interpret::check(protocol, ty, one.root()).is_ok());
    match made_up {
        Example::Text(_) if fits => Example::Text("1".to_owned()),
        made_up => made_up,
    }
}

/// The request that an answer echoes, as it was sent, if the spec lets it look so.
fn request_example(book: &Book<'_>, place: Place, ty: &Type) -> Example {
    let request = requests(book, place).first().copied();
    let first = request.and_then(|id| book.places(id).first());
    let sent = first.and_then(|place| {
        let parts = parts(book, *place);
        let mut wires = layouts(book, *place, &parts).into_iter();
        wires.find_map(|wire| wire.message)
    });
    let fits = |sent: &Example| {
        let json = sent.json();
        Document::parse(json.as_bytes())
            .is_ok_and(|document| interpret::check(book.protocol, ty, document.root()).is_ok())
    };
    sent.filter(fits)
        .unwrap_or_else(|| made_up::value(book.protocol, ty))
}

fn name_example(book: &Book<'_>, place: Place) -> Example {
    let message = book.at(place).1.message.map(|id| book.protocol.message(id));
    let name = message.map_or(WireName::Text(String::new()), |message| {
        message.name.clone()
    });
    of_name(&name)
}

fn of_name(name: &WireName) -> Example {
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

/// A layout with its slots as a spec writes them: `{ "type": $name }`.
pub fn form(protocol: &Protocol, template: &Template) -> String {
    form_layout(protocol, template).print(0, 0, 2)
}

fn form_layout(protocol: &Protocol, template: &Template) -> Layout {
    match template {
        Template::Constant(constant) => example::of_constant(constant).layout(),
        Template::Name(test) => Layout::Leaf(name_words(&test.prefix, &test.suffix)),
        Template::Slot(slot) => {
            let optional = if slot.optional { "optional " } else { "" };
            let null = if slot.nullable { " | null" } else { "" };
            Layout::Leaf(format!(
                "{optional}{}{null}",
                slot_name(protocol, slot.slot)
            ))
        }
        Template::Absent => Layout::Leaf("$absent".to_owned()),
        Template::List(items) => {
            let parts = items
                .iter()
                .map(|item| (String::new(), form_layout(protocol, item)));
            group("[", parts.collect(), "]", "")
        }
        Template::Object(entries) => {
            let parts = entries.iter().map(|entry| match entry {
                Entry::Member(key, inner) => (
                    format!("{}: ", example::quoted(key)),
                    form_layout(protocol, inner),
                ),
                Entry::Spread(slot) => (
                    String::new(),
                    Layout::Leaf(format!("...{}", slot_name(protocol, *slot))),
                ),
            });
            group("{", parts.collect(), "}", " ")
        }
    }
}

fn group(
    open: &str,
    parts: Vec<(String, Layout)>,
    close: &'static str,
    inside: &'static str,
) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts,
        close,
        inside,
        trailing: "",
    })
}

fn name_words(prefix: &str, suffix: &str) -> String {
    if prefix.is_empty() && suffix.is_empty() {
        "$name".to_owned()
    } else {
        example::quoted(&format!("{prefix}{{name}}{suffix}"))
    }
}

/// A slot as a spec writes it.
pub fn slot_name(protocol: &Protocol, slot: Slot) -> String {
    let word = match slot {
        Slot::Name => "name",
        Slot::Payload => "payload",
        Slot::Arguments => "args",
        Slot::Options => "options",
        Slot::Old => "old",
        Slot::New => "new",
        Slot::Error => "error",
        Slot::Code => "code",
        Slot::Id => "id",
        Slot::Request => "request",
        Slot::Own(id) => &protocol.own_slot(id).name,
    };
    format!("${word}")
}
