//! A message on its way: over which channels, and what stands before it on a page.

use super::book::Book;
use super::channels::listed_names;
use super::markdown;
use super::wire::Wire;
use crate::model::{Auth, Encoding, Http, Kind, Pipe, Transport};

/// Layouts that look the same once, with all channels that have them.
pub fn grouped<'w, 'p>(
    book: &Book<'p>,
    layouts: &'w [Wire<'p>],
) -> Vec<(&'w Wire<'p>, Vec<usize>)> {
    let mut found: Vec<(&Wire<'p>, Vec<usize>)> = Vec::new();
    for wire in layouts {
        let is_same = |other: &Wire<'p>| {
            other.message == wire.message
                && other.name == wire.name
                && first_transport(book, other) == first_transport(book, wire)
        };
        let channels = &pipe(book, wire).channels;
        match found.iter_mut().find(|(other, _)| is_same(other)) {
            Some((_, known)) => {
                let new = channels.iter().filter(|index| !known.contains(index));
                let new: Vec<usize> = new.copied().collect();
                known.extend(new);
            }
            None => found.push((wire, channels.clone())),
        }
    }
    found
}

/// Over which of these channels a message of a direction travels as a text, in a sentence.
pub fn text_sentence(book: &Book<'_>, wire: &Wire<'_>, channels: &[usize]) -> String {
    let direction = &book.protocol.directions[wire.direction];
    let is_text = |channel: &usize| {
        let mut pipes = direction.pipes.iter();
        pipes.any(|pipe| pipe.channels.contains(channel) && pipe.encoding == Encoding::JsonText)
    };
    let texts: Vec<usize> = channels.iter().copied().filter(is_text).collect();
    if texts.is_empty() {
        String::new()
    } else if texts.len() == channels.len() {
        "It travels as a text that holds this.".to_owned()
    } else {
        format!(
            "Over {} it travels as a text that holds this.",
            listed_names(book, &texts)
        )
    }
}

fn pipe<'p>(book: &Book<'p>, wire: &Wire<'p>) -> &'p Pipe {
    &book.protocol.directions[wire.direction].pipes[wire.pipe]
}

fn first_transport(book: &Book<'_>, wire: &Wire<'_>) -> Option<Transport> {
    let first = pipe(book, wire).channels.first();
    first.map(|index| book.protocol.channels[*index].transport)
}

/// What stands before a layout.
pub fn label(
    book: &Book<'_>,
    wire: &Wire<'_>,
    channels: &[usize],
    kind: Kind,
    several: bool,
) -> String {
    let mut words = String::new();
    if several {
        words = format!(", over {}", listed_names(book, channels));
    }
    let transport = first_transport(book, wire);
    if let Some(name) = &wire.name {
        let name = markdown::code(&name.text());
        words = match transport {
            Some(Transport::Native) => {
                format!("{words}, as what the function {name} is called with")
            }
            Some(Transport::CustomEvent) => format!("{words}, as the detail of the event {name}"),
            _ => format!("{words}, under the name {name}"),
        };
    }
    if transport == Some(Transport::Http) {
        let http = channels
            .first()
            .and_then(|index| book.protocol.channels[*index].http.as_ref());
        words.push_str(&http_label(http, kind));
    }
    if wire.message.is_none() {
        return format!("**On the wire**{words}: nothing.");
    }
    if words.is_empty() {
        "**On the wire:**".to_owned()
    } else {
        format!("**On the wire**{words}:")
    }
}

fn http_label(http: Option<&Http>, kind: Kind) -> String {
    if kind.is_answer() {
        let status = http.and_then(|http| http.status);
        let status = status.map(|status| format!(" with status {status}"));
        return format!(", as the body of a response{}", status.unwrap_or_default());
    }
    let line = http.map(|http| {
        format!(
            "{} {}",
            http.method,
            http.path.as_deref().unwrap_or_default()
        )
    });
    let line = line.map(|line| format!(" of {}", markdown::code(line.trim())));
    format!(", as the body{}", line.unwrap_or_default())
}

/// A call of a program that sends the message over HTTP, with `$` where credentials are.
pub fn curl(book: &Book<'_>, wire: &Wire<'_>, channels: &[usize], kind: Kind) -> Option<String> {
    let channel = &book.protocol.channels[*channels.first()?];
    let is_sent = channel.transport == Transport::Http && !kind.is_answer();
    let message = wire.message.as_ref().filter(|_| is_sent)?;
    let http = channel.http.as_ref();
    let method = http.map_or("POST", |http| http.method.as_str());
    let path = http.and_then(|http| http.path.as_deref()).unwrap_or("/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let place = shell(&format!("{slash}{path}"));
    let address = if place.starts_with('\'') {
        format!("\"https://$HOST\"{place}")
    } else {
        format!("\"https://$HOST{place}\"")
    };
    let mut lines = vec![format!("curl --request {} {address}", shell(method))];
    if let Some(auth) = http.and_then(|http| http.auth.as_ref()) {
        lines.push(format!("  --header {}", credentials(auth)));
    }
    lines.push("  --header 'Content-Type: application/json'".to_owned());
    lines.push(format!(
        "  --data {}",
        shell(&message.layout().on_one_line())
    ));
    Some(lines.join(" \\\n"))
}

fn credentials(auth: &Auth) -> String {
    let scheme = auth
        .scheme
        .as_deref()
        .map(|scheme| format!("{scheme} "))
        .unwrap_or_default();
    let names = auth
        .credentials
        .iter()
        .map(|name| format!("${{{}}}", variable(name)));
    let names: Vec<String> = names.collect();
    let names = if names.is_empty() {
        "${CREDENTIALS}".to_owned()
    } else {
        names.join(":")
    };
    let start = shell(&format!("{}: {scheme}", auth.header));
    format!("{start}\"$(printf %s \"{names}\" | base64 --wrap=0)\"")
}

/// The name of a variable of a shell.
fn variable(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(plain).collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// One word of a shell.
fn shell(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-:".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
