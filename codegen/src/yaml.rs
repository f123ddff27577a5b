//! YAML, read once into a tree whose every key and value knows its place.
//!
//! Scalars keep the text that stands in the file: nothing is a number, a date or a bool before its position in the
//! spec says so. What makes YAML hard to read or slow to load is refused: anchors, tags, merge keys, directives,
//! duplicate keys and keys that are no text.
//!
//! ```
//! use trilogue_codegen::{diagnostic::Diagnostics, source::Sources, yaml::{self, Data}};
//!
//! let mut sources = Sources::new();
//! let id = sources.add("spec/portal.yaml", "version: 1.10\n")?;
//! let mut diagnostics = Diagnostics::new();
//! let root = yaml::parse(&sources, id, &mut diagnostics).expect("the text is YAML");
//!
//! let Data::Mapping(entries) = root.data else { panic!("the text is a mapping") };
//! let Data::Scalar(version) = &entries[0].value.data else { panic!("the value is text") };
//! assert_eq!(version.text, "1.10");
//! assert_eq!(sources.snippet(entries[0].key.span), "version");
//! # Ok::<(), Box<trilogue_codegen::diagnostic::Diagnostic>>(())
//! ```

mod mistake;
mod reader;
#[cfg(test)]
mod tests;

use crate::source::{Span, Spanned};

pub use reader::parse;

/// How deep lists and mappings may be nested.
pub const DEEPEST: usize = 64;

/// One value of a YAML file, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// A scalar with its quotes, a list or mapping in brackets with its brackets, any other list or mapping from its
    /// first dash or key to the end of its last value. For [`Data::Empty`] the place after the key's colon or the
    /// list's dash.
    pub span: Span,
    /// The value.
    pub data: Data,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// A piece of text, not yet given a meaning.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file. No two entries have the same key.
    Mapping(Vec<Entry>),
    /// Nothing: a key without a value, or a dash with nothing behind it.
    Empty,
    /// Something that is refused and reported already, such as an alias. Whoever reads the tree says nothing more.
    Refused,
}

impl Data {
    /// What this is, for use in a sentence: `text`, `a list`, `a mapping` or `nothing`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Scalar(_) => "text",
            Self::List(_) => "a list",
            Self::Mapping(_) => "a mapping",
            Self::Empty | Self::Refused => "nothing",
        }
    }
}

/// A piece of text, not yet given a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text without quotes and escapes. For plain text, what stands in the file, with line breaks folded.
    pub text: String,
    /// Whether it stands there without quotes (`'`, `"`) and is no block (`|`, `>`).
    pub plain: bool,
}

/// A key of a mapping with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, without quotes and escapes; its span includes the quotes.
    pub key: Spanned<String>,
    /// Whether the key stands there without quotes.
    pub key_plain: bool,
    /// The value.
    pub value: Node,
}

impl Entry {
    /// The key and its value together.
    #[must_use]
    pub fn span(&self) -> Span {
        self.key.span.to(self.value.span)
    }
}
