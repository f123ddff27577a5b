//! Examples: read by the type that they are for, and checked against it.

use std::collections::HashMap;

use trilogue_wire::telling::keys;
use trilogue_wire::{Code, Document as WireDocument, Refusal};

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::interpret;
use crate::model::{Message, Protocol, Shape, Type};
use crate::rules::{EMPTY_VALUE, INVALID_EXAMPLE};
use crate::source::Span;
use crate::syntax::{self, Document};
use crate::yaml::{Data, Node, Scalar};

/// Checks the examples of all messages and keeps those that fit as JSON text.
pub fn check_all(document: &Document, protocol: &mut Protocol, diagnostics: &mut Diagnostics) {
    let written = written(document);
    for index in 0..protocol.messages.len() {
        let message = &protocol.messages[index];
        let nodes = written.get(&message.span);
        let mut examples = Vec::new();
        for node in nodes.copied().unwrap_or_default() {
            match check(protocol, message, node) {
                Ok(json) => examples.push(json),
                Err(mistake) => diagnostics.extend(mistake.map(|mistake| *mistake)),
            }
        }
        protocol.messages[index].examples = examples;
    }
}

/// The examples of each message and answer, by the place that the model knows them by.
fn written(document: &Document) -> HashMap<Span, &[Node]> {
    let mut examples = HashMap::new();
    for message in document.events.iter().chain(&document.requests) {
        examples.insert(message.key.span, message.examples.as_slice());
        let request = message.request.as_ref();
        if let Some(answer) = request.and_then(|request| request.ok_answer.as_ref()) {
            let span = answer.name.as_ref().map_or(answer.key, |name| name.span);
            examples.insert(span, answer.examples.as_slice());
        }
    }
    examples
}

/// What is wrong with an example; `None` when it is reported already.
type Mistake = Option<Box<Diagnostic>>;

/// An example as JSON text, if it fits.
fn check(protocol: &Protocol, message: &Message, node: &Node) -> Result<String, Mistake> {
    let Some(payload) = &message.payload else {
        return Err(Some(Box::new(payloadless(message, node.span))));
    };
    let mut json = String::new();
    to_json(protocol, Some(&payload.ty), node, &mut json)?;
    let fault = match WireDocument::parse(json.as_bytes()) {
        Ok(parsed) => interpret::check(protocol, &payload.ty, parsed.root()).err(),
        Err(fault) => Some(fault),
    };
    match fault {
        None => Ok(json),
        Some(fault) => Err(Some(Box::new(misfit(message, node, &fault.refuse(None))))),
    }
}

fn payloadless(message: &Message, span: Span) -> Diagnostic {
    Diagnostic::new(
        INVALID_EXAMPLE,
        span,
        format!("{} carries no payload", quoted(&message.name.text())),
    )
    .label("an example of what?")
    .secondary(message.span, "declares no payload")
    .help("declare its `payload`, or remove the example")
}

fn misfit(message: &Message, node: &Node, refusal: &Refusal) -> Diagnostic {
    Diagnostic::new(
        INVALID_EXAMPLE,
        place(node, refusal.path()),
        format!(
            "an example of {} does not fit",
            quoted(&message.name.text())
        ),
    )
    .label(format!("{} (`{}`)", wanted(refusal), refusal.code()))
    .secondary(message.span, "declares the payload")
    .help("change the example, or the type")
}

fn wanted(refusal: &Refusal) -> String {
    match refusal.code() {
        Code::Missing => {
            let key = keys(refusal.path()).last().unwrap_or_default();
            format!("{} is missing", quoted(&key))
        }
        _ => format!("expected {}", refusal.expected()),
    }
}

/// The node that a JSON Pointer leads to, or the last on the way that exists.
fn place(node: &Node, path: &str) -> Span {
    let mut node = node;
    for key in keys(path) {
        let next = match &node.data {
            Data::Mapping(entries) => entries
                .iter()
                .find(|entry| entry.key.value == *key)
                .map(|entry| &entry.value),
            Data::List(items) => key.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        match next {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node.span
}

/// The example as JSON text, its keys in the order of the spec.
fn to_json(
    protocol: &Protocol,
    ty: Option<&Type>,
    node: &Node,
    out: &mut String,
) -> Result<(), Mistake> {
    match &node.data {
        Data::Scalar(scalar) => scalar_to_json(ty, scalar, out),
        Data::List(items) => {
            let item = ty.and_then(|ty| match &ty.shape {
                Shape::List(item, _) => Some(&**item),
                _ => None,
            });
            out.push('[');
            for (index, node) in items.iter().enumerate() {
                separate(index, out);
                to_json(protocol, item, node, out)?;
            }
            out.push(']');
        }
        Data::Mapping(entries) => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                separate(index, out);
                quote(&entry.key.value, out);
                out.push(':');
                let member = member_type(protocol, ty, &entry.key.value);
                to_json(protocol, member, &entry.value, out)?;
            }
            out.push('}');
        }
        Data::Empty => return Err(Some(Box::new(nothing(node.span)))),
        Data::Refused => return Err(None),
    }
    Ok(())
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn quote(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        EMPTY_VALUE,
        span,
        "an example has a key or dash without a value",
    )
    .label("nothing stands here")
    .help(
        "write a value, or `null`; text with a comma in it needs quotes inside brackets and braces",
    )
}

fn member_type<'p>(protocol: &'p Protocol, ty: Option<&'p Type>, key: &str) -> Option<&'p Type> {
    match &ty?.shape {
        Shape::Map(map) => Some(&map.value),
        Shape::Struct(id) => protocol
            .structure(*id)
            .fields
            .iter()
            .find(|field| field.name == key)
            .map(|field| &field.ty),
        _ => None,
    }
}

/// Plain text means what its position says: where text belongs it is text, elsewhere it is read as JSON is.
fn scalar_to_json(ty: Option<&Type>, scalar: &Scalar, out: &mut String) {
    let text = scalar.text.as_str();
    let is_text = ty.is_some_and(|ty| matches!(ty.shape, Shape::Text(_) | Shape::Url(_)));
    let can_be_null = !is_text || ty.is_some_and(|ty| ty.nullable);
    let is_json = match text {
        "null" => can_be_null,
        "true" | "false" => !is_text,
        _ => !is_text && syntax::is_json_number(text),
    };
    if scalar.plain && is_json {
        out.push_str(text);
    } else {
        quote(text, out);
    }
}
