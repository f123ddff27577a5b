//! How the encoder of a message is found: by its kind, then by what it says of what it is.

use super::code::{fault, give, when};
use super::layout::{Doc, concat};
use crate::model::Kind;

/// How the messages of one kind are encoded.
#[derive(Debug)]
pub struct Case {
    /// The kind.
    pub kind: Kind,
    /// What encodes them; all but the last only when their test holds. Those without names come first.
    pub encoders: Vec<Encoder>,
}

/// What encodes messages of one form.
#[derive(Debug, Clone)]
pub struct Encoder {
    /// Whether it is for `message`.
    pub test: String,
    /// The call on `message`.
    pub call: String,
    /// The map whose keys are the names that it encodes, if its form carries one.
    pub names: Option<String>,
    /// Whether its messages have a name.
    pub is_named: bool,
    /// Whether it refuses messages that are not among its own.
    pub refuses: bool,
}

impl Case {
    /// The statements that find the encoder of a message: those without a name first. `is_mixed` says that some messages
    /// of the kind have a name and others none, and `is_only` that there is but one message of the kind.
    pub fn statements(&self, is_mixed: bool, is_only: bool) -> Vec<Doc> {
        let [nameless, named] = [false, true].map(|is_named| {
            let of = |encoder: &&Encoder| encoder.is_named == is_named;
            self.encoders.iter().filter(of).collect::<Vec<_>>()
        });
        let is_alone = self.encoders.len() == 1 && is_only;
        let refusal = concat([
            fault("name", "a message of this channel"),
            ".refuse(null)".into(),
        ]);
        let without_name = "message.name === null";
        let prefix = if is_mixed { without_name } else { "" };
        let (mut statements, is_sure) = found(&nameless, prefix, is_alone);
        if is_mixed && !is_sure && !named.is_empty() {
            statements.push(when(without_name, give(refusal.clone())));
        }
        let (found, is_named_sure) = found(&named, "", is_alone);
        statements.extend(found);
        let is_sure = if is_mixed || !named.is_empty() {
            is_named_sure
        } else {
            is_sure
        };
        if !is_sure {
            statements.push(give(refusal));
        }
        statements
    }
}

/// The statements that find one of several encoders, and whether they always do.
fn found(encoders: &[&Encoder], prefix: &str, is_alone: bool) -> (Vec<Doc>, bool) {
    let mut statements = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (place, encoder) in encoders.iter().enumerate() {
        if seen.contains(&encoder.test.as_str()) {
            continue;
        }
        let is_last = place + 1 == encoders.len();
        let is_sure = encoder.test.is_empty() || is_alone || (is_last && encoder.refuses);
        let test = if is_sure { "" } else { encoder.test.as_str() };
        let tests: Vec<&str> = [prefix, test]
            .into_iter()
            .filter(|test| !test.is_empty())
            .collect();
        let call = give(encoder.call.clone().into());
        statements.push(if tests.is_empty() {
            call
        } else {
            when(tests.join(" && "), call)
        });
        if is_sure {
            return (statements, true);
        }
        seen.push(&encoder.test);
    }
    (statements, false)
}
