//! What puts a message into its form and checks it by the rules that hold for reading.

use trilogue_wire::telling;

use super::code::{
    call, constant, fault, field, function, give, is_fault, map, member, object, object_type,
    under, when,
};
use super::decoders::constant_value;
use super::layout::{Doc, concat};
use super::sink::{runtime, runtime_type};
use super::types::{Module, Way};
use super::variants::{payload, wire_name};
use crate::model::{Candidate, Direction, Kind, Slot, Template};

/// How the messages of one kind are encoded.
#[derive(Debug)]
pub struct Case {
    /// The kind.
    pub kind: Kind,
    /// What encodes them; all but the last only when their test holds. Those without names come first.
    pub encoders: Vec<Encoder>,
}

/// What encodes messages of one form.
#[derive(Debug, Clone)]
pub struct Encoder {
    /// Whether it is for `message`.
    pub test: String,
    /// The call on `message`.
    pub call: String,
    /// The map whose keys are the names that it encodes, if its form carries one.
    pub names: Option<String>,
}

/// The candidates that share a layout: two kinds may be written alike.
struct Group<'p> {
    form: usize,
    template: &'p [(String, Template)],
    named: bool,
    candidates: Vec<&'p Candidate>,
}

/// What the messages of a group bring beside their name, and where it stands.
struct Content {
    slot: &'static str,
    keys: Vec<String>,
    /// Whether some bring none.
    optional: bool,
}

/// Adds the encoders of all candidates to the module. Gives them by kind.
pub fn declare(module: &mut Module<'_>, direction: &Direction) -> Vec<Case> {
    let groups = groups(module, direction);
    let is_single = groups.iter().filter(|group| group.named).count() == 1;
    let table = |group: &Group<'_>| {
        if is_single {
            "payloads".to_owned()
        } else {
            format!("{}Payloads", word(group).to_lowercase())
        }
    };
    let encoders: Vec<_> = groups
        .iter()
        .map(|group| encoder(module, direction, group, &table(group)))
        .collect();
    let of_kind = |kind: Kind| {
        let has = |group: &Group<'_>| {
            group
                .candidates
                .iter()
                .any(|candidate| candidate.kind == kind)
        };
        let mut encoders: Vec<_> = groups
            .iter()
            .zip(&encoders)
            .filter(|(group, _)| has(group))
            .map(|(_, encoder)| encoder.clone())
            .collect();
        encoders.sort_by_key(|encoder| encoder.names.is_some());
        Case { kind, encoders }
    };
    Kind::ALL
        .into_iter()
        .map(of_kind)
        .filter(|case| !case.encoders.is_empty())
        .collect()
}

fn groups<'p>(module: &Module<'_>, direction: &'p Direction) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for candidate in &direction.candidates {
        let template = direction.forms[candidate.form].template.as_slice();
        let named = wire_name(module.protocol, direction, candidate).is_some();
        let alike = |group: &&mut Group<'_>| named && group.named && group.template == template;
        match groups.iter_mut().find(alike) {
            Some(group) => group.candidates.push(candidate),
            None => groups.push(Group {
                form: candidate.form,
                template,
                named,
                candidates: vec![candidate],
            }),
        }
    }
    groups
}

fn encoder(
    module: &mut Module<'_>,
    direction: &Direction,
    group: &Group<'_>,
    table: &str,
) -> Encoder {
    let content = content(module, group);
    if !group.named {
        return nameless(module, group, content.as_ref());
    }
    let name_path = direction.forms[group.form]
        .telling
        .name_path()
        .unwrap_or_default();
    let name_keys: Vec<_> = telling::keys(name_path).map(String::from).collect();
    named(module, group, content.as_ref(), &name_keys, table)
}

fn nameless(module: &mut Module<'_>, group: &Group<'_>, content: Option<&Content>) -> Encoder {
    let candidate = group.candidates[0];
    let name = module
        .scope
        .claim(&format!("encode{}", candidate.identifier.0));
    let mut body = Vec::new();
    let mut parameters = Vec::new();
    if let Some(Content { slot, .. }) = content {
        let value = format!("message.{slot}").into();
        let (read, reader) = reading(module, candidate);
        body.push(constant(slot, call(read, vec![value, reader])));
        body.extend(refused(content, "null"));
        parameters.push((
            "message",
            object_type(vec![field(slot, true, "unknown".into())]),
        ));
    }
    body.push(encoded(group, content));
    module.add(&function(&name, parameters, runtime_type("Encoded"), body));
    let argument = if content.is_some() { "message" } else { "" };
    Encoder {
        test: "message.name === null".to_owned(),
        call: format!("{name}({argument})"),
        names: None,
    }
}

