//! Decoding by reading the model, one message at a time: what `trilogue decode` does, and what checks examples.
//!
//! It follows the telling algorithm to the letter, so that generated decoders, which take shorter ways, have
//! something to agree with.

use trilogue_wire::telling::{Told, keys, tell};
use trilogue_wire::{Code, Document, Fault, Kind as JsonKind, Object, Refusal, Value, check};

use crate::model::{
    Candidate, Direction, Kind, Limits, Others, Payload, Protocol, Range, Shape, Slot, StructId,
    Template, Type, Undeclared,
};

/// What a message turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// A declared message.
    Message {
        /// Its kind.
        kind: Kind,
        /// What stood at `$name`; `None` for an answer without one.
        name: Option<String>,
        /// Its identifier in generated code.
        identifier: String,
    },
    /// A well-formed message that nobody declared.
    Unknown {
        /// What stood at `$name`.
        name: String,
    },
    /// A message that breaks a rule.
    Refused(Refusal),
}

/// Decodes one message that travels in `direction`, as it came over the wire.
#[must_use]
pub fn decode(protocol: &Protocol, direction: &Direction, json: &[u8]) -> Verdict {
    let document = match Document::parse(json) {
        Ok(document) => document,
        Err(fault) => return Verdict::Refused(fault.refuse(None)),
    };
    let message = document.root();
    let told = match tell(&direction.telling_forms(), message) {
        Ok(told) => told,
        Err(fault) => return Verdict::Refused(fault.refuse(None)),
    };
    let Some(candidate) = candidate(protocol, direction, &told) else {
        return undeclared(direction, &told);
    };
    let name = told.name.as_deref();
    match check_form(protocol, direction, candidate, message) {
        Ok(()) => Verdict::Message {
            kind: candidate.kind,
            name: name.map(str::to_owned),
            identifier: candidate.identifier.0.clone(),
        },
        Err(fault) => Verdict::Refused(fault.refuse(name)),
    }
}

fn candidate<'d>(
    protocol: &Protocol,
    direction: &'d Direction,
    told: &Told<'_>,
) -> Option<&'d Candidate> {
    let mut survivors = direction
        .candidates
        .iter()
        .filter(|candidate| told.forms.contains(&candidate.form));
    let named = survivors.clone().find(|candidate| {
        let message = candidate
            .message
            .map(|id| protocol.message(id).name.as_str());
        message.is_some() && message == told.name.as_deref()
    });
    named.or_else(|| {
        survivors.find(|candidate| {
            direction.forms[candidate.form]
                .telling
                .name_path()
                .is_none()
        })
    })
}

fn undeclared(direction: &Direction, told: &Told<'_>) -> Verdict {
    let name = told.name.as_deref().unwrap_or_default();
    match direction.undeclared {
        Undeclared::Keep => Verdict::Unknown {
            name: name.to_owned(),
        },
        Undeclared::Refuse => {
            let mut places = told
                .forms
                .iter()
                .filter_map(|&form| direction.forms[form].telling.name_path());
            let path = places.next().unwrap_or_default();
            let fault = Fault::new(Code::Name, "a declared name");
            let fault = keys(path).rev().fold(fault, |fault, key| fault.under(&key));
            Verdict::Refused(fault.refuse(None))
        }
    }
}

fn check_form(
    protocol: &Protocol,
    direction: &Direction,
    candidate: &Candidate,
    message: Value<'_>,
) -> Result<(), Fault> {
    check_template(
        protocol,
        &direction.forms[candidate.form].template,
        protocol.payload_of(candidate),
        message,
    )
}

fn check_template(
    protocol: &Protocol,
    members: &[(String, Template)],
    payload: Option<&Payload>,
    value: Value<'_>,
) -> Result<(), Fault> {
    let object = value.object()?;
    for (key, template) in members {
        match template {
            Template::Constant(_) | Template::Slot(Slot::Name) => {}
            Template::Slot(Slot::Payload) => check_payload(protocol, payload, object, key)?,
            Template::Slot(Slot::Error) => object.required(key, |text| text.text().map(drop))?,
            Template::Object(inner) => {
                object.required(key, |value| check_template(protocol, inner, payload, value))?;
            }
        }
    }
    Ok(())
}

fn check_payload(
    protocol: &Protocol,
    payload: Option<&Payload>,
    object: Object<'_>,
    key: &str,
) -> Result<(), Fault> {
    match payload {
        None => Ok(()),
        Some(payload) if payload.optional => object
            .optional(key, |value| check(protocol, &payload.ty, value))
            .map(drop),
        Some(payload) => object.required(key, |value| check(protocol, &payload.ty, value)),
    }
}

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
        Shape::Map(item) => value.map_of(|value| check(protocol, item, value)).map(drop),
        Shape::Struct(id) => structure(protocol, *id, value),
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
    match structure.others {
        Others::Ignore => Ok(()),
        Others::Keep => object.others(&declared, Value::json).map(drop),
        Others::Refuse => object.refuse_others(&declared),
    }
}
