//! The page of a direction: what its messages mean, hold, and look like.

use minijinja::{Value, context};

use super::example::{self, Example, Filling};
use super::overview::{kind_words, name, said};
use super::{Options, links, lower, markdown, mermaid, rust, structs, typescript, words};
use crate::model::{
    Candidate, Direction, Kind, Message, MessageId, Outcome, Payload, Protocol, Shape, Undeclared,
};
use crate::target::rust::names::{listed, sentence, small};

/// What the page shows.
pub fn view(protocol: &Protocol, direction: &Direction, options: &Options) -> Value {
    let [from, to] = [direction.from, direction.to].map(|role| protocol.role(role));
    let channel = &protocol.channels[direction.channel];
    let page = Page {
        protocol,
        direction,
        options,
    };
    context! {
        protocol => markdown::text(&protocol.title),
        way => links::way(protocol, direction),
        from => markdown::code(&from.name),
        to => markdown::code(&to.name),
        channel => markdown::code(&channel.name),
        keeps => direction.undeclared == Undeclared::Keep,
        back => protocol.direction(direction.to, direction.from).map(|back| links::direction(protocol, back)),
        messages => direction.candidates.iter().map(|candidate| page.message(candidate)).collect::<Vec<_>>(),
    }
}

struct Page<'p> {
    protocol: &'p Protocol,
    direction: &'p Direction,
    options: &'p Options,
}

impl Page<'_> {
    fn message(&self, candidate: &Candidate) -> Value {
        let protocol = self.protocol;
        let said = said(protocol, candidate);
        let payload = lower::carried(protocol, candidate);
        let example = candidate
            .message
            .filter(|_| payload.is_some())
            .and_then(|id| example::payload(protocol, protocol.message(id)));
        let error = self.error_text(candidate);
        let form = &self.direction.forms[candidate.form];
        let filling = Filling {
            name: candidate
                .message
                .map(|id| protocol.message(id).name.clone())
                .unwrap_or_default(),
            payload: example.clone(),
            error: error.clone(),
        };
        let wire = example::message(&form.template, &filling);
        context! {
            anchor => links::anchor(links::candidate_id(candidate)),
            title => name(protocol, self.direction, candidate),
            kind => kind_words(candidate.kind),
            doc => said.and_then(|message| message.doc.as_deref()).map(markdown::blocks).unwrap_or_default(),
            answered => self.answered(candidate),
            facts => said.map(|message| facts(protocol, message)).unwrap_or_default(),
            deprecated => said
                .and_then(|message| message.deprecated.as_ref())
                .map(|gone| words::deprecated(protocol, gone))
                .unwrap_or_default(),
            secrets => payload.map(|payload| secrets(protocol, payload)).unwrap_or_default(),
            payload => payload.map(|payload| self.payload(payload)),
            wire => markdown::fence("json", &wire.json()),
            answers => candidate.message.filter(|_| candidate.kind == Kind::Request).map(|id| self.answers(id)),
            code => self.code(candidate, example.as_ref(), &error),
        }
    }

    /// The error that an example of an answer brings: the first that the spec lists.
    fn error_text(&self, candidate: &Candidate) -> String {
        let mut requests = self.requests(candidate);
        let first = requests.find_map(|request| request.request.as_ref()?.errors.first());
        first.map_or_else(|| "what went wrong".to_owned(), |error| error.text.clone())
    }

    /// The requests that an answer can be for.
    fn requests<'c>(&'c self, answer: &'c Candidate) -> impl Iterator<Item = &'c Message> {
        let Self {
            protocol,
            direction,
            ..
        } = *self;
        let messages = protocol.messages.iter().enumerate();
        let back =
            move |message: &Message| message.from == direction.to && message.to == direction.from;
        let is_for = move |id: MessageId| match answer.message {
            Some(found) => found == id || protocol.message(found).answers == Some(id),
            None => true,
        };
        messages
            .filter(move |(index, message)| {
                message.request.is_some() && back(message) && is_for(MessageId(*index))
            })
            .map(|(_, message)| message)
    }

    /// What an answer answers.
    fn answered(&self, candidate: &Candidate) -> String {
        if !matches!(candidate.kind, Kind::Ok | Kind::Error) {
            return String::new();
        }
        let requests: Vec<MessageId> = (0..self.protocol.messages.len())
            .map(MessageId)
            .filter(|id| {
                let answers = mermaid::answers(self.protocol, *id);
                answers
                    .iter()
                    .any(|(_, answer)| std::ptr::eq(*answer, candidate))
            })
            .collect();
        let requests = lower::links_to(self.protocol, &requests);
        let outcome = if candidate.kind == Kind::Ok {
            "succeeded"
        } else {
            "failed"
        };
        match requests.as_slice() {
            [] => String::new(),
            [only] => format!("{only} {outcome}."),
            several => format!(
                "A request {outcome}: {}. The answer does not say which.",
                listed(several, "or")
            ),
        }
    }

    fn payload(&self, payload: &Payload) -> Value {
        let Payload { ty, optional, doc } = payload;
        match &ty.shape {
            Shape::Struct(id) => {
                let structure = self.protocol.structure(*id);
                let link = links::structure(self.protocol, *id);
                let presence = if *optional { "It may be left out." } else { "" };
                let null = if ty.nullable { "It may be null." } else { "" };
                // The doc of an inline struct is that of its message.
                let doc = doc.as_deref().map(markdown::line).unwrap_or_default();
                let parts = [
                    format!("{link}."),
                    doc,
                    presence.to_owned(),
                    null.to_owned(),
                ];
                let words: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                context! {
                    words => words.join(" "),
                    table => (!structure.fields.is_empty()).then(|| lower::fields(self.protocol, &structure.fields)),
                    others => structs::of_others(structure.others),
                }
            }
            _ => {
                context! { words => "", table => lower::payload(self.protocol, payload), others => "" }
            }
        }
    }

    fn answers(&self, id: MessageId) -> Value {
        let protocol = self.protocol;
        let message = protocol.message(id);
        let links: Vec<Value> = mermaid::answers(protocol, id)
            .into_iter()
            .map(|(direction, answer)| {
                let place = format!("{}#{}", links::page(direction), links::candidate_id(answer));
                let link = format!("[{}]({place})", name(protocol, direction, answer));
                context! { is_error => answer.kind == Kind::Error, link }
            })
            .collect();
        let request = message.request.as_ref();
        let errors = request
            .map(|request| request.errors.as_slice())
            .unwrap_or_default();
        let errors: Vec<Value> = errors
            .iter()
            .map(|error| {
                let doc = error.doc.as_deref().map(markdown::line).unwrap_or_default();
                context! { text => markdown::code(&error.text), doc }
            })
            .collect();
        let channel = &protocol.channels[self.direction.channel];
        let timeout = request
            .and_then(|request| request.timeout)
            .or(channel.timeout);
        let never = request.is_some_and(|request| request.ok == Outcome::Never);
        context! { never, links, errors, timeout => timeout.map(words::duration).unwrap_or_default() }
    }

    fn code(&self, candidate: &Candidate, payload: Option<&Example>, error: &str) -> Vec<Value> {
        let Self {
            protocol,
            direction,
            options,
        } = *self;
        let rust = options.rust.as_deref().map(|root| {
            let sent = rust::Sent {
                protocol,
                direction,
                candidate,
                root,
            };
            (
                "Rust",
                "rust",
                sent.sending(payload, error),
                sent.handling(),
            )
        });
        let typescript = options.typescript.as_deref().map(|package| {
            let sent = typescript::Sent {
                protocol,
                direction,
                candidate,
                package,
            };
            (
                "TypeScript",
                "ts",
                sent.sending(payload, error),
                sent.handling(),
            )
        });
        let languages = rust.into_iter().chain(typescript);
        languages
            .map(|(title, language, send, handle)| {
                let [send, handle] = [send, handle].map(|code| markdown::fence(language, &code));
                context! { title, send, handle }
            })
            .collect()
    }
}

