//! What a spec means, complete and without any language in it.
//!
//! A [`Protocol`] exists only if its spec is valid: references are resolved,
//! identifiers do not collide, every direction can be told apart, examples fit.
//! So whatever reads a `Protocol` cannot fail on it.

use std::borrow::Cow;
use std::time::Duration;

use trilogue_wire::telling::{self, Constant};

use crate::source::{SourceId, Span, Spanned};

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
        let (identifier, owner) = match id {
            TypeId::Struct(id) => (&self.structure(id).identifier, self.structure(id).owner),
            TypeId::Enum(id) => (&self.enumeration(id).identifier, self.enumeration(id).owner),
            TypeId::Union(id) => (&self.union(id).identifier, self.union(id).owner),
            TypeId::Tuple(id) => (&self.tuple(id).identifier, self.tuple(id).owner),
        };
        let direction = owner.and_then(|(from, to)| self.direction(from, to));
        let within = direction.map_or_else(String::new, |direction| {
            format!("{}/", direction.identifier.0)
        });
        format!("{}/{within}{}", self.name, identifier.0)
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

/// A party of the protocol.
#[derive(Debug, Clone)]
pub struct Role {
    /// The name in the spec: `widget`.
    pub name: String,
    /// The name as an identifier: `Widget`.
    pub identifier: Identifier,
    /// What the party is.
    pub doc: Option<String>,
}

/// What joins two roles.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The name in the spec.
    pub name: String,
    /// What the channel is for.
    pub doc: Option<String>,
    /// The two ends.
    pub between: [RoleId; 2],
    /// What carries the messages.
    pub transport: Transport,
    /// How a request travels over HTTP.
    pub http: Option<Http>,
    /// What the spec says of the trust between the two ends.
    pub trust: Trust,
    /// How an answer finds its request, tried in order.
    pub correlation: Vec<Correlation>,
    /// How long a request waits for its answer.
    pub timeout: Option<Duration>,
    /// The errors that every request can have.
    pub errors: Errors,
}

/// What carries messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// `window.postMessage`.
    Window,
    /// A `MessagePort`.
    Port,
    /// An event of the DOM.
    CustomEvent,
    /// A function that the app around the page gives it.
    Native,
    /// A request over HTTP, whose response is the answer.
    Http,
}

/// How a request travels over HTTP.
#[derive(Debug, Clone)]
pub struct Http {
    /// The method, in upper case.
    pub method: String,
    /// The path, if all requests have the same.
    pub path: Option<String>,
    /// The status of every answer, if there is but one.
    pub status: Option<u16>,
    /// How the sender shows who it is.
    pub auth: Option<Auth>,
}

/// How the sender of an HTTP request shows who it is.
#[derive(Debug, Clone)]
pub struct Auth {
    /// The header, such as `Authorization`.
    pub header: String,
    /// The word before the credentials, such as `Basic`.
    pub scheme: Option<String>,
    /// The names of the credentials, which are joined by colons and written in base64.
    pub credentials: Vec<String>,
}

/// What the spec says of the trust between the two ends of a channel.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// How the ends find each other.
    pub handshake: Option<Handshake>,
    /// Why a peer without an origin may take part.
    pub opaque: Option<String>,
    /// Why messages may be sent to whoever is at the other end.
    pub any_target: Option<String>,
}

/// How the two ends of a channel find each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handshake {
    /// By messages of the protocol.
    Own,
    /// By a port that somebody delivers.
    Delivered,
    /// Not at all.
    None,
}

/// How an answer finds its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correlation {
    /// One request at a time, so the answer is for that one.
    SingleFlight,
    /// By the id in both.
    Id,
    /// By the name in both.
    Name,
    /// By a field of this name in both payloads, and where that stands in the spec.
    Field(Spanned<String>),
}

/// What a decoder makes of a well-formed tag that nobody declared.
#[derive(Debug, Clone, PartialEq)]
pub enum Undeclared {
    /// A verdict of its own, with name and data.
    Keep,
    /// The same, if its payload is of this type.
    Typed(Type),
    /// A refusal with code `name`.
    Refuse,
}

