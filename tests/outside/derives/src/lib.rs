//! Types that somebody wrote, held against specs by derives. See `tests`.
//!
//! What stands for a parameter is known only where the type is used, and is held against the spec there:
//!
//! ```
//! # trilogue::protocol!("../../../spec/portal.yaml");
//! #[derive(trilogue::Direction)]
//! #[trilogue(spec = "../../../spec/portal.yaml", direction = "portal -> widget")]
//! enum FromPortal<T> {
//!     #[trilogue(message = "portal.send.subscribed_detail")]
//!     Subscribed(T),
//!     #[trilogue(unknown)]
//!     Other(trilogue::Unknown),
//! }
//!
//! # fn main() {
//! use portal::portal_to_widget::SubscribedDetail as Detail;
//!
//! FromPortal::<Detail>::decode(b"{}").map(|_| ()).unwrap_err();
//! # }
//! ```
//!
//! So a type that stands for another one of the spec is an error of the compiler, in a direction
//!
//! ```compile_fail,E0080
//! # trilogue::protocol!("../../../spec/portal.yaml");
//! #[derive(trilogue::Direction)]
//! #[trilogue(spec = "../../../spec/portal.yaml", direction = "portal -> widget")]
//! enum FromPortal<T> {
//!     #[trilogue(message = "portal.send.subscribed_detail")]
//!     Subscribed(T),
//!     #[trilogue(unknown)]
//!     Other(trilogue::Unknown),
//! }
//!
//! # fn main() {
//! use portal::portal_to_widget::CreditTopUpSuccess as Detail;
//!
//! FromPortal::<Detail>::decode(b"{}").map(|_| ()).unwrap_err();
//! # }
//! ```
//!
//! as in a message.
//!
//! ```compile_fail,E0080
//! # trilogue::protocol!("../../../spec/portal.yaml");
//! #[derive(trilogue::Message)]
//! #[trilogue(spec = "../../../spec/portal.yaml", message = "portal.send.subscribed_detail")]
//! struct Subscribed<T>(T);
//!
//! # fn main() {
//! use portal::portal_to_widget::CreditTopUpSuccess as Detail;
//!
//! trilogue::decode_message::<Subscribed<Detail>>(b"{}").map(|_| ()).unwrap_err();
//! # }
//! ```
