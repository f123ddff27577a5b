//! Types, limits and circumstances in words.

use std::time::Duration;

use trilogue_wire::telling::Constant;

use super::book::{Book, Topic};
use super::names::listed;
use super::parts::type_id;
use super::{example, links, markdown};
use crate::model::{Deprecated, Enum, Kind, Limits, Range, Shape, TupleId, Type};

/// How many values of a set stand where it is used.
const FEW: usize = 6;

/// What a kind of message is called on pages.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "Event",
        Kind::Request => "Request",
        Kind::Ok => "Answer: success",
        Kind::Error => "Answer: error",
        Kind::Watch => "To be told of changes",
        Kind::Changed => "A change",
        Kind::Subscribe => "To get it",
        Kind::Unsubscribe => "To get it no more",
        Kind::Get => "To ask for it",
    }
}

/// A type, with links to what is declared.
pub fn type_of(book: &Book<'_>, ty: &Type) -> String {
    let Type {
        shape,
        nullable,
        secret,
        unit: _,
        undocumented,
    } = ty;
    let mut words = if *undocumented {
        "*not documented*".to_owned()
    } else {
        shape_of(book, ty, shape)
    };
    if *secret {
        words = format!("secret {words}");
    }
    if *nullable {
        words.push_str(" or null");
    }
    words
}

fn shape_of(book: &Book<'_>, ty: &Type, shape: &Shape) -> String {
    let plain = match shape {
        Shape::Text(_) | Shape::Pattern(..) => "string",
        Shape::Bool => "boolean",
        Shape::Int(_) => "integer",
        Shape::Number(_) => "number",
        Shape::Json => "any JSON",
        Shape::Url(_) => "URL",
        Shape::Uuid => "UUID",
        Shape::DateTime => "date and time",
        Shape::Date => "date",
        Shape::Base64(_) => "base64",
        Shape::Constant(value) => return format!("always {}", constant(value)),
        Shape::List(item, _) => return format!("list of {}", inner(book, item)),
        Shape::Map(map) => {
            let value = inner(book, &map.value);
            return match &map.keys {
                Some(keys) => format!("map from {} to {value}", inner(book, keys)),
                None => format!("map to {value}"),
            };
        }
        Shape::Tuple(id) if type_id(book.protocol, ty).is_none() => return positions(book, *id),
        Shape::Enum(_) | Shape::Tuple(_) | Shape::Struct(_) | Shape::Union(_) => {
            let id = type_id(book.protocol, ty);
            return id.map_or_else(String::new, |id| links::type_named(book, id));
        }
    };
    plain.to_owned()
}

/// A list whose items have no names: `list of string and integer, in this order`.
fn positions(book: &Book<'_>, id: TupleId) -> String {
    let tuple = book.protocol.tuple(id);
    let items = tuple.items.iter().map(|item| {
        let words = inner(book, &item.ty);
        if item.optional {
            format!("possibly {words}")
        } else {
            words
        }
    });
    let rest = tuple
        .rest
        .iter()
        .map(|item| format!("any number of {}", inner(book, &item.ty)));
    let parts: Vec<String> = items.chain(rest).collect();
    if parts.is_empty() {
        return "empty list".to_owned();
    }
    format!("list of {}, in this order", listed(&parts, "and"))
}

fn inner(book: &Book<'_>, ty: &Type) -> String {
    let words = type_of(book, ty);
    let is_positions = matches!(ty.shape, Shape::Tuple(_)) && type_id(book.protocol, ty).is_none();
    if ty.nullable || is_positions {
        format!("({words})")
    } else {
        words
    }
}

/// A value as JSON in code.
pub fn constant(value: &Constant) -> String {
    markdown::code(&example::of_constant(value).json())
}

