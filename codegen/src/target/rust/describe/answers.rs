//! What docs say of the answers to requests.

use trilogue_wire::telling::Constant;

use super::{duration, link, variant_link};
use crate::facts;
use crate::model::{Direction, Kind, MessageId, Outcome, Protocol, Request, Variant};
use crate::target::rust::doc::{self, Doc};
use crate::target::rust::identifier;
use crate::target::rust::words::listed;

pub fn answers(
    protocol: &Protocol,
    direction: &Direction,
    id: MessageId,
    request: &Request,
) -> String {
    let reverse = protocol.direction(direction.to, direction.from);
    let answered = |id: MessageId| protocol.message(id).answers().unwrap_or(id);
    let is_own = |variant: &&Variant| variant.message.map(answered) == Some(id);
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
    let errors = direction.errors_of(id);
    let errors = errors.map_or_else(String::new, |list| {
        let mut values = list.known.iter().map(|error| &error.value);
        let has_texts = values.any(|value| matches!(value, Constant::Text(_)));
        let word = if has_texts { "texts" } else { "numbers" };
        let name = identifier::camel(&list.identifier);
        format!(", whose {word} [`{name}`] lists")
    });
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
    let asked = protocol.direction(direction.to, direction.from);
    let lists = asked
        .into_iter()
        .flat_map(|asked| error_links(asked, answered));
    let lists: Vec<String> = lists.collect();
    if lists.is_empty() {
        doc
    } else {
        doc.own(format!(
            "What the {word} can mean is in {}.",
            listed(&lists, "and")
        ))
    }
}

/// Links to the errors of the requests of a direction, or of one of them.
fn error_links(asked: &Direction, request: Option<MessageId>) -> Vec<String> {
    let lists = asked.errors.iter();
    let wanted = lists.filter(|list| request.is_none_or(|id| list.requests.contains(&id)));
    let module = identifier::module(&asked.identifier);
    wanted
        .map(|list| {
            let name = identifier::camel(&list.identifier);
            format!("[`{name}`](super::{module}::{name})")
        })
        .collect()
}
