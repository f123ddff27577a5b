//! From specs to files: what every door to the generator calls.

#[cfg(feature = "config")]
mod configured;
#[cfg(feature = "docs")]
mod docs;
#[cfg(feature = "typescript")]
mod typescript;

#[cfg(feature = "config")]
pub use configured::{from_config, protocols_of};
#[cfg(feature = "docs")]
pub use docs::docs_of_one;
#[cfg(feature = "typescript")]
pub use typescript::typescript_of_one;

use std::path::PathBuf;

use crate::model::Protocol;
use crate::output::Files;
use crate::target::rust;

/// Files and the folder that they belong to.
#[derive(Debug, Clone)]
pub struct Output {
    /// The folder.
    pub folder: PathBuf,
    /// The files, by their path below it.
    pub files: Files,
}

/// The Rust module of one spec: `mod.rs` and what it declares.
#[must_use]
pub fn rust_module(protocol: &Protocol, options: rust::Options) -> Files {
    rust::module(protocol, options)
}
