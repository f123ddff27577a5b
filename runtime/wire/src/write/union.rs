//! Writing values of unions without a tag, which must be told by what they look like.

use super::Writer;
use crate::refusal::Fault;
use crate::telling::{Marks, choose};
use crate::{Code, Document};

impl Writer {
    /// Writes a value of a union without a tag by `write`, which must read as the
    /// member at `place` again.
    ///
    /// ```
    /// use std::borrow::Cow::Borrowed;
    /// use trilogue_wire::telling::Marks;
    /// use trilogue_wire::{Kinds, Writer};
    ///
    /// // A point, which must have `x`; or a table of numbers.
    /// const MEMBERS: &[Marks] = &[
    ///     Marks::of_keys("", &[], &[Borrowed("x")], &[]),
    ///     Marks::of_kinds("", Kinds::OBJECT),
    /// ];
    /// let table = |key: &'static str| {
    ///     Writer::new().member(MEMBERS, 1, |out| out.object(|table| table.field(key, |out| out.integer(1))))
    /// };
    /// assert!(table("width").is_ok());
    /// assert!(table("x").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// The fault of `write`, and [`Code::Union`](crate::Code::Union) if what it
    /// wrote would be read as another member.
    pub fn member(
        &mut self,
        members: &[Marks],
        place: usize,
        write: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let start = self.text.len();
        write(self)?;
        let written = Document::parse(&self.text.as_bytes()[start..])?;
        match choose(members, written.root()) {
            Ok(chosen) if chosen == place => Ok(()),
            _ => Err(Fault::new(
                Code::Union,
                "a value that reads as it was meant",
            )),
        }
    }
}
