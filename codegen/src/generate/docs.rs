//! Pages of docs.

use super::typescript::package_name;
use crate::model::Protocol;
use crate::output::Files;
use crate::target::docs::{self, Options};

/// What code calls the crate that it is part of.
pub(super) const OWN_CRATE: &str = "crate";

/// The pages of one spec, with calls of the Rust module as part of its crate and of the npm package called like the
/// protocol.
#[must_use]
pub fn docs_of_one(protocol: &Protocol) -> Files {
    let options = Options {
        rust: Some(OWN_CRATE.to_owned()),
        typescript: Some(package_name(protocol)),
    };
    docs::pages(protocol, &options)
}
