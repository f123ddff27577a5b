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
    Direction, Kind, KnownError, Limits, Message, Part, PartType, Protocol, Range, Request, Shape,
    Slot, Type, Variant,
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
    direction: &Direction,
    variant: &Variant,
) -> Option<(Doc, Vec<&'p KnownError>, bool)> {
    let Some(id) = variant.message else {
        let error = nameless(protocol, direction)?;
        return Some((error.name.into(), error.known, error.closed));
    };
    let message = protocol.message(id);
    let request = message.answers().map_or(message, |id| protocol.message(id));
    let asked = protocol.direction(direction.to, direction.from)?;
    let error = of_request(protocol, asked, request)?;
    if let Some(own) = declared_as(protocol, direction, &error.name) {
        // Where both directions have such errors, each declares their type, and needs none of the other.
        let values = |of: &ErrorType<'p>| -> Vec<&'p Constant> {
            of.known.iter().map(|known| &known.value).collect()
        };
        let is_same = own.closed == error.closed && values(&own) == values(&error);
        return is_same.then(|| (error.name.into(), error.known, error.closed));
    }
    let file = format!("./{}.js", kebab(&asked.identifier));
    let name = imported(file, error.name, true);
    Some((name, error.known, error.closed))
}

/// The error type that a direction declares for its requests under a name.
fn declared_as<'p>(
    protocol: &'p Protocol,
    direction: &Direction,
    name: &str,
) -> Option<ErrorType<'p>> {
    let variants = direction.variants.iter();
    let requests = variants.filter(|variant| variant.kind == Kind::Request);
    let messages = requests.filter_map(|variant| Some(protocol.message(variant.message?)));
    let is_common = name.starts_with(COMMON);
    let mut candidates = messages.filter(|message| {
        let lists_none = is_common
            && message
                .request()
                .is_some_and(|own| own.errors.known.is_empty());
        lists_none || name.starts_with(&message.identifier.0)
    });
    candidates.find_map(|message| {
        of_request(protocol, direction, message).filter(|error| error.name == name)
    })
}

/// What the type of the errors of all requests is called.
const COMMON: &str = "CommonError";

/// The errors of a request: those that it lists with those of its channels, or else those of its channels.
fn of_request<'p>(
    protocol: &'p Protocol,
    asked: &Direction,
    message: &'p Message,
) -> Option<ErrorType<'p>> {
    let Request { errors, .. } = message.request()?;
    if errors.known.is_empty() {
        return common(protocol, asked);
    }
    let (shared, closed) = of_channels(protocol, asked);
    Some(ErrorType {
        name: type_name(protocol, asked, &format!("{}Error", message.identifier.0)),
        about: format!("`{}`", message.name.text()),
        known: distinct(errors.known.iter().chain(shared)),
        closed: errors.closed || closed,
    })
}

/// The errors that requests have which list none themselves.
fn common<'p>(protocol: &'p Protocol, asked: &Direction) -> Option<ErrorType<'p>> {
    let (known, closed) = of_channels(protocol, asked);
    (!known.is_empty()).then(|| ErrorType {
        name: type_name(protocol, asked, COMMON),
        about: "a request".to_owned(),
        known,
        closed,
    })
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
fn all<'p>(protocol: &'p Protocol, direction: &Direction) -> Vec<ErrorType<'p>> {
    let mut types: Vec<ErrorType<'p>> = Vec::new();
    let requests = direction
        .variants
        .iter()
        .filter(|variant| variant.kind == Kind::Request)
        .filter_map(|variant| variant.message);
    let errors = requests.filter_map(|id| of_request(protocol, direction, protocol.message(id)));
    for error in errors.chain(nameless(protocol, direction)) {
        if types.iter().all(|known| known.name != error.name) {
            types.push(error);
        }
    }
    types
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
