//! What each code means: of a mistake in a spec, and of a message that is refused.
//!
//! ```
//! use trilogue_codegen::explain;
//!
//! let page = explain::find("unknown-key").next().expect("a rule has a page");
//! assert_eq!(page.summary(), "A mapping has a key that the spec language does not know there.");
//! assert!(page.plain().contains("What\n\nA mapping has a key"));
//! assert_eq!(explain::near("unknown-kye"), Some("unknown-key"));
//! ```
//!
//! A page is a Markdown file with the parts What, Why, Mistake and Instead. A page is added as one row of the table
//! at the end of this file and the file `explain/<code>.md` or `explain/wire/<code>.md`. Its examples are pieces of a
//! spec; a test completes them, and holds each against what the page says of it.

use crate::diagnostic;

/// Where a code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A rule that a spec can break, one of [`rules::RULES`](crate::rules::RULES).
    Rule,
    /// Why a message is refused: a [`Code`](trilogue_wire::Code).
    Refusal,
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `unknown-key`.
    pub code: &'static str,
    /// Where it comes from.
    pub kind: Kind,
    /// The page as Markdown. Lines have at most 80 characters.
    pub markdown: &'static str,
}

impl Page {
    /// The first sentence of the page.
    #[must_use]
    pub fn summary(&self) -> String {
        let text = self.part("What").unwrap_or_default();
        let sentence = text.lines().next().unwrap_or_default();
        sentence.to_owned()
    }

    /// What stands below the heading `name`, without blank lines around it. `None` when there is no such heading.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'static str> {
        let mut parts = self.markdown.split("\n## ").skip(1);
        parts.find_map(|part| Some(part.strip_prefix(name)?.strip_prefix('\n')?.trim()))
    }

    /// The page as it is read on a terminal: examples are indented, and no line is marked up.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let mut in_example = false;
        for line in self.markdown.lines() {
            if line.starts_with("```") {
                in_example = !in_example;
                continue;
            }
            let indent = if in_example && !line.is_empty() {
                "    "
            } else {
                ""
            };
            let shown = if in_example {
                line
            } else {
                line.trim_start_matches(['#', ' '])
            };
            text.extend([indent, shown, "\n"]);
        }
        text
    }
}

/// The pages of a code: none, one, or two for a code that stands for a mistake in a spec and in a message.
pub fn find(code: &str) -> impl Iterator<Item = &'static Page> {
    PAGES.iter().filter(move |page| page.code == code)
}

/// The code that was probably meant.
#[must_use]
pub fn near(code: &str) -> Option<&'static str> {
    diagnostic::near(code, PAGES.iter().map(|page| page.code))
}

macro_rules! pages {
    ($($kind:ident $folder:literal: $($code:literal)*;)*) => {
        /// Every page: those of rules first, each in the order in which they are declared.
        pub const PAGES: &[Page] = &[$($(
            Page {
                code: $code,
                kind: Kind::$kind,
                markdown: include_str!(concat!($folder, $code, ".md")),
            },
        )*)*];
    };
}

pages! {
    Rule "explain/":
        "file-missing"
        "file-unreadable"
        "file-too-large"
        "encoding"
        "yaml-syntax"
        "yaml-document"
        "yaml-directive"
        "yaml-anchor"
        "yaml-tag"
        "yaml-merge-key"
        "yaml-key"
        "duplicate-key"
        "too-deep"
        "unknown-key"
        "missing-key"
        "conflicting-keys"
        "wrong-kind"
        "empty-value"
        "invalid-value"
        "invalid-number"
        "invalid-duration"
        "invalid-name"
        "invalid-direction"
        "unsupported-version"
        "type-syntax"
        "invalid-pattern"
        "include-conflict"
        "unresolved-role"
        "unresolved-type"
        "unresolved-envelope"
        "unresolved-message"
        "no-channel"
        "unresolved-channel"
        "conflicting-channels"
        "exposed-secret"
        "unresolved-field"
        "misplaced-field"
        "repeated-field"
        "too-many-fields"
        "repeated-value"
        "misplaced-member"
        "ambiguous-members"
        "misplaced-optional"
        "misplaced-constraint"
        "empty-range"
        "endless-type"
        "unknown-slot"
        "misplaced-slot"
        "repeated-slot"
        "unused-slot"
        "missing-form"
        "missing-slot"
        "conflicting-slots"
        "misplaced-payload"
        "uncorrelated-answers"
        "indistinguishable"
        "invalid-identifier"
        "reserved-identifier"
        "colliding-identifiers"
        "invalid-example";

    Refusal "explain/wire/":
        "json"
        "duplicate-key"
        "tag"
        "name"
        "ambiguous"
        "missing"
        "unexpected"
        "type"
        "constant"
        "integer"
        "minimum"
        "maximum"
        "min-length"
        "max-length"
        "pattern"
        "format"
        "enum"
        "union"
        "min-items"
        "max-items"
        "count"
        "depth"
        "unicode"
        "required"
        "unmatched";
}
