//! The generated Rust of the protocols under `spec/` and of the features, found by the names that vectors use.

use crate::features;
use crate::vectors::Vector;
use crate::verdict::{Named, Verdict, of_channel, of_named_rust, of_rust};

macro_rules! outside {
    ($vector:expr, $name:expr, ) => {
        panic!(
            "{} has no name outside of it, and not {}",
            $vector.id, $name
        )
    };
    ($vector:expr, $name:expr, $decode:path, $encode:path) => {
        of_named_rust($name, $vector.json.as_bytes(), $decode, $encode)
    };
}

macro_rules! directions {
    ($($protocol:literal { $($from:literal -> $to:literal: $direction:path [$($outside:path),*]
        [$($channel:literal $decode:path, $encode:path;)*],)* })*) => {
        $($(
            impl Named for $direction {
                fn wire_name(&self) -> Option<String> {
                    self.name().map(str::to_owned)
                }
            }
        )*)*

        /// What the generated Rust says of a message.
        ///
        /// # Panics
        ///
        /// When there is no such direction, or the message cannot be sent as it was read.
        #[must_use]
        pub fn rust_verdict(protocol: &str, vector: &Vector) -> Verdict {
            match (protocol, vector.from.as_str(), vector.to.as_str()) {
                $($(($protocol, $from, $to) => {
                    match (&vector.channel, &vector.outside) {
                        (Some(channel), _) => match channel.as_str() {
                            $($channel => of_channel(vector.json.as_bytes(), $decode, $encode),)*
                            _ => panic!("{} is for a channel that there is not", vector.id),
                        },
                        (None, Some(name)) => outside!(vector, name, $($outside),*),
                        (None, None) => of_rust::<$direction>(vector),
                    }
                })*)*
                (_, from, to) => panic!("`{protocol}` has no direction `{from} -> {to}`"),
            }
        }

        /// The protocols whose generated Rust is part of the tests.
        pub const PROTOCOLS: &[&str] = &[$($protocol),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/directions.rs"));
