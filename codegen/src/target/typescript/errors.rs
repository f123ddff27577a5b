//! The texts and codes with which requests fail, as types.

use trilogue_wire::telling::Constant;

use super::code::{constant_value, union};
use super::documentation;
use super::enums::kinds;
use super::layout::{Doc, concat};
use super::module::Module;
use super::sink::{self, imported, kebab};
use super::variants::type_name;
use crate::facts;
use crate::model::{
    Direction, ErrorList, Kind, KnownError, Limits, Message, Part, PartType, Protocol, Range,
    Request, Shape, Slot, Type, Variant,
};

/// An error type: its name, what it is about, the values that the spec lists, whether there are no others.
struct ErrorType<'p> {
    name: String,
    about: String,
    known: Vec<&'p KnownError>,
    closed: bool,
}

/// The type of an error text or code, if the spec lists some and says nothing else of its type.
pub fn part_type(
    module: &Module<'_>,
    direction: &Direction,
    variant: &Variant,
    part: &Part,
) -> Option<Doc> {
    let PartType::Typed(ty) = &part.ty else {
        return None;
    };
    if !is_listed(variant, part) || !is_free(ty) {
        return None;
    }
    let (name, known, closed) = error_type(module.protocol, direction, variant)?;
    // A type that all channels share may be closed where this message comes through one that keeps other errors.
    if closed && !facts::errors(module.protocol, direction, variant).closed {
        return None;
    }
    let fits = |error: &&KnownError| match error.value {
        Constant::Text(_) => matches!(ty.shape, Shape::Text(_)),
        _ => !matches!(ty.shape, Shape::Text(_)),
    };
    if !known.iter().all(fits) {
        return None;
    }
    Some(if ty.nullable {
        concat([name, " | null".into()])
    } else {
        name
    })
}

/// Whether the errors that the spec lists are what stands at the slot of a part.
pub fn is_listed(variant: &Variant, part: &Part) -> bool {
    let is_place = match part.slot {
        Slot::Code => true,
        Slot::Error => variant.part(Slot::Code).is_none(),
        _ => false,
    };
    is_place && variant.kind == Kind::Error
}

/// Whether the type says no more than that it is a text or a number.
fn is_free(ty: &Type) -> bool {
    !ty.secret
        && match &ty.shape {
            Shape::Text(limits) => *limits == Limits::default(),
            Shape::Int(range) | Shape::Number(range) => *range == Range::default(),
            _ => false,
        }
}

/// The name of the type, the values that it lists, and whether there are no others.
fn error_type<'p>(
    protocol: &'p Protocol,
    direction: &'p Direction,
    variant: &Variant,
) -> Option<(Doc, Vec<&'p KnownError>, bool)> {
    let Some(id) = variant.message else {
        let error = nameless(protocol, direction)?;
        return Some((error.name.into(), error.known, error.closed));
    };
    let request = protocol.message(id).answers().unwrap_or(id);
    let asked = protocol.direction(direction.to, direction.from)?;
    let list = asked.errors_of(request)?;
    let name = &list.identifier.0;
    let known = || list.known.iter().collect();
    let mut beside = direction.errors.iter();
    if let Some(own) = beside.find(|own| own.identifier == list.identifier) {
        // Where both directions have such errors, each declares their type, and needs none of the other.
        let values = |of: &'p ErrorList| of.known.iter().map(|known| &known.value);
        let is_same = own.closed == list.closed && values(own).eq(values(list));
        return is_same.then(|| (name.clone().into(), known(), list.closed));
    }
    if type_name(protocol, direction, name) != *name {
        // Something else has the name here.
        return None;
    }
    let file = format!("./{}.js", kebab(&asked.identifier));
    Some((imported(file, name.clone(), true), known(), list.closed))
}

fn of_channels<'p>(protocol: &'p Protocol, asked: &Direction) -> (Vec<&'p KnownError>, bool) {
    let places = asked.pipes.iter().flat_map(|pipe| &pipe.channels);
    let errors: Vec<_> = places
        .map(|place| &protocol.channels[*place].errors)
        .collect();
    let known = distinct(errors.iter().flat_map(|errors| &errors.known));
    let closed = errors.iter().any(|errors| errors.closed);
    (known, closed)
}

fn distinct<'p>(errors: impl Iterator<Item = &'p KnownError>) -> Vec<&'p KnownError> {
    let mut found: Vec<&KnownError> = Vec::new();
    for error in errors {
        if found.iter().all(|known| known.value != error.value) {
            found.push(error);
        }
    }
    found
}

/// The errors that answers of this direction bring without saying for which request.
fn nameless<'p>(protocol: &'p Protocol, direction: &Direction) -> Option<ErrorType<'p>> {
    let is_nameless = |variant: &&Variant| variant.kind == Kind::Error && variant.message.is_none();
    direction.variants.iter().find(is_nameless)?;
    let asked = protocol.direction(direction.to, direction.from)?;
    let requests: Vec<&Request> = protocol
        .messages
        .iter()
        .filter(|message| message.from == direction.to && message.to == direction.from)
        .filter_map(Message::request)
        .collect();
    let own = requests.iter().flat_map(|request| &request.errors.known);
    let (shared, closed) = of_channels(protocol, asked);
    let known = distinct(own.chain(shared));
    (!known.is_empty()).then(|| ErrorType {
        name: type_name(protocol, direction, "ErrorText"),
        about: "a request".to_owned(),
        known,
        closed: closed || requests.iter().all(|request| request.errors.closed),
    })
}

/// The errors of the requests that go this way, and of the answers that do not say what they answer.
fn all<'p>(protocol: &'p Protocol, direction: &'p Direction) -> Vec<ErrorType<'p>> {
    let are_many = direction.has_lists_of_channels();
    let types = direction.errors.iter().map(|list| ErrorType {
        name: list.identifier.0.clone(),
        about: about(protocol, list, are_many),
        known: list.known.iter().collect(),
        closed: list.closed,
    });
    types.chain(nameless(protocol, direction)).collect()
}

/// Which requests fail with the errors of a list.
fn about(protocol: &Protocol, list: &ErrorList, are_many: bool) -> String {
    match list.own {
        Some(id) => format!("`{}`", protocol.message(id).name.text()),
        None if are_many => {
            let places = list.channels.iter();
            let names = places.map(|place| format!("`{}`", protocol.channels[*place].name));
            let names: Vec<String> = names.collect();
            format!("a request over {}", documentation::listed(&names, "or"))
        }
        None => "a request".to_owned(),
    }
}

/// The names of the error types of a direction.
pub fn type_names(protocol: &Protocol, direction: &Direction) -> Vec<String> {
    all(protocol, direction)
        .into_iter()
        .map(|error| error.name)
        .collect()
}

/// The error types of a direction.
pub fn types(protocol: &Protocol, direction: &Direction) -> Vec<Doc> {
    all(protocol, direction).into_iter().map(alias).collect()
}

/// Values that an editor offers, where others fit as well unless the spec says that there are none.
fn alias(
    ErrorType {
        name,
        about,
        known,
        closed,
    }: ErrorType<'_>,
) -> Doc {
    let values = || known.iter().map(|error| &error.value);
    let others: Vec<&'static str> = if closed {
        Vec::new()
    } else {
        kinds(values().filter(|value| !matches!(value, Constant::Null)))
    };
    let members = values()
        .map(constant_value)
        .chain(others.into_iter().map(Doc::from))
        .map(|member| (Doc::from(""), member));
    let comment = documentation::errors(&about, &known, closed);
    concat([
        sink::documentation(&comment, 0),
        union(&name, members.collect()),
    ])
}
