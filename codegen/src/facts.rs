//! Facts about types: which JSON kinds they have, and which keys their objects; and about answers: which errors they bring.

use trilogue_wire::telling::Constant;
use trilogue_wire::{Kind, Kinds};

use crate::model::{
    Direction, Entry, Errors, Field, KnownError, Member, MemberBody, PartType, Pipe, Protocol,
    Shape, Slot, StructId, Tag, Tagging, Template, Type, Union, UnionId, Variant,
};

/// Whether a number is an `int`: whole, and within ±(2^53−1).
#[must_use]
pub fn is_int(number: f64) -> bool {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    number.fract() == 0.0 && number.abs() <= LARGEST
}

/// The JSON kinds that values of a type can have.
#[must_use]
pub fn kinds(protocol: &Protocol, ty: &Type) -> Kinds {
    kinds_within(protocol, ty, &mut Vec::new())
}

fn kinds_within(protocol: &Protocol, ty: &Type, around: &mut Vec<UnionId>) -> Kinds {
    let kinds = match &ty.shape {
        Shape::Text(_)
        | Shape::Pattern(..)
        | Shape::Url(_)
        | Shape::Uuid
        | Shape::DateTime
        | Shape::Date
        | Shape::Base64(_) => Kinds::TEXT,
        Shape::Bool => Kinds::BOOL,
        Shape::Int(_) | Shape::Number(_) => Kinds::NUMBER,
        Shape::Json => Kinds::ALL,
        Shape::Constant(constant) => Kinds::of(&[kind(constant)]),
        Shape::Enum(id) => {
            let values = protocol.enumeration(*id).values.iter();
            values.fold(Kinds::NONE, |kinds, value| {
                kinds.and(Kinds::of(&[kind(&value.value)]))
            })
        }
        Shape::List(..) | Shape::Tuple(_) => Kinds::LIST,
        Shape::Map(_) | Shape::Struct(_) => Kinds::OBJECT,
        Shape::Union(id) => kinds_of_union(protocol, *id, around),
    };
    if ty.nullable {
        kinds.and(Kinds::NULL)
    } else {
        kinds
    }
}

/// A union that holds itself adds nothing to its kinds.
fn kinds_of_union(protocol: &Protocol, id: UnionId, around: &mut Vec<UnionId>) -> Kinds {
    let union = protocol.union(id);
    if union.tagging != Tagging::Untagged {
        return Kinds::OBJECT;
    }
    if around.contains(&id) {
        return Kinds::NONE;
    }
    around.push(id);
    let kinds = union.members.iter().fold(Kinds::NONE, |kinds, member| {
        kinds.and(match &member.body {
            MemberBody::Nothing => Kinds::NONE,
            MemberBody::Struct(_) => Kinds::OBJECT,
            MemberBody::Value(ty) => kinds_within(protocol, ty, around),
        })
    });
    around.pop();
    kinds
}

/// The JSON kind of a constant.
#[must_use]
pub fn kind(constant: &Constant) -> Kind {
    match constant {
        Constant::Null => Kind::Null,
        Constant::Bool(_) => Kind::Bool,
        Constant::Number(_) => Kind::Number,
        Constant::Text(_) => Kind::Text,
    }
}

/// The errors that the code of an error answer can be, or its text where it has no code: those of the request and of the
/// channels, or of all requests where the answer does not say which it is for.
#[must_use]
pub fn errors(protocol: &Protocol, direction: &Direction, variant: &Variant) -> Errors {
    let request = variant.message.map(|id| {
        let message = protocol.message(id);
        let asked = message.answers().map_or(message, |id| protocol.message(id));
        asked.request().map(|request| &request.errors)
    });
    let own: Vec<&Errors> = match request {
        Some(request) => request.into_iter().collect(),
        None => protocol
            .messages
            .iter()
            .filter(|message| (message.from, message.to) == (direction.to, direction.from))
            .filter_map(|message| Some(&message.request()?.errors))
            .collect(),
    };
    let is_it = |place: usize| {
        let known = &direction.variants[place];
        (known.kind, known.message, &known.envelope, &known.called)
            == (
                variant.kind,
                variant.message,
                &variant.envelope,
                &variant.called,
            )
    };
    let carries = |pipe: &&Pipe| {
        let mut candidates = pipe.candidates.iter();
        candidates.any(|candidate| is_it(candidate.variant))
    };
    let pipes = direction.pipes.iter().filter(carries);
    let channels = pipes.flat_map(|pipe| &pipe.channels);
    let shared: Vec<&Errors> = channels
        .map(|place| &protocol.channels[*place].errors)
        .collect();
    let mut known: Vec<KnownError> = Vec::new();
    for error in own.iter().chain(&shared).flat_map(|errors| &errors.known) {
        if known.iter().all(|earlier| earlier.value != error.value) {
            known.push(error.clone());
        }
    }
    let closed_by_all = !own.is_empty() && own.iter().all(|errors| errors.closed);
    Errors {
        closed: !known.is_empty() && (closed_by_all || shared.iter().any(|errors| errors.closed)),
        known,
    }
}

