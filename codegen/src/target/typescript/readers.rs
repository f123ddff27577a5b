//! The functions that read and write values.

use super::code::{
    call, call_with_list, choice, constant, constant_value, fault, give, give_first, is_fault,
    list, return_fault, texts,
};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::sink::{self, number, runtime};
use super::tuples;
use super::types::holds_null;
use crate::model::{Limits, Map, Range, Shape, Type, TypeId};

/// How a value is read or written: by a function of this name, or by an expression on `value`.
enum Reading {
    Function(Doc),
    Expression(Doc),
}

impl Reading {
    fn of(self, value: &'static str) -> Doc {
        match self {
            Self::Function(callee) => call(callee, vec![value.into()]),
            Self::Expression(expression) => expression,
        }
    }
}

impl Module<'_> {
    /// The function that reads or writes values of `ty`, found at `place`.
    pub fn function_for(&mut self, ty: &Type, place: &str, way: Way) -> Doc {
        let reading = self.reading(ty, place, way);
        self.named(reading, ty, place, way)
    }

    fn reading(&mut self, ty: &Type, place: &str, way: Way) -> Reading {
        let Type {
            shape,
            nullable,
            secret,
            unit: _,
            undocumented: _,
        } = ty;
        let bare = bare(shape);
        let is_wrapped = *secret || *nullable;
        let inner_place = if is_wrapped {
            format!("{place}Value")
        } else {
            place.to_owned()
        };
        let inner_way = self.way_for(&bare, way);
        let mut reading = self.limited(&bare, &inner_place, inner_way);
        if *secret {
            let place = if *nullable {
                format!("{place}Secret")
            } else {
                place.to_owned()
            };
            reading = self.hidden(reading, &bare, &place, way);
        }
        if *nullable && (*secret || !holds_null(shape)) {
            let inner = reading.of("value");
            let is_null = "value === null".into();
            reading = Reading::Expression(choice(is_null, "null".into(), inner));
        }
        reading
    }

    /// A function for a reading, unless it is one.
    fn named(&mut self, reading: Reading, ty: &Type, place: &str, way: Way) -> Doc {
        match reading {
            Reading::Function(callee) => callee,
            Reading::Expression(expression) => {
                let way = self.way_for(ty, way);
                self.declare(ty, place, way, &[give(expression)])
            }
        }
    }

    fn hidden(&mut self, inner: Reading, bare: &Type, place: &str, way: Way) -> Reading {
        let hidden = Type {
            secret: true,
            ..bare.clone()
        };
        let body = match way {
            Way::Read => vec![
                constant("secret", inner.of("value")),
                give(choice(
                    is_fault("secret"),
                    "secret".into(),
                    concat([
                        "new ".into(),
                        call(runtime("Secret"), vec!["secret".into()]),
                    ]),
                )),
            ],
            Way::Write => {
                let inner = self.named(inner, bare, &format!("{place}Value"), way);
                vec![give(choice(
                    concat(["value instanceof ".into(), runtime("Secret")]),
                    call(inner, vec!["value.reveal()".into()]),
                    fault("type", "a secret"),
                ))]
            }
        };
        Reading::Function(self.declare(&hidden, place, way, &body))
    }

    fn limited(&mut self, bare: &Type, place: &str, way: Way) -> Reading {
        let unlimited = self.shaped(bare, place, way);
        let (noun, checks) = checks(&bare.shape);
        if checks.is_empty() {
            return unlimited;
        }
        let outcomes = checks
            .into_iter()
            .map(|(check, limit)| call(runtime(check), vec![noun.into(), limit.into()]));
        let body = vec![
            constant(noun, unlimited.of("value")),
            return_fault(noun),
            give_first(outcomes.chain([noun.into()]).collect()),
        ];
        Reading::Function(self.declare(bare, place, way, &body))
    }

    fn shaped(&mut self, bare: &Type, place: &str, way: Way) -> Reading {
        let value = || Doc::from("value");
        let name = match &bare.shape {
            Shape::Text(_) | Shape::Pattern(..) => "readText",
            Shape::Bool => "readBoolean",
            Shape::Int(_) => "readInteger",
            Shape::Number(_) => "readNumber",
            Shape::Json => "readJson",
            Shape::Uuid => "readUuid",
            Shape::DateTime => "readDateTime",
            Shape::Date => "readDate",
            Shape::Base64(_) => "readBase64",
            Shape::Url(schemes) => {
                let schemes = texts(schemes.iter().map(String::as_str));
                let read = call_with_list(runtime("readUrl"), vec![value()], schemes);
                return Reading::Expression(read);
            }
            Shape::Constant(expected) => {
                let arguments = vec![value(), constant_value(expected)];
                return Reading::Expression(call(runtime("readConstant"), arguments));
            }
            Shape::List(item, _) => {
                let item = self.function_for(item, &format!("{place}Item"), way);
                return Reading::Expression(call(runtime("readList"), vec![value(), item]));
            }
            Shape::Map(map) => return self.map(map, place, way),
            Shape::Enum(id) => return self.declared(TypeId::Enum(*id), way),
            Shape::Struct(id) => return self.declared(TypeId::Struct(*id), way),
            Shape::Union(id) => return self.declared(TypeId::Union(*id), way),
            Shape::Tuple(id) if self.is_declared(TypeId::Tuple(*id)) => {
                return self.declared(TypeId::Tuple(*id), way);
            }
            Shape::Tuple(id) => {
                let body = tuples::body_at(self, *id, place, way);
                return Reading::Function(self.declare(bare, place, way, &body));
            }
        };
        Reading::Function(runtime(name))
    }

    fn declared(&self, id: TypeId, way: Way) -> Reading {
        Reading::Function(self.type_function(id, way))
    }

    fn map(&mut self, Map { value, keys }: &Map, place: &str, way: Way) -> Reading {
        let item = self.function_for(value, &format!("{place}Item"), way);
        let mut arguments = vec!["value".into(), item];
        if let Some(keys) = keys {
            arguments.push(self.function_for(keys, &format!("{place}Key"), way));
        }
        Reading::Expression(call(runtime("readMap"), arguments))
    }
}

