//! The generated Rust of the protocols under `spec/` and of the features, found by the names that vectors use.

use crate::features;
use crate::vectors::Vector;
use crate::verdict::{Named, Verdict, of_named_rust, of_rust};

macro_rules! verdict {
    ($direction:path, $vector:expr,) => {
        of_rust::<$direction>($vector.json.as_bytes())
    };
    ($direction:path, $vector:expr, $decode:path, $encode:path) => {
        match &$vector.outside {
            Some(name) => of_named_rust(name, $vector.json.as_bytes(), $decode, $encode),
            None => of_rust::<$direction>($vector.json.as_bytes()),
        }
    };
}

macro_rules! directions {
    ($($protocol:literal { $($from:literal -> $to:literal: $direction:path [$($outside:path),*],)* })*) => {
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
                $($(($protocol, $from, $to) => verdict!($direction, vector, $($outside),*),)*)*
                (_, from, to) => panic!("`{protocol}` has no direction `{from} -> {to}`"),
            }
        }

        /// The protocols whose generated Rust is part of the tests.
        pub const PROTOCOLS: &[&str] = &[$($protocol),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/directions.rs"));
