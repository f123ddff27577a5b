//! The page of a protocol as a whole.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::book::{Book, Place, Topic};
use super::changes::{self, Gap};
use super::chapters::{self, Chapter, Page};
use super::names::listed;
use super::words::counted;
use super::{channels, forms, links, markdown, mermaid, types, variant, wire, words};
use crate::model::{Direction, Form, Kind, Message, MessageRole, Protocol, RoleId, Undeclared};

/// A chapter with the pages beside its first.
pub type Divided<'p> = (Chapter<'p>, Vec<Page>);

/// What the page shows.
pub fn view(book: &Book<'_>, chapters: &[Divided<'_>]) -> Value {
    let protocol = book.protocol;
    let gaps = changes::gaps(book);
    let diagrams = mermaid::diagrams(book);
    context! {
        title => markdown::text(&protocol.title),
        name => markdown::code(&protocol.name),
        version => markdown::code(&protocol.version),
        file => markdown::code(&protocol.file),
        doc => protocol.doc.as_deref().map(markdown::blocks).unwrap_or_default(),
        counts => counts(protocol),
        roles => (0..protocol.roles.len()).map(|index| role(protocol, RoleId(index))).collect::<Vec<_>>(),
        channels => (0..protocol.channels.len()).map(|index| channels::view(book, index)).collect::<Vec<_>>(),
        forms => forms(protocol),
        directions => chapters.iter().filter_map(|(chapter, _)| messages(book, chapter)).collect::<Vec<_>>(),
        diagrams => diagrams.iter().map(|diagram| markdown::fence("mermaid", diagram)).collect::<Vec<_>>(),
        changes => changes::changes(book),
        deprecations => changes::deprecations(book),
        gap_count => counted(Gap::count(&gaps), "place"),
        gaps => gaps.iter().map(Gap::line).collect::<Vec<_>>(),
        has_types => !book.types().is_empty(),
    }
}

/// What a protocol is for, in one line.
pub fn purpose(protocol: &Protocol) -> String {
    words::summary(protocol.doc.as_deref())
}

fn counts(protocol: &Protocol) -> String {
    let kind = |wanted: fn(&MessageRole) -> bool| {
        protocol
            .messages
            .iter()
            .filter(|message| wanted(&message.role))
            .count()
    };
    let properties = kind(|role| matches!(role, MessageRole::Property));
    let parts = [
        (
            kind(|role| matches!(role, MessageRole::Event { .. })),
            "event",
        ),
        (
            kind(|role| matches!(role, MessageRole::Request(_))),
            "request",
        ),
        (
            properties,
            if properties == 1 {
                "property"
            } else {
                "propertie"
            },
        ),
        (protocol.declared.len(), "type"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    listed(
        &parts
            .map(|(count, what)| counted(count, what))
            .collect::<Vec<_>>(),
        "and",
    )
}

fn role(protocol: &Protocol, id: RoleId) -> Value {
    let role = protocol.role(id);
    let ways = |wanted: &dyn Fn(&Direction) -> bool| {
        let directions = protocol
            .directions
            .iter()
            .filter(|direction| wanted(direction));
        let links: Vec<String> = directions
            .map(|direction| links::direction(protocol, direction))
            .collect();
        links.join(", ")
    };
    context! {
        name => markdown::code(&role.name),
        doc => role.doc.as_deref().map(markdown::line).unwrap_or_default(),
        sends => ways(&|direction| direction.from == id),
        receives => ways(&|direction| direction.to == id),
    }
}

/// A layout of a kind of message, and the envelopes and directions that use it.
struct Layout<'p> {
    form: &'p Form,
    envelopes: Vec<&'p str>,
    ways: Vec<String>,
}

/// Each layout once, with the directions that use it.
fn forms(protocol: &Protocol) -> Vec<Value> {
    let mut found: Vec<Layout<'_>> = Vec::new();
    for direction in &protocol.directions {
        for form in direction.pipes.iter().flat_map(|pipe| &pipe.forms) {
            let way = links::way(protocol, direction);
            let is_same = |layout: &&mut Layout<'_>| {
                layout.form.kind == form.kind && layout.form.template == form.template
            };
            match found.iter_mut().find(is_same) {
                Some(layout) => {
                    if !layout.ways.contains(&way) {
                        layout.ways.push(way);
                    }
                    for envelope in form.envelopes() {
                        if !layout.envelopes.contains(&envelope) {
                            layout.envelopes.push(envelope);
                        }
                    }
                }
                None => found.push(Layout {
                    form,
                    envelopes: form.envelopes().collect(),
                    ways: vec![way],
                }),
            }
        }
    }
    let envelopes = found
        .iter()
        .flat_map(|layout| layout.envelopes.iter().copied());
    let several = envelopes.collect::<BTreeSet<&str>>().len() > 1;
    let views = found
        .iter()
        .map(|layout| layout_view(protocol, layout, several));
    views.collect()
}

