//! Messages in TypeScript: values of the types of the generated package, and calls of it.

use std::collections::BTreeSet;

use crate::model::{
    Direction, MemberBody, Others, PartType, Pipe, RoleId, Shape, Slot, StructId, Tagging,
    Transport, TupleId, Type, UnionId,
};
use crate::target::docs::book::{Book, Place};
use crate::target::docs::example::Example;
use crate::target::docs::layout::{Group, Layout};
use crate::target::docs::member;
use crate::target::docs::names::typescript as names;
use crate::target::docs::wire::Filled;

/// How wide a step to the right is.
const STEP: usize = 2;

/// Messages as TypeScript sees them.
#[derive(Debug)]
pub struct TypeScript<'b, 'p> {
    book: &'b Book<'p>,
    /// The npm package.
    package: &'b str,
    runtime: BTreeSet<&'static str>,
}

impl<'b, 'p> TypeScript<'b, 'p> {
    /// TypeScript with a generated package of this name.
    pub fn new(book: &'b Book<'p>, package: &'b str) -> Self {
        Self {
            book,
            package,
            runtime: BTreeSet::new(),
        }
    }

    /// A message as a value.
    pub fn message(mut self, place: Place, parts: &[Filled<'_>]) -> String {
        let (direction, _) = self.book.at(place);
        let ty = &direction.identifier.0;
        let value = self.object(place, parts);
        let start = format!("export const message: {ty} = ;").len();
        let value = value.print(0, start, STEP);
        let import = self.import(&format!("type {ty}"), direction.from);
        format!(
            "{import}{}\n\nexport const message: {ty} = {value};",
            self.runtime_imports()
        )
    }

    /// Functions that send and receive the messages of a direction.
    pub fn calls(self, direction: &Direction) -> String {
        let Self { book, .. } = self;
        let faces = names::faces(book.protocol, direction);
        let encode = names::encoder(book.protocol, direction);
        let decode = names::decoder(book.protocol, direction);
        let mut sent = Vec::new();
        let mut received = Vec::new();
        let mut functions = Vec::new();
        for route in names::Route::all(book.protocol, direction, &faces) {
            let inside = |name: &str, verb: &str| {
                let rest = name.strip_prefix(verb).unwrap_or_default();
                format!("{verb}{}{rest}", route.suffix)
            };
            let call = Call {
                book,
                direction,
                pipe: route.pipe,
                suffix: if route.suffix.is_empty() {
                    String::new()
                } else {
                    format!("Over{}", route.suffix)
                },
                encode: inside(&encode, "encode"),
                decode: inside(&decode, "decode"),
                example: self.handled(direction, route.pipe, &faces),
            };
            sent.push(call.encode.clone());
            received.push(call.decode_import());
            functions.push(call.send());
            functions.push(call.receive());
        }
        sent.push(format!("type {}", direction.identifier.0));
        let imports = [
            self.import(&sent.join(", "), direction.from),
            self.import(&received.join(", "), direction.to),
        ];
        format!("{}\n\n{}", imports.join("\n"), functions.join("\n\n"))
    }

    /// What is done with one message of a pipe, the first that brings something.
    fn handled(&self, direction: &Direction, pipe: &Pipe, faces: &[names::Face]) -> Vec<String> {
        let mut candidates = pipe.candidates.iter().map(|candidate| candidate.variant);
        let brings = |variant: &usize| direction.variants[*variant].part(Slot::Payload).is_some();
        let found = candidates.clone().find(brings).or(candidates.next());
        let Some(variant) = found else {
            return Vec::new();
        };
        let face = &faces[variant];
        let mut conditions = vec![format!(
            "message.kind === \"{}\"",
            direction.variants[variant].kind.word()
        )];
        let names: Vec<String> = face
            .names
            .iter()
            .map(|name| format!("message.name === {}", safe(name)))
            .collect();
        match names.as_slice() {
            [only] if only.ends_with("null") => {}
            [only] => conditions.push(only.clone()),
            several => conditions.push(format!("({})", several.join(" || "))),
        }
        conditions.extend(
            face.answers
                .iter()
                .map(|name| format!("message.answers === {}", safe(name))),
        );
        conditions.extend(
            face.layout
                .iter()
                .map(|key| format!("message.layout === {}", safe(key))),
        );
        let what = if brings(&variant) {
            "message.payload"
        } else {
            "\"it came\""
        };
        vec![
            format!("  if ({}) {{", conditions.join(" && ")),
            format!("    console.log({what});"),
            "  }".to_owned(),
        ]
    }

    fn import(&self, name: &str, role: RoleId) -> String {
        let place = names::subpath(self.book.protocol, role);
        let from = names::literal(&format!("{}/{place}", self.package));
        format!("import {{ {name} }} from {from};")
    }

    fn runtime_imports(&self) -> String {
        if self.runtime.is_empty() {
            return String::new();
        }
        let used: Vec<&str> = self.runtime.iter().copied().collect();
        let from = names::literal(&format!("{}/runtime", self.package));
        format!("\nimport {{ {} }} from {from};", used.join(", "))
    }

    fn object(&mut self, place: Place, parts: &[Filled<'_>]) -> Layout {
        let (direction, variant) = self.book.at(place);
        let mut faces = names::faces(self.book.protocol, direction);
        let face = faces.swap_remove(place.variant);
        let leaf = |text: String| Layout::Leaf(text);
        let name = face
            .names
            .first()
            .cloned()
            .unwrap_or_else(|| "null".to_owned());
        let mut members = vec![
            (
                "kind: ".to_owned(),
                leaf(format!("\"{}\"", variant.kind.word())),
            ),
            ("name: ".to_owned(), leaf(safe(&name))),
        ];
        members.extend(
            face.answers
                .map(|name| ("answers: ".to_owned(), leaf(safe(&name)))),
        );
        members.extend(
            face.layout
                .map(|name| ("layout: ".to_owned(), leaf(safe(&name)))),
        );
        for Filled { part, example } in parts {
            let Some(example) = example else {
                continue;
            };
            let value = match &part.ty {
                PartType::Typed(ty) => self.value(ty, example),
                PartType::Unread => {
                    self.runtime.insert("Unread");
                    Layout::hug("new Unread(", json(example))
                }
            };
            members.push((format!("{}: ", names::property(part)), value));
        }
        object(members)
    }

    fn value(&mut self, ty: &Type, example: &Example) -> Layout {
        if ty.nullable && *example == Example::Null {
            return Layout::Leaf("null".to_owned());
        }
        let value = self.shaped(&ty.shape, example);
        if !ty.secret {
            return value;
        }
        self.runtime.insert("Secret");
        Layout::hug("new Secret(", value)
    }

    fn shaped(&mut self, shape: &Shape, example: &Example) -> Layout {
        match (shape, example) {
            (Shape::Url(_), Example::Text(text)) => self.branded(text, "Url", "type Url"),
            (Shape::Uuid, Example::Text(text)) => self.branded(text, "Uuid", "type Uuid"),
            (Shape::DateTime, Example::Text(text)) => {
                self.branded(text, "DateTime", "type DateTime")
            }
            (Shape::Date, Example::Text(text)) => {
                self.branded(text, "CalendarDate", "type CalendarDate")
            }
            (Shape::Base64(_), Example::Text(text)) => self.branded(text, "Base64", "type Base64"),
            (Shape::List(item, _), Example::List(items)) => {
                list(items.iter().map(|value| self.value(item, value)).collect())
            }
            (Shape::Map(map), Example::Object(members)) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (key(name), self.value(&map.value, value)));
                object(members.collect())
            }
            (Shape::Tuple(id), Example::List(items)) => self.tuple(*id, items),
            (Shape::Struct(id), Example::Object(members)) => {
                object(self.structure(*id, members, None))
            }
            (Shape::Union(id), example) => self.member(*id, example),
            (_, example) => json(example),
        }
    }

