//! What comes back: described answers, known errors, subscriptions.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Errors, KnownError, Message, MessageId, MessageRole, Outcome, Protocol, Request, RoleId,
    Sequence, Subscription, WireName,
};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::messages::{Declared, Names, Route, deprecated};
use crate::resolve::types::{Place, stand_in};
use crate::rules::COLLIDING_IDENTIFIERS;
use crate::syntax::{self, ErrorNode, Text};
use trilogue_wire::telling::Constant;

/// What an answer says about its request.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Ok,
    Error,
}

impl Side {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
        }
    }
}

impl<'a> Resolver<'a> {
    /// The answers of a message that the spec describes.
    pub(super) fn answers_of(
        &mut self,
        message: &Declared<'a>,
        names: &mut Names<'a>,
        protocol: &mut Protocol,
    ) {
        let (ok, error) = match &message.written.role {
            syntax::MessageRole::Request(request) => {
                (request.ok_answer.as_ref(), request.error_answer.as_ref())
            }
            syntax::MessageRole::Event(subscription) => (
                subscription
                    .as_ref()
                    .and_then(|written| written.ok_answer.as_ref()),
                None,
            ),
        };
        for (side, written) in [(Side::Ok, ok), (Side::Error, error)] {
            if let Some(written) = written {
                self.described(message, side, written, names, protocol);
            }
        }
    }

    fn described(
        &mut self,
        message: &Declared<'a>,
        side: Side,
        written: &'a syntax::Answer,
        names: &mut Names<'a>,
        protocol: &mut Protocol,
    ) {
        let mut first: Option<Message> = None;
        for &id in &message.ids {
            let model = match &first {
                // Where both roles send a request, their answers share their types.
                Some(twin) => {
                    let (from, to) = ways_back(protocol.message(id));
                    Message {
                        from,
                        to,
                        role: role_of(side, id),
                        ..twin.clone()
                    }
                }
                None => self.answer(id, side, written, message.ids.len() > 1, protocol),
            };
            first.get_or_insert_with(|| model.clone());
            let name = written.name.as_ref().map(|name| name.value.text());
            let answer = self.add(model, Route::default(), protocol);
            if let Some(name) = name {
                names.add(&name, &[answer]);
            }
            // A word that names no type may have been meant to ask nothing of the form.
            let payload = written.payload.as_ref();
            if payload.is_none_or(|node| self.names_a_type(node)) {
                attach(protocol, id, side, answer);
            }
        }
    }

    fn answer(
        &mut self,
        id: MessageId,
        side: Side,
        written: &syntax::Answer,
        shared: bool,
        protocol: &mut Protocol,
    ) -> Message {
        let request = protocol.message(id);
        let (from, to) = ways_back(request);
        let (key, request_name) = (request.key.clone(), request.name.clone());
        let described = Text::new(
            format!("{} {}", request.identifier.0, side.word()),
            written.key,
        );
        let (name, span, short) = match &written.name {
            None => (request_name, written.key, described),
            Some(name) => {
                let short = match &name.value {
                    WireName::Text(text) => self.short(&Text::new(text.clone(), name.span)),
                    WireName::Number(_) | WireName::Bool(_) => described,
                };
                (name.value.clone(), name.span, short)
            }
        };
        let asked = written.identifier.as_ref();
        let identifier = naming::chosen(asked, &short, naming::BY_KEY, self.diagnostics);
        let doc = written.doc.as_ref().map(|doc| doc.value.clone());
        let place = Place {
            name: match side {
                Side::Ok => identifier.0.clone(),
                // Generated code calls the known errors of a request so.
                Side::Error => format!("{} body", identifier.0),
            },
            owner: Some((from, to)).filter(|_| !shared),
            doc: doc.clone(),
            span,
        };
        let payload = written.payload.as_ref();
        let marks = payload.map(|node| &node.marks);
        let since = marks.and_then(|marks| marks.since.as_ref());
        let on_its_way_out = marks.and_then(|marks| marks.deprecated.as_ref());
        Message {
            key,
            name,
            bound: None,
            identifier,
            from,
            to,
            doc,
            when: None,
            after: Vec::new(),
            then: Sequence::default(),
            gated_by: None,
            idempotent: false,
            max_bytes: None,
            payload: payload.map(|node| self.payload(node, &place, protocol)),
            role: role_of(side, id),
            since: since.map(|since| since.value.clone()),
            deprecated: on_its_way_out.map(deprecated),
            examples: Vec::new(),
            span,
        }
    }