fn layout_view(protocol: &Protocol, layout: &Layout<'_>, several: bool) -> Value {
    let envelopes: Vec<String> = layout
        .envelopes
        .iter()
        .map(|name| markdown::code(name))
        .collect();
    let json = forms::form(protocol, &layout.form.template);
    context! {
        kind => form_kind(layout.form.kind),
        ways => layout.ways.join(", "),
        envelopes => if several { format!(" of {}", listed(&envelopes, "and")) } else { String::new() },
        json => markdown::fence("text", &json),
    }
}

/// What a kind of message is called where nothing says what it is about.
const fn form_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Watch => "A wish to be told of changes",
        Kind::Changed => "A change of a property",
        Kind::Subscribe => "A wish to get an event",
        Kind::Unsubscribe => "A wish to get an event no more",
        Kind::Get => "A wish to know a property",
        kind => words::kind(kind),
    }
}

/// The table of the messages of a direction.
fn messages(book: &Book<'_>, chapter: &Chapter<'_>) -> Option<Value> {
    let direction = chapter.direction?;
    let rows = rows(book, direction, &chapter.topics);
    Some(context! { link => links::direction(book.protocol, direction), messages => rows })
}

/// The messages of a chapter, and the answers with a name of their own that travel the same way.
pub fn rows(book: &Book<'_>, direction: &Direction, topics: &[Topic]) -> Vec<Value> {
    let mut rows: Vec<Value> = topics
        .iter()
        .filter_map(|topic| first_of(book, *topic))
        .map(|place| row(book, place))
        .collect();
    rows.extend(
        named_answers(book, direction)
            .into_iter()
            .map(|place| row(book, place)),
    );
    rows
}

/// Where the section of a topic starts.
pub fn first_of(book: &Book<'_>, topic: Topic) -> Option<Place> {
    match topic {
        Topic::Message(id) => book.places(id).first().copied(),
        Topic::Answer(place) => Some(place),
        Topic::Type(_) => None,
    }
}

/// The answers of a direction that have a name of their own.
fn named_answers(book: &Book<'_>, direction: &Direction) -> Vec<Place> {
    let directions = book.protocol.directions.iter();
    let index = directions
        .clone()
        .position(|other| std::ptr::eq(other, direction))
        .unwrap_or(0);
    let places = (0..direction.variants.len()).map(|variant| Place {
        direction: index,
        variant,
    });
    places.filter(|place| has_own_name(book, *place)).collect()
}

fn has_own_name(book: &Book<'_>, place: Place) -> bool {
    let (_, variant) = book.at(place);
    variant.kind.is_answer()
        && variant.message.is_some_and(|id| {
            book.protocol.message(id).name != book.protocol.message(book.head(id)).name
        })
}

fn row(book: &Book<'_>, place: Place) -> Value {
    let (_, found) = book.at(place);
    let said = variant::said(book, place);
    let doc = words::summary(said.and_then(|message| message.doc.as_deref()));
    let doc = match (doc.is_empty(), found.message) {
        (true, Some(id)) if found.kind.is_answer() && book.shared(place).is_none() => {
            let request = links::message(book, book.head(id));
            match found.kind {
                Kind::Error => format!("{request} failed."),
                _ => format!("Answers {request}."),
            }
        }
        (true, _) if found.kind == Kind::Ok => "A request succeeded.".to_owned(),
        (true, _) if found.kind == Kind::Error => "A request failed.".to_owned(),
        _ => doc,
    };
    let gone = said.is_some_and(|message| message.deprecated.is_some());
    let name = match (has_own_name(book, place), found.message) {
        (true, Some(id)) => markdown::code(&book.protocol.message(id).name.text()),
        _ => variant::name(book, place),
    };
    context! {
        link => links::variant(book, place, &name),
        kind => row_kind(said, found.kind),
        doc => if gone { format!("*Deprecated.* {doc}") } else { doc },
    }
}

