//! The generated Rust of `features/` and `trials/`, as the build of this package makes it from their specs. A test holds
//! what is checked in against the same generator.

include!(concat!(env!("OUT_DIR"), "/features.rs"));
