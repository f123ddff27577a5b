//! Macros that turn a spec into messages while the crate that calls them is compiled.
//!
//! They are for use through the crate `trilogue`, whose feature `macros` turns them on:
//!
//! ```
//! use lamp::PageToLamp;
//! use lamp::page_to_lamp::Dim;
//!
//! trilogue::protocol!("spec/lamp.yaml");
//!
//! fn main() -> Result<(), trilogue::Refusal> {
//!     let dim = PageToLamp::decode(br#"{"type":"dim","message":{"percent":40}}"#)?;
//!     assert_eq!(dim, PageToLamp::Dim(Dim { percent: 40 }));
//!
//!     let refusal = PageToLamp::decode(br#"{"type":"dim","message":{"percent":101}}"#).unwrap_err();
//!     assert_eq!((refusal.code().as_str(), refusal.path()), ("maximum", "/message/percent"));
//!     Ok(())
//! }
//! ```
//!
//! The spec is `spec/lamp.yaml`:
//!
//! ```yaml
#![doc = include_str!("../spec/lamp.yaml")]
//! ```
//!
//! # Where a spec is
//!
//! The path of a spec starts at the folder of the calling file. If there is no such file, it starts at the folder of
//! the crate's `Cargo.toml`. It is a text in quotes, as the compiler knows no other value at that point.
//!
//! # Mistakes
//!
//! Every mistake of the spec is an error of the compiler at the path, with the line of the spec:
//!
//! ```text
//! error: a type has no key `maxmum` [unknown-key]
//!          --> spec/lamp.yaml:11:56
//!           |
//!        11 |     dim: { fields: { percent: { type: int, minimum: 0, maxmum: 100 } } }
//!           |                                                        ^^^^^^ unknown key
//!           |
//!           = help: write `maximum`
//!  --> src/main.rs:4:21
//!   |
//! 4 | trilogue::protocol!("spec/lamp.yaml");
//!   |                     ^^^^^^^^^^^^^^^^
//! ```
//!
//! Where several items name one spec, the first shows its mistakes.
//!
//! # When the spec changes
//!
//! Cargo builds the crate again when a file of the spec has changed, and only then. rust-analyzer does not see that
//! change: it shows what the spec said when the calling file was last edited, or the server last started. Whoever
//! edits specs much beside an editor has more of a build script, or of files that are checked in.
//!
//! # A runtime of another name
//!
//! Generated code calls the crate `trilogue` by that name. A crate that depends on it under another name says so once,
//! at its root: `extern crate wire as trilogue;`.

mod derive;
mod place;
mod protocol;
mod spec;

use proc_macro::TokenStream;
use trilogue_codegen::conform;

/// A module with all messages of a protocol, called like the protocol.
///
/// Takes the path of a spec: from the folder of the calling file, or else from that of the crate's `Cargo.toml`. The
/// word `serde` after it adds serde's traits to the types; the crate then needs the feature `serde` of `trilogue`.
///
/// ```
/// trilogue::protocol!("spec/lamp.yaml", serde);
///
/// # fn main() {
/// let dim = r#"{"type":"dim","message":{"percent":40}}"#;
/// let message: lamp::PageToLamp = serde_json::from_str(dim).unwrap();
/// assert_eq!(message.encode().unwrap(), dim);
/// # }
/// ```
///
/// What the module holds is what a build script or the program writes for the same spec.
///
/// # Errors
///
/// Every mistake of the spec is an error at the path, with the line of the spec.
#[proc_macro]
pub fn protocol(input: TokenStream) -> TokenStream {
    protocol::call(input.into()).into()
}

/// Puts all messages of a protocol into the module that follows, before what it holds already.
///
/// Takes what [`protocol!`] takes. The module keeps its name, visibility, attributes and items.
///
/// ```
/// #[trilogue::from_spec("spec/lamp.yaml")]
/// mod wire {
///     impl PageToLamp {
///         /// No light.
///         pub fn off() -> Self {
///             Self::Dim(page_to_lamp::Dim { percent: 0 })
///         }
///     }
/// }
///
/// assert_eq!(wire::PageToLamp::off().encode().unwrap(), r#"{"type":"dim","message":{"percent":0}}"#);
/// ```
///
/// # Errors
///
/// Every mistake of the spec is an error at the path, with the line of the spec. The module stays, so that no other
/// error hides them.
#[proc_macro_attribute]
pub fn from_spec(arguments: TokenStream, item: TokenStream) -> TokenStream {
    protocol::attribute(arguments.into(), &item.into()).into()
}

/// Makes a type that stands inside messages of what a spec says about it.
///
/// ```
/// #[derive(trilogue::Payload)]
/// #[trilogue(spec = "spec/lamp.yaml", message = "dim")]
/// struct Level {
///     #[trilogue(rename = "percent")]
///     level: u8,
/// }
///
/// let level: Level = trilogue::decode_payload(br#"{"percent":40}"#).unwrap();
/// assert_eq!(level.level, 40);
/// ```
#[proc_macro_derive(Payload, attributes(trilogue))]
pub fn payload(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::payload).into()
}

/// Makes a type that is one message with its payload.
///
/// ```
/// #[derive(trilogue::Message)]
/// #[trilogue(spec = "spec/lamp.yaml", message = "dim")]
/// struct Dim {
///     percent: u8,
/// }
///
/// let dim: Dim = trilogue::decode_message(br#"{"type":"dim","message":{"percent":40}}"#).unwrap();
/// assert_eq!(dim.percent, 40);
/// ```
#[proc_macro_derive(Message, attributes(trilogue))]
pub fn message(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::message).into()
}

/// Makes an enum that is all messages that go one way.
///
/// ```
/// use lamp::page_to_lamp::Dim;
/// use trilogue::Unknown;
///
/// trilogue::protocol!("spec/lamp.yaml");
///
/// #[derive(Debug, PartialEq, trilogue::Direction)]
/// #[trilogue(spec = "spec/lamp.yaml", direction = "page -> lamp")]
/// enum Wish {
///     #[trilogue(message = "dim")]
///     Darker(Dim),
///     #[trilogue(unknown)]
///     Other(Unknown),
/// }
///
/// # fn main() {
/// let wish: Wish = trilogue::decode(br#"{"type":"dim","message":{"percent":40}}"#).unwrap();
/// assert_eq!(wish, Wish::Darker(Dim { percent: 40 }));
/// # }
/// ```
#[proc_macro_derive(Direction, attributes(trilogue))]
pub fn direction(item: TokenStream) -> TokenStream {
    derive::derive(item.into(), conform::direction).into()
}
