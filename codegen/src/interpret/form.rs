//! Holding a message against the form that was told.

use std::collections::HashMap;

use trilogue_wire::{Code, Fault, Kind as JsonKind, Kinds, Object, Value, check};

use crate::facts;
use crate::interpret::value;
use crate::model::{
    Direction, Entry, Form, Part, PartType, Protocol, Shape, Slot, SlotUse, Template, Type, Variant,
};

/// Holds a message against a form, and what the variant brings to it.
///
/// # Errors
///
/// The first fault in the order of the template.
pub(super) fn hold(
    protocol: &Protocol,
    direction: &Direction,
    form: &Form,
    variant: &Variant,
    message: Value<'_>,
) -> Result<(), Fault> {
    let mut walk = Walk {
        protocol,
        direction,
        variant,
        seen: HashMap::new(),
    };
    walk.template(&form.template, message)
}

struct Walk<'w, 'd> {
    protocol: &'w Protocol,
    direction: &'w Direction,
    variant: &'w Variant,
    /// The slots so far that can stand twice.
    seen: HashMap<Slot, Value<'d>>,
}

impl<'d> Walk<'_, 'd> {
    fn template(&mut self, template: &Template, value: Value<'d>) -> Result<(), Fault> {
        match template {
            // Telling has looked at these.
            Template::Constant(_) | Template::Name(_) | Template::Absent => Ok(()),
            Template::Slot(used) => self.slot(*used, value),
            Template::List(items) => self.list(items, value),
            Template::Object(entries) => self.object(entries, value.object()?),
        }
    }

    fn object(&mut self, entries: &[Entry], object: Object<'d>) -> Result<(), Fault> {
        for entry in entries {
            match entry {
                Entry::Member(key, Template::Slot(used)) if self.may_be_absent(*used) => {
                    object.optional(key, |value| self.slot(*used, value))?;
                }
                Entry::Member(_, Template::Absent) => {}
                Entry::Member(key, inner) => {
                    object.required(key, |value| self.template(inner, value))?;
                }
                Entry::Spread(slot) => self.spread(*slot, entries, object)?,
            }
        }
        Ok(())
    }

    /// What is spread sees the object without the keys of the form.
    fn spread(&self, slot: Slot, entries: &[Entry], object: Object<'d>) -> Result<(), Fault> {
        let Some(ty) = self.part(slot).and_then(typed) else {
            return Ok(());
        };
        let keys = entries.iter().filter_map(|entry| match entry {
            Entry::Member(key, _) => Some(key.as_str()),
            Entry::Spread(_) => None,
        });
        let keys: Vec<&str> = keys.collect();
        value::check(self.protocol, ty, object.without(&keys).root())
    }

    fn list(&mut self, items: &[Template], value: Value<'d>) -> Result<(), Fault> {
        let absent = items.iter().rev();
        let absent = absent
            .take_while(|item| matches!(item, Template::Slot(used) if self.may_be_absent(*used)));
        let least = items.len() - absent.count();
        let list = value.tuple(least, Some(items.len()))?;
        for (place, item) in items.iter().enumerate() {
            list.optional_item(place, |value| self.template(item, value))?;
        }
        Ok(())
    }

    /// Whether nothing may stand where a slot is: of a payload its message says so.
    fn may_be_absent(&self, used: SlotUse) -> bool {
        if !used.slot.is_payload() {
            return used.optional;
        }
        self.part(used.slot)
            .is_none_or(|part| part.optional || matches!(part.ty, PartType::Unread))
    }

    fn part(&self, slot: Slot) -> Option<&Part> {
        let slot = if slot.is_payload() {
            Slot::Payload
        } else {
            slot
        };
        self.variant.part(slot)
    }

    /// Whether the errors that the spec lists are what stands at a slot.
    fn is_listed(&self, slot: Slot) -> bool {
        match slot {
            Slot::Code => true,
            Slot::Error => self.variant.part(Slot::Code).is_none(),
            _ => false,
        }
    }

    /// Refuses an error that is not listed, where there are no others.
    fn listed(&self, ty: &Type, value: Value<'_>) -> Result<(), Fault> {
        let may_be_listed = matches!(
            ty.shape,
            Shape::Text(_) | Shape::Pattern(..) | Shape::Int(_) | Shape::Number(_)
        );
        if !may_be_listed || ty.secret {
            return Ok(());
        }
        let errors = facts::errors(self.protocol, self.direction, self.variant);
        let is_scalar = matches!(value.kind(), JsonKind::Text | JsonKind::Number);
        let is_known = || errors.known.iter().any(|error| error.value.matches(value));
        if errors.closed && is_scalar && !is_known() {
            return Err(check::not_listed("a listed error"));
        }
        Ok(())
    }

    fn slot(&mut self, used: SlotUse, value: Value<'d>) -> Result<(), Fault> {
        let Some(ty) = self.part(used.slot).and_then(typed) else {
            return Ok(());
        };
        let value = match value.given() {
            Some(value) => value,
            None if self.may_be_absent(used) => return Ok(()),
            None => return Err(check::no_value()),
        };
        value::check(self.protocol, ty, value)?;
        if self.is_listed(used.slot) {
            self.listed(ty, value)?;
        }
        match self.seen.insert(used.slot, value) {
            Some(first) if !is_same(first, value) => {
                Err(Fault::new(Code::Constant, "the same as before"))
            }
            _ => Ok(()),
        }
    }
}

fn typed(part: &Part) -> Option<&Type> {
    match &part.ty {
        PartType::Typed(ty) => Some(ty),
        PartType::Unread => None,
    }
}

/// Whether two values of one slot are the same.
fn is_same(first: Value<'_>, second: Value<'_>) -> bool {
    let scalars = Kinds::TEXT.and(Kinds::NUMBER).and(Kinds::BOOL);
    match (first.scalar(scalars), second.scalar(scalars)) {
        (Ok(first), Ok(second)) => first == second,
        _ => first.raw() == second.raw(),
    }
}
