//! Types as they are written.

use crate::model::Others;
use crate::source::{Span, Spanned};
use crate::syntax::{Deprecated, Text};

/// A type as written.
#[derive(Debug, Clone)]
pub struct TypeNode {
    /// The whole type.
    pub span: Span,
    /// Where `optional` stands, if it does.
    pub optional: Option<Span>,
    /// Whether `null` may stand instead.
    pub nullable: bool,
    /// What it looks like.
    pub shape: Shape,
    /// What the mapping around it adds.
    pub marks: Marks,
}

/// What a written type looks like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A built-in word or the name of a type.
    Word(Text),
    /// `list<T>` or `list: T`.
    List(Box<TypeNode>),
    /// `map<T>` or `map: T`.
    Map(Box<TypeNode>),
    /// `fields:`.
    Struct(StructNode),
    /// Something that is reported already. It stands for any type.
    Broken,
}

/// What a mapping adds to a type.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// The constraints in the order of the key table.
    pub constraints: Vec<Constraint>,
    /// The schemes of a URL, or `None` inside when they cannot be read.
    pub schemes: Option<Spanned<Option<Vec<Text>>>>,
    /// Whether `secret: true` stands there, and where.
    pub secret: Option<Span>,
    /// The unit of numbers.
    pub unit: Option<Text>,
    /// What it is.
    pub doc: Option<Text>,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// The version that brought it.
    pub since: Option<Text>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// The keys of the mapping.
    pub keys: Vec<Spanned<&'static str>>,
}

/// A limit with its number.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// Its key, such as `maxLength`.
    pub key: Spanned<&'static str>,
    /// Its number.
    pub limit: Spanned<f64>,
}

/// The fields of a struct as written.
#[derive(Debug, Clone)]
pub struct StructNode {
    /// The fields, in order.
    pub fields: Vec<FieldNode>,
    /// What happens to other keys.
    pub others: Others,
    /// Where `fields` stands.
    pub span: Span,
}

/// A field of a struct as written.
#[derive(Debug, Clone)]
pub struct FieldNode {
    /// The key.
    pub name: Text,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// Its type.
    pub ty: TypeNode,
}
