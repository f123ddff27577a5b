//! Structs: their interfaces, and the functions that read and write them.

use super::code::{
    self, call, call_with_list, constant, field, function, give, object, only_objects, or_fault,
    return_fault, texts, variable_member, when,
};
use super::difference::struct_differs;
use super::documentation;
use super::layout::{Doc, concat};
use super::scope::{FunctionScope, struct_function};
use super::sink::{self, key, runtime, runtime_type};
use super::types::{Module, Way, extra_field};
use crate::model::{Field, Identifier, Others, Protocol, Struct, StructId};

/// The interface of a struct.
pub fn interface(module: &Module<'_>, id: StructId) -> Doc {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        others,
        since,
        deprecated,
        span: _,
    } = module.protocol.structure(id);
    let extra = extra_name(fields);
    let mut lines: Vec<Doc> = fields
        .iter()
        .map(|field| documented_field(module, field))
        .collect();
    if *others == Others::Keep {
        let comment = sink::documentation(&["The keys that are not declared.".to_owned()], 2);
        lines.push(concat([comment, extra_field(&extra), ";".into()]));
    }
    let age = documentation::age(since.as_deref(), deprecated.as_ref());
    let paragraphs: Vec<String> = doc.iter().cloned().chain([age]).collect();
    let head = concat([
        sink::documentation(&paragraphs, 0),
        format!("export interface {} {{", identifier.0).into(),
    ]);
    if lines.is_empty() {
        return concat([head, "}".into()]);
    }
    let inside = lines
        .into_iter()
        .flat_map(|line| [Doc::Newline, line])
        .collect();
    concat([head, Doc::Concat(inside).indent(), Doc::Newline, "}".into()])
}

fn documented_field(module: &Module<'_>, field_of: &Field) -> Doc {
    let Field {
        name,
        identifier: _,
        ty,
        optional,
        doc: _,
        since: _,
        deprecated: _,
    } = field_of;
    let comment = sink::documentation(&documentation::field(field_of), 2);
    concat([
        comment,
        field(name, *optional, module.type_of(ty)),
        ";".into(),
    ])
}

/// The key under which an interface keeps what is not declared, free of the declared ones.
pub fn extra_name(fields: &[Field]) -> String {
    let mut name = "extra".to_owned();
    while fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    name
}

/// Adds the functions that read and write a struct to its module. `exported` ones can be imported by other files.
pub fn declare(module: &mut Module<'_>, id: StructId, exported: bool) {
    declare_one(module, id, Way::Read, exported);
    if struct_differs(module.protocol, id) {
        declare_one(module, id, Way::Write, exported);
    }
}

fn declare_one(module: &mut Module<'_>, id: StructId, way: Way, exported: bool) {
    let identifier = &module.protocol.structure(id).identifier;
    let body = body(module, id, way);
    let name = struct_function(way, identifier);
    let returns = or_fault(result_type(identifier, way));
    let written = function(&name, vec![("value", "unknown".into())], returns, body);
    let head = if exported {
        exported_head(way, &identifier.0)
    } else {
        "".into()
    };
    module.add(&concat([head, written]));
}

/// The signatures of the functions that a file of shared structs exports.
pub fn signatures(protocol: &Protocol, id: StructId) -> Vec<Doc> {
    let ways = if struct_differs(protocol, id) {
        vec![Way::Read, Way::Write]
    } else {
        vec![Way::Read]
    };
    ways.into_iter()
        .map(|way| signature(&protocol.structure(id).identifier, way))
        .collect()
}

fn signature(identifier: &Identifier, way: Way) -> Doc {
    let name = struct_function(way, identifier);
    concat([
        exported_head(way, &identifier.0),
        format!("declare function {name}(value: unknown): ").into(),
        or_fault(result_type(identifier, way)),
        ";".into(),
    ])
}

fn result_type(identifier: &Identifier, way: Way) -> Doc {
    match way {
        Way::Read => identifier.0.clone().into(),
        Way::Write => runtime_type("PlainObject"),
    }
}

fn exported_head(way: Way, identifier: &str) -> Doc {
    let what = match way {
        Way::Read => format!("Reads a {{@link {identifier}}}, or gives the fault in it."),
        Way::Write => format!(
            "Writes a {{@link {identifier}}} as it goes over the wire, or gives the fault in it."
        ),
    };
    concat([
        format!("/** {what} */").into(),
        Doc::Newline,
        "export ".into(),
    ])
}

/// A field that was read: its key, the variable that holds it, and whether that may be `undefined`.
struct Variable<'p> {
    key: &'p str,
    name: String,
    optional: bool,
}

