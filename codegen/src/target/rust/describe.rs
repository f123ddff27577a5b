//! What docs say of messages, fields and answers, beside what their spec says.

use std::time::Duration;

use super::doc::{self, Doc};
use super::facts::{absence, age, facts};
use super::identifier;
use super::words::{listed, sentence, small};
use crate::model::{
    Candidate, Direction, Kind, Message, MessageId, Outcome, Payload, Protocol, Request, RoleId,
    Shape,
};

/// Examples up to this length stand inside a sentence.
const SHORT_EXAMPLE: usize = 70;

/// The doc of a direction: who speaks to whom.
pub fn direction(protocol: &Protocol, direction: &Direction) -> Doc {
    let from = doc::inline(&protocol.role(direction.from).name);
    let to = doc::inline(&protocol.role(direction.to).name);
    Doc::new().own(format!("What the {from} tells the {to}."))
}

/// The doc of the file of a direction.
pub fn direction_file(protocol: &Protocol, of: &Direction) -> Doc {
    let channel = &protocol.channels[of.channel];
    let place = format!("Over the channel {}", doc::code(&channel.name));
    let place = match &channel.doc {
        Some(text) => format!("{place}: {}", small(&doc::inline(text))),
        None => place,
    };
    let mut doc = direction(protocol, of).own(sentence(&place));
    let reverse = protocol.direction(of.to, of.from);
    let has_requests = [Some(of), reverse].into_iter().flatten().any(|direction| {
        let mut candidates = direction.candidates.iter();
        candidates.any(|candidate| candidate.kind == Kind::Request)
    });
    if let (true, Some(timeout)) = (has_requests, channel.timeout) {
        doc = doc.own(format!(
            "An answer is waited for at most {}.",
            duration(timeout)
        ));
    }
    doc
}

/// The doc of a variant: the message itself, or the answer.
pub fn candidate(protocol: &Protocol, direction: &Direction, candidate: &Candidate) -> Doc {
    match (candidate.kind, candidate.message) {
        (Kind::Event | Kind::Request, Some(id)) => {
            message(protocol, direction, protocol.message(id))
        }
        (Kind::Ok, Some(id)) if protocol.message(id).answers.is_some() => {
            message(protocol, direction, protocol.message(id))
        }
        (Kind::Error, answered) => failure(protocol, direction, answered),
        (_, answered) => success(protocol, direction, answered),
    }
}

fn message(protocol: &Protocol, direction: &Direction, message: &Message) -> Doc {
    let Message {
        name,
        identifier: _,
        from: _,
        to: _,
        doc,
        when,
        after,
        then,
        payload,
        request,
        answers: answered,
        since,
        deprecated,
        examples,
        span: _,
    } = message;
    let mut text = Doc::new()
        .spec(doc.as_deref())
        .or(format!("The message {}.", doc::code(name)));
    if let Some(payload) = payload {
        text = carried(text, payload);
    }
    let when = when
        .as_ref()
        .map(|when| sentence(&format!("Sent when {}", small(&doc::inline(when)))));
    let circumstances = [
        answered.map(|id| format!("Answers {}.", link(protocol, direction, id))),
        when,
        sequence("Comes after", protocol, direction, after, "and"),
        request
            .as_ref()
            .map(|request| answers(protocol, direction, message, request)),
        sequence(
            "Then comes",
            protocol,
            direction,
            &then.messages,
            if then.one_of { "or" } else { "and" },
        ),
    ];
    text = text.own(
        circumstances
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    );
    text = text.own(age(since.as_deref(), deprecated.as_ref()));
    let is_secret = payload.as_ref().is_some_and(|payload| payload.ty.secret);
    match examples.first() {
        Some(example) if !is_secret => shown(text, example),
        _ => text,
    }
}

/// What a payload is, where no struct says it.
fn carried(doc: Doc, payload: &Payload) -> Doc {
    let Payload {
        ty,
        optional,
        doc: own,
    } = payload;
    // The doc of an inline struct stands at the struct.
    let own = own
        .as_deref()
        .filter(|_| !matches!(ty.shape, Shape::Struct(_)));
    let mut carried = Doc::new().spec(own);
    carried = carried.aside(facts(ty));
    if *optional {
        carried = carried.aside(absence(ty, "payload"));
    }
    doc.all(carried)
}

