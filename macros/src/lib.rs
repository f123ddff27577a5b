//! Macros that read a spec while the crate that calls them is compiled.
//!
//! They are for use through the crate `trilogue`, whose feature `macros` turns them on.

mod derive;
mod place;
mod protocol;
mod spec;

use proc_macro::TokenStream;
use trilogue_codegen::conform;

/// A module with all messages of a protocol, called like the protocol.
///
/// Takes the path of a spec: beside the calling file, or else below the folder of the crate's `Cargo.toml`. The word
/// `serde` after it adds serde's traits to the types, for which the crate needs `serde` and the feature `serde` of
/// `trilogue`.
///
/// ```ignore
/// trilogue::protocol!("spec/portal.yaml");
/// trilogue::protocol!("spec/portal.yaml", serde);
/// ```
///
/// # Errors
///
/// Every mistake of the spec is an error at the path, with the line of the spec.
#[proc_macro]
pub fn protocol(input: TokenStream) -> TokenStream {
    protocol::call(input.into()).into()
}

/// Puts all messages of a protocol into the module that follows, beside what it holds already.
///
/// Takes what [`protocol!`] takes. The module keeps its name, visibility, attributes and items.
///
/// ```ignore
/// #[trilogue::from_spec("spec/portal.yaml")]
/// pub mod wire {}
/// ```
///
/// # Errors
///
/// Every mistake of the spec is an error at the path, with the line of the spec.
#[proc_macro_attribute]
pub fn from_spec(arguments: TokenStream, item: TokenStream) -> TokenStream {
    protocol::attribute(arguments.into(), &item.into()).into()
}

/// Makes a type that stands inside messages of what a spec says about it.
#[proc_macro_derive(Payload, attributes(trilogue))]
pub fn payload(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::payload).into()
}

/// Makes a type that is one message with its payload.
#[proc_macro_derive(Message, attributes(trilogue))]
pub fn message(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::message).into()
}

/// Makes an enum that is all messages that go one way.
#[proc_macro_derive(Direction, attributes(trilogue))]
pub fn direction(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::direction).into()
}
