//! Tables of fields, items and values.

use std::collections::HashSet;

use super::book::Book;
use super::names::listed;
use super::parts::{parts_of, type_id};
use super::{example, links, markdown, words};
use crate::model::{
    Deprecated, Enum, Field, Item, MemberBody, Others, Payload, Presence, Protocol, Shape, Struct,
    Tuple, Type, TypeId,
};

/// A row of a table of fields.
#[derive(Default)]
struct Row {
    name: String,
    ty: String,
    required: &'static str,
    limits: String,
    unit: String,
    default: String,
    since: String,
    meaning: String,
}

/// The table of the fields of a struct.
pub fn fields(book: &Book<'_>, fields: &[Field]) -> String {
    table(
        "Field",
        fields.iter().map(|field| field_row(book, field)).collect(),
    )
}

/// The table of the items of a list.
pub fn items(book: &Book<'_>, tuple: &Tuple) -> String {
    let count = tuple.items.len();
    let items = tuple.items.iter().chain(&tuple.rest).enumerate();
    let rows = items.map(|(index, item)| item_row(book, index, item, index >= count));
    table("Position", rows.collect())
}

/// The table of a value that is no struct.
pub fn value(book: &Book<'_>, payload: &Payload) -> String {
    let Payload {
        ty,
        optional,
        arguments: _,
        doc,
    } = payload;
    let row = Row {
        required: yes_or_no(!optional),
        meaning: doc.as_deref().map(markdown::line).unwrap_or_default(),
        ..typed(book, ty)
    };
    table("", vec![row])
}

/// The table of the values of a set.
pub fn values(book: &Book<'_>, set: &Enum) -> String {
    let rows = set.values.iter().map(|value| Row {
        name: words::constant(&value.value),
        since: version(value.since.as_deref()),
        meaning: meaning(
            book,
            value.doc.as_deref(),
            value.deprecated.as_ref(),
            Vec::new(),
        ),
        ..Row::default()
    });
    table("Value", rows.collect())
}

fn field_row(book: &Book<'_>, field: &Field) -> Row {
    let Field {
        name,
        identifier: _,
        ty,
        optional,
        boxed: _,
        default,
        examples,
        binds,
        doc,
        gated_by,
        since,
        deprecated,
        span: _,
    } = field;
    let mut notes = Vec::new();
    if let Some(request) = binds {
        notes.push(format!(
            "Chooses the name of {}.",
            links::message(book, *request)
        ));
    }
    if let Some(json) = examples
        .first()
        .filter(|_| secrets(book.protocol, ty).is_empty())
    {
        notes.push(format!("Such as {}.", of_json(json)));
    }
    if let Some(gate) = gated_by {
        notes.push(format!("Only with {}.", markdown::code(gate)));
    }
    Row {
        name: markdown::code(name),
        required: yes_or_no(!optional),
        default: default.as_deref().map(of_json).unwrap_or_default(),
        since: version(since.as_deref()),
        meaning: meaning(book, doc.as_deref(), deprecated.as_ref(), notes),
        ..typed(book, ty)
    }
}

/// JSON text as code, as pages show it.
fn of_json(json: &str) -> String {
    let shown = example::parsed(json).map(|value| value.layout().on_one_line());
    markdown::code(shown.as_deref().unwrap_or(json))
}

fn item_row(book: &Book<'_>, index: usize, item: &Item, is_rest: bool) -> Row {
    let Item {
        identifier,
        ty,
        optional,
        doc,
        span: _,
    } = item;
    let position = if is_rest {
        format!("{} and on", index + 1)
    } else {
        (index + 1).to_string()
    };
    let name = identifier
        .as_ref()
        .map(|name| format!(": {}", markdown::code(&camel(&name.0))));
    Row {
        name: format!("{position}{}", name.unwrap_or_default()),
        required: yes_or_no(!optional && !is_rest),
        meaning: doc.as_deref().map(markdown::line).unwrap_or_default(),
        ..typed(book, ty)
    }
}

/// `quickValue` for `QuickValue`.
pub fn camel(identifier: &str) -> String {
    let mut rest = identifier.chars();
    let first = rest.next().into_iter().flat_map(char::to_lowercase);
    first.chain(rest).collect()
}

/// A row with what a type says.
fn typed(book: &Book<'_>, ty: &Type) -> Row {
    Row {
        ty: words::type_of(book, ty),
        limits: words::limits(book, ty),
        unit: words::unit(ty),
        ..Row::default()
    }
}

fn meaning(
    book: &Book<'_>,
    doc: Option<&str>,
    deprecated: Option<&Deprecated>,
    notes: Vec<String>,
) -> String {
    let mut meaning: Vec<String> = doc.map(markdown::line).into_iter().collect();
    meaning.extend(notes);
    meaning.extend(deprecated.map(|gone| words::deprecated(book, gone)));
    meaning.join(" ")
}

