//! A form as an expression, filled with what a message brings.

use super::code::{
    Step, call, call_with_list, constant, constant_value, give, list, member, object,
    return_refused, texts, under, variable_member, when,
};
use super::layout::{Doc, concat};
use super::places::{fills, keys};
use super::sink::{runtime, runtime_type};
use crate::model::{Entry, Slot, Template};

/// A part of a message that stands ready to be put into its form.
#[derive(Debug)]
pub struct Written {
    /// The slot that it fills.
    pub slot: Slot,
    /// The variable that holds it.
    pub variable: String,
    /// Whether that may be `undefined`.
    pub optional: bool,
    /// Whether it is an object of which not all keys are known, or maybe none.
    pub brings_others: bool,
    /// Whether the variable says nothing of its type.
    pub is_unknown: bool,
}

struct Writing<'w> {
    name: &'w Doc,
    written: &'w [Written],
    refused_name: &'w Doc,
    statements: &'w mut Vec<Doc>,
    steps: Vec<Step>,
    count: usize,
}

/// A part whose keys stand beside those of the form.
fn spread_of(written: &Written) -> Doc {
    let variable = Doc::from(written.variable.clone());
    if !written.is_unknown {
        return concat(["...".into(), variable]);
    }
    let assertion = concat([" as ".into(), runtime_type("PlainObject"), ")".into()]);
    concat([
        "...".into(),
        Doc::from("(").type_only(),
        variable,
        assertion.type_only(),
    ])
}

/// The expression for a form; `statements` take what must come before it.
pub fn writing(
    template: &Template,
    name: &Doc,
    written: &[Written],
    refused_name: &Doc,
    statements: &mut Vec<Doc>,
) -> Doc {
    let mut writing = Writing {
        name,
        written,
        refused_name,
        statements,
        steps: Vec::new(),
        count: 0,
    };
    writing
        .value(template)
        .unwrap_or_else(|| "undefined".into())
}

impl<'w> Writing<'w> {
    fn found(&self, slot: Slot) -> Option<&'w Written> {
        self.written
            .iter()
            .find(|written| fills(slot, written.slot))
    }

    fn value(&mut self, template: &Template) -> Option<Doc> {
        match template {
            Template::Constant(constant) => Some(constant_value(constant)),
            Template::Name(_) => Some(self.name.clone()),
            Template::Slot(slot) => Some(self.found(slot.slot)?.variable.clone().into()),
            Template::Absent => None,
            Template::List(items) => Some(self.list(items)),
            Template::Object(entries) => Some(self.object(entries)),
        }
    }

    fn object(&mut self, entries: &[Entry]) -> Doc {
        let mut members = Vec::new();
        let mut checked = Vec::new();
        for entry in entries {
            match entry {
                Entry::Member(key, value) => members.extend(self.member(key, value)),
                Entry::Spread(slot) => match self.found(*slot) {
                    None => {}
                    Some(written) if written.brings_others => checked.push(written),
                    Some(written) => members.push(spread_of(written)),
                },
            }
        }
        let whole = object(members);
        if checked.is_empty() {
            return whole;
        }
        self.spread(entries, whole, &checked)
    }

    fn member(&mut self, key: &str, value: &Template) -> Option<Doc> {
        if let Template::Slot(slot) = value {
            let written = self.found(slot.slot)?;
            let variable = &written.variable;
            if !written.optional {
                return Some(variable_member(key, variable));
            }
            let present = object(vec![variable_member(key, variable)]);
            return Some(concat([
                format!("...({variable} !== undefined && ").into(),
                present,
                ")".into(),
            ]));
        }
        self.steps.push(Step::Key(key.to_owned()));
        let value = self.value(value).map(|value| member(key, value));
        self.steps.pop();
        value
    }

    /// Puts keys that no type declares beside those of the form, unless the form mentions them.
    fn spread(&mut self, entries: &[Entry], whole: Doc, checked: &[&Written]) -> Doc {
        self.count += 1;
        let number = if self.count > 1 {
            self.count.to_string()
        } else {
            String::new()
        };
        let name = format!("whole{number}");
        let fault = format!("unexpected{number}");
        let ty = Doc::from(": { [key: string]: unknown }").type_only();
        self.statements.push(concat([
            format!("const {name}").into(),
            ty,
            " = ".into(),
            whole,
            ";".into(),
        ]));
        let reserved = texts(keys(entries));
        for (place, written) in checked.iter().enumerate() {
            let fault = if place == 0 {
                fault.clone()
            } else {
                format!("{fault}{place}")
            };
            let variable = &written.variable;
            let members = if place == 0 {
                format!("members{number}")
            } else {
                format!("members{number}{place}")
            };
            let read = call(runtime("readObject"), vec![variable.clone().into()]);
            let found = if written.optional {
                concat([format!("{variable} === undefined ? {{}} : ").into(), read])
            } else {
                read
            };
            self.statements.push(constant(&members, found));
            self.statements
                .push(return_refused(&members, &self.steps, self.refused_name));
            // What the form says takes the place of what the request said.
            if written.slot == Slot::Request {
                let arguments = vec![name.clone().into(), members.into()];
                let echo = call_with_list(runtime("echo"), arguments, reserved.clone());
                self.statements.push(concat([echo, ";".into()]));
                continue;
            }
            let arguments = vec![name.clone().into(), members.into()];
            let spread = call_with_list(runtime("spread"), arguments, reserved.clone());
            self.statements.push(constant(&fault, spread));
            let refusal = concat([
                under(fault.clone().into(), &self.steps),
                ".refuse(".into(),
                self.refused_name.clone(),
                ")".into(),
            ]);
            self.statements
                .push(when(format!("{fault} !== undefined"), give(refusal)));
        }
        name.into()
    }

    fn list(&mut self, items: &[Template]) -> Doc {
        let mut written: Vec<Doc> = Vec::new();
        let mut last: Vec<(usize, Option<&str>)> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if let Template::Slot(slot) = item {
                let found = self.found(slot.slot);
                if found.is_none_or(|found| found.optional) {
                    last.push((index, found.map(|found| found.variable.as_str())));
                    continue;
                }
            }
            self.steps.push(Step::Index(index));
            written.extend(self.value(item));
            self.steps.pop();
        }
        for pair in last.windows(2) {
            if let [(index, absent), (_, Some(later))] = pair {
                let refusal = self.missing_before(*index, *absent, later);
                self.statements.push(refusal);
            }
        }
        let variables = last.iter().filter_map(|(_, variable)| *variable);
        written.extend(
            variables.map(|variable| {
                format!("...({variable} === undefined ? [] : [{variable}])").into()
            }),
        );
        list(written)
    }

    /// Refuses a list that would have a hole: `later` follows an item that is absent, or that nothing of this form has.
    fn missing_before(&self, index: usize, absent: Option<&str>, later: &str) -> Doc {
        let steps = [self.steps.clone(), vec![Step::Index(index)]].concat();
        let missing = under(super::code::fault("missing", "a value"), &steps);
        let refusal = concat([
            missing,
            ".refuse(".into(),
            self.refused_name.clone(),
            ")".into(),
        ]);
        let absent =
            absent.map_or_else(String::new, |absent| format!("{absent} === undefined && "));
        when(format!("{absent}{later} !== undefined"), give(refusal))
    }
}
