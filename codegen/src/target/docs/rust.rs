//! How a message is sent and handled in Rust: calls of the generated code, with an example as a Rust value.

use std::collections::BTreeSet;

use super::example::Example;
use super::layout::{Group, Layout};
use super::lower::carried;
use crate::model::{
    Candidate, Direction, Kind, Others, Protocol, Shape, Slot, StructId, Template, Type,
};
use crate::target::rust::names;

/// How wide a step to the right is.
const STEP: usize = 4;

/// A message as Rust sees it.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'p> {
    /// The protocol.
    pub protocol: &'p Protocol,
    /// The direction.
    pub direction: &'p Direction,
    /// The message or answer.
    pub candidate: &'p Candidate,
    /// The crate that holds the generated module.
    pub root: &'p str,
}

impl Sent<'_> {
    /// A function that sends the message.
    pub fn sending(&self, payload: Option<&Example>, error: &str) -> String {
        let mut uses = self.uses();
        let variant = self.variant();
        let message = match self.content(payload, error, &mut uses) {
            Some(content) => Layout::hug(format!("{variant}("), content),
            None => Layout::Leaf(variant),
        };
        let flat = message.print(STEP, STEP, STEP);
        let body = if flat.contains('\n') || flat.len() > 70 {
            let start = "let message = ".len() + STEP;
            format!(
                "    let message = {};\n    message.encode()",
                message.print(STEP, start, STEP)
            )
        } else {
            format!("    {flat}.encode()")
        };
        format!(
            "{}\n\nfn send() -> Result<String, Refusal> {{\n{body}\n}}",
            lines(&uses)
        )
    }

    /// A function that handles the message.
    pub fn handling(&self) -> String {
        let (variant, ty) = (self.variant(), self.direction_name());
        let is_answer_text = self.candidate.kind == Kind::Error && has_error(self.template());
        let (pattern, what) = if carried(self.protocol, self.candidate).is_some() {
            (format!("{variant}(payload)"), "\"{payload:?}\"")
        } else if is_answer_text {
            (format!("{variant}(text)"), "\"{text}\"")
        } else {
            (variant, "\"it came\"")
        };
        format!(
            "{}\n\nfn handle(json: &str) -> Result<(), Refusal> {{\n    if let {pattern} = {ty}::decode_text(json)? {{\n        println!({what});\n    }}\n    Ok(())\n}}",
            lines(&self.uses())
        )
    }

    fn direction_name(&self) -> String {
        names::camel(&self.direction.identifier).to_string()
    }

    fn variant(&self) -> String {
        format!(
            "{}::{}",
            self.direction_name(),
            names::camel(&self.candidate.identifier)
        )
    }

    fn template(&self) -> &[(String, Template)] {
        &self.direction.forms[self.candidate.form].template
    }

    fn module(&self) -> String {
        let module = names::ident(&self.protocol.name.replace('-', "_"));
        format!("{}::{module}", self.root)
    }

    fn uses(&self) -> Uses {
        let mut uses = Uses::new();
        uses.insert(("trilogue".to_owned(), "Refusal".to_owned()));
        uses.insert((self.module(), self.direction_name()));
        uses
    }

    fn content(&self, payload: Option<&Example>, error: &str, uses: &mut Uses) -> Option<Layout> {
        if self.candidate.kind == Kind::Error {
            return has_error(self.template()).then(|| owned(error));
        }
        let declared = carried(self.protocol, self.candidate)?;
        let value = self.value(&declared.ty, payload?, uses);
        Some(if declared.optional {
            some(value)
        } else {
            value
        })
    }

    fn value(&self, ty: &Type, example: &Example, uses: &mut Uses) -> Layout {
        if ty.nullable {
            if *example == Example::Null {
                return Layout::Leaf("None".to_owned());
            }
            return some(self.kept(ty, example, uses));
        }
        self.kept(ty, example, uses)
    }

    fn kept(&self, ty: &Type, example: &Example, uses: &mut Uses) -> Layout {
        let value = self.shaped(&ty.shape, example, uses);
        if !ty.secret {
            return value;
        }
        uses.insert(("trilogue".to_owned(), "Secret".to_owned()));
        Layout::hug("Secret::new(", value)
    }

    fn shaped(&self, shape: &Shape, example: &Example, uses: &mut Uses) -> Layout {
        match (shape, example) {
            (Shape::Text(_), Example::Text(text)) => owned(text),
            (Shape::Url(_), Example::Text(text)) => {
                Layout::Leaf(format!("{}.parse()?", literal(text)))
            }
            (Shape::Int(_), Example::Number(text)) => {
                let value: f64 = text.parse().unwrap_or_default();
                Layout::Leaf(value.to_string())
            }
            (Shape::Number(_), Example::Number(text)) => {
                let value: f64 = text.parse().unwrap_or_default();
                Layout::Leaf(names::number(value).to_string().replace("- ", "-"))
            }
            (Shape::Bool, Example::Bool(value)) => Layout::Leaf(value.to_string()),
            (Shape::List(item, _), Example::List(items)) => {
                let items = items.iter().map(|value| self.value(item, value, uses));
                group("vec![", items.collect(), "]")
            }
            (Shape::Map(item), Example::Object(members)) => {
                uses.insert(("std::collections".to_owned(), "BTreeMap".to_owned()));
                let pairs = members
                    .iter()
                    .map(|(key, value)| pair(key, self.value(item, value, uses)));
                map(pairs.collect())
            }
            (Shape::Struct(id), Example::Object(members)) => self.structure(*id, members, uses),
            (_, example) => json(example),
        }
    }

    fn structure(&self, id: StructId, members: &[(String, Example)], uses: &mut Uses) -> Layout {
        let structure = self.protocol.structure(id);
        let name = names::camel(&structure.identifier).to_string();
        let file = match structure.owner {
            Some(_) => names::module(&self.direction.identifier),
            None => "types".to_owned(),
        };
        uses.insert((format!("{}::{file}", self.module()), name.clone()));
        let mut parts = Vec::new();
        let mut has_all = true;
        let has_default = structure
            .fields
            .iter()
            .all(|field| field.optional || field.ty.nullable);
        for field in &structure.fields {
            let found = members.iter().find(|(key, _)| *key == field.name);
            let value = match found {
                Some((_, example)) if field.optional => some(self.value(&field.ty, example, uses)),
                Some((_, example)) => self.value(&field.ty, example, uses),
                None if has_default => {
                    has_all = false;
                    continue;
                }
                None => Layout::Leaf("None".to_owned()),
            };
            parts.push((format!("{}: ", names::snake(&field.identifier)), value));
        }
        if structure.others == Others::Keep {
            parts.push(("extra: ".to_owned(), self.extra(id, members, uses)));
        }
        let mut trailing = ",";
        if !has_all {
            parts.push((String::new(), Layout::Leaf(format!("..{name}::default()"))));
            trailing = "";
        }
        Layout::Group(Group {
            open: format!("{name} {{"),
            parts,
            close: "}",
            inside: " ",
            trailing,
        })
    }

    fn extra(&self, id: StructId, members: &[(String, Example)], uses: &mut Uses) -> Layout {
        uses.insert(("std::collections".to_owned(), "BTreeMap".to_owned()));
        let fields = &self.protocol.structure(id).fields;
        let others = members
            .iter()
            .filter(|(key, _)| fields.iter().all(|field| field.name != *key));
        map(others.map(|(key, value)| pair(key, json(value))).collect())
    }
}

