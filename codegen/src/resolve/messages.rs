//! Events and requests.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Bound, Deprecated, Identifier, Message, MessageId, MessageRole, Payload, Protocol, RoleId,
    Sequence, WireName,
};
use crate::naming;
use crate::resolve::Resolver;
use crate::resolve::types::{Place, stand_in};
use crate::rules::{NO_CHANNEL, UNRESOLVED_MESSAGE};
use crate::source::Span;
use crate::syntax::{self, Name, Section, Text};

/// What a message says of its way, for which the model has no place.
#[derive(Debug, Clone, Default)]
pub(super) struct Route<'a> {
    /// The places of the channels that it names; all between its roles when it names none.
    pub channels: Option<Vec<usize>>,
    /// The envelope that it asks for.
    pub envelope: Option<&'a Text>,
    /// Whether something that is reported already says what it takes: nothing is asked of its form.
    pub doubtful: bool,
    /// Whether its list of arguments is empty, and so no payload but a part of its form.
    pub no_arguments: bool,
}

/// A message as it is written, and the messages that it became.
pub(super) struct Declared<'a> {
    pub written: &'a syntax::Message,
    pub ids: Vec<MessageId>,
}

impl<'a> Resolver<'a> {
    /// The messages, then what they say of each other.
    pub(super) fn messages(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        let mut names = Names::default();
        let mut declared = Vec::new();
        for written in document.events.iter().chain(&document.requests) {
            let ids = self.declared(written, protocol);
            names.declare(written, &ids);
            declared.push(Declared { written, ids });
        }
        for written in &document.properties {
            let ids = self.property(written, protocol);
            names.add(&wire_text(&written.key, written.name.as_ref()), &ids);
        }
        for message in &declared {
            self.answers_of(message, &mut names, protocol);
        }
        for Declared { written, ids } in declared {
            let after = self.references(&written.after, &names);
            let then = self.references(&written.then, &names);
            for id in ids {
                let message = protocol.message(id);
                let [before, behind] = [&after, &then].map(|ids| among(ids, message, protocol));
                let message = &mut protocol.messages[id.0];
                message.after = before;
                message.then = Sequence {
                    messages: behind,
                    one_of: written.then_one_of,
                };
            }
        }
    }

    /// Adds a message with its way.
    pub(super) fn add(
        &mut self,
        message: Message,
        route: Route<'a>,
        protocol: &mut Protocol,
    ) -> MessageId {
        protocol.messages.push(message);
        self.routes.push(route);
        MessageId(protocol.messages.len() - 1)
    }

    /// A message, or two where both roles send it; none when its roles are unknown. What it carries is read in any case,
    /// for the mistakes in it.
    fn declared(
        &mut self,
        written: &'a syntax::Message,
        protocol: &mut Protocol,
    ) -> Vec<MessageId> {
        let roles = written.roles.as_ref().and_then(|written| {
            let [from, to] = written.each_ref().map(|role| self.role(role));
            let (from, to) = from.zip(to)?;
            self.require_channel(written, from, to);
            Some((from, to))
        });
        let message = self.message(written, roles, protocol);
        let Some((from, to)) = roles else {
            return Vec::new();
        };
        let mut route = self.route(&written.channels, written.envelope.as_ref(), [from, to]);
        route.no_arguments = has_no_arguments(written);
        route.doubtful |= written.request().is_some_and(|request| !request.whole);
        let mut ids = Vec::new();
        if written.both_ways {
            let twin = Message {
                from: to,
                to: from,
                ..message.clone()
            };
            ids.push(self.add(message, route.clone(), protocol));
            ids.push(self.add(twin, route, protocol));
        } else {
            ids.push(self.add(message, route, protocol));
        }
        ids
    }

