//! What the documentation of generated code says of values: their units and limits.

use super::documentation::{listed, sentence, small};
use super::sink::number;
use crate::model::{Limits, Map, Pattern, Range, Shape, Type};

/// The doc of a value, then its unit and limits: in the same line where the doc is one.
pub fn value(doc: Option<&str>, ty: &Type) -> Vec<String> {
    let facts = facts(ty);
    match doc.map(str::trim) {
        None => vec![facts],
        Some(doc) if doc.contains('\n') || facts.is_empty() => vec![doc.to_owned(), facts],
        Some(doc) => vec![format!("{doc} {facts}")],
    }
}

/// The unit and limits of a value, as sentences.
pub fn facts(ty: &Type) -> String {
    let Type {
        shape,
        nullable: _,
        secret: _,
        unit,
        undocumented,
    } = ty;
    let unit = unit
        .iter()
        .map(|unit| sentence(&format!("In {}", unit.trim())));
    let silent = undocumented.then(|| "Not documented: any JSON.".to_owned());
    let facts = unit.chain(limits(shape)).chain(silent);
    facts.collect::<Vec<_>>().join(" ")
}

fn limits(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Text(limits) => lengths(*limits, "character"),
        Shape::Base64(limits) => [
            vec!["Bytes in base64.".to_owned()],
            lengths(*limits, "character"),
        ]
        .concat(),
        Shape::Pattern(Pattern(pattern), limits) => [
            vec![format!("Matches `{pattern}`.")],
            lengths(*limits, "character"),
        ]
        .concat(),
        Shape::Int(range) => [vec!["A whole number.".to_owned()], ranges(*range)].concat(),
        Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => {
            let schemes: Vec<_> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
            vec![format!("With the scheme {}.", listed(&schemes, "or"))]
        }
        Shape::List(item, limits) => [lengths(*limits, "item"), each(item)].concat(),
        Shape::Map(Map { value, keys }) => {
            let keys = keys.as_ref().map(|keys| key(keys));
            keys.into_iter().flatten().chain(each(value)).collect()
        }
        Shape::Bool
        | Shape::Json
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Constant(_)
        | Shape::Enum(_)
        | Shape::Tuple(_)
        | Shape::Struct(_)
        | Shape::Union(_) => Vec::new(),
    }
}

/// What the keys of a map are.
fn key(keys: &Type) -> Vec<String> {
    let facts = facts(keys);
    if facts.is_empty() {
        Vec::new()
    } else {
        vec![format!("Each key: {}", small(&facts))]
    }
}

fn each(item: &Type) -> Vec<String> {
    let facts = facts(item);
    if facts.is_empty() {
        Vec::new()
    } else {
        vec![format!("Each: {}", small(&facts))]
    }
}

fn lengths(Limits { minimum, maximum }: Limits, what: &str) -> Vec<String> {
    let counted = |count: usize| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (minimum, maximum) {
        (Some(least), Some(most)) if least == most => vec![format!("Exactly {}.", counted(least))],
        (Some(least), Some(most)) => vec![format!("{least} to {}.", counted(most))],
        (Some(least), None) => vec![format!("At least {}.", counted(least))],
        (None, Some(most)) => vec![format!("At most {}.", counted(most))],
        (None, None) => Vec::new(),
    }
}

fn ranges(Range { minimum, maximum }: Range) -> Vec<String> {
    match (minimum, maximum) {
        (Some(least), Some(most)) => vec![format!("From {} to {}.", number(least), number(most))],
        (Some(least), None) => vec![format!("At least {}.", number(least))],
        (None, Some(most)) => vec![format!("At most {}.", number(most))],
        (None, None) => Vec::new(),
    }
}
