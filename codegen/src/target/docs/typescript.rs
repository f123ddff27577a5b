//! How a message is sent and handled in TypeScript: calls of the generated package, with an example as a value.

use std::collections::BTreeSet;

use super::example::Example;
use super::layout::{Group, Layout};
use super::lower::carried;
use crate::model::{Candidate, Direction, Kind, Others, Protocol, Shape, Transport, Type};
use crate::target::typescript::names;

/// How wide a step to the right is.
const STEP: usize = 2;

/// A message as TypeScript sees it.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'p> {
    /// The protocol.
    pub protocol: &'p Protocol,
    /// The direction.
    pub direction: &'p Direction,
    /// The message or answer.
    pub candidate: &'p Candidate,
    /// The npm package.
    pub package: &'p str,
}

impl Sent<'_> {
    /// A function that sends the message.
    pub fn sending(&self, payload: Option<&Example>, error: &str) -> String {
        let Self {
            protocol,
            direction,
            ..
        } = *self;
        let encode = names::encoder(protocol, direction);
        let mut runtime = BTreeSet::new();
        let message = Layout::hug(
            format!("{encode}("),
            self.message(payload, error, &mut runtime),
        );
        let message = message.print(STEP, STEP + "const encoded = ;".len(), STEP);
        let (parameters, post) = match protocol.channels[direction.channel].transport {
            Transport::Window => (
                "target: Window, origin: string",
                "target.postMessage(encoded.value, origin)",
            ),
            Transport::Port => ("port: MessagePort", "port.postMessage(encoded.value)"),
        };
        format!(
            "{}{}\n\nexport function send({parameters}): void {{\n  const encoded = {message};\n  if (encoded.ok) {post};\n}}",
            self.import(&encode, direction.from),
            self.runtime_imports(&runtime),
        )
    }

    /// A function that handles the message.
    pub fn handling(&self) -> String {
        let Self {
            protocol,
            direction,
            candidate,
            ..
        } = *self;
        let decode = names::decoder(protocol, direction);
        let check = match protocol.channels[direction.channel].transport {
            Transport::Window => (
                "event: MessageEvent, origin: string",
                "  if (event.origin !== origin) return;\n",
            ),
            Transport::Port => ("event: MessageEvent", ""),
        };
        let what = if carried(protocol, candidate).is_some() {
            "decoded.message.payload"
        } else if candidate.kind == Kind::Error {
            "decoded.message.error"
        } else {
            "\"it came\""
        };
        format!(
            "{}\n\nexport function receive({}): void {{\n{}  const decoded = {decode}(event.data);\n  if (decoded.ok && {}) {{\n    console.log({what});\n  }}\n}}",
            self.import(&decode, direction.to),
            check.0,
            check.1,
            self.condition(),
        )
    }

    fn import(&self, name: &str, role: crate::model::RoleId) -> String {
        let place = names::subpath(self.protocol, role);
        format!(
            "import {{ {name} }} from {};",
            names::literal(&format!("{}/{place}", self.package))
        )
    }

    fn runtime_imports(&self, used: &BTreeSet<&'static str>) -> String {
        if used.is_empty() {
            return String::new();
        }
        let used: Vec<&str> = used.iter().copied().collect();
        let from = names::literal(&format!("{}/runtime", self.package));
        format!("\nimport {{ {} }} from {from};", used.join(", "))
    }

    fn name(&self) -> Option<&str> {
        names::wire_name(self.protocol, self.direction, self.candidate)
    }

    /// What tells the message from the others of its direction.
    fn condition(&self) -> String {
        let kind = format!(
            "decoded.message.kind === \"{}\"",
            self.candidate.kind.word()
        );
        let Some(name) = self.name() else {
            return kind;
        };
        let same = |other: &&Candidate| {
            names::wire_name(self.protocol, self.direction, other) == Some(name)
        };
        let named = format!("decoded.message.name === {}", literal(name));
        if self.direction.candidates.iter().filter(same).count() > 1 {
            format!("{kind} && {named}")
        } else {
            named
        }
    }

    fn message(
        &self,
        payload: Option<&Example>,
        error: &str,
        runtime: &mut BTreeSet<&'static str>,
    ) -> Layout {
        let leaf = |text: String| Layout::Leaf(text);
        let name = self.name().map_or_else(|| "null".to_owned(), literal);
        let mut parts = vec![
            (
                "kind: ".to_owned(),
                leaf(format!("\"{}\"", self.candidate.kind.word())),
            ),
            ("name: ".to_owned(), leaf(name)),
        ];
        if let (Some(declared), Some(example)) = (carried(self.protocol, self.candidate), payload) {
            parts.push((
                "payload: ".to_owned(),
                self.value(&declared.ty, example, runtime),
            ));
        }
        if self.candidate.kind == Kind::Error {
            parts.push(("error: ".to_owned(), leaf(literal(error))));
        }
        object(parts)
    }

    fn value(&self, ty: &Type, example: &Example, runtime: &mut BTreeSet<&'static str>) -> Layout {
        if ty.nullable && *example == Example::Null {
            return Layout::Leaf("null".to_owned());
        }
        let value = self.shaped(&ty.shape, example, runtime);
        if !ty.secret {
            return value;
        }
        runtime.insert("Secret");
        Layout::hug("new Secret(", value)
    }

    fn shaped(
        &self,
        shape: &Shape,
        example: &Example,
        runtime: &mut BTreeSet<&'static str>,
    ) -> Layout {
        match (shape, example) {
            (Shape::Url(_), Example::Text(text)) => {
                runtime.insert("type Url");
                Layout::Leaf(format!("{} as Url", literal(text)))
            }
            (Shape::List(item, _), Example::List(items)) => list(
                items
                    .iter()
                    .map(|value| self.value(item, value, runtime))
                    .collect(),
            ),
            (Shape::Map(item), Example::Object(members)) => object(
                members
                    .iter()
                    .map(|(name, value)| (key(name), self.value(item, value, runtime)))
                    .collect(),
            ),
            (Shape::Struct(id), Example::Object(members)) => {
                let structure = self.protocol.structure(*id);
                let field = |name: &str| structure.fields.iter().find(|field| field.name == name);
                let mut parts = Vec::new();
                let mut others = Vec::new();
                for (name, value) in members {
                    match field(name) {
                        Some(field) => {
                            parts.push((key(name), self.value(&field.ty, value, runtime)));
                        }
                        None => others.push((key(name), json(value))),
                    }
                }
                if structure.others == Others::Keep {
                    parts.push((key(&names::extra_name(&structure.fields)), object(others)));
                }
                object(parts)
            }
            (_, example) => json(example),
        }
    }
}

