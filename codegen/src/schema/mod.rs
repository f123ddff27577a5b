//! JSON Schema of the files that people write, for editors: printed from the tables of keys.
//!
//! A schema sees less than the loader. It knows keys, kinds of values and words; it does not know which names exist, or
//! what can be told apart. What it refuses, the loader refuses too.
//!
//! ```
//! let schema = trilogue_codegen::schema::of_specs();
//! assert!(schema.contains(r#""description": "The least value.""#));
//! ```

mod print;
mod shape;

use crate::config;
use crate::schema::print::Json;
use crate::schema::shape::Definitions;
use crate::syntax::keys::{INCLUDED, SPEC, Table};

/// The dialect in which the schemas are written.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Keys that a spec has and a file that it includes does not.
const OF_SPECS_ALONE: [&str; 4] = ["protocol", "version", "title", "naming"];

/// The schema of specs, and of the files that they include.
#[must_use]
pub fn of_specs() -> String {
    let mut definitions = Definitions::default();
    let [spec, included] = [&SPEC, &INCLUDED].map(|table| definitions.reference(table));
    let marks = OF_SPECS_ALONE.iter().map(|key| shape::needs(&[key]));
    let is_spec = Json::object([("anyOf", Json::List(marks.collect()))]);
    document(
        "A Trilogue spec, or a file that one includes",
        [("if", is_spec), ("then", spec), ("else", included)],
        definitions,
    )
}

/// The schema of `trilogue.yaml`.
#[must_use]
pub fn of_configurations() -> String {
    let mut definitions = Definitions::default();
    let whole = definitions.reference(config_table());
    document(
        "A trilogue.yaml",
        [("allOf", Json::List(vec![whole]))],
        definitions,
    )
}

fn config_table() -> &'static Table {
    config::TABLES[0]
}

fn document<const N: usize>(
    title: &str,
    parts: [(&'static str, Json); N],
    definitions: Definitions,
) -> String {
    let mut members = vec![
        ("$schema".to_owned(), Json::text(DIALECT)),
        ("title".to_owned(), Json::text(title)),
    ];
    let parts = parts.into_iter();
    members.extend(parts.map(|(key, value)| (key.to_owned(), value)));
    members.push(("$defs".to_owned(), definitions.into_json()));
    Json::Object(members).print()
}
