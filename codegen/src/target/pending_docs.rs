//! Stands for the docs target while it learns the whole language.
#![allow(missing_docs, clippy::must_use_candidate)]
use crate::model::Protocol;
use crate::output::Files;
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub rust: Option<String>,
    pub typescript: Option<String>,
}
pub fn pages(_: &Protocol, _: &Options) -> Files {
    Files::new()
}
pub fn site(_: &[&Protocol], _: &Options) -> Files {
    Files::new()
}
