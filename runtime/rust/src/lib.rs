//! What Rust code that is generated from a Trilogue specification calls: the
//! reader and writer of the wire, and the few types that show up in its public
//! face.
//!
//! ```
//! use trilogue::{Fault, Payload, Value, Writer};
//!
//! /// What a generated struct looks like.
//! #[derive(Debug, PartialEq)]
//! struct TopUp {
//!     amount: f64,
//! }
//!
//! impl Payload for TopUp {
//!     fn read(value: Value<'_>) -> Result<Self, Fault> {
//!         let object = value.object()?;
//!         Ok(Self { amount: object.required("amount", Value::number)? })
//!     }
//!
//!     fn write(&self, out: &mut Writer) -> Result<(), Fault> {
//!         out.object(|object| object.field("amount", |out| out.number(self.amount)))
//!     }
//! }
//!
//! let top_up: TopUp = trilogue::decode_payload(br#"{ "amount": 5.0 }"#)?;
//! assert_eq!(top_up, TopUp { amount: 5.0 });
//! assert_eq!(trilogue::encode_payload(&top_up)?, r#"{"amount":5}"#);
//!
//! let refusal = trilogue::decode_payload::<TopUp>(b"{}").unwrap_err();
//! assert_eq!(refusal.to_string(), "/amount: expected a value (missing)");
//! # Ok::<(), trilogue::Refusal>(())
//! ```
//!
//! Nothing here decides what a message means; that is generated. With the
//! feature `serde`, generated types implement serde's traits through the module
//! `serde`.
#![cfg_attr(
    feature = "macros",
    doc = "
With the feature `macros`, [`protocol!`] generates where it is called, and the
derives [`Payload`](derive@Payload), [`Message`](derive@Message) and
[`Direction`](derive@Direction) hold types of your own against the spec."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod borrowed;
#[doc(hidden)]
pub mod derived;
mod id;
mod include;
mod message;
mod payload;
mod secret;
#[cfg(feature = "serde")]
pub mod serde;
mod single;
mod unknown;
mod unread;

pub use answer::{Only, OpenRequests, answered, answered_by};
pub use borrowed::{BorrowedDirection, BorrowedMessage};
pub use id::Id;
pub use message::{
    BorrowedPayload, Direction, Payload, decode, decode_answer, decode_answer_json_text,
    decode_json_text, decode_payload, encode, encode_json_text, encode_payload, read_payload,
};
pub use secret::Secret;
pub use single::{Message, decode_message, encode_message};
#[cfg(feature = "macros")]
#[doc(inline)]
pub use trilogue_macros::{Direction, Message, Payload, from_spec, protocol};
pub use trilogue_wire::{
    Base64, Code, Date, DateTime, Document, Fault, Json, Kind, Kinds, List, ListWriter, Maybe,
    Object, ObjectWriter, Pattern, Refusal, Url, Uuid, Value, View, Writer, check, pattern,
    telling,
};
pub use unknown::Unknown;
pub use unread::Unread;
