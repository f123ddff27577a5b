//! Chapters: one for each direction and one for the types, each divided into pages that people can read.
//!
//! What fits on one page stays there. Else it is divided by the files of the spec, then by what is told, and at last by
//! length; the first page of the chapter then lists what stands where.

use std::collections::HashMap;

use super::book::{Book, Place, Topic};
use super::{links, markdown, words};
use crate::model::{Direction, MessageRole, TypeId};
use crate::source::Span;

/// How many lines the sections of a page have at most, if it has several.
const LONG: usize = 520;

/// What is told of one direction, or of the types.
#[derive(Debug)]
pub struct Chapter<'p> {
    /// The direction, unless it is about the types.
    pub direction: Option<&'p Direction>,
    /// Its first page.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Its sections.
    pub topics: Vec<Topic>,
}

/// A page with a part of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The file.
    pub file: String,
    /// What it is called, as Markdown.
    pub title: String,
    /// Its sections.
    pub topics: Vec<Topic>,
}

/// All chapters of a protocol, in the order in which they are listed.
pub fn chapters<'p>(book: &Book<'p>) -> Vec<Chapter<'p>> {
    let protocol = book.protocol;
    let mut topics: Vec<Vec<Topic>> = vec![Vec::new(); protocol.directions.len()];
    for index in 0..protocol.messages.len() {
        let id = crate::model::MessageId(index);
        if let Some(place) = book.places(id).first() {
            topics[place.direction].push(Topic::Message(id));
        }
    }
    for (direction, of) in protocol.directions.iter().enumerate() {
        for (variant, found) in of.variants.iter().enumerate() {
            let place = Place { direction, variant };
            let is_first = book.shared(place).is_some_and(|shared| shared[0] == place);
            if found.message.is_none() || is_first {
                topics[direction].push(Topic::Answer(place));
            }
        }
    }
    let of_directions = protocol
        .directions
        .iter()
        .zip(topics)
        .map(|(direction, topics)| Chapter {
            direction: Some(direction),
            file: links::page(direction),
            title: links::way(protocol, direction),
            topics,
        });
    let types: Vec<Topic> = book.types().into_iter().map(Topic::Type).collect();
    let of_types = (!types.is_empty()).then(|| Chapter {
        direction: None,
        file: links::TYPES.to_owned(),
        title: "Types".to_owned(),
        topics: types,
    });
    of_directions.chain(of_types).collect()
}

/// The pages of a chapter beside its first, none if everything fits there. `lines` says how long each section is.
pub fn pages(book: &Book<'_>, chapter: &Chapter<'_>, lines: &HashMap<Topic, usize>) -> Vec<Page> {
    if length(&chapter.topics, lines) <= LONG {
        return Vec::new();
    }
    let groups = by_file(book, &chapter.topics);
    let has_files = groups.len() > 1;
    let mut found = Vec::new();
    for (file, topics) in groups {
        let stem = file.filter(|_| has_files);
        let parts = if length(&topics, lines) <= LONG && stem.is_some() {
            vec![(None, topics)]
        } else {
            by_kind(book, &topics)
        };
        for (kind, topics) in parts {
            found.extend(by_length(stem.as_deref(), kind, topics, lines));
        }
    }
    named(&chapter.file, found)
}

fn length(topics: &[Topic], lines: &HashMap<Topic, usize>) -> usize {
    topics.iter().filter_map(|topic| lines.get(topic)).sum()
}

/// Topics with what they have in common, and their number if there are several pages of that.
struct Part {
    file: Option<String>,
    kind: Option<&'static str>,
    number: Option<usize>,
    topics: Vec<Topic>,
}

/// Each file of the spec with what it declares, in the order in which they come first.
fn by_file(book: &Book<'_>, topics: &[Topic]) -> Vec<(Option<String>, Vec<Topic>)> {
    let mut groups: Vec<(Option<Span>, Vec<Topic>)> = Vec::new();
    for topic in topics {
        let file = span(book, *topic);
        let source = file.map(|span| span.source);
        match groups
            .iter_mut()
            .find(|(other, _)| other.map(|span| span.source) == source)
        {
            Some((_, topics)) => topics.push(*topic),
            None => groups.push((file, vec![*topic])),
        }
    }
    let named = groups.into_iter().map(|(file, topics)| {
        let path = file.and_then(|span| book.protocol.file_of(span));
        let included = path.filter(|path| stem(path) != stem(&book.protocol.file));
        (included.map(stem), topics)
    });
    named.collect()
}

