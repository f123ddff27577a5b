//! Example messages: from the examples of a spec, or made up from the types.

use trilogue_wire::telling::Constant;
use trilogue_wire::{Document, Kind as JsonKind, Value};

use super::layout::{Group, Layout};
use super::markdown;
use crate::model::{Limits, Message, Protocol, Range, Shape, Slot, StructId, Template, Type};

/// What a text says that is made up.
const WORD: &str = "example";

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

    fn layout(&self) -> Layout {
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

/// What a message carries: its first example, or one made up. Secrets are made up in any case.
pub fn payload(protocol: &Protocol, message: &Message) -> Option<Example> {
    let ty = &message.payload.as_ref()?.ty;
    let made_up = || made_up(protocol, ty, &mut Vec::new());
    let example = match message.examples.first() {
        Some(json) => parsed(json).unwrap_or_else(made_up),
        None => made_up(),
    };
    Some(without_secrets(protocol, ty, example))
}

fn parsed(json: &str) -> Option<Example> {
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

fn without_secrets(protocol: &Protocol, ty: &Type, example: Example) -> Example {
    if ty.secret && example != Example::Null {
        return made_up(protocol, ty, &mut Vec::new());
    }
    match (&ty.shape, example) {
        (Shape::List(item, _), Example::List(items)) => {
            let items = items
                .into_iter()
                .map(|value| without_secrets(protocol, item, value));
            Example::List(items.collect())
        }
        (Shape::Map(item), Example::Object(members)) => {
            let members = members
                .into_iter()
                .map(|(key, value)| (key, without_secrets(protocol, item, value)));
            Example::Object(members.collect())
        }
        (Shape::Struct(id), Example::Object(members)) => {
            let fields = &protocol.structure(*id).fields;
            let members = members.into_iter().map(|(key, value)| {
                match fields.iter().find(|field| field.name == key) {
                    Some(field) => (key, without_secrets(protocol, &field.ty, value)),
                    None => (key, value),
                }
            });
            Example::Object(members.collect())
        }
        (_, example) => example,
    }
}

/// A value of a type. `inside` are the structs around it: one inside itself is left out where that is possible.
fn made_up(protocol: &Protocol, ty: &Type, inside: &mut Vec<StructId>) -> Example {
    match &ty.shape {
        Shape::Text(limits) => Example::Text(word(limits)),
        Shape::Bool => Example::Bool(true),
        Shape::Int(range) => Example::Number(whole(range)),
        Shape::Number(range) => Example::Number(number(range)),
        Shape::Json => Example::Object(vec![("any".to_owned(), Example::Text("JSON".to_owned()))]),
        Shape::Url(schemes) => Example::Text(url(schemes)),
        Shape::List(item, limits)
            if is_inside(item, inside) && limits.minimum.unwrap_or(0) == 0 =>
        {
            Example::List(Vec::new())
        }
        Shape::List(item, limits) => {
            let count = limits
                .minimum
                .unwrap_or(1)
                .max(1)
                .min(limits.maximum.unwrap_or(usize::MAX));
            Example::List(
                (0..count)
                    .map(|_| made_up(protocol, item, inside))
                    .collect(),
            )
        }
        Shape::Map(item) if is_inside(item, inside) => Example::Object(Vec::new()),
        Shape::Map(item) => {
            Example::Object(vec![("key".to_owned(), made_up(protocol, item, inside))])
        }
        Shape::Struct(_) if ty.nullable && is_inside(ty, inside) => Example::Null,
        Shape::Struct(id) => {
            inside.push(*id);
            let fields = protocol.structure(*id).fields.iter();
            let shown = fields.filter(|field| !field.optional || !is_inside(&field.ty, inside));
            let shown: Vec<_> = shown.collect();
            let members = shown
                .into_iter()
                .map(|field| (field.name.clone(), made_up(protocol, &field.ty, inside)));
            let members = members.collect();
            inside.pop();
            Example::Object(members)
        }
    }
}

/// Whether a value of this type is, or holds directly, one of the structs around it.
fn is_inside(ty: &Type, inside: &[StructId]) -> bool {
    match &ty.shape {
        Shape::Struct(id) => inside.contains(id),
        Shape::List(item, _) | Shape::Map(item) => is_inside(item, inside),
        _ => false,
    }
}

fn word(limits: &Limits) -> String {
    let most = limits.maximum.unwrap_or(usize::MAX);
    let count = WORD.len().max(limits.minimum.unwrap_or(0)).min(most);
    WORD.chars().cycle().take(count).collect()
}

fn whole(range: &Range) -> String {
    let candidates = [
        Some(1.0),
        range.minimum.map(f64::ceil),
        range.maximum.map(f64::floor),
    ];
    first_within(range, &candidates)
}

fn number(range: &Range) -> String {
    first_within(range, &[Some(1.5), Some(0.5), range.minimum, range.maximum])
}

fn first_within(range: &Range, candidates: &[Option<f64>]) -> String {
    let fits = |value: &f64| {
        range.minimum.is_none_or(|least| *value >= least)
            && range.maximum.is_none_or(|most| *value <= most)
    };
    let found = candidates.iter().flatten().copied().find(fits);
    found.unwrap_or_default().to_string()
}

fn url(schemes: &[String]) -> String {
    let scheme = schemes.first().map_or("https", String::as_str);
    match scheme {
        "http" | "https" | "ws" | "wss" => format!("{scheme}://example.org/"),
        "mailto" => "mailto:someone@example.org".to_owned(),
        _ => format!("{scheme}:example"),
    }
}

/// What fills the slots of a form.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The wire name.
    pub name: String,
    /// The payload, if there is one.
    pub payload: Option<Example>,
    /// The text of the error.
    pub error: String,
}

/// A whole message: a form with its slots filled.
pub fn message(template: &[(String, Template)], filling: &Filling) -> Example {
    let members = template.iter().filter_map(|(key, template)| {
        let value = match template {
            Template::Constant(constant) => of_constant(constant),
            Template::Slot(Slot::Name) => Example::Text(filling.name.clone()),
            Template::Slot(Slot::Payload) => filling.payload.clone()?,
            Template::Slot(Slot::Error) => Example::Text(filling.error.clone()),
            Template::Object(inner) => message(inner, filling),
        };
        Some((key.clone(), value))
    });
    Example::Object(members.collect())
}

fn of_constant(constant: &Constant) -> Example {
    match constant {
        Constant::Null => Example::Null,
        Constant::Bool(value) => Example::Bool(*value),
        Constant::Number(value) => Example::Number(value.to_string()),
        Constant::Text(text) => Example::Text(text.to_string()),
    }
}

/// A form with its slots as a spec writes them: `{ "type": $name }`.
pub fn form(template: &[(String, Template)]) -> String {
    form_layout(template).print(0, 0, 2)
}

fn form_layout(template: &[(String, Template)]) -> Layout {
    let parts = template.iter().map(|(key, template)| {
        let value = match template {
            Template::Constant(constant) => of_constant(constant).layout(),
            Template::Slot(Slot::Name) => Layout::Leaf("$name".to_owned()),
            Template::Slot(Slot::Payload) => Layout::Leaf("$payload".to_owned()),
            Template::Slot(Slot::Error) => Layout::Leaf("$error".to_owned()),
            Template::Object(inner) => form_layout(inner),
        };
        (format!("{}: ", quoted(key)), value)
    });
    Layout::Group(Group {
        open: "{".to_owned(),
        parts: parts.collect(),
        close: "}",
        inside: " ",
        trailing: "",
    })
}