fn row_kind(said: Option<&Message>, kind: Kind) -> &'static str {
    match said.map(|message| &message.role) {
        Some(MessageRole::Property) => "Property",
        _ => words::kind(kind),
    }
}

/// The page of a direction, or of all types, without its sections.
pub fn chapter(book: &Book<'_>, chapter: &Chapter<'_>, pages: &[Page], code: &[Value]) -> Value {
    let protocol = book.protocol;
    let parts = pages.iter().map(|page| {
        context! {
            link => format!("[{}]({})", page.title, page.file),
            contents => chapters::contents(book, &page.topics),
            rows => page.topics.iter().filter_map(|topic| listed_row(book, *topic)).collect::<Vec<_>>(),
        }
    });
    let parts: Vec<Value> = parts.collect();
    let direction = chapter.direction.map(|direction| {
        let [from, to] = [direction.from, direction.to].map(|role| markdown::code(&protocol.role(role).name));
        let channels: Vec<usize> = direction.pipes.iter().flat_map(|pipe| pipe.channels.iter().copied()).collect();
        let back = protocol.direction(direction.to, direction.from);
        context! {
            from, to,
            channels => format!("{} {}", if channels.len() == 1 { "channel" } else { "channels" }, channels::listed_names(book, &channels)),
            back => back.map(|back| links::direction(protocol, back)),
            undeclared => undeclared(book, direction),
            elsewhere => elsewhere(book, direction),
        }
    });
    context! { protocol => markdown::text(&protocol.title), title => &chapter.title, direction, parts, code }
}

/// What becomes of messages of a direction that nobody declared.
fn undeclared(book: &Book<'_>, direction: &Direction) -> Vec<String> {
    let mut lines: Vec<(String, Vec<usize>)> = Vec::new();
    for pipe in &direction.pipes {
        let words = match &pipe.undeclared {
            _ if !wire::carries_names(pipe) => continue,
            Undeclared::Keep => {
                "A message with another name is no mistake: it arrives as unknown.".to_owned()
            }
            Undeclared::Refuse => "A message with another name is refused.".to_owned(),
            Undeclared::Typed(ty) => format!(
                "A message with another name is no mistake if it carries this: {}. It arrives as unknown.",
                words::type_of(book, ty)
            ),
        };
        match lines.iter_mut().find(|(other, _)| *other == words) {
            Some((_, channels)) => channels.extend(&pipe.channels),
            None => lines.push((words, pipe.channels.clone())),
        }
    }
    let several = lines.len() > 1;
    let shown = lines.into_iter().map(|(words, channels)| {
        if several {
            format!(
                "Over {}: {}",
                channels::listed_names(book, &channels),
                small_first(&words)
            )
        } else {
            words
        }
    });
    shown.collect()
}

fn listed_row(book: &Book<'_>, topic: Topic) -> Option<Value> {
    match topic {
        Topic::Type(id) => Some(context! {
            link => links::type_named(book, id), kind => "", doc => types::summary(book, id),
        }),
        topic => first_of(book, topic).map(|place| row(book, place)),
    }
}

/// What travels in a direction and is told where the request, event or property is that it belongs to.
fn elsewhere(book: &Book<'_>, direction: &Direction) -> Vec<String> {
    let directions = book.protocol.directions.iter();
    let index = directions
        .clone()
        .position(|other| std::ptr::eq(other, direction))
        .unwrap_or(0);
    let places = (0..direction.variants.len()).map(|variant| Place {
        direction: index,
        variant,
    });
    let away = places.filter(|place| !std::ptr::eq(links::home(book, *place), direction));
    let lines = away.filter_map(|place| {
        let (_, found) = book.at(place);
        let head = book.head(found.message?);
        let name = markdown::code(&book.protocol.message(head).name.text());
        Some(links::variant(
            book,
            place,
            &format!("{name}: {}", small_first(words::kind(found.kind))),
        ))
    });
    lines.collect()
}

fn small_first(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_lowercase);
    first.chain(rest).collect()
}