fn json(example: &Example) -> Layout {
    match example {
        Example::Null => Layout::Leaf("null".to_owned()),
        Example::Bool(value) => Layout::Leaf(value.to_string()),
        Example::Number(text) => Layout::Leaf(text.clone()),
        Example::Text(text) => Layout::Leaf(literal(text)),
        Example::List(items) => list(items.iter().map(json).collect()),
        Example::Object(members) => object(
            members
                .iter()
                .map(|(name, value)| (key(name), json(value)))
                .collect(),
        ),
    }
}

fn key(name: &str) -> String {
    format!("{}: ", safe(&names::key(name)))
}

fn literal(text: &str) -> String {
    safe(&names::literal(text))
}

/// So that no template of mdBook or others starts inside a literal.
fn safe(literal: &str) -> String {
    literal.replace("{{", "{\\u007b").replace("{%", "{\\u0025")
}

fn list(items: Vec<Layout>) -> Layout {
    let parts = items
        .into_iter()
        .map(|item| (String::new(), item))
        .collect();
    Layout::Group(Group {
        open: "[".to_owned(),
        parts,
        close: "]",
        inside: "",
        trailing: ",",
    })
}

fn object(parts: Vec<(String, Layout)>) -> Layout {
    Layout::Group(Group {
        open: "{".to_owned(),
        parts,
        close: "}",
        inside: " ",
        trailing: ",",
    })
}
