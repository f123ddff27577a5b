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
//! trilogue::serde_payload!(Amount);
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

/// For [`serde_payload`](crate::serde_payload) and [`serde_direction`](crate::serde_direction), so that crates which
/// call them need no serde of their own.
#[doc(hidden)]
pub use ::serde as traits;

/// Implements serde's `Serialize` and `Deserialize` for a [`Payload`] by its own reader and writer. Generated code calls
/// it; the [module `serde`](crate::serde) has an example.
#[macro_export]
macro_rules! serde_payload {
    ($name:ident) => {
        $crate::serde_traits!($name, serialize_payload, deserialize_payload);
    };
}

/// Implements serde's `Serialize` and `Deserialize` for a [`Direction`] by its own reader and writer. Generated code
/// calls it.
#[macro_export]
macro_rules! serde_direction {
    ($name:ident) => {
        $crate::serde_traits!($name, serialize_direction, deserialize_direction);
    };
}

/// What the two have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident, $serialize:ident, $deserialize:ident) => {
        impl $crate::serde::traits::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::serde::traits::Serializer,
            {
                $crate::serde::$serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::traits::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::traits::Deserializer<'de>,
            {
                $crate::serde::$deserialize(deserializer)
            }
        }
    };
}

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
