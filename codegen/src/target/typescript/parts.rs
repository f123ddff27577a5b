//! The functions that read and write what messages bring to their slots.

use trilogue_wire::telling::Constant;

use super::code::{call, choice, constant, give, or_fault, return_fault};
use super::errors;
use super::layout::Doc;
use super::module::{Module, Way};
use super::readers::literals;
use super::route::Route;
use super::sink::runtime;
use crate::facts;
use crate::model::{Part, Shape, Slot, Type, Variant};

/// The function that reads or writes a part of a message: its type, and that it is listed where the spec says that there
/// are no other errors.
pub fn function_for(
    module: &mut Module<'_>,
    route: &Route<'_>,
    variant: &Variant,
    (part, ty): (&Part, &Type),
    way: Way,
) -> Doc {
    let place = if part.slot == Slot::Payload {
        variant.identifier.0.clone()
    } else {
        format!("{}{}", variant.identifier.0, part.identifier.0)
    };
    let reader = module.function_for(ty, &place, way);
    let is_scalar = matches!(
        ty.shape,
        Shape::Text(_) | Shape::Pattern(..) | Shape::Int(_) | Shape::Number(_)
    );
    if !is_scalar || ty.secret || !errors::is_listed(variant, part) {
        return reader;
    }
    let errors = facts::errors(route.protocol, route.direction, variant);
    if !errors.closed {
        return reader;
    }
    let is_text = matches!(ty.shape, Shape::Text(_) | Shape::Pattern(..));
    let known = errors.known.iter().map(|error| &error.value);
    let listed = literals(known.filter(|value| is_text == matches!(value, Constant::Text(_))));
    let check = call(runtime("readListed"), vec!["error".into(), listed]);
    let outcome = if ty.nullable {
        choice("error === null".into(), "null".into(), check)
    } else {
        check
    };
    let body = vec![
        constant("error", call(reader, vec!["value".into()])),
        return_fault("error"),
        give(outcome),
    ];
    let returns = errors::part_type(module, route.direction, variant, part)
        .unwrap_or_else(|| module.type_of(ty));
    let parameters = vec![("value", Doc::from("unknown"))];
    let name = format!("{}Listed{place}", way.verb());
    module.declare_as(&name, &parameters, &or_fault(returns), &body)
}
