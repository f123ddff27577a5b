//! The page of all structs.

use minijinja::{Value, context};

use super::{links, lower, markdown, words};
use crate::model::{Others, Protocol, Struct, StructId};
use crate::target::rust::names::listed;

/// What the page shows.
pub fn view(protocol: &Protocol) -> Value {
    let structs: Vec<Value> = (0..protocol.structs.len())
        .map(|index| structure(protocol, StructId(index)))
        .collect();
    context! { title => markdown::text(&protocol.title), structs }
}

fn structure(protocol: &Protocol, id: StructId) -> Value {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        others,
        since,
        deprecated,
        span: _,
    } = protocol.structure(id);
    context! {
        anchor => links::anchor(&links::struct_id(protocol, id)),
        name => markdown::code(&identifier.0),
        doc => doc.as_deref().map(markdown::blocks).unwrap_or_default(),
        since => since.as_deref().map(markdown::text).unwrap_or_default(),
        deprecated => deprecated.as_ref().map(|gone| words::deprecated(protocol, gone)).unwrap_or_default(),
        fields => (!fields.is_empty()).then(|| lower::fields(protocol, fields)),
        others => of_others(*others),
        used => used_by(protocol, id),
    }
}

/// What happens to keys that a struct does not declare.
pub const fn of_others(others: Others) -> &'static str {
    match others {
        Others::Ignore => "Other keys are ignored.",
        Others::Keep => "Other keys are kept as they come.",
        Others::Refuse => "With any other key, the message is refused.",
    }
}

fn used_by(protocol: &Protocol, id: StructId) -> String {
    let mut users = lower::links_to(protocol, &lower::carriers(protocol, id));
    for (index, structure) in protocol.structs.iter().enumerate() {
        if structure
            .fields
            .iter()
            .any(|field| lower::directly(&field.ty, id))
        {
            users.push(links::structure(protocol, StructId(index)));
        }
    }
    if users.is_empty() {
        "no message".to_owned()
    } else {
        listed(&users, "and")
    }
}
