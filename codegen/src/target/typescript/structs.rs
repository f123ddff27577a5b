//! Structs: their interfaces, and the functions that read and write them.

use super::code::{
    self, call, call_with_list, constant, constant_of, constant_value, field, give, list,
    list_of_lists, object, only_objects, return_fault, texts, variable_member, when,
};
use super::declared::Item;
use super::defaults;
use super::documentation::{self, Comment};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::scope::FunctionScope;
use super::sink::{self, key, literal, runtime, runtime_type};
use super::tags::own_tag;
use super::types::extra_field;
use super::unions::tag_field;
use crate::model::{Field, Others, Presence, Struct, StructId, Type};

pub use super::defaults::defaults_name;

/// The interface, and what receivers take for absent keys.
pub fn items(module: &Module<'_>, id: StructId) -> Vec<Item> {
    let interface = Item::of_type(interface(module, id));
    let defaults = defaults::item(module, module.protocol.structure(id));
    [interface].into_iter().chain(defaults).collect()
}

/// The interface of a struct.
fn interface(module: &Module<'_>, id: StructId) -> Doc {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        rules,
        others,
        recursive: _,
        since,
        deprecated,
        span: _,
    } = module.protocol.structure(id);
    let mut lines: Vec<Doc> = Vec::new();
    if let Some(tag) = own_tag(module.protocol, id) {
        lines.push(concat([tag_field(tag.key, tag.tags), ";".into()]));
    }
    lines.extend(fields.iter().map(|field| documented_field(module, field)));
    if let Some(item) = extra_type(module, others) {
        let comment = Comment::of(vec!["The keys that are not declared.".to_owned()]);
        let extra = extra_field(&extra_name(fields), item);
        lines.push(concat([
            sink::documentation(&comment, 2),
            extra,
            ";".into(),
        ]));
    }
    let rules = documentation::rules(fields, rules);
    let comment = Comment::of(doc.iter().cloned().chain([rules]).collect())
        .aged(since.as_deref(), deprecated.as_ref());
    let head = concat([
        sink::documentation(&comment, 0),
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

fn extra_type(module: &Module<'_>, others: &Others) -> Option<Doc> {
    match others {
        Others::Ignore | Others::Refuse => None,
        Others::Keep => Some(runtime_type("Json")),
        Others::Typed(ty) => Some(module.type_of(ty)),
    }
}

fn documented_field(module: &Module<'_>, field_of: &Field) -> Doc {
    let comment = documentation::field(module.protocol, field_of);
    concat([
        sink::documentation(&comment, 2),
        field(
            &field_of.name,
            field_of.optional,
            module.type_of(&field_of.ty),
        ),
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

/// A field that was read: its key, the variable that holds it, and whether that may be `undefined`.
struct Variable<'p> {
    key: &'p str,
    name: String,
    optional: bool,
}

/// What reads or writes a value.
pub fn body(module: &mut Module<'_>, id: StructId, way: Way) -> Vec<Doc> {
    let protocol = module.protocol;
    let structure = protocol.structure(id);
    let Struct {
        identifier, fields, ..
    } = structure;
    let mut readers = Vec::new();
    for field in fields {
        let place = format!("{}{}", identifier.0, field.identifier.0);
        readers.push(module.function_for(&field.ty, &place, way));
    }
    let others = others_reader(module, structure, way);
    let tag = own_tag(protocol, id);
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
        let arguments = vec!["value".into(), literal(&field.name).into(), reader];
        statements.extend(or_return(&name, call(read, arguments)));
        variables.push(Variable {
            key: &field.name,
            name,
            optional: field.optional,
        });
    }
    statements.extend(presence(structure, &mut scope));
    let declared: Vec<&str> = tag
        .iter()
        .map(|tag| tag.key)
        .chain(fields.iter().map(|field| field.name.as_str()))
        .collect();
    let extra = remaining(
        structure,
        &declared,
        others,
        way,
        &mut scope,
        &mut statements,
    );
    let first = tag.and_then(|tag| Some(code::member(tag.key, tag.value()?)));
    statements.extend(result(&identifier.0, first, &variables, extra, way));
    statements
}

/// Reads into a variable, or ends the function with the fault.
fn or_return(name: &str, reading: Doc) -> [Doc; 2] {
    [constant(name, reading), return_fault(name)]
}

/// Ends the function when keys are missing that others demand.
fn presence(structure: &Struct, scope: &mut FunctionScope<'_>) -> Vec<Doc> {
    let name = |place: &usize| structure.fields[*place].name.as_str();
    let names = |places: &[usize]| texts(places.iter().map(name));
    let check = |rule: &Presence| match rule {
        Presence::AtLeastOneOf(places) => call_with_list(
            runtime("checkAtLeastOneOf"),
            vec!["value".into()],
            names(places),
        ),
        Presence::Together(places) => call_with_list(
            runtime("checkTogether"),
            vec!["value".into()],
            names(places),
        ),
        Presence::RequiredWhen { field, when } => {
            let pairs = when.iter().map(|(other, value)| {
                list(vec![literal(name(other)).into(), constant_value(value)])
            });
            call_with_list(
                runtime("checkRequiredWhen"),
                vec!["value".into(), literal(name(field)).into()],
                list_of_lists(pairs.collect()),
            )
        }
    };
    let checks: Vec<Doc> = structure.rules.iter().map(check).collect();
    if checks.is_empty() {
        return Vec::new();
    }
    let lacking = scope.claim("lacking");
    let found = if checks.len() == 1 {
        constant(&lacking, Doc::Concat(checks))
    } else {
        constant_of(&lacking, checks)
    };
    vec![
        found,
        when(format!("{lacking} !== undefined"), give(lacking.into())),
    ]
}

/// What reads the values of keys that are not declared, if they all have a type.
fn others_reader(module: &mut Module<'_>, structure: &Struct, way: Way) -> Option<Doc> {
    let Others::Typed(ty) = &structure.others else {
        return None;
    };
    let ty: &Type = ty;
    let place = format!("{}Extra", structure.identifier.0);
    Some(module.function_for(ty, &place, way))
}

/// Deals with the keys that are not declared. Gives the member that keeps them.
fn remaining(
    structure: &Struct,
    declared: &[&str],
    others_reader: Option<Doc>,
    way: Way,
    scope: &mut FunctionScope<'_>,
    statements: &mut Vec<Doc>,
) -> Option<Doc> {
    let keys = texts(declared.iter().copied());
    match &structure.others {
        Others::Ignore => None,
        Others::Refuse => {
            let fault = scope.claim("unexpected");
            let check = call_with_list(runtime("checkUnexpected"), vec!["value".into()], keys);
            statements.push(constant(&fault, check));
            statements.push(when(format!("{fault} !== undefined"), give(fault.into())));
            None
        }
        Others::Keep | Others::Typed(_) => {
            let key = extra_name(&structure.fields);
            let name = scope.claim("extra");
            let (function, source) = match way {
                Way::Read => ("readOthers", "value".into()),
                Way::Write => {
                    let arguments = vec!["value".into(), literal(&key).into()];
                    ("writeOthers", call(runtime("own"), arguments))
                }
            };
            let reading = match others_reader {
                None => call_with_list(runtime(function), vec![source], keys),
                Some(reader) => call(runtime(function), vec![source, keys, reader]),
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
fn result(
    identifier: &str,
    tag: Option<Doc>,
    variables: &[Variable<'_>],
    extra: Option<Doc>,
    way: Way,
) -> Vec<Doc> {
    let certain = variables.iter().filter(|variable| !variable.optional);
    let members = certain.map(|variable| variable_member(variable.key, &variable.name));
    let whole = object(tag.into_iter().chain(members).chain(extra).collect());
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
        let arguments = vec!["read".into(), literal(name).into(), value.to_owned().into()];
        return concat([call(runtime("setOwn"), arguments), ";".into()]);
    }
    let place = if sink::is_identifier(name) {
        format!(".{name}")
    } else {
        format!("[{}]", key(name))
    };
    code::set(format!("read{place}"), value)
}