/// What stands at `$name`.
#[derive(Debug, Clone, PartialEq)]
pub enum WireName {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
}

impl WireName {
    /// The name as people and verdicts write it: the text itself, or the number or truth value as JSON.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(telling::Name::number(*number).text().to_owned()),
            Self::Bool(value) => Cow::Owned(value.to_string()),
        }
    }
}

/// An event, a request, a property, or an answer that the spec describes.
#[derive(Debug, Clone)]
pub struct Message {
    /// What the spec calls it: its key, and for an answer that of its request.
    pub key: String,
    /// What stands at `$name` on the wire, before an envelope puts text around it.
    pub name: WireName,
    /// That the name is chosen at run time; `name` is then the default, or the key where there is none.
    pub bound: Option<Bound>,
    /// The identifier derived from the name, or given by `as`.
    pub identifier: Identifier,
    /// The role that sends it. Of a property the role that has it.
    pub from: RoleId,
    /// The role that receives it. Of a property a role that can look at it.
    pub to: RoleId,
    /// What it says.
    pub doc: Option<String>,
    /// When it is sent.
    pub when: Option<String>,
    /// The messages that come before it.
    pub after: Vec<MessageId>,
    /// The messages that follow it.
    pub then: Sequence,
    /// What must be switched on for it to be sent.
    pub gated_by: Option<String>,
    /// Whether it may be delivered twice without harm.
    pub idempotent: bool,
    /// The most bytes that it may have on the wire.
    pub max_bytes: Option<u64>,
    /// What it carries; `None` when a message without payload is declared. Arguments are a tuple.
    pub payload: Option<Payload>,
    /// What it is.
    pub role: MessageRole,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
    /// What a reader must know when it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Payloads that fit, as JSON text.
    pub examples: Vec<String>,
    /// Where its name stands in the spec.
    pub span: Span,
}

impl Message {
    /// How it is answered, if it is a request.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match &self.role {
            MessageRole::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The message that it answers, if it is an answer.
    #[must_use]
    pub fn answers(&self) -> Option<MessageId> {
        match &self.role {
            MessageRole::Ok(id) | MessageRole::Error(id) => Some(*id),
            _ => None,
        }
    }
}

/// What a message is.
#[derive(Debug, Clone)]
pub enum MessageRole {
    /// A message that wants no answer.
    Event {
        /// How others ask for it, where they must.
        subscription: Option<Subscription>,
    },
    /// A message that wants an answer.
    Request(Request),
    /// A value that one role has and others can look at; its payload is that value.
    Property,
    /// The described answer of a request that succeeded.
    Ok(MessageId),
    /// The described answer of a request that failed; its payload is the error.
    Error(MessageId),
}

/// How an event is asked for.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// The options, where they are not those of the envelope.
    pub options: Option<Type>,
    /// Whether it is answered.
    pub answered: bool,
    /// What answers it, where the spec describes that.
    pub ok: Option<MessageId>,
}

/// That the wire name of a request is chosen at run time.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The name while nobody has chosen one.
    pub default: Option<String>,
    /// Whether there can be several names at a time.
    pub many: bool,
}

/// The messages that follow a message.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// The messages, in the order in which they come.
    pub messages: Vec<MessageId>,
    /// Whether only one of them comes.
    pub one_of: bool,
}

/// What a reader must know of something on its way out.
#[derive(Debug, Clone, Default)]
pub struct Deprecated {
    /// The version of the protocol from which on it should not be used.
    pub since: Option<String>,
    /// What to use instead.
    pub instead: Option<String>,
    /// Why, or how to move.
    pub doc: Option<String>,
}

/// What a message carries.
#[derive(Debug, Clone)]
pub struct Payload {
    /// Its type.
    pub ty: Type,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it is a list of arguments, which goes to `$args`.
    pub arguments: bool,
    /// What the payload itself is, beside what the message says.
    pub doc: Option<String>,
}

