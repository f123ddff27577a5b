//! The languages that a protocol is turned into.

pub mod docs;
#[cfg(feature = "wip-rust")]
pub mod rust;
#[cfg(not(feature = "wip-rust"))]
#[path = "pending_rust.rs"]
pub mod rust;
pub mod typescript;
