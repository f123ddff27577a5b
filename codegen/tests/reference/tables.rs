//! Tables of the reference that are written by the program: keys, words and codes.

use trilogue_codegen::explain::{Kind, PAGES};
use trilogue_codegen::syntax::keys::{
    Key, TABLES, TYPE, TYPE_MODIFIERS, TYPE_WORDS, Table, ValueShape, Word,
};

use crate::page::Part;

/// The parts of a page with other rows in the tables below a comment that asks for them, such as
/// `<!-- keys of a channel -->` or `<!-- keys of a type: minimum maximum -->`.
#[must_use]
pub fn anew(parts: Vec<Part>) -> Vec<Part> {
    let mut parts = parts.into_iter().peekable();
    let mut anew = Vec::new();
    while let Some(part) = parts.next() {
        let table = match &part {
            Part::Line(line) => asked(line),
            Part::Block(_) => None,
        };
        anew.push(part);
        let Some(table) = table else { continue };
        let is_old = |part: &Part| matches!(part, Part::Line(line) if line.starts_with('|') || line.is_empty());
        while parts.next_if(is_old).is_some() {}
        let lines = table.lines().map(|line| Part::Line(line.to_owned()));
        anew.push(Part::Line(String::new()));
        anew.extend(lines);
        anew.push(Part::Line(String::new()));
    }
    anew
}

fn asked(line: &str) -> Option<String> {
    let asked = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    match asked {
        "words" => return Some(words(&TYPE_WORDS)),
        "words around types" => return Some(words(&TYPE_MODIFIERS)),
        "codes" => return Some(codes()),
        _ => {}
    }
    let of = asked.strip_prefix("keys of ")?;
    let (of, names) = of.split_once(": ").unwrap_or((of, ""));
    let names: Vec<&str> = names.split_whitespace().collect();
    let table = TABLES.iter().find(|table| table.of == of)?;
    Some(keys(table, &names))
}

/// The keys that a table of the reference has for this comment.
#[must_use]
pub fn keys_asked_for(line: &str) -> Option<(&'static Table, Vec<&'static str>)> {
    let of = line.strip_prefix("<!-- keys of ")?.strip_suffix(" -->")?;
    let (of, names) = of.split_once(": ").unwrap_or((of, ""));
    let names: Vec<&str> = names.split_whitespace().collect();
    let table = TABLES.iter().find(|table| table.of == of)?;
    let keys = chosen(table, &names);
    Some((table, keys.map(|key| key.name).collect()))
}

fn chosen<'n>(table: &'static Table, names: &'n [&str]) -> impl Iterator<Item = &'static Key> + 'n {
    let keys = own_keys(table).into_iter();
    keys.filter(move |key| names.is_empty() || names.contains(&key.name))
}

/// The keys of a table, without those that it has because it is a type, too.
#[must_use]
pub fn own_keys(table: &'static Table) -> Vec<&'static Key> {
    let is_type = TYPE.keys.iter().all(|key| table.key(key.name).is_some());
    let has_more = table.keys.len() > TYPE.keys.len();
    let keys = table.keys.iter();
    keys.filter(|key| !(is_type && has_more && TYPE.key(key.name).is_some()))
        .collect()
}

fn keys(table: &'static Table, names: &[&str]) -> String {
    let rows = chosen(table, names).map(|key| {
        let needed = if key.required { ", needed" } else { "" };
        let value = value(&key.value).replace('|', "\\|");
        let doc = key.doc.replace('|', "\\|");
        format!("| `{}` | {value}{needed} | {doc} |\n", key.name)
    });
    format!(
        "| key | value | what it says |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

fn words(words: &[Word]) -> String {
    let rows = words.iter().map(|word| {
        let doc = word.doc.replace('|', "\\|");
        format!("| `{}` | {doc} |\n", word.name)
    });
    format!(
        "| word | what it means |\n|---|---|\n{}",
        rows.collect::<String>()
    )
}

fn codes() -> String {
    let pages = PAGES.iter().filter(|page| page.kind == Kind::Refusal);
    let rows = pages.map(|page| format!("| `{}` | {} |\n", page.code, page.summary()));
    format!(
        "| code | what is wrong |\n|---|---|\n{}",
        rows.collect::<String>()
    )
}

/// What may stand behind a key, in words.
fn value(shape: &ValueShape) -> String {
    match shape {
        ValueShape::Text => "text".to_owned(),
        ValueShape::Flag => "`true`".to_owned(),
        ValueShape::Number => "number".to_owned(),
        ValueShape::Count => "whole number".to_owned(),
        ValueShape::Duration => "time span".to_owned(),
        ValueShape::Constant => "text, number, `true`, `false` or `null`".to_owned(),
        ValueShape::TextOrNumber => "text or number".to_owned(),
        ValueShape::Word(words) => listed(words.iter().map(|word| format!("`{word}`"))),
        ValueShape::Type => "type".to_owned(),
        ValueShape::Member => "type, or `nothing`".to_owned(),
        ValueShape::Any => "any value".to_owned(),
        ValueShape::List(item) => format!("list: {}", value(item)),
        ValueShape::OneOrMore(one) => format!("{}, or a list of them", value(one)),
        ValueShape::Mapping(table) if table.of.starts_with('`') => "mapping".to_owned(),
        ValueShape::Mapping(table) => table.of.to_owned(),
        ValueShape::MappingOf(each) => format!("by name: {}", value(each)),
        ValueShape::ByDirection(each) => format!("by direction: {}", value(each)),
        ValueShape::Either(shapes) => listed(shapes.iter().map(value)),
    }
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}
