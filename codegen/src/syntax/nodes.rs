//! Types as they are written.

use trilogue_wire::telling::Constant;

use crate::source::{Span, Spanned};
use crate::syntax::{Deprecated, Text};
use crate::yaml::Node;

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
    /// `map<T>` or `map: T`, and what stands under `keys`.
    Map(Box<TypeNode>, Option<Box<TypeNode>>),
    /// `fields:`.
    Struct(StructNode),
    /// `enum:` or `known:`.
    Enum(EnumNode),
    /// `A | B` or `union:`.
    Union(UnionNode),
    /// `tuple:`.
    Tuple(TupleNode),
    /// `const:`.
    Constant(Constant),
    /// Something that is reported already. It stands for any type.
    Broken,
}

impl TypeNode {
    /// Whether the type needs a declaration of its own.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        use Shape::{Enum, Struct, Tuple, Union};
        matches!(self.shape, Struct(_) | Enum(_) | Union(_) | Tuple(_))
    }

    /// Takes the identifier that the spec asks for out of a type that is written as text or has no declaration: it is that
    /// of what holds the type.
    pub fn take_identifier(&mut self) -> Option<Text> {
        let is_text = matches!(&self.shape, Shape::Union(union) if !union.named);
        if self.is_declared() && !is_text {
            None
        } else {
            self.marks.identifier.take()
        }
    }
}

/// What a mapping adds to a type.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// The constraints in the order of the key table.
    pub constraints: Vec<Constraint>,
    /// What a text matches.
    pub pattern: Option<Spanned<String>>,
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
    /// What receivers take for an absent key.
    pub default: Option<Node>,
    /// Values that fit.
    pub examples: Vec<Node>,
    /// The request whose name it chooses.
    pub binds: Option<Text>,
    /// What must be switched on for it to be there.
    pub gated_by: Option<Text>,
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
    /// The types whose fields it takes in.
    pub bases: Vec<Text>,
    /// The fields, in order.
    pub fields: Vec<FieldNode>,
    /// What must hold between them, in the order in which it is checked.
    pub rules: Vec<PresenceNode>,
    /// What happens to other keys.
    pub others: OthersNode,
    /// Whether all of it could be read.
    pub whole: bool,
    /// Where `fields` stands.
    pub span: Span,
}

/// A field of a struct as written.
#[derive(Debug, Clone)]
pub struct FieldNode {
    /// The key.
    pub name: Text,
    /// The identifier that the spec asks for, unless that is the name of its type.
    pub identifier: Option<Text>,
    /// What receivers take for an absent key.
    pub default: Option<Node>,
    /// The request whose name it chooses.
    pub binds: Option<Text>,
    /// What must be switched on for it to be there.
    pub gated_by: Option<Text>,
    /// Its type. What is the field's own is no longer among its marks.
    pub ty: TypeNode,
}

/// What happens to the keys that a struct does not declare, as written.
#[derive(Debug, Clone)]
pub enum OthersNode {
    /// They are dropped unread.
    Ignore,
    /// They are kept.
    Keep,
    /// They are kept, and all have this type.
    Typed(Box<TypeNode>),
    /// The message is refused.
    Refuse,
}

/// What must hold between the fields of a struct, as written.
#[derive(Debug, Clone)]
pub enum PresenceNode {
    /// This field must be there when the others have one of these values.
    RequiredWhen(Text, Vec<(Text, Vec<Node>)>),
    /// One of these must be there.
    AtLeastOneOf(Spanned<Vec<Text>>),
    /// All of these are there, or none.
    Together(Spanned<Vec<Text>>),
}

/// A set of values as written.
#[derive(Debug, Clone)]
pub struct EnumNode {
    /// The values, in order.
    pub values: Vec<ValueNode>,
    /// Whether others are possible.
    pub open: bool,
}

/// A value of a set as written.
#[derive(Debug, Clone)]
pub struct ValueNode {
    /// The value on the wire.
    pub value: Spanned<Constant>,
    /// The identifier that the spec asks for.
    pub identifier: Option<Text>,
    /// What it means.
    pub doc: Option<Text>,
    /// The version that brought it.
    pub since: Option<Text>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
}

/// A union as written.
#[derive(Debug, Clone)]
pub struct UnionNode {
    /// The key of the tag.
    pub tag: Option<Text>,
    /// The key that holds what a member carries.
    pub content: Option<Text>,
    /// The fields that all members have.
    pub common: Vec<FieldNode>,
    /// The members, in order.
    pub members: Vec<MemberNode>,
    /// Whether the members have names of their own, so not as in `A | B`.
    pub named: bool,
}

/// A member of a union as written.
#[derive(Debug, Clone)]
pub struct MemberNode {
    /// Its name: its key, or a word for its type.
    pub name: Text,
    /// What chooses it at the tag, where that is not its name.
    pub is: Option<Vec<Spanned<TagNode>>>,
    /// What it carries, and what is said of the member itself.
    pub ty: TypeNode,
    /// Whether it carries nothing, so that its type means nothing.
    pub is_bare: bool,
}

/// What chooses a member at the tag, as written.
#[derive(Debug, Clone, PartialEq)]
pub enum TagNode {
    /// This value.
    Value(Constant),
    /// `$absent`.
    Absent,
    /// `$other`.
    Other,
}

/// A tuple as written.
#[derive(Debug, Clone)]
pub struct TupleNode {
    /// The items that have a place of their own.
    pub items: Vec<ItemNode>,
    /// What all further items are.
    pub rest: Option<Box<ItemNode>>,
}

/// An item of a tuple as written.
#[derive(Debug, Clone)]
pub struct ItemNode {
    /// Its name, if it has one.
    pub name: Option<Text>,
    /// Its type.
    pub ty: TypeNode,
}
