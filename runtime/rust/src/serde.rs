//! serde's traits for generated types, by their own readers and writers, so
//! that they give the same verdicts as `decode` and `encode`.
//!
//! ```
//! use trilogue::{Fault, Payload, Value, Writer};
//!
//! #[derive(Debug, PartialEq)]
//! struct Amount(f64);
//!
//! impl Payload for Amount {
//!     fn read(value: Value<'_>) -> Result<Self, Fault> {
//!         value.number().map(Self)
//!     }
//!
//!     fn write(&self, out: &mut Writer) -> Result<(), Fault> {
//!         out.number(self.0)
//!     }
//! }
//!
//! impl<'de> serde::Deserialize<'de> for Amount {
//!     fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
//!         trilogue::serde::deserialize_payload(deserializer)
//!     }
//! }
//!
//! impl serde::Serialize for Amount {
//!     fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
//!         trilogue::serde::serialize_payload(self, serializer)
//!     }
//! }
//!
//! assert_eq!(serde_json::from_str::<Amount>("5").unwrap(), Amount(5.0));
//! assert_eq!(serde_json::to_string(&Amount(5.0)).unwrap(), "5");
//! let error = serde_json::from_str::<Amount>("\"5\"").unwrap_err();
//! assert_eq!(error.to_string(), "expected a number (type)");
//! ```
//!
//! Any self-describing format will do. What is read is first collected as JSON
//! text, with duplicate keys, so that they are refused. What JSON does not have
//! (bytes, keys that are no text, numbers that are not finite) is refused by
//! serde. A format's own limits come first: `serde_json` refuses a lone
//! surrogate everywhere, and nesting beyond 128 levels.

mod collect;
mod replay;
mod types;

use self::collect::collect;
use self::replay::replay;
use crate::{Direction, Payload, decode, decode_payload, encode, encode_payload};
use ::serde::de::Error as _;
use ::serde::ser::Error as _;
use ::serde::{Deserializer, Serializer};

/// Reads a payload from any self-describing format.
///
/// # Errors
///
/// The format's own, and the refusal of [`decode_payload`] as a custom one.
pub fn deserialize_payload<'de, P, D>(deserializer: D) -> Result<P, D::Error>
where
    P: Payload,
    D: Deserializer<'de>,
{
    decode_payload(collect(deserializer)?.as_bytes()).map_err(D::Error::custom)
}

/// Reads a whole message from any self-describing format.
///
/// # Errors
///
/// The format's own, and the refusal of [`decode`] as a custom one.
pub fn deserialize_direction<'de, M, D>(deserializer: D) -> Result<M, D::Error>
where
    M: Direction,
    D: Deserializer<'de>,
{
    decode(collect(deserializer)?.as_bytes()).map_err(D::Error::custom)
}

/// Writes a payload in any format.
///
/// # Errors
///
/// The format's own, and the refusal of [`encode_payload`] as a custom one.
pub fn serialize_payload<P, S>(payload: &P, serializer: S) -> Result<S::Ok, S::Error>
where
    P: Payload,
    S: Serializer,
{
    replay(
        &encode_payload(payload).map_err(S::Error::custom)?,
        serializer,
    )
}

/// Writes a whole message in any format.
///
/// # Errors
///
/// The format's own, and the refusal of [`encode`] as a custom one.
pub fn serialize_direction<M, S>(message: &M, serializer: S) -> Result<S::Ok, S::Error>
where
    M: Direction,
    S: Serializer,
{
    replay(&encode(message).map_err(S::Error::custom)?, serializer)
}

#[cfg(test)]
mod tests;