fn answers(
    protocol: &Protocol,
    direction: &Direction,
    message: &Message,
    request: &Request,
) -> String {
    let reverse = protocol.direction(direction.to, direction.from);
    let own = |candidate: &&Candidate| match candidate.message {
        Some(_) => protocol
            .answered_by(candidate)
            .is_some_and(|request| std::ptr::eq(request, message)),
        None => true,
    };
    let links: Vec<String> = reverse
        .into_iter()
        .flat_map(|reverse| {
            let answers = reverse
                .candidates
                .iter()
                .filter(|candidate| matches!(candidate.kind, Kind::Ok | Kind::Error));
            answers
                .filter(own)
                .map(|answer| variant(reverse, &answer.identifier.0, false))
        })
        .collect();
    if links.is_empty() || request.ok == Outcome::Never {
        return "Is not answered.".to_owned();
    }
    let errors = if request.errors.is_empty() {
        String::new()
    } else {
        format!(
            ", whose texts [`{0}`] lists",
            identifier::error(&message.identifier)
        )
    };
    let waits = request.timeout.map_or_else(String::new, |timeout| {
        format!(" The answer is waited for at most {}.", duration(timeout))
    });
    format!("Answered by {}{errors}.{waits}", listed(&links, "or"))
}

fn success(protocol: &Protocol, direction: &Direction, answered: Option<MessageId>) -> Doc {
    match answered {
        Some(id) => Doc::new().own(format!("{} succeeded.", link(protocol, direction, id))),
        None => Doc::new().own("A request succeeded. The answer does not say which."),
    }
}

fn failure(protocol: &Protocol, direction: &Direction, answered: Option<MessageId>) -> Doc {
    let doc = match answered {
        Some(id) => Doc::new().own(format!(
            "{} failed, with this text.",
            link(protocol, direction, id)
        )),
        None => Doc::new().own("A request failed, with this text. The answer does not say which."),
    };
    let reverse = (direction.to, direction.from);
    let errors: Vec<String> = protocol
        .messages
        .iter()
        .enumerate()
        .filter(|(index, message)| {
            (message.from, message.to) == reverse && answered.is_none_or(|id| id.0 == *index)
        })
        .filter(|(_, message)| {
            message
                .request
                .as_ref()
                .is_some_and(|request| !request.errors.is_empty())
        })
        .map(|(_, message)| error_link(protocol, reverse, message))
        .collect();
    if errors.is_empty() {
        doc
    } else {
        doc.own(format!(
            "What the text can mean is in {}.",
            listed(&errors, "and")
        ))
    }
}

fn error_link(protocol: &Protocol, owner: (RoleId, RoleId), message: &Message) -> String {
    let name = identifier::error(&message.identifier);
    let module = protocol
        .direction(owner.0, owner.1)
        .map_or_else(String::new, |direction| {
            identifier::module(&direction.identifier)
        });
    format!("[`{name}`](super::{module}::{name})")
}

/// A sentence that names messages, if there are some.
fn sequence(
    words: &str,
    protocol: &Protocol,
    direction: &Direction,
    ids: &[MessageId],
    conjunction: &str,
) -> Option<String> {
    let links: Vec<String> = ids
        .iter()
        .map(|&id| link(protocol, direction, id))
        .collect();
    (!links.is_empty()).then(|| format!("{words} {}.", listed(&links, conjunction)))
}

/// A link to the variant of a message, as seen from a direction.
fn link(protocol: &Protocol, from: &Direction, id: MessageId) -> String {
    let message = protocol.message(id);
    match protocol.direction(message.from, message.to) {
        Some(direction) => variant(
            direction,
            &message.identifier.0,
            direction.identifier == from.identifier,
        ),
        None => doc::code(&message.name),
    }
}

fn variant(direction: &Direction, name: &str, is_own: bool) -> String {
    let name = identifier::ident(name);
    if is_own {
        format!("[`{name}`](Self::{name})")
    } else {
        format!(
            "[`{name}`](super::{}::{name})",
            identifier::camel(&direction.identifier)
        )
    }
}

/// An example: short ones stand in a sentence.
fn shown(doc: Doc, example: &str) -> Doc {
    if example.len() <= SHORT_EXAMPLE && !example.contains('\n') {
        doc.own(format!("For example {}.", doc::code(example)))
    } else {
        doc.own("For example:").code("json", example)
    }
}

fn duration(time: Duration) -> String {
    let milliseconds = time.as_millis();
    let (count, unit) = match milliseconds {
        whole if whole > 0 && whole % 3_600_000 == 0 => (whole / 3_600_000, "hour"),
        whole if whole > 0 && whole % 60_000 == 0 => (whole / 60_000, "minute"),
        whole if whole % 1000 == 0 => (whole / 1000, "second"),
        whole => (whole, "millisecond"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_in_their_greatest_unit() {
        assert_eq!(duration(Duration::from_secs(300)), "5 minutes");
        assert_eq!(duration(Duration::from_secs(3600)), "1 hour");
        assert_eq!(duration(Duration::from_millis(1500)), "1500 milliseconds");
        assert_eq!(duration(Duration::ZERO), "0 seconds");
    }
}
