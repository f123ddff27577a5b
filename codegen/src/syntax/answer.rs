//! What comes back: the answers of requests, their errors, and what a subscription brings.

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, near};
use crate::model::Outcome;
use crate::rules::WRONG_KIND;
use crate::source::Spanned;
use crate::syntax::keys::{ANSWER, ERROR, SUBSCRIBE};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::{Word, is_json_number};
use crate::syntax::{Answer, ErrorNode, Errors, Request, Subscription, Text};
use crate::yaml::{Data, Entry, Node};

const OUTCOMES: [Word<Outcome>; 2] = [("nothing", Outcome::Nothing), ("never", Outcome::Never)];

/// How other languages write that there is nothing.
const NOTHINGS: [&str; 7] = ["null", "~", "none", "None", "void", "undefined", "empty"];

impl Reader<'_> {
    /// What only requests say.
    pub(super) fn asked(&mut self, fields: &Fields<'_>) -> Request {
        let known = self.outcome(fields);
        let whole = known.is_some();
        let (ok, ok_answer) = known.unwrap_or((Outcome::Never, None));
        let error = fields.entry("error");
        Request {
            ok,
            whole,
            ok_answer,
            error_answer: error.and_then(|entry| self.answer(entry)),
            errors: self.errors(fields),
            timeout: self.duration(fields, "timeout"),
            correlation: fields
                .entry("correlation")
                .and_then(|_| self.correlation(fields)),
        }
    }

    /// What `ok` says. `None` when it says nothing, or nothing that can be read.
    fn outcome(&mut self, fields: &Fields<'_>) -> Option<(Outcome, Option<Answer>)> {
        let entry = fields.entry("ok")?;
        if self.is_list(entry) {
            return None;
        }
        let words = OUTCOMES.map(|(word, _)| word);
        let is_word = match &entry.value.data {
            Data::Scalar(scalar) => {
                let word = scalar.text.as_str();
                let is_void = NOTHINGS.contains(&word) && !self.type_names.contains(word);
                is_void || words.contains(&word) || near(word, words).is_some()
            }
            Data::Mapping(_) => false,
            _ => true,
        };
        if is_word {
            let word = self.optional_word(fields, "ok", &OUTCOMES)?;
            return Some((word.value, None));
        }
        Some((Outcome::Nothing, self.answer(entry)))
    }

    /// Whether a list stands where an answer belongs. Reports it.
    fn is_list(&mut self, entry: &Entry) -> bool {
        let Data::List(items) = &entry.value.data else {
            return false;
        };
        let what = format!("`{}`", entry.key.value);
        self.list_for_type(items, entry.value.span, &what);
        true
    }

    /// An answer, as a type in text or as a mapping.
    fn answer(&mut self, entry: &Entry) -> Option<Answer> {
        let (key, node) = (entry.key.span, &entry.value);
        let mut answer = Answer {
            key,
            name: None,
            identifier: None,
            doc: None,
            payload: None,
            examples: Vec::new(),
        };
        if self.is_list(entry) {
            return None;
        }
        if let Data::Scalar(scalar) = &node.data {
            answer.payload = Some(self.type_text(scalar, node.span));
            return Some(answer);
        }
        let fields = self.fields(node, &ANSWER, key)?;
        if !fields.whole {
            return None;
        }
        answer.name = fields.get("name").and_then(|node| self.wire_name(node));
        answer.identifier = self.optional_text(&fields, "as");
        answer.doc = self.optional_text(&fields, "doc");
        answer.payload = self.carried_type(&fields, node, key);
        answer.examples = self.examples(&fields);
        Some(answer)
    }

    /// What `subscribe` of an event says.
    pub(super) fn subscription(&mut self, fields: &Fields<'_>) -> Option<Subscription> {
        let entry = fields.entry("subscribe")?;
        let mut subscription = Subscription {
            span: entry.key.span,
            options: None,
            ok: Outcome::Never,
            ok_answer: None,
        };
        if !matches!(entry.value.data, Data::Mapping(_)) {
            let set = self.flag(fields, "subscribe");
            return set.map(|_| subscription);
        }
        let inner = self.fields(&entry.value, &SUBSCRIBE, entry.key.span)?;
        let options = inner.entry("options");
        subscription.options = options.map(|entry| self.type_node(&entry.value, entry.key.span));
        if let Some((ok, ok_answer)) = self.outcome(&inner) {
            subscription.ok = ok;
            subscription.ok_answer = ok_answer;
        }
        Some(subscription)
    }

    /// The errors that a request or channel lists.
    pub(super) fn errors(&mut self, fields: &Fields<'_>) -> Errors {
        let mut errors = Errors::default();
        let Some(node) = fields.get("errors") else {
            return errors;
        };
        match &node.data {
            Data::Mapping(entries) => {
                for entry in entries {
                    if is_closing(entry) {
                        errors.closed = true;
                    } else {
                        errors.listed.extend(self.error(entry));
                    }
                }
            }
            _ => {
                let items = self.list(node, "`errors`").unwrap_or_default();
                for item in items {
                    errors.listed.extend(self.error_value(item));
                }
            }
        }
        errors
    }

    fn error_value(&mut self, node: &Node) -> Option<ErrorNode> {
        let text = self.text(node, "an item of `errors`")?;
        let plain = matches!(&node.data, Data::Scalar(scalar) if scalar.plain);
        self.bare(&text, plain)
    }

    /// An error of which nothing more is said: a plain number is a code.
    fn bare(&mut self, text: &Text, plain: bool) -> Option<ErrorNode> {
        let word = text.value.as_str();
        if plain && NO_TEXTS.contains(&word) {
            self.report(
                Diagnostic::new(
                    WRONG_KIND,
                    text.span,
                    format!("an error is text or a number, not `{word}`"),
                )
                .label("expected text or a number")
                .help(format!("write it in quotes if it is text: `\"{word}\"`")),
            );
            return None;
        }
        let value = if plain && is_json_number(word) {
            Constant::Number(word.parse().unwrap_or_default())
        } else {
            Constant::Text(text.value.clone().into())
        };
        Some(ErrorNode {
            value: Spanned::new(value, text.span),
            text: text.clone(),
            identifier: None,
            doc: None,
        })
    }

    fn error(&mut self, entry: &Entry) -> Option<ErrorNode> {
        let error = self.bare(&entry.key, entry.key_plain)?;
        if let Data::Mapping(_) = entry.value.data {
            let fields = self.fields(&entry.value, &ERROR, entry.key.span)?;
            return Some(ErrorNode {
                identifier: self.optional_text(&fields, "as"),
                doc: self.optional_text(&fields, "doc"),
                ..error
            });
        }
        Some(ErrorNode {
            doc: Some(self.text(&entry.value, "an error")?),
            ..error
        })
    }
}

/// Words that are no text where they are plain.
const NO_TEXTS: [&str; 3] = ["true", "false", "null"];

/// Whether an entry under `errors` is `closed: true`: there are no others.
fn is_closing(entry: &Entry) -> bool {
    entry.key_plain
        && entry.key.value == "closed"
        && matches!(&entry.value.data, Data::Scalar(scalar) if scalar.plain && scalar.text == "true")
}
