//! Envelopes: the types of their slots, and which of them a message takes.

use std::collections::HashMap;

use trilogue_wire::Kind;

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::facts;
use crate::include::is_same;
use crate::model::{
    Identifier, Limits, Map, OwnSlot, OwnSlotId, Protocol, RoleId, Shape, Slot, Type,
};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::directions::secrets::brings_secret;
use crate::resolve::places::slots;
use crate::resolve::types::{Place, plain, stand_in};
use crate::rules::{REPEATED_SLOT, UNRESOLVED_ENVELOPE, UNUSED_SLOT};
use crate::syntax::{self, Section, SlotField, SlotName, SlotNode, Text};

/// The identifiers of the slots that the language knows, and what code puts beside them.
const TAKEN: [&str; 13] = [
    "Args", "Code", "Error", "Id", "Kind", "Name", "New", "Old", "Options", "Payload", "Request",
    "Self", "WireName",
];

/// An envelope whose slots have types.
pub(super) struct Envelope<'a> {
    /// As it is written.
    pub written: &'a syntax::Envelope,
    /// Its own slots.
    own: HashMap<&'a str, OwnSlotId>,
    /// The types of slots of the language that it declares.
    types: HashMap<Slot, Type>,
}

impl<'a> Envelope<'a> {
    /// The slot that a name of a form stands for.
    pub fn slot(&self, name: &SlotName) -> Slot {
        match name {
            SlotName::Built(slot) => *slot,
            SlotName::Own(own) => Slot::Own(self.own[own.as_str()]),
        }
    }

    /// Whether the envelope gives a slot of the language a type.
    pub fn has_type(&self, slot: Slot) -> bool {
        self.types.contains_key(&slot)
    }

    /// The form for messages of a kind.
    pub fn form(&self, kind: crate::model::Kind) -> Option<&'a syntax::Form> {
        let mut forms = self.written.forms.iter();
        forms.find(|form| form.kind.value == kind)
    }

    /// The type of what fills a slot, where that is the envelope's matter.
    pub fn slot_type(&self, slot: Slot, protocol: &Protocol) -> Type {
        let mut ty = match slot {
            Slot::Own(id) => protocol.own_slot(id).ty.clone(),
            _ => match self.types.get(&slot) {
                Some(ty) => ty.clone(),
                None => default_type(slot),
            },
        };
        if slot == Slot::Request && !brings_secret(&ty, protocol) {
            ty.secret = asks_with_secrets(protocol);
        }
        ty
    }
}

/// Whether some request brings a secret: what it said is not to be seen in what comes back either.
fn asks_with_secrets(protocol: &Protocol) -> bool {
    let requests = protocol.messages.iter();
    let mut requests = requests.filter(|message| message.request().is_some());
    requests.any(|request| {
        let payload = request.payload.as_ref();
        payload.is_some_and(|payload| brings_secret(&payload.ty, protocol))
    })
}

/// The type of a slot that no envelope gives one.
fn default_type(slot: Slot) -> Type {
    match slot {
        Slot::Options => plain(Shape::Json),
        Slot::Request => plain(Shape::Map(Map {
            value: Box::new(plain(Shape::Json)),
            keys: None,
        })),
        _ => plain(Shape::Text(Limits::default())),
    }
}

impl<'a> Resolver<'a> {
    /// The types of all slots.
    pub(super) fn envelopes(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        for written in &document.envelopes {
            self.check_unused_slots(written);
            let envelope = self.envelope(written, protocol);
            self.envelopes.push(envelope);
        }
    }

