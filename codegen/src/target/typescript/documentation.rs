//! What the documentation of generated code says, in sentences.

use super::sink::number;
use crate::model::{
    Candidate, Deprecated, Direction, Field, Kind, KnownError, Limits, Message, MessageId, Outcome,
    Payload, Protocol, Range, Request, Shape, Type,
};

/// First words of a sentence that can be written small inside another.
const SMALL_WORDS: [&str; 14] = [
    "A", "An", "Any", "At", "Each", "Every", "If", "It", "No", "Some", "That", "The", "There",
    "This",
];

/// The paragraphs for a direction.
pub fn direction(protocol: &Protocol, direction: &Direction) -> Vec<String> {
    let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
    vec![format!("What the {from} tells the {to}.")]
}

/// The paragraphs for a message or an answer.
pub fn candidate(protocol: &Protocol, candidate: &Candidate) -> Vec<String> {
    let answered = candidate.message.map(|id| protocol.message(id));
    match (candidate.kind, answered) {
        (Kind::Event | Kind::Request, Some(sent)) => message(protocol, sent),
        (Kind::Ok, Some(answer)) if answer.answers.is_some() => message(protocol, answer),
        (Kind::Error, Some(request)) => vec![format!("`{}` failed, with this text.", request.name)],
        (Kind::Error, None) => {
            vec!["A request failed, with this text. The answer does not say which.".to_owned()]
        }
        (_, Some(request)) => vec![format!("`{}` succeeded.", request.name)],
        (_, None) => vec!["A request succeeded. The answer does not say which.".to_owned()],
    }
}

fn message(protocol: &Protocol, message: &Message) -> Vec<String> {
    let Message {
        name: _,
        identifier: _,
        from: _,
        to: _,
        doc,
        when,
        after,
        then,
        payload,
        request,
        answers,
        since,
        deprecated,
        examples: _,
        span: _,
    } = message;
    let mut facts = Vec::new();
    facts.extend(answers.map(|id| format!("Answers `{}`.", protocol.message(id).name)));
    facts.extend(
        when.as_deref()
            .map(|when| sentence(&format!("Sent when {}", small(when.trim())))),
    );
    facts.extend(relation("Comes after", protocol, after, "and"));
    let conjunction = if then.one_of { "or" } else { "and" };
    facts.extend(relation(
        "Then comes",
        protocol,
        &then.messages,
        conjunction,
    ));
    facts.extend(request.iter().filter_map(unanswered));
    let mut paragraphs: Vec<_> = doc.iter().map(|doc| doc.trim().to_owned()).collect();
    paragraphs.extend(payload.iter().flat_map(carried));
    paragraphs.push(facts.join(" "));
    paragraphs.push(age(since.as_deref(), deprecated.as_ref()));
    paragraphs
}

/// Since when there is something, and that it is on its way out.
pub fn age(since: Option<&str>, deprecated: Option<&Deprecated>) -> String {
    let since = since.map(|since| sentence(&format!("Since {}", since.trim())));
    let facts = since.into_iter().chain(deprecated.map(out));
    facts.collect::<Vec<_>>().join(" ")
}

fn out(
    Deprecated {
        since,
        instead,
        doc,
    }: &Deprecated,
) -> String {
    let since = since
        .as_deref()
        .map(|since| format!(" since {}", since.trim()));
    let instead = instead
        .as_deref()
        .map(|instead| format!(": use `{}`", instead.trim()));
    let first = format!(
        "Deprecated{}{}.",
        since.unwrap_or_default(),
        instead.unwrap_or_default()
    );
    match doc {
        Some(doc) => format!("{first} {}", sentence(doc.trim())),
        None => first,
    }
}

fn relation(
    words: &str,
    protocol: &Protocol,
    messages: &[MessageId],
    conjunction: &str,
) -> Option<String> {
    let names: Vec<_> = messages
        .iter()
        .map(|id| format!("`{}`", protocol.message(*id).name))
        .collect();
    (!names.is_empty()).then(|| format!("{words} {}.", listed(&names, conjunction)))
}

/// What the payload is, where no interface says it.
fn carried(payload: &Payload) -> Vec<String> {
    let Payload {
        ty,
        optional: _,
        doc,
    } = payload;
    if matches!(ty.shape, Shape::Struct(_)) {
        return vec![facts(ty)];
    }
    value(doc.as_deref(), ty)
}

