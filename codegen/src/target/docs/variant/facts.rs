//! When a message is sent, and what else is true of it.

use super::Speaker;
use crate::model::{Message, MessageId, MessageRole};
use crate::target::docs::names::{listed, sentence, small};
use crate::target::docs::{channels, links, markdown, words};

impl Speaker<'_, '_> {
    /// When a message is sent, what comes before and after it, and what else is true of it.
    pub(super) fn facts(&self, message: &Message) -> Vec<String> {
        let book = self.book;
        let linked = |ids: &[MessageId]| {
            ids.iter()
                .map(|id| links::message(book, *id))
                .collect::<Vec<_>>()
        };
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
                listed(&linked(&message.after), "and")
            ));
        }
        if !message.then.messages.is_empty() {
            let word = if message.then.one_of { "or" } else { "then" };
            facts.push(format!(
                "**Then:** {}.",
                listed(&linked(&message.then.messages), word)
            ));
        }
        facts.extend(self.name_facts(message));
        if let Some(gate) = &message.gated_by {
            facts.push(format!("**Only with:** {}.", markdown::code(gate)));
        }
        if message.idempotent {
            facts.push("**May come twice:** the second time changes nothing.".to_owned());
        }
        if let Some(most) = message.max_bytes {
            facts.push(format!(
                "**Size:** at most {} on the wire.",
                words::bytes(most)
            ));
        }
        if let MessageRole::Event {
            subscription: Some(_),
        } = message.role
        {
            facts.push("**Subscription:** it comes to those who asked for it.".to_owned());
        }
        if let Some(since) = &message.since {
            facts.push(format!("**Since:** {}.", markdown::text(since)));
        }
        facts
    }

    /// How the name of a message is chosen, if that is at run time.
    pub(super) fn name_facts(&self, message: &Message) -> Vec<String> {
        let Some(bound) = &message.bound else {
            return Vec::new();
        };
        let id = self.book.at(self.place).1.message;
        let fields = id.map_or(Vec::new(), |id| channels::binding_fields(self.book, id));
        let by = if fields.is_empty() {
            String::new()
        } else {
            format!(" by {}", listed(&fields, "or"))
        };
        let default = bound
            .default
            .as_deref()
            .map(|default| format!(", {} until then", markdown::code(default)));
        let many = if bound.many {
            " There can be several names at a time."
        } else {
            ""
        };
        vec![format!(
            "**Name:** chosen at run time{by}{}.{many}",
            default.unwrap_or_default()
        )]
    }
}
