//! What a mapping adds to a type: constraints and marks.

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Pattern, Protocol, Shape, Type};
use crate::resolve::Resolver;
use crate::resolve::types::{Place, stand_in};
use crate::rules::{EMPTY_RANGE, INVALID_NUMBER, INVALID_VALUE, MISPLACED_CONSTRAINT, MISSING_KEY};
use crate::source::Span;
use crate::syntax::keys::KINDS;
use crate::syntax::{self, Constraint, Text, TypeNode};

/// The greatest number up to which doubles hold every whole number.
const GREATEST_INTEGER: f64 = 9_007_199_254_740_991.0;

impl Resolver<'_> {
    /// What a mapping adds to a type.
    pub(super) fn marks(&mut self, ty: &mut Type, node: &TypeNode, protocol: &Protocol) {
        let marks = &node.marks;
        for constraint in &marks.constraints {
            self.constraint(ty, constraint, node);
        }
        self.ranges(ty, node);
        self.pattern(ty, node);
        match (&mut ty.shape, &marks.schemes) {
            (Shape::Url(schemes), Some(written)) => {
                *schemes = self.schemes(written.value.as_deref());
            }
            (_, Some(written)) => self.misplaced("schemes", written.span, "a url", node),
            (_, None) => {}
        }
        let numbers = has_numbers(&ty.shape, protocol);
        for key in &marks.keys {
            let fits = match key.value {
                "unit" if !numbers => Some("numbers"),
                name => misfit(name, node),
            };
            if let Some(fits) = fits {
                self.misplaced(key.value, key.span, fits, node);
            }
        }
        if let (Some(unit), true) = (&marks.unit, numbers) {
            ty.unit = Some(unit.value.clone());
        }
        ty.secret |= marks.secret.is_some();
    }

    fn pattern(&mut self, ty: &mut Type, node: &TypeNode) {
        let Some(pattern) = &node.marks.pattern else {
            return;
        };
        match ty.shape {
            Shape::Text(limits) | Shape::Pattern(_, limits) => {
                ty.shape = Shape::Pattern(Pattern(pattern.value.clone()), limits);
            }
            _ => {
                let key = node.marks.keys.iter().find(|key| key.value == "pattern");
                let span = key.map_or(pattern.span, |key| key.span);
                self.misplaced("pattern", span, "string", node);
            }
        }
    }

    pub(super) fn misplaced(&mut self, key: &str, span: Span, fits: &str, node: &TypeNode) {
        let mistake = Diagnostic::new(
            MISPLACED_CONSTRAINT,
            span,
            format!("`{key}` does not apply to this type"),
        )
        .label(format!("applies to {fits}"))
        .help(format!("remove `{key}`, or change the type"));
        self.diagnostics
            .push(mistake.also(says_what_it_is(node), "this type"));
    }

    fn schemes(&mut self, written: Option<&[Text]>) -> Vec<String> {
        match written {
            // Reported already: one stands for what was meant.
            None => vec!["https".to_owned()],
            Some(written) => written.iter().map(|scheme| self.scheme(scheme)).collect(),
        }
    }

    fn scheme(&mut self, scheme: &Text) -> String {
        let lower = scheme.value.to_ascii_lowercase();
        let sound = lower.starts_with(|first: char| first.is_ascii_lowercase())
            && lower
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !sound {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_VALUE,
                    scheme.span,
                    format!("{} is no URL scheme", quoted(&scheme.value)),
                )
                .label("not a scheme")
                .help("write it like `https`, without `:`"),
            );
        }
        lower
    }

    fn constraint(&mut self, ty: &mut Type, constraint: &Constraint, node: &TypeNode) {
        let Constraint { key, limit } = constraint;
        let place = match (&mut ty.shape, key.value) {
            (Shape::Int(range) | Shape::Number(range), "minimum") => &mut range.minimum,
            (Shape::Int(range) | Shape::Number(range), "maximum") => &mut range.maximum,
            (
                Shape::Text(limits) | Shape::Pattern(_, limits) | Shape::Base64(limits),
                "minLength",
            )
            | (Shape::List(_, limits), "minItems") => {
                return self.length(&mut limits.minimum, constraint);
            }
            (
                Shape::Text(limits) | Shape::Pattern(_, limits) | Shape::Base64(limits),
                "maxLength",
            )
            | (Shape::List(_, limits), "maxItems") => {
                return self.length(&mut limits.maximum, constraint);
            }
            (_, key_name) => {
                let fits = match key_name {
                    "minimum" | "maximum" => "int and number",
                    "minLength" | "maxLength" => "string and base64",
                    _ => "lists",
                };
                return self.misplaced(key_name, key.span, fits, node);
            }
        };
        *place = Some(limit.value);
    }

    fn length(&mut self, place: &mut Option<usize>, constraint: &Constraint) {
        let Constraint { key, limit } = constraint;
        let whole =
            limit.value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&limit.value);
        if !whole {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_NUMBER,
                    limit.span,
                    format!("`{}` is a count", key.value),
                )
                .label("not a whole number from 0 up to 4294967295")
                .help("write it like `2048`"),
            );
            return;
        }
        // Checked above: a whole number within u32.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = limit.value as usize;
        *place = Some(count);
    }

    fn ranges(&mut self, ty: &Type, node: &TypeNode) {
        let is_crossed = is_crossed(&ty.shape);
        let empty = is_crossed || holds_no_integer(&ty.shape);
        let constraints = &node.marks.constraints;
        let (Some(first), Some(last), true) = (constraints.first(), constraints.last(), empty)
        else {
            return;
        };
        let mistake = Diagnostic::new(
            EMPTY_RANGE,
            last.limit.span,
            "no value is within these limits",
        )
        .label(if is_crossed {
            "the lower limit is above the upper one"
        } else {
            "leaves no whole number of at most 2^53 - 1"
        })
        .help("exchange the limits, or change one");
        self.diagnostics
            .push(if first.limit.span == last.limit.span {
                mistake
            } else {
                mistake.secondary(first.limit.span, "the other limit")
            });
    }

    /// What the keys of a map must be.
    pub(super) fn keys(
        &mut self,
        node: &TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> Option<Type> {
        self.forbid_optional(node, "the type of keys");
        let mut ty = self.ty(node, &place.within("key", node.span), protocol)?;
        if !ty.nullable && is_text(&ty.shape, protocol) {
            self.require_schemes(&mut ty, node.span);
            return Some(ty);
        }
        self.diagnostics.push(
            Diagnostic::new(INVALID_VALUE, node.span, "the keys of a map are text")
                .label("other values fit this type")
                .help("write a type of text, such as `uuid`, or `{ enum: [left, right] }`"),
        );
        None
    }

    /// Reports a URL without schemes, where a type is complete. Whether there is one.
    pub(super) fn require_schemes(&mut self, ty: &mut Type, span: Span) -> bool {
        match &mut ty.shape {
            Shape::Url(schemes) if schemes.is_empty() => {
                self.diagnostics.push(
                    Diagnostic::new(MISSING_KEY, span, "a url needs `schemes`")
                        .label("any scheme would be allowed, `javascript:` too")
                        .help("write `{ type: url, schemes: [https] }`"),
                );
                *ty = stand_in();
                true
            }
            Shape::List(item, _) => self.require_schemes(item, span),
            Shape::Map(map) => self.require_schemes(&mut map.value, span),
            _ => false,
        }
    }
}

