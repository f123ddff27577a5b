//! Constants, and sets of values.

use std::borrow::Cow;

use trilogue_wire::telling::Constant;

use crate::diagnostic::Diagnostic;
use crate::rules::{INVALID_NUMBER, INVALID_VALUE};
use crate::source::Spanned;
use crate::syntax::keys::VALUE;
use crate::syntax::read::Reader;
use crate::syntax::scalars::is_json_number;
use crate::syntax::{EnumNode, Shape, ValueNode};
use crate::yaml::{Data, Node, Scalar};

impl Reader<'_> {
    /// A text, number, truth value or `null`, as it is meant on the wire.
    pub(super) fn constant(&mut self, node: &Node, what: &str) -> Option<Spanned<Constant>> {
        match &node.data {
            Data::Scalar(scalar) if scalar.plain && is_too_large(&scalar.text) => {
                self.too_large(node);
                None
            }
            Data::Scalar(scalar) if scalar.plain && nearest(&scalar.text).is_some() => {
                self.inexact(&scalar.text, node);
                None
            }
            Data::Scalar(scalar) => Some(Spanned::new(constant_of(scalar), node.span)),
            _ => {
                self.text(node, what);
                None
            }
        }
    }

    fn inexact(&mut self, text: &str, node: &Node) {
        let nearest = nearest(text).unwrap_or_default();
        self.report(
            Diagnostic::new(
                INVALID_NUMBER,
                node.span,
                "a number has more digits than readers of JSON keep",
            )
            .label(format!("would be read as {nearest}"))
            .help("use text for numbers beyond 2^53, and quote it"),
        );
    }

    fn too_large(&mut self, node: &Node) {
        self.report(
            Diagnostic::new(
                INVALID_NUMBER,
                node.span,
                "a number is beyond what JSON can say",
            )
            .label("larger than a double")
            .help("write a number up to about `1.79e308`, or quote it if it is a text"),
        );
    }

    /// The values under `enum` or `known`.
    pub(super) fn set(&mut self, node: &Node, open: bool) -> Shape {
        let what = if open { "`known`" } else { "`enum`" };
        let Some(items) = self.list(node, what) else {
            return Shape::Broken;
        };
        if items.is_empty() {
            self.report(
                Diagnostic::new(INVALID_VALUE, node.span, format!("{what} lists no value"))
                    .label("at least one belongs here")
                    .help("list the values: `[left, right]`"),
            );
            return Shape::Broken;
        }
        let values: Option<Vec<ValueNode>> = items.iter().map(|item| self.value(item)).collect();
        values.map_or(Shape::Broken, |values| {
            Shape::Enum(EnumNode { values, open })
        })
    }

    fn value(&mut self, node: &Node) -> Option<ValueNode> {
        let Data::Mapping(_) = &node.data else {
            let value = self.constant(node, "a value")?;
            return self.not_null(ValueNode {
                value,
                identifier: None,
                doc: None,
                since: None,
                deprecated: None,
            });
        };
        let fields = self.fields(node, &VALUE, node.span)?;
        let value = self.constant(fields.get("const")?, "`const`")?;
        let value = ValueNode {
            value,
            identifier: self.optional_text(&fields, "as"),
            doc: self.optional_text(&fields, "doc"),
            since: self.optional_text(&fields, "since"),
            deprecated: self.deprecated(&fields),
        };
        self.not_null(value)
    }

    fn not_null(&mut self, value: ValueNode) -> Option<ValueNode> {
        if value.value.value != Constant::Null {
            return Some(value);
        }
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                value.value.span,
                "a set of values cannot hold `null`",
            )
            .label("no text, number, `true` or `false`")
            .help("write `nullable: true` beside the values, or quote it if it is a text"),
        );
        None
    }
}

/// The digits that readers keep of a whole number, if they are not those that are written.
fn nearest(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = is_json_number(text) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let kept = text.parse::<f64>().ok()?.to_string();
    (is_whole && kept != text).then_some(kept)
}

/// Whether text looks like a number of JSON that no double is.
fn is_too_large(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = digits.starts_with(|first: char| first.is_ascii_digit());
    is_number && text.parse().is_ok_and(|number: f64| number.is_infinite())
}

/// What a scalar means where nothing says which type it has: what JSON makes of plain text, else text.
#[must_use]
pub fn constant_of(scalar: &Scalar) -> Constant {
    let text = scalar.text.as_str();
    match text {
        "null" if scalar.plain => Constant::Null,
        "true" if scalar.plain => Constant::Bool(true),
        "false" if scalar.plain => Constant::Bool(false),
        _ if scalar.plain && is_json_number(text) => {
            Constant::Number(text.parse().unwrap_or_default())
        }
        _ => Constant::Text(Cow::Owned(text.to_owned())),
    }
}
