//! The generated Rust of `features/`, compiled as it stands there.

#[path = "../features/all-types/rust/mod.rs"]
pub mod all_types;
#[path = "../features/constant-beats-slot/rust/mod.rs"]
pub mod constant_beats_slot;
#[path = "../features/constraints/rust/mod.rs"]
pub mod constraints;
#[path = "../features/events/rust/mod.rs"]
pub mod events;
#[path = "../features/hostile-docs/rust/mod.rs"]
pub mod hostile_docs;
#[path = "../features/named-answers/rust/mod.rs"]
pub mod named_answers;
#[path = "../features/names/rust/mod.rs"]
pub mod names;
#[path = "../features/nested-envelope/rust/mod.rs"]
pub mod nested_envelope;
#[path = "../features/requests/rust/mod.rs"]
pub mod requests;
#[path = "../features/secrets/rust/mod.rs"]
pub mod secrets;
#[path = "../features/told-by-key/rust/mod.rs"]
pub mod told_by_key;
#[path = "../features/unknown-fields/rust/mod.rs"]
pub mod unknown_fields;
#[path = "../features/unknown-names/rust/mod.rs"]
pub mod unknown_names;