/// What an error answer brings of what a spec can list: its `code`, or else a `text`, a `number` or another `error`. `None`
/// if it brings none of them.
#[must_use]
pub fn error_word(variant: &Variant) -> Option<&'static str> {
    if variant.part(Slot::Code).is_some() {
        return Some("code");
    }
    let part = variant.part(Slot::Error)?;
    Some(match &part.ty {
        PartType::Typed(ty) => match ty.shape {
            Shape::Text(_) | Shape::Pattern(..) => "text",
            Shape::Int(_) | Shape::Number(_) => "number",
            _ => "error",
        },
        PartType::Unread => "error",
    })
}

/// Where a slot stands in a template, as a JSON Pointer. For one that is spread it is where the object stands that holds
/// its keys; arguments count as the payload.
#[must_use]
pub fn place_of(template: &Template, slot: Slot) -> Option<String> {
    place_within(template, slot, "")
}

fn place_within(template: &Template, slot: Slot, path: &str) -> Option<String> {
    let is_it = |found: Slot| found == slot || (found, slot) == (Slot::Arguments, Slot::Payload);
    match template {
        Template::Slot(used) => is_it(used.slot).then(|| path.to_owned()),
        Template::List(items) => items
            .iter()
            .enumerate()
            .find_map(|(place, item)| place_within(item, slot, &format!("{path}/{place}"))),
        Template::Object(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Member(key, inner) => {
                let key = key.replace('~', "~0").replace('/', "~1");
                place_within(inner, slot, &format!("{path}/{key}"))
            }
            Entry::Spread(spread) => is_it(*spread).then(|| path.to_owned()),
        }),
        Template::Constant(_) | Template::Name(_) | Template::Absent => None,
    }
}

/// Whether the keys of what fills a slot stand beside others of the form.
#[must_use]
pub fn is_spread(template: &Template, slot: Slot) -> bool {
    match template {
        Template::Object(entries) => entries.iter().any(|entry| match entry {
            Entry::Spread(spread) => *spread == slot,
            Entry::Member(_, inner) => is_spread(inner, slot),
        }),
        Template::List(items) => items.iter().any(|item| is_spread(item, slot)),
        _ => false,
    }
}

/// Whether a form says that null may stand where it has a slot.
#[must_use]
pub fn is_nullable(template: &Template, slot: Slot) -> bool {
    match template {
        Template::Slot(used) => used.slot == slot && used.nullable,
        Template::List(items) => items.iter().any(|item| is_nullable(item, slot)),
        Template::Object(entries) => entries
            .iter()
            .any(|entry| matches!(entry, Entry::Member(_, inner) if is_nullable(inner, slot))),
        Template::Constant(_) | Template::Name(_) | Template::Absent => false,
    }
}

/// Whether objects of a type have no declared keys, and may have any.
#[must_use]
pub fn has_any_key(protocol: &Protocol, ty: &Type) -> bool {
    let known = keys(protocol, ty).filter(|_| kinds(protocol, ty) == Kinds::OBJECT);
    known.is_some_and(|keys| keys.open && keys.declared.is_empty())
}

/// How many items the lists of a type have.
#[derive(Debug, Clone, Copy)]
pub struct Lengths {
    /// The least number.
    pub least: usize,
    /// The greatest number, if there is one.
    pub most: Option<usize>,
}

impl Lengths {
    /// Whether no list of the one is as long as one of the other.
    #[must_use]
    pub fn exclude(self, other: Self) -> bool {
        let ends_before = |one: Self, other: Self| one.most.is_some_and(|most| most < other.least);
        ends_before(self, other) || ends_before(other, self)
    }
}

/// How many items the lists of a type have.
#[must_use]
pub fn lengths(protocol: &Protocol, ty: &Type) -> Lengths {
    match &ty.shape {
        Shape::Tuple(id) => {
            let tuple = protocol.tuple(*id);
            Lengths {
                least: tuple.items.iter().filter(|item| !item.optional).count(),
                most: tuple.rest.is_none().then_some(tuple.items.len()),
            }
        }
        Shape::List(_, limits) => Lengths {
            least: limits.minimum.unwrap_or_default(),
            most: limits.maximum,
        },
        _ => Lengths {
            least: 0,
            most: None,
        },
    }
}

/// What is known of the keys of a type's objects.
#[derive(Debug, Clone, Default)]
pub struct Keys<'p> {
    /// The keys that must be there.
    pub required: Vec<&'p str>,
    /// All keys that are declared.
    pub declared: Vec<&'p str>,
    /// The required keys that have but one value.
    pub constants: Vec<(&'p str, &'p Constant)>,
    /// Whether an object can have keys that are not declared and not dropped unread.
    pub open: bool,
}