/// The limits of a type: `at most 2048 characters`.
pub fn limits(book: &Book<'_>, ty: &Type) -> String {
    match &ty.shape {
        Shape::Text(limits) | Shape::Base64(limits) => lengths(*limits, "character"),
        Shape::Pattern(pattern, limits) => {
            let pattern = format!("matches {}", markdown::code(&pattern.0));
            let parts = [pattern, lengths(*limits, "character")];
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }
        Shape::Int(range) | Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => {
            let schemes: Vec<String> = schemes
                .iter()
                .map(|scheme| markdown::code(scheme))
                .collect();
            schemes.join(" or ")
        }
        Shape::DateTime => "RFC 3339 with a zone".to_owned(),
        Shape::Date => "`YYYY-MM-DD`".to_owned(),
        Shape::Enum(id) => values(book.protocol.enumeration(*id)),
        Shape::List(item, limits) => joined(book, lengths(*limits, "item"), item),
        Shape::Map(map) => joined(book, String::new(), &map.value),
        Shape::Bool
        | Shape::Json
        | Shape::Uuid
        | Shape::Constant(_)
        | Shape::Tuple(_)
        | Shape::Struct(_)
        | Shape::Union(_) => String::new(),
    }
}

/// The values of a set, if they are few.
fn values(set: &Enum) -> String {
    if set.values.len() > FEW {
        return String::new();
    }
    let mut values: Vec<String> = set
        .values
        .iter()
        .map(|value| constant(&value.value))
        .collect();
    if set.open {
        values.push("others".to_owned());
    }
    listed(&values, "or")
}

fn joined(book: &Book<'_>, own: String, item: &Type) -> String {
    let each = limits(book, item);
    match (own.is_empty(), each.is_empty()) {
        (_, true) => own,
        (true, false) => format!("each {each}"),
        (false, false) => format!("{own}, each {each}"),
    }
}

fn lengths(Limits { minimum, maximum }: Limits, what: &str) -> String {
    match (minimum, maximum) {
        (Some(least), Some(most)) if least == most => format!("exactly {}", counted(least, what)),
        (Some(least), Some(most)) => format!("{least} to {}", counted(most, what)),
        (Some(least), None) => format!("at least {}", counted(least, what)),
        (None, Some(most)) => format!("at most {}", counted(most, what)),
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
        (None, Shape::List(item, _)) => unit(item),
        (None, Shape::Map(map)) => unit(&map.value),
        (None, _) => String::new(),
    }
}

/// What a reader must know of something on its way out, as a sentence or more.
pub fn deprecated(book: &Book<'_>, deprecated: &Deprecated) -> String {
    let Deprecated {
        since,
        instead,
        doc,
    } = deprecated;
    let since = since
        .as_deref()
        .map(|version| format!(" since {}", markdown::text(version)))
        .unwrap_or_default();
    let mut sentences = vec![format!("**Deprecated**{since}.")];
    if let Some(instead) = instead {
        sentences.push(format!("Use {} instead.", replacement(book, instead)));
    }
    sentences.extend(doc.as_deref().map(markdown::line));
    sentences.join(" ")
}

/// What to use instead, as a link where it is a message or a type.
fn replacement(book: &Book<'_>, instead: &str) -> String {
    match book.named(instead) {
        Some(topic @ (Topic::Message(_) | Topic::Type(_))) => links::topic(book, topic),
        Some(Topic::Answer(_)) | None => markdown::code(instead),
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

/// `64 KiB`, `100,000 bytes`.
pub fn bytes(count: u64) -> String {
    match count {
        0 => "0 bytes".to_owned(),
        count if count % (1 << 20) == 0 => format!("{} MiB", count >> 20),
        count if count % (1 << 10) == 0 => format!("{} KiB", count >> 10),
        count => format!("{count} bytes"),
    }
}

/// `3 messages`, `1 message`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The first paragraph of a doc, on one line.
pub fn summary(doc: Option<&str>) -> String {
    let first = doc.and_then(|doc| doc.trim().split("\n\n").next());
    first.map(markdown::line).unwrap_or_default()
}
