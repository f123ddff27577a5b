//! The generated Rust of the protocols under `spec/` and of the features, found by the names that vectors use.

use crate::features;
use crate::vectors::Vector;
use crate::verdict::{Named, Verdict, of_rust};

macro_rules! directions {
    ($($protocol:literal { $($from:literal -> $to:literal: $direction:path,)* })*) => {
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
            let json = vector.json.as_bytes();
            match (protocol, vector.from.as_str(), vector.to.as_str()) {
                $($(($protocol, $from, $to) => of_rust::<$direction>(json),)*)*
                (_, from, to) => panic!("`{protocol}` has no direction `{from} -> {to}` in tests/src/protocols.rs"),
            }
        }

        /// The protocols whose generated Rust is part of the tests.
        pub const PROTOCOLS: &[&str] = &[$($protocol),*];
    };
}

directions! {
    "portal" {
        "embedder" -> "portal": trilogue_protocols::portal::EmbedderToPortal,
        "portal" -> "widget": trilogue_protocols::portal::PortalToWidget,
        "widget" -> "portal": trilogue_protocols::portal::WidgetToPortal,
    }
    "all-types" {
        "host" -> "widget": features::all_types::HostToWidget,
    }
    "constant-beats-slot" {
        "host" -> "widget": features::constant_beats_slot::HostToWidget,
        "widget" -> "host": features::constant_beats_slot::WidgetToHost,
    }
    "constraints" {
        "host" -> "widget": features::constraints::HostToWidget,
    }
    "events" {
        "host" -> "widget": features::events::HostToWidget,
        "widget" -> "host": features::events::WidgetToHost,
    }
    "described-answers" {
        "host" -> "widget": features::described_answers::HostToWidget,
        "widget" -> "host": features::described_answers::WidgetToHost,
    }
    "homebyme" {
        "application" -> "page": trilogue_protocols::homebyme::ApplicationToPage,
        "page" -> "application": trilogue_protocols::homebyme::PageToApplication,
    }
    "include" {
        "host" -> "widget": features::include::HostToWidget,
        "widget" -> "host": features::include::WidgetToHost,
    }
    "versions" {
        "host" -> "widget": features::versions::HostToWidget,
    }
    "hostile-docs" {
        "host" -> "widget": features::hostile_docs::HostToWidget,
    }
    "named-answers" {
        "host" -> "widget": features::named_answers::HostToWidget,
        "widget" -> "host": features::named_answers::WidgetToHost,
    }
    "names" {
        "host" -> "widget": features::names::HostToWidget,
    }
    "nested-envelope" {
        "host" -> "widget": features::nested_envelope::HostToWidget,
    }
    "requests" {
        "host" -> "widget": features::requests::HostToWidget,
        "widget" -> "host": features::requests::WidgetToHost,
    }
    "secrets" {
        "host" -> "widget": features::secrets::HostToWidget,
    }
    "told-by-key" {
        "host" -> "widget": features::told_by_key::HostToWidget,
        "widget" -> "host": features::told_by_key::WidgetToHost,
    }
    "unknown-fields" {
        "host" -> "widget": features::unknown_fields::HostToWidget,
    }
    "unknown-names" {
        "host" -> "widget": features::unknown_names::HostToWidget,
    }
}
