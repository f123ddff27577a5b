//! What docs need in order to show calls of generated code.

pub use super::route::Route;
pub use super::sink::{key, literal};
pub use super::structs::extra_name;
pub use super::variants::{Face, faces, property};

use super::package::{ends, folder, role_stem};
use crate::model::{Direction, Protocol, RoleId};

/// What the file of the receiver calls the function that reads messages of a direction.
pub fn decoder(protocol: &Protocol, direction: &Direction) -> String {
    function(protocol, direction, direction.to, "decode")
}

/// What the file of the sender calls the function that writes messages of a direction.
pub fn encoder(protocol: &Protocol, direction: &Direction) -> String {
    function(protocol, direction, direction.from, "encode")
}

fn function(protocol: &Protocol, direction: &Direction, role: RoleId, verb: &str) -> String {
    let ends = ends(protocol, role);
    let end = ends
        .iter()
        .find(|end| std::ptr::eq(end.direction, direction) && end.receives == (verb == "decode"));
    format!("{verb}{}", end.map_or("", |end| &end.suffix))
}

/// Where the package exports the file of a role.
pub fn subpath(protocol: &Protocol, role: RoleId) -> String {
    format!("{}/{}", folder(protocol), role_stem(protocol, role))
}
