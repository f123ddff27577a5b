//! What docs say of the answers to requests.

use super::{duration, link, variant_link};
use crate::facts;
use crate::model::{
    Direction, Kind, Message, MessageId, Outcome, Protocol, Request, RoleId, Variant,
};
use crate::target::rust::doc::{self, Doc};
use crate::target::rust::identifier;
use crate::target::rust::lower;
use crate::target::rust::words::listed;

pub fn answers(
    protocol: &Protocol,
    direction: &Direction,
    message: &Message,
    request: &Request,
) -> String {
    let reverse = protocol.direction(direction.to, direction.from);
    let answered = |variant: &Variant| {
        let id = variant.message?;
        let answer = protocol.message(id);
        Some(answer.answers().map_or(answer, |id| protocol.message(id)))
    };
    let is_own = |variant: &&Variant| {
        answered(variant).is_some_and(|request| std::ptr::eq(request, message))
    };
    let variants = || {
        let all = reverse.into_iter().flat_map(|reverse| &reverse.variants);
        all.filter(|variant| variant.kind.is_answer())
    };
    // The answers that do not say which request they are for are those of all, but for kinds that have one of its own.
    let has_own = |kind: Kind| variants().any(|own| own.kind == kind && is_own(&own));
    let is_of_all = |variant: &Variant| variant.message.is_none() && variant.called.is_none();
    let links: Vec<String> = variants()
        .filter(|variant| is_own(variant) || (is_of_all(variant) && !has_own(variant.kind)))
        .filter_map(|answer| Some(variant_link(reverse?, &answer.identifier.0, false)))
        .collect();
    if links.is_empty() || request.ok == Outcome::Never {
        return "Is not answered.".to_owned();
    }
    let errors = if lower::errors_of(protocol, message).is_none() {
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

pub fn success(
    protocol: &Protocol,
    direction: &Direction,
    variant: &Variant,
    answered: Option<MessageId>,
) -> Doc {
    Doc::new().own(match answered {
        Some(id) => format!("{} succeeded.", link(protocol, direction, id)),
        None => format!(
            "{} succeeded. The answer does not say which.",
            some_request(variant)
        ),
    })
}

/// A request of which an answer does not say which it is.
fn some_request(variant: &Variant) -> String {
    match (&variant.called, &variant.envelope) {
        (Some(name), _) => format!(
            "A request whose answer is called {}",
            doc::code(&name.text())
        ),
        (None, Some(envelope)) => format!("A request in the layout {}", doc::code(envelope)),
        (None, None) => "A request".to_owned(),
    }
}

pub fn failure(
    protocol: &Protocol,
    direction: &Direction,
    variant: &Variant,
    answered: Option<MessageId>,
) -> Doc {
    let word = facts::error_word(variant).unwrap_or("error");
    let with = match word {
        "error" => String::new(),
        word => format!(", with this {word}"),
    };
    let described = variant.message.map(|id| protocol.message(id));
    let own = described.filter(|message| message.answers().is_some());
    let doc = Doc::new().spec(own.and_then(|message| message.doc.as_deref()));
    let doc = match answered {
        Some(id) => doc.own(format!("{} failed{with}.", link(protocol, direction, id))),
        None => doc.own(format!(
            "{} failed{with}. The answer does not say which.",
            some_request(variant)
        )),
    };
    let reverse = (direction.to, direction.from);
    let errors: Vec<String> = protocol
        .messages
        .iter()
        .enumerate()
        .filter(|(index, message)| {
            (message.from, message.to) == reverse && answered.is_none_or(|id| id.0 == *index)
        })
        .filter(|(_, message)| lower::errors_of(protocol, message).is_some())
        .map(|(_, message)| error_link(protocol, reverse, message))
        .collect();
    if errors.is_empty() {
        doc
    } else {
        doc.own(format!(
            "What the {word} can mean is in {}.",
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
