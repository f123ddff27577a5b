//! What decodes a message once it was told which it is.

use super::code::{
    Step, call, constant, constant_of, constant_value, function, give, list, map, member, object,
    or_fault, return_fault, text_member, when,
};
use super::layout::{Doc, concat};
use super::module::Module;
use super::places::path_of;
use super::route::{Root, Route};
use super::sink::{literal, runtime, runtime_type};
use super::walk::{Read, walk};
use crate::model::{Candidate, Entry, Slot, Template, Told};
use trilogue_wire::telling::Marks;

/// How one candidate is decoded.
#[derive(Debug)]
pub struct Decoder {
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

/// Adds the decoders of all candidates to the module, but for those of answers that are told by the open requests: these
/// are called by those of the answers that do not say which request they are for.
pub fn declare(module: &mut Module<'_>, route: &Route<'_>) -> Vec<Decoder> {
    let mut decoders = Vec::new();
    for candidate in &route.pipe.candidates {
        if candidate.told != Told::Open {
            decoders.push(decoder(module, route, candidate));
        }
    }
    decoders
}

fn decoder(module: &mut Module<'_>, route: &Route<'_>, candidate: &Candidate) -> Decoder {
    let opening = opening(module, route, candidate);
    let has_opening = !opening.is_empty();
    let (body, result, looks) = body(module, route, candidate);
    let is_named = matches!(candidate.told, Told::Name(_));
    let looks = looks || has_opening;
    let function = if looks || !is_named {
        let body = [opening, body, result].concat();
        declared(module, route, candidate, looks, has_opening, body)
    } else {
        let outcome = outcome(route, candidate, &[]);
        concat(["() => (".into(), outcome, ")".into()])
    };
    Decoder {
        form: candidate.form,
        told: candidate.told.clone(),
        marks: candidate.marks.clone(),
        function,
        looks,
    }
}

/// The statements that read a message, those that give it, and whether the message is looked at.
fn body(
    module: &mut Module<'_>,
    route: &Route<'_>,
    candidate: &Candidate,
) -> (Vec<Doc>, Vec<Doc>, bool) {
    let mut body = constants(route, candidate);
    let parts = walk(module, route, candidate, &mut body);
    let looks = !body.is_empty();
    if looks && route.root() == Root::Any {
        body.splice(0..0, narrowed(route.template(candidate)));
    }
    (body, outcomes(route, candidate, &parts), looks)
}

/// Makes sure that the message is what the form is, which telling has seen to already.
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
    has_opening: bool,
    body: Vec<Doc>,
) -> Doc {
    let name = &route.variant(candidate).identifier.0;
    let name = module.scope.claim(&format!("decode{}{name}", route.suffix));
    let mut parameters = Vec::new();
    if looks {
        parameters.push(("message", route.wire_type()));
    }
    if has_opening {
        parameters.push(("open?", runtime_type("Open")));
    }
    let message = route.message_type();
    let returns = if looks { or_fault(message) } else { message };
    module.add(&function(&name, parameters, returns, body));
    name.into()
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

/// Finds the request that a nameless answer is for, and leaves the rest to the decoder of its answers.
fn opening(module: &mut Module<'_>, route: &Route<'_>, candidate: &Candidate) -> Vec<Doc> {
    if !route.has_open() || !route.is_nameless_answer(candidate) {
        return Vec::new();
    }
    let kind = route.variant(candidate).kind;
    let answers = route.pipe.candidates.iter().filter(|other| {
        other.told == Told::Open
            && other.form == candidate.form
            && route.variant(other).kind == kind
    });
    let mut entries = Vec::new();
    for answer in answers {
        let Some(id) = route.asked(answer) else {
            continue;
        };
        let (body, result, looks) = body(module, route, answer);
        let body = [body, result].concat();
        let function = declared(module, route, answer, looks, false, body);
        let name = route.protocol.message(id);
        let asked = name.answers().map_or(name, |id| route.protocol.message(id));
        entries.push((open_name(asked), function));
    }
    let mut arguments = vec!["open".into(), "message".into()];
    let path = path_of(route.template(candidate), Slot::Id);
    arguments.extend(path.map(|path| literal(&path).into()));
    let request = constant("request", call(runtime("requestOf"), arguments));
    let mut inside = vec![request, return_fault("request")];
    if !entries.is_empty() {
        let table = route.claim(module, kind.word(), "Answers");
        let message = concat(["(message: ".into(), route.wire_type(), ") => ".into()]);
        let ty = concat([message, or_fault(route.message_type())]);
        module.add(&map(&table, "string".into(), ty, entries));
        inside.push(constant(
            "answer",
            format!("request === undefined ? undefined : {table}.get(request)").into(),
        ));
        inside.push(when("answer !== undefined", give("answer(message)".into())));
    }
    vec![super::code::block("open !== undefined", inside)]
}

/// How the table of open requests calls a request.
fn open_name(message: &crate::model::Message) -> Doc {
    let name = if message.bound.is_some() {
        message.key.clone()
    } else {
        message.name.text().into_owned()
    };
    literal(&name).into()
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