/// How a request is answered.
#[derive(Debug, Clone)]
pub struct Request {
    /// What success brings.
    pub ok: Outcome,
    /// The errors that the spec lists, without those of the channel.
    pub errors: Errors,
    /// The answer of a request that succeeded, where the spec describes it.
    pub ok_answer: Option<MessageId>,
    /// The answer of a request that failed, where the spec gives it a name or a type of its own.
    pub error_answer: Option<MessageId>,
    /// How the answer finds this request, where that is not the channel's matter.
    pub correlation: Vec<Correlation>,
    /// How long to wait, if it differs from the channel's.
    pub timeout: Option<Duration>,
}

/// Whether a request is answered when it succeeds, and whether the answer carries anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An answer without payload.
    Nothing,
    /// No answer at all.
    Never,
    /// An answer with the payload of [`Request::ok_answer`].
    Payload,
}

/// The errors that the spec lists.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    /// What `$code` can be, or `$error` where the form has no `$code`.
    pub known: Vec<KnownError>,
    /// Whether there are no others.
    pub closed: bool,
}

/// An error text or code that the spec lists.
#[derive(Debug, Clone)]
pub struct KnownError {
    /// The text or number on the wire.
    pub value: Constant,
    /// The same as an identifier: `UserNotLogin`.
    pub identifier: Identifier,
    /// What it means.
    pub doc: Option<String>,
    /// Where it is listed.
    pub span: Span,
}

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

/// What travels from one role to another, over all channels that join them.
#[derive(Debug, Clone)]
pub struct Direction {
    /// `PortalToWidget`.
    pub identifier: Identifier,
    /// The sender.
    pub from: RoleId,
    /// The receiver.
    pub to: RoleId,
    /// The messages and answers, events and requests first, in spec order.
    pub variants: Vec<Variant>,
    /// What its messages travel through, in spec order; never empty.
    pub pipes: Vec<Pipe>,
}

/// Something that a message of a direction can be.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its kind.
    pub kind: Kind,
    /// Its name in the direction: `AccessToken`, `Ok`, `ContactsOk`.
    pub identifier: Identifier,
    /// The message that it is; of an answer the described answer, or else the request; of `watch`, `changed` and `get` the
    /// property; of `subscribe` and `unsubscribe` the event. `None` for an answer that does not say which request it is
    /// for.
    pub message: Option<MessageId>,
    /// The envelope of which it is, for an answer that does not say which request it is for and brings something else than
    /// the same answer of another envelope.
    pub envelope: Option<String>,
    /// The name that several requests share for their answers, for one that does not say more than that.
    pub called: Option<WireName>,
    /// What it brings beside its name, in the order in which code shows it.
    pub parts: Vec<Part>,
}

impl Variant {
    /// The part that fills a slot.
    #[must_use]
    pub fn part(&self, slot: Slot) -> Option<&Part> {
        self.parts.iter().find(|part| part.slot == slot)
    }
}

/// Something that a message brings to a slot of its form.
#[derive(Debug, Clone)]
pub struct Part {
    /// The slot. Arguments are [`Slot::Payload`] here.
    pub slot: Slot,
    /// Its name beside other parts: `Payload`, `Id`.
    pub identifier: Identifier,
    /// What it is.
    pub ty: PartType,
    /// Whether it may be absent: the payload because its message says so, another because a form does or because one of
    /// the forms does not have it.
    pub optional: bool,
}

/// What a part of a message is.
#[derive(Debug, Clone)]
pub enum PartType {
    /// A value of this type. Where a form says `| null`, the type is nullable.
    Typed(Type),
    /// The payload of an answer that does not say which request it is for.
    Unread,
}

