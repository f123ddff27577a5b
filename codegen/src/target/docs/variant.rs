//! What is said of one way in which a message travels: the message itself, an answer, a wish to get it.

mod facts;
mod parts;

use minijinja::{Value, context};

use super::book::{Book, Place, Topic};
use super::names::listed;
use super::wire::{self, Wire};
use super::{Options, carried, channels, code, links, markdown, slots, words};
use crate::model::{Kind, Message, MessageId, MessageRole, Outcome, Part};

/// What the section of a message or of an answer shows: it, and all that belongs to it.
pub fn section(book: &Book<'_>, topic: Topic, options: &Options) -> Value {
    let places = match topic {
        Topic::Message(id) => book.places(id).to_vec(),
        Topic::Answer(place) => vec![place],
        Topic::Type(_) => Vec::new(),
    };
    let views = places.iter().enumerate().map(|(index, place)| {
        let speaker = Speaker {
            book,
            place: *place,
            options,
        };
        speaker.view(index == 0)
    });
    context! { variants => views.collect::<Vec<_>>() }
}

/// What a message or answer is called on pages.
pub fn name(book: &Book<'_>, place: Place) -> String {
    let (_, variant) = book.at(place);
    let Some(id) = variant.message else {
        let kind = words::kind(variant.kind);
        return match (&variant.called, &variant.envelope) {
            (Some(name), _) => format!("{kind} {}", markdown::code(&name.text())),
            (None, Some(envelope)) => format!("{kind} in {}", markdown::code(envelope)),
            (None, None) => kind.to_owned(),
        };
    };
    let head = book.head(id);
    let message = book.protocol.message(id);
    let own = || markdown::code(&message.name.text());
    match variant.kind {
        Kind::Event | Kind::Request
            if book.shares_name(id) && message.key != message.name.text() =>
        {
            let name = message.name.text();
            let rest = message.key.strip_prefix(&*name).unwrap_or(&message.key);
            format!("{} ({})", own(), markdown::text(rest.trim()))
        }
        Kind::Event | Kind::Request => own(),
        Kind::Ok | Kind::Error => {
            let has_own_name = id != head && message.name != book.protocol.message(head).name;
            let name = if has_own_name {
                format!(" {}", own())
            } else {
                String::new()
            };
            format!("{}{name}", words::kind(variant.kind))
        }
        _ if book.places(head).first() == Some(&place) => own(),
        kind => words::kind(kind).to_owned(),
    }
}

/// The message that a variant is by the spec's own words, rather than one that it answers or asks for.
pub fn said<'p>(book: &Book<'p>, place: Place) -> Option<&'p Message> {
    let (_, variant) = book.at(place);
    let id = variant.message?;
    let message = book.protocol.message(id);
    let is_first = book.places(book.head(id)).first() == Some(&place);
    (is_first || message.answers().is_some()).then_some(message)
}

struct Speaker<'b, 'p> {
    book: &'b Book<'p>,
    place: Place,
    options: &'b Options,
}

impl Speaker<'_, '_> {
    fn view(&self, is_first: bool) -> Value {
        let Self { book, place, .. } = *self;
        let (direction, variant) = book.at(place);
        let said = said(book, place);
        let parts = slots::parts(book, place);
        let layouts = wire::layouts(book, place, &parts);
        let [from, to] = [direction.from, direction.to]
            .map(|role| markdown::code(&book.protocol.role(role).name));
        let kind = self.kind(is_first);
        let is_sent = matches!(variant.kind, Kind::Event | Kind::Request);
        let is_bare = is_sent && variant.parts.iter().all(|part| !is_body(part));
        context! {
            level => if is_first { "##" } else { "###" },
            anchor => links::anchor(&links::variant_id(book, place)),
            title => name(book, place),
            doc => said.and_then(|message| message.doc.as_deref()).map(markdown::blocks).unwrap_or_default(),
            answered => self.answered(is_first),
            deprecated => said
                .and_then(|message| message.deprecated.as_ref())
                .map(|gone| words::deprecated(book, gone))
                .unwrap_or_default(),
            head => format!("**{kind}** from {from} to {to}{}", self.over()),
            facts => said.map(|message| self.facts(message)).unwrap_or_default(),
            bodies => self.bodies(),
            is_bare,
            slots => variant.parts.iter().filter_map(|part| self.slot(part)).collect::<Vec<_>>(),
            secrets => self.secrets(),
            wires => self.wires(&layouts),
            answers => variant.message.filter(|_| is_answered(variant.kind)).map(|id| self.answers(id)),
            code => code::samples(book, place, &parts, self.options),
        }
    }

