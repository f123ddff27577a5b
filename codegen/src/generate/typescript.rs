//! npm packages.

use crate::model::Protocol;
use crate::output::Files;
use crate::target::typescript::{self, Options};

/// The npm package of one spec, called like the protocol.
#[must_use]
pub fn typescript_of_one(protocol: &Protocol) -> Files {
    let version = npm_version(&protocol.version);
    package(
        std::slice::from_ref(protocol),
        &package_name(protocol),
        &version,
    )
}

/// What the package of one spec is called.
pub(super) fn package_name(protocol: &Protocol) -> String {
    format!("{}-protocol", protocol.name)
}

/// The npm package of several specs.
pub(super) fn package(protocols: &[Protocol], name: &str, version: &str) -> Files {
    let all: Vec<&Protocol> = protocols.iter().collect();
    let options = Options {
        name: name.to_owned(),
        version: version.to_owned(),
    };
    typescript::package(&all, &options)
}

/// npm takes versions of three numbers alone; any other version of a protocol says nothing to it.
fn npm_version(version: &str) -> String {
    let numbers: Vec<&str> = version.split('.').collect();
    let is_number = |part: &&str| {
        part.parse::<u32>()
            .is_ok_and(|number| number.to_string() == **part)
    };
    if numbers.len() == 3 && numbers.iter().all(is_number) {
        version.to_owned()
    } else {
        "0.0.0".to_owned()
    }
}