/// Paths and what is used of them.
type Uses = BTreeSet<(String, String)>;

fn lines(uses: &Uses) -> String {
    let mut paths: Vec<&String> = uses.iter().map(|(path, _)| path).collect();
    paths.dedup();
    let lines = paths.into_iter().map(|path| {
        let of_path = uses.iter().filter(|(other, _)| other == path);
        let names: Vec<&str> = of_path.map(|(_, name)| name.as_str()).collect();
        match names.as_slice() {
            [name] => format!("use {path}::{name};"),
            _ => format!("use {path}::{{{}}};", names.join(", ")),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn has_error(template: &[(String, Template)]) -> bool {
    template.iter().any(|(_, inner)| match inner {
        Template::Slot(slot) => *slot == Slot::Error,
        Template::Object(inner) => has_error(inner),
        Template::Constant(_) => false,
    })
}

fn some(value: Layout) -> Layout {
    Layout::hug("Some(", value)
}

fn owned(text: &str) -> Layout {
    Layout::Leaf(format!("{}.to_owned()", literal(text)))
}

/// A literal that holds exactly `text`, with everything beyond ASCII that hides or reorders escaped.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        let is_plain = letter == super::markdown::visible(letter) && !matches!(letter, '"' | '\\');
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

fn pair(key: &str, value: Layout) -> Layout {
    let parts = vec![owned(key), value];
    group("(", parts, ")")
}

fn map(pairs: Vec<Layout>) -> Layout {
    if pairs.is_empty() {
        return Layout::Leaf("BTreeMap::new()".to_owned());
    }
    Layout::hug("BTreeMap::from(", group("[", pairs, "]"))
}

fn group(open: &str, parts: Vec<Layout>, close: &'static str) -> Layout {
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
fn json(example: &Example) -> Layout {
    Layout::hug("serde_json::json!(", json_inside(example))
}

fn json_inside(example: &Example) -> Layout {
    match example {
        Example::Null => Layout::Leaf("null".to_owned()),
        Example::Bool(value) => Layout::Leaf(value.to_string()),
        Example::Number(text) => Layout::Leaf(text.clone()),
        Example::Text(text) => Layout::Leaf(literal(text)),
        Example::List(items) => group("[", items.iter().map(json_inside).collect(), "]"),
        Example::Object(members) => {
            let parts = members
                .iter()
                .map(|(key, value)| (format!("{}: ", literal(key)), json_inside(value)));
            let parts = parts.collect();
            Layout::Group(Group {
                open: "{".to_owned(),
                parts,
                close: "}",
                inside: " ",
                trailing: "",
            })
        }
    }
}
