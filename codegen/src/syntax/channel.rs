//! Channels: what joins two roles, and how messages travel there.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Auth, Correlation, Encoding, Handshake, Http, Transport, Trust};
use crate::rules::{EMPTY_VALUE, INVALID_NUMBER, INVALID_VALUE, WRONG_KIND};
use crate::source::Span;
use crate::syntax::keys::{AUTH, CHANNEL, CORRELATION_FIELD, HTTP, REASON, TRUST};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::Word;
use crate::syntax::{Channel, ForDirection, Section, Text, Undeclared};
use crate::yaml::{Data, Entry, Node};

const TRANSPORTS: [Word<Transport>; 5] = [
    ("window", Transport::Window),
    ("port", Transport::Port),
    ("custom-event", Transport::CustomEvent),
    ("native", Transport::Native),
    ("http", Transport::Http),
];
const CORRELATIONS: [Word<Correlation>; 3] = [
    ("id", Correlation::Id),
    ("name", Correlation::Name),
    ("single-flight", Correlation::SingleFlight),
];
const ENCODINGS: [Word<Encoding>; 1] = [("json-text", Encoding::JsonText)];
const HANDSHAKES: [Word<Handshake>; 3] = [
    ("own", Handshake::Own),
    ("delivered", Handshake::Delivered),
    ("none", Handshake::None),
];
/// What people call lines with two ends, in lower case.
const LINES: [&str; 12] = [
    "ipc",
    "message-port",
    "messageport",
    "pipe",
    "socket",
    "stdio",
    "stream",
    "streams",
    "tcp",
    "websocket",
    "worker",
    "ws",
];
const UNDECLARED: [&str; 2] = ["keep", "refuse"];

