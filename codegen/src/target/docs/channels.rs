//! Channels in words: what carries messages, whom to trust, how answers find their requests.

use std::time::Duration;

use minijinja::{Value, context};

use super::book::{Book, Place};
use super::names::{listed, sentence};
use super::wire::{self};
use super::{links, markdown, words};
use crate::facts;
use crate::model::{
    Auth, Channel, Correlation, Encoding, Form, Handshake, Http, Kind, MessageId, Pipe, Slot,
    Transport, Trust, TypeId, Undeclared,
};

const BY_ID: &str = "each has the id of its request";
const BY_NAME: &str = "each has the name of its request, or one of its own";
const ALONE: &str = "it is for the one request that waits";

/// What the overview shows of a channel.
pub fn view(book: &Book<'_>, index: usize) -> Value {
    let Channel {
        name,
        doc,
        between,
        transport,
        http,
        trust,
        correlation,
        timeout,
        errors: _,
    } = &book.protocol.channels[index];
    let [one, other] = between.map(|role| markdown::code(&book.protocol.role(role).name));
    let pipes = pipes(book, index);
    let has_requests = book.protocol.directions.iter().any(|direction| {
        let is_here = |pipe: &&Pipe| pipe.channels.contains(&index);
        let mut candidates = direction
            .pipes
            .iter()
            .filter(is_here)
            .flat_map(|pipe| &pipe.candidates);
        candidates.any(|candidate| direction.variants[candidate.variant].kind == Kind::Request)
    });
    let mut facts = vec![
        format!("**Between:** {one} and {other}"),
        format!("**Carried by:** {}", transport_words(*transport)),
    ];
    facts.extend(http.as_ref().map(http_words));
    facts.extend(text_words(book, index));
    facts.extend(trust_words(trust));
    if has_requests {
        let words = match correlation.as_slice() {
            [] => unstated_correlation(*transport, &pipes),
            stated => correlation_words(stated),
        };
        if !words.is_empty() {
            facts.push(format!("**Answers:** {words}"));
        }
        facts.extend(
            timeout.map(|time| format!("**An answer is waited for:** {}", words::duration(time))),
        );
    }
    facts.extend(
        pipes
            .first()
            .map(|pipe| undeclared_words(book, &pipe.undeclared)),
    );
    context! {
        name => markdown::code(name),
        doc => doc.as_deref().map(markdown::blocks).unwrap_or_default(),
        facts,
    }
}

fn pipes<'p>(book: &Book<'p>, channel: usize) -> Vec<&'p Pipe> {
    let pipes = book
        .protocol
        .directions
        .iter()
        .flat_map(|direction| &direction.pipes);
    pipes
        .filter(|pipe| pipe.channels.contains(&channel))
        .collect()
}

/// What carries messages, in words.
pub const fn transport_words(transport: Transport) -> &'static str {
    match transport {
        Transport::Window => "`window.postMessage`",
        Transport::Port => "a `MessagePort`, or another line with two ends such as a socket",
        Transport::CustomEvent => "events of the DOM",
        Transport::Native => "functions that the app gives the page",
        Transport::Http => "HTTP",
    }
}

fn http_words(http: &Http) -> String {
    let path = http.path.as_deref().unwrap_or_default();
    let mut words = format!(
        "**Request:** {}",
        markdown::code(format!("{} {path}", http.method).trim())
    );
    if let Some(status) = http.status {
        words = format!("{words}, always answered with status {status}");
    }
    if let Some(auth) = &http.auth {
        words = format!("{words}; {}", auth_words(auth));
    }
    words
}

fn auth_words(auth: &Auth) -> String {
    let header = markdown::code(&auth.header);
    let scheme = auth
        .scheme
        .as_deref()
        .map(|scheme| format!("{} and ", markdown::code(scheme)));
    let names: Vec<String> = auth
        .credentials
        .iter()
        .map(|name| markdown::code(name))
        .collect();
    let what = match names.as_slice() {
        [] => "the credentials".to_owned(),
        [only] => format!("{only} in base64"),
        several => format!("{}, joined by colons, in base64", listed(several, "and")),
    };
    format!(
        "the header {header} holds {}{what}",
        scheme.unwrap_or_default()
    )
}

/// In which directions messages are texts.
fn text_words(book: &Book<'_>, channel: usize) -> Option<String> {
    let directions = book.protocol.directions.iter().filter(|direction| {
        let mut pipes = direction.pipes.iter();
        pipes.any(|pipe| pipe.channels.contains(&channel) && pipe.encoding == Encoding::JsonText)
    });
    let ways: Vec<String> = directions
        .map(|direction| links::way(book.protocol, direction))
        .collect();
    (!ways.is_empty()).then(|| format!("**As a text that holds JSON:** {}", ways.join(", ")))
}

