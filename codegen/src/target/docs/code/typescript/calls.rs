//! How the messages of a direction are sent and received.

use super::{TypeScript, literal, safe};
use crate::model::{Direction, Pipe, Slot, Transport};
use crate::target::docs::book::Book;
use crate::target::docs::names::typescript as names;

impl TypeScript<'_, '_> {
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
                example: Self::handled(direction, route.pipe, &faces),
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
    fn handled(direction: &Direction, pipe: &Pipe, faces: &[names::Face]) -> Vec<String> {
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
