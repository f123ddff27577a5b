//! Types, limits and circumstances in words.

use std::time::Duration;

use super::{links, markdown};
use crate::model::{Deprecated, Limits, Protocol, Range, Shape, Type};

/// A type, with links to structs.
pub fn type_of(protocol: &Protocol, ty: &Type) -> String {
    let Type {
        shape,
        nullable,
        secret,
        unit: _,
        undocumented,
    } = ty;
    let mut words = shape_of(protocol, shape, *undocumented);
    if *secret {
        words = format!("secret {words}");
    }
    if *nullable {
        words.push_str(" or null");
    }
    words
}

fn shape_of(protocol: &Protocol, shape: &Shape, undocumented: bool) -> String {
    if undocumented {
        return "*not documented*".to_owned();
    }
    match shape {
        Shape::Text(_) => "string".to_owned(),
        Shape::Bool => "boolean".to_owned(),
        Shape::Int(_) => "integer".to_owned(),
        Shape::Number(_) => "number".to_owned(),
        Shape::Json => "any JSON".to_owned(),
        Shape::Url(_) => "URL".to_owned(),
        Shape::List(item, _) => format!("list of {}", inner(protocol, item)),
        Shape::Map(item) => format!("map to {}", inner(protocol, item)),
        Shape::Struct(id) => links::structure(protocol, *id),
    }
}

fn inner(protocol: &Protocol, ty: &Type) -> String {
    let words = type_of(protocol, ty);
    if ty.nullable {
        format!("({words})")
    } else {
        words
    }
}

/// The limits of a type: `at most 2048 characters`.
pub fn limits(ty: &Type) -> String {
    match &ty.shape {
        Shape::Text(limits) => lengths(*limits, "character"),
        Shape::Int(range) | Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => {
            let schemes: Vec<String> = schemes
                .iter()
                .map(|scheme| markdown::code(scheme))
                .collect();
            schemes.join(" or ")
        }
        Shape::List(item, limits) => joined(lengths(*limits, "item"), item),
        Shape::Map(item) => joined(String::new(), item),
        Shape::Bool | Shape::Json | Shape::Struct(_) => String::new(),
    }
}

fn joined(own: String, item: &Type) -> String {
    let each = limits(item);
    match (own.is_empty(), each.is_empty()) {
        (_, true) => own,
        (true, false) => format!("each {each}"),
        (false, false) => format!("{own}, each {each}"),
    }
}

fn lengths(Limits { minimum, maximum }: Limits, what: &str) -> String {
    let counted = |count: usize| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (minimum, maximum) {
        (Some(least), Some(most)) if least == most => format!("exactly {}", counted(least)),
        (Some(least), Some(most)) => format!("{least} to {}", counted(most)),
        (Some(least), None) => format!("at least {}", counted(least)),
        (None, Some(most)) => format!("at most {}", counted(most)),
        (None, None) => String::new(),
    }
}

fn ranges(Range { minimum, maximum }: Range) -> String {
    match (minimum, maximum) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => String::new(),
    }
}

/// The unit of a value, or of what it holds.
pub fn unit(ty: &Type) -> String {
    match (&ty.unit, &ty.shape) {
        (Some(unit), _) => markdown::text(unit),
        (None, Shape::List(item, _) | Shape::Map(item)) => unit(item),
        (None, _) => String::new(),
    }
}

/// What a reader must know of something on its way out, as a sentence or more.
pub fn deprecated(protocol: &Protocol, deprecated: &Deprecated) -> String {
    let Deprecated {
        since,
        instead,
        doc,
    } = deprecated;
    let mut sentences = vec![match since {
        Some(version) => format!("**Deprecated** since {}.", markdown::text(version)),
        None => "**Deprecated.**".to_owned(),
    }];
    if let Some(instead) = instead {
        sentences.push(format!("Use {} instead.", what_to_use(protocol, instead)));
    }
    sentences.extend(doc.as_deref().map(markdown::line));
    sentences.join(" ")
}

/// A message or type of the protocol as a link, anything else as code.
fn what_to_use(protocol: &Protocol, instead: &str) -> String {
    let message = protocol
        .messages
        .iter()
        .position(|message| message.name == instead);
    let structure = protocol
        .structs
        .iter()
        .position(|structure| structure.identifier.0 == instead);
    match (message, structure) {
        (Some(index), _) => links::message(protocol, crate::model::MessageId(index)),
        (None, Some(index)) => links::structure(protocol, crate::model::StructId(index)),
        (None, None) => markdown::code(instead),
    }
}

/// `5 minutes`.
pub fn duration(time: Duration) -> String {
    let milliseconds = time.as_millis();
    let (count, unit) = match milliseconds {
        0 => (0, "seconds"),
        time if time % 3_600_000 == 0 => (time / 3_600_000, "hours"),
        time if time % 60_000 == 0 => (time / 60_000, "minutes"),
        time if time % 1000 == 0 => (time / 1000, "seconds"),
        time => (time, "milliseconds"),
    };
    let unit = if count == 1 {
        unit.trim_end_matches('s')
    } else {
        unit
    };
    format!("{count} {unit}")
}

/// `3 messages`, `1 message`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
