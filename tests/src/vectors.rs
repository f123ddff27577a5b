//! Messages with their verdicts, as JSON Lines.

use std::path::Path;

use serde_json::Value as Json;
use serde_json::value::RawValue;

use crate::verdict::Verdict;

/// A message and what decoders must say of it.
#[derive(Debug, Clone)]
pub struct Vector {
    /// What to call it when it fails.
    pub id: String,
    /// The sender.
    pub from: String,
    /// The receiver.
    pub to: String,
    /// The message's name, where it stands outside of the message.
    pub outside: Option<String>,
    /// The channel that it came over, if the vector says so.
    pub channel: Option<String>,
    /// The requests that wait for an answer, by id, if the vector says so.
    pub open: Option<Vec<(Json, String)>>,
    /// The message, to the byte.
    pub json: String,
    /// Whether the message is given as text, so that it may be no JSON at all.
    pub is_text: bool,
    expect: Json,
}

impl Vector {
    /// What is wrong with `verdict`, if anything is.
    #[must_use]
    pub fn complaint(&self, verdict: &Verdict) -> Option<String> {
        let expected = |key: &str| self.expect.get(key).filter(|value| !value.is_null());
        let fits = |key: &str, found: &str| expected(key).is_none_or(|wanted| wanted == found);
        let right = match verdict {
            Verdict::Message {
                kind,
                name,
                identifier,
            } => {
                fits("expect", "message")
                    && self
                        .expect
                        .get("name")
                        .is_none_or(|wanted| text(wanted).as_deref() == name.as_deref())
                    && kind.as_deref().is_none_or(|kind| fits("kind", kind))
                    && identifier
                        .as_deref()
                        .is_none_or(|identifier| fits("as", identifier))
            }
            Verdict::Unknown { name } => {
                let wanted = expected("name").and_then(text);
                fits("expect", "unknown") && wanted.is_none_or(|wanted| wanted == *name)
            }
            Verdict::Refused { code, path } => {
                let codes = expected("code").and_then(Json::as_array);
                fits("expect", "refused")
                    && codes.is_none_or(|codes| codes.iter().any(|wanted| wanted == code))
                    && fits("path", path)
            }
        };
        (!right).then(|| {
            format!(
                "{}: {verdict:?}\n  message {}\n  wanted {}",
                self.id, self.json, self.expect
            )
        })
    }
}

fn open_requests(open: &Json) -> Vec<(Json, String)> {
    let requests = open.as_array().into_iter().flatten();
    requests
        .map(|request| {
            let name = request["request"].as_str().unwrap_or_default();
            (request["id"].clone(), name.to_owned())
        })
        .collect()
}

/// A name as text: a number or truth value as JSON.
fn text(name: &Json) -> Option<String> {
    match name {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The vectors of a file.
///
/// # Panics
///
/// When the file cannot be read or a line of it is no vector.
#[must_use]
pub fn read(path: &Path) -> Vec<Vector> {
    let lines = crate::text(path);
    let numbered = lines.lines().enumerate();
    numbered
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let place = format!("{}:{}", path.display(), index + 1);
            vector(line, &place).unwrap_or_else(|| panic!("{place} is no vector: {line}"))
        })
        .collect()
}

fn vector(line: &str, place: &str) -> Option<Vector> {
    let raw: std::collections::BTreeMap<String, &RawValue> = serde_json::from_str(line).ok()?;
    let text = |key: &str| -> Option<String> { serde_json::from_str(raw.get(key)?.get()).ok() };
    let whole = text("text");
    // Everything but the message itself, which may hold what serde_json does not read.
    let expect: serde_json::Map<String, Json> = raw
        .iter()
        .filter(|(key, _)| *key != "message")
        .map(|(key, value)| Some((key.clone(), serde_json::from_str(value.get()).ok()?)))
        .collect::<Option<_>>()?;
    Some(Vector {
        id: text("id").unwrap_or_else(|| place.to_owned()),
        from: text("from")?,
        to: text("to")?,
        outside: text("outside"),
        channel: text("channel"),
        open: expect.get("open").map(open_requests),
        is_text: whole.is_some(),
        json: whole.or_else(|| Some(raw.get("message")?.get().to_owned()))?,
        expect: Json::Object(expect),
    })
}
