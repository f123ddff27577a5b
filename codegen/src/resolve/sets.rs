//! Sets of values.

use std::borrow::Cow;

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Enum, EnumId, EnumValue, Identifier, Protocol, TypeId};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::messages::deprecated;
use crate::resolve::types::Head;
use crate::rules::REPEATED_VALUE;
use crate::source::Span;
use crate::syntax::{EnumNode, Text, ValueNode};

/// How a spec chooses an identifier for a value.
const BY_VALUE: &str = "in a mapping, such as `{ const: 2x, as: Double }`";

impl Resolver<'_> {
    /// A set of values.
    pub(super) fn declare_enum(
        &mut self,
        head: Head,
        node: &EnumNode,
        protocol: &mut Protocol,
    ) -> EnumId {
        let values = self.values(node);
        protocol.enums.push(Enum {
            identifier: head.identifier,
            owner: head.owner,
            doc: head.doc,
            values,
            open: node.open,
            since: head.since,
            deprecated: head.deprecated,
            span: head.span,
        });
        let id = EnumId(protocol.enums.len() - 1);
        protocol.declared.push(TypeId::Enum(id));
        id
    }

    fn values(&mut self, node: &EnumNode) -> Vec<EnumValue> {
        let mut scope = Scope::new(BY_VALUE);
        if node.open {
            scope = scope.reserving(&["Other"]);
        }
        let mut seen = Seen::default();
        let mut values = Vec::with_capacity(node.values.len());
        for written in &node.values {
            let value = &written.value;
            if let Some(first) = seen.add(&value.value, value.span) {
                self.repeated_value(&value.value, value.span, first);
                continue;
            }
            let mut identifier = self.value_identifier(written);
            // A common last value of an open set, whose unlisted values are `Other`.
            if node.open && written.identifier.is_none() && identifier.0 == "Other" {
                "OtherValue".clone_into(&mut identifier.0);
            }
            let what = format!("value {}", quoted(&text_of(&value.value)));
            scope.take(&identifier, what, value.span, self.diagnostics);
            values.push(EnumValue {
                value: value.value.clone(),
                identifier,
                doc: written.doc.as_ref().map(|doc| doc.value.clone()),
                since: written.since.as_ref().map(|since| since.value.clone()),
                deprecated: written.deprecated.as_ref().map(deprecated),
                span: value.span,
            });
        }
        values
    }

    fn value_identifier(&mut self, written: &ValueNode) -> Identifier {
        let asked = written.identifier.as_ref();
        let text = Text::new(value_words(&written.value.value), written.value.span);
        naming::chosen(asked, &text, BY_VALUE, self.diagnostics)
    }

    /// Reports a value that stands twice where each chooses something.
    pub(super) fn repeated_value(&mut self, value: &Constant, span: Span, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                REPEATED_VALUE,
                span,
                format!("{} is listed twice", quoted(&text_of(value))),
            )
            .label("again here")
            .secondary(first, "first here")
            .help("remove one of them"),
        );
    }
}

/// Values and where each stood first. Values are compared as decoders compare them.
#[derive(Default)]
pub(super) struct Seen {
    places: std::collections::HashMap<String, Span>,
}

impl Seen {
    /// Adds a value, and gives the place where it stood before.
    pub fn add(&mut self, value: &Constant, span: Span) -> Option<Span> {
        let key = match value {
            Constant::Text(text) => format!("\"{text}"),
            Constant::Number(number) => format!("{}", number + 0.0),
            other => text_of(other).into_owned(),
        };
        match self.places.entry(key) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(span);
                None
            }
        }
    }
}

/// A constant as it is shown in mistakes.
pub(super) fn text_of(value: &Constant) -> Cow<'_, str> {
    match value {
        Constant::Null => Cow::Borrowed("null"),
        Constant::Bool(true) => Cow::Borrowed("true"),
        Constant::Bool(false) => Cow::Borrowed("false"),
        Constant::Number(number) => Cow::Owned(number.to_string()),
        Constant::Text(text) => Cow::Borrowed(text),
    }
}

/// The words of a value's identifier: `-1.5` gives `value minus 1 point 5`.
pub(super) fn value_words(value: &Constant) -> String {
    match value {
        Constant::Number(number) => {
            let digits = number.to_string();
            let words = digits.replace('-', "minus ").replace('.', " point ");
            format!("value {words}")
        }
        other => text_of(other).into_owned(),
    }
}
