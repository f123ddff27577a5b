//! Reads what a form has slots for, in the order in which it is written.

use std::collections::HashMap;

use super::code::{Step, call, call_with_list, constant, give, is_fault, texts, under, when};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::parts;
use super::places::{fills, has_mark, keys, part_slot, pointer};
use super::route::Route;
use super::scope::FunctionScope;
use super::sink::{literal, runtime};
use super::spreading::looks_at_others;
use super::variants::property;
use crate::model::{Candidate, Entry, Part, PartType, Slot, SlotUse, Template};
use crate::naming;

/// A part of a message that was read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The property that holds it.
    pub property: String,
    /// The variable that holds it.
    pub variable: String,
    /// Whether it may be `undefined`.
    pub optional: bool,
}

impl Read {
    /// The name that comes beside the message.
    pub fn name_outside() -> Self {
        Self {
            property: "wireName".into(),
            variable: "name".into(),
            optional: false,
        }
    }
}

/// How the value of a part is read.
#[derive(Debug, Clone)]
enum How {
    /// By this function.
    By(Doc),
    /// Not at all.
    Unread,
}

/// Adds the statements that read the parts of a candidate. Gives the parts that were read.
pub fn walk(
    module: &mut Module<'_>,
    route: &Route<'_>,
    candidate: &Candidate,
    body: &mut Vec<Doc>,
) -> Vec<Read> {
    let variant = route.variant(candidate);
    let mut readers = HashMap::new();
    for part in &variant.parts {
        let how = match &part.ty {
            PartType::Unread => How::Unread,
            PartType::Typed(ty) => How::By(parts::function_for(
                module,
                route,
                variant,
                (part, ty),
                Way::Read,
            )),
        };
        readers.insert(part.slot, how);
    }
    let is_chosen_outside = route.is_chosen_outside(candidate);
    let taken: &[&str] = if is_chosen_outside {
        &["message", "name", "open", "fault"]
    } else {
        &["message", "open", "fault"]
    };
    let scope = module.scope.function(taken);
    let mut walk = Walk {
        route,
        parts: &variant.parts,
        readers,
        scope,
        steps: Vec::new(),
        read: Vec::new(),
        body,
    };
    if is_chosen_outside {
        walk.read.push(Read::name_outside());
    }
    walk.top(route.template(candidate));
    walk.read
}

struct Walk<'w> {
    route: &'w Route<'w>,
    parts: &'w [Part],
    readers: HashMap<Slot, How>,
    scope: FunctionScope<'w>,
    /// The way to the container.
    steps: Vec<Step>,
    read: Vec<Read>,
    body: &'w mut Vec<Doc>,
}

/// A slot that is read: where it stands decides how.
struct Place<'w> {
    container: &'w str,
    step: Step,
}

