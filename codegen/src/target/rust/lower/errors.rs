//! The errors of requests.

use quote::quote;
use trilogue_wire::telling;

use super::{ErrorValue, ErrorView};
use crate::facts;
use crate::model::{Direction, ErrorList, KnownError, Protocol};
use crate::target::rust::doc::{self, Doc};
use crate::target::rust::identifier;
use crate::target::rust::literal;
use crate::target::rust::words::listed;

/// The errors of the requests that travel in a direction: one type for those that are the same.
pub fn errors(protocol: &Protocol, direction: &Direction) -> Vec<ErrorView> {
    let are_many = direction.has_lists_of_channels();
    let lists = direction.errors.iter();
    lists
        .map(|list| error_view(list, &about(protocol, list, are_many)))
        .collect()
}

/// Which requests fail with the errors of a list.
fn about(protocol: &Protocol, list: &ErrorList, are_many: bool) -> String {
    match list.own {
        Some(id) => doc::code(&identifier::camel(&protocol.message(id).identifier).to_string()),
        None if are_many => {
            let places = list.channels.iter();
            let names = places.map(|place| doc::code(&protocol.channels[*place].name));
            format!(
                "a request over {}",
                listed(&names.collect::<Vec<_>>(), "or")
            )
        }
        None => "a request".to_owned(),
    }
}

fn error_view(list: &ErrorList, about: &str) -> ErrorView {
    let ErrorList {
        identifier,
        own: _,
        requests: _,
        channels: _,
        known,
        closed,
    } = list;
    let is_whole = |error: &KnownError| match error.value {
        telling::Constant::Number(number) => facts::is_int(number),
        _ => false,
    };
    let are_numbers = known.iter().all(is_whole);
    ErrorView {
        name: identifier::camel(identifier),
        doc: Doc::new().own(format!("Why {about} failed.")),
        listed: known
            .iter()
            .map(|error| value(error, are_numbers))
            .collect(),
        are_numbers,
        is_closed: *closed,
    }
}

fn value(error: &KnownError, are_numbers: bool) -> ErrorValue {
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
}