/// A type of this shape and nothing else.
pub fn bare(shape: &Shape) -> Type {
    Type {
        nullable: false,
        secret: false,
        unit: None,
        undocumented: false,
        shape: shape.clone(),
    }
}

/// What a checked value is called, and the checks with their limits.
fn checks(shape: &Shape) -> (&'static str, Vec<(&'static str, String)>) {
    let found = |minimum: Option<String>, maximum: Option<String>, names: [&'static str; 2]| {
        let limits = [minimum, maximum].into_iter().zip(names);
        limits
            .filter_map(|(limit, name)| Some((name, limit?)))
            .collect::<Vec<_>>()
    };
    let lengths = |limits: &Limits, names| {
        let Limits { minimum, maximum } = limits;
        found(
            minimum.map(|limit| limit.to_string()),
            maximum.map(|limit| limit.to_string()),
            names,
        )
    };
    let of_text = ["checkMinLength", "checkMaxLength"];
    match shape {
        Shape::Text(limits) | Shape::Base64(limits) => ("text", lengths(limits, of_text)),
        Shape::Pattern(pattern, limits) => {
            let mut checks = lengths(limits, of_text);
            checks.push(("checkPattern", sink::regular_expression(pattern)));
            ("text", checks)
        }
        Shape::List(_, limits) => ("list", lengths(limits, ["checkMinItems", "checkMaxItems"])),
        Shape::Int(Range { minimum, maximum }) | Shape::Number(Range { minimum, maximum }) => (
            "number",
            found(
                minimum.map(number),
                maximum.map(number),
                ["checkMinimum", "checkMaximum"],
            ),
        ),
        Shape::Bool
        | Shape::Json
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Constant(_)
        | Shape::Enum(_)
        | Shape::Map(_)
        | Shape::Tuple(_)
        | Shape::Struct(_)
        | Shape::Union(_) => ("value", Vec::new()),
    }
}

/// Values as a list of literals.
pub fn literals<'c>(values: impl Iterator<Item = &'c trilogue_wire::telling::Constant>) -> Doc {
    list(values.map(constant_value).collect())
}
