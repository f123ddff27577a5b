//! What values look like.

use trilogue_wire::telling::Constant;

use super::{Deprecated, EnumId, Identifier, MessageId, RoleId, StructId, TupleId, UnionId};
use crate::source::Span;

/// A type as used at one place, with the constraints of that place.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// What the value looks like.
    pub shape: Shape,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether it is kept out of logs.
    pub secret: bool,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// Whether the protocol's own documentation does not say what it looks like.
    pub undocumented: bool,
}

impl Type {
    /// Whether another type is the same, or would be if both could be `null` or neither.
    #[must_use]
    pub fn is_but_for_null(&self, other: &Self) -> bool {
        let mut same = other.clone();
        same.nullable = self.nullable;
        *self == same
    }
}

/// What a value looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text, with limits on its length in Unicode scalar values.
    Text(Limits),
    /// Text that as a whole matches a pattern, with limits on its length.
    Pattern(Pattern, Limits),
    /// `true` or `false`.
    Bool,
    /// A whole number within ±(2^53−1).
    Int(Range),
    /// A finite double.
    Number(Range),
    /// Any JSON value.
    Json,
    /// A URL with one of these schemes, in lower case.
    Url(Vec<String>),
    /// A UUID in the usual form.
    Uuid,
    /// A date and time with a zone, after RFC 3339.
    DateTime,
    /// A date that exists, `YYYY-MM-DD`.
    Date,
    /// Bytes in base64, with limits on the length of the text.
    Base64(Limits),
    /// One value.
    Constant(Constant),
    /// One of several values.
    Enum(EnumId),
    /// A list, with limits on its length.
    List(Box<Type>, Limits),
    /// An object with arbitrary keys.
    Map(Map),
    /// A list of which each item has its own type.
    Tuple(TupleId),
    /// An object with declared fields.
    Struct(StructId),
    /// One of several types.
    Union(UnionId),
}

/// An object with arbitrary keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The type of its values.
    pub value: Box<Type>,
    /// What its keys must be: a type of text.
    pub keys: Option<Box<Type>>,
}

/// What a text matches as a whole, in the small language of the wire rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(pub String);

/// The least and greatest length of a text or list, inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least length.
    pub minimum: Option<usize>,
    /// The greatest length.
    pub maximum: Option<usize>,
}

/// The least and greatest value of a number, inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Range {
    /// The least value.
    pub minimum: Option<f64>,
    /// The greatest value.
    pub maximum: Option<f64>,
}

/// Where a type is declared inline: in the message of this direction. `None` for one under `types`, and for one of a
/// message that goes both ways.
pub type Owner = Option<(RoleId, RoleId)>;

/// An object with declared fields.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its name in generated code.
    pub identifier: Identifier,
    /// Where it is declared.
    pub owner: Owner,
    /// What it is.
    pub doc: Option<String>,
    /// Its fields: those of its bases, then its own, in spec order.
    pub fields: Vec<Field>,
    /// What must hold between its fields.
    pub rules: Vec<Presence>,
    /// What happens to keys that are not declared.
    pub others: Others,
    /// Whether its values can hold values of itself, so that reading counts their depth.
    pub recursive: bool,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where it is declared.
    pub span: Span,
}

/// One declared key of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// The key as an identifier.
    pub identifier: Identifier,
    /// The type of its value.
    pub ty: Type,
    /// Whether the key may be absent.
    pub optional: bool,
    /// Whether its value holds the struct itself with no list or map between, so that Rust needs a box.
    pub boxed: bool,
    /// What receivers take for an absent key, as JSON text. Reading fills in nothing.
    pub default: Option<String>,
    /// Values that fit, as JSON text.
    pub examples: Vec<String>,
    /// The request whose wire name its value chooses.
    pub binds: Option<MessageId>,
    /// What it means.
    pub doc: Option<String>,
    /// What must be switched on for it to be there.
    pub gated_by: Option<String>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where its key stands.
    pub span: Span,
}

/// What must hold between the fields of a struct, each given by its place in [`Struct::fields`].
#[derive(Debug, Clone)]
pub enum Presence {
    /// A field must be there when others have these values. The fault is at the field.
    RequiredWhen {
        /// The field.
        field: usize,
        /// The other fields and their values, all of which must hold.
        when: Vec<(usize, Constant)>,
    },
    /// One of these or several must be there. The fault is at the struct.
    AtLeastOneOf(Vec<usize>),
    /// All of these are there, or none. The fault is at the struct.
    Together(Vec<usize>),
}

