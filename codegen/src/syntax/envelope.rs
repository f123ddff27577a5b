//! Envelopes: the forms of messages, and the slots that they have of their own.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::Kind;
use crate::rules::{INVALID_NAME, INVALID_VALUE};
use crate::source::Span;
use crate::syntax::keys::{ENVELOPE, SLOT};
use crate::syntax::read::{Fields, Reader};
use crate::syntax::scalars::listed;
use crate::syntax::slots;
use crate::syntax::{Envelope, Section, SlotField, SlotName, Text};
use crate::yaml::{Data, Entry};

impl Reader<'_> {
    /// An entry under `envelopes`.
    pub fn envelope(&mut self, entry: &Entry) -> Envelope {
        let name = &entry.key;
        let fields = self
            .fields(&entry.value, &ENVELOPE, name.span)
            .unwrap_or_default();
        let mut whole = fields.whole;
        let slots = self.slot_fields(&fields, &mut whole);
        let own = own_names(&fields);
        let mut forms = Vec::new();
        for (key, form) in fields.iter() {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == key);
            let Some(kind) = kind else { continue };
            match self.form(kind, &own, form) {
                Some(form) => forms.push(form),
                None => whole = false,
            }
        }
        if !whole {
            self.gaps.add_entry(Section::Envelopes, &name.value);
        }
        Envelope {
            name: name.clone(),
            doc: self.optional_text(&fields, "doc"),
            forms,
            slots,
            outside: self.outside(&fields),
            correlation: self.correlation(&fields),
            timeout: self.duration(&fields, "timeout"),
        }
    }

    /// Where it is said that the name stands outside of the message.
    fn outside(&mut self, fields: &Fields<'_>) -> Option<Span> {
        let node = fields.get("outside")?;
        let word = self.text(node, "`outside`")?;
        if word.value == "$name" {
            return Some(word.span);
        }
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                word.span,
                format!("{} cannot stand outside of a message", quoted(&word.value)),
            )
            .label("not `$name`")
            .help("write `outside: $name`: the name is that of the function or DOM event"),
        );
        Some(word.span)
    }

    /// The types of slots under `fields`.
    fn slot_fields(&mut self, fields: &Fields<'_>, whole: &mut bool) -> Vec<SlotField> {
        let Some(node) = fields.get("fields") else {
            return Vec::new();
        };
        let Some(entries) = self.mapping(node, "`fields`") else {
            *whole = false;
            return Vec::new();
        };
        *whole &= !self.has_refused_keys(node);
        let slots = entries.iter().map(|entry| self.slot_field(entry));
        slots.collect()
    }

    fn slot_field(&mut self, entry: &Entry) -> SlotField {
        let key = &entry.key;
        let slot = match slots::built(&key.value) {
            Some(slot) => {
                if !slots::TYPED.contains(&slot) {
                    self.untyped_slot(key);
                }
                SlotName::Built(slot)
            }
            None => {
                self.slot_name(key);
                SlotName::Own(key.value.clone())
            }
        };
        let mut field = SlotField {
            slot,
            name: key.clone(),
            identifier: None,
            node: entry.value.clone(),
            ty: crate::syntax::type_expr::broken(entry.value.span),
            per_message: false,
            matched: false,
        };
        if !matches!(entry.value.data, Data::Mapping(_)) {
            field.ty = self.type_node(&entry.value, key.span);
            return field;
        }
        let fields = self
            .fields(&entry.value, &SLOT, key.span)
            .unwrap_or_default();
        let per = self.optional_word(&fields, "per", &[("message", true)]);
        field.per_message = per.is_some_and(|per| per.value);
        field.matched = self.flag(&fields, "match").is_some();
        field.identifier = self.optional_text(&fields, "as");
        field.ty = self.described_type(&fields, entry.value.span, key.span);
        field
    }

    fn untyped_slot(&mut self, key: &Text) {
        let words: Vec<&str> = slots::TYPED
            .iter()
            .map(|slot| slots::slot_word(*slot).trim_start_matches('$'))
            .collect();
        self.report(
            Diagnostic::new(
                INVALID_NAME,
                key.span,
                format!("the type of `${}` cannot be declared here", key.value),
            )
            .label("what stands there is the matter of each message")
            .help(format!(
                "of the slots of the language, {} can have a type here",
                listed(&words, "and")
            )),
        );
    }

    fn slot_name(&mut self, key: &Text) {
        if slots::can_be_own(&key.value) {
            return;
        }
        self.report(
            Diagnostic::new(
                INVALID_NAME,
                key.span,
                format!("a slot cannot be called {}", quoted(&key.value)),
            )
            .label("not the name of a slot")
            .help("write ASCII letters, digits and `_`, a letter first: `app_id` is the slot `$app_id`"),
        );
    }
}

/// The names of the slots that an envelope declares itself.
fn own_names(fields: &Fields<'_>) -> Vec<String> {
    let Some(Data::Mapping(entries)) = fields.get("fields").map(|node| &node.data) else {
        return Vec::new();
    };
    let names = entries.iter().map(|entry| entry.key.value.clone());
    names.filter(|name| slots::built(name).is_none()).collect()
}