    /// The way that a message asks for.
    pub(super) fn route(
        &mut self,
        channels: &'a [Text],
        envelope: Option<&'a Text>,
        roles: [RoleId; 2],
    ) -> Route<'a> {
        let places: Vec<Option<usize>> = channels
            .iter()
            .map(|name| self.channel_of(name, roles))
            .collect();
        let doubtful = places.iter().any(Option::is_none);
        let known = envelope.is_none_or(|name| self.envelope_named(name).is_some());
        Route {
            channels: (!channels.is_empty()).then(|| places.into_iter().flatten().collect()),
            envelope: envelope.filter(|_| known),
            doubtful: doubtful || !known,
            no_arguments: false,
        }
    }

    fn message(
        &mut self,
        written: &syntax::Message,
        roles: Option<(RoleId, RoleId)>,
        protocol: &mut Protocol,
    ) -> Message {
        let (name, bound) = Self::wire(&written.key, written.name.as_ref());
        let identifier = self.identifier(
            &written.key,
            written.name.as_ref(),
            written.identifier.as_ref(),
        );
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let place = Place {
            name: identifier.0.clone(),
            owner: roles.filter(|_| !written.both_ways),
            doc: text(&written.doc),
            span: written.key.span,
        };
        let payload = written.payload.as_ref();
        let payload = payload.filter(|_| !has_no_arguments(written));
        let payload = payload.map(|node| Payload {
            arguments: written.arguments,
            ..self.payload(node, &place, protocol)
        });
        let role = match &written.role {
            syntax::MessageRole::Request(request) => MessageRole::Request(self.request(request)),
            syntax::MessageRole::Event(subscription) => MessageRole::Event {
                subscription: subscription
                    .as_ref()
                    .map(|written| self.subscription(written, &place, protocol)),
            },
        };
        let (from, to) = roles.unwrap_or((RoleId(0), RoleId(0)));
        Message {
            key: written.key.value.clone(),
            name,
            bound,
            identifier,
            from,
            to,
            doc: place.doc,
            when: text(&written.when),
            after: Vec::new(),
            then: Sequence::default(),
            gated_by: text(&written.gated_by),
            idempotent: written.idempotent,
            max_bytes: written.max_bytes,
            payload,
            role,
            since: text(&written.since),
            deprecated: written.deprecated.as_ref().map(deprecated),
            examples: Vec::new(),
            span: written.key.span,
        }
    }

    /// What stands at `$name`, and whether that is chosen at run time.
    pub(super) fn wire(key: &Text, name: Option<&Name>) -> (WireName, Option<Bound>) {
        match name {
            None => (WireName::Text(key.value.clone()), None),
            Some(Name::Wire(name)) => (name.value.clone(), None),
            Some(Name::Bound { default, many, .. }) => {
                let default = default.as_ref().map(|default| default.value.clone());
                let bound = Bound {
                    default: default.clone(),
                    many: *many,
                };
                let name = default.unwrap_or_else(|| key.value.clone());
                (WireName::Text(name), Some(bound))
            }
        }
    }

    /// The identifier that a message asks for, else that of its wire name, or of its key where that is no text or is
    /// chosen at run time.
    pub(super) fn identifier(
        &mut self,
        key: &Text,
        name: Option<&Name>,
        asked: Option<&Text>,
    ) -> Identifier {
        let wire = match name {
            Some(Name::Wire(name)) => match &name.value {
                WireName::Text(text) => Text::new(text.clone(), name.span),
                WireName::Number(_) | WireName::Bool(_) => key.clone(),
            },
            Some(Name::Bound { .. }) | None => key.clone(),
        };
        let short = self.short(&wire);
        naming::chosen(asked, &short, naming::BY_KEY, self.diagnostics)
    }

    /// A wire name without the prefixes that identifiers leave out.
    pub(super) fn short(&self, wire: &Text) -> Text {
        let prefixes = self.document.strip.iter();
        let short = naming::stripped(&wire.value, prefixes.map(|prefix| prefix.value.as_str()));
        Text::new(short.to_owned(), wire.span)
    }

    /// What a message or answer carries.
    pub(super) fn payload(
        &mut self,
        node: &syntax::TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> Payload {
        let found = self.ty(node, place, protocol);
        if found.is_none() {
            // What stands for something that is not there stands at the message itself.
            let is_there = node.span != place.span;
            self.known.unread.insert(place.span, is_there);
        }
        let mut ty = found.unwrap_or_else(stand_in);
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
        let Some((wire, span)) = names.of_keys.get(name.value.as_str()) else {
            let known = names.on_the_wire.keys().map(String::as_str);
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
            .secondary(*span, "its name")
            .help(format!("write {}", quoted(wire))),
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

/// The messages of a name that a message can mean: where one of them goes between the same two roles, those alone that
/// do.
fn among(ids: &[MessageId], message: &Message, protocol: &Protocol) -> Vec<MessageId> {
    let here = [message.from, message.to];
    let near = |id: &MessageId| {
        let other = protocol.message(*id);
        here.contains(&other.from) && here.contains(&other.to)
    };
    let nearby: Vec<MessageId> = ids.iter().copied().filter(near).collect();
    if nearby.is_empty() {
        ids.to_vec()
    } else {
        nearby
    }
}

/// What messages are called.
#[derive(Default)]
pub(super) struct Names<'a> {
    on_the_wire: IndexMap<String, Vec<MessageId>>,
    /// The names of those whose key is another, and where they stand.
    of_keys: HashMap<&'a str, (String, Span)>,
}

impl<'a> Names<'a> {
    fn declare(&mut self, written: &'a syntax::Message, ids: &[MessageId]) {
        let text = wire_text(&written.key, written.name.as_ref());
        if let Some(Name::Wire(name)) = &written.name {
            let named = (text.clone(), name.span);
            self.of_keys.insert(&written.key.value, named);
        }
        self.add(&text, ids);
    }

    /// Adds messages that have this name on the wire.
    pub fn add(&mut self, name: &str, ids: &[MessageId]) {
        let known = self.on_the_wire.entry(name.to_owned()).or_default();
        known.extend(ids);
    }
}

/// What a message is called where others refer to it: by its key when its name is chosen at run time.
fn wire_text(key: &Text, name: Option<&Name>) -> String {
    match name {
        Some(Name::Wire(name)) => name.value.text().into_owned(),
        Some(Name::Bound { .. }) | None => key.value.clone(),
    }
}

/// Whether a message has a list of arguments without any.
fn has_no_arguments(written: &syntax::Message) -> bool {
    let payload = written.payload.as_ref().filter(|_| written.arguments);
    payload.is_some_and(|node| match &node.shape {
        syntax::Shape::Tuple(tuple) => tuple.items.is_empty() && tuple.rest.is_none(),
        _ => false,
    })
}