    /// What only requests say.
    pub(super) fn request(&mut self, written: &syntax::Request) -> Request {
        Request {
            ok: written.ok,
            ok_answer: None,
            error_answer: None,
            correlation: written.correlation.clone().unwrap_or_default(),
            errors: self.errors(&written.errors),
            timeout: written.timeout,
        }
    }

    /// How others ask for an event.
    pub(super) fn subscription(
        &mut self,
        written: &syntax::Subscription,
        event: &Place,
        protocol: &mut Protocol,
    ) -> Subscription {
        let options = written.options.as_ref().map(|node| {
            self.forbid_optional(node, "what a subscription says");
            // They go the other way than the event.
            let place = Place {
                owner: None,
                ..event.within("options", node.span)
            };
            let mut ty = self.ty(node, &place, protocol).unwrap_or_else(stand_in);
            self.require_schemes(&mut ty, node.span);
            ty
        });
        Subscription {
            options,
            answered: written.ok != Outcome::Never,
            ok: None,
        }
    }

    /// The errors of a request or channel.
    pub(super) fn errors(&mut self, written: &syntax::Errors) -> Errors {
        let mut scope = Scope::new(naming::BY_ENTRY).reserving(&["Other"]);
        let mut texts = HashMap::new();
        let mut known = Vec::with_capacity(written.listed.len());
        for error in &written.listed {
            match texts.insert(error.text.value.as_str(), error.text.span) {
                None => known.push(self.known_error(error, &mut scope)),
                Some(first) => self.diagnostics.push(
                    Diagnostic::new(
                        COLLIDING_IDENTIFIERS,
                        error.text.span,
                        format!("the error {} is listed twice", quoted(&error.text.value)),
                    )
                    .label("again here")
                    .secondary(first, "first here")
                    .help("remove one of them"),
                ),
            }
        }
        Errors {
            known,
            closed: written.closed,
        }
    }

    fn known_error(&mut self, written: &ErrorNode, scope: &mut Scope<'_>) -> KnownError {
        let (asked, text) = (written.identifier.as_ref(), &written.text);
        let word = match &written.value.value {
            Constant::Number(_) => Text::new(code_word(&text.value), text.span),
            _ => text.clone(),
        };
        let identifier = naming::chosen(asked, &word, naming::BY_ENTRY, self.diagnostics);
        let what = format!("error {}", quoted(&text.value));
        scope.take(&identifier, what, text.span, self.diagnostics);
        KnownError {
            value: written.value.value.clone(),
            identifier,
            doc: written.doc.as_ref().map(|doc| doc.value.clone()),
            span: text.span,
        }
    }
}

/// The words for a code that is a number: `Code32700`, `CodeMinus32700`.
fn code_word(number: &str) -> String {
    format!(
        "code {}",
        number.replace('-', "minus ").replace(['.', '+'], " ")
    )
}

/// The sender and the receiver of an answer: a subscription comes from the one who gets the event.
fn ways_back(message: &Message) -> (RoleId, RoleId) {
    match message.role {
        MessageRole::Event { .. } => (message.from, message.to),
        _ => (message.to, message.from),
    }
}

fn role_of(side: Side, id: MessageId) -> MessageRole {
    match side {
        Side::Ok => MessageRole::Ok(id),
        Side::Error => MessageRole::Error(id),
    }
}

/// Tells a request, or the event of a subscription, of its answer.
fn attach(protocol: &mut Protocol, id: MessageId, side: Side, answer: MessageId) {
    match (&mut protocol.messages[id.0].role, side) {
        (MessageRole::Request(request), Side::Ok) => {
            request.ok_answer = Some(answer);
            request.ok = Outcome::Payload;
        }
        (MessageRole::Request(request), Side::Error) => request.error_answer = Some(answer),
        (
            MessageRole::Event {
                subscription: Some(subscription),
            },
            Side::Ok,
        ) => subscription.ok = Some(answer),
        _ => {}
    }
}
