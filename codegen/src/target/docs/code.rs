//! Messages in the languages that code is generated for.

use minijinja::Value;

use super::Options;
use super::book::{Book, Place};
use super::wire::Filled;

/// A message as a value of each language.
pub fn samples(_: &Book<'_>, _: Place, _: &[Filled<'_>], _: &Options) -> Vec<Value> {
    Vec::new()
}

/// How the messages of a direction are received in each language.
pub fn receiving(_: &Book<'_>, _: &crate::model::Direction, _: &Options) -> Vec<Value> {
    Vec::new()
}
