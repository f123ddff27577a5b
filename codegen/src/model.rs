//! What a spec means, complete and without any language in it.
//!
//! A [`Protocol`] exists only if its spec is valid: references are resolved,
//! identifiers do not collide, every direction can be told apart, examples fit.
//! So whatever reads a `Protocol` cannot fail on it.

mod channels;
mod directions;
mod messages;
mod types;

pub use self::channels::*;
pub use self::directions::*;
pub use self::messages::*;
pub use self::types::*;

use crate::source::{SourceId, Span};

/// One spec, resolved.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// The name under `protocol`, in kebab case: `portal`.
    pub name: String,
    /// The version under `version`, verbatim.
    pub version: String,
    /// The title for readers.
    pub title: String,
    /// What the protocol is for and what its author decided.
    pub doc: Option<String>,
    /// The file name of the spec, without its folder.
    pub file: String,
    /// The files in which messages and types are declared, the spec and what it includes, by their paths. Docs group
    /// long lists by them.
    pub files: Vec<(SourceId, String)>,
    /// The parties, in spec order.
    pub roles: Vec<Role>,
    /// The pipes between roles, in spec order.
    pub channels: Vec<Channel>,
    /// All structs, named and inline, in spec order.
    pub structs: Vec<Struct>,
    /// All sets of values, named and inline, in spec order.
    pub enums: Vec<Enum>,
    /// All unions, named and inline, in spec order.
    pub unions: Vec<Union>,
    /// All tuples, named and inline, and all lists of arguments, in spec order.
    pub tuples: Vec<Tuple>,
    /// The types that have a declaration of their own, in the order in which they are printed.
    pub declared: Vec<TypeId>,
    /// The slots that envelopes declare themselves.
    pub own_slots: Vec<OwnSlot>,
    /// All events, requests and properties in spec order, then the answers that the spec describes.
    pub messages: Vec<Message>,
    /// Each ordered pair of roles between which something can travel.
    pub directions: Vec<Direction>,
}

impl Protocol {
    /// The struct that a [`StructId`] of this protocol stands for.
    #[must_use]
    pub fn structure(&self, id: StructId) -> &Struct {
        &self.structs[id.0]
    }

    /// The set of values that an [`EnumId`] of this protocol stands for.
    #[must_use]
    pub fn enumeration(&self, id: EnumId) -> &Enum {
        &self.enums[id.0]
    }

    /// The union that a [`UnionId`] of this protocol stands for.
    #[must_use]
    pub fn union(&self, id: UnionId) -> &Union {
        &self.unions[id.0]
    }

    /// The tuple that a [`TupleId`] of this protocol stands for.
    #[must_use]
    pub fn tuple(&self, id: TupleId) -> &Tuple {
        &self.tuples[id.0]
    }

    /// The slot that an [`OwnSlotId`] of this protocol stands for.
    #[must_use]
    pub fn own_slot(&self, id: OwnSlotId) -> &OwnSlot {
        &self.own_slots[id.0]
    }

    /// The message that a [`MessageId`] of this protocol stands for.
    #[must_use]
    pub fn message(&self, id: MessageId) -> &Message {
        &self.messages[id.0]
    }

    /// The role that a [`RoleId`] of this protocol stands for.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0]
    }

    /// The role with this name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleId> {
        self.roles
            .iter()
            .position(|role| role.name == name)
            .map(RoleId)
    }

    /// What a type with a declaration of its own is called among those of all protocols: `portal/PushDetail`, and for
    /// one that is declared in a message `portal/PortalToWidget/SubscribedDetail`.
    #[must_use]
    pub fn type_name(&self, id: TypeId) -> String {
        let (identifier, owner) = self.declared_as(id);
        let direction = owner.and_then(|(from, to)| self.direction(from, to));
        let within = direction.map_or_else(String::new, |direction| {
            format!("{}/", direction.identifier.0)
        });
        format!("{}/{within}{}", self.name, identifier.0)
    }

    /// What a type with a declaration of its own is called, and the direction that declares it.
    #[must_use]
    pub fn declared_as(&self, id: TypeId) -> (&Identifier, Owner) {
        match id {
            TypeId::Struct(id) => (&self.structure(id).identifier, self.structure(id).owner),
            TypeId::Enum(id) => (&self.enumeration(id).identifier, self.enumeration(id).owner),
            TypeId::Union(id) => (&self.union(id).identifier, self.union(id).owner),
            TypeId::Tuple(id) => (&self.tuple(id).identifier, self.tuple(id).owner),
        }
    }

    /// Where a type with a declaration of its own is declared.
    #[must_use]
    pub fn span_of(&self, id: TypeId) -> Span {
        match id {
            TypeId::Struct(id) => self.structure(id).span,
            TypeId::Enum(id) => self.enumeration(id).span,
            TypeId::Union(id) => self.union(id).span,
            TypeId::Tuple(id) => self.tuple(id).span,
        }
    }

    /// The path of a file in which something is declared.
    #[must_use]
    pub fn file_of(&self, span: Span) -> Option<&str> {
        let mut files = self.files.iter();
        let found = files.find(|(source, _)| *source == span.source);
        found.map(|(_, path)| path.as_str())
    }

    /// The direction between two roles, if a channel joins them and something travels there.
    #[must_use]
    pub fn direction(&self, from: RoleId, to: RoleId) -> Option<&Direction> {
        self.directions
            .iter()
            .find(|direction| direction.from == from && direction.to == to)
    }
}

/// The place of a role in [`Protocol::roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RoleId(pub usize);

/// The place of a struct in [`Protocol::structs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StructId(pub usize);

/// The place of a set of values in [`Protocol::enums`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EnumId(pub usize);

/// The place of a union in [`Protocol::unions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnionId(pub usize);

/// The place of a tuple in [`Protocol::tuples`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TupleId(pub usize);

/// The place of a slot in [`Protocol::own_slots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OwnSlotId(pub usize);

/// A type that has a declaration of its own in generated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeId {
    /// A struct.
    Struct(StructId),
    /// A set of values.
    Enum(EnumId),
    /// A union.
    Union(UnionId),
    /// A tuple.
    Tuple(TupleId),
}

/// The place of a message in [`Protocol::messages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MessageId(pub usize);

/// An identifier in upper camel case, such as `AccessToken`. Targets derive their own case from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifier(pub String);
