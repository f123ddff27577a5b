//! The forms of an envelope.

use std::borrow::Cow;

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::model::{Kind, Slot};
use crate::rules::{MISPLACED_SLOT, REPEATED_SLOT, UNKNOWN_SLOT};
use crate::source::{Span, Spanned};
use crate::syntax::keys::ENVELOPE;
use crate::syntax::read::Reader;
use crate::syntax::scalars::{is_json_number, listed};
use crate::syntax::{Envelope, Form, Section, Template, Text};
use crate::yaml::{Data, Entry, Node, Scalar};

const SLOTS: [(&str, Slot); 3] = [
    ("$name", Slot::Name),
    ("$payload", Slot::Payload),
    ("$error", Slot::Error),
];

/// The slots that a form of this kind can hold.
fn slots_of(kind: Kind) -> &'static [Slot] {
    match kind {
        Kind::Event | Kind::Request | Kind::Ok => &[Slot::Name, Slot::Payload],
        Kind::Error => &[Slot::Name, Slot::Error],
        Kind::Watch | Kind::Changed | Kind::Subscribe | Kind::Unsubscribe | Kind::Get => {
            unimplemented!("forms of the whole language")
        }
    }
}

/// How a slot is written.
#[must_use]
pub fn slot_word(slot: Slot) -> &'static str {
    SLOTS
        .iter()
        .find_map(|(word, known)| (*known == slot).then_some(*word))
        .unwrap_or_default()
}

impl Reader<'_> {
    /// An entry under `envelopes`.
    pub fn envelope(&mut self, entry: &Entry) -> Envelope {
        let name = &entry.key;
        let fields = self
            .fields(&entry.value, &ENVELOPE, name.span)
            .unwrap_or_default();
        let mut whole = fields.whole;
        let mut forms = Vec::new();
        for (key, form) in fields.iter() {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == key);
            let Some(kind) = kind else { continue };
            match self.form(kind, form) {
                Some(form) => forms.push(form),
                None => whole = false,
            }
        }
        if !whole {
            self.gaps.add_entry(Section::Envelopes, &name.value);
        }
        Envelope {
            name: name.clone(),
            forms,
        }
    }

    fn form(&mut self, kind: Kind, entry: &Entry) -> Option<Form> {
        let mut seen = Vec::new();
        let template = self.object(kind, &entry.value, &mut seen)?;
        Some(Form {
            kind: Spanned::new(kind, entry.key.span),
            template,
            span: entry.value.span,
        })
    }

    fn object(
        &mut self,
        kind: Kind,
        node: &Node,
        seen: &mut Vec<Spanned<Slot>>,
    ) -> Option<Vec<(Text, Template)>> {
        let entries = self.mapping(node, "a form")?;
        let mut members = Vec::with_capacity(entries.len());
        for entry in entries {
            if entry.key_plain && entry.key.value.starts_with('$') {
                self.slot_as_key(entry);
            } else if let Some(member) = self.template(kind, &entry.value, seen) {
                members.push((entry.key.clone(), member));
            }
        }
        let whole = members.len() == entries.len() && !self.has_refused_keys(node);
        whole.then_some(members)
    }

    fn slot_as_key(&mut self, entry: &Entry) {
        let key = &entry.key.value;
        self.report(
            Diagnostic::new(MISPLACED_SLOT, entry.key.span, format!("{} stands where a key belongs", quoted(key)))
                .label("a slot is a value")
                .help("write the key that holds it, such as `message: $payload`, or quote the key if it is meant so"),
        );
    }

    fn template(
        &mut self,
        kind: Kind,
        node: &Node,
        seen: &mut Vec<Spanned<Slot>>,
    ) -> Option<Template> {
        match &node.data {
            Data::Mapping(_) => self.object(kind, node, seen).map(Template::Object),
            Data::Scalar(scalar) if is_slot(scalar) => {
                let slot = self.slot(kind, &scalar.text, node.span)?;
                self.once(slot, &scalar.text, seen).map(Template::Slot)
            }
            Data::Scalar(scalar) => Some(Template::Constant(constant(scalar))),
            _ => {
                self.neither_text_nor_mapping(node, "a part of a form");
                None
            }
        }
    }

    /// The slot that a word stands for. One that is misspelt is reported, and taken for what was meant.
    fn slot(&mut self, kind: Kind, word: &str, span: Span) -> Option<Spanned<Slot>> {
        let known = |word: &str| SLOTS.iter().find(|(known, _)| *known == word);
        let Some(&(_, slot)) = known(word) else {
            let meant = self.unknown_slot(kind, word, span)?;
            return known(meant).map(|(_, slot)| Spanned::new(*slot, span));
        };
        if !slots_of(kind).contains(&slot) {
            self.misplaced_slot(kind, word, span);
            return None;
        }
        Some(Spanned::new(slot, span))
    }

    fn once(
        &mut self,
        slot: Spanned<Slot>,
        word: &str,
        seen: &mut Vec<Spanned<Slot>>,
    ) -> Option<Spanned<Slot>> {
        if let Some(first) = seen.iter().find(|earlier| earlier.value == slot.value) {
            self.report(
                Diagnostic::new(
                    REPEATED_SLOT,
                    slot.span,
                    format!("`{word}` stands twice in one form"),
                )
                .label("again here")
                .secondary(first.span, "first here")
                .help("a form holds each slot once"),
            );
            return None;
        }
        seen.push(slot);
        Some(slot)
    }

    fn unknown_slot(&mut self, kind: Kind, word: &str, span: Span) -> Option<&'static str> {
        let words = slot_words(kind);
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
            None => format!("`{}` can hold {}", kind.word(), listed(&words, "and")),
        };
        self.report(mistake.help(format!("{wanted}; text that is no slot {escape}")));
        meant
    }

    fn misplaced_slot(&mut self, kind: Kind, word: &str, span: Span) {
        self.report(
            Diagnostic::new(
                MISPLACED_SLOT,
                span,
                format!("a form for `{}` has no `{word}`", kind.word()),
            )
            .label("nothing fills this slot")
            .help(format!(
                "`{}` can hold {}",
                kind.word(),
                listed(&slot_words(kind), "and")
            )),
        );
    }
}

/// Whether a text is meant to be a slot, rightly or not.
fn is_slot(scalar: &Scalar) -> bool {
    let text = scalar.text.as_str();
    let optional = text.strip_prefix("optional ").filter(|_| scalar.plain);
    let word = optional.map_or(text, str::trim_start);
    word.starts_with('$') && !word.starts_with("$$")
}

fn slot_words(kind: Kind) -> Vec<&'static str> {
    slots_of(kind).iter().map(|slot| slot_word(*slot)).collect()
}

fn constant(scalar: &Scalar) -> Constant {
    let text = scalar.text.as_str();
    match text {
        "null" if scalar.plain => Constant::Null,
        "true" if scalar.plain => Constant::Bool(true),
        "false" if scalar.plain => Constant::Bool(false),
        _ if scalar.plain && is_json_number(text) => {
            Constant::Number(text.parse().unwrap_or_default())
        }
        _ => Constant::Text(Cow::Owned(
            text.strip_prefix("$$")
                .map_or_else(|| text.to_owned(), |rest| format!("${rest}")),
        )),
    }
}
