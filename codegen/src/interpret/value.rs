//! Holding a value against a type.

use trilogue_wire::{Fault, Kind as JsonKind, Value, check};

use crate::model::{Limits, Others, Protocol, Range, Shape, StructId, Type};

/// Holds a value against a type.
///
/// # Errors
///
/// The first fault in spec order, with its path from the value on.
pub fn check(protocol: &Protocol, ty: &Type, value: Value<'_>) -> Result<(), Fault> {
    if ty.nullable && value.kind() == JsonKind::Null {
        return Ok(());
    }
    match &ty.shape {
        Shape::Text(limits) => text(limits, value),
        Shape::Bool => value.boolean().map(drop),
        Shape::Int(range) => integer(range, value),
        Shape::Number(range) => number(range, value),
        Shape::Json => value.json().map(drop),
        Shape::Url(schemes) => {
            let schemes: Vec<&str> = schemes.iter().map(String::as_str).collect();
            value.url(&schemes).map(drop)
        }
        Shape::List(item, limits) => list(protocol, item, limits, value),
        Shape::Map(map) => value
            .map_of(|value| check(protocol, &map.value, value))
            .map(drop),
        Shape::Struct(id) => structure(protocol, *id, value),
        Shape::Pattern(..)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_)
        | Shape::Constant(_)
        | Shape::Enum(_)
        | Shape::Tuple(_)
        | Shape::Union(_) => unimplemented!("checking a value of the whole language"),
    }
}

fn text(limits: &Limits, value: Value<'_>) -> Result<(), Fault> {
    let mut text = value.text()?;
    if let Some(least) = limits.minimum {
        text = check::min_length(text, least)?;
    }
    if let Some(most) = limits.maximum {
        check::max_length(text, most)?;
    }
    Ok(())
}

fn integer(range: &Range, value: Value<'_>) -> Result<(), Fault> {
    let mut number = value.integer()?;
    if let Some(least) = range.minimum {
        number = check::minimum_integer(number, least)?;
    }
    if let Some(most) = range.maximum {
        check::maximum_integer(number, most)?;
    }
    Ok(())
}

fn number(range: &Range, value: Value<'_>) -> Result<(), Fault> {
    let mut number = value.number()?;
    if let Some(least) = range.minimum {
        number = check::minimum(number, least)?;
    }
    if let Some(most) = range.maximum {
        check::maximum(number, most)?;
    }
    Ok(())
}

fn list(protocol: &Protocol, item: &Type, limits: &Limits, value: Value<'_>) -> Result<(), Fault> {
    let mut items = value.list_of(|value| check(protocol, item, value))?;
    if let Some(least) = limits.minimum {
        items = check::min_items(items, least)?;
    }
    if let Some(most) = limits.maximum {
        check::max_items(items, most)?;
    }
    Ok(())
}

fn structure(protocol: &Protocol, id: StructId, value: Value<'_>) -> Result<(), Fault> {
    let object = value.object()?;
    let structure = protocol.structure(id);
    for field in &structure.fields {
        let read = |value| check(protocol, &field.ty, value);
        if field.optional {
            object.optional(&field.name, read)?;
        } else {
            object.required(&field.name, read)?;
        }
    }
    let declared: Vec<&str> = structure
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    match &structure.others {
        Others::Ignore => Ok(()),
        Others::Typed(ty) => object
            .others(&declared, |value| check(protocol, ty, value))
            .map(drop),
        Others::Keep => object.others(&declared, Value::json).map(drop),
        Others::Refuse => object.refuse_others(&declared),
    }
}
