//! Examples of what a message brings to its slots.

use trilogue_wire::Document;
use trilogue_wire::telling::Constant;

use super::book::{Book, Place};
use super::example::{self, Example};
use super::made_up;
use super::wire::{known_errors, layouts, of_name, requests, requests_back};
use crate::interpret;
use crate::model::{
    Kind, KnownError, Limits, Part, PartType, Protocol, Shape, Slot, Type, WireName,
};

/// A part of a message, with what it is in an example.
#[derive(Debug, Clone)]
pub struct Filled<'p> {
    /// The part.
    pub part: &'p Part,
    /// What it is; `None` for one that is left out.
    pub example: Option<Example>,
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

fn part_example(book: &Book<'_>, place: Place, part: &Part) -> Example {
    let ty = match &part.ty {
        PartType::Typed(ty) => ty,
        PartType::Unread => return unread_example(book, place),
    };
    match part.slot {
        Slot::Payload | Slot::Arguments | Slot::New => payload_example(book, place, ty, 0),
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
        Shape::Text(limits) if *limits == Limits::default() => {
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
    let fits = |error: &&KnownError| {
        matches!(
            (&ty.shape, &error.value),
            (Shape::Text(_), Constant::Text(_))
                | (Shape::Int(_) | Shape::Number(_), Constant::Number(_))
                | (Shape::Union(_), _)
        )
    };
    // Of answers that look alike, each has the errors of its own request.
    let own = book.at(place).1.message.map(|id| vec![book.head(id)]);
    let mut requests = own.unwrap_or_else(|| requests(book, place));
    if requests.is_empty() {
        // What no request has for its own answer is still one of the errors that some request lists.
        requests = requests_back(book, book.at(place).0);
    }
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
