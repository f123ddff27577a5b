//! Types of a spec as types of TypeScript, and the functions that read and write their values.

use std::collections::{BTreeSet, HashMap};

use super::code::{
    call, call_with_list, constant, fault, field, function, give, give_first, is_fault,
    object_type, or_fault, return_fault, texts,
};
use super::difference::differs;
use super::layout::{Doc, Import, concat};
use super::scope::{Scope, struct_function};
use super::sink::{imported, number, runtime, runtime_type};
use crate::model::{Limits, Protocol, Range, RoleId, Shape, StructId, Type};

/// Whether a function takes what came over the wire or what is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the wire.
    Read,
    /// To the wire.
    Write,
}

impl Way {
    /// What its functions' names start with.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// One file while its functions are collected.
#[derive(Debug)]
pub struct Module<'p> {
    /// The protocol that the file is part of.
    pub protocol: &'p Protocol,
    /// The names that the file declares.
    pub scope: Scope,
    /// The text of the functions so far, each after those that it calls.
    pub functions: Vec<String>,
    /// What the functions take from other files.
    pub imports: BTreeSet<Import>,
    /// Whose structs this file declares: those of a direction, or those that all share.
    owner: Option<(RoleId, RoleId)>,
    /// Functions by what they do, so that no two do the same.
    known: HashMap<String, String>,
}

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

impl<'p> Module<'p> {
    /// A file that declares the structs of this owner, without functions so far.
    pub fn new(protocol: &'p Protocol, owner: Option<(RoleId, RoleId)>) -> Self {
        let mut scope = Scope::new();
        for structure in &protocol.structs {
            if structure.owner.is_none() || structure.owner == owner {
                for way in [Way::Read, Way::Write] {
                    scope.claim(&struct_function(way, &structure.identifier));
                }
            }
        }
        Self {
            protocol,
            scope,
            functions: Vec::new(),
            imports: BTreeSet::new(),
            owner,
            known: HashMap::new(),
        }
    }

    /// Adds a function or a constant.
    pub fn add(&mut self, item: &Doc) {
        item.imports(&mut self.imports);
        self.functions.push(item.print());
    }

