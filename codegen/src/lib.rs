//! Turns one description of a message protocol into code and docs that cannot drift apart.
//!
//! A crate that uses a protocol generates its types while it is built. This is a whole `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), trilogue_codegen::BuildError> {
//!     trilogue_codegen::Build::new("spec/portal.yaml").generate()
//! }
//! ```
//!
//! With `trilogue::include_protocol!("portal");` in a source file the types are in the module `portal`. See [`Build`]
//! for folders that are checked in, for TypeScript and for docs.
//!
//! # Features
//!
//! - Without any: Rust, and what it needs alone.
//! - `record`: folders that are checked in, with a record of what was written there.
//! - `typescript`: npm packages; turns on `record`.
//! - `docs`: Markdown pages; turns on `typescript`.
//! - `config`: `trilogue.yaml`, JSON Schemas, and projects to start from; turns on `docs`.
//! - `cli`: the program `trilogue`; turns on all of the others.
//!
//! # Beneath the doors
//!
//! What a spec means can be asked directly:
//!
//! ```
//! use trilogue_codegen::{interpret, source::Sources};
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
//! let verdict = interpret::decode(&lamp, &lamp.directions[0], br#"{"type":"dim","message":{"percent":101}}"#);
//! let interpret::Verdict::Refused(refusal) = verdict else { panic!("101 is too much") };
//! assert_eq!(refusal.code().as_str(), "maximum");
//! assert_eq!(refusal.path(), "/message/percent");
//! ```
//!
//! # The way of the data
//!
//! [`source`] reads files; [`yaml`] makes a tree of them in which everything knows its place; [`syntax`] holds the
//! tree against the table of keys; [`resolve`] gives it meaning and finds every mistake; the outcome is
//! [`model::Protocol`]. Targets lower a protocol to a view of their own and print that; [`output`] writes files.
//!
//! # Invariants
//!
//! - Arrows never point up: a stage knows those before it, never those after it.
//! - A [`model::Protocol`] exists only if its spec is valid. Targets take one and cannot fail.
//! - All mistakes of a spec are found in one run.
//! - [`source`] alone reads specs, [`output`] alone writes files, [`yaml`] alone knows the YAML library, and [`Build`]
//!   alone asks the environment.
//! - Output depends on the spec and its options alone: not on the time, the folder, line ends or the order of a map.
//! - No text of a spec reaches generated code except through a sink that escapes it.
//! - The interpreter, the generated Rust and the generated TypeScript give one verdict on one message.

#![cfg_attr(
    not(feature = "conform"),
    allow(
        dead_code,
        unused_imports,
        reason = "derives ask more of the printers of Rust than printing does"
    )
)]

mod build_script;
#[cfg(feature = "config")]
pub mod config;
#[cfg(feature = "conform")]
pub mod conform;
mod decodable;
pub mod diagnostic;
mod example;
pub mod explain;
pub mod facts;
mod foreign;
pub mod generate;
mod include;
#[cfg(feature = "config")]
pub mod init;
pub mod interpret;
pub mod model;
pub mod naming;
pub mod output;
pub mod render;
pub mod resolve;
pub mod rules;
#[cfg(feature = "config")]
pub mod schema;
pub mod screen;
pub mod source;
pub mod span;
pub mod syntax;
pub mod target;
pub mod yaml;

pub use build_script::{Build, BuildError};

use std::collections::BTreeSet;
use std::path::Path;

use diagnostic::Diagnostics;
use model::Protocol;
use source::{SourceId, Sources};

/// Loads the spec in the file at `path`.
///
/// # Errors
///
/// Every mistake of the spec. Show them with [`render::render_all`] and the same `sources`.
pub fn load(sources: &mut Sources, path: impl AsRef<Path>) -> Result<Protocol, Diagnostics> {
    match sources.load(path) {
        Ok(id) => load_source(sources, id),
        Err(mistake) => Err(std::iter::once(*mistake).collect()),
    }
}

/// Loads the spec in a file that `sources` holds.
///
/// # Errors
///
/// Every mistake of the spec.
pub fn load_source(sources: &mut Sources, id: SourceId) -> Result<Protocol, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let file = sources
        .path(id)
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let protocol = include::load(sources, id, &mut diagnostics)
        .and_then(|tree| syntax::read_document(&tree, &mut diagnostics))
        .and_then(|document| resolve::resolve(&document, &file, &mut diagnostics));
    match protocol {
        Some(mut protocol) if diagnostics.is_empty() => {
            protocol.files = declaring(sources, &protocol);
            Ok(protocol)
        }
        _ => Err(diagnostics),
    }
}

/// The files in which the messages and types of a protocol are declared, with their paths.
fn declaring(sources: &Sources, protocol: &Protocol) -> Vec<(SourceId, String)> {
    let messages = protocol.messages.iter().map(|message| message.span);
    let structs = protocol.structs.iter().map(|structure| structure.span);
    let enums = protocol.enums.iter().map(|set| set.span);
    let unions = protocol.unions.iter().map(|union| union.span);
    let tuples = protocol.tuples.iter().map(|tuple| tuple.span);
    let spans = messages
        .chain(structs)
        .chain(enums)
        .chain(unions)
        .chain(tuples);
    let files: BTreeSet<SourceId> = spans.map(|span| span.source).collect();
    let named = files
        .into_iter()
        .map(|id| (id, sources.path(id).to_owned()));
    named.collect()
}
