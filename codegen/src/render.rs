//! Mistakes as text for people ([`render_all`]), as JSON for programs ([`json`]), and as commands that GitHub shows
//! beside the lines of a change ([`github`]).
//!
//! ```
//! use trilogue_codegen::{
//!     diagnostic::Diagnostics,
//!     render::{Style, render_all},
//!     source::Sources,
//!     yaml,
//! };
//!
//! let mut sources = Sources::new();
//! let id = sources.add("spec/portal.yaml", "title: Portal\ntitle: Widget\n")?;
//! let mut diagnostics = Diagnostics::new();
//! yaml::parse(&sources, id, &mut diagnostics);
//!
//! let expected = "\
//! error[duplicate-key]: the key `title` stands here twice
//!  --> spec/portal.yaml:2:1
//!   |
//! 1 | title: Portal
//!   | ----- first here
//! 2 | title: Widget
//!   | ^^^^^ again here
//!   |
//!   = help: remove one of them, or give it another name
//!
//! error: 1 mistake in spec/portal.yaml
//! ";
//! assert_eq!(render_all(diagnostics, &sources, Style::Plain), expected);
//! # Ok::<(), Box<trilogue_codegen::diagnostic::Diagnostic>>(())
//! ```
//!
//! Nothing of a spec reaches the screen as a command to the terminal: control characters and those that change the
//! direction of text are shown as replacement characters, and escaped in JSON.

pub mod github;
pub mod json;
mod place;
mod text;

pub use text::{excerpt, render, render_all, summary};

/// Whether the text is for a terminal that shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// Text alone.
    #[default]
    Plain,
    /// With ANSI escape sequences.
    Colour,
}
