//! What the other targets call things.

pub use crate::target::rust::names::{camel, ident, listed, number, sentence, small, snake};
pub(super) use crate::target::typescript::names as typescript;
