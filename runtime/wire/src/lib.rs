//! The JSON of Trilogue messages: a reader, a writer, the rules for numbers,
//! text and its forms, telling messages apart, and the codes of refusals.
//!
//! The rules are narrow on purpose, so that Rust, TypeScript and the program's
//! interpreter give one verdict on one message, with the same code and path.
//!
//! ```
//! use trilogue_wire::{Code, Document, Value};
//!
//! let document = Document::parse(br#"{"type":"top_up","message":{"amount":"5"}}"#).unwrap();
//! let message = document.root().object().unwrap();
//! assert_eq!(message.required("type", Value::text).unwrap(), "top_up");
//!
//! let amount = |body: Value<'_>| body.object()?.required("amount", Value::number);
//! let refusal = message.required("message", amount).unwrap_err().refuse(Some("top_up"));
//! assert_eq!(refusal.code(), Code::Type);
//! assert_eq!(refusal.path(), "/message/amount");
//! assert_eq!(refusal.to_string(), "/message/amount: expected a number (type)");
//! ```
//!
//! [`Document::parse`] takes the whole text and refuses what is no JSON, so
//! what is read from it later can only break the rules of one message. Readers
//! return a [`Fault`], whose path grows as it is handed outwards;
//! [`Fault::refuse`] makes it the [`Refusal`] that users see.

pub mod check;
mod container;
mod document;
mod format;
mod kinds;
mod lexeme;
mod maybe;
pub mod pattern;
mod refusal;
mod scan;
#[cfg(feature = "serde")]
mod serde;
mod tape;
pub mod telling;
mod text;
mod unescaped;
pub mod url;
mod value;
mod write;

pub use container::{List, Object, View};
pub use document::Document;
pub use format::{Base64, Date, DateTime, Uuid};
pub use kinds::{Kind, Kinds};
pub use maybe::Maybe;
pub use pattern::Pattern;
pub use refusal::{Code, Fault, Refusal};
/// Any JSON value.
pub use serde_json::Value as Json;
pub use url::Url;
pub use value::Value;
pub use write::{ListWriter, ObjectWriter, Writer};

/// The largest whole number that a double tells from its neighbours, 2^53 - 1.
pub const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// How many containers may stand in one another where values nest without end.
pub const MAX_DEPTH: usize = 64;
