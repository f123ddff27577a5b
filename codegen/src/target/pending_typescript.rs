//! Stands for the TypeScript target while it learns the whole language.
#![allow(missing_docs, clippy::must_use_candidate)]
use crate::model::Protocol;
use crate::output::Files;
#[derive(Debug, Clone)]
pub struct Options {
    pub name: String,
    pub version: String,
}
pub fn package(_: &[&Protocol], _: &Options) -> Files {
    Files::new()
}
