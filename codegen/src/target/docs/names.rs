//! What the other targets call things: read from their own files while those targets are not compiled.

#[path = "../rust/identifier.rs"]
#[allow(dead_code)]
mod identifier;
#[path = "../rust/words.rs"]
mod words;

pub use words::{listed, sentence, small};
