//! Tests that hold the packages together: one set of messages goes through the interpreter, the generated Rust and the
//! generated TypeScript.
//!
//! ```
//! use trilogue_tests::vectors;
//!
//! let portal = vectors::read(&trilogue_tests::folder().join("vectors/portal.jsonl"));
//! assert!(!portal.is_empty());
//! ```

pub mod features;
pub mod node;
pub mod pages;
pub mod protocols;
pub mod random;
pub mod vectors;
pub mod verdict;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The Rust on the pages of docs compiles.
#[cfg(doctest)]
mod pages_of_docs {
    include!(concat!(env!("OUT_DIR"), "/pages_of_docs.rs"));
}

use std::path::{Path, PathBuf};

/// The folder of this package.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
///
/// # Panics
///
/// Never: this package stands below the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    folder()
        .parent()
        .expect("the package is in a workspace")
        .to_owned()
}

/// The text of a file that a test needs.
///
/// # Panics
///
/// With the path, when the file cannot be read.
#[must_use]
pub fn text(path: &Path) -> String {
    match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}
