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

mod direction;
mod example;
mod layout;
mod links;
mod lower;
mod markdown;
mod mermaid;
mod overview;
mod rust;
mod structs;
mod templates;
mod typescript;
mod words;

use minijinja::context;

use crate::model::Protocol;
use crate::output::Files;
use templates::Templates;

/// What the spec does not say: where the generated code is that pages show calls of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The path to the Rust module of the protocol, up to its own name: a crate, or a module in one. Without it, pages
    /// show no Rust.
    pub rust: Option<String>,
    /// The name of the npm package. Without it, pages show no TypeScript.
    pub typescript: Option<String>,
}

/// The pages of a protocol: `index.md`, one for each direction, and `types.md` if there are structs.
#[must_use]
pub fn pages(protocol: &Protocol, options: &Options) -> Files {
    let templates = Templates::new();
    let mut files = Files::new();
    files.add(
        "index.md",
        templates.fill("overview", overview::view(protocol)),
    );
    for direction in &protocol.directions {
        let view = direction::view(protocol, direction, options);
        files.add(links::page(direction), templates.fill("direction", view));
    }
    if !protocol.structs.is_empty() {
        files.add(
            links::TYPES,
            templates.fill("types", structs::view(protocol)),
        );
    }
    files
}

/// The pages of several protocols, each in a folder of its name; `index.md`, which lists them; and `SUMMARY.md`, the
/// table of contents that mdBook wants.
#[must_use]
pub fn site(protocols: &[&Protocol], options: &Options) -> Files {
    let templates = Templates::new();
    let mut files = Files::new();
    let listed: Vec<_> = protocols
        .iter()
        .map(|protocol| {
            context! {
                link => format!("[{}]({}/index.md)", markdown::text(&protocol.title), protocol.name),
                version => markdown::code(&protocol.version),
                purpose => overview::purpose(protocol),
                messages => protocol.messages.len(),
            }
        })
        .collect();
    files.add(
        "index.md",
        templates.fill("index", context! { protocols => listed }),
    );
    files.add("SUMMARY.md", summary(protocols));
    for protocol in protocols {
        files.add_all(&protocol.name, pages(protocol, options));
    }
    files
}

fn summary(protocols: &[&Protocol]) -> String {
    let mut lines = vec![
        "# Summary\n".to_owned(),
        "[Protocols](index.md)\n".to_owned(),
    ];
    for protocol in protocols {
        let name = &protocol.name;
        lines.push(format!(
            "- [{}]({name}/index.md)",
            markdown::text(&protocol.title)
        ));
        for direction in &protocol.directions {
            let way = links::way(protocol, direction);
            lines.push(format!("  - [{way}]({name}/{})", links::page(direction)));
        }
        if !protocol.structs.is_empty() {
            lines.push(format!("  - [Types]({name}/{})", links::TYPES));
        }
    }
    format!("{}\n", lines.join("\n"))
}
