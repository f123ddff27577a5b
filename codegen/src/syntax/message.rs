//! Events and requests.

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::model::Outcome;
use crate::rules::INVALID_DIRECTION;
use crate::source::Span;
use crate::syntax::keys::{ANSWER, DEPRECATED, ERROR, EVENT, REQUEST, THEN};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::{Word, place_in};
use crate::syntax::type_expr::broken;
use crate::syntax::{Answer, Deprecated, ErrorText, Message, Request, Section, Text, TypeNode};
use crate::yaml::{Data, Entry, Node};

const OUTCOMES: [Word<Outcome>; 2] = [("nothing", Outcome::Nothing), ("never", Outcome::Never)];

impl Reader<'_> {
    /// The messages below a direction.
    pub(super) fn direction(
        &mut self,
        direction: &Entry,
        read: fn(&mut Self, &Entry, Option<&[Text; 2]>) -> Message,
    ) -> Vec<Message> {
        let roles = self.roles(direction);
        if roles.is_none() && is_message(direction) {
            // It stands where its direction belongs.
            self.gaps.add_entry(Section::Messages, &direction.key.value);
            return Vec::new();
        }
        let entries = self.mapping(&direction.value, "a direction");
        if entries.is_none() || self.has_refused_keys(&direction.value) {
            self.gaps.add_section(Section::Messages);
        }
        let entries = entries.unwrap_or_default().iter();
        entries
            .map(|entry| read(self, entry, roles.as_ref()))
            .collect()
    }

    fn roles(&mut self, direction: &Entry) -> Option<[Text; 2]> {
        let key = &direction.key;
        let parts: Vec<&str> = key.value.split("->").map(str::trim).collect();
        let [from, to] = parts[..] else {
            return self.no_direction(key);
        };
        if from.is_empty() || to.is_empty() || from.ends_with('<') {
            return self.no_direction(key);
        }
        if from == to {
            self.report(
                Diagnostic::new(
                    INVALID_DIRECTION,
                    key.span,
                    format!("{} sends to itself", quoted(from)),
                )
                .label("the same role twice")
                .help("a message goes from one role to another"),
            );
            return None;
        }
        Some([from, to].map(|part| {
            let start = part.as_ptr() as usize - key.value.as_ptr() as usize;
            let range = start..start + part.len();
            let span = place_in(&key.value, direction.key_plain, key.span, range);
            Text::new(part.to_owned(), span)
        }))
    }

    fn no_direction(&mut self, key: &Text) -> Option<[Text; 2]> {
        let mistake = Diagnostic::new(
            INVALID_DIRECTION,
            key.span,
            format!("{} is not a direction", quoted(&key.value)),
        )
        .label("not `sender -> receiver`");
        let help = if key.value.contains("<->") {
            "list the messages of each direction below it: `host -> widget:` and `widget -> host:`"
        } else {
            "messages stand below their direction, such as `host -> widget:`"
        };
        self.report(mistake.help(help));
        None
    }

    /// An entry below a direction under `events`.
    pub(super) fn event(&mut self, entry: &Entry, roles: Option<&[Text; 2]>) -> Message {
        let fields = self
            .fields(&entry.value, &EVENT, entry.key.span)
            .unwrap_or_default();
        self.message(entry, &fields, roles, None)
    }

    /// An entry below a direction under `requests`.
    pub(super) fn request(&mut self, entry: &Entry, roles: Option<&[Text; 2]>) -> Message {
        let fields = self
            .fields(&entry.value, &REQUEST, entry.key.span)
            .unwrap_or_default();
        let (ok, ok_answer) = self.outcome(&fields);
        let request = Request {
            ok,
            ok_answer,
            errors: self.errors(&fields),
            timeout: self.duration(&fields, "timeout"),
        };
        self.message(entry, &fields, roles, Some(request))
    }

    /// What `ok` says. An outcome that is not known asks nothing of the envelope.
    fn outcome(&mut self, fields: &Fields<'_>) -> (Outcome, Option<Answer>) {
        let Some(entry) = fields.entry("ok") else {
            return (Outcome::Never, None);
        };
        let words = OUTCOMES.map(|(word, _)| word);
        let is_word = match &entry.value.data {
            Data::Scalar(scalar) => {
                words.contains(&scalar.text.as_str()) || near(&scalar.text, words).is_some()
            }
            Data::Mapping(_) => false,
            _ => true,
        };
        if is_word {
            let word = self.optional_word(fields, "ok", &OUTCOMES);
            return (word.map_or(Outcome::Never, |word| word.value), None);
        }
        (Outcome::Nothing, self.answer(entry))
    }

    /// An answer, as a type in text or as a mapping.
    fn answer(&mut self, entry: &Entry) -> Option<Answer> {
        let key = entry.key.span;
        let mut answer = Answer {
            key,
            name: None,
            identifier: None,
            doc: None,
            payload: None,
            examples: Vec::new(),
        };
        if let Data::Scalar(scalar) = &entry.value.data {
            answer.payload = Some(self.type_text(scalar, entry.value.span));
            return Some(answer);
        }
        let fields = self.fields(&entry.value, &ANSWER, key)?;
        if !fields.whole {
            return None;
        }
        answer.name = self.optional_text(&fields, "name");
        answer.identifier = self.optional_text(&fields, "as");
        answer.doc = self.optional_text(&fields, "doc");
        answer.payload = self.carried(&fields, "type", key);
        answer.examples = self.examples(&fields);
        Some(answer)
    }

    /// `since` and what else `deprecated` says.
    pub(super) fn deprecated(&mut self, fields: &Fields<'_>) -> Option<Deprecated> {
        let entry = fields.entry("deprecated")?;
        let inner = self.fields(&entry.value, &DEPRECATED, entry.key.span)?;
        Some(Deprecated {
            since: self.optional_text(&inner, "since"),
            instead: self.optional_text(&inner, "use"),
            doc: self.optional_text(&inner, "doc"),
        })
    }

    /// The messages that follow, and whether only one of them does.
    fn then(&mut self, fields: &Fields<'_>) -> (Vec<Text>, bool) {
        let entry = fields.entry("then");
        let Some(entry) = entry.filter(|entry| matches!(entry.value.data, Data::Mapping(_))) else {
            return (self.one_or_more_texts(fields, "then"), false);
        };
        let inner = self.fields(&entry.value, &THEN, entry.key.span);
        let node = inner.as_ref().and_then(|inner| inner.get("oneOf"));
        (
            node.map(|node| self.texts(node, "`oneOf`"))
                .unwrap_or_default(),
            true,
        )
    }

    fn message(
        &mut self,
        entry: &Entry,
        fields: &Fields<'_>,
        roles: Option<&[Text; 2]>,
        request: Option<Request>,
    ) -> Message {
        let (then, then_one_of) = self.then(fields);
        Message {
            key: entry.key.clone(),
            name: self.optional_text(fields, "name"),
            roles: roles.cloned(),
            identifier: self.optional_text(fields, "as"),
            doc: self.optional_text(fields, "doc"),
            when: self.optional_text(fields, "when"),
            after: self.one_or_more_texts(fields, "after"),
            then,
            then_one_of,
            payload: self.carried(fields, "payload", entry.key.span),
            examples: self.examples(fields),
            since: self.optional_text(fields, "since"),
            deprecated: self.deprecated(fields),
            request,
        }
    }

    /// What a message carries: a type under `key`, or `fields`.
    fn carried(&mut self, fields: &Fields<'_>, key: &str, owner: Span) -> Option<TypeNode> {
        match (fields.entry(key), fields.entry("fields")) {
            (Some(payload), Some(inline)) => {
                self.conflict(payload, inline);
                Some(broken(payload.value.span))
            }
            (Some(payload), None) => Some(self.type_node(&payload.value, payload.key.span)),
            (None, Some(inline)) => {
                let shape = self.structure(inline, &Fields::default());
                Some(TypeNode {
                    shape,
                    ..broken(inline.value.span)
                })
            }
            // A key that is not understood may have been meant to say what the message carries.
            (None, None) => (!fields.whole).then(|| broken(owner)),
        }
    }

    pub(super) fn examples(&mut self, fields: &Fields<'_>) -> Vec<Node> {
        fields
            .get("examples")
            .and_then(|node| self.list(node, "`examples`"))
            .map(<[Node]>::to_vec)
            .unwrap_or_default()
    }

    fn errors(&mut self, fields: &Fields<'_>) -> Vec<ErrorText> {
        match fields.get("errors") {
            None => Vec::new(),
            Some(node) => match &node.data {
                Data::Mapping(entries) => entries
                    .iter()
                    .filter_map(|entry| self.error(entry))
                    .collect(),
                _ => self.texts(node, "`errors`").into_iter().map(bare).collect(),
            },
        }
    }

    fn error(&mut self, entry: &Entry) -> Option<ErrorText> {
        if let Data::Mapping(_) = entry.value.data {
            let fields = self.fields(&entry.value, &ERROR, entry.key.span)?;
            return Some(ErrorText {
                identifier: self.optional_text(&fields, "as"),
                doc: self.optional_text(&fields, "doc"),
                text: entry.key.clone(),
            });
        }
        Some(ErrorText {
            doc: Some(self.text(&entry.value, "an error")?),
            ..bare(entry.key.clone())
        })
    }
}

/// Whether an entry looks like a message.
fn is_message(entry: &Entry) -> bool {
    match &entry.value.data {
        Data::Mapping(entries) => entries
            .iter()
            .any(|entry| REQUEST.key(&entry.key.value).is_some()),
        _ => true,
    }
}

fn bare(text: Text) -> ErrorText {
    ErrorText {
        text,
        identifier: None,
        doc: None,
    }
}
