//! Holds types that people wrote against a spec, and gives them the codec that generated types have.

mod direction;
mod emit;
mod fit;
mod hygiene;
mod message;
mod mistakes;
mod payload;
mod serde;
mod theirs;
mod words;
mod written;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Error};

use crate::model::Protocol;
use crate::source::Sources;

/// What `#[derive(Payload)]` adds to `item`.
///
/// # Errors
///
/// Every mistake of the item, each at the field, variant or attribute that it is about.
pub fn payload(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    payload::payload(protocol, sources, item)
}

/// What `#[derive(Message)]` adds to `item`.
///
/// # Errors
///
/// As those of [`payload`].
pub fn message(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    message::message(protocol, sources, item)
}

/// What `#[derive(Direction)]` adds to `item`.
///
/// # Errors
///
/// As those of [`payload`].
pub fn direction(
    protocol: &Protocol,
    sources: &Sources,
    item: &DeriveInput,
) -> Result<TokenStream, Vec<Error>> {
    direction::direction(protocol, sources, item)
}
