//! The languages that a protocol is turned into.

#[cfg(feature = "docs")]
pub mod docs;
pub mod rust;
#[cfg(feature = "typescript")]
pub mod typescript;
