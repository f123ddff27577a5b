//! Layouts as a spec writes them, with slots for what messages bring.

use super::example;
use super::layout::{Group, Layout};
use crate::model::{Entry, Protocol, Slot, Template};

/// A layout with its slots as a spec writes them: `{ "type": $name }`.
pub fn form(protocol: &Protocol, template: &Template) -> String {
    form_layout(protocol, template).print(0, 0, 2)
}

fn form_layout(protocol: &Protocol, template: &Template) -> Layout {
    match template {
        Template::Constant(constant) => example::of_constant(constant).layout(),
        Template::Name(test) => Layout::Leaf(name_words(&test.prefix, &test.suffix)),
        Template::Slot(slot) => {
            let optional = if slot.optional { "optional " } else { "" };
            let null = if slot.nullable { " | null" } else { "" };
            Layout::Leaf(format!(
                "{optional}{}{null}",
                slot_name(protocol, slot.slot)
            ))
        }
        Template::Absent => Layout::Leaf("$absent".to_owned()),
        Template::List(items) => {
            let parts = items
                .iter()
                .map(|item| (String::new(), form_layout(protocol, item)));
            group("[", parts.collect(), "]", "")
        }
        Template::Object(entries) => {
            let parts = entries.iter().map(|entry| match entry {
                Entry::Member(key, inner) => (
                    format!("{}: ", example::quoted(key)),
                    form_layout(protocol, inner),
                ),
                Entry::Spread(slot) => (
                    String::new(),
                    Layout::Leaf(format!("...{}", slot_name(protocol, *slot))),
                ),
            });
            group("{", parts.collect(), "}", " ")
        }
    }
}

fn group(
    open: &str,
    parts: Vec<(String, Layout)>,
    close: &'static str,
    inside: &'static str,
) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts,
        close,
        inside,
        trailing: "",
    })
}

fn name_words(prefix: &str, suffix: &str) -> String {
    if prefix.is_empty() && suffix.is_empty() {
        "$name".to_owned()
    } else {
        example::quoted(&format!("{prefix}{{name}}{suffix}"))
    }
}

/// A slot as a spec writes it.
pub fn slot_name(protocol: &Protocol, slot: Slot) -> String {
    let word = match slot {
        Slot::Name => "name",
        Slot::Payload => "payload",
        Slot::Arguments => "args",
        Slot::Options => "options",
        Slot::Old => "old",
        Slot::New => "new",
        Slot::Error => "error",
        Slot::Code => "code",
        Slot::Id => "id",
        Slot::Request => "request",
        Slot::Own(id) => &protocol.own_slot(id).name,
    };
    format!("${word}")
}