fn span(book: &Book<'_>, topic: Topic) -> Option<Span> {
    let protocol = book.protocol;
    let span = match topic {
        Topic::Message(id) => protocol.message(id).span,
        Topic::Type(TypeId::Struct(id)) => protocol.structure(id).span,
        Topic::Type(TypeId::Enum(id)) => protocol.enumeration(id).span,
        Topic::Type(TypeId::Union(id)) => protocol.union(id).span,
        Topic::Type(TypeId::Tuple(id)) => protocol.tuple(id).span,
        Topic::Answer(_) => return None,
    };
    Some(span)
}

/// `calls` for `ringcentral/calls.yaml`.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.split('.').next().unwrap_or(name).to_owned()
}

fn by_kind(book: &Book<'_>, topics: &[Topic]) -> Vec<(Option<&'static str>, Vec<Topic>)> {
    let mut groups: Vec<(&'static str, Vec<Topic>)> = Vec::new();
    for topic in topics {
        let kind = kind(book, *topic);
        match groups.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, topics)) => topics.push(*topic),
            None => groups.push((kind, vec![*topic])),
        }
    }
    groups
        .into_iter()
        .map(|(kind, topics)| (Some(kind), topics))
        .collect()
}

fn kind(book: &Book<'_>, topic: Topic) -> &'static str {
    match topic {
        Topic::Message(id) => match book.protocol.message(id).role {
            MessageRole::Request(_) => "Requests",
            MessageRole::Property => "Properties",
            _ => "Events",
        },
        Topic::Answer(_) => "Answers",
        Topic::Type(_) => "Types",
    }
}

/// Pieces of about the same length, none of which is too long for a page.
fn by_length(
    file: Option<&str>,
    kind: Option<&'static str>,
    topics: Vec<Topic>,
    lines: &HashMap<Topic, usize>,
) -> Vec<Part> {
    let all = length(&topics, lines);
    let count = all.div_ceil(LONG).max(1);
    let wanted = all.div_ceil(count);
    let mut pieces: Vec<Vec<Topic>> = vec![Vec::new()];
    let mut filled = 0;
    for topic in topics {
        let long = lines.get(&topic).copied().unwrap_or(0);
        let is_full = filled + long / 2 > wanted || filled + long > LONG;
        if filled > 0 && is_full {
            pieces.push(Vec::new());
            filled = 0;
        }
        filled += long;
        pieces.last_mut().expect("there is one").push(topic);
    }
    let several = pieces.len() > 1;
    let parts = pieces.into_iter().enumerate().map(|(index, topics)| Part {
        file: file.map(str::to_owned),
        kind,
        number: several.then_some(index + 1),
        topics,
    });
    parts.collect()
}

/// The parts with names of their own.
fn named(first: &str, parts: Vec<Part>) -> Vec<Page> {
    let base = first.trim_end_matches(".md");
    let mut pages: Vec<Page> = Vec::new();
    for part in parts {
        let Part {
            file,
            kind,
            number,
            topics,
        } = part;
        let what = match (&file, kind) {
            (Some(_), Some(kind)) => Some(format!(", {}", kind.to_lowercase())),
            (None, Some(kind)) => Some(kind.to_owned()),
            (_, None) => None,
        };
        let count = number.map(|number| format!(" {number}"));
        let words = [file.as_deref().map(markdown::text), what, count];
        let title = words.into_iter().flatten().collect();
        let slugs = [file.as_deref(), kind].into_iter().flatten().map(slug);
        let slugs: Vec<String> = slugs
            .chain(number.map(|number| number.to_string()))
            .collect();
        let mut name = format!("{base}-{}.md", slugs.join("-"));
        let mut further = 2;
        while name == first || pages.iter().any(|page| page.file == name) {
            name = format!("{base}-{}-{further}.md", slugs.join("-"));
            further += 1;
        }
        pages.push(Page {
            file: name,
            title,
            topics,
        });
    }
    pages
}

/// A name as part of the name of a file.
fn slug(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    name.chars().map(plain).collect()
}

/// What is on a page, in words: `3 events and 2 requests`.
pub fn contents(book: &Book<'_>, topics: &[Topic]) -> String {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for topic in topics {
        let word = match kind(book, *topic) {
            "Requests" => "request",
            "Properties" => "propertie",
            "Answers" => "answer",
            "Types" => "type",
            _ => "event",
        };
        match counts.iter_mut().find(|(other, _)| *other == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let words = counts.into_iter().map(|(word, count)| {
        words::counted(count, word).replace(
            "propertie",
            if count == 1 { "property" } else { "propertie" },
        )
    });
    super::names::listed(&words.collect::<Vec<_>>(), "and")
}
