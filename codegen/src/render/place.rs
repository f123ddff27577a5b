//! Places as programs read them: with an end.

use crate::source::{Sources, Span};

/// A piece of a file. Lines and columns count from 1, columns in Unicode scalar values.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    /// The column after the last character.
    pub(super) end_column: usize,
}

impl<'a> Place<'a> {
    pub(super) fn of(span: Span, sources: &'a Sources) -> Self {
        let start = sources.position(span);
        let end = sources.position(Span::new(span.source, span.end, span.end));
        Self {
            file: start.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}