    /// The structs that this file declares.
    pub fn structs(&self) -> Vec<StructId> {
        struct_ids(self.protocol, self.owner)
    }

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
        if *nullable && (*secret || !matches!(shape, Shape::Json)) {
            return concat([hidden, " | null".into()]);
        }
        hidden
    }

    fn shape_type(&self, shape: &Shape) -> Doc {
        match shape {
            Shape::Text(_) => "string".into(),
            Shape::Bool => "boolean".into(),
            Shape::Int(_) | Shape::Number(_) => "number".into(),
            Shape::Json => runtime_type("Json"),
            Shape::Url(_) => runtime_type("Url"),
            Shape::List(item, _) if item.nullable => {
                concat(["readonly (".into(), self.type_of(item), ")[]".into()])
            }
            Shape::List(item, _) => {
                let inner = self.type_of(item);
                let nested = matches!(item.shape, Shape::List(..)) && !item.secret;
                let (open, close) = if nested {
                    ("readonly (", ")[]")
                } else {
                    ("readonly ", "[]")
                };
                concat([open.into(), inner, close.into()])
            }
            Shape::Map(item) => map_type(self.type_of(item)),
            Shape::Struct(id) => {
                self.struct_name(*id, self.protocol.structure(*id).identifier.0.clone(), true)
            }
        }
    }

    fn struct_name(&self, id: StructId, name: String, is_type: bool) -> Doc {
        let is_own = self.protocol.structure(id).owner == self.owner;
        if is_own {
            name.into()
        } else {
            imported("./types.js", name, is_type)
        }
    }

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
        let bare = Type {
            nullable: false,
            secret: false,
            unit: None,
            undocumented: false,
            shape: shape.clone(),
        };
        let is_wrapped = *secret || *nullable;
        let inner_place = if is_wrapped {
            format!("{place}Value")
        } else {
            place.to_owned()
        };
        let mut reading = self.limited(&bare, &inner_place, self.way_for(&bare, way));
        if *secret {
            let place = if *nullable {
                format!("{place}Secret")
            } else {
                place.to_owned()
            };
            reading = self.hidden(reading, &bare, &place, way);
        }
        // Null is JSON.
        if *nullable && (*secret || !matches!(shape, Shape::Json)) {
            let inner = reading.of("value");
            reading = Reading::Expression(concat(["value === null ? null : ".into(), inner]));
        }
        reading
    }

    /// What reads also writes where values look in code as on the wire.
    fn way_for(&self, ty: &Type, way: Way) -> Way {
        if differs(self.protocol, ty) {
            way
        } else {
            Way::Read
        }
    }

    /// A function for a reading, unless it is one.
    fn named(&mut self, reading: Reading, ty: &Type, place: &str, way: Way) -> Doc {
        match reading {
            Reading::Function(callee) => callee,
            Reading::Expression(expression) => {
                self.declare(ty, place, self.way_for(ty, way), &[give(expression)])
            }
        }
    }

    /// Declares a function, or finds the one that does the same.
    fn declare(&mut self, ty: &Type, place: &str, way: Way, body: &[Doc]) -> Doc {
        let returns = match way {
            Way::Read => or_fault(self.type_of(ty)),
            Way::Write => "unknown".into(),
        };
        let print = |name: &str| {
            function(
                name,
                vec![("value", "unknown".into())],
                returns.clone(),
                body.to_vec(),
            )
        };
        let what = print("").print();
        if let Some(name) = self.known.get(&what) {
            return name.clone().into();
        }
        let name = self.scope.claim(&format!("{}{place}", way.verb()));
        self.add(&print(&name));
        self.known.insert(what, name.clone());
        name.into()
    }

    fn hidden(&mut self, inner: Reading, bare: &Type, place: &str, way: Way) -> Reading {
        let hidden = Type {
            secret: true,
            ..bare.clone()
        };
        let body = match way {
            Way::Read => vec![
                constant("secret", inner.of("value")),
                give(concat([
                    is_fault("secret"),
                    " ? secret : new ".into(),
                    call(runtime("Secret"), vec!["secret".into()]),
                ])),
            ],
            Way::Write => {
                let inner = self.named(inner, bare, &format!("{place}Value"), way);
                vec![give(concat([
                    "value instanceof ".into(),
                    runtime("Secret"),
                    " ? ".into(),
                    call(inner, vec!["value.reveal()".into()]),
                    " : ".into(),
                    fault("type", "a secret"),
                ]))]
            }
        };
        Reading::Function(self.declare(&hidden, place, way, &body))
    }

    fn limited(&mut self, bare: &Type, place: &str, way: Way) -> Reading {
        let unlimited = self.shaped(&bare.shape, place, way);
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

    fn shaped(&mut self, shape: &Shape, place: &str, way: Way) -> Reading {
        let name = match shape {
            Shape::Text(_) => "readText",
            Shape::Bool => "readBoolean",
            Shape::Int(_) => "readInteger",
            Shape::Number(_) => "readNumber",
            Shape::Json => "readJson",
            Shape::Url(schemes) => {
                let schemes = texts(schemes.iter().map(String::as_str));
                return Reading::Expression(call_with_list(
                    runtime("readUrl"),
                    vec!["value".into()],
                    schemes,
                ));
            }
            Shape::List(item, _) => return self.container("readList", item, place, way),
            Shape::Map(item) => return self.container("readMap", item, place, way),
            Shape::Struct(id) => {
                let name = struct_function(way, &self.protocol.structure(*id).identifier);
                return Reading::Function(self.struct_name(*id, name, false));
            }
        };
        Reading::Function(runtime(name))
    }

    fn container(&mut self, reader: &'static str, item: &Type, place: &str, way: Way) -> Reading {
        let item = self.function_for(item, &format!("{place}Item"), way);
        Reading::Expression(call(runtime(reader), vec!["value".into(), item]))
    }
}

/// The structs with this owner.
pub fn struct_ids(protocol: &Protocol, owner: Option<(RoleId, RoleId)>) -> Vec<StructId> {
    let structs = protocol.structs.iter().enumerate();
    structs
        .filter(|(_, structure)| structure.owner == owner)
        .map(|(place, _)| StructId(place))
        .collect()
}

/// The type of objects whose keys are data.
pub fn map_type(item: Doc) -> Doc {
    object_type(vec![concat(["readonly [key: string]: ".into(), item])])
}

/// The type of what a struct keeps beside its declared keys.
pub fn extra_field(name: &str) -> Doc {
    field(name, false, map_type(runtime_type("Json")))
}

/// What a checked value is called, and the checks with their limits.
fn checks(shape: &Shape) -> (&'static str, Vec<(&'static str, String)>) {
    let found = |minimum: Option<String>, maximum: Option<String>, names: [&'static str; 2]| {
        let limits = [minimum, maximum].into_iter().zip(names);
        limits
            .filter_map(|(limit, name)| Some((name, limit?)))
            .collect()
    };
    let lengths = |limits: &Limits, names| {
        let Limits { minimum, maximum } = limits;
        found(
            minimum.map(|limit| limit.to_string()),
            maximum.map(|limit| limit.to_string()),
            names,
        )
    };
    match shape {
        Shape::Text(limits) => (
            "text",
            lengths(limits, ["checkMinLength", "checkMaxLength"]),
        ),
        Shape::List(_, limits) => ("list", lengths(limits, ["checkMinItems", "checkMaxItems"])),
        Shape::Int(Range { minimum, maximum }) | Shape::Number(Range { minimum, maximum }) => (
            "number",
            found(
                minimum.map(number),
                maximum.map(number),
                ["checkMinimum", "checkMaximum"],
            ),
        ),
        Shape::Bool | Shape::Json | Shape::Url(_) | Shape::Map(_) | Shape::Struct(_) => {
            ("value", Vec::new())
        }
    }
}
