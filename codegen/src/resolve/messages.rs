//! Events and requests.

use std::borrow::Cow;
use std::collections::HashMap;

use indexmap::IndexMap;
use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Deprecated, Errors, KnownError, Message, MessageId, MessageRole, Outcome, Payload, Protocol,
    Request, RoleId, Sequence, WireName,
};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::types::{Place, stand_in};
use crate::rules::{COLLIDING_IDENTIFIERS, NO_CHANNEL, UNRESOLVED_MESSAGE};
use crate::syntax::{self, ErrorText, Section, Text};

impl<'a> Resolver<'a> {
    /// The messages, then what they say of each other.
    pub(super) fn messages(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        let mut names = Names::default();
        let mut resolved = Vec::new();
        for written in document.events.iter().chain(&document.requests) {
            let ids = names.declare(written);
            if let Some(model) = self.message(written, protocol) {
                ids.push(MessageId(protocol.messages.len()));
                protocol.messages.push(model);
                resolved.push(written);
            }
        }
        for (index, written) in resolved.iter().enumerate() {
            let request = written.request.as_ref();
            if let Some(answer) = request.and_then(|request| request.ok_answer.as_ref()) {
                self.described_answer(MessageId(index), answer, &mut names, protocol);
            }
        }
        for (index, written) in resolved.into_iter().enumerate() {
            protocol.messages[index].after = self.references(&written.after, &names);
            protocol.messages[index].then = Sequence {
                messages: self.references(&written.then, &names),
                one_of: written.then_one_of,
            };
        }
    }

    /// The answer of a request, if the spec describes it.
    fn described_answer(
        &mut self,
        id: MessageId,
        written: &'a syntax::Answer,
        names: &mut Names<'a>,
        protocol: &mut Protocol,
    ) {
        let model = self.answer(id, written, protocol);
        // A word that names no type may have been meant to ask nothing of the form.
        let payload = written.payload.as_ref();
        let is_sound = payload.is_none_or(|node| self.names_a_type(node));
        let answer = MessageId(protocol.messages.len());
        if let Some(name) = &written.name {
            let ids = names.on_the_wire.entry(&name.value).or_default();
            ids.push(answer);
        }
        protocol.messages.push(model);
        if let (MessageRole::Request(request), true) = (&mut protocol.messages[id.0].role, is_sound)
        {
            request.ok_answer = Some(answer);
            request.ok = Outcome::Payload;
        }
    }

    fn answer(
        &mut self,
        id: MessageId,
        written: &syntax::Answer,
        protocol: &mut Protocol,
    ) -> Message {
        let request = protocol.message(id);
        let (from, to) = (request.to, request.from);
        let (name, span) = match &written.name {
            Some(name) => (WireName::Text(name.value.clone()), name.span),
            None => (request.name.clone(), written.key),
        };
        let short = match &written.name {
            Some(name) => self.short(name).value,
            None => format!("{} ok", request.identifier.0),
        };
        let asked = written.identifier.as_ref();
        let short = Text::new(short, span);
        let identifier = naming::chosen(asked, &short, naming::BY_KEY, self.diagnostics);
        let doc = written.doc.as_ref().map(|doc| doc.value.clone());
        let place = Place {
            name: identifier.0.clone(),
            owner: Some((from, to)),
            doc: doc.clone(),
            span,
        };
        let payload = written.payload.as_ref();
        Message {
            key: request.key.clone(),
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
            role: MessageRole::Ok(id),
            since: None,
            deprecated: None,
            examples: Vec::new(),
            span,
        }
    }

    /// A wire name without the prefixes that identifiers leave out.
    fn short(&self, wire: &Text) -> Text {
        let prefixes = self.document.strip.iter();
        let short = naming::stripped(&wire.value, prefixes.map(|prefix| prefix.value.as_str()));
        Text::new(short.to_owned(), wire.span)
    }

    /// A message, unless its roles are unknown. What it carries is read in any case, for the mistakes in it.
    fn message(&mut self, written: &syntax::Message, protocol: &mut Protocol) -> Option<Message> {
        let roles = written.roles.as_ref().and_then(|written| {
            let [from, to] = written.each_ref().map(|role| self.role(role));
            let (from, to) = from.zip(to)?;
            self.require_channel(written, from, to);
            Some((from, to))
        });
        let wire = wire_name(written);
        let short = self.short(wire);
        let asked = written.identifier.as_ref();
        let identifier = naming::chosen(asked, &short, naming::BY_KEY, self.diagnostics);
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let place = Place {
            name: identifier.0.clone(),
            owner: roles,
            doc: text(&written.doc),
            span: written.key.span,
        };
        let payload = written.payload.as_ref();
        let payload = payload.map(|node| self.payload(node, &place, protocol));
        let role = match &written.request {
            Some(request) => MessageRole::Request(self.request(request)),
            None => MessageRole::Event { subscription: None },
        };
        let (from, to) = roles?;
        Some(Message {
            key: written.key.value.clone(),
            name: WireName::Text(wire.value.clone()),
            bound: None,
            identifier,
            from,
            to,
            doc: place.doc,
            when: text(&written.when),
            after: Vec::new(),
            then: Sequence::default(),
            gated_by: None,
            idempotent: false,
            max_bytes: None,
            payload,
            role,
            since: text(&written.since),
            deprecated: written.deprecated.as_ref().map(deprecated),
            examples: Vec::new(),
            span: written.key.span,
        })
    }

