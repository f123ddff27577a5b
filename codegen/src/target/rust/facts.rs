//! What docs say of fields and types: unit and limits.

use super::doc::{self, Doc};
use super::words::{listed, sentence, small};
use crate::model::{Deprecated, Field, Limits, Range, Shape, Type};

/// The doc of a field.
pub fn field(field: &Field) -> Doc {
    let Field {
        name,
        identifier: _,
        ty,
        optional,
        doc,
        since,
        deprecated,
    } = field;
    let mut text = Doc::new()
        .spec(doc.as_deref())
        .or(format!("{} on the wire.", doc::code(name)))
        .aside(facts(ty));
    if *optional && ty.nullable {
        text = text.aside(absence(ty, "key"));
    }
    text.aside(age(since.as_deref(), deprecated.as_ref()))
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

/// What `None` means where it could mean two things.
pub fn absence(ty: &Type, what: &str) -> String {
    if ty.nullable {
        format!("`None` if there is no {what}, `Some(None)` if it is null.")
    } else {
        format!("`None` if there is no {what}.")
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
        Shape::Text(limits) => lengths(*limits, "character"),
        Shape::Int(range) | Shape::Number(range) => ranges(*range),
        Shape::Url(schemes) => Some(addresses(schemes)),
        Shape::List(item, limits) => join(lengths(*limits, "item"), inner(item)),
        Shape::Map(item) => inner(item),
        Shape::Json if *undocumented => Some("Not documented: any JSON.".to_owned()),
        Shape::Bool | Shape::Json | Shape::Struct(_) => None,
    };
    join(unit, limits).unwrap_or_default()
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
