//! The languages that a protocol is turned into.

pub mod docs;
pub mod rust;
pub mod typescript;
