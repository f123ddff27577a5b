//! Pieces of Rust: literals, lists, structs, and any JSON.

use crate::target::docs::example::Example;
use crate::target::docs::layout::{Group, Layout};
use crate::target::docs::markdown;
use crate::target::docs::names::number;

pub fn whole(text: &str) -> String {
    let value: f64 = text.parse().unwrap_or_default();
    value.to_string()
}

pub fn double(text: &str) -> String {
    let value: f64 = text.parse().unwrap_or_default();
    number(value).to_string().replace("- ", "-")
}

pub fn some(value: Layout) -> Layout {
    Layout::hug("Some(", value)
}

pub fn owned(text: &str) -> Layout {
    Layout::Leaf(format!("{}.to_owned()", literal(text)))
}

/// A literal that holds exactly `text`, with everything beyond ASCII that hides or reorders escaped.
pub fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        let is_plain = letter == markdown::visible(letter) && !matches!(letter, '"' | '\\');
        if is_plain {
            out.push(letter);
        } else {
            out.extend(letter.escape_default());
        }
    }
    out.push('"');
    // No template of mdBook or others starts inside.
    out.replace("{{", "{\\u{7b}").replace("{%", "{\\u{25}")
}

pub fn pair(key: &str, value: Layout) -> Layout {
    group("(", vec![owned(key), value], ")")
}

pub fn map_of(pairs: Vec<Layout>) -> Layout {
    if pairs.is_empty() {
        return Layout::Leaf("BTreeMap::new()".to_owned());
    }
    Layout::hug("BTreeMap::from(", group("[", pairs, "]"))
}

pub fn fields(name: &str, parts: Vec<(String, Layout)>, trailing: &'static str) -> Layout {
    Layout::Group(Group {
        open: format!("{name} {{"),
        parts,
        close: "}",
        inside: " ",
        trailing,
    })
}

/// One part between two signs that hug it.
pub fn wrap(open: &str, part: Layout, close: &'static str) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts: vec![(String::new(), part)],
        close,
        inside: "",
        trailing: "",
    })
}

pub fn group(open: &str, parts: Vec<Layout>, close: &'static str) -> Layout {
    Layout::Group(Group {
        open: open.to_owned(),
        parts: parts
            .into_iter()
            .map(|part| (String::new(), part))
            .collect(),
        close,
        inside: "",
        trailing: ",",
    })
}

/// Any JSON, by the macro of the library that holds it.
pub fn json(example: &Example) -> Layout {
    Layout::hug("serde_json::json!(", json_inside(example))
}

/// A number as JSON, with its type where Rust would take it for a smaller one.
pub fn json_number(text: &str) -> String {
    let is_whole = !text.contains(['.', 'e', 'E']);
    match (is_whole, text.parse::<i32>(), text.parse::<i64>()) {
        (true, Err(_), Ok(_)) => format!("{text}_i64"),
        (true, _, Err(_)) => format!("{text}.0"),
        _ => text.to_owned(),
    }
}

pub fn json_inside(example: &Example) -> Layout {
    match example {
        Example::Null => Layout::Leaf("null".to_owned()),
        Example::Bool(value) => Layout::Leaf(value.to_string()),
        Example::Number(text) => Layout::Leaf(json_number(text)),
        Example::Text(text) => Layout::Leaf(literal(text)),
        Example::List(items) => group("[", items.iter().map(json_inside).collect(), "]"),
        Example::Object(members) => {
            let parts = members
                .iter()
                .map(|(key, value)| (format!("{}: ", literal(key)), json_inside(value)));
            Layout::Group(Group {
                open: "{".to_owned(),
                parts: parts.collect(),
                close: "}",
                inside: " ",
                trailing: "",
            })
        }
    }
}
