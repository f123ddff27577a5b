//! The words for slots, and which forms they can stand in.

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::model::{Kind, Slot};
use crate::rules::{MISPLACED_SLOT, UNKNOWN_SLOT};
use crate::source::Span;
use crate::syntax::read::Reader;
use crate::syntax::scalars::listed;
use crate::syntax::template::FormReader;

const WORDS: [(&str, Slot); 10] = [
    ("$name", Slot::Name),
    ("$payload", Slot::Payload),
    ("$args", Slot::Arguments),
    ("$id", Slot::Id),
    ("$error", Slot::Error),
    ("$code", Slot::Code),
    ("$old", Slot::Old),
    ("$new", Slot::New),
    ("$options", Slot::Options),
    ("$request", Slot::Request),
];

/// The slots whose keys can stand beside those of the form.
pub(super) const SPREAD: [Slot; 4] = [Slot::Payload, Slot::Error, Slot::Options, Slot::Request];

/// The slots whose types an envelope can declare under `fields`.
pub(super) const TYPED: [Slot; 5] = [
    Slot::Id,
    Slot::Error,
    Slot::Code,
    Slot::Options,
    Slot::Request,
];

/// A slot as it is called in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotName {
    /// One that the language knows.
    Built(Slot),
    /// One that the envelope declares, without its `$`.
    Own(String),
}

impl SlotName {
    /// Whether it is where a message has its payload or its arguments.
    #[must_use]
    pub fn is_payload(&self) -> bool {
        matches!(self, Self::Built(Slot::Payload | Slot::Arguments))
    }

    /// How it is written.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Built(slot) => slot_word(*slot).to_owned(),
            Self::Own(name) => format!("${name}"),
        }
    }
}

/// The slots that a form of this kind can hold, beside those that its envelope declares.
fn slots_of(kind: Kind) -> &'static [Slot] {
    match kind {
        Kind::Event | Kind::Request => &[Slot::Name, Slot::Payload, Slot::Arguments, Slot::Id],
        Kind::Ok => &[Slot::Name, Slot::Payload, Slot::Id, Slot::Request],
        Kind::Error => &[Slot::Name, Slot::Error, Slot::Code, Slot::Id, Slot::Request],
        Kind::Changed => &[Slot::Name, Slot::Old, Slot::New, Slot::Id],
        Kind::Subscribe | Kind::Unsubscribe => &[Slot::Name, Slot::Options, Slot::Id],
        Kind::Watch | Kind::Get => &[Slot::Name, Slot::Id],
    }
}

/// How a slot is written.
#[must_use]
pub fn slot_word(slot: Slot) -> &'static str {
    WORDS
        .iter()
        .find_map(|(word, known)| (*known == slot).then_some(*word))
        .unwrap_or_default()
}

/// The words for all slots of the language, in the order of its reference.
pub fn slot_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// Whether an envelope can declare a slot of this name.
#[must_use]
pub fn can_be_own(name: &str) -> bool {
    let is_letter_first = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    is_letter_first && name.bytes().all(is_part) && name != "absent"
}

/// The slot of the language with this name, without its `$`.
pub(super) fn built(name: &str) -> Option<Slot> {
    let mut words = WORDS.iter();
    words.find_map(|(word, slot)| (word.strip_prefix('$') == Some(name)).then_some(*slot))
}

impl Reader<'_> {
    /// The slot that a word stands for. One that is misspelt is reported, and taken for what was meant.
    pub(super) fn slot_named(
        &mut self,
        form: &FormReader<'_>,
        word: &str,
        span: Span,
    ) -> Option<SlotName> {
        let name = word.strip_prefix('$').unwrap_or(word);
        if form.own.iter().any(|own| own == name) {
            return Some(SlotName::Own(name.to_owned()));
        }
        let Some(slot) = built(name) else {
            let meant = self.unknown_slot(form, word, span)?;
            let name = meant.trim_start_matches('$');
            return Some(
                built(name).map_or_else(|| SlotName::Own(name.to_owned()), SlotName::Built),
            );
        };
        if !slots_of(form.kind).contains(&slot) {
            self.misplaced_slot(form, word, span);
            return None;
        }
        Some(SlotName::Built(slot))
    }

    fn unknown_slot(&mut self, form: &FormReader<'_>, word: &str, span: Span) -> Option<String> {
        let words = words_of(form);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mistake = Diagnostic::new(
            UNKNOWN_SLOT,
            span,
            format!("there is no slot {}", quoted(word)),
        )
        .label("unknown slot");
        let escape = if word.starts_with('$') {
            format!("begins with `$$`: {}", quoted(&format!("${word}")))
        } else {
            "needs quotes".to_owned()
        };
        let meant = near(word, words.iter().copied());
        let wanted = match meant {
            Some(name) => format!("write `{name}`"),
            None => format!(
                "`{}` can hold {}, and what `fields` of the envelope declares",
                form.kind.word(),
                listed(&words, "and")
            ),
        };
        self.report(mistake.help(format!("{wanted}; text that is no slot {escape}")));
        meant.map(str::to_owned)
    }

    fn misplaced_slot(&mut self, form: &FormReader<'_>, word: &str, span: Span) {
        let words = words_of(form);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let kind = form.kind.word();
        self.report(
            Diagnostic::new(
                MISPLACED_SLOT,
                span,
                format!("a form for `{kind}` has no `{word}`"),
            )
            .label("nothing fills this slot")
            .help(format!("`{kind}` can hold {}", listed(&words, "and"))),
        );
    }
}

fn words_of(form: &FormReader<'_>) -> Vec<String> {
    let built = slots_of(form.kind)
        .iter()
        .map(|slot| slot_word(*slot).to_owned());
    let own = form.own.iter().map(|name| format!("${name}"));
    built.chain(own).chain(["$absent".to_owned()]).collect()
}
