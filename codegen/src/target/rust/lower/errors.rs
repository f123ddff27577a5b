//! The errors of requests.

use quote::quote;
use trilogue_wire::telling;

use super::{ErrorValue, ErrorView};
use crate::model::{Direction, Errors, Kind, KnownError, Message, Protocol};
use crate::target::rust::doc::{self, Doc};
use crate::target::rust::identifier;
use crate::target::rust::literal;

/// The errors of the requests that travel in a direction.
pub fn errors(protocol: &Protocol, direction: &Direction) -> Vec<ErrorView> {
    let requests = direction.variants.iter().filter_map(|variant| {
        let message = protocol.message(variant.message?);
        (variant.kind == Kind::Request).then_some(message)
    });
    requests
        .filter_map(|message| error_view(protocol, message))
        .collect()
}

/// The errors of a request: its own, and those of all requests of its channels. `None` if none are listed.
pub fn errors_of(protocol: &Protocol, message: &Message) -> Option<Errors> {
    let own = &message.request()?.errors;
    let answers = protocol.direction(message.to, message.from);
    let pipes = answers.into_iter().flat_map(|direction| &direction.pipes);
    let channels = pipes.flat_map(|pipe| &pipe.channels);
    let shared = channels.map(|place| &protocol.channels[*place].errors);
    let mut errors = own.clone();
    for Errors { known, closed } in shared {
        errors.closed |= *closed;
        for error in known {
            if !errors.known.iter().any(|own| own.value == error.value) {
                errors.known.push(error.clone());
            }
        }
    }
    (!errors.known.is_empty()).then_some(errors)
}

fn error_view(protocol: &Protocol, message: &Message) -> Option<ErrorView> {
    let Errors { known, closed } = errors_of(protocol, message)?;
    let is_whole = |error: &KnownError| match error.value {
        telling::Constant::Number(number) => crate::facts::is_int(number),
        _ => false,
    };
    let are_numbers = known.iter().all(is_whole);
    let listed = known.iter().map(|error| {
        let KnownError {
            value,
            identifier,
            doc,
            span: _,
        } = error;
        let shown = literal::shown(value);
        let (word, on_wire) = match value {
            telling::Constant::Number(number) if are_numbers => ("number", literal::whole(*number)),
            telling::Constant::Number(_) => ("number", quote!(#shown)),
            _ => ("text", quote!(#shown)),
        };
        ErrorValue {
            name: identifier::camel(identifier),
            value: on_wire,
            doc: Doc::new()
                .spec(doc.as_deref())
                .or(format!("The {word} {}.", doc::code(&shown))),
        }
    });
    let request = identifier::camel(&message.identifier);
    Some(ErrorView {
        name: identifier::error(&message.identifier),
        doc: Doc::new().own(format!("Why {} failed.", doc::code(&request.to_string()))),
        listed: listed.collect(),
        are_numbers,
        is_closed: closed,
    })
}