impl<'w> Walk<'w> {
    fn part(&self, slot: Slot) -> Option<&'w Part> {
        let slot = part_slot(slot);
        self.parts.iter().find(|part| part.slot == slot)
    }

    fn top(&mut self, template: &'w Template) {
        let Template::List(items) = template else {
            self.inside(template, "message");
            return;
        };
        let list = self.scope.claim("list");
        let reading = self.counted(items, "message");
        self.read_into(&list, reading);
        self.inside(template, &list);
    }

    /// Reads a list that has as many items as the form.
    fn counted(&self, items: &[Template], value: &'static str) -> Doc {
        let may_be_absent = |item: &&Template| match item {
            Template::Slot(slot) => self.may_be_absent(*slot),
            _ => false,
        };
        let absent = items.iter().rev().take_while(may_be_absent).count();
        let arguments = [
            value.to_owned(),
            (items.len() - absent).to_string(),
            items.len().to_string(),
        ];
        call(
            runtime("readItems"),
            arguments.into_iter().map(Doc::from).collect(),
        )
    }

    /// Whether nothing may stand where a slot is: of a payload its message says so.
    fn may_be_absent(&self, slot: SlotUse) -> bool {
        if !fills(slot.slot, Slot::Payload) {
            return slot.optional;
        }
        self.part(slot.slot)
            .is_none_or(|part| part.optional || matches!(part.ty, PartType::Unread))
    }

    fn inside(&mut self, template: &'w Template, container: &str) {
        match template {
            Template::Object(entries) => {
                for entry in entries {
                    match entry {
                        Entry::Member(key, value) => {
                            self.member(container, Step::Key(key.clone()), value);
                        }
                        Entry::Spread(slot) => self.spread(*slot, entries, container),
                    }
                }
            }
            Template::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.member(container, Step::Index(index), item);
                }
            }
            Template::Slot(slot) => self.whole(*slot, container),
            Template::Constant(_) | Template::Name(_) | Template::Absent => {}
        }
    }

    fn member(&mut self, container: &str, step: Step, value: &'w Template) {
        match value {
            Template::Slot(slot) => self.slot(*slot, &Place { container, step }),
            Template::Name(_) => {
                let name = SlotUse {
                    slot: Slot::Name,
                    optional: false,
                    nullable: false,
                };
                self.slot(name, &Place { container, step });
            }
            Template::Object(_) | Template::List(_) if self.must_enter(value) => {
                let name = match &step {
                    Step::Key(key) => naming::identifier(key),
                    Step::Index(_) => None,
                };
                let name = match name {
                    Some(identifier) => self.scope.variable(&identifier),
                    None => self.scope.claim("container"),
                };
                let reader = match value {
                    Template::List(items) => {
                        concat(["(value) => ".into(), self.counted(items, "value")])
                    }
                    _ => runtime("readObject"),
                };
                let place = Place {
                    container,
                    step: step.clone(),
                };
                let reading = read_at(&place, reader, false);
                self.read_into(&name, reading);
                self.steps.push(step);
                self.inside(value, &name);
                self.steps.pop();
            }
            Template::Constant(_) | Template::Absent | Template::Object(_) | Template::List(_) => {}
        }
    }

    fn slot(&mut self, slot: SlotUse, place: &Place<'_>) {
        let Some(part) = self.part(slot.slot) else {
            return;
        };
        let optional = self.may_be_absent(slot);
        match self.readers[&part.slot].clone() {
            How::By(reader) => {
                let reading = read_at(place, reader, optional);
                self.take(part, reading, optional, Some(&place.step));
            }
            How::Unread => {
                let mut steps = self.steps.clone();
                steps.push(place.step.clone());
                let value = value_at(place);
                self.unread(part, value, &pointer(&steps));
            }
        }
    }

    /// A slot that is the whole message.
    fn whole(&mut self, slot: SlotUse, message: &str) {
        let Some(part) = self.part(slot.slot) else {
            return;
        };
        match self.readers[&part.slot].clone() {
            How::By(reader) => {
                let read = runtime(if part.optional {
                    "ifPresent"
                } else {
                    "present"
                });
                let reading = call(read, vec![message.to_owned().into(), reader]);
                self.take(part, reading, part.optional, None);
            }
            How::Unread => self.unread(part, message.to_owned().into(), ""),
        }
    }

    fn spread(&mut self, slot: Slot, entries: &'w [Entry], object: &str) {
        let Some(part) = self.part(slot) else { return };
        let own: Vec<&str> = keys(entries).collect();
        let without = |object: &str| {
            if own.is_empty() {
                return object.to_owned().into();
            }
            let keys = texts(own.iter().copied());
            call_with_list(runtime("without"), vec![object.to_owned().into()], keys)
        };
        match (&part.ty, self.readers[&part.slot].clone()) {
            (PartType::Typed(ty), How::By(reader)) => {
                let value = if looks_at_others(self.route.protocol, ty) {
                    without(object)
                } else {
                    object.to_owned().into()
                };
                let reading = call(reader, vec![value]);
                self.take(part, reading, false, None);
            }
            _ => {
                let value = without(object);
                let path = pointer(&self.steps);
                self.unread(part, value, &path);
            }
        }
    }

    fn take(&mut self, part: &Part, reading: Doc, optional: bool, step: Option<&Step>) {
        let property = property(part);
        let variable = self.scope.claim(&property);
        self.read_into(&variable, reading);
        let first = self.read.iter().find(|read| read.property == property);
        if let Some(first) = first {
            let condition = format!("{variable} !== {}", first.variable);
            let steps: Vec<Step> = self.steps.iter().chain(step).cloned().collect();
            let fault = super::code::fault("constant", "the same as before");
            self.body.push(when(condition, give(under(fault, &steps))));
            return;
        }
        self.read.push(Read {
            property,
            variable,
            optional,
        });
    }

    fn unread(&mut self, part: &Part, value: Doc, path: &str) {
        let property = property(part);
        if self.read.iter().any(|read| read.property == property) {
            return;
        }
        let variable = self.scope.claim(&property);
        let arguments = vec![value, literal(path).into()];
        let made = concat(["new ".into(), call(runtime("Unread"), arguments)]);
        self.body.push(constant(&variable, made));
        self.read.push(Read {
            property,
            variable,
            optional: false,
        });
    }

    fn read_into(&mut self, variable: &str, reading: Doc) {
        self.body.push(constant(variable, reading));
        self.body.push(when(
            is_fault(variable),
            give(under(variable.to_owned().into(), &self.steps)),
        ));
    }

    /// Telling has seen to objects with marks, unless there is more in them. Lists are counted.
    fn must_enter(&self, template: &Template) -> bool {
        let is_list = matches!(template, Template::List(_));
        is_list || !has_mark(template) || self.has_part(template)
    }

    fn has_part(&self, template: &Template) -> bool {
        match template {
            Template::Slot(slot) => self.part(slot.slot).is_some(),
            Template::Name(_) => self.part(Slot::Name).is_some(),
            Template::Constant(_) | Template::Absent => false,
            Template::List(items) => items.iter().any(|item| self.needs(item)),
            Template::Object(entries) => entries.iter().any(|entry| match entry {
                Entry::Member(_, value) => self.needs(value),
                Entry::Spread(slot) => self.part(*slot).is_some(),
            }),
        }
    }

    fn needs(&self, template: &Template) -> bool {
        match template {
            Template::Object(_) | Template::List(_) => self.must_enter(template),
            _ => self.has_part(template),
        }
    }
}

/// The call that reads what stands at a place.
fn read_at(place: &Place<'_>, reader: Doc, optional: bool) -> Doc {
    let container = place.container.to_owned().into();
    match &place.step {
        Step::Key(key) => {
            let read = runtime(if optional { "optional" } else { "required" });
            call(read, vec![container, literal(key).into(), reader])
        }
        Step::Index(index) => {
            let index = index.to_string().into();
            if optional {
                return call(runtime("optionalItem"), vec![container, index, reader]);
            }
            let present = call(runtime("present"), vec!["value".into(), reader]);
            let reader = concat(["(value) => ".into(), present]);
            call(runtime("item"), vec![container, index, reader])
        }
    }
}

/// The value that stands at a place.
fn value_at(place: &Place<'_>) -> Doc {
    let container: Doc = place.container.to_owned().into();
    match &place.step {
        Step::Key(key) => call(runtime("own"), vec![container, literal(key).into()]),
        Step::Index(index) => concat([container, format!("[{index}]").into()]),
    }
}