    /// A text of a checked form.
    fn branded(&mut self, text: &str, ty: &str, import: &'static str) -> Layout {
        self.runtime.insert(import);
        Layout::Leaf(format!("{} as {ty}", literal(text)))
    }

    fn tuple(&mut self, id: TupleId, items: &[Example]) -> Layout {
        let tuple = self.book.protocol.tuple(id);
        let types = tuple.items.iter().chain(tuple.rest.iter().cycle());
        list(
            types
                .zip(items)
                .map(|(item, value)| self.value(&item.ty, value))
                .collect(),
        )
    }

    fn structure(
        &mut self,
        id: StructId,
        members: &[(String, Example)],
        hidden: Option<&str>,
    ) -> Vec<(String, Layout)> {
        let structure = self.book.protocol.structure(id);
        let field = |name: &str| structure.fields.iter().find(|field| field.name == name);
        let mut parts = Vec::new();
        let mut others = Vec::new();
        for (name, value) in members {
            match field(name) {
                Some(field) => parts.push((key(name), self.value(&field.ty, value))),
                None if hidden == Some(name) => parts.push((key(name), json(value))),
                None => {
                    let value = match &structure.others {
                        Others::Typed(ty) => self.value(ty, value),
                        _ => json(value),
                    };
                    others.push((key(name), value));
                }
            }
        }
        if matches!(structure.others, Others::Keep | Others::Typed(_)) {
            parts.push((key(&names::extra_name(&structure.fields)), object(others)));
        }
        parts
    }