/// What one decoder tells apart: the channels of a direction that share transport and encoding.
#[derive(Debug, Clone)]
pub struct Pipe {
    /// The places of its channels in [`Protocol::channels`].
    pub channels: Vec<usize>,
    /// How a message is written.
    pub encoding: Encoding,
    /// Whether the name stands outside of the message: it is that of a function or of a DOM event.
    pub name_outside: bool,
    /// The layouts that its messages have on the wire, in spec order.
    pub forms: Vec<Form>,
    /// What a message can be, in the order of [`Direction::variants`].
    pub candidates: Vec<Candidate>,
    /// What becomes of a tag that nobody declared.
    pub undeclared: Undeclared,
    /// How a decoder may tell the candidates apart.
    pub plan: Plan,
}

impl Pipe {
    /// The forms as the telling algorithm takes them.
    #[must_use]
    pub fn telling_forms(&self) -> Vec<telling::Form> {
        self.forms.iter().map(|form| form.telling.clone()).collect()
    }

    /// Whether a message can be nothing at all: where a form is the payload alone, which its message may lack.
    #[must_use]
    pub fn takes_nothing(&self) -> bool {
        let is_payload = |form: &Form| match &form.template {
            Template::Slot(used) => used.slot.is_payload(),
            _ => false,
        };
        self.forms.iter().any(is_payload)
    }

    /// Whether an empty text is a message that is nothing. One that is JSON in a text is a text of two quotes.
    #[must_use]
    pub fn takes_empty_text(&self) -> bool {
        self.takes_nothing() && self.encoding == Encoding::Value
    }
}

/// How a message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As the value that it is.
    Value,
    /// As a text that holds it as JSON.
    JsonText,
}

/// One layout of an envelope.
#[derive(Debug, Clone)]
pub struct Form {
    /// The kind of message that takes it.
    pub kind: Kind,
    /// The name of its envelope.
    pub envelope: String,
    /// The other envelopes that answer in this layout without a name, where it says the same.
    pub shared_with: Vec<String>,
    /// What its envelope is.
    pub doc: Option<String>,
    /// The JSON with its slots, in spec order.
    pub template: Template,
    /// The same, flattened for telling.
    pub telling: telling::Form,
    /// Where an answer that has no name says which request it is for. `None` where the form has no such answers.
    pub joining: Option<Joining>,
    /// How long a request of this envelope waits, where that is not the channel's matter.
    pub timeout: Option<Duration>,
    /// Where it stands in the spec.
    pub span: Span,
}

impl Form {
    /// The names of the envelopes whose messages take this form.
    pub fn envelopes(&self) -> impl Iterator<Item = &str> {
        let own = std::iter::once(&self.envelope);
        own.chain(&self.shared_with).map(String::as_str)
    }

    /// Whether messages of an envelope take this form.
    #[must_use]
    pub fn serves(&self, envelope: &str) -> bool {
        self.envelopes().any(|own| own == envelope)
    }
}

/// Where an answer that has no name says which request it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joining {
    /// In its id, which stands here, as a JSON Pointer. `None` where the form has no id.
    Id(Option<String>),
    /// In the first of several ways in which it names a request that is open.
    Ways(Vec<Way>),
}

/// What joins answers to some requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it may stand, as JSON Pointers. The first counts at which an answer has something.
    pub places: Vec<String>,
    /// The requests.
    pub requests: Vec<MessageId>,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A message that wants no answer.
    Event,
    /// A message that wants an answer.
    Request,
    /// The answer of a request that succeeded.
    Ok,
    /// The answer of a request that failed.
    Error,
    /// A wish to be told when a property changes.
    Watch,
    /// A property that changed.
    Changed,
    /// A wish to get an event.
    Subscribe,
    /// A wish to get an event no more.
    Unsubscribe,
    /// A wish to get the value of a property, which is answered as a request is.
    Get,
}

impl Kind {
    /// All kinds, in the order of the language reference.
    pub const ALL: [Kind; 9] = [
        Kind::Event,
        Kind::Request,
        Kind::Ok,
        Kind::Error,
        Kind::Watch,
        Kind::Changed,
        Kind::Subscribe,
        Kind::Unsubscribe,
        Kind::Get,
    ];

