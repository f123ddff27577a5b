//! The page of a protocol as a whole.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::words::counted;
use super::{example, links, lower, markdown, mermaid, words};
use crate::model::{
    Candidate, Channel, Correlation, Direction, Kind, Message, MessageId, Protocol, RoleId,
    StructId, Template, Transport, Undeclared,
};
use crate::target::rust::names::{listed, sentence};

/// What the page shows.
pub fn view(protocol: &Protocol) -> Value {
    let gaps = gaps(protocol);
    let diagrams = mermaid::diagrams(protocol);
    context! {
        title => markdown::text(&protocol.title),
        name => markdown::code(&protocol.name),
        version => markdown::code(&protocol.version),
        file => markdown::code(&protocol.file),
        doc => protocol.doc.as_deref().map(markdown::blocks).unwrap_or_default(),
        counts => counts(protocol),
        roles => (0..protocol.roles.len()).map(|index| role(protocol, RoleId(index))).collect::<Vec<_>>(),
        channels => (0..protocol.channels.len()).map(|index| channel(protocol, index)).collect::<Vec<_>>(),
        forms => forms(protocol),
        directions => protocol.directions.iter().map(|direction| messages(protocol, direction)).collect::<Vec<_>>(),
        diagrams => diagrams.iter().map(|diagram| markdown::fence("mermaid", diagram)).collect::<Vec<_>>(),
        changes => changes(protocol),
        deprecations => deprecations(protocol),
        gap_count => counted(gaps.iter().map(|(_, places)| places.len()).sum(), "place"),
        gaps => gaps.iter().map(|(link, places)| gap(link, places)).collect::<Vec<_>>(),
        has_types => !protocol.structs.is_empty(),
    }
}

/// What a protocol is for, in one line.
pub fn purpose(protocol: &Protocol) -> String {
    lower::summary(protocol.doc.as_deref())
}

fn counts(protocol: &Protocol) -> String {
    let kind = |wanted: fn(&Message) -> bool| {
        protocol
            .messages
            .iter()
            .filter(|message| wanted(message))
            .count()
    };
    let parts = [
        (
            kind(|message| message.request.is_none() && message.answers.is_none()),
            "event",
        ),
        (kind(|message| message.request.is_some()), "request"),
        (
            kind(|message| message.answers.is_some()),
            "answer with a name",
        ),
        (protocol.structs.len(), "type"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| {
            counted(count, what).replace("answer with a names", "answers with a name")
        })
        .collect();
    listed(&parts, "and")
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

fn channel(protocol: &Protocol, index: usize) -> Value {
    let Channel {
        name,
        doc,
        between,
        transport,
        correlation,
        timeout,
    } = &protocol.channels[index];
    let [one, other] = between.map(|role| markdown::code(&protocol.role(role).name));
    let directions = || {
        protocol
            .directions
            .iter()
            .filter(|direction| direction.channel == index)
    };
    let has_requests = directions().any(|direction| {
        direction
            .candidates
            .iter()
            .any(|candidate| candidate.kind == Kind::Request)
    });
    let refuses = directions().any(|direction| direction.undeclared == Undeclared::Refuse);
    let answers = match correlation {
        _ if !has_requests => "",
        Some(Correlation::SingleFlight) => {
            "one request at a time: an answer does not say what it answers"
        }
        None => "each has the name of its request, or one of its own",
    };
    context! {
        name => markdown::code(name),
        doc => doc.as_deref().map(|doc| sentence(&markdown::line(doc))).unwrap_or_default(),
        between => format!("{one} and {other}"),
        transport => transport_words(*transport),
        answers,
        timeout => timeout.filter(|_| has_requests).map(words::duration).unwrap_or_default(),
        undeclared => if refuses { "refused" } else { "kept: they arrive as unknown, with their name and data" },
    }
}

const fn transport_words(transport: Transport) -> &'static str {
    match transport {
        Transport::Window => "`window.postMessage`",
        Transport::Port => "a `MessagePort`",
    }
}

/// A layout of a kind of message, and the directions that use it.
type Layout<'p> = (Kind, &'p [(String, Template)], Vec<String>);

