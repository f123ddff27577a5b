//! The file of one direction.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::code::{field, object_type, union};
use super::imports::import_statements;
use super::layout::{Doc, Import};
use super::module::Module;
use super::pipe::{Pipe, View};
use super::route::Route;
use super::sink::{self, runtime, runtime_type};
use super::templates::Templates;
use super::variants::Face;
use super::{Sources, declared, errors, variants};
use crate::model::{Direction, Protocol};

/// What the file of a direction is made of.
struct Parts<'p> {
    protocol: &'p Protocol,
    direction: &'p Direction,
    types: Vec<declared::Item>,
    decoded: Doc,
    names: Vec<(String, String)>,
    functions: Vec<String>,
    imports: BTreeSet<Import>,
    pipes: Vec<Pipe<'p>>,
}

/// The file of a direction.
pub fn sources(protocol: &Protocol, direction: &Direction, templates: &Templates) -> Sources {
    let faces = variants::faces(protocol, direction);
    let parts = parts(protocol, direction, &faces);
    let mut declared = BTreeSet::new();
    let mut used = parts.imports.clone();
    for item in &parts.types {
        item.declaration.imports(&mut declared);
        item.code.imports(&mut used);
    }
    parts.decoded.imports(&mut declared);
    parts.decoded.imports(&mut used);
    runtime("Fault").imports(&mut used);
    runtime("parseText").imports(&mut used);
    for pipe in &parts.pipes {
        for doc in pipe.public_types() {
            doc.imports(&mut declared);
            doc.imports(&mut used);
        }
        for doc in pipe.used() {
            doc.imports(&mut used);
        }
    }
    Sources {
        code: parts.fill(templates, &used, false),
        declarations: parts.fill(templates, &declared_only(&declared), true),
    }
}

fn parts<'p>(protocol: &'p Protocol, direction: &'p Direction, faces: &'p [Face]) -> Parts<'p> {
    let mut module = Module::new(protocol, Some((direction.from, direction.to)));
    let own = module.own_types();
    let union = variants::message_union(&module, direction, faces);
    let mut types = vec![declared::Item::of_type(union)];
    types.extend(own.iter().flat_map(|id| declared::items(&module, *id)));
    let errors = errors::types(protocol, direction).into_iter();
    types.extend(errors.map(declared::Item::of_type));
    for id in &own {
        declared::declare(&mut module, *id, false);
    }
    let routes = Route::all(protocol, direction, faces);
    let pipes = routes
        .into_iter()
        .map(|route| Pipe::of(&mut module, route))
        .collect();
    Parts {
        protocol,
        direction,
        types,
        decoded: decoded(direction),
        names: variants::names(protocol, direction, faces),
        functions: module.functions,
        imports: module.imports,
        pipes,
    }
}

impl Parts<'_> {
    fn fill(
        &self,
        templates: &Templates,
        imports: &BTreeSet<Import>,
        declarations: bool,
    ) -> String {
        let Self {
            protocol,
            direction,
            types,
            decoded,
            names,
            functions,
            imports: _,
            pipes,
        } = self;
        let names = if declarations {
            variants::names_type(names)
        } else {
            variants::names_value(names)
        };
        let types = types.iter().map(|item| {
            let doc = if declarations {
                &item.declaration
            } else {
                &item.code
            };
            doc.print()
        });
        let views: Vec<View> = pipes
            .iter()
            .map(|pipe| pipe.view(templates, declarations))
            .collect();
        let joined = |part: fn(&View) -> &str| {
            let parts = views.iter().map(part).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("\n\n")
        };
        let view = context! {
            declarations,
            file => sink::line(&protocol.file),
            imports => lines(&import_statements(imports)),
            types => types.collect::<Vec<_>>().join("\n\n"),
            names => names.print(),
            decoded => decoded.print(),
            pipes => views.iter().map(View::public).collect::<Vec<Value>>(),
            functions => if declarations { String::new() } else { functions.join("\n\n") },
            tables => joined(|view| &view.tables),
            checks => joined(|view| &view.checks),
            message => direction.identifier.0.clone(),
        };
        templates.fill("direction", view)
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

fn decoded(direction: &Direction) -> Doc {
    let message = field("message", false, direction.identifier.0.clone().into());
    let success = object_type(vec![field("ok", false, "true".into()), message]);
    let members = [success, runtime_type("Refused")].map(|member| (Doc::from(""), member));
    union("Decoded", members.into()).type_only()
}

/// The parts of a file, with a blank line between them.
pub fn blocks(docs: &[Doc]) -> String {
    docs.iter().map(Doc::print).collect::<Vec<_>>().join("\n\n")
}

/// Statements below one another.
pub fn lines(docs: &[Doc]) -> String {
    docs.iter().map(Doc::print).collect::<Vec<_>>().join("\n")
}