    fn payload(
        &mut self,
        node: &syntax::TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> Payload {
        let mut ty = self.ty(node, place, protocol).unwrap_or_else(stand_in);
        self.require_schemes(&mut ty, node.span);
        Payload {
            ty,
            optional: node.optional.is_some(),
            arguments: false,
            doc: node.marks.doc.as_ref().map(|doc| doc.value.clone()),
        }
    }

    /// Reports two roles that no channel joins, where their first message stands.
    fn require_channel(&mut self, [sender, receiver]: &[Text; 2], from: RoleId, to: RoleId) {
        let joined = self.joined.contains(&[to, from]) || !self.joined.insert([from, to]);
        let doubtful = self.written_channels.len() < self.document.channels.len()
            || self.document.gaps.touch(Section::Channels);
        if joined || doubtful {
            return;
        }
        let (from, to) = (&sender.value, &receiver.value);
        self.diagnostics.push(
            Diagnostic::new(
                NO_CHANNEL,
                sender.span.to(receiver.span),
                format!("no channel joins `{from}` and `{to}`"),
            )
            .label("nothing carries these messages")
            .help(format!("add a channel with `between: [{from}, {to}]`")),
        );
    }

    fn request(&mut self, written: &syntax::Request) -> Request {
        let mut scope = Scope::new("errors", naming::BY_ENTRY).reserving(&["Other"]);
        let mut texts = HashMap::new();
        let mut errors = Vec::with_capacity(written.errors.len());
        for error in &written.errors {
            match texts.insert(error.text.value.as_str(), error.text.span) {
                None => errors.push(self.known_error(error, &mut scope)),
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
        Request {
            ok: written.ok,
            ok_answer: None,
            error_answer: None,
            correlation: Vec::new(),
            errors: Errors {
                known: errors,
                closed: false,
            },
            timeout: written.timeout,
        }
    }

    fn known_error(&mut self, written: &ErrorText, scope: &mut Scope<'_>) -> KnownError {
        let (asked, text) = (written.identifier.as_ref(), &written.text);
        let identifier = naming::chosen(asked, text, naming::BY_ENTRY, self.diagnostics);
        scope.take(&identifier, text.span, self.diagnostics);
        KnownError {
            value: Constant::Text(Cow::Owned(text.value.clone())),
            identifier,
            doc: written.doc.as_ref().map(|doc| doc.value.clone()),
        }
    }

    fn references(&mut self, written: &[Text], names: &Names<'a>) -> Vec<MessageId> {
        let mut ids = Vec::new();
        for name in written {
            match names.on_the_wire.get(name.value.as_str()) {
                Some(found) => ids.extend(found),
                None if self.document.gaps.cover(Section::Messages, &name.value) => {}
                None => self.unresolved_message(name, names),
            }
        }
        ids
    }

    fn unresolved_message(&mut self, name: &Text, names: &Names<'a>) {
        let Some(wire) = names.of_keys.get(name.value.as_str()) else {
            let known = names.on_the_wire.keys().copied();
            let help = "name an event or request by what stands on the wire";
            return self.unresolved(UNRESOLVED_MESSAGE, "message", name, known, help);
        };
        self.diagnostics.push(
            Diagnostic::new(
                UNRESOLVED_MESSAGE,
                name.span,
                format!("no message is called {} on the wire", quoted(&name.value)),
            )
            .label("the key of a message that has a `name`")
            .secondary(wire.span, "its name")
            .help(format!("write {}", quoted(&wire.value))),
        );
    }
}

/// What a reader must know of something on its way out.
pub(super) fn deprecated(written: &syntax::Deprecated) -> Deprecated {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    Deprecated {
        since: text(&written.since),
        instead: text(&written.instead),
        doc: text(&written.doc),
    }
}

/// What messages are called.
#[derive(Default)]
struct Names<'a> {
    on_the_wire: IndexMap<&'a str, Vec<MessageId>>,
    /// The names of those whose key is another.
    of_keys: HashMap<&'a str, &'a Text>,
}

impl<'a> Names<'a> {
    /// Where the message goes that is written so, if it can be made.
    fn declare(&mut self, written: &'a syntax::Message) -> &mut Vec<MessageId> {
        if let Some(name) = &written.name {
            self.of_keys.insert(&written.key.value, name);
        }
        self.on_the_wire
            .entry(&wire_name(written).value)
            .or_default()
    }
}

fn wire_name(written: &syntax::Message) -> &Text {
    written.name.as_ref().unwrap_or(&written.key)
}
