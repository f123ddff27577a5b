//! What decodes a message once it was told which it is, and the tables by which it is told.

use trilogue_wire::telling::{Constant, Form, NameTest, Test};

use super::code::{
    call, constant, constant_of, function, give, is_fault, list, list_of_lists, map,
    map_expression, member, object, or_fault, text_member, texts, under, when,
};
use super::layout::{Doc, concat};
use super::scope::FunctionScope;
use super::sink::{self, literal, runtime, runtime_type};
use super::types::{Module, Way};
use super::variants::{payload, wire_name};
use crate::model::{Candidate, Direction, Kind, Payload, Plan, Slot, Template};
use crate::naming;

/// How one candidate is decoded.
#[derive(Debug)]
pub struct Decoder {
    /// The place of its form.
    pub form: usize,
    /// Its wire name, if the form carries one.
    pub name: Option<String>,
    /// A function from the message, an object, to the decoded message or a fault.
    pub function: Doc,
    /// Whether the function looks at the message.
    pub looks: bool,
}

/// Adds the decoders of all candidates to the module.
pub fn declare(module: &mut Module<'_>, direction: &Direction) -> Vec<Decoder> {
    direction
        .candidates
        .iter()
        .map(|candidate| decoder(module, direction, candidate))
        .collect()
}

fn decoder(module: &mut Module<'_>, direction: &Direction, candidate: &Candidate) -> Decoder {
    let name = wire_name(module.protocol, direction, candidate);
    let mut body = constants(direction, candidate);
    let slots = walk(module, direction, candidate, &mut body);
    let outcome = |slots: &[&'static str]| outcome(candidate, name, slots);
    let is_optional = payload(module.protocol, candidate).is_some_and(|payload| payload.optional);
    if is_optional && slots.contains(&"payload") {
        let without: Vec<_> = slots
            .iter()
            .copied()
            .filter(|slot| *slot != "payload")
            .collect();
        body.push(when("payload === undefined", give(outcome(&without))));
    }
    let looks = !body.is_empty();
    let function = if looks || name.is_none() {
        body.push(give(outcome(&slots)));
        declared(module, direction, candidate, looks, body)
    } else {
        concat(["() => (".into(), outcome(&slots), ")".into()])
    };
    Decoder {
        form: candidate.form,
        name: name.map(str::to_owned),
        function,
        looks,
    }
}

fn declared(
    module: &mut Module<'_>,
    direction: &Direction,
    candidate: &Candidate,
    looks: bool,
    body: Vec<Doc>,
) -> Doc {
    let name = module
        .scope
        .claim(&format!("decode{}", candidate.identifier.0));
    let parameters = if looks {
        vec![("message", runtime_type("PlainObject"))]
    } else {
        Vec::new()
    };
    let message = Doc::from(direction.identifier.0.clone());
    let returns = if looks { or_fault(message) } else { message };
    module.add(&function(&name, parameters, returns, body));
    name.into()
}

/// The decoded message.
fn outcome(candidate: &Candidate, name: Option<&str>, slots: &[&'static str]) -> Doc {
    let name = name.map_or_else(|| "null".to_owned(), literal);
    let fixed = [
        text_member("kind", candidate.kind.word()),
        member("name", name),
    ];
    let slots = slots.iter().map(|slot| Doc::from(*slot));
    object(fixed.into_iter().chain(slots).collect())
}

/// Checks the constants of a form, but for the one by which it was told. In a table, telling has checked them all.
fn constants(direction: &Direction, candidate: &Candidate) -> Vec<Doc> {
    let Plan::Switch { key } = &direction.plan else {
        return Vec::new();
    };
    let mut checks = Vec::new();
    collect_constants(
        &direction.forms[candidate.form].template,
        &mut Vec::new(),
        key,
        &mut checks,
    );
    if checks.is_empty() {
        return Vec::new();
    }
    let fault = constant_of("fault", checks);
    vec![fault, when("fault !== undefined", give("fault".into()))]
}

fn collect_constants<'t>(
    template: &'t [(String, Template)],
    keys: &mut Vec<&'t str>,
    told_by: &str,
    checks: &mut Vec<Doc>,
) {
    for (key, value) in template {
        let is_told = keys.is_empty() && key == told_by;
        keys.push(key);
        match value {
            Template::Constant(expected) if !is_told => {
                let arguments = vec![
                    "message".into(),
                    texts(keys.iter().copied()),
                    constant_value(expected),
                ];
                checks.push(call(runtime("checkConstant"), arguments));
            }
            Template::Object(inner) => collect_constants(inner, keys, told_by, checks),
            Template::Constant(_) | Template::Slot(_) => {}
        }
        keys.pop();
    }
}

/// A constant as a literal.
pub fn constant_value(value: &Constant) -> Doc {
    match value {
        Constant::Null => "null".into(),
        Constant::Bool(value) => value.to_string().into(),
        Constant::Number(value) => sink::number(*value).into(),
        Constant::Text(text) => literal(text).into(),
    }
}

/// Reads what the form has slots for, in the order in which it is written. Gives the slots that were read.
fn walk(
    module: &mut Module<'_>,
    direction: &Direction,
    candidate: &Candidate,
    body: &mut Vec<Doc>,
) -> Vec<&'static str> {
    let carried = payload(module.protocol, candidate);
    let reader = carried.map(
        |Payload {
             ty,
             optional,
             doc: _,
         }| {
            let function = module.function_for(ty, &candidate.identifier.0, Way::Read);
            (
                runtime(if *optional { "optional" } else { "required" }),
                function,
            )
        },
    );
    let scope = module
        .scope
        .function(&["message", "payload", "error", "fault"]);
    let mut walk = Walk {
        reader,
        candidate,
        scope,
        keys: Vec::new(),
        slots: Vec::new(),
        body,
    };
    walk.members(&direction.forms[candidate.form].template, "message");
    walk.slots
}