/// When a message is sent, what comes before and after it, and since when there is one.
fn facts(protocol: &Protocol, message: &Message) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(when) = &message.when {
        facts.push(sentence(&format!(
            "**When:** {}",
            small(&markdown::line(when))
        )));
    }
    if !message.after.is_empty() {
        facts.push(format!(
            "**After:** {}.",
            listed(&lower::links_to(protocol, &message.after), "and")
        ));
    }
    if !message.then.messages.is_empty() {
        let word = if message.then.one_of { "or" } else { "then" };
        facts.push(format!(
            "**Then:** {}.",
            listed(&lower::links_to(protocol, &message.then.messages), word)
        ));
    }
    if let Some(since) = &message.since {
        facts.push(format!("**Since:** {}.", markdown::text(since)));
    }
    facts
}

/// Which parts of a payload are secret, in a sentence.
fn secrets(protocol: &Protocol, payload: &Payload) -> String {
    let places = lower::secrets(protocol, &payload.ty);
    if places.is_empty() {
        return String::new();
    }
    let named: Vec<String> = places
        .iter()
        .filter(|place| !place.is_empty())
        .map(|place| markdown::code(place))
        .collect();
    if named.is_empty() {
        "The payload is secret.".to_owned()
    } else {
        let verb = if named.len() == 1 { "is" } else { "are" };
        format!("{} {verb} secret.", listed(&named, "and"))
    }
}
