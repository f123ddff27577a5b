//! What docs say of fields and types: unit and limits.

use super::doc::{self, Doc};
use super::literal;
use super::words::{listed, sentence, small};
use crate::model::{Deprecated, Field, Limits, Presence, Protocol, Range, Shape, Struct, Type};

/// The doc of a field.
pub fn field(protocol: &Protocol, field: &Field) -> Doc {
    let Field {
        name,
        identifier: _,
        ty,
        optional,
        boxed: _,
        default,
        binds,
        doc,
        gated_by,
        since,
        deprecated,
        examples,
        span: _,
    } = field;
    let mut text = Doc::new()
        .spec(doc.as_deref())
        .or(format!("{} on the wire.", doc::code(name)));
    text = if *optional && matches!(ty.shape, Shape::Constant(_)) && !ty.nullable {
        text.aside(format!(
            "Whether there is {}, which is all that can be.",
            constant(ty)
        ))
    } else {
        text.aside(facts(ty))
    };
    if let Some(default) = default {
        text = text.aside(format!("{} if it is absent.", doc::code(default)));
    }
    if let Some(request) = binds {
        let request = protocol.message(*request);
        text = text.aside(format!(
            "Its value becomes the wire name of {}.",
            doc::code(&request.identifier.0)
        ));
    }
    if let Some(example) = examples.first().filter(|_| !ty.secret) {
        text = text.aside(format!("For example {}.", doc::code(example)));
    }
    text.aside(gate(gated_by.as_deref()))
        .aside(age(since.as_deref(), deprecated.as_ref()))
}

/// What must be switched on.
pub fn gate(gated_by: Option<&str>) -> String {
    gated_by.map_or_else(String::new, |gate| {
        sentence(&format!("Only with {}", doc::inline(gate)))
    })
}

fn constant(ty: &Type) -> String {
    match &ty.shape {
        Shape::Constant(value) => doc::code(&literal::shown(value)),
        _ => String::new(),
    }
}

/// What must hold between the fields of a struct.
pub fn rules(structure: &Struct) -> Doc {
    let key = |field: &usize| doc::code(&structure.fields[*field].name);
    let keys =
        |fields: &[usize], word: &str| listed(&fields.iter().map(key).collect::<Vec<_>>(), word);
    structure
        .rules
        .iter()
        .fold(Doc::new(), |doc, rule| match rule {
            Presence::AtLeastOneOf(any) => {
                doc.own(format!("At least one of {} is there.", keys(any, "and")))
            }
            Presence::Together(all) => {
                doc.own(format!("All of {} are there, or none.", keys(all, "and")))
            }
            Presence::RequiredWhen { field, when } => {
                let when = when.iter().map(|(other, value)| {
                    format!("{} is {}", key(other), doc::code(&literal::shown(value)))
                });
                let when: Vec<String> = when.collect();
                doc.own(format!(
                    "{} is there when {}.",
                    key(field),
                    listed(&when, "and")
                ))
            }
        })
}

/// What a type is, in a few words, where nothing else is said.
pub fn kind(protocol: &Protocol, ty: &Type) -> String {
    let word = match &ty.shape {
        Shape::Text(_) | Shape::Pattern(..) => "Text.".to_owned(),
        Shape::Bool => "A truth value.".to_owned(),
        Shape::Int(_) => "A whole number.".to_owned(),
        Shape::Number(_) => "A number.".to_owned(),
        Shape::Json => "Any JSON.".to_owned(),
        Shape::Url(_) => "A URL.".to_owned(),
        Shape::Uuid => "A UUID.".to_owned(),
        Shape::DateTime => "A date and time.".to_owned(),
        Shape::Date => "A date.".to_owned(),
        Shape::Base64(_) => "Bytes in base64.".to_owned(),
        Shape::Constant(_) => return format!("{}.", constant(ty)),
        Shape::List(..) => "A list.".to_owned(),
        Shape::Map(_) => "An object with any keys.".to_owned(),
        Shape::Tuple(id) => first(protocol.tuple(*id).doc.as_deref(), "A list of fixed items."),
        Shape::Enum(id) => first(
            protocol.enumeration(*id).doc.as_deref(),
            "One of several values.",
        ),
        Shape::Struct(id) => first(protocol.structure(*id).doc.as_deref(), "An object."),
        Shape::Union(id) => first(protocol.union(*id).doc.as_deref(), "One of several types."),
    };
    if ty.undocumented { String::new() } else { word }
}

/// The first sentence or so of a doc.
fn first(text: Option<&str>, other: &str) -> String {
    let line = text.and_then(|text| text.lines().next()).map(doc::inline);
    line.map_or_else(|| other.to_owned(), |line| sentence(&line))
}

/// Since when there is something, and that it is on its way out.
pub fn age(since: Option<&str>, deprecated: Option<&Deprecated>) -> String {
    let since = since.map(|since| sentence(&format!("Since {}", doc::inline(since))));
    join(since, deprecated.map(out)).unwrap_or_default()
}

