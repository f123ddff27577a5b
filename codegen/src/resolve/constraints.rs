//! What a mapping adds to a type: constraints and marks.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Shape, Type};
use crate::resolve::Resolver;
use crate::resolve::types::stand_in;
use crate::rules::{EMPTY_RANGE, INVALID_NUMBER, INVALID_VALUE, MISPLACED_CONSTRAINT, MISSING_KEY};
use crate::source::Span;
use crate::syntax::{self, Constraint, Text, TypeNode};

impl Resolver<'_> {
    /// What a mapping adds to a type.
    pub(super) fn marks(&mut self, ty: &mut Type, node: &TypeNode) {
        let marks = &node.marks;
        for constraint in &marks.constraints {
            self.constraint(ty, constraint, node);
        }
        self.ranges(ty, node);
        match (&mut ty.shape, &marks.schemes) {
            (Shape::Url(schemes), Some(written)) => {
                *schemes = self.schemes(written.value.as_deref());
            }
            (_, Some(written)) => self.misplaced("schemes", written.span, "a url", node),
            (_, None) => {}
        }
        let is_struct = matches!(node.shape, syntax::Shape::Struct(_));
        let numbers = has_numbers(&ty.shape);
        for key in &marks.keys {
            match key.value {
                // That of a field is not here.
                "as" if marks.identifier.is_some() && !is_struct => {
                    self.misplaced("as", key.span, "fields and types with `fields`", node);
                }
                "unknown" if !is_struct => {
                    self.misplaced("unknown", key.span, "a type with `fields`", node);
                }
                "unit" if !numbers => self.misplaced("unit", key.span, "numbers", node),
                _ => {}
            }
        }
        if let (Some(unit), true) = (&marks.unit, numbers) {
            ty.unit = Some(unit.value.clone());
        }
        ty.secret |= marks.secret.is_some();
    }

    fn misplaced(&mut self, key: &str, span: Span, fits: &str, node: &TypeNode) {
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
            (Shape::Text(limits), "minLength") | (Shape::List(_, limits), "minItems") => {
                return self.length(&mut limits.minimum, constraint);
            }
            (Shape::Text(limits), "maxLength") | (Shape::List(_, limits), "maxItems") => {
                return self.length(&mut limits.maximum, constraint);
            }
            (_, key_name) => {
                let fits = match key_name {
                    "minimum" | "maximum" => "int and number",
                    "minLength" | "maxLength" => "string",
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
        let empty = match &ty.shape {
            Shape::Int(range) | Shape::Number(range) => {
                matches!((range.minimum, range.maximum), (Some(low), Some(high)) if low > high)
            }
            Shape::Text(limits) | Shape::List(_, limits) => {
                matches!((limits.minimum, limits.maximum), (Some(low), Some(high)) if low > high)
            }
            _ => false,
        };
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
        .label("the lower limit is above the upper one")
        .help("exchange the limits, or remove one");
        self.diagnostics
            .push(if first.limit.span == last.limit.span {
                mistake
            } else {
                mistake.secondary(first.limit.span, "the other limit")
            });
    }

    /// Reports a URL without schemes, where a type is complete.
    pub(super) fn require_schemes(&mut self, ty: &mut Type, span: Span) {
        match &mut ty.shape {
            Shape::Url(schemes) if schemes.is_empty() => {
                self.diagnostics.push(
                    Diagnostic::new(MISSING_KEY, span, "a url needs `schemes`")
                        .label("any scheme would be allowed, `javascript:` too")
                        .help("write `{ type: url, schemes: [https] }`"),
                );
                *ty = stand_in();
            }
            Shape::List(item, _) => self.require_schemes(item, span),
            Shape::Map(map) => self.require_schemes(&mut map.value, span),
            _ => {}
        }
    }
}

/// The word or key that says what a type is.
fn says_what_it_is(node: &TypeNode) -> Option<Span> {
    match &node.shape {
        syntax::Shape::Word(word) => Some(word.span),
        _ => {
            let mut keys = node.marks.keys.iter();
            let key = keys.find(|key| ["fields", "list", "map"].contains(&key.value));
            key.map(|key| key.span)
        }
    }
}

fn has_numbers(shape: &Shape) -> bool {
    match shape {
        Shape::Int(_) | Shape::Number(_) => true,
        Shape::List(item, _) => has_numbers(&item.shape),
        Shape::Map(map) => has_numbers(&map.value.shape),
        _ => false,
    }
}
