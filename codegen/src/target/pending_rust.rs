//! Stands for the Rust target while it learns the whole language.
#![allow(missing_docs, clippy::must_use_candidate)]
use crate::model::Protocol;
use crate::output::Files;
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub serde: bool,
}
pub fn module(_: &Protocol, _: Options) -> Files {
    Files::new()
}
pub fn crate_root(_: &[&str]) -> String {
    String::new()
}

#[path = "rust/identifier.rs"]
#[allow(dead_code)]
mod identifier;
#[path = "rust/literal.rs"]
#[allow(dead_code)]
mod literal;
#[path = "rust/words.rs"]
#[allow(dead_code)]
mod words;

/// What docs need in order to show calls of generated code.
pub(in crate::target) mod names {
    pub use super::identifier::{camel, ident, snake};
    pub use super::literal::number;
    pub use super::words::{listed, sentence, small};
}
