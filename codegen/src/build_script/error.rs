//! Why a build script fails.

use std::fmt;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::output::FileError;
use crate::render::{Style, render_all};
use crate::source::Sources;

/// Why nothing was generated: the mistakes of specs as people read them, or what could not be written.
///
/// A build script whose `main` returns it ends with that text, which Cargo shows.
pub struct BuildError(String);

impl BuildError {
    pub(super) fn of_specs(mistakes: Diagnostics, sources: &Sources) -> Self {
        Self(render_all(mistakes, sources, Style::Plain))
    }

    pub(super) fn no_build_script() -> Self {
        Self::said(
            "Cargo names no folder to write to",
            "call `generate` in `build.rs`, or name a folder with `folder`",
        )
    }

    pub(super) fn same_name(name: &str, specs: [&Path; 2]) -> Self {
        let [first, second] = specs.map(Path::display);
        Self::said(
            &format!("`{first}` and `{second}` are both called `{name}`"),
            "change `protocol:` in one of them",
        )
    }

    pub(super) fn said(what: &str, help: &str) -> Self {
        Self(format!("error: {what}\n  = help: {help}\n"))
    }
}

impl From<FileError> for BuildError {
    fn from(error: FileError) -> Self {
        Self(format!("error: {error}\n"))
    }
}

/// The text on lines of its own.
impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\n{}", self.0.trim_end())
    }
}

/// The same as [`Display`](fmt::Display): what a `main` returns is shown so.
impl fmt::Debug for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for BuildError {}
