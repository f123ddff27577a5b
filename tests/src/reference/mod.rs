//! The examples of the language reference: what they say, and what is so.
//!
//! A page of the reference has blocks of `yaml`, `jsonc`, `rust` and `ts`; its introduction tells readers how they belong
//! together, and the modules here do what it says.

pub mod declared;
pub mod example;
pub mod page;
pub mod piece;
pub mod sample;
pub mod tables;