/// The word or key that says what a type is.
fn says_what_it_is(node: &TypeNode) -> Option<Span> {
    match &node.shape {
        syntax::Shape::Word(word) => Some(word.span),
        _ => {
            let mut keys = node.marks.keys.iter();
            let key = keys.find(|key| KINDS.contains(&key.value));
            key.map(|key| key.span)
        }
    }
}

/// Whether all values of a shape are text.
pub(super) fn is_text(shape: &Shape, protocol: &Protocol) -> bool {
    let is_text = |value: &Constant| matches!(value, Constant::Text(_));
    match shape {
        Shape::Text(_)
        | Shape::Pattern(..)
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_) => true,
        Shape::Constant(value) => is_text(value),
        Shape::Enum(id) => {
            let mut values = protocol.enumeration(*id).values.iter();
            values.all(|value| is_text(&value.value))
        }
        _ => false,
    }
}

/// What a key applies to that does not apply to this type.
fn misfit(key: &str, node: &TypeNode) -> Option<&'static str> {
    use syntax::Shape as Written;
    let (shape, marks) = (&node.shape, &node.marks);
    let is_struct = matches!(shape, Written::Struct(_));
    let is_union = matches!(shape, Written::Union(union) if union.named);
    let has_name = matches!(
        shape,
        Written::Struct(_) | Written::Union(_) | Written::Enum(_) | Written::Tuple(_)
    );
    match key {
        // Those of a field are not here.
        "as" if marks.identifier.is_some() && !has_name => {
            Some("fields, members, and types with `fields`, `enum`, `known`, `union` or `tuple`")
        }
        "default" if marks.default.is_some() => Some("fields that are optional"),
        "binds" if marks.binds.is_some() => Some("fields of text"),
        "gatedBy" if marks.gated_by.is_some() => Some("fields"),
        "with" | "others" | "unknown" | "atLeastOneOf" | "together" | "requiredWhen"
            if !is_struct =>
        {
            Some("a type with `fields`")
        }
        "tag" | "content" if !is_union => Some("a type with `union`"),
        "keys" if !matches!(shape, Written::Map(..)) => Some("a type with `map`"),
        "rest" if !matches!(shape, Written::Tuple(_)) => Some("a type with `tuple`"),
        _ => None,
    }
}

/// Whether a type is or holds numbers. A union may.
fn has_numbers(shape: &Shape, protocol: &Protocol) -> bool {
    let is_number = |value: &Constant| matches!(value, Constant::Number(_));
    match shape {
        Shape::Int(_) | Shape::Number(_) | Shape::Union(_) => true,
        Shape::Constant(value) => is_number(value),
        Shape::Enum(id) => {
            let mut values = protocol.enumeration(*id).values.iter();
            values.any(|value| is_number(&value.value))
        }
        Shape::List(item, _) => has_numbers(&item.shape, protocol),
        Shape::Map(map) => has_numbers(&map.value.shape, protocol),
        _ => false,
    }
}

/// Whether the lower limit of a type is above its upper one.
fn is_crossed(shape: &Shape) -> bool {
    match shape {
        Shape::Int(range) | Shape::Number(range) => {
            matches!((range.minimum, range.maximum), (Some(low), Some(high)) if low > high)
        }
        Shape::Text(limits)
        | Shape::Pattern(_, limits)
        | Shape::Base64(limits)
        | Shape::List(_, limits) => {
            matches!((limits.minimum, limits.maximum), (Some(low), Some(high)) if low > high)
        }
        _ => false,
    }
}

/// Whether a type for whole numbers has none between its limits.
fn holds_no_integer(shape: &Shape) -> bool {
    let Shape::Int(range) = shape else {
        return false;
    };
    let least = range.minimum.unwrap_or(f64::MIN).max(-GREATEST_INTEGER);
    let most = range.maximum.unwrap_or(f64::MAX).min(GREATEST_INTEGER);
    least.ceil() > most.floor()
}
