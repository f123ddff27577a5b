//! Examples and defaults: read by the type that they are for, and checked against it.

mod position;

use std::collections::HashMap;

use trilogue_wire::telling::keys;
use trilogue_wire::{Code, Document as WireDocument, Fault, Kind, Kinds, Refusal};

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::example::position::Position;
use crate::interpret;
use crate::model::{Message, Protocol, Type};
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
        let request = message.request();
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
    let (json, fault) = fitted(protocol, &payload.ty, node)?;
    match fault {
        None => Ok(json),
        Some(fault) => Err(Some(Box::new(misfit(message, node, &fault.refuse(None))))),
    }
}

/// A value that a spec gives for a type, as JSON text; `what` says what it is, such as `a default`. `None` when it does
/// not fit, or cannot be read, which is a mistake.
pub fn of_type(
    protocol: &Protocol,
    ty: &Type,
    node: &Node,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mistake = match fitted(protocol, ty, node) {
        Ok((json, None)) => return Some(json),
        Ok((_, Some(fault))) => {
            let refusal = fault.refuse(None);
            let message = format!("{what} does not fit its type");
            let mistake = Diagnostic::new(INVALID_EXAMPLE, place(node, refusal.path()), message)
                .label(format!("{} (`{}`)", wanted(&refusal), refusal.code()))
                .help("change the value, or the type");
            Some(Box::new(mistake))
        }
        Err(mistake) => mistake,
    };
    diagnostics.extend(mistake.map(|mistake| *mistake));
    None
}

/// A value as JSON text, and why it does not fit, if it does not.
fn fitted(protocol: &Protocol, ty: &Type, node: &Node) -> Result<(String, Option<Fault>), Mistake> {
    let mut json = String::new();
    to_json(protocol, Position::Typed(ty), node, &mut json)?;
    let fault = match WireDocument::parse(json.as_bytes()) {
        Ok(parsed) => interpret::check(protocol, ty, parsed.root()).err(),
        Err(fault) => Some(fault),
    };
    Ok((json, fault))
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

/// The value as JSON text, its keys in the order of the spec.
fn to_json(
    protocol: &Protocol,
    position: Position<'_>,
    node: &Node,
    out: &mut String,
) -> Result<(), Mistake> {
    match &node.data {
        Data::Scalar(scalar) => scalar_to_json(position.kinds(protocol), scalar, out),
        Data::List(items) => {
            out.push('[');
            for (index, node) in items.iter().enumerate() {
                separate(index, out);
                to_json(protocol, position.item(protocol, index), node, out)?;
            }
            out.push(']');
        }
        Data::Mapping(entries) => {
            let position = position.object(protocol, entries);
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                separate(index, out);
                quote(&entry.key.value, out);
                out.push(':');
                let member = position.member(protocol, &entry.key.value);
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
        "an example or a default has a key or dash without a value",
    )
    .label("nothing stands here")
    .help(
        "write a value, or `null`; text with a comma in it needs quotes inside brackets and braces",
    )
}

/// Plain text means what its position says: where text belongs it is text, elsewhere it is read as JSON is.
fn scalar_to_json(kinds: Kinds, scalar: &Scalar, out: &mut String) {
    let text = scalar.text.as_str();
    let can_be = |kind| kinds.has(kind) || !kinds.has(Kind::Text);
    let is_json = match text {
        "null" => can_be(Kind::Null),
        "true" | "false" => can_be(Kind::Bool),
        _ => can_be(Kind::Number) && syntax::is_json_number(text),
    };
    if scalar.plain && is_json {
        out.push_str(text);
    } else {
        quote(text, out);
    }
}
