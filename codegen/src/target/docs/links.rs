//! Where everything stands: the pages, and the places on them.
//!
//! The places are marked by anchors of their own: the ones that GitHub, mdBook and Docusaurus make of headings differ.

use heck::ToKebabCase;

use super::book::{Book, Place, Topic};
use super::markdown;
use super::parts::identifier_of;
use crate::model::{Direction, MessageId, Owner, Protocol, TypeId};

/// The page of all types of a protocol.
pub const TYPES: &str = "types.md";

/// The page of a direction.
pub fn page(direction: &Direction) -> String {
    format!("{}.md", direction.identifier.0.to_kebab_case())
}

/// A place on a page, as it stands in a heading.
pub fn anchor(id: &str) -> String {
    format!("<a id=\"{id}\"></a>")
}

/// The page of the section that a variant stands in.
pub fn page_of(book: &Book<'_>, place: Place) -> String {
    let topic = topic_of(book, place);
    let found = book.page_of(topic).map(str::to_owned);
    found.unwrap_or_else(|| page(home(book, place)))
}

/// The section that a variant stands in.
pub fn topic_of(book: &Book<'_>, place: Place) -> Topic {
    if let Some(shared) = book.shared(place) {
        return Topic::Answer(shared[0]);
    }
    let message = book.at(place).1.message;
    message.map_or(Topic::Answer(place), |id| Topic::Message(book.head(id)))
}

/// The direction whose chapter tells of a variant: that of the message which it is, answers or asks for.
pub fn home<'p>(book: &Book<'p>, place: Place) -> &'p Direction {
    if book.shared(place).is_some() {
        return book.at(place).0;
    }
    let head = book.at(place).1.message.map(|id| book.head(id));
    let first = head.and_then(|id| book.places(id).first());
    book.at(*first.unwrap_or(&place)).0
}

/// The place of a variant on its page.
pub fn variant_id(book: &Book<'_>, place: Place) -> String {
    let place = book.shared(place).map_or(place, |shared| shared[0]);
    let (direction, variant) = book.at(place);
    if std::ptr::eq(home(book, place), direction) {
        variant.identifier.0.clone()
    } else {
        format!("{}-{}", direction.identifier.0, variant.identifier.0)
    }
}

/// A link to a variant.
pub fn variant(book: &Book<'_>, place: Place, words: &str) -> String {
    let page = page_of(book, place);
    format!("[{words}]({page}#{})", variant_id(book, place))
}

/// A link to a message, by its wire name.
pub fn message(book: &Book<'_>, id: MessageId) -> String {
    let name = markdown::code(&book.protocol.message(id).name.text());
    let places = book.places(book.head(id)).iter();
    let of_message = |place: &&Place| book.at(**place).1.message == Some(id);
    let found = places.clone().find(of_message).or(places.clone().next());
    match found {
        Some(place) => variant(book, *place, &name),
        None => name,
    }
}

/// Where a type is declared inline.
pub fn owner(protocol: &Protocol, id: TypeId) -> Owner {
    match id {
        TypeId::Struct(id) => protocol.structure(id).owner,
        TypeId::Enum(id) => protocol.enumeration(id).owner,
        TypeId::Union(id) => protocol.union(id).owner,
        TypeId::Tuple(id) => protocol.tuple(id).owner,
    }
}

/// The place of a type on its page.
pub fn type_id(protocol: &Protocol, id: TypeId) -> String {
    let name = identifier_of(protocol, id);
    match owner(protocol, id).and_then(|(from, to)| protocol.direction(from, to)) {
        Some(direction) => format!("{}-{name}", direction.identifier.0),
        None => name.to_owned(),
    }
}

/// A link to a type, by its name.
pub fn type_named(book: &Book<'_>, id: TypeId) -> String {
    let name = markdown::code(identifier_of(book.protocol, id));
    match book.home_of(id) {
        Some(place) => variant(book, place, &name),
        None => {
            let union = match id {
                TypeId::Struct(id) => book.union_of(id).map(TypeId::Union),
                _ => None,
            };
            let page = book
                .page_of(Topic::Type(union.unwrap_or(id)))
                .unwrap_or(TYPES);
            format!("[{name}]({page}#{})", type_id(book.protocol, id))
        }
    }
}

/// A link to what has a section.
pub fn topic(book: &Book<'_>, topic: Topic) -> String {
    match topic {
        Topic::Message(id) => message(book, id),
        Topic::Answer(place) => variant(book, place, super::words::kind(book.at(place).1.kind)),
        Topic::Type(id) => type_named(book, id),
    }
}

/// A link to a direction: `portal → widget`.
pub fn direction(protocol: &Protocol, direction: &Direction) -> String {
    format!("[{}]({})", way(protocol, direction), page(direction))
}

/// Who speaks to whom: `portal → widget`.
pub fn way(protocol: &Protocol, direction: &Direction) -> String {
    let [from, to] =
        [direction.from, direction.to].map(|role| markdown::text(&protocol.role(role).name));
    format!("{from} → {to}")
}
