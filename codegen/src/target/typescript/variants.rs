//! The messages of a direction as types: the union, the table of names, what the object of each message has.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::code::{field, lines, member, object_type, union};
use super::declared;
use super::documentation::{self, Comment};
use super::errors;
use super::layout::{Doc, concat};
use super::module::Module;
use super::places;
use super::sink::{self, literal, lower_camel, number, runtime_type};
use super::types::one_of;
use crate::model::{
    Candidate, Direction, Kind, Message, MessageId, Part, PartType, Pipe, Protocol, Slot, Told,
    Undeclared, Variant, WireName,
};

/// What the object of a message says of what it is, beside its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What its name can be, as literals; `null` for a message without one.
    pub names: Vec<String>,
    /// The request that it answers, as a literal, where the name does not say it.
    pub answers: Option<String>,
    /// Which of several messages of one name it is, as a literal.
    pub layout: Option<String>,
}

impl Face {
    /// What tells messages apart unless others have the same: the kind, a name, and what it answers.
    fn keys(&self, kind: Kind) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        let answers = self.answers.as_deref();
        self.names
            .iter()
            .map(move |name| (kind.word(), name.as_str(), answers))
    }
}

/// The envelopes of a pipe between which only the sender can choose, as literals: those in which the same message brings
/// the same. Empty if there is but one.
pub fn envelopes(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
    candidate: &Candidate,
) -> Vec<String> {
    let name = |candidate: &Candidate| name_literal(protocol, direction, candidate);
    let brought = |candidate: &Candidate| {
        let mut slots = places::slots(&pipe.forms[candidate.form].template);
        slots.sort_by_key(|slot| format!("{slot:?}"));
        slots
    };
    let mut found = Vec::new();
    for other in &pipe.candidates {
        let is_same = other.variant == candidate.variant
            && name(other) == name(candidate)
            && brought(other) == brought(candidate);
        let envelope = literal(&pipe.forms[other.form].envelope);
        if is_same && !found.contains(&envelope) {
            found.push(envelope);
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The same for all pipes of a direction.
fn all_envelopes(protocol: &Protocol, direction: &Direction, variant: usize) -> Vec<String> {
    let mut found = Vec::new();
    for pipe in &direction.pipes {
        let of_variant = |candidate: &&Candidate| candidate.variant == variant;
        for candidate in pipe.candidates.iter().filter(of_variant) {
            for envelope in envelopes(protocol, direction, pipe, candidate) {
                if !found.contains(&envelope) {
                    found.push(envelope);
                }
            }
        }
    }
    found
}

/// What stands for a message without a name.
pub const NO_NAME: &str = "null";

/// What the objects of the direction's messages say of what they are.
pub fn faces(protocol: &Protocol, direction: &Direction) -> Vec<Face> {
    let mut faces: Vec<Face> = (0..direction.variants.len())
        .map(|variant| face(protocol, direction, variant))
        .collect();
    // How many messages have each kind, name and request.
    let mut shared: HashMap<(&str, &str, Option<&str>), usize> = HashMap::new();
    for (face, variant) in faces.iter().zip(&direction.variants) {
        for key in face.keys(variant.kind) {
            *shared.entry(key).or_default() += 1;
        }
    }
    let layouts: Vec<bool> = faces
        .iter()
        .zip(&direction.variants)
        .map(|(face, variant)| face.keys(variant.kind).any(|key| shared[&key] > 1))
        .collect();
    for ((face, variant), is_needed) in faces.iter_mut().zip(&direction.variants).zip(layouts) {
        let key = variant.message.map(|id| protocol.message(id).key.as_str());
        let layout = key.or(variant.envelope.as_deref()).map(Cow::Borrowed);
        let layout = layout.or(variant.called.as_ref().map(WireName::text));
        // One has no name for its layout: that of answers that nothing names.
        let layout = layout.map_or_else(|| NO_NAME.to_owned(), |layout| literal(&layout));
        face.layout = is_needed.then_some(layout);
    }
    faces
}

fn face(protocol: &Protocol, direction: &Direction, place: usize) -> Face {
    let variant = &direction.variants[place];
    let mut names = Vec::new();
    let mut is_open = false;
    let candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    for candidate in candidates.filter(|candidate| candidate.variant == place) {
        is_open |= candidate.told == Told::Open;
        let name = name_literal(protocol, direction, candidate);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let answers = if is_open {
        variant.message.map(|id| asked_name(protocol, id))
    } else if variant.message.is_none() && has_open(direction, variant.kind) {
        Some(NO_NAME.to_owned())
    } else {
        None
    };
    Face {
        names,
        answers,
        layout: None,
    }
}

fn has_open(direction: &Direction, kind: Kind) -> bool {
    let candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    candidates
        .filter(|candidate| direction.variants[candidate.variant].kind == kind)
        .any(|candidate| candidate.told == Told::Open)
}

/// The name of the request that a message answers, or of the message itself, as a literal.
pub fn asked_name(protocol: &Protocol, id: MessageId) -> String {
    let message = protocol.message(id);
    let asked = message.answers().map_or(message, |id| protocol.message(id));
    message_name(asked)
}

fn message_name(message: &Message) -> String {
    if message.bound.is_some() {
        literal(&message.key)
    } else {
        wire_literal(&message.name)
    }
}

/// A name on the wire as a literal.
pub fn wire_literal(name: &WireName) -> String {
    match name {
        WireName::Text(text) => literal(text),
        WireName::Number(value) => number(*value),
        WireName::Bool(value) => value.to_string(),
    }
}

/// What the object of a message that was told so has for its name, as a literal. A name that is chosen at run time gives
/// the key in the spec.
pub fn name_literal(protocol: &Protocol, direction: &Direction, candidate: &Candidate) -> String {
    let variant = &direction.variants[candidate.variant];
    match &candidate.told {
        Told::Form | Told::Open => NO_NAME.to_owned(),
        Told::Name(name) => {
            let bound = variant.message.filter(|_| is_bound(variant));
            bound.map_or_else(|| wire_literal(name), |id| asked_name(protocol, id))
        }
    }
}

/// Whether the name of the message is chosen at run time.
pub fn is_bound(variant: &Variant) -> bool {
    variant.part(Slot::Name).is_some()
}

/// Whether a message of this pipe can be unknown.
pub fn keeps_unknown(pipe: &Pipe) -> bool {
    match pipe.undeclared {
        Undeclared::Keep | Undeclared::Typed(_) => has_names(pipe),
        Undeclared::Refuse => false,
    }
}

/// Whether a message of this pipe can carry a name.
pub fn has_names(pipe: &Pipe) -> bool {
    pipe.name_outside
        || pipe
            .forms
            .iter()
            .any(|form| form.telling.name_path().is_some())
}

/// The properties that messages have anyway.
const FIXED: [&str; 15] = [
    "answers", "code", "envelope", "error", "id", "kind", "layout", "name", "new", "old",
    "options", "payload", "request", "unknown", "wireName",
];

/// The property that holds a part of a message.
pub fn property(part: &Part) -> String {
    let name = match part.slot {
        Slot::Payload | Slot::Arguments => "payload",
        Slot::Name => "wireName",
        Slot::Options => "options",
        Slot::Old => "old",
        Slot::New => "new",
        Slot::Error => "error",
        Slot::Code => "code",
        Slot::Id => "id",
        Slot::Request => "request",
        Slot::Own(_) => {
            let name = lower_camel(&part.identifier);
            let is_taken = FIXED.contains(&name.as_str());
            return if is_taken { format!("{name}_") } else { name };
        }
    };
    name.to_owned()
}

/// The union of all messages of the direction.
pub fn message_union(module: &Module<'_>, direction: &Direction, faces: &[Face]) -> Doc {
    let mut members: Vec<_> = direction
        .variants
        .iter()
        .zip(faces)
        .map(|(variant, face)| {
            let comment = sink::documentation(&documentation::variant(module.protocol, variant), 2);
            (comment, object(module, direction, variant, face))
        })
        .collect();
    if direction.pipes.iter().any(keeps_unknown) {
        let unknown = field("unknown", false, runtime_type("Unknown"));
        let fields = vec![
            literal_field("kind", literal("unknown")),
            literal_field("name", NO_NAME.to_owned()),
            unknown,
        ];
        let doc = "A message that this version of the protocol does not declare.".to_owned();
        let comment = sink::documentation(&Comment::of(vec![doc]), 2);
        members.push((comment, object_type(fields)));
    }
    let comment = documentation::direction(module.protocol, direction);
    let head = sink::documentation(&comment, 0);
    concat([head, union(&direction.identifier.0, members)])
}

fn literal_field(name: &str, value: String) -> Doc {
    field(name, false, value.into())
}

fn object(module: &Module<'_>, direction: &Direction, variant: &Variant, face: &Face) -> Doc {
    let names = face.names.iter().cloned().map(Doc::from).collect();
    let mut fields = vec![
        literal_field("kind", literal(variant.kind.word())),
        field("name", false, one_of(names)),
    ];
    let answers = face.answers.clone();
    fields.extend(answers.map(|answers| literal_field("answers", answers)));
    let layout = face.layout.clone();
    fields.extend(layout.map(|layout| literal_field("layout", layout)));
    let place = direction
        .variants
        .iter()
        .position(|other| std::ptr::eq(other, variant));
    let envelopes = place.map(|place| all_envelopes(module.protocol, direction, place));
    let envelopes = envelopes.unwrap_or_default();
    if !envelopes.is_empty() {
        let envelopes = one_of(envelopes.into_iter().map(Doc::from).collect());
        fields.push(field("envelope", true, envelopes));
    }
    fields.extend(variant.parts.iter().map(|part| {
        let ty = errors::part_type(module, direction, variant, part)
            .unwrap_or_else(|| part_type(module, part));
        field(&property(part), part.optional, ty)
    }));
    object_type(fields)
}

/// The type of a part.
pub fn part_type(module: &Module<'_>, part: &Part) -> Doc {
    match &part.ty {
        PartType::Typed(ty) => module.type_of(ty),
        PartType::Unread => runtime_type("Unread"),
    }
}

/// What the file of a direction calls a type of its own: the name, unless a declared type has it.
pub fn type_name(protocol: &Protocol, direction: &Direction, wanted: &str) -> String {
    let owner = Some((direction.from, direction.to));
    let is_taken = protocol.declared.iter().any(|id| {
        let of = declared::owner(protocol, *id);
        (of.is_none() || of == owner) && declared::identifier(protocol, *id).0 == wanted
    });
    if is_taken {
        format!("{wanted}_")
    } else {
        wanted.to_owned()
    }
}

/// The wire names by identifier, in spec order, as literals.
pub fn names(protocol: &Protocol, direction: &Direction, faces: &[Face]) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    for (variant, face) in direction.variants.iter().zip(faces) {
        let Some(id) = variant.message else { continue };
        let Some(name) = face.names.iter().find(|name| *name != NO_NAME) else {
            continue;
        };
        let key = lower_camel(&protocol.message(id).identifier);
        if seen.insert(key.clone()) {
            names.push((key, name.clone()));
        }
    }
    names
}

/// The table of names as a value.
pub fn names_value(names: &[(String, String)]) -> Doc {
    if names.is_empty() {
        return "{}".into();
    }
    lines(
        "{",
        names
            .iter()
            .map(|(key, name)| member(key, name.clone()))
            .collect(),
        "}",
    )
}

/// The table of names as a type.
pub fn names_type(names: &[(String, String)]) -> Doc {
    if names.is_empty() {
        return "{}".into();
    }
    let fields = names.iter().flat_map(|(key, name)| {
        [
            Doc::Newline,
            field(key, false, name.clone().into()),
            ";".into(),
        ]
    });
    concat([
        "{".into(),
        Doc::Concat(fields.collect()).indent(),
        Doc::Newline,
        "}".into(),
    ])
}
