//! JSON values as pages show them.

use trilogue_wire::telling::Constant;
use trilogue_wire::{Document, Kind as JsonKind, Value};

use super::layout::{Group, Layout};
use super::markdown;
use crate::model::WireName;

/// A JSON value whose keys keep their order and whose numbers keep their spelling.
#[derive(Debug, Clone, PartialEq)]
pub enum Example {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Example>),
    /// An object.
    Object(Vec<(String, Example)>),
}

impl Example {
    /// The value as JSON, laid out.
    pub fn json(&self) -> String {
        self.layout().print(0, 0, 2)
    }

    /// The value as something that a message can be called by: a text, number or truth value.
    pub fn name(&self) -> Option<WireName> {
        match self {
            Self::Text(text) => Some(WireName::Text(text.clone())),
            Self::Number(text) => text.parse().ok().map(WireName::Number),
            Self::Bool(value) => Some(WireName::Bool(*value)),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The value as JSON, to be laid out.
    pub fn layout(&self) -> Layout {
        let group = |open: &str, parts, close, inside| {
            let trailing = "";
            Layout::Group(Group {
                open: open.to_owned(),
                parts,
                close,
                inside,
                trailing,
            })
        };
        match self {
            Self::Null => Layout::Leaf("null".to_owned()),
            Self::Bool(value) => Layout::Leaf(value.to_string()),
            Self::Number(text) => Layout::Leaf(text.clone()),
            Self::Text(text) => Layout::Leaf(quoted(text)),
            Self::List(items) => {
                let items = items.iter().map(|item| (String::new(), item.layout()));
                group("[", items.collect(), "]", "")
            }
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, value)| (format!("{}: ", quoted(key)), value.layout()));
                group("{", members.collect(), "}", " ")
            }
        }
    }
}

/// Text as JSON in which nothing is hidden, and which opens no template.
pub fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text)
        .to_string()
        .replace("{{", "{\\u007b")
        .replace("{%", "{\\u0025");
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == markdown::visible(letter) {
            out.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                out.extend(["\\u".to_owned(), format!("{unit:04x}")]);
            }
        }
    }
    out
}

/// JSON text as a value that keeps the order of its keys.
pub fn parsed(json: &str) -> Option<Example> {
    let document = Document::parse(json.as_bytes()).ok()?;
    read(document.root())
}

fn read(value: Value<'_>) -> Option<Example> {
    Some(match value.kind() {
        JsonKind::Null => Example::Null,
        JsonKind::Bool => Example::Bool(value.boolean().ok()?),
        JsonKind::Number => Example::Number(value.raw().to_owned()),
        JsonKind::Text => Example::Text(value.string().ok()?),
        JsonKind::List => {
            Example::List(value.list().ok()?.iter().map(read).collect::<Option<_>>()?)
        }
        JsonKind::Object => {
            let entries = value.object().ok()?.entries();
            Example::Object(
                entries
                    .map(|(key, value)| Some((key.into_owned(), read(value)?)))
                    .collect::<Option<_>>()?,
            )
        }
    })
}

/// A constant of a form or a type.
pub fn of_constant(constant: &Constant) -> Example {
    match constant {
        Constant::Null => Example::Null,
        Constant::Bool(value) => Example::Bool(*value),
        Constant::Number(value) => Example::Number(value.to_string()),
        Constant::Text(text) => Example::Text(text.to_string()),
    }
}
