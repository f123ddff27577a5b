//! Every type of the language, with values that fit and values that do not: what the interpreter says of each.
//!
//! The values are the payloads of messages of `tests/features/`, whose envelope is `{ type: …, data: … }`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;
use trilogue_codegen::{interpret, load};
use trilogue_wire::Document;

/// The folders whose messages are values of types.
const FEATURES: [&str; 17] = [
    "bases",
    "constants",
    "constraints",
    "defaults",
    "enums",
    "formats",
    "maps-keys",
    "maybe",
    "others-typed",
    "patterns",
    "presence",
    "recursion",
    "tuples",
    "unions-adjacent",
    "unions-tagged",
    "unions-untagged",
    "unknown-fields",
];

fn folder(feature: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("../tests/features").join(feature)
}

fn protocol(feature: &str) -> Protocol {
    let mut sources = Sources::new();
    let spec = folder(feature).join("spec.yaml");
    load(&mut sources, spec)
        .unwrap_or_else(|mistakes| panic!("{}", render_all(mistakes, &sources, Style::Plain)))
}

#[test]
fn values_get_the_verdicts_of_their_types() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for feature in FEATURES {
        let protocol = protocol(feature);
        let rows = fs::read_to_string(folder(feature).join("messages.jsonl")).expect("messages");
        for row in rows.lines() {
            let row: Json = serde_json::from_str(row).expect("a message with its verdict");
            count += 1;
            wrong.extend(complaint(&protocol, &row));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 300, "only {count} values");
}

/// What is wrong with the verdict on the payload of a message.
fn complaint(protocol: &Protocol, row: &Json) -> Option<String> {
    let text = match row.get("text") {
        Some(text) => text.as_str().expect("a text").to_owned(),
        None => row["message"].to_string(),
    };
    let expected = match row["expect"].as_str() {
        Some("refused") => format!(
            "{} at {}",
            row["code"][0].as_str().expect("a code"),
            row["path"].as_str().expect("a path")
        ),
        Some("message") => "fits".to_owned(),
        _ => return None, // Not a matter of values.
    };
    let document = Document::parse(text.as_bytes()).expect("JSON");
    let message = document.root().object().expect("an object");
    let name = message.get("type").expect("a name").text().expect("a text");
    let mut messages = protocol.messages.iter();
    let declared = messages.find(|one| one.key == name).expect("a message");
    let payload = declared.payload.as_ref().expect("a payload");
    let found = message.get("data").map_or(Ok(()), |data| {
        interpret::check(protocol, &payload.ty, data)
            .map_err(|fault| fault.under("data").refuse(None))
    });
    let found = match found {
        Ok(()) => "fits".to_owned(),
        Err(refusal) => format!("{} at {}", refusal.code(), refusal.path()),
    };
    (found != expected).then(|| format!("{}: {found}, not {expected}\n  {text}", row["id"]))
}