/// Each layout once, with the directions that use it.
fn forms(protocol: &Protocol) -> Vec<Value> {
    let mut found: Vec<Layout<'_>> = Vec::new();
    for direction in &protocol.directions {
        for form in &direction.forms {
            let way = links::way(protocol, direction);
            let same = found
                .iter_mut()
                .find(|(kind, template, _)| *kind == form.kind && *template == form.template);
            match same {
                Some((.., ways)) if ways.contains(&way) => {}
                Some((.., ways)) => ways.push(way),
                None => found.push((form.kind, &form.template, vec![way])),
            }
        }
    }
    let lines = found.into_iter().map(|(kind, template, ways)| {
        context! {
            kind => kind_words(kind),
            ways => ways.join(", "),
            json => markdown::fence("text", &example::form(template)),
        }
    });
    lines.collect()
}

/// What a kind of message is called on pages.
pub const fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "Event",
        Kind::Request => "Request",
        Kind::Ok => "Answer: success",
        Kind::Error => "Answer: error",
    }
}

fn messages(protocol: &Protocol, direction: &Direction) -> Value {
    let rows = direction
        .candidates
        .iter()
        .map(|candidate| message(protocol, direction, candidate));
    context! { link => links::direction(protocol, direction), messages => rows.collect::<Vec<_>>() }
}

fn message(protocol: &Protocol, direction: &Direction, candidate: &Candidate) -> Value {
    let said = said(protocol, candidate);
    let doc = match (
        said.and_then(|message| message.doc.as_deref()),
        candidate.kind,
    ) {
        (Some(doc), _) => lower::summary(Some(doc)),
        (None, Kind::Ok) => "A request succeeded.".to_owned(),
        (None, Kind::Error) => "A request failed.".to_owned(),
        (None, _) => String::new(),
    };
    let gone = said.is_some_and(|message| message.deprecated.is_some());
    context! {
        link => format!(
            "[{}]({}#{})",
            name(protocol, direction, candidate),
            links::page(direction),
            links::candidate_id(candidate)
        ),
        kind => kind_words(candidate.kind),
        doc => if gone { format!("*Deprecated.* {doc}") } else { doc },
    }
}

/// The message that a candidate is by the spec's own words, rather than one that it answers.
pub fn said<'p>(protocol: &'p Protocol, candidate: &Candidate) -> Option<&'p Message> {
    let message = protocol.message(candidate.message?);
    let is_answer = matches!(candidate.kind, Kind::Ok | Kind::Error);
    (!is_answer || message.answers.is_some()).then_some(message)
}

/// What a message or answer is called on pages.
pub fn name(protocol: &Protocol, direction: &Direction, candidate: &Candidate) -> String {
    let wire = crate::target::typescript::names::wire_name(protocol, direction, candidate);
    let is_request = candidate
        .message
        .map(|id| protocol.message(id).answers.is_none());
    match (candidate.kind, wire.map(markdown::code)) {
        (Kind::Ok, Some(name)) if is_request == Some(true) => format!("{name} succeeded"),
        (Kind::Error, Some(name)) => format!("{name} failed"),
        (_, Some(name)) => name,
        (Kind::Ok, None) => "success".to_owned(),
        (Kind::Error, None) => "error".to_owned(),
        (_, None) => markdown::code(&candidate.identifier.0),
    }
}