fn unanswered(
    Request {
        ok,
        errors: _,
        ok_answer: _,
        timeout: _,
    }: &Request,
) -> Option<String> {
    match ok {
        Outcome::Nothing => None,
        Outcome::Never => Some("Is not answered.".to_owned()),
    }
}

/// The paragraphs for a field.
pub fn field(field: &Field) -> Vec<String> {
    let Field {
        name: _,
        identifier: _,
        ty,
        optional: _,
        doc,
        since,
        deprecated,
    } = field;
    let mut paragraphs = value(doc.as_deref(), ty);
    paragraphs.push(age(since.as_deref(), deprecated.as_ref()));
    paragraphs
}

/// The paragraphs for the errors of one request.
pub fn errors(request: &str, errors: &[KnownError]) -> Vec<String> {
    let documented = errors.iter().filter_map(
        |KnownError {
             text,
             identifier: _,
             doc,
         }| {
            let doc = doc.as_ref()?.trim();
            Some(format!("- `{text}`: {doc}"))
        },
    );
    let texts = documented.collect::<Vec<_>>().join("\n");
    vec![
        format!("Why `{request}` failed. There may be other texts."),
        texts,
    ]
}

/// The doc of a value, then its unit and limits: in the same line where the doc is one.
fn value(doc: Option<&str>, ty: &Type) -> Vec<String> {
    let facts = facts(ty);
    match doc.map(str::trim) {
        None => vec![facts],
        Some(doc) if doc.contains('\n') || facts.is_empty() => vec![doc.to_owned(), facts],
        Some(doc) => vec![format!("{doc} {facts}")],
    }
}

/// The unit and limits of a value, as sentences.
fn facts(ty: &Type) -> String {
    let Type {
        shape,
        nullable: _,
        secret: _,
        unit,
        undocumented,
    } = ty;
    let unit = unit
        .iter()
        .map(|unit| sentence(&format!("In {}", unit.trim())));
    let silent = undocumented.then(|| "Not documented: any JSON.".to_owned());
    let facts = unit.chain(limits(shape)).chain(silent);
    facts.collect::<Vec<_>>().join(" ")
}

fn limits(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Text(limits) => lengths(*limits, "character"),
        Shape::Int(range) => [vec!["A whole number.".to_owned()], ranges(*range)].concat(),
        Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => {
            let schemes: Vec<_> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
            vec![format!("With the scheme {}.", listed(&schemes, "or"))]
        }
        Shape::List(item, limits) => [lengths(*limits, "item"), each(item)].concat(),
        Shape::Map(item) => each(item),
        Shape::Bool | Shape::Json | Shape::Struct(_) => Vec::new(),
    }
}

fn each(item: &Type) -> Vec<String> {
    let facts = facts(item);
    if facts.is_empty() {
        Vec::new()
    } else {
        vec![format!("Each: {}", small(&facts))]
    }
}

fn lengths(Limits { minimum, maximum }: Limits, what: &str) -> Vec<String> {
    let counted = |count: usize| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (minimum, maximum) {
        (Some(least), Some(most)) if least == most => vec![format!("Exactly {}.", counted(least))],
        (Some(least), Some(most)) => vec![format!("{least} to {}.", counted(most))],
        (Some(least), None) => vec![format!("At least {}.", counted(least))],
        (None, Some(most)) => vec![format!("At most {}.", counted(most))],
        (None, None) => Vec::new(),
    }
}

fn ranges(Range { minimum, maximum }: Range) -> Vec<String> {
    match (minimum, maximum) {
        (Some(least), Some(most)) => vec![format!("From {} to {}.", number(least), number(most))],
        (Some(least), None) => vec![format!("At least {}.", number(least))],
        (None, Some(most)) => vec![format!("At most {}.", number(most))],
        (None, None) => Vec::new(),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String], word: &str) -> String {
    match items {
        [all @ .., last] if !all.is_empty() => format!("{} {word} {last}", all.join(", ")),
        _ => items.concat(),
    }
}

/// The text with a small first letter, if its first word is no name.
fn small(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if SMALL_WORDS.contains(&first.trim_end_matches(':')) {
        format!("{}{}", first.to_lowercase(), &text[first.len()..])
    } else {
        text.to_owned()
    }
}

/// The text with a full stop.
fn sentence(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{text}{end}")
}