impl Reader<'_> {
    /// An entry under `channels`.
    pub(super) fn channel(&mut self, entry: &Entry) -> Channel {
        let fields = self
            .fields(&entry.value, &CHANNEL, entry.key.span)
            .unwrap_or_default();
        let transport = self.transport(&fields);
        let between = fields.get("between").and_then(|node| self.between(node));
        if between.is_none() || !fields.whole {
            self.gaps.add_entry(Section::Channels, &entry.key.value);
        }
        Channel {
            name: entry.key.clone(),
            doc: self.optional_text(&fields, "doc"),
            between,
            transport: transport.unwrap_or(Transport::Window),
            envelopes: self.for_direction(&fields, "envelope", Self::envelope_names),
            encoding: self.for_direction(&fields, "encoding", |reader, node| {
                let word = reader.word(node, "`encoding`", &ENCODINGS);
                word.map_or(Encoding::Value, |word| word.value)
            }),
            http: self.http(&fields),
            http_key: fields.entry("http").map(|entry| entry.key.span),
            trust: self.trust(&fields),
            correlation: self.correlation(&fields),
            timeout: self.duration(&fields, "timeout"),
            errors: self.errors(&fields),
            undeclared: self.undeclared(&fields),
        }
    }

    /// What a key says, for all directions or for some.
    fn for_direction<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        read: impl Fn(&mut Self, &Node) -> T,
    ) -> Vec<ForDirection<T>> {
        let Some(node) = fields.get(key) else {
            return Vec::new();
        };
        let Data::Mapping(entries) = &node.data else {
            return vec![ForDirection {
                roles: None,
                value: read(self, node),
            }];
        };
        let mut found = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some((roles, both)) = self.roles(entry) else {
                continue;
            };
            found.push(ForDirection {
                roles: Some(roles.clone()),
                value: read(self, &entry.value),
            });
            if both {
                let [one, other] = roles;
                found.push(ForDirection {
                    roles: Some([other, one]),
                    value: read(self, &entry.value),
                });
            }
        }
        found
    }

    /// One envelope or several. `None` when they cannot be read.
    fn transport(&mut self, fields: &Fields<'_>) -> Option<Transport> {
        let node = fields.get("transport")?;
        match &node.data {
            Data::Scalar(scalar) if LINES.contains(&scalar.text.to_lowercase().as_str()) => {
                self.line(&scalar.text, node.span);
                None
            }
            _ => Some(self.word(node, "`transport`", &TRANSPORTS)?.value),
        }
    }

    /// Reports a line of which the language knows no more than that it has two ends.
    fn line(&mut self, word: &str, span: Span) {
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                span,
                format!("there is no transport {}", quoted(word)),
            )
            .label("a line with two ends")
            .help("write `port`, which is any line that carries one message after another both ways: a socket, a worker, the streams of a process"),
        );
    }

    fn envelope_names(&mut self, node: &Node) -> Option<Vec<Text>> {
        match &node.data {
            Data::List(items) if items.is_empty() => {
                self.report(
                    Diagnostic::new(EMPTY_VALUE, node.span, "`envelope` lists no envelope")
                        .label("at least one belongs here")
                        .help("name one, or leave out a direction in which nothing is said"),
                );
                None
            }
            Data::List(items) => {
                let names = self.texts(node, "`envelope`");
                (names.len() == items.len() && !names.is_empty()).then_some(names)
            }
            _ => self.text(node, "`envelope`").map(|name| vec![name]),
        }
    }

    /// How answers find their request: one word or several. A word that is not known counts as one that joins them: it
    /// was meant to.
    pub(super) fn correlation(&mut self, fields: &Fields<'_>) -> Option<Vec<Correlation>> {
        let Some(node) = fields.get("correlation") else {
            return (!fields.whole).then(|| vec![Correlation::SingleFlight]);
        };
        let words = match &node.data {
            Data::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let words = words.into_iter().map(|node| {
            let word = self.correlation_word(node);
            word.unwrap_or(Correlation::SingleFlight)
        });
        Some(words.collect())
    }

    fn correlation_word(&mut self, node: &Node) -> Option<Correlation> {
        if !matches!(node.data, Data::Mapping(_)) {
            let word = self.word(node, "`correlation`", &CORRELATIONS)?;
            return Some(word.value);
        }
        let fields = self.fields(node, &CORRELATION_FIELD, node.span)?;
        let field = self.optional_text(&fields, "field")?;
        Some(Correlation::Field(field))
    }

    fn http(&mut self, fields: &Fields<'_>) -> Option<Http> {
        let entry = fields.entry("http")?;
        let inner = self.fields(&entry.value, &HTTP, entry.key.span)?;
        let method = self.optional_text(&inner, "method");
        let path = self.optional_text(&inner, "path");
        Some(Http {
            method: method.map_or_else(String::new, |method| self.method(&method)),
            path: path.map(|path| path.value),
            status: inner.get("status").and_then(|node| self.status(node)),
            auth: self.auth(&inner),
        })
    }

    fn method(&mut self, method: &Text) -> String {
        let sound =
            !method.value.is_empty() && method.value.bytes().all(|byte| byte.is_ascii_uppercase());
        if !sound {
            self.report(
                Diagnostic::new(
                    INVALID_VALUE,
                    method.span,
                    format!("{} is not a method", quoted(&method.value)),
                )
                .label("not in upper case")
                .help("write it like `POST`"),
            );
        }
        method.value.clone()
    }

    fn status(&mut self, node: &Node) -> Option<u16> {
        let text = self.text(node, "`status`")?;
        let status = text.value.parse().ok();
        let status = status.filter(|status| (100..600).contains(status));
        if status.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_NUMBER,
                    text.span,
                    format!("{} is not a status", quoted(&text.value)),
                )
                .label("not a number from 100 to 599")
                .help("write it like `200`"),
            );
        }
        status
    }

    fn auth(&mut self, fields: &Fields<'_>) -> Option<Auth> {
        let entry = fields.entry("auth")?;
        let inner = self.fields(&entry.value, &AUTH, entry.key.span)?;
        let credentials = inner.get("credentials");
        let credentials = credentials.map(|node| self.texts(node, "`credentials`"));
        Some(Auth {
            header: self.optional_text(&inner, "header")?.value,
            scheme: self.optional_text(&inner, "scheme").map(|text| text.value),
            credentials: credentials
                .unwrap_or_default()
                .into_iter()
                .map(|text| text.value)
                .collect(),
        })
    }

    fn trust(&mut self, fields: &Fields<'_>) -> Trust {
        let Some(entry) = fields.entry("trust") else {
            return Trust::default();
        };
        let inner = self
            .fields(&entry.value, &TRUST, entry.key.span)
            .unwrap_or_default();
        let handshake = self.optional_word(&inner, "handshake", &HANDSHAKES);
        Trust {
            handshake: handshake.map(|word| word.value),
            opaque: self.reason(&inner, "opaque"),
            any_target: self.reason(&inner, "anyTarget"),
        }
    }

    /// Why something that is less safe is needed: it is not to be had without a sentence.
    fn reason(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let entry = fields.entry(key)?;
        if let Data::Scalar(_) = entry.value.data {
            self.report(
                Diagnostic::new(
                    WRONG_KIND,
                    entry.value.span,
                    format!("`{key}` is a mapping, not text"),
                )
                .label("expected a reason")
                .help(format!(
                    "write `{key}: {{ because: ... }}`: the docs print the reason"
                )),
            );
            return None;
        }
        let inner = self.fields(&entry.value, &REASON, entry.key.span)?;
        Some(self.optional_text(&inner, "because")?.value)
    }

    fn undeclared(&mut self, fields: &Fields<'_>) -> Undeclared {
        let Some(entry) = fields.entry("unknown") else {
            return Undeclared::Keep;
        };
        let node = &entry.value;
        let Data::Scalar(scalar) = &node.data else {
            return Undeclared::Typed(self.type_node(node, entry.key.span));
        };
        match scalar.text.as_str() {
            "keep" => Undeclared::Keep,
            "refuse" => Undeclared::Refuse,
            text if crate::diagnostic::near(text, UNDECLARED).is_some() => {
                let words = UNDECLARED.map(|word| (word, word));
                self.word(node, "`unknown`", &words);
                Undeclared::Keep
            }
            _ => Undeclared::Typed(self.type_node(node, entry.key.span)),
        }
    }

    fn between(&mut self, node: &Node) -> Option<[Text; 2]> {
        let items = self.list(node, "`between`")?;
        let roles: Vec<Text> = items
            .iter()
            .filter_map(|item| self.text(item, "an item of `between`"))
            .collect();
        let count = items.len();
        if count != 2 {
            self.report(
                Diagnostic::new(
                    INVALID_VALUE,
                    node.span,
                    format!("a channel joins two roles, not {count}"),
                )
                .label("not two roles")
                .help("write `between: [host, widget]`; a third role has a channel of its own"),
            );
            return None;
        }
        roles.try_into().ok()
    }
}
