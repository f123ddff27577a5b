//! Scalars, each as one of several Rust types.

use quote::quote;

use super::{Fitting, Misfit};
use crate::conform::written::{self, inside, path};
use crate::model::{Range, Shape, Type};
use crate::target::rust::types::{self, Lowered};

/// The greatest whole number of the wire.
const LARGEST: i128 = (1 << 53) - 1;

/// What the runtime and the standard library have.
const STANDARD: [&str; 34] = [
    "Arc", "BTreeMap", "Base64", "Box", "Cow", "Date", "DateTime", "HashMap", "HashSet", "Json",
    "Maybe", "Option", "Rc", "Secret", "String", "Url", "Uuid", "Vec", "bool", "char", "f32",
    "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8",
];

/// Whether a type is one that never stands for a type of a spec.
pub fn is_standard(ty: &syn::Type) -> bool {
    path(ty).is_some_and(|(name, _)| STANDARD.iter().any(|known| name == known))
}

impl Fitting<'_> {
    pub(super) fn scalar(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        if self.from.is_some() {
            return self.convert_or_refuse(ty, written);
        }
        let fits = match &ty.shape {
            Shape::Text(_) | Shape::Pattern(..) => return self.text(ty, written),
            Shape::Int(range) => return self.integer(ty, *range, written),
            Shape::Bool => written::is(written, "bool"),
            Shape::Number(_) => written::is(written, "f64"),
            Shape::Json => written::is(written, "Json") || written::is(written, "Value"),
            Shape::Url(_) => written::is(written, "Url"),
            Shape::Uuid => written::is(written, "Uuid"),
            Shape::DateTime => written::is(written, "DateTime"),
            Shape::Date => written::is(written, "Date"),
            Shape::Base64(_) => written::is(written, "Base64"),
            Shape::Constant(_) => {
                matches!(written, syn::Type::Tuple(unit) if unit.elems.is_empty())
            }
            Shape::Enum(_)
            | Shape::List(..)
            | Shape::Map(_)
            | Shape::Tuple(_)
            | Shape::Struct(_)
            | Shape::Union(_) => false,
        };
        if fits {
            Ok(types::shape_of(&ty.shape, &mut self.scope))
        } else {
            self.not_scalar(ty, written)
        }
    }

    fn text(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        let scope = &mut self.scope;
        if written::is(written, "String") {
            return Ok(types::shape_of(&ty.shape, scope));
        }
        let pointers = ["Box", "Arc", "Rc"];
        let mut pointed = pointers.iter().filter_map(|name| inside(written, name));
        if pointed.any(|inner| written::is(inner, "str")) {
            let text = types::shape_of(&ty.shape, scope);
            return Ok(text.made(&quote!(::core::convert::From::from)));
        }
        let is_static = is_static(written);
        if inside(written, "Cow").is_some_and(|inner| written::is(inner, "str")) {
            if is_static {
                let text = types::shape_of(&ty.shape, scope);
                return Ok(text.made(&quote!(::std::borrow::Cow::Owned)));
            }
            return self.borrowed(ty, written, "text");
        }
        match written {
            syn::Type::Reference(reference) if written::is(&reference.elem, "str") => {
                if is_static {
                    let message =
                        "text that is read does not live forever: write `&'a str`, or `String`";
                    return Err(Misfit::new(written, message));
                }
                self.borrowed(ty, written, "borrowed")
            }
            _ => self.not_scalar(ty, written),
        }
    }

    fn borrowed(
        &mut self,
        ty: &Type,
        written: &syn::Type,
        method: &str,
    ) -> Result<Lowered, Misfit> {
        match Lowered::text(&ty.shape, method, &mut self.scope) {
            Some(text) => Ok(text),
            None => self.refuse(ty, written),
        }
    }

    fn integer(&mut self, ty: &Type, range: Range, written: &syn::Type) -> Result<Lowered, Misfit> {
        let lowered = types::shape_of(&ty.shape, &mut self.scope);
        if written::is(written, "i64") {
            return Ok(lowered);
        }
        let held = path(written).and_then(|(name, inner)| {
            let held = bounds(&name.to_string())?;
            inner.is_empty().then_some(held)
        });
        let Some((least, most)) = held else {
            return self.not_scalar(ty, written);
        };
        let (lowest, highest) = possible(range);
        if least <= lowest && highest <= most {
            return Ok(lowered.narrowed());
        }
        let name = written::shown(written);
        let message = format!(
            "`{name}` cannot hold all that the spec allows, {lowest} to {highest}: write `i64`"
        );
        Err(Misfit::new(written, message))
    }

    fn not_scalar(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        let (expected, found) = (self.expected(ty, false), written::shown(written));
        let mut message = format!("expected `{expected}`, found `{found}`");
        if self.is_parameter(written) {
            message += ", which can be any type";
        } else if path(written).is_some() && !is_standard(written) {
            let own = "a type of your own says what it converts from and into";
            message = format!("{message}; {own}: `#[trilogue(from = \"{expected}\")]`");
        }
        Err(Misfit::new(written, message))
    }
}

