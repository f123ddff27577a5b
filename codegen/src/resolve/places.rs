//! What a written form holds, and where.

use crate::diagnostic::quoted;
use crate::model::{Payload, Protocol, Slot};
use crate::resolve::directions::building::DraftForm;
use crate::resolve::directions::keys;
use crate::source::Span;
use crate::syntax::{self, Member, SlotName, SlotNode, Template};

/// Why a payload cannot stand where a form has its place.
pub(super) enum Misfit {
    NoPlace,
    NoObject,
    Optional,
    Taken(String),
    InsideList,
}

impl Misfit {
    pub fn words(&self) -> (String, &'static str) {
        match self {
            Self::NoPlace => (
                "the form has no place for it".to_owned(),
                "say where the payload stands, such as `message: $payload`",
            ),
            Self::NoObject => (
                "is not always an object, and has no keys to stand beside others".to_owned(),
                "declare `fields`, or use an envelope that holds it under a key",
            ),
            Self::Optional => (
                "can be absent or null, and then has no keys to stand beside others".to_owned(),
                "make its fields optional, or use an envelope that holds it under a key",
            ),
            Self::InsideList => (
                "can be absent, and items follow it in the list".to_owned(),
                "make it required, or use an envelope that holds it last or under a key",
            ),
            Self::Taken(key) => (
                format!("declares {}, which the form has there, too", quoted(key)),
                "use an envelope that holds the payload under a key",
            ),
        }
    }
}

/// Whether a form has a place for a payload, and why not.
pub(super) fn holds(
    form: DraftForm<'_>,
    payload: &Payload,
    protocol: &Protocol,
) -> Result<(), Misfit> {
    let slot = if payload.arguments {
        Slot::Arguments
    } else {
        Slot::Payload
    };
    if slot_of(form.written, slot).is_none() {
        return Err(Misfit::NoPlace);
    }
    if payload.optional && is_followed(&form.written.template) {
        return Err(Misfit::InsideList);
    }
    let Some(beside) = spread_beside(&form.written.template, slot) else {
        return Ok(());
    };
    if payload.optional || payload.ty.nullable {
        return Err(Misfit::Optional);
    }
    let keys = keys::of(&payload.ty, protocol);
    if !keys.is_object {
        return Err(Misfit::NoObject);
    }
    match keys.declared.iter().find(|key| beside.contains(key)) {
        Some(key) => Err(Misfit::Taken((*key).to_owned())),
        None => Ok(()),
    }
}

/// Whether the payload stands in a list, and something that must be there follows it.
pub(super) fn is_followed(template: &Template) -> bool {
    match template {
        Template::List(items) => {
            let is_payload =
                |item: &Template| matches!(item, Template::Slot(node) if node.slot.is_payload());
            let must_be = |item: &Template| !matches!(item, Template::Slot(node) if node.optional);
            let place = items.iter().position(is_payload);
            let follows = place.is_some_and(|place| items[place + 1..].iter().any(must_be));
            follows || items.iter().any(is_followed)
        }
        Template::Object(members) => members
            .iter()
            .any(|member| matches!(member, Member::Key(_, inner) if is_followed(inner))),
        _ => false,
    }
}

/// The keys of the form beside a slot that is spread; `None` when it stands under a key or in a list.
fn spread_beside(template: &Template, slot: Slot) -> Option<Vec<&str>> {
    match template {
        Template::Object(members) => {
            let is_here = |member: &Member| matches!(member, Member::Spread(node) if node.slot == SlotName::Built(slot));
            if members.iter().any(is_here) {
                let keys = members.iter().filter_map(|member| match member {
                    Member::Key(key, _) => Some(key.value.as_str()),
                    Member::Spread(_) => None,
                });
                return Some(keys.collect());
            }
            members.iter().find_map(|member| match member {
                Member::Key(_, inner) => spread_beside(inner, slot),
                Member::Spread(_) => None,
            })
        }
        Template::List(items) => items.iter().find_map(|item| spread_beside(item, slot)),
        _ => None,
    }
}

/// Where a form has the payload or the arguments, under a key or as an item.
pub(super) fn payload_path(template: &Template) -> Option<String> {
    match template {
        Template::Slot(node) => {
            let is_payload = matches!(node.slot, SlotName::Built(Slot::Payload | Slot::Arguments));
            is_payload.then(String::new)
        }
        Template::Object(members) => members.iter().find_map(|member| match member {
            Member::Key(key, inner) => {
                let key = key.value.replace('~', "~0").replace('/', "~1");
                Some(format!("/{key}{}", payload_path(inner)?))
            }
            Member::Spread(_) => None,
        }),
        Template::List(items) => items.iter().enumerate().find_map(|(place, item)| {
            let below = payload_path(item)?;
            Some(format!("/{place}{below}"))
        }),
        _ => None,
    }
}

/// The slots of a form, in order; those that stand as keys, too.
pub(super) fn slots(template: &Template) -> Vec<&SlotNode> {
    let mut found = Vec::new();
    collect(template, &mut found);
    found
}

fn collect<'t>(template: &'t Template, found: &mut Vec<&'t SlotNode>) {
    match template {
        Template::Slot(node) => found.push(node),
        Template::List(items) => items.iter().for_each(|item| collect(item, found)),
        Template::Object(members) => {
            for member in members {
                match member {
                    Member::Key(_, inner) => collect(inner, found),
                    Member::Spread(node) => found.push(node),
                }
            }
        }
        Template::Constant(_) | Template::NameInText { .. } | Template::Absent => {}
    }
}

/// Where a form has a slot of the language.
pub(super) fn slot_of(form: &syntax::Form, slot: Slot) -> Option<Span> {
    slot_node(form, slot).map(|node| node.span)
}

/// A slot of the language in a form.
pub(super) fn slot_node(form: &syntax::Form, slot: Slot) -> Option<&SlotNode> {
    let mut found = slots(&form.template).into_iter();
    found.find(|node| node.slot == SlotName::Built(slot))
}

/// Whether a form carries the name, alone or in a text.
pub(super) fn has_name(form: &syntax::Form) -> bool {
    slot_of(form, Slot::Name).is_some() || has_name_in_text(form)
}

/// Whether a form has text around the name.
pub(super) fn has_name_in_text(form: &syntax::Form) -> bool {
    fn search(template: &Template) -> bool {
        match template {
            Template::NameInText { .. } => true,
            Template::List(items) => items.iter().any(search),
            Template::Object(members) => members
                .iter()
                .any(|member| matches!(member, Member::Key(_, inner) if search(inner))),
            Template::Constant(_) | Template::Slot(_) | Template::Absent => false,
        }
    }
    search(&form.template)
}