fn out(deprecated: &Deprecated) -> String {
    let Deprecated {
        since,
        instead,
        doc: why,
    } = deprecated;
    let since = since
        .as_deref()
        .map(|since| format!(" since {}", doc::inline(since)));
    let instead = instead
        .as_deref()
        .map(|instead| format!(": use {}", doc::code(instead)));
    let first = format!(
        "Deprecated{}{}.",
        since.unwrap_or_default(),
        instead.unwrap_or_default()
    );
    match why {
        Some(why) => format!("{first} {}", sentence(&doc::inline(why))),
        None => first,
    }
}

/// What `None` means of a payload.
pub fn absence(ty: &Type) -> String {
    if ty.nullable || matches!(ty.shape, Shape::Constant(_)) {
        String::new()
    } else {
        "`None` if there is no payload.".to_owned()
    }
}

/// What the type says beyond its Rust type: unit and limits, as sentences.
pub fn facts(ty: &Type) -> String {
    let Type {
        shape,
        nullable: _,
        secret: _,
        unit,
        undocumented,
    } = ty;
    let unit = unit
        .as_deref()
        .map(|unit| sentence(&format!("In {}", doc::inline(unit))));
    let limits = match shape {
        Shape::Text(limits) | Shape::Base64(limits) => lengths(*limits, "character"),
        Shape::Pattern(pattern, limits) => join(
            Some(format!("Matches {}.", doc::code(&pattern.0))),
            lengths(*limits, "character"),
        ),
        Shape::Int(range) | Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => Some(addresses(schemes)),
        Shape::List(item, limits) => join(lengths(*limits, "item"), inner(item)),
        Shape::Map(map) => join(map.keys.as_deref().and_then(keyed), inner(&map.value)),
        Shape::Json if *undocumented => Some("Not documented: any JSON.".to_owned()),
        Shape::Constant(_) => Some(format!("Always {}.", constant(ty))),
        Shape::Bool
        | Shape::Json
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Enum(_)
        | Shape::Tuple(_)
        | Shape::Struct(_)
        | Shape::Union(_) => None,
    };
    join(unit, limits).unwrap_or_default()
}

fn keyed(keys: &Type) -> Option<String> {
    let facts = facts(keys);
    (!facts.is_empty()).then(|| format!("Each key: {}", small(&facts)))
}

fn inner(item: &Type) -> Option<String> {
    let facts = facts(item);
    (!facts.is_empty()).then(|| format!("Each: {}", small(&facts)))
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}

fn lengths(limits: Limits, what: &str) -> Option<String> {
    let Limits { minimum, maximum } = limits;
    let counted = |count: usize| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (minimum, maximum) {
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {}.", counted(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {}.", counted(most))),
        (Some(least), None) => Some(format!("At least {}.", counted(least))),
        (None, Some(most)) => Some(format!("At most {}.", counted(most))),
        (None, None) => None,
    }
}

fn ranges(range: Range) -> Option<String> {
    let Range { minimum, maximum } = range;
    match (minimum, maximum) {
        (Some(least), Some(most)) => Some(format!("From {least} to {most}.")),
        (Some(least), None) => Some(format!("At least {least}.")),
        (None, Some(most)) => Some(format!("At most {most}.")),
        (None, None) => None,
    }
}

fn addresses(schemes: &[String]) -> String {
    let schemes: Vec<String> = schemes.iter().map(|scheme| doc::code(scheme)).collect();
    format!("With the scheme {}.", listed(&schemes, "or"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shape: Shape) -> Type {
        Type {
            shape,
            nullable: false,
            secret: false,
            undocumented: false,
            unit: None,
        }
    }

    #[test]
    fn facts_are_sentences() {
        let length = |minimum, maximum| facts(&of(Shape::Text(Limits { minimum, maximum })));
        assert_eq!(length(Some(1), None), "At least 1 character.");
        assert_eq!(length(None, Some(2048)), "At most 2048 characters.");
        assert_eq!(length(Some(2), Some(4)), "2 to 4 characters.");
        assert_eq!(length(Some(2), Some(2)), "Exactly 2 characters.");
        let amount = Type {
            unit: Some("credit".to_owned()),
            ..of(Shape::Number(Range {
                minimum: Some(0.0),
                maximum: Some(0.5),
            }))
        };
        assert_eq!(facts(&amount), "In credit. From 0 to 0.5.");
        let url = of(Shape::Url(vec!["https".to_owned(), "wss".to_owned()]));
        assert_eq!(facts(&url), "With the scheme `https` or `wss`.");
        let list = of(Shape::List(
            Box::new(of(Shape::Int(Range {
                minimum: Some(1.0),
                maximum: None,
            }))),
            Limits::default(),
        ));
        assert_eq!(facts(&list), "Each: at least 1.");
    }
}
