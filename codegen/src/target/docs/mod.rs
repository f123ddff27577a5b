//! Docs: a folder of Markdown pages for each protocol, as GitHub, mdBook and Docusaurus show them.
//!
//! ```
//! use trilogue_codegen::{source::Sources, target::docs};
//!
//! let spec = r#"
//! trilogue: 1
//! protocol: lamp
//! version: "1.0.0"
//! roles: { page: The page., lamp: The lamp. }
//! envelopes:
//!   tagged: { event: { type: $name, message: $payload } }
//! channels:
//!   wire: { between: [page, lamp], transport: window, envelope: tagged }
//! events:
//!   page -> lamp:
//!     dim: { fields: { percent: { type: int, minimum: 0, maximum: 100 } } }
//! "#;
//! let mut sources = Sources::new();
//! let id = sources.add("lamp.yaml", spec).unwrap();
//! let lamp = trilogue_codegen::load_source(&mut sources, id).expect("the spec is valid");
//!
//! let pages = docs::pages(&lamp, &docs::Options::default());
//! assert!(pages.get("index.md").unwrap().contains("[`dim`](page-to-lamp.md#Dim)"));
//! assert!(pages.get("page-to-lamp.md").unwrap().contains("| `percent` | integer | yes | 0 to 100 |"));
//! ```
//!
//! `lower` and the files of the pages decide what is said; the templates lay it out. Every text of a spec goes through
//! `markdown` or `mermaid`, and every value of an example through `layout`.

mod book;
mod carried;
mod changes;
mod channels;
mod chapters;
mod code;
mod example;
mod fields;
mod forms;
mod layout;
mod links;
mod made_up;
mod markdown;
mod member;
mod mermaid;
mod names;
mod overview;
mod parts;
mod pattern;
mod site;
mod slots;
mod templates;
mod types;
mod variant;
mod wire;
mod words;

pub use site::{examples, pages, site};

use crate::model::WireName;

/// What the spec does not say: where the generated code is that pages show calls of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The path to the Rust module of the protocol, up to its own name: a crate, or a module in one. Without it, pages
    /// show no Rust.
    pub rust: Option<String>,
    /// The name of the npm package. Without it, pages show no TypeScript.
    pub typescript: Option<String>,
}

/// A message as pages show it on the wire.
#[derive(Debug, Clone)]
pub struct WireExample {
    /// The place of its direction in [`Protocol::directions`](crate::model::Protocol::directions).
    pub direction: usize,
    /// The place of what it is in [`Direction::variants`](crate::model::Direction::variants).
    pub variant: usize,
    /// The place of its pipe in [`Direction::pipes`](crate::model::Direction::pipes).
    pub pipe: usize,
    /// The wire name, where the pipe carries it outside of the message.
    pub name: Option<WireName>,
    /// What an answer without a name is for: the key of its request in the spec.
    pub request: Option<String>,
    /// The id that such an answer has, if any.
    pub id: Option<WireName>,
    /// The message as JSON, also where it travels as a text; `None` where nothing travels.
    pub json: Option<String>,
    /// The page that tells of it.
    pub page: String,
    /// Whether it stands there: of answers that look alike for several requests one does.
    pub is_shown: bool,
}
