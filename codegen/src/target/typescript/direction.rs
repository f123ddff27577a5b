//! The file of one direction.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::code::{field, import_statements, object_type, union};
use super::encoders::{self, Case};
use super::layout::{Doc, Import};
use super::plan::{PlanView, has_names};
use super::sink::{self, runtime, runtime_type};
use super::templates::Templates;
use super::types::Module;
use super::{Sources, decoders, structs, variants};
use crate::model::{Direction, Protocol};

/// What the file of a direction is made of.
struct Parts {
    types: Vec<Doc>,
    decoded: Doc,
    names: Vec<(String, String)>,
    functions: Vec<String>,
    imports: BTreeSet<Import>,
    plan: PlanView,
    cases: Vec<Case>,
}

/// The file of a direction.
pub fn sources(protocol: &Protocol, direction: &Direction, templates: &Templates) -> Sources {
    let parts = parts(protocol, direction);
    let mut imports = BTreeSet::new();
    let results = [runtime_type("Encoded"), runtime_type("StandardSchema")];
    for doc in parts.types.iter().chain([&parts.decoded]).chain(&results) {
        doc.imports(&mut imports);
    }
    let declarations = templates.fill(
        "direction",
        parts.view(protocol, direction, &declared_only(&imports), true),
    );

    imports.extend(parts.imports.iter().cloned());
    for doc in parts
        .plan
        .tables
        .iter()
        .chain(&fixed(direction, &parts.plan))
    {
        doc.imports(&mut imports);
    }
    let code = templates.fill(
        "direction",
        parts.view(protocol, direction, &imports, false),
    );
    Sources { code, declarations }
}

fn parts(protocol: &Protocol, direction: &Direction) -> Parts {
    let mut module = Module::new(protocol, Some((direction.from, direction.to)));
    let structs = module.structs();
    let mut types = vec![variants::message_union(&module, direction)];
    types.extend(structs.iter().map(|id| structs::interface(&module, *id)));
    types.extend(variants::error_types(protocol, direction));
    for id in &structs {
        structs::declare(&mut module, *id, false);
    }
    let decoders = decoders::declare(&mut module, direction);
    let cases = encoders::declare(&mut module, direction);
    Parts {
        types: types.into_iter().map(Doc::type_only).collect(),
        decoded: decoded(direction),
        names: variants::names(protocol, direction),
        functions: module.functions,
        imports: module.imports,
        plan: PlanView::of(
            direction,
            &decoders,
            variants::type_name(protocol, direction, "Decoder"),
        ),
        cases,
    }
}

impl Parts {
    fn view(
        &self,
        protocol: &Protocol,
        direction: &Direction,
        imports: &BTreeSet<Import>,
        declarations: bool,
    ) -> Value {
        let Self {
            types,
            decoded,
            names,
            functions,
            imports: _,
            plan,
            cases,
        } = self;
        let names = if declarations {
            variants::names_type(names)
        } else {
            variants::names_value(names)
        };
        let constants = plan
            .constants
            .iter()
            .map(|(text, call)| context! { text => text.clone(), call => call.clone() });
        context! {
            declarations,
            file => sink::line(&protocol.file),
            imports => lines(&import_statements(imports)),
            types => blocks(types),
            names => names.print(),
            decoded => decoded.print(),
            functions => if declarations { String::new() } else { functions.join("\n\n") },
            tables => if declarations { String::new() } else { blocks(&plan.tables) },
            message => direction.identifier.0.clone(),
            plan => plan.word,
            decoder_type => plan.decoder_type.clone(),
            has_named => plan.has_named,
            has_nameless => plan.has_nameless,
            key => plan.key.clone(),
            name_place => plan.name_place.clone(),
            constants => constants.collect::<Vec<_>>(),
            cases => case_views(cases),
            name_tables => name_tables(cases),
            has_names => has_names(direction),
            keeps_unknown => variants::keeps_unknown(direction),
        }
    }
}

/// Declarations have no use for values.
fn declared_only(imports: &BTreeSet<Import>) -> BTreeSet<Import> {
    imports
        .iter()
        .filter(|import| import.is_type)
        .cloned()
        .collect()
}

/// The cases of the switch over kinds; kinds that are encoded alike share one.
fn case_views(cases: &[Case]) -> Vec<Value> {
    let mut views: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for case in cases {
        let statements = statements(case);
        match views.last_mut() {
            Some((kinds, same)) if *same == statements => kinds.push(case.kind.word()),
            _ => views.push((vec![case.kind.word()], statements)),
        }
    }
    views
        .into_iter()
        .map(|(kinds, statements)| context! { kinds, statements })
        .collect()
}

fn statements(case: &Case) -> Vec<String> {
    let last = case.encoders.len() - 1;
    let statement = |(place, encoder): (usize, &encoders::Encoder)| {
        let condition = if place < last {
            format!("if ({}) ", encoder.test)
        } else {
            String::new()
        };
        format!("{condition}return {};", encoder.call)
    };
    case.encoders.iter().enumerate().map(statement).collect()
}

/// The maps whose keys are the declared names, each once.
fn name_tables(cases: &[Case]) -> Vec<String> {
    let mut tables = Vec::new();
    for name in cases
        .iter()
        .flat_map(|case| &case.encoders)
        .filter_map(|encoder| encoder.names.as_ref())
    {
        if !tables.contains(name) {
            tables.push(name.clone());
        }
    }
    tables
}

fn decoded(direction: &Direction) -> Doc {
    let message = field("message", false, direction.identifier.0.clone().into());
    let success = object_type(vec![field("ok", false, "true".into()), message]);
    let members = [success, runtime_type("Refused")].map(|member| (Doc::from(""), member));
    union("Decoded", members.into()).type_only()
}

/// The names that the template itself uses.
fn fixed(direction: &Direction, plan: &PlanView) -> Vec<Doc> {
    let keeps_unknown = variants::keeps_unknown(direction);
    let mut names = ["Fault", "isObject", "parseText", "schemaOf"]
        .map(runtime)
        .to_vec();
    names.push(runtime(if plan.is_switch() { "own" } else { "tell" }));
    if plan.is_switch() && has_names(direction) {
        names.push(runtime("readText"));
    }
    if keeps_unknown {
        names.extend([runtime("Unknown"), runtime("forward")]);
    }
    if keeps_unknown || !plan.tables.is_empty() {
        names.push(runtime_type("PlainObject"));
    }
    names
}

/// The parts of a file, with a blank line between them.
pub fn blocks(docs: &[Doc]) -> String {
    docs.iter().map(Doc::print).collect::<Vec<_>>().join("\n\n")
}

/// Statements below one another.
pub fn lines(docs: &[Doc]) -> String {
    docs.iter().map(Doc::print).collect::<Vec<_>>().join("\n")
}
