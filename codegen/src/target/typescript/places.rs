//! Where things stand in a form.

use super::code::Step;
use crate::model::{Entry, Slot, Template};

/// The way to a slot; that to a payload also finds arguments. A spread stands where its object does.
pub fn way(template: &Template, slot: Slot) -> Option<Vec<Step>> {
    match template {
        Template::Slot(found) => fills(found.slot, slot).then(Vec::new),
        Template::Constant(_) | Template::Absent => None,
        Template::Name(_) => (slot == Slot::Name).then(Vec::new),
        Template::List(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| below(Step::Index(index), item, slot)),
        Template::Object(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Member(key, value) => below(Step::Key(key.clone()), value, slot),
            Entry::Spread(found) => fills(*found, slot).then(Vec::new),
        }),
    }
}

fn below(step: Step, template: &Template, slot: Slot) -> Option<Vec<Step>> {
    let rest = way(template, slot)?;
    Some([vec![step], rest].concat())
}

/// Whether what a message brings to one slot stands at the other: arguments are a payload.
pub fn fills(found: Slot, wanted: Slot) -> bool {
    found == wanted || (found == Slot::Arguments && wanted == Slot::Payload)
}

/// The JSON Pointer of a slot.
pub fn path_of(template: &Template, slot: Slot) -> Option<String> {
    Some(pointer(&way(template, slot)?))
}

/// A way as a JSON Pointer.
pub fn pointer(steps: &[Step]) -> String {
    let segment = |step: &Step| match step {
        Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("/{index}"),
    };
    steps.iter().map(segment).collect()
}

/// The keys beside those of a payload that is spread.
pub fn keys_beside(template: &Template) -> Option<Vec<&str>> {
    match template {
        Template::Object(entries) => {
            let is_payload = |entry: &Entry| match entry {
                Entry::Spread(slot) => fills(*slot, Slot::Payload),
                Entry::Member(..) => false,
            };
            if entries.iter().any(is_payload) {
                return Some(keys(entries).collect());
            }
            entries.iter().find_map(|entry| match entry {
                Entry::Member(_, value) => keys_beside(value),
                Entry::Spread(_) => None,
            })
        }
        Template::List(items) => items.iter().find_map(keys_beside),
        Template::Constant(_) | Template::Name(_) | Template::Slot(_) | Template::Absent => None,
    }
}

/// The slots of a form in the order in which it is written, each once, without the name.
pub fn slots(template: &Template) -> Vec<Slot> {
    let mut all = Vec::new();
    collect(template, &mut all);
    let mut found = Vec::new();
    for slot in all {
        if !found.contains(&slot) {
            found.push(slot);
        }
    }
    found
}

fn collect(template: &Template, found: &mut Vec<Slot>) {
    match template {
        Template::Slot(slot) => found.push(part_slot(slot.slot)),
        Template::Constant(_) | Template::Absent | Template::Name(_) => {}
        Template::List(items) => items.iter().for_each(|item| collect(item, found)),
        Template::Object(entries) => {
            for entry in entries {
                match entry {
                    Entry::Member(_, value) => collect(value, found),
                    Entry::Spread(slot) => found.push(part_slot(*slot)),
                }
            }
        }
    }
}

/// The slot under which a message has what fills this one.
pub fn part_slot(slot: Slot) -> Slot {
    if slot == Slot::Arguments {
        Slot::Payload
    } else {
        slot
    }
}

/// The keys that a form mentions in an object.
pub fn keys(entries: &[Entry]) -> impl Iterator<Item = &str> {
    entries.iter().filter_map(|entry| match entry {
        Entry::Member(key, _) => Some(key.as_str()),
        Entry::Spread(_) => None,
    })
}

/// Whether a constant, a name or an absent key stands somewhere in the template.
pub fn has_mark(template: &Template) -> bool {
    match template {
        Template::Constant(_) | Template::Name(_) | Template::Absent => true,
        Template::Slot(_) => false,
        Template::List(items) => items.iter().any(has_mark),
        Template::Object(entries) => entries.iter().any(|entry| match entry {
            Entry::Member(_, value) => has_mark(value),
            Entry::Spread(_) => false,
        }),
    }
}