/// Whether the only lifetime of a type is `'static`.
fn is_static(written: &syn::Type) -> bool {
    let lifetime = match written {
        syn::Type::Reference(reference) => reference.lifetime.clone(),
        syn::Type::Path(path) => path.path.segments.last().and_then(|last| {
            let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            arguments.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Lifetime(lifetime) => Some(lifetime.clone()),
                _ => None,
            })
        }),
        _ => None,
    };
    lifetime.is_some_and(|lifetime| lifetime.ident == "static")
}

/// The least and greatest whole number that the spec allows.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a double that is too large becomes the largest number, which the wire does not allow either"
)]
fn possible(range: Range) -> (i128, i128) {
    let Range { minimum, maximum } = range;
    let lowest = minimum.map_or(-LARGEST, |limit| (limit.ceil() as i128).max(-LARGEST));
    let highest = maximum.map_or(LARGEST, |limit| (limit.floor() as i128).min(LARGEST));
    (lowest, highest)
}

/// The least and greatest number of an integer type. A machine's own size is taken for the least that there is.
fn bounds(name: &str) -> Option<(i128, i128)> {
    let bits = |name: &str| match name {
        "size" => Some(16),
        "8" | "16" | "32" | "64" => name.parse::<u32>().ok(),
        _ => None,
    };
    match name.split_at_checked(1)? {
        ("i", "128") => Some((i128::MIN, i128::MAX)),
        ("u", "128") => Some((0, i128::MAX)),
        ("u", rest) => Some((0, (1 << bits(rest)?) - 1)),
        ("i", rest) => {
            let half = 1 << (bits(rest)? - 1);
            Some((-half, half - 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_hold_what_their_names_say() {
        assert_eq!(bounds("u8"), Some((0, 255)));
        assert_eq!(bounds("i16"), Some((-32768, 32767)));
        assert_eq!(bounds("u64"), Some((0, i128::from(u64::MAX))));
        assert_eq!(bounds("i128"), Some((i128::MIN, i128::MAX)));
        assert_eq!(bounds("u128"), Some((0, i128::MAX)));
        assert_eq!(bounds("usize"), Some((0, 65535)));
        for name in ["u", "", "i9x", "u999", "i0", "é", "f64", "usized"] {
            assert_eq!(bounds(name), None, "{name}");
        }
    }

    #[test]
    fn limits_are_those_of_the_wire() {
        let of = |minimum, maximum| possible(Range { minimum, maximum });
        assert_eq!(of(None, None), (-LARGEST, LARGEST));
        assert_eq!(of(Some(0.5), Some(9.5)), (1, 9));
        assert_eq!(of(Some(f64::MIN), Some(f64::MAX)), (-LARGEST, LARGEST));
    }
}