    fn envelope(&mut self, written: &'a syntax::Envelope, protocol: &mut Protocol) -> Envelope<'a> {
        let mut envelope = Envelope {
            written,
            own: HashMap::new(),
            types: HashMap::new(),
        };
        let mut scope = Scope::new(naming::BY_KEY).reserving(&TAKEN);
        for field in &written.slots {
            let twin = self.twin(field);
            match (&field.slot, twin) {
                (SlotName::Built(slot), Some(twin)) => {
                    let ty = self.envelopes[twin].types[slot].clone();
                    envelope.types.insert(*slot, ty);
                }
                (SlotName::Built(slot), None) => {
                    let ty = self.typed_slot(written, field, protocol);
                    envelope.types.insert(*slot, ty);
                }
                (SlotName::Own(name), Some(twin)) => {
                    let id = self.envelopes[twin].own[name.as_str()];
                    envelope.own.insert(name, id);
                }
                (SlotName::Own(name), None) => {
                    let id = self.own_slot(written, field, &mut scope, protocol);
                    envelope.own.insert(name, id);
                }
            }
        }
        envelope
    }

    /// The place of an envelope that says the same of a slot, which then is the same in both.
    fn twin(&self, field: &SlotField) -> Option<usize> {
        self.envelopes.iter().position(|envelope| {
            let mut slots = envelope.written.slots.iter();
            slots.any(|known| known.slot == field.slot && is_same(&known.node, &field.node))
        })
    }

    fn typed_slot(
        &mut self,
        envelope: &syntax::Envelope,
        field: &SlotField,
        protocol: &mut Protocol,
    ) -> Type {
        self.forbid_optional(&field.ty, "a slot");
        let place = Place {
            name: format!("{} {}", envelope.name.value, field.name.value),
            owner: None,
            doc: None,
            span: field.name.span,
        };
        let ty = self.ty(&field.ty, &place, protocol);
        let mut ty = ty.unwrap_or_else(stand_in);
        self.require_schemes(&mut ty, field.ty.span);
        ty
    }

    /// A slot of an envelope's own.
    fn own_slot(
        &mut self,
        envelope: &syntax::Envelope,
        field: &SlotField,
        scope: &mut Scope<'_>,
        protocol: &mut Protocol,
    ) -> OwnSlotId {
        let asked = field.identifier.as_ref();
        let identifier = naming::chosen(asked, &field.name, naming::BY_KEY, self.diagnostics);
        let what = format!("slot {}", quoted(&field.name.value));
        scope.take(&identifier, what, field.name.span, self.diagnostics);
        let ty = self.typed_slot(envelope, field, protocol);
        protocol.own_slots.push(OwnSlot {
            envelope: envelope.name.value.clone(),
            name: field.name.value.clone(),
            identifier,
            ty,
            doc: field.ty.marks.doc.as_ref().map(|doc| doc.value.clone()),
            per_message: field.per_message,
            matched: field.matched,
        });
        OwnSlotId(protocol.own_slots.len() - 1)
    }

    /// Reports slots that an envelope declares and none of its forms has.
    fn check_unused_slots(&mut self, written: &syntax::Envelope) {
        let document = self.document;
        if document.gaps.cover(Section::Envelopes, &written.name.value) {
            return;
        }
        let forms = written.forms.iter();
        let used: Vec<&SlotNode> = forms.flat_map(|form| slots(&form.template)).collect();
        for field in &written.slots {
            if matches!(field.slot, SlotName::Built(_))
                || !syntax::can_be_own(&field.name.value)
                || used.iter().any(|node| node.slot == field.slot)
            {
                continue;
            }
            let name = &field.name.value;
            let words = syntax::slot_words().map(|word| word.trim_start_matches('$'));
            let near = near(name, words);
            let help = near.map_or_else(
                || format!("write `${name}` where it stands in a form, or remove it here"),
                |near| {
                    format!(
                        "write `{near}` if that is meant, or `${name}` where it stands in a form"
                    )
                },
            );
            self.diagnostics.push(
                Diagnostic::new(
                    UNUSED_SLOT,
                    field.name.span,
                    format!(
                        "no form of the envelope {} has this slot",
                        quoted(&written.name.value)
                    ),
                )
                .label(format!("there is no `${name}`"))
                .help(help),
            );
        }
    }

    /// Reports slots that stand twice in a form and can be more than a scalar: nobody says when two of these are the same.
    pub(super) fn check_repeated_slots(&mut self, protocol: &Protocol) {
        let mut mistakes = Vec::new();
        for envelope in &self.envelopes {
            for form in &envelope.written.forms {
                let slots = slots(&form.template);
                for (place, node) in slots.iter().enumerate() {
                    let mut before = slots[..place].iter();
                    let first = before.find(|first| first.slot == node.slot);
                    let ty = envelope.slot_type(envelope.slot(&node.slot), protocol);
                    let kinds = facts::kinds(protocol, &ty);
                    let nests = kinds.has(Kind::Object) || kinds.has(Kind::List);
                    mistakes.extend(
                        first
                            .filter(|_| nests)
                            .map(|first| nested_twice(node, first)),
                    );
                }
            }
        }
        for mistake in mistakes {
            self.diagnostics.push(mistake);
        }
    }

    /// The place of the envelope that a text names, or a mistake.
    pub(super) fn envelope_named(&mut self, name: &Text) -> Option<usize> {
        let envelopes = &self.document.envelopes;
        let found = envelopes
            .iter()
            .position(|envelope| envelope.name.value == name.value);
        if found.is_none() && !self.document.gaps.cover(Section::Envelopes, &name.value) {
            let names = envelopes
                .iter()
                .map(|envelope| envelope.name.value.as_str());
            let help = "declare it under `envelopes`";
            self.unresolved(UNRESOLVED_ENVELOPE, "envelope", name, names, help);
        }
        found
    }

    /// The envelopes of a channel for what opens an exchange in a direction, in order. `None` when they are not known.
    pub(super) fn envelopes_of(
        &mut self,
        channel: usize,
        (from, to): (RoleId, RoleId),
    ) -> Option<Vec<usize>> {
        let written = self.written_channels[channel];
        let mut places = Vec::new();
        for entry in &written.envelopes {
            let applies = entry.roles.as_ref().is_none_or(|roles| {
                let [one, other] = roles
                    .each_ref()
                    .map(|role| self.roles.get(role.value.as_str()).copied());
                one == Some(from) && other == Some(to)
            });
            if !applies {
                continue;
            }
            for name in entry.value.as_ref()? {
                places.push(self.envelope_named(name)?);
            }
        }
        (!written.envelopes.is_empty()).then_some(places)
    }

    /// Reports envelopes of a channel that nothing declares, and what it says of directions that it does not have.
    pub(super) fn check_directions_of(&mut self, channel: usize, between: [RoleId; 2]) {
        let written = self.written_channels[channel];
        let names = written
            .envelopes
            .iter()
            .filter_map(|entry| entry.value.as_ref());
        for name in names.flatten() {
            self.envelope_named(name);
        }
        let envelopes = written.envelopes.iter().map(|entry| &entry.roles);
        let encodings = written.encoding.iter().map(|entry| &entry.roles);
        for roles in envelopes.chain(encodings).flatten() {
            // What is said both ways stands here twice, once as it is written.
            if roles[0].span.start > roles[1].span.start {
                continue;
            }
            let ends = roles.each_ref().map(|role| self.role(role));
            let [Some(one), Some(other)] = ends else {
                continue;
            };
            if [one, other] == between || [other, one] == between {
                continue;
            }
            let [first, second] = roles;
            self.diagnostics.push(
                Diagnostic::new(
                    crate::rules::INVALID_DIRECTION,
                    first.span.to(second.span),
                    format!(
                        "{} has no direction from {} to {}",
                        quoted(&written.name.value),
                        quoted(&first.value),
                        quoted(&second.value)
                    ),
                )
                .label("not the roles of this channel")
                .help("name the roles under `between`"),
            );
        }
    }
}

fn nested_twice(node: &SlotNode, first: &SlotNode) -> Diagnostic {
    let word = node.slot.word();
    Diagnostic::new(
        REPEATED_SLOT,
        node.span,
        format!("`{word}` stands twice in one form, and can be an object or a list"),
    )
    .label("again here")
    .secondary(first.span, "first here")
    .help("a slot that stands twice is a text, a number, `true` or `false`; give it such a type under `fields` of the envelope")
}

/// The name of a part that fills a slot, beside other parts.
pub(super) fn part_identifier(slot: Slot, protocol: &Protocol) -> Identifier {
    let name = match slot {
        Slot::Name => "WireName",
        Slot::Payload | Slot::Arguments => "Payload",
        Slot::Options => "Options",
        Slot::Old => "Old",
        Slot::New => "New",
        Slot::Error => "Error",
        Slot::Code => "Code",
        Slot::Id => "Id",
        Slot::Request => "Request",
        Slot::Own(id) => return protocol.own_slot(id).identifier.clone(),
    };
    Identifier(name.to_owned())
}
