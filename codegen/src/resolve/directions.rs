//! Directions: which messages and answers each has.

use crate::model::Protocol;
use crate::resolve::Resolver;

impl Resolver<'_> {
    /// The directions of all channels.
    pub(super) fn directions(&mut self, _protocol: &mut Protocol) {}
}