impl<'p> Keys<'p> {
    /// The value of a key that has but one.
    #[must_use]
    pub fn constant(&self, key: &str) -> Option<&'p Constant> {
        let mut constants = self.constants.iter();
        constants.find_map(|(name, constant)| (*name == key).then_some(*constant))
    }

    /// Whether an object of this type can have all that `other` is told by, so that it may be taken for one.
    #[must_use]
    pub fn may_look_like(&self, other: &Keys<'_>) -> bool {
        let may_have = |key: &&str| self.open || self.declared.contains(key);
        let may_equal = |(key, value): &(&str, &Constant)| match self.constant(key) {
            Some(own) => own == *value,
            None => may_have(key),
        };
        other.required.iter().all(may_have) && other.constants.iter().all(may_equal)
    }

    /// What is known of an object that is one or the other.
    fn or(self, other: Keys<'p>) -> Keys<'p> {
        let required = self.required.into_iter();
        let required = required.filter(|key| other.required.contains(key));
        let constants = self.constants.into_iter();
        let constants = constants.filter(|constant| other.constants.contains(constant));
        let mut declared = self.declared;
        for key in other.declared {
            if !declared.contains(&key) {
                declared.push(key);
            }
        }
        Keys {
            required: required.collect(),
            constants: constants.collect(),
            declared,
            open: self.open || other.open,
        }
    }
}

/// What is known of the keys of a type's objects. `None` for a type without objects.
#[must_use]
pub fn keys<'p>(protocol: &'p Protocol, ty: &'p Type) -> Option<Keys<'p>> {
    keys_within(protocol, ty, &mut Vec::new())
}

fn keys_within<'p>(
    protocol: &'p Protocol,
    ty: &'p Type,
    around: &mut Vec<UnionId>,
) -> Option<Keys<'p>> {
    match &ty.shape {
        Shape::Struct(id) => Some(keys_of_struct(protocol, *id)),
        Shape::Map(_) | Shape::Json => Some(Keys {
            open: true,
            ..Keys::default()
        }),
        Shape::Union(id) if !around.contains(id) => {
            around.push(*id);
            let keys = keys_of_union(protocol, protocol.union(*id), around);
            around.pop();
            keys
        }
        _ => None,
    }
}

/// What is known of the keys of a struct.
#[must_use]
pub fn keys_of_struct(protocol: &Protocol, id: StructId) -> Keys<'_> {
    let structure = protocol.structure(id);
    Keys {
        open: matches!(
            structure.others,
            crate::model::Others::Keep | crate::model::Others::Typed(_)
        ),
        ..keys_of_fields(&structure.fields)
    }
}

fn keys_of_fields(fields: &[Field]) -> Keys<'_> {
    let mut keys = Keys::default();
    for field in fields {
        keys.declared.push(&field.name);
        if !field.optional {
            keys.required.push(&field.name);
        }
        if let (Shape::Constant(constant), false, false) =
            (&field.ty.shape, field.optional, field.ty.nullable)
        {
            keys.constants.push((&field.name, constant));
        }
    }
    keys
}

fn keys_of_union<'p>(
    protocol: &'p Protocol,
    union: &'p Union,
    around: &mut Vec<UnionId>,
) -> Option<Keys<'p>> {
    let mut found: Option<Keys<'p>> = None;
    for member in &union.members {
        if let Some(keys) = keys_of_member(protocol, union, member, around) {
            found = Some(match found {
                None => keys,
                Some(before) => before.or(keys),
            });
        }
    }
    found
}

fn keys_of_member<'p>(
    protocol: &'p Protocol,
    union: &'p Union,
    member: &'p Member,
    around: &mut Vec<UnionId>,
) -> Option<Keys<'p>> {
    let Tagging::Tag { key, content } = &union.tagging else {
        return match &member.body {
            MemberBody::Value(ty) => keys_within(protocol, ty, around),
            MemberBody::Struct(id) => Some(keys_of_struct(protocol, *id)),
            MemberBody::Nothing => None,
        };
    };
    let mut keys = match &member.body {
        MemberBody::Struct(id) => keys_of_struct(protocol, *id),
        _ => keys_of_fields(&union.common),
    };
    if let (MemberBody::Value(_), Some(content)) = (&member.body, content) {
        keys.declared.push(content);
        keys.required.push(content);
    }
    if !keys.declared.contains(&key.as_str()) {
        keys.declared.push(key);
        if !member.tags.contains(&Tag::Absent) {
            keys.required.push(key);
        }
        if let [Tag::Value(value)] = &member.tags[..] {
            keys.constants.push((key, value));
        }
    }
    Some(keys)
}
