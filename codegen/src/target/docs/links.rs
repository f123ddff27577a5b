//! Where everything stands: the pages, and the places on them.
//!
//! The places are marked by anchors of their own: the ones that GitHub, mdBook and Docusaurus make of headings differ.

use super::markdown;
use crate::model::{Candidate, Direction, MessageId, Protocol, StructId};
use crate::target::typescript;

/// The page of all types of a protocol.
pub const TYPES: &str = "types.md";

/// The page of a direction.
pub fn page(direction: &Direction) -> String {
    format!("{}.md", typescript::names::kebab(&direction.identifier))
}

/// A place on a page, as it stands in a heading.
pub fn anchor(id: &str) -> String {
    format!("<a id=\"{id}\"></a>")
}

/// The place of a message or an answer on the page of its direction.
pub fn candidate_id(candidate: &Candidate) -> &str {
    &candidate.identifier.0
}

/// The place of a struct on the page of types.
pub fn struct_id(protocol: &Protocol, id: StructId) -> String {
    let structure = protocol.structure(id);
    let owner = structure
        .owner
        .and_then(|(from, to)| protocol.direction(from, to));
    match owner {
        Some(direction) => format!("{}-{}", direction.identifier.0, structure.identifier.0),
        None => structure.identifier.0.clone(),
    }
}

/// A link to a struct, by its name.
pub fn structure(protocol: &Protocol, id: StructId) -> String {
    let name = markdown::code(&protocol.structure(id).identifier.0);
    format!("[{name}]({TYPES}#{})", struct_id(protocol, id))
}

/// A link to a message, by its wire name.
pub fn message(protocol: &Protocol, id: MessageId) -> String {
    let message = protocol.message(id);
    let name = markdown::code(&message.name);
    let found = protocol
        .direction(message.from, message.to)
        .and_then(|direction| {
            let mut candidates = direction.candidates.iter();
            let candidate = candidates.find(|candidate| candidate.message == Some(id))?;
            Some((direction, candidate))
        });
    match found {
        Some((direction, candidate)) => {
            format!("[{name}]({}#{})", page(direction), candidate_id(candidate))
        }
        None => name,
    }
}

/// A link to a direction: `portal → widget`.
pub fn direction(protocol: &Protocol, direction: &Direction) -> String {
    format!("[{}]({})", way(protocol, direction), page(direction))
}

/// Who speaks to whom: `portal → widget`.
pub fn way(protocol: &Protocol, direction: &Direction) -> String {
    let [from, to] =
        [direction.from, direction.to].map(|role| markdown::text(&protocol.role(role).name));
    format!("{from} → {to}")
}
