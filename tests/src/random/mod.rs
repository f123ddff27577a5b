//! A property test over the whole language: random sound specs and random messages, on which the interpreter, the
//! generated Rust and the generated TypeScript must agree.

mod cases;
pub mod chance;
mod compare;
pub mod constructs;
mod decoders;
mod made;
pub mod message;
mod shrink;
pub mod spec;
pub mod trial;
pub mod yaml;
