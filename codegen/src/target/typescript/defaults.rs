//! What receivers take for absent keys, as a constant.

use serde_json::Value as Json;

use super::code::{field, lines, list, member, object};
use super::declared::Item;
use super::difference::differs;
use super::documentation::Comment;
use super::layout::{Doc, concat};
use super::module::Module;
use super::sink::{self, literal, lower_camel, number};
use crate::model::{Field, Shape, Struct};

/// The name of the constant, if the struct has such keys.
pub fn defaults_name(structure: &Struct) -> Option<String> {
    let has_default = structure.fields.iter().any(|field| field.default.is_some());
    has_default.then(|| format!("{}Defaults", lower_camel(&structure.identifier)))
}

/// The constant, if there is something to put into it.
pub fn item(module: &Module<'_>, structure: &Struct) -> Option<Item> {
    let name = defaults_name(structure)?;
    let identifier = &structure.identifier.0;
    let head = sink::documentation(
        &Comment::of(vec![format!(
            "What receivers take for keys of `{identifier}` that are absent. Reading fills in nothing."
        )]),
        0,
    );
    let values: Vec<(&Field, Doc)> = structure
        .fields
        .iter()
        .filter_map(|field| {
            let json: Json = serde_json::from_str(field.default.as_ref()?).ok()?;
            Some((field, value(&json)))
        })
        .collect();
    let members = values.iter().map(|(field, value)| {
        let assertion = if is_plain(field) || is_hidden(module, field) {
            "".into()
        } else {
            concat([" as ".into(), module.type_of(&field.ty)]).type_only()
        };
        member(&field.name, concat([value.clone(), assertion]))
    });
    let fields: Vec<Doc> = values
        .iter()
        .flat_map(|(of, _)| {
            let ty = if is_hidden(module, of) {
                sink::runtime_type("Json")
            } else {
                module.type_of(&of.ty)
            };
            [Doc::Newline, field(&of.name, false, ty), ";".into()]
        })
        .collect();
    let ty = concat([
        ": {".into(),
        Doc::Concat(fields).indent(),
        Doc::Newline,
        "}".into(),
    ]);
    let code = concat([
        head.clone(),
        format!("export const {name}").into(),
        ty.clone().type_only(),
        " = ".into(),
        lines("{", members.collect(), "}"),
        ";".into(),
    ]);
    let declaration = concat([
        head,
        format!("export declare const {name}").into(),
        ty,
        ";".into(),
    ]);
    Some(Item { code, declaration })
}

/// Whether a literal has the type of the field without more.
fn is_plain(field: &Field) -> bool {
    matches!(
        field.ty.shape,
        Shape::Text(_)
            | Shape::Pattern(..)
            | Shape::Bool
            | Shape::Int(_)
            | Shape::Number(_)
            | Shape::Json
            | Shape::Enum(_)
            | Shape::Constant(_)
    )
}

/// Whether the value looks otherwise in code, so that it is given as it goes over the wire.
fn is_hidden(module: &Module<'_>, field: &Field) -> bool {
    let is_set = matches!(field.ty.shape, Shape::Enum(_)) && !field.ty.secret;
    !is_set && differs(module.protocol, &field.ty)
}

fn value(json: &Json) -> Doc {
    match json {
        Json::Null => "null".into(),
        Json::Bool(value) => value.to_string().into(),
        Json::Number(value) => number(value.as_f64().unwrap_or_default()).into(),
        Json::String(text) => literal(text).into(),
        Json::Array(items) => list(items.iter().map(value).collect()),
        Json::Object(members) => object(
            members
                .iter()
                .map(|(key, item)| member(key, value(item)))
                .collect(),
        ),
    }
}
