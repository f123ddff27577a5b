//! Types of a spec as types of TypeScript.

use super::code::{constant_value, field, object_type};
use super::layout::{Doc, concat, join};
use super::module::Module;
use super::sink::runtime_type;
use super::tuples;
use crate::model::{Map, Shape, Type, TypeId};

impl Module<'_> {
    /// The type of values of `ty`.
    pub fn type_of(&self, ty: &Type) -> Doc {
        let Type {
            shape,
            nullable,
            secret,
            unit: _,
            undocumented: _,
        } = ty;
        let bare = self.shape_type(shape);
        let hidden = if *secret {
            concat([runtime_type("Secret"), "<".into(), bare, ">".into()])
        } else {
            bare
        };
        if *nullable && (*secret || !holds_null(shape)) {
            return concat([hidden, " | null".into()]);
        }
        hidden
    }

    fn shape_type(&self, shape: &Shape) -> Doc {
        match shape {
            Shape::Text(_) | Shape::Pattern(..) => "string".into(),
            Shape::Bool => "boolean".into(),
            Shape::Int(_) | Shape::Number(_) => "number".into(),
            Shape::Json => runtime_type("Json"),
            Shape::Url(_) => runtime_type("Url"),
            Shape::Uuid => runtime_type("Uuid"),
            Shape::DateTime => runtime_type("DateTime"),
            Shape::Date => runtime_type("CalendarDate"),
            Shape::Base64(_) => runtime_type("Base64"),
            Shape::Constant(value) => constant_value(value),
            Shape::List(item, _) => {
                let inner = self.type_of(item);
                let (open, close) = if self.needs_parentheses(item) {
                    ("readonly (", ")[]")
                } else {
                    ("readonly ", "[]")
                };
                concat([open.into(), inner, close.into()])
            }
            Shape::Map(Map { value, keys: _ }) => map_type(self.type_of(value)),
            Shape::Enum(id) => self.type_name(TypeId::Enum(*id)),
            Shape::Struct(id) => self.type_name(TypeId::Struct(*id)),
            Shape::Union(id) => self.type_name(TypeId::Union(*id)),
            Shape::Tuple(id) if self.is_declared(TypeId::Tuple(*id)) => {
                self.type_name(TypeId::Tuple(*id))
            }
            Shape::Tuple(id) => tuples::tuple_type(self, self.protocol.tuple(*id), false),
        }
    }

    /// Whether a list of such items is read otherwise without parentheses.
    fn needs_parentheses(&self, item: &Type) -> bool {
        let is_operator = match &item.shape {
            Shape::List(..) => true,
            Shape::Tuple(id) => !self.is_declared(TypeId::Tuple(*id)),
            _ => false,
        };
        (item.nullable && (item.secret || !holds_null(&item.shape)))
            || (is_operator && !item.secret)
    }
}

/// Whether `null` is among the values anyway.
pub fn holds_null(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Json | Shape::Constant(trilogue_wire::telling::Constant::Null)
    )
}

/// The type of objects whose keys are data.
pub fn map_type(item: Doc) -> Doc {
    object_type(vec![concat(["readonly [key: string]: ".into(), item])])
}

/// The type of what a struct keeps beside its declared keys.
pub fn extra_field(name: &str, item: Doc) -> Doc {
    field(name, false, map_type(item))
}

/// Types of which a value has one.
pub fn one_of(types: Vec<Doc>) -> Doc {
    join(types, &" | ".into())
}
