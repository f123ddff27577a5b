//! TypeScript: an npm package that Node and bundlers use as it stands, with sources, JavaScript and declarations.
//!
//! ```
//! use trilogue_codegen::{source::Sources, target::typescript};
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
//! let options = typescript::Options { name: "lamp".to_owned(), version: "1.0.0".to_owned() };
//! let files = typescript::package(&[&lamp], &options);
//! assert!(files.get("src/lamp/page-to-lamp.ts").unwrap().contains("export interface Dim {"));
//! assert!(files.get("dist/lamp/lamp.js").unwrap().contains("decode as decodeFromPage"));
//! ```
//!
//! What a spec means in TypeScript is decided file by file into pieces of `layout`, in which types are marked; the
//! templates put the pieces together. A source is that text with its types, JavaScript is the text without them.

mod answers;
mod bindings;
mod cases;
mod code;
mod declared;
mod decoders;
mod defaults;
mod difference;
mod direction;
mod documentation;
mod encoders;
mod enums;
mod erase;
mod errors;
mod groups;
mod imports;
mod layout;
mod module;
#[cfg(feature = "docs")]
pub(in crate::target) mod names;
mod package;
mod parts;
mod pipe;
mod pipe_decode;
mod pipe_encode;
mod places;
mod plan;
mod readers;
mod route;
mod runtime;
mod scope;
mod sentences;
mod sink;
mod spreading;
mod structs;
mod tables;
mod tags;
mod templates;
#[cfg(test)]
mod tests;
mod tuples;
mod types;
mod undeclared;
mod unions;
mod variants;
mod walk;
mod writing;

use crate::model::{Protocol, RoleId};
use crate::output::Files;
use templates::Templates;

/// What the spec does not say.
#[derive(Debug, Clone)]
pub struct Options {
    /// The name of the npm package.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// One file with marks around types, and its declarations.
#[derive(Debug)]
struct Sources {
    code: String,
    declarations: String,
}

/// The package for these protocols: `package.json`, the sources below `src`, and what Node and bundlers load below
/// `dist`.
#[must_use]
pub fn package(protocols: &[&Protocol], options: &Options) -> Files {
    let templates = Templates::new();
    let mut files = Files::new();
    files.add(
        "package.json",
        package::manifest(protocols, options, &templates),
    );
    runtime::add(&mut files);
    for protocol in protocols {
        add_protocol(&mut files, protocol, &templates);
    }
    files
}

fn add_protocol(files: &mut Files, protocol: &Protocol, templates: &Templates) {
    let folder = package::folder(protocol);
    let mut add = |stem: &str, Sources { code, declarations }: Sources| {
        files.add(format!("src/{folder}/{stem}.ts"), erase::typescript(&code));
        files.add(format!("dist/{folder}/{stem}.js"), erase::javascript(&code));
        files.add(
            format!("dist/{folder}/{stem}.d.ts"),
            erase::typescript(&declarations),
        );
    };
    add("index", package::index(protocol, templates));
    if !declared::of_owner(protocol, None).is_empty() {
        add("types", package::types(protocol, templates));
    }
    for direction in &protocol.directions {
        add(
            &sink::kebab(&direction.identifier),
            direction::sources(protocol, direction, templates),
        );
    }
    for role in (0..protocol.roles.len()).map(RoleId) {
        add(
            &package::role_stem(protocol, role),
            package::role(protocol, role, templates),
        );
    }
}
