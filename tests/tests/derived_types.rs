//! What derives make of a type is what the generator prints for it: every declared type of every spec of this repository is
//! here twice, printed and derived, and both judge the same values alike.

use std::fmt::Debug;
use std::path::PathBuf;

use serde_json::Value as Json;
use trilogue::{Direction, Payload, Refusal};
use trilogue_tests::{folder, vectors};

include!(concat!(env!("OUT_DIR"), "/derived.rs"));

/// What came of a text: what is written of it again, or why it is refused.
type Verdict = Result<Result<String, Refusal>, Refusal>;

fn payload<P: Payload>(json: &str) -> Verdict {
    let read = trilogue::decode_payload::<P>(json.as_bytes())?;
    Ok(trilogue::encode_payload(&read))
}

fn message<D: Direction>(json: &str) -> Verdict {
    let read = trilogue::decode::<D>(json.as_bytes())?;
    Ok(trilogue::encode(&read))
}

fn same(what: &str, json: &str, printed: &impl Debug, derived: &impl Debug) {
    let (printed, derived) = (format!("{printed:?}"), format!("{derived:?}"));
    assert_eq!(printed, derived, "{what}: {json}");
}

/// The messages of a protocol.
fn messages(protocol: &str) -> Vec<String> {
    let own = ["features", "trials"]
        .map(|kind| folder().join(kind).join(protocol).join("messages.jsonl"));
    let shared =
        ["", "more-"].map(|prefix| folder().join(format!("vectors/{prefix}{protocol}.jsonl")));
    let files = own
        .into_iter()
        .chain(shared)
        .filter(|file: &PathBuf| file.exists());
    files
        .flat_map(|file| vectors::read(&file))
        .map(|vector| vector.json)
        .collect()
}

/// All values inside of messages, and each with a small change.
fn values(messages: &[String]) -> Vec<String> {
    let mut all = std::collections::BTreeSet::new();
    for json in messages {
        all.insert(json.clone());
        if let Ok(json) = serde_json::from_str::<Json>(json) {
            collect(&json, &mut all);
        }
    }
    all.into_iter().collect()
}

fn collect(json: &Json, all: &mut std::collections::BTreeSet<String>) {
    if !all.insert(json.to_string()) {
        return;
    }
    match json {
        Json::Array(items) => {
            for item in items {
                collect(item, all);
            }
            let mut more = items.clone();
            more.push(Json::Null);
            all.insert(Json::Array(more).to_string());
        }
        Json::Object(entries) => {
            for entry in entries.values() {
                collect(entry, all);
            }
            for key in entries.keys() {
                let mut less = entries.clone();
                less.remove(key);
                all.insert(Json::Object(less.clone()).to_string());
                for other in [
                    Json::Null,
                    Json::from(1.5),
                    Json::from(""),
                    Json::from(true),
                ] {
                    less.insert(key.clone(), other);
                    all.insert(Json::Object(less.clone()).to_string());
                }
            }
            let mut more = entries.clone();
            more.insert("undeclared".to_owned(), Json::from(7));
            all.insert(Json::Object(more).to_string());
        }
        _ => {}
    }
}

macro_rules! compare {
    ($module:ident $name:literal $printed:ident $derived:ident [$($direction:ident,)*] [$($($ty:ident)::+),*]) => {
        #[test]
        fn $module() {
            let messages = messages($name);
            for json in &messages {
                $(same(
                    stringify!($direction),
                    json,
                    &message::<$printed::$direction>(json),
                    &message::<$derived::$direction>(json),
                );)*
                let _ = json;
            }
            let values = values(&messages);
            for json in &values {
                $(same(
                    stringify!($($ty)::+),
                    json,
                    &payload::<$printed::$($ty)::+>(json),
                    &payload::<$derived::$($ty)::+>(json),
                );)*
                let _ = json;
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/compared.rs"));
