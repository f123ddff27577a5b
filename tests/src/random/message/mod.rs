//! Messages of a spec: right, nearly right, and wild.

pub mod change;
pub mod json;
pub mod sample;
mod words;