/// What happens to the keys that a struct does not declare.
#[derive(Debug, Clone)]
pub enum Others {
    /// They are dropped unread.
    Ignore,
    /// They are kept as JSON.
    Keep,
    /// They are kept, and all have this type.
    Typed(Type),
    /// The message is refused.
    Refuse,
}

/// One of several values.
#[derive(Debug, Clone)]
pub struct Enum {
    /// Its name in generated code.
    pub identifier: Identifier,
    /// Where it is declared.
    pub owner: Owner,
    /// What it is.
    pub doc: Option<String>,
    /// The values, in spec order: texts, numbers and truth values.
    pub values: Vec<EnumValue>,
    /// Whether other values of the same JSON kinds are possible and kept. They are whole where all numbers are.
    pub open: bool,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where it is declared.
    pub span: Span,
}

/// One value of an [`Enum`].
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Constant,
    /// The value as an identifier.
    pub identifier: Identifier,
    /// What it means.
    pub doc: Option<String>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where it stands.
    pub span: Span,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// Its name in generated code.
    pub identifier: Identifier,
    /// Where it is declared.
    pub owner: Owner,
    /// What it is.
    pub doc: Option<String>,
    /// How its members are told apart.
    pub tagging: Tagging,
    /// The fields that all members of a tagged union have. They are part of the members' structs too; they stand here
    /// because they are checked before the tag.
    pub common: Vec<Field>,
    /// Its members, in spec order.
    pub members: Vec<Member>,
    /// Whether its values can hold values of itself, so that reading counts their depth.
    pub recursive: bool,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where it is declared.
    pub span: Span,
}

/// How the members of a union are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagging {
    /// By the value of a key.
    Tag {
        /// The key of the tag.
        key: String,
        /// The key beside it that holds what the member carries; without one its fields stand beside the tag.
        content: Option<String>,
    },
    /// By JSON kind, then by constants, then by required keys: the first member in order that has all of its own.
    Untagged,
}

/// A member of a union.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its identifier in the union.
    pub identifier: Identifier,
    /// The values of the tag that choose it; empty in a union without tag.
    pub tags: Vec<Tag>,
    /// What it carries.
    pub body: MemberBody,
    /// Whether it holds the union itself with no list or map between, so that Rust needs a box.
    pub boxed: bool,
    /// What it is.
    pub doc: Option<String>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Where its name stands.
    pub span: Span,
}

/// What chooses a member of a tagged union.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// This value of the tag.
    Value(Constant),
    /// No tag.
    Absent,
    /// Any other value of the JSON kinds that the tags of the union have, or any text where none is listed.
    Other,
}

/// What a member of a union carries.
#[derive(Debug, Clone)]
pub enum MemberBody {
    /// Nothing beside its tag.
    Nothing,
    /// The whole object, in a tagged union: the struct has the common fields, the tag where the member does not tell its
    /// value, and the member's own fields or its content. Where the tag is no field, the struct does not see it: it is
    /// none of its [`Others`].
    Struct(StructId),
    /// A value: what stands under the content key, or in a union without tag the whole value.
    Value(Type),
}

/// A list of which each item has its own type.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// Its name in generated code, where its items have names.
    pub identifier: Identifier,
    /// Where it is declared.
    pub owner: Owner,
    /// What it is.
    pub doc: Option<String>,
    /// The items that have a place of their own; those that may be absent come last.
    pub items: Vec<Item>,
    /// What all further items are, if there may be any.
    pub rest: Option<Item>,
    /// Where it is declared.
    pub span: Span,
}

impl Tuple {
    /// Whether all items have names, as arguments do.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let mut items = self.items.iter().chain(&self.rest);
        items.all(|item| item.identifier.is_some())
    }
}

/// An item of a [`Tuple`].
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name, if it has one. It is not on the wire.
    pub identifier: Option<Identifier>,
    /// The type of its value.
    pub ty: Type,
    /// Whether the list may end before it.
    pub optional: bool,
    /// What it means.
    pub doc: Option<String>,
    /// Where its type stands.
    pub span: Span,
}