fn named(
    module: &mut Module<'_>,
    group: &Group<'_>,
    content: Option<&Content>,
    name_keys: &[String],
    table: &str,
) -> Encoder {
    let writers: Vec<_> = group
        .candidates
        .iter()
        .map(|candidate| (candidate_name(module, candidate), writer(module, candidate)))
        .collect();
    let names = module.scope.claim(table);
    module.add(&map(&names, "(value: unknown) => unknown".into(), writers));
    let name = module.scope.claim(&format!("encode{}", word(group)));
    let undeclared = under(fault("name", "a declared name"), name_keys);
    let undeclared = give(concat([undeclared, ".refuse(null)".into()]));
    let mut fields = vec![field("name", false, "string".into())];
    let mut body = Vec::new();
    if let Some(Content { slot, .. }) = content {
        body.push(constant(
            "write",
            format!("{names}.get(message.name)").into(),
        ));
        body.push(when("write === undefined", undeclared));
        body.push(constant(slot, format!("write(message.{slot})").into()));
        body.extend(refused(content, "message.name"));
        fields.push(field(slot, true, "unknown".into()));
    } else {
        body.push(when(format!("!{names}.has(message.name)"), undeclared));
    }
    body.push(encoded(group, content));
    let parameters = vec![("message", object_type(fields))];
    module.add(&function(&name, parameters, runtime_type("Encoded"), body));
    Encoder {
        test: format!("{names}.has(message.name)"),
        call: format!("{name}(message)"),
        names: Some(names),
    }
}

fn candidate_name(module: &Module<'_>, candidate: &Candidate) -> String {
    candidate
        .message
        .map_or_else(String::new, |id| module.protocol.message(id).name.clone())
}

/// What the messages of a group have in common: their kind, or that they have names.
fn word(group: &Group<'_>) -> &'static str {
    let kind = group.candidates[0].kind;
    if group
        .candidates
        .iter()
        .any(|candidate| candidate.kind != kind)
    {
        return "Named";
    }
    match kind {
        Kind::Event => "Event",
        Kind::Request => "Request",
        Kind::Ok => "Ok",
        Kind::Error => "Error",
    }
}

/// The entry of a candidate in the map of its group.
fn writer(module: &mut Module<'_>, candidate: &Candidate) -> Doc {
    let has_content =
        candidate.kind == Kind::Error || payload(module.protocol, candidate).is_some();
    if !has_content {
        return runtime("nothing");
    }
    let (read, reader) = reading(module, candidate);
    concat([
        "(value) => ".into(),
        call(read, vec!["value".into(), reader]),
    ])
}

/// What checks whether the content is there, and what checks and writes it.
fn reading(module: &mut Module<'_>, candidate: &Candidate) -> (Doc, Doc) {
    match payload(module.protocol, candidate) {
        None => (runtime("present"), runtime("readText")),
        Some(payload) => {
            let writer = module.function_for(&payload.ty, &candidate.identifier.0, Way::Write);
            (
                runtime(if payload.optional {
                    "ifPresent"
                } else {
                    "present"
                }),
                writer,
            )
        }
    }
}

fn content(module: &Module<'_>, group: &Group<'_>) -> Option<Content> {
    let payloads: Vec<_> = group
        .candidates
        .iter()
        .map(|candidate| payload(module.protocol, candidate))
        .collect();
    let is_error = group
        .candidates
        .iter()
        .any(|candidate| candidate.kind == Kind::Error);
    if is_error {
        let keys = way(group.template, Slot::Error)?;
        return Some(Content {
            slot: "error",
            keys,
            optional: false,
        });
    }
    if payloads.iter().all(Option::is_none) {
        return None;
    }
    let optional = payloads
        .iter()
        .any(|payload| payload.is_none_or(|payload| payload.optional));
    Some(Content {
        slot: "payload",
        keys: way(group.template, Slot::Payload)?,
        optional,
    })
}

/// The keys on the way to a slot.
fn way(template: &[(String, Template)], slot: Slot) -> Option<Vec<String>> {
    template.iter().find_map(|(key, value)| {
        let rest = match value {
            Template::Slot(found) if *found == slot => Vec::new(),
            Template::Object(inner) => way(inner, slot)?,
            Template::Slot(_) | Template::Constant(_) => return None,
        };
        Some([vec![key.clone()], rest].concat())
    })
}

fn refused(content: Option<&Content>, name: &str) -> Option<Doc> {
    let Content {
        slot,
        keys,
        optional: _,
    } = content?;
    let refusal = concat([
        under((*slot).into(), keys),
        format!(".refuse({name})").into(),
    ]);
    Some(when(is_fault(slot), give(refusal)))
}

/// Returns the message in its form.
fn encoded(group: &Group<'_>, content: Option<&Content>) -> Doc {
    let value = object(members(group.template, content));
    give(object(vec![member("ok", "true"), member("value", value)]))
}

fn members(template: &[(String, Template)], content: Option<&Content>) -> Vec<Doc> {
    template
        .iter()
        .filter_map(|(key, value)| written(key, value, content))
        .collect()
}

fn written(key: &str, value: &Template, content: Option<&Content>) -> Option<Doc> {
    let slot = |name: &str| {
        let content = content.filter(|content| content.slot == name)?;
        if !content.optional {
            return Some(super::code::variable_member(key, name));
        }
        let present = object(vec![super::code::variable_member(key, name)]);
        Some(concat([
            format!("...({name} !== undefined && ").into(),
            present,
            ")".into(),
        ]))
    };
    match value {
        Template::Constant(constant) => Some(member(key, constant_value(constant))),
        Template::Slot(Slot::Name) => Some(member(key, "message.name")),
        Template::Slot(Slot::Payload) => slot("payload"),
        Template::Slot(Slot::Error) => slot("error"),
        Template::Object(inner) => Some(member(key, object(members(inner, content)))),
    }
}