/// Everything with a version that brought it or from which on it should not be used, the newest version first.
fn changes(protocol: &Protocol) -> Vec<Value> {
    let mut changes: BTreeMap<Reverse<Version>, Vec<String>> = BTreeMap::new();
    let mut add = |since: Option<&String>, what: String| {
        if let Some(since) = since {
            changes
                .entry(Reverse(Version::of(since)))
                .or_default()
                .push(what);
        }
    };
    for (index, message) in protocol.messages.iter().enumerate() {
        let link = links::message(protocol, MessageId(index));
        let gone = message
            .deprecated
            .as_ref()
            .and_then(|gone| gone.since.as_ref());
        add(message.since.as_ref(), format!("New: {link}."));
        add(gone, format!("Deprecated: {link}."));
    }
    for (index, structure) in protocol.structs.iter().enumerate() {
        let link = links::structure(protocol, StructId(index));
        let gone = structure
            .deprecated
            .as_ref()
            .and_then(|gone| gone.since.as_ref());
        add(structure.since.as_ref(), format!("New: {link}."));
        add(gone, format!("Deprecated: {link}."));
        for field in &structure.fields {
            let name = markdown::code(&field.name);
            let gone = field
                .deprecated
                .as_ref()
                .and_then(|gone| gone.since.as_ref());
            add(field.since.as_ref(), format!("New: {name} in {link}."));
            add(gone, format!("Deprecated: {name} in {link}."));
        }
    }
    changes
        .into_iter()
        .map(|(Reverse(version), lines)| context! { version => markdown::text(&version.text), lines })
        .collect()
}

/// A version, ordered by its numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    numbers: Vec<u64>,
    text: String,
}

impl Version {
    fn of(text: &str) -> Self {
        let numbers = text
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|part| part.parse().ok());
        Self {
            numbers: numbers.collect(),
            text: text.to_owned(),
        }
    }
}

fn deprecations(protocol: &Protocol) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, message) in protocol.messages.iter().enumerate() {
        if let Some(gone) = &message.deprecated {
            let link = links::message(protocol, MessageId(index));
            lines.push(format!("{link}: {}", words::deprecated(protocol, gone)));
        }
    }
    for (index, structure) in protocol.structs.iter().enumerate() {
        let link = links::structure(protocol, StructId(index));
        if let Some(gone) = &structure.deprecated {
            lines.push(format!("{link}: {}", words::deprecated(protocol, gone)));
        }
        for field in &structure.fields {
            if let Some(gone) = &field.deprecated {
                let name = markdown::code(&field.name);
                lines.push(format!(
                    "{name} in {link}: {}",
                    words::deprecated(protocol, gone)
                ));
            }
        }
    }
    lines
}

/// What the protocol's documentation leaves open: where, and at which places there. A struct is counted once.
fn gaps(protocol: &Protocol) -> Vec<(String, Vec<String>)> {
    let mut gaps = Vec::new();
    for (index, message) in protocol.messages.iter().enumerate() {
        if let Some(payload) = &message.payload
            && !matches!(payload.ty.shape, crate::model::Shape::Struct(_))
        {
            let is_own = |path: &String| {
                path.is_empty() || path.chars().all(|letter| "[].*".contains(letter))
            };
            let places: Vec<String> = lower::gaps(protocol, &payload.ty)
                .into_iter()
                .filter(is_own)
                .collect();
            gaps.push((links::message(protocol, MessageId(index)), places));
        }
    }
    for (index, structure) in protocol.structs.iter().enumerate() {
        let places = structure
            .fields
            .iter()
            .filter(|field| leaves_open(&field.ty))
            .map(|field| field.name.clone());
        gaps.push((
            links::structure(protocol, StructId(index)),
            places.collect(),
        ));
    }
    gaps.retain(|(_, places)| !places.is_empty());
    gaps
}

fn leaves_open(ty: &crate::model::Type) -> bool {
    match &ty.shape {
        crate::model::Shape::List(item, _) | crate::model::Shape::Map(item) => {
            ty.undocumented || leaves_open(item)
        }
        _ => ty.undocumented,
    }
}

fn gap(link: &str, places: &[String]) -> String {
    let named: Vec<String> = places
        .iter()
        .filter(|place| !place.is_empty())
        .map(|place| markdown::code(place))
        .collect();
    if named.is_empty() {
        format!("{link}: what it carries")
    } else {
        format!("{link}: {}", listed(&named, "and"))
    }
}
