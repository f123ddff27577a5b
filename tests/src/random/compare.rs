//! What decoders said, side by side.

use std::fmt::Write as _;

use trilogue::{Document, Kind, Value};

use crate::random::decoders::{Case, Verdict};

/// A message on which decoders do not agree.
pub struct Disagreement {
    /// The message.
    pub case: Case,
    /// What is wrong, in a few words that are the same for the same mistake.
    pub what: String,
    /// All that was said.
    pub said: String,
}

/// A disagreement with all that was said.
#[must_use]
pub fn disagreement(case: &Case, what: String, three: [&Verdict; 3]) -> Disagreement {
    let said = format!(
        "interpreter: {:?}\nRust:        {:?}\nTypeScript:  {:?}",
        three[0], three[1], three[2]
    );
    Disagreement {
        case: case.clone(),
        what,
        said,
    }
}

/// What is wrong with three verdicts on one message.
#[must_use]
pub fn verdicts(interpreter: &Verdict, rust: &Verdict, typescript: &Verdict) -> Option<String> {
    if matches!(rust, Verdict::Broken(_)) {
        return Some("Rust came to grief".to_owned());
    }
    if matches!(typescript, Verdict::Broken(_)) {
        return Some("TypeScript came to grief".to_owned());
    }
    match (
        interpreter.agrees_with(rust),
        interpreter.agrees_with(typescript),
    ) {
        (true, true) => None,
        (false, true) => Some(format!(
            "Rust differs: {} for {}",
            rust.short(),
            interpreter.short()
        )),
        (true, false) => Some(format!(
            "TypeScript differs: {} for {}",
            typescript.short(),
            interpreter.short()
        )),
        (false, false) if rust.agrees_with(typescript) => Some(format!(
            "the interpreter differs: {} for {}",
            interpreter.short(),
            rust.short()
        )),
        (false, false) => Some(format!(
            "all differ: {}, Rust {}, TypeScript {}",
            interpreter.short(),
            rust.short(),
            typescript.short()
        )),
    }
}

/// What is wrong with a message that was made as one thing and read as another.
#[must_use]
pub fn meant(case: &Case, interpreter: &Verdict) -> Option<String> {
    let identifier = case.meant.as_ref()?.identifier.as_ref()?;
    match interpreter {
        Verdict::Message {
            identifier: read, ..
        } if read.as_ref() == Some(identifier) => None,
        // Not every message that is made keeps all rules.
        Verdict::Refused { .. } => None,
        other => Some(format!(
            "made as one thing, read as another {}",
            other.short()
        )),
    }
}

/// Whether a message was read as of the kind that it was made as. Answers without a name may look alike where only their
/// requests tell them apart.
fn is_of_its_kind(case: &Case, interpreter: &Verdict) -> bool {
    let meant = case.meant.as_ref().map(|meant| meant.kind);
    matches!(interpreter, Verdict::Message { kind, .. } if kind.as_deref() == meant)
}

/// What is wrong with what two languages make of a message that both read.
#[must_use]
pub fn sent(case: &Case, three: [&Verdict; 3]) -> Option<String> {
    match (three[1].sent()?, three[2].sent()?) {
        (Ok(one), Ok(other)) => {
            let (one, other) = (canonical(one), canonical(other));
            if one != other {
                return Some("Rust and TypeScript send different values".to_owned());
            }
            let original = canonical(&case.text);
            let is_whole = case.whole && is_of_its_kind(case, three[0]);
            (is_whole && original != one).then(|| "what is sent is not what was read".to_owned())
        }
        // A list without the payload in its middle has no place for what follows.
        (Err(one), Err(other)) if one == other && one.starts_with("missing ") => None,
        (Err(one), Err(other)) if one == other => {
            Some(format!("read, but not sent: {}", code(one)))
        }
        // What nobody has looked into may hold texts that are not well-formed, or be too deep.
        (Ok(_), Err(why)) if why.starts_with("unicode ") || why.starts_with("depth ") => None,
        (Err(_), Err(_)) => {
            Some("both do not send what was read, for different reasons".to_owned())
        }
        (Err(why), Ok(_)) => Some(format!("Rust does not send what was read: {}", code(why))),
        (Ok(_), Err(why)) => Some(format!(
            "TypeScript does not send what was read: {}",
            code(why)
        )),
    }
}

fn code(why: &str) -> &str {
    why.split(' ').next().unwrap_or_default()
}

/// JSON with its keys in order and its numbers as doubles, so that equal values have equal texts.
#[must_use]
pub fn canonical(json: &str) -> String {
    let Ok(document) = Document::parse(json.as_bytes()) else {
        return json.to_owned();
    };
    let mut out = String::new();
    write(document.root(), &mut out);
    out
}

fn write(value: Value<'_>, out: &mut String) {
    match value.kind() {
        Kind::Number => {
            let number = value.number().unwrap_or_default();
            // Nobody tells the two zeros apart.
            let _ = write!(out, "{:?}", number + 0.0);
        }
        Kind::List => {
            out.push('[');
            for item in value.list().into_iter().flat_map(trilogue::List::iter) {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Kind::Object => {
            let entries = value
                .object()
                .into_iter()
                .flat_map(trilogue::Object::entries);
            let mut entries: Vec<(String, Value<'_>)> = entries
                .map(|(key, value)| (key.into_owned(), value))
                .collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            out.push('{');
            for (key, value) in entries {
                let _ = write!(out, "{key:?}:");
                write(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Kind::Text => match value.string() {
            // The text of a whole message is compared as what it holds.
            Ok(text) if out.is_empty() => out.push_str(&canonical(&text)),
            Ok(text) => {
                let _ = write!(out, "{text:?}");
            }
            Err(_) => out.push_str(value.raw()),
        },
        Kind::Bool | Kind::Null => out.push_str(value.raw()),
    }
}
