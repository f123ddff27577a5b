//! A property test over the whole language: random sound specs and random messages, on which the interpreter, the
//! generated Rust and the generated TypeScript must agree.

pub mod chance;
pub mod constructs;
pub mod spec;
pub mod yaml;
