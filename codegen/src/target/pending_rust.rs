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