struct Walk<'w> {
    /// What reads the payload's key, and what reads its value.
    reader: Option<(Doc, Doc)>,
    candidate: &'w Candidate,
    scope: FunctionScope<'w>,
    /// The keys of the containers around.
    keys: Vec<String>,
    slots: Vec<&'static str>,
    body: &'w mut Vec<Doc>,
}

impl Walk<'_> {
    fn members(&mut self, template: &[(String, Template)], object: &str) {
        for (key, value) in template {
            match value {
                Template::Slot(Slot::Payload) => {
                    if let Some((read, reader)) = self.reader.clone() {
                        self.read("payload", read, object, key, reader);
                        self.slots.push("payload");
                    }
                }
                Template::Slot(Slot::Error) if self.candidate.kind == Kind::Error => {
                    self.read(
                        "error",
                        runtime("required"),
                        object,
                        key,
                        runtime("readText"),
                    );
                    self.slots.push("error");
                }
                Template::Object(inner) if self.must_enter(inner) => {
                    let name = match naming::identifier(key) {
                        Some(identifier) => self.scope.variable(&identifier),
                        None => self.scope.claim("container"),
                    };
                    self.read(
                        &name,
                        runtime("required"),
                        object,
                        key,
                        runtime("readObject"),
                    );
                    self.keys.push(key.clone());
                    self.members(inner, &name);
                    self.keys.pop();
                }
                Template::Constant(_) | Template::Slot(_) | Template::Object(_) => {}
            }
        }
    }

    /// Telling has seen to containers with marks, unless there is more in them.
    fn must_enter(&self, template: &[(String, Template)]) -> bool {
        !has_mark(template)
            || template.iter().any(|(_, value)| match value {
                Template::Slot(Slot::Payload) => self.reader.is_some(),
                Template::Slot(Slot::Error) => true,
                Template::Object(inner) => self.must_enter(inner),
                Template::Constant(_) | Template::Slot(Slot::Name) => false,
            })
    }

    fn read(&mut self, variable: &str, read: Doc, object: &str, key: &str, reader: Doc) {
        let reading = call(
            read,
            vec![object.to_owned().into(), literal(key).into(), reader],
        );
        self.body.push(constant(variable, reading));
        self.body.push(when(
            is_fault(variable),
            give(under(variable.to_owned().into(), &self.keys)),
        ));
    }
}

fn has_mark(template: &[(String, Template)]) -> bool {
    template.iter().any(|(_, value)| match value {
        Template::Constant(_) | Template::Slot(Slot::Name) => true,
        Template::Slot(Slot::Payload | Slot::Error) => false,
        Template::Object(inner) => has_mark(inner),
    })
}

/// The decoders of named messages by name: one map for all forms.
pub fn by_name(decoders: &[Decoder], decoder_type: &str) -> Doc {
    map(
        "decoders",
        decoder_type.to_owned().into(),
        entries(decoders.iter()),
    )
}

fn entries<'d>(decoders: impl Iterator<Item = &'d Decoder>) -> Vec<(String, Doc)> {
    let named =
        decoders.filter_map(|decoder| Some((decoder.name.clone()?, decoder.function.clone())));
    named.collect()
}

/// For each form that carries a name, the map of its decoders; nothing if no form does.
pub fn named_by_form(decoders: &[Decoder], forms: usize, decoder_type: &str) -> Option<Doc> {
    let has_names = decoders.iter().any(|decoder| decoder.name.is_some());
    let items = (0..forms).map(|form| {
        let entries = entries(decoders.iter().filter(|decoder| decoder.form == form));
        if entries.is_empty() {
            "undefined".into()
        } else {
            map_expression(decoder_type.to_owned().into(), entries)
        }
    });
    has_names.then(|| constant("named", list(items.collect())))
}

/// For each form without a name, its decoder; nothing if all forms carry one.
pub fn nameless_by_form(decoders: &[Decoder], forms: usize, decoder_type: &str) -> Option<Doc> {
    let nameless = |form| {
        decoders
            .iter()
            .find(|decoder| decoder.form == form && decoder.name.is_none())
    };
    let functions: Vec<_> = (0..forms)
        .map(|form| Some(nameless(form)?.function.clone()))
        .collect();
    if functions.iter().all(Option::is_none) {
        return None;
    }
    let items = functions
        .into_iter()
        .map(|function| function.unwrap_or("undefined".into()));
    let ty = Doc::from(format!(": readonly ({decoder_type} | undefined)[]")).type_only();
    Some(concat([
        "const nameless".into(),
        ty,
        " = ".into(),
        list(items.collect()),
        ";".into(),
    ]))
}

/// The forms as telling takes them.
pub fn forms(direction: &Direction) -> Doc {
    let forms = direction.telling_forms().iter().map(form).collect();
    let as_written = Doc::from(" as const").type_only();
    constant("forms", concat([list_of_lists(forms), as_written]))
}

fn form(form: &Form) -> Doc {
    list_of_lists(
        form.nodes
            .iter()
            .map(|node| list(vec![literal(&node.path).into(), test(&node.test)]))
            .collect(),
    )
}

fn test(test: &Test) -> Doc {
    match test {
        Test::Object => literal("object").into(),
        Test::List => literal("list").into(),
        Test::Name(test) if *test == NameTest::TEXT => literal("name").into(),
        Test::Name(_) => unimplemented!("names that are more than text"),
        Test::Absent => literal("absent").into(),
        Test::Slot => literal("slot").into(),
        Test::OptionalSlot => literal("optional-slot").into(),
        Test::Constant(value) => object(vec![member("is", constant_value(value))]),
    }
}
