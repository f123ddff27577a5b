//! What decodes a message once it was told which it is.

use super::code::{
    Step, call, constant_of, constant_value, give, list, member, object, or_fault, text_member,
    when,
};
use super::layout::{Doc, concat};
use super::module::Module;
use super::route::{Root, Route};
use super::sink::runtime;
use super::walk::{Read, walk};
use crate::model::{Candidate, Entry, Template, Told};
use trilogue_wire::telling::{Marks, Node};

/// How one candidate is decoded.
#[derive(Debug)]
pub struct Decoder {
    /// The place of its candidate.
    pub candidate: usize,
    /// The place of its form.
    pub form: usize,
    /// How it is told.
    pub told: Told,
    /// What telling looks at when others have the same name.
    pub marks: Marks,
    /// A function from the message to the decoded message or a fault.
    pub function: Doc,
    /// Whether the function looks at the message.
    pub looks: bool,
}

/// Adds the decoders of all candidates to the module.
pub fn declare(module: &mut Module<'_>, route: &Route<'_>) -> Vec<Decoder> {
    let candidates = route.pipe.candidates.iter().enumerate();
    candidates
        .map(|(place, candidate)| decoder(module, route, place, candidate))
        .collect()
}

fn decoder(
    module: &mut Module<'_>,
    route: &Route<'_>,
    place: usize,
    candidate: &Candidate,
) -> Decoder {
    let (body, result, looks) = body(module, route, candidate);
    let is_named = matches!(candidate.told, Told::Name(_));
    let function = if looks || !is_named {
        declared(module, route, candidate, looks, &[body, result].concat())
    } else {
        constant_function(route, candidate)
    };
    Decoder {
        candidate: place,
        form: candidate.form,
        told: candidate.told.clone(),
        marks: candidate.marks.clone(),
        function,
        looks,
    }
}

/// A function to what is known of a message without a look at it.
fn constant_function(route: &Route<'_>, candidate: &Candidate) -> Doc {
    if !route.is_chosen_outside(candidate) {
        let outcome = outcome(route, candidate, &[]);
        return concat(["() => (".into(), outcome, ")".into()]);
    }
    let outcome = outcome(route, candidate, &[Read::name_outside()]);
    concat(["(_, name) => (".into(), outcome, ")".into()])
}

/// The statements that read a message, those that give it, and whether the message is looked at.
fn body(
    module: &mut Module<'_>,
    route: &Route<'_>,
    candidate: &Candidate,
) -> (Vec<Doc>, Vec<Doc>, bool) {
    let mut body = constants(route, candidate);
    let parts = walk(module, route, candidate, &mut body);
    let form = &route.pipe.forms[candidate.form];
    let is_told = form.telling.nodes.iter().any(Node::is_mark);
    if route.root() == Root::Any && (!body.is_empty() || !is_told) {
        body.splice(0..0, narrowed(&form.template));
    }
    let looks = !body.is_empty();
    (body, outcomes(route, candidate, &parts), looks)
}

/// Makes sure that the message is what the form is. Where the form has marks, telling has seen to that already.
fn narrowed(template: &Template) -> Option<Doc> {
    let (check, what) = match template {
        Template::Object(_) => ("isObject", "an object"),
        Template::List(_) => ("isList", "a list"),
        Template::Constant(_) | Template::Name(_) | Template::Slot(_) | Template::Absent => {
            return None;
        }
    };
    let condition = concat(["!".into(), call(runtime(check), vec!["message".into()])]);
    Some(when(condition, give(super::code::fault("type", what))))
}

fn outcomes(route: &Route<'_>, candidate: &Candidate, parts: &[Read]) -> Vec<Doc> {
    let optional: Vec<_> = parts.iter().filter(|part| part.optional).collect();
    let mut statements = Vec::new();
    if let [only] = optional.as_slice() {
        let without: Vec<Read> = parts
            .iter()
            .filter(|part| !part.optional)
            .cloned()
            .collect();
        let condition = format!("{} === undefined", only.variable);
        statements.push(when(condition, give(outcome(route, candidate, &without))));
        let all: Vec<Read> = parts
            .iter()
            .cloned()
            .map(|part| Read {
                optional: false,
                ..part
            })
            .collect();
        statements.push(give(outcome(route, candidate, &all)));
    } else {
        statements.push(give(outcome(route, candidate, parts)));
    }
    statements
}

fn declared(
    module: &mut Module<'_>,
    route: &Route<'_>,
    candidate: &Candidate,
    looks: bool,
    body: &[Doc],
) -> Doc {
    let name = &route.variant(candidate).identifier.0;
    let mut parameters = Vec::new();
    if looks {
        parameters.push(("message", route.wire_type()));
    }
    if route.is_chosen_outside(candidate) {
        parameters.push(("name", "string".into()));
    }
    let message = route.message_type();
    let returns = if looks { or_fault(message) } else { message };
    let wanted = format!("decode{}{name}", route.suffix);
    module.declare_as(&wanted, &parameters, &returns, body)
}

/// The decoded message.
fn outcome(route: &Route<'_>, candidate: &Candidate, parts: &[Read]) -> Doc {
    let face = route.face(candidate);
    let mut members = vec![
        text_member("kind", route.variant(candidate).kind.word()),
        member("name", route.name_literal(candidate)),
    ];
    let answers = face.answers.clone();
    members.extend(answers.map(|answers| member("answers", answers)));
    let layout = face.layout.clone();
    members.extend(layout.map(|layout| member("layout", layout)));
    let envelope = route.envelope(candidate);
    if route.envelopes(candidate).contains(&envelope) {
        members.push(member("envelope", envelope));
    }
    members.extend(parts.iter().map(|part| {
        let held = super::code::variable_member(&part.property, &part.variable);
        if !part.optional {
            return held;
        }
        concat([
            format!("...({} !== undefined && ", part.variable).into(),
            object(vec![held]),
            ")".into(),
        ])
    }));
    object(members)
}

/// Checks the constants of a form, but for the one by which it was told. In a table, telling has checked them all.
fn constants(route: &Route<'_>, candidate: &Candidate) -> Vec<Doc> {
    let Some(key) = route.switch_key() else {
        return Vec::new();
    };
    let mut checks = Vec::new();
    collect_constants(route.template(candidate), &mut Vec::new(), key, &mut checks);
    if checks.is_empty() {
        return Vec::new();
    }
    let fault = constant_of("fault", checks);
    vec![fault, when("fault !== undefined", give("fault".into()))]
}

fn collect_constants(
    template: &Template,
    steps: &mut Vec<Step>,
    told_by: &str,
    checks: &mut Vec<Doc>,
) {
    let mut below = |step: Step, value: &Template| {
        steps.push(step);
        collect_constants(value, steps, told_by, checks);
        steps.pop();
    };
    match template {
        Template::Object(entries) => {
            for entry in entries {
                if let Entry::Member(key, value) = entry {
                    below(Step::Key(key.clone()), value);
                }
            }
        }
        Template::List(items) => {
            for (index, item) in items.iter().enumerate() {
                below(Step::Index(index), item);
            }
        }
        Template::Constant(expected) => {
            let is_told = matches!(steps.as_slice(), [Step::Key(key)] if key == told_by);
            if !is_told {
                let keys = list(steps.iter().map(|step| step.value().into()).collect());
                let arguments = vec!["message".into(), keys, constant_value(expected)];
                checks.push(call(runtime("checkConstant"), arguments));
            }
        }
        Template::Name(_) | Template::Slot(_) | Template::Absent => {}
    }
}