/// A version as text, or nothing.
pub fn version(since: Option<&str>) -> String {
    since.map(markdown::text).unwrap_or_default()
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A table without the columns that say nothing.
fn table(first: &str, rows: Vec<Row>) -> String {
    let columns = [
        first, "Type", "Required", "Limits", "Unit", "Default", "Since", "Meaning",
    ];
    let cells: Vec<[String; 8]> = rows
        .into_iter()
        .map(|row| {
            [
                row.name,
                row.ty,
                row.required.to_owned(),
                row.limits,
                row.unit,
                row.default,
                row.since,
                row.meaning,
            ]
        })
        .collect();
    let used: Vec<usize> = (0..columns.len())
        .filter(|column| cells.iter().any(|cells| !cells[*column].is_empty()))
        .collect();
    let line = |cells: &[String]| {
        let shown: Vec<&str> = used.iter().map(|column| cells[*column].as_str()).collect();
        format!("| {} |", shown.join(" | "))
    };
    let head = line(&columns.map(str::to_owned));
    let rule = format!("|{}", "---|".repeat(used.len()));
    let rows = cells.iter().map(|cells| line(cells));
    [head, rule]
        .into_iter()
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What holds between the fields of a struct, what happens to other keys, and how deep values go, in sentences.
pub fn rules(book: &Book<'_>, structure: &Struct) -> Vec<String> {
    let name = |index: &usize| markdown::code(&structure.fields[*index].name);
    let names = |fields: &[usize]| fields.iter().map(name).collect::<Vec<_>>();
    let mut sentences = Vec::new();
    sentences.extend(apart(structure));
    for rule in &structure.rules {
        sentences.push(match rule {
            Presence::RequiredWhen { field, when } => {
                let conditions: Vec<String> = when
                    .iter()
                    .map(|(other, value)| format!("{} is {}", name(other), words::constant(value)))
                    .collect();
                format!(
                    "{} is required when {}.",
                    name(field),
                    listed(&conditions, "and")
                )
            }
            Presence::AtLeastOneOf(fields) => {
                format!(
                    "At least one of {} is there.",
                    listed(&names(fields), "and")
                )
            }
            Presence::Together(fields) => {
                format!(
                    "{} are there together, or none of them is.",
                    listed(&names(fields), "and")
                )
            }
        });
    }
    sentences.push(others(book, &structure.others));
    sentences
}

/// The fields of which absence and `null` are not the same.
fn apart(structure: &Struct) -> Option<String> {
    let both = structure
        .fields
        .iter()
        .filter(|field| field.optional && field.ty.nullable);
    let names: Vec<String> = both.map(|field| markdown::code(&field.name)).collect();
    let kept = "absence and `null` are kept apart";
    (!names.is_empty()).then(|| format!("Of {}, {kept}.", listed(&names, "and")))
}

/// What happens to keys that a struct does not declare.
fn others(book: &Book<'_>, others: &Others) -> String {
    match others {
        Others::Ignore => "Other keys are ignored.".to_owned(),
        Others::Keep => "Other keys are kept as they come.".to_owned(),
        Others::Typed(ty) => {
            let limits = words::limits(book, ty);
            let limits = if limits.is_empty() {
                limits
            } else {
                format!(", {limits}")
            };
            format!(
                "Each other key holds: {}{limits}.",
                words::type_of(book, ty)
            )
        }
        Others::Refuse => "With any other key, the message is refused.".to_owned(),
    }
}

/// The places below a type where a secret is, each as a path from the type on.
pub fn secrets(protocol: &Protocol, ty: &Type) -> Vec<String> {
    if !hides(protocol, ty) {
        return Vec::new();
    }
    let mut finder = Finder {
        protocol,
        inside: Vec::new(),
        places: Vec::new(),
    };
    finder.look(ty, "");
    finder.places.dedup();
    finder.places
}

/// Whether there is a secret anywhere in a type.
fn hides(protocol: &Protocol, ty: &Type) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        if ty.secret {
            return true;
        }
        match &ty.shape {
            Shape::List(item, _) => open.push(item),
            Shape::Map(map) => open.push(&map.value),
            _ => {}
        }
        let id = match &ty.shape {
            Shape::Tuple(id) => Some(TypeId::Tuple(*id)),
            _ => type_id(protocol, ty),
        };
        if let Some(id) = id.filter(|id| seen.insert(*id)) {
            open.extend(parts_of(protocol, id));
        }
    }
    false
}

struct Finder<'p> {
    protocol: &'p Protocol,
    inside: Vec<TypeId>,
    places: Vec<String>,
}

impl Finder<'_> {
    fn look(&mut self, ty: &Type, path: &str) {
        if ty.secret {
            self.places.push(path.to_owned());
            return;
        }
        let id = type_id(self.protocol, ty);
        if id.is_some_and(|id| self.inside.contains(&id)) {
            return;
        }
        self.inside.extend(id);
        match &ty.shape {
            Shape::List(item, _) => self.look(item, &format!("{path}[]")),
            Shape::Map(map) => self.look(&map.value, &below(path, "*")),
            Shape::Struct(id) => self.structure(self.protocol.structure(*id), path),
            Shape::Tuple(id) => {
                let tuple = self.protocol.tuple(*id);
                for (index, item) in tuple.items.iter().chain(&tuple.rest).enumerate() {
                    self.look(&item.ty, &format!("{path}[{index}]"));
                }
            }
            Shape::Union(id) => self.union(self.protocol.union(*id), path),
            _ => {}
        }
        if id.is_some() {
            self.inside.pop();
        }
    }

    fn structure(&mut self, structure: &Struct, path: &str) {
        for field in &structure.fields {
            self.look(&field.ty, &below(path, &field.name));
        }
        if let Others::Typed(ty) = &structure.others {
            self.look(ty, &below(path, "*"));
        }
    }

    fn union(&mut self, union: &crate::model::Union, path: &str) {
        for member in &union.members {
            match (&member.body, &union.tagging) {
                (MemberBody::Struct(id), _) => self.structure(self.protocol.structure(*id), path),
                (
                    MemberBody::Value(ty),
                    crate::model::Tagging::Tag {
                        content: Some(key), ..
                    },
                ) => {
                    self.look(ty, &below(path, key));
                }
                (MemberBody::Value(ty), _) => self.look(ty, path),
                (MemberBody::Nothing, _) => {}
            }
        }
    }
}

fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