    fn member(&mut self, id: UnionId, example: &Example) -> Layout {
        let union = self.book.protocol.union(id);
        let Some(chosen) = member::of(self.book.protocol, union, example) else {
            return json(example);
        };
        let (tag, content) = match &union.tagging {
            Tagging::Tag { key, content } => (Some(key.as_str()), content.as_deref()),
            Tagging::Untagged => (None, None),
        };
        match (&chosen.body, example) {
            (MemberBody::Struct(id), Example::Object(members)) => {
                object(self.structure(*id, members, tag))
            }
            (MemberBody::Value(ty), Example::Object(members)) if content.is_some() => {
                let members = members.iter().map(|(name, value)| {
                    let value = if Some(name.as_str()) == content {
                        self.value(ty, value)
                    } else {
                        json(value)
                    };
                    (key(name), value)
                });
                object(members.collect())
            }
            (MemberBody::Value(ty), example) => self.value(ty, example),
            (_, example) => json(example),
        }
    }
}

/// What goes through one pipe, in TypeScript.
struct Call<'c> {
    book: &'c Book<'c>,
    direction: &'c Direction,
    pipe: &'c Pipe,
    suffix: String,
    encode: String,
    decode: String,
    /// Lines that do something with a message.
    example: Vec<String>,
}

impl Call<'_> {
    fn transport(&self) -> Transport {
        let first = self.pipe.channels.first();
        first.map_or(Transport::Window, |index| {
            self.book.protocol.channels[*index].transport
        })
    }

    fn send(&self) -> String {
        let is_outside = self.pipe.name_outside;
        let (parameters, post) = match self.transport() {
            Transport::Window => (
                "target: Window, origin: string",
                "target.postMessage(encoded.value, origin)",
            ),
            Transport::Port => ("port: MessagePort", "port.postMessage(encoded.value)"),
            Transport::CustomEvent if is_outside => (
                "target: EventTarget",
                "target.dispatchEvent(new CustomEvent(encoded.name, { detail: encoded.value }))",
            ),
            Transport::CustomEvent => (
                "target: EventTarget, type: string",
                "target.dispatchEvent(new CustomEvent(type, { detail: encoded.value }))",
            ),
            Transport::Native if is_outside => (
                "call: (name: string, value: unknown) => void",
                "call(encoded.name, encoded.value)",
            ),
            Transport::Native => ("call: (value: unknown) => void", "call(encoded.value)"),
            Transport::Http => (
                "url: string, headers: Record<string, string>",
                "void fetch(url, { method: METHOD, headers, body: JSON.stringify(encoded.value) })",
            ),
        };
        let post = post.replace("METHOD", &literal(&self.method()));
        format!(
            "export function send{}(message: {}, {parameters}): void {{\n  const encoded = {}(message);\n  if (encoded.ok) {post};\n}}",
            self.suffix, self.direction.identifier.0, self.encode
        )
    }

    fn method(&self) -> String {
        let first = self.pipe.channels.first();
        let http = first.and_then(|index| self.book.protocol.channels[*index].http.as_ref());
        http.map_or_else(|| "POST".to_owned(), |http| http.method.clone())
    }

    fn receive(&self) -> String {
        let is_outside = self.pipe.name_outside;
        let (parameters, check, data) = match self.transport() {
            Transport::Window => (
                "event: MessageEvent, origin: string",
                "  if (event.origin !== origin) return;\n",
                "event.data",
            ),
            Transport::Port => ("event: MessageEvent", "", "event.data"),
            Transport::CustomEvent if is_outside => {
                ("event: CustomEvent", "", "event.type, event.detail")
            }
            Transport::CustomEvent => ("event: CustomEvent", "", "event.detail"),
            Transport::Native if is_outside => ("name: string, value: unknown", "", "name, value"),
            Transport::Native => ("value: unknown", "", "value"),
            Transport::Http => ("body: string", "", "body"),
        };
        let mut lines = vec![
            format!(
                "export function receive{}({parameters}): void {{",
                self.suffix
            ),
            format!("{check}  const decoded = {}({data});", self.decode_import()),
            "  if (!decoded.ok) return;".to_owned(),
            "  const { message } = decoded;".to_owned(),
        ];
        lines.extend(self.example.iter().cloned());
        lines.push("}".to_owned());
        lines.join("\n")
    }

    /// The function that reads what comes over this transport.
    fn decode_import(&self) -> String {
        match self.transport() {
            Transport::Http => self.decode.replacen("decode", "decodeText", 1),
            _ => self.decode.clone(),
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