    /// The word in specs and verdicts, such as `event`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Request => "request",
            Kind::Ok => "ok",
            Kind::Error => "error",
            Kind::Watch => "watch",
            Kind::Changed => "changed",
            Kind::Subscribe => "subscribe",
            Kind::Unsubscribe => "unsubscribe",
            Kind::Get => "get",
        }
    }

    /// Whether it answers something.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Kind::Ok | Kind::Error)
    }
}

/// A JSON value with slots.
#[derive(Debug, Clone, PartialEq)]
pub enum Template {
    /// A value that must match.
    Constant(Constant),
    /// The wire name, or a text around it; `also` are the whole names that stand there without that text.
    Name(telling::NameTest),
    /// A value that the message brings.
    Slot(SlotUse),
    /// No such key. Stands in objects alone.
    Absent,
    /// A list with a template for each item. Items that may be absent come last.
    List(Vec<Template>),
    /// An object.
    Object(Vec<Entry>),
}

/// A slot where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotUse {
    /// The slot.
    pub slot: Slot,
    /// Whether the key may be absent. That of a payload is its message's matter.
    pub optional: bool,
    /// Whether `null` may stand there.
    pub nullable: bool,
}

/// A part of an object in a form.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A key and what stands there.
    Member(String, Template),
    /// The keys of what the message brings to a slot.
    Spread(Slot),
}

/// What a message brings to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The wire name. As a part: that of a message whose name is chosen at run time.
    Name,
    /// The payload.
    Payload,
    /// The arguments.
    Arguments,
    /// The options of a subscription.
    Options,
    /// A property before it changed.
    Old,
    /// A property after it changed.
    New,
    /// The error body.
    Error,
    /// The error's code.
    Code,
    /// What joins an answer to its request.
    Id,
    /// The request, as it was sent.
    Request,
    /// A slot that the envelope declares.
    Own(OwnSlotId),
}

impl Slot {
    /// Whether what a message carries stands there.
    #[must_use]
    pub const fn is_payload(self) -> bool {
        matches!(self, Slot::Payload | Slot::Arguments)
    }
}

/// A slot that an envelope declares under `fields`.
#[derive(Debug, Clone)]
pub struct OwnSlot {
    /// The envelope.
    pub envelope: String,
    /// The name behind the `$`.
    pub name: String,
    /// The name as an identifier.
    pub identifier: Identifier,
    /// The type of its value.
    pub ty: Type,
    /// What it is.
    pub doc: Option<String>,
    /// Whether each message has its own, so that it is not given once when two ends connect.
    pub per_message: bool,
    /// Whether a message with another value is for somebody else.
    pub matched: bool,
}

/// A variant in one layout of a pipe.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The place of its variant in [`Direction::variants`].
    pub variant: usize,
    /// The place of its form in [`Pipe::forms`].
    pub form: usize,
    /// How it is recognised.
    pub told: Told,
    /// What telling looks at in its payload when another candidate has the same name.
    pub marks: telling::Marks,
}

/// How a candidate is recognised.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// By what stands at `$name`, whole.
    Name(WireName),
    /// By its form alone.
    Form,
    /// By its form and the table of open requests. It can be sent; decoding without the table gives the variant that has no
    /// message.
    Open,
}

/// How a decoder may tell the candidates of a pipe apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// One text at one key decides: either it is the constant of one form, or it is a name, and no two candidates have one
    /// name.
    Switch {
        /// The key at the top of the message.
        key: String,
    },
    /// One text at one key decides which forms are left: those that have it there as a constant, or if none has, those that
    /// have the name there and no other mark.
    Groups {
        /// The key at the top of the message.
        key: String,
        /// The forms with a constant there, by their texts.
        groups: Vec<Group>,
    },
    /// The telling algorithm, over the table of forms.
    Table,
}

/// The forms that have one text at one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The text.
    pub text: String,
    /// The places of the forms in [`Pipe::forms`]. Of several, the telling algorithm over these alone finds the one.
    pub forms: Vec<usize>,
    /// The key at the top where the only form of the group has the name, which is its only other mark, and tells its
    /// candidates apart.
    pub name: Option<String>,
}