    fn kind(&self, is_first: bool) -> &'static str {
        let (_, variant) = self.book.at(self.place);
        let message = variant.message.map(|id| self.book.protocol.message(id));
        let is_property =
            message.is_some_and(|message| matches!(message.role, MessageRole::Property));
        match variant.kind {
            Kind::Ok | Kind::Error => "Answer",
            _ if is_first && is_property => "Property",
            Kind::Event => "Event",
            Kind::Request => "Request",
            _ => "Message",
        }
    }

    /// The channels, where the two roles have several.
    fn over(&self) -> String {
        let (direction, _) = self.book.at(self.place);
        let all: usize = direction.pipes.iter().map(|pipe| pipe.channels.len()).sum();
        if all < 2 {
            return String::new();
        }
        let channels = wire::channels(self.book, self.place);
        format!(", over {}", channels::listed_names(self.book, &channels))
    }

    /// What an answer without a name answers.
    fn answered(&self, is_first: bool) -> String {
        let (_, variant) = self.book.at(self.place);
        if !variant.kind.is_answer() || !is_first {
            return String::new();
        }
        let requests = wire::requests(self.book, self.place);
        let links: Vec<String> = requests
            .iter()
            .map(|id| links::message(self.book, *id))
            .collect();
        let outcome = if variant.kind == Kind::Ok {
            "succeeded"
        } else {
            "failed"
        };
        match links.as_slice() {
            [] => format!(
                "A request {outcome}: what a reader knows of an answer who does not know the request that it is for."
            ),
            [only] => format!("{only} {outcome}."),
            several if self.book.shared(self.place).is_some() => {
                format!(
                    "One of these requests {outcome}: {}.",
                    listed(several, "or")
                )
            }
            several => {
                format!(
                    "A request {outcome}: {}. The answer does not say which.",
                    listed(several, "or")
                )
            }
        }
    }

    fn wires(&self, layouts: &[Wire<'_>]) -> Vec<Value> {
        let shown = carried::grouped(self.book, layouts);
        let several = shown.len() > 1;
        shown
            .iter()
            .map(|(wire, carriers)| {
                let (_, variant) = self.book.at(self.place);
                let label = carried::label(self.book, wire, carriers, variant.kind, several);
                let json = wire
                    .message
                    .as_ref()
                    .map(|message| markdown::fence("json", &message.json()));
                let curl = carried::curl(self.book, wire, carriers, variant.kind);
                context! {
                    label,
                    json => json.unwrap_or_default(),
                    after => carried::text_sentence(self.book, wire, carriers),
                    curl => curl.map(|text| markdown::fence("sh", &text)).unwrap_or_default(),
                }
            })
            .collect()
    }

    fn answers(&self, id: MessageId) -> Value {
        let book = self.book;
        let message = book.protocol.message(id);
        let loose = book
            .answers(id)
            .into_iter()
            .filter(|place| book.at(*place).1.message.is_none());
        let loose: Vec<String> = loose
            .map(|place| links::variant(book, place, words::kind(book.at(place).1.kind)))
            .collect();
        let request = message.request();
        let errors = wire::errors_of(book, id);
        let closed = !errors.is_empty() && errors.iter().any(|errors| errors.closed);
        let errors: Vec<Value> = errors
            .iter()
            .flat_map(|errors| &errors.known)
            .map(|error| {
                let doc = error.doc.as_deref().map(markdown::line).unwrap_or_default();
                let value = match &error.value {
                    trilogue_wire::telling::Constant::Text(text) => markdown::code(text),
                    value => words::constant(value),
                };
                context! { value, doc }
            })
            .collect();
        let never = request.is_some_and(|request| request.ok == Outcome::Never);
        let timeout = channels::timeout(book, self.place).map(words::duration);
        context! { never, loose, errors, closed, timeout => timeout.unwrap_or_default() }
    }
}

const fn is_answered(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Get | Kind::Subscribe)
}

fn is_body(part: &Part) -> bool {
    parts::body_title(part.slot).is_some()
}