fn body(module: &mut Module<'_>, id: StructId, way: Way) -> Vec<Doc> {
    let protocol = module.protocol;
    let Struct {
        identifier,
        owner: _,
        doc: _,
        fields,
        others,
        since: _,
        deprecated: _,
        span: _,
    } = protocol.structure(id);
    let mut readers = Vec::new();
    for field in fields {
        let place = format!("{}{}", identifier.0, field.identifier.0);
        readers.push(module.function_for(&field.ty, &place, way));
    }
    let mut scope = module.scope.function(&["value", "read"]);
    let mut statements = vec![only_objects("value")];
    let mut variables = Vec::new();
    for (field, reader) in fields.iter().zip(readers) {
        let name = scope.variable(&field.identifier);
        let read = runtime(if field.optional {
            "optional"
        } else {
            "required"
        });
        let arguments = vec!["value".into(), sink::literal(&field.name).into(), reader];
        statements.extend(or_return(&name, call(read, arguments)));
        variables.push(Variable {
            key: &field.name,
            name,
            optional: field.optional,
        });
    }
    let extra = remaining(fields, *others, way, &mut scope, &mut statements);
    statements.extend(result(&identifier.0, &variables, extra, way));
    statements
}

/// Reads into a variable, or ends the function with the fault.
fn or_return(name: &str, reading: Doc) -> [Doc; 2] {
    [constant(name, reading), return_fault(name)]
}

/// Deals with the keys that are not declared. Gives the member that keeps them.
fn remaining(
    fields: &[Field],
    others: Others,
    way: Way,
    scope: &mut FunctionScope<'_>,
    statements: &mut Vec<Doc>,
) -> Option<Doc> {
    let declared = texts(fields.iter().map(|field| field.name.as_str()));
    match others {
        Others::Ignore => None,
        Others::Refuse => {
            let fault = scope.claim("unexpected");
            let check = call_with_list(runtime("checkUnexpected"), vec!["value".into()], declared);
            statements.push(constant(&fault, check));
            statements.push(when(format!("{fault} !== undefined"), give(fault.into())));
            None
        }
        Others::Keep => {
            let key = extra_name(fields);
            let name = scope.claim("extra");
            let reading = match way {
                Way::Read => call_with_list(runtime("readOthers"), vec!["value".into()], declared),
                Way::Write => {
                    let kept = call(
                        runtime("own"),
                        vec!["value".into(), sink::literal(&key).into()],
                    );
                    call_with_list(runtime("writeOthers"), vec![kept], declared)
                }
            };
            statements.extend(or_return(&name, reading));
            Some(match way {
                Way::Read => variable_member(&key, &name),
                Way::Write => format!("...{name}").into(),
            })
        }
    }
}

/// The keys that every object inherits.
const INHERITED: [&str; 11] = [
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Puts the fields together. Those that are absent get no key.
fn result(identifier: &str, variables: &[Variable<'_>], extra: Option<Doc>, way: Way) -> Vec<Doc> {
    let certain = variables.iter().filter(|variable| !variable.optional);
    let members = certain.map(|variable| variable_member(variable.key, &variable.name));
    let whole = object(members.chain(extra).collect());
    let optional: Vec<_> = variables
        .iter()
        .filter(|variable| variable.optional)
        .collect();
    if optional.is_empty() {
        return vec![give(whole)];
    }
    let ty = match way {
        Way::Read => {
            format!("{{ -readonly [key in keyof {identifier}]: {identifier}[key] }}").into()
        }
        Way::Write => "{ [key: string]: unknown }".into(),
    };
    // TypeScript holds that every object literal has the functions of `Object` under these keys.
    let is_inherited = optional
        .iter()
        .any(|variable| INHERITED.contains(&variable.key));
    let (annotation, assertion) = match way {
        Way::Read if is_inherited => (Doc::from(""), concat([" as unknown as ".into(), ty])),
        _ => (concat([": ".into(), ty]), "".into()),
    };
    let head = concat(["const read".into(), annotation.type_only(), " = ".into()]);
    let start = concat([head, whole, assertion.type_only(), ";".into()]);
    let sets = optional
        .into_iter()
        .map(|Variable { key, name, .. }| when(format!("{name} !== undefined"), set(key, name)));
    [start]
        .into_iter()
        .chain(sets)
        .chain([give("read".into())])
        .collect()
}

fn set(name: &str, value: &str) -> Doc {
    if name == "__proto__" || INHERITED.contains(&name) {
        let arguments = vec![
            "read".into(),
            sink::literal(name).into(),
            value.to_owned().into(),
        ];
        return concat([call(runtime("setOwn"), arguments), ";".into()]);
    }
    let place = if sink::is_identifier(name) {
        format!(".{name}")
    } else {
        format!("[{}]", key(name))
    };
    code::set(format!("read{place}"), value)
}
