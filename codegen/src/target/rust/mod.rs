//! Rust: a module for each protocol, in it a file for each direction.
//!
//! `lower` decides what everything is called and looks like; one file for each kind of item turns that into tokens;
//! `print` turns tokens into text. A macro takes the tokens, everything else the text.

mod answer;
mod bound;
mod certain;
mod decode;
mod default;
mod describe;
pub(crate) mod direction;
pub(crate) mod doc;
mod door;
pub(crate) mod enumeration;
mod error;
mod facts;
pub(crate) mod held;
pub(crate) mod identifier;
mod layout;
mod lints;
pub(crate) mod literal;
pub(crate) mod lower;
mod module;
pub(crate) mod presence;
pub(crate) mod print;
pub(crate) mod read;
pub(crate) mod scope;
mod serde;
mod size;
pub(crate) mod structure;
pub(crate) mod tuple;
pub(crate) mod types;
pub(crate) mod union;
pub(crate) mod whole;
pub(crate) mod words;
mod write;

/// What docs need in order to show calls of generated code.
#[cfg(feature = "docs")]
pub(in crate::target) mod names {
    pub use super::identifier::{camel, ident, snake};
    pub use super::literal::number;
    pub use super::words::{listed, sentence, small};
}

pub use self::serde::Serde;

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use crate::model::Protocol;
use crate::output::Files;

/// What the generated module has beside its types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether types implement serde's traits.
    pub serde: Serde,
}

/// The files of the module of a protocol: `mod.rs`, one for each direction, and `types.rs` if there are shared types.
/// Paths are relative to the module's folder.
#[must_use]
pub fn module(protocol: &Protocol, options: Options) -> Files {
    let mut files = Files::new();
    for file in module::files(protocol, options) {
        files.add(format!("{}.rs", file.name), file.print());
    }
    files
}

/// The same module as tokens: what stands in `mod.rs`, with the files of the directions as modules inside.
#[must_use]
pub fn tokens(protocol: &Protocol, options: Options) -> TokenStream {
    module::tokens(protocol, options)
}

/// The same module as an item: `pub mod portal { … }`.
#[must_use]
pub fn item(protocol: &Protocol, options: Options) -> TokenStream {
    module::item(protocol, options)
}

/// The same item as the text of one file, which a build script writes for `include!`: `pub mod portal { … }`.
#[must_use]
pub fn one_file(protocol: &Protocol, options: Options) -> String {
    print::format(module::item(protocol, options))
}

/// What the module of a protocol is called, as its file is: `homebyme_home`. Where that is a keyword of Rust, `mod`
/// takes it as a raw identifier.
#[must_use]
pub fn module_name(protocol: &Protocol) -> String {
    module::name(protocol).unraw().to_string()
}

/// The `lib.rs` of a crate with the modules of these names.
#[must_use]
pub fn crate_root(modules: &[&str]) -> String {
    module::crate_root(modules)
}

#[cfg(test)]
mod tests;