fn trust_words(trust: &Trust) -> Vec<String> {
    let Trust {
        handshake,
        opaque,
        any_target,
    } = trust;
    let because = |what: &str, why: &str| sentence(&format!("{what}: {}", markdown::line(why)));
    let mut facts = Vec::new();
    facts.extend(handshake.map(|handshake| {
        let words = match handshake {
            Handshake::Own => "messages of the protocol join the two ends",
            Handshake::Delivered => "somebody delivers a port to one of them",
            Handshake::None => "the two ends do not look for each other",
        };
        format!("**Handshake:** {words}")
    }));
    facts.extend(
        opaque
            .as_deref()
            .map(|why| because("**Takes messages from a page without an origin**", why)),
    );
    facts.extend(any_target.as_deref().map(|why| {
        because(
            "**Sends to whoever is at the other end**, so nothing secret goes here",
            why,
        )
    }));
    facts
}

fn correlation_words(correlation: &[Correlation]) -> String {
    let words = correlation.iter().map(|word| match word {
        Correlation::SingleFlight => {
            "one request at a time: an answer does not say what it answers".to_owned()
        }
        Correlation::Id => BY_ID.to_owned(),
        Correlation::Name => BY_NAME.to_owned(),
        Correlation::Field(name) => {
            let name = markdown::code(&name.value);
            format!("each has what its request has at {name}")
        }
    });
    words.collect::<Vec<_>>().join("; else ")
}

/// How answers find their requests where the spec does not say: by what their forms hold.
fn unstated_correlation(transport: Transport, pipes: &[&Pipe]) -> String {
    if transport == Transport::Http {
        return "each is the response to its request".to_owned();
    }
    let answers = pipes.iter().flat_map(|pipe| &pipe.forms);
    let answers: Vec<&Form> = answers.filter(|form| form.kind.is_answer()).collect();
    let has_id = |form: &Form| facts::place_of(&form.template, Slot::Id).is_some();
    let is_alone = |form: &Form| !has_id(form) && form.joining.is_some();
    let has_neither = |form: &Form| !has_id(form) && !is_alone(form);
    let ways = [
        (answers.iter().any(|form| has_id(form)), BY_ID),
        (answers.iter().any(|form| has_neither(form)), BY_NAME),
        (answers.iter().any(|form| is_alone(form)), ALONE),
    ];
    let words = ways.iter().filter(|(is_there, _)| *is_there);
    let words: Vec<&str> = words.map(|(_, words)| *words).collect();
    words.join("; else ")
}

/// What becomes of messages that are not declared.
pub fn undeclared_words(book: &Book<'_>, undeclared: &Undeclared) -> String {
    let words = match undeclared {
        Undeclared::Keep => "kept: they arrive as unknown, with their name and data".to_owned(),
        Undeclared::Refuse => "refused".to_owned(),
        Undeclared::Typed(ty) => {
            format!("kept, if they carry this: {}", words::type_of(book, ty))
        }
    };
    format!("**Messages that are not declared:** {words}")
}

/// The names of channels as code.
pub fn listed_names(book: &Book<'_>, channels: &[usize]) -> String {
    let names = channels
        .iter()
        .map(|index| markdown::code(&book.protocol.channels[*index].name));
    listed(&names.collect::<Vec<_>>(), "and")
}

/// How long the request at a place is waited for.
pub fn timeout(book: &Book<'_>, place: Place) -> Option<Duration> {
    let (direction, variant) = book.at(place);
    let message = variant.message.map(|id| book.protocol.message(id));
    let own = message
        .and_then(|message| message.request())
        .and_then(|request| request.timeout);
    let of_form = || {
        let mut candidates = book.candidates(place).iter();
        candidates
            .find_map(|(pipe, candidate)| direction.pipes[*pipe].forms[candidate.form].timeout)
    };
    let of_channel = || {
        let mut channels = wire::channels(book, place).into_iter();
        channels.find_map(|index| book.protocol.channels[index].timeout)
    };
    own.or_else(of_form).or_else(of_channel)
}

/// The fields that choose the name of a request.
pub fn binding_fields(book: &Book<'_>, request: MessageId) -> Vec<String> {
    let mut found = Vec::new();
    for (index, structure) in book.protocol.structs.iter().enumerate() {
        let id = TypeId::Struct(crate::model::StructId(index));
        for field in &structure.fields {
            if field.binds == Some(request) {
                let name = markdown::code(&field.name);
                found.push(format!("{name} in {}", links::type_named(book, id)));
            }
        }
    }
    found
}
