//! Variants: what a message of a direction can be, and what each brings.

use indexmap::IndexMap;
use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Identifier, Kind, Limits, MessageId, MessageRole, Part, PartType, Protocol, Range, Shape, Slot,
    Type, Variant,
};
use crate::naming;
use crate::resolve::Resolver;
use crate::resolve::directions::building::{Building, Carried, DraftPipe, Use, VariantKey};
use crate::resolve::envelopes::{Envelope, part_identifier};
use crate::resolve::places;
use crate::resolve::types::plain;
use crate::rules::CONFLICTING_SLOTS;
use crate::source::Span;
use crate::syntax::SlotNode;

/// The order in which code shows what a message brings; slots of envelopes come last.
const ORDER: [Slot; 9] = [
    Slot::Name,
    Slot::Payload,
    Slot::Error,
    Slot::Code,
    Slot::Old,
    Slot::New,
    Slot::Options,
    Slot::Id,
    Slot::Request,
];

/// The pipes of a variant, and what it is there.
type Layouts<'b, 'a> = Vec<(&'b DraftPipe<'a>, &'b Use)>;

/// A part with the slot from which its type comes.
pub(super) struct DraftPart {
    pub part: Part,
    span: Span,
}

impl<'a> Resolver<'a> {
    /// What messages of a direction can be: first what opens an exchange or needs no answer, then answers.
    pub(super) fn variants(
        &mut self,
        building: &Building<'a>,
        protocol: &Protocol,
    ) -> Vec<Variant> {
        let mut uses: IndexMap<VariantKey, Layouts<'_, 'a>> = IndexMap::new();
        for pipe in &building.pipes {
            for used in &pipe.uses {
                uses.entry(used.variant).or_default().push((pipe, used));
            }
        }
        let place = |kind: Kind| Kind::ALL.iter().position(|known| *known == kind);
        uses.sort_by_cached_key(|key, _| {
            let asked = key.message;
            let asked = asked.map(|id| protocol.message(id).answers().unwrap_or(id).0);
            let asked = asked.unwrap_or(usize::MAX);
            (
                key.kind.is_answer(),
                asked,
                place(key.kind),
                key.called,
                key.envelope,
            )
        });
        uses.into_iter()
            .map(|(key, layouts)| Variant {
                kind: key.kind,
                identifier: self.variant_identifier(key, building, protocol),
                message: key.message,
                called: key.called.map(|place| building.called[place].clone()),
                envelope: key
                    .envelope
                    .map(|place| self.envelope_name(place).to_owned()),
                parts: self.parts(key, &layouts, protocol),
            })
            .collect()
    }

    fn envelope_name(&self, place: usize) -> &'a str {
        &self.envelopes[place].written.name.value
    }

    /// The name of a variant in its direction.
    fn variant_identifier(
        &self,
        key: VariantKey,
        building: &Building<'a>,
        protocol: &Protocol,
    ) -> Identifier {
        if let Some(id) = key.message {
            return identifier(key.kind, id, protocol);
        }
        let word = if key.kind == Kind::Ok { "Ok" } else { "Error" };
        let envelope = key.envelope.map_or_else(String::new, |place| {
            let derived = naming::identifier(self.envelope_name(place));
            derived.map_or_else(|| format!("Envelope{}", place + 1), |derived| derived.0)
        });
        let called = key.called.map_or_else(String::new, |place| {
            format!("Any{}", building.identifier_of(place))
        });
        Identifier(format!("{envelope}{called}{word}"))
    }

    /// What a variant brings, in all its layouts.
    fn parts(
        &mut self,
        key: VariantKey,
        layouts: &Layouts<'_, 'a>,
        protocol: &Protocol,
    ) -> Vec<Part> {
        let mut drafts: Vec<DraftPart> = Vec::new();
        let mut counts: Vec<usize> = Vec::new();
        for (pipe, used) in layouts {
            for found in self.parts_in(pipe, used, protocol) {
                let same = |known: &DraftPart| known.part.slot == found.part.slot;
                if let Some(place) = drafts.iter().position(same) {
                    counts[place] += 1;
                    self.merge(&mut drafts[place], found, key, protocol);
                } else {
                    drafts.push(found);
                    counts.push(1);
                }
            }
        }
        let mut parts: Vec<Part> = drafts
            .into_iter()
            .zip(counts)
            .map(|(draft, count)| Part {
                optional: draft.part.optional || count < layouts.len(),
                ..draft.part
            })
            .collect();
        parts.sort_by_key(|part| {
            let place = ORDER.iter().position(|slot| *slot == part.slot);
            place.unwrap_or(ORDER.len())
        });
        parts
    }

    /// What a message brings to one layout.
    pub(super) fn parts_in(
        &self,
        pipe: &DraftPipe<'a>,
        used: &Use,
        protocol: &Protocol,
    ) -> Vec<DraftPart> {
        let form = pipe.forms[used.form];
        let envelope = &self.envelopes[form.envelope];
        let mut parts: Vec<DraftPart> = Vec::new();
        let bound = used.variant.message.is_some_and(|id| {
            let message = protocol.message(id);
            message.bound.is_some() && !used.variant.kind.is_answer()
        });
        if bound {
            let ty = PartType::Typed(plain(Shape::Text(Limits::default())));
            parts.push(draft(Slot::Name, ty, false, form.written.span, protocol));
        }
        for node in places::slots(&form.written.template) {
            let slot = match envelope.slot(&node.slot) {
                Slot::Arguments => Slot::Payload,
                slot => slot,
            };
            if slot == Slot::Name || parts.iter().any(|known| known.part.slot == slot) {
                continue;
            }
            let found = if slot == Slot::Code && !envelope.has_type(slot) {
                let ty = code_type(&pipe.channels, used, protocol);
                Some((PartType::Typed(ty), node.optional))
            } else {
                content(slot, node, used, envelope, protocol)
            };
            if let Some((ty, optional)) = found {
                parts.push(draft(slot, ty, optional, node.span, protocol));
            }
        }
        parts
    }

    /// Makes one part of what two layouts say of it.
    fn merge(
        &mut self,
        known: &mut DraftPart,
        found: DraftPart,
        key: VariantKey,
        protocol: &Protocol,
    ) {
        known.part.optional |= found.part.optional;
        match (&mut known.part.ty, found.part.ty) {
            (PartType::Typed(first), PartType::Typed(second)) => {
                let differ = !first.is_but_for_null(&second);
                first.nullable |= second.nullable;
                if differ && known.span != found.span {
                    let [one, other] = [known.span, found.span];
                    self.conflicting_slots(one, other, key, protocol);
                }
            }
            (ty, PartType::Unread) => *ty = PartType::Unread,
            (PartType::Unread, PartType::Typed(_)) => {}
        }
    }

    fn conflicting_slots(
        &mut self,
        first: Span,
        second: Span,
        VariantKey { message: id, .. }: VariantKey,
        protocol: &Protocol,
    ) {
        if !self.known_conflicts.insert((first, second)) {
            return;
        }
        let mistake = Diagnostic::new(
            CONFLICTING_SLOTS,
            second,
            match id {
                Some(id) => format!(
                    "the layouts of {} give one slot different types",
                    quoted(&protocol.message(id).name.text())
                ),
                None => "the layouts of one answer give one slot different types".to_owned(),
            },
        )
        .label("of another type here")
        .secondary(first, "than here");
        let mistake = match id {
            Some(id) => mistake.secondary(protocol.message(id).span, "takes both forms"),
            None => mistake,
        };
        self.diagnostics.push(mistake.help(
            "declare one type under `fields` of both envelopes, or keep the message out of one with `channels` or `envelope`",
        ));
    }
}

fn draft(slot: Slot, ty: PartType, optional: bool, span: Span, protocol: &Protocol) -> DraftPart {
    DraftPart {
        part: Part {
            slot,
            identifier: part_identifier(slot, protocol),
            ty,
            optional,
        },
        span,
    }
}

/// What fills a slot, and whether it may be absent. `None` when the message brings nothing to it.
fn content(
    slot: Slot,
    node: &SlotNode,
    used: &Use,
    envelope: &Envelope<'_>,
    protocol: &Protocol,
) -> Option<(PartType, bool)> {
    let kind = used.variant.kind;
    let message = used.variant.message.map(|id| protocol.message(id));
    let mut ty = match slot {
        Slot::Payload => {
            return match &used.payload {
                Carried::Nothing => None,
                Carried::Unread => Some((PartType::Unread, false)),
                Carried::Payload(payload) => {
                    Some((PartType::Typed(payload.ty.clone()), payload.optional))
                }
            };
        }
        Slot::Old | Slot::New => property_type(message)?,
        Slot::Error => used.error.clone()?,
        Slot::Options => {
            let subscription = message.and_then(|message| match &message.role {
                MessageRole::Event { subscription } => subscription.as_ref(),
                _ => None,
            });
            let own = subscription.and_then(|subscription| subscription.options.clone());
            let own = own.filter(|_| matches!(kind, Kind::Subscribe | Kind::Unsubscribe));
            own.unwrap_or_else(|| envelope.slot_type(slot, protocol))
        }
        _ => envelope.slot_type(slot, protocol),
    };
    ty.nullable |= node.nullable;
    Some((PartType::Typed(ty), node.optional))
}

/// The type of a code that no envelope gives one: a whole number where all that are listed are.
fn code_type(channels: &[usize], used: &Use, protocol: &Protocol) -> Type {
    let request = used.variant.message.map(|id| {
        let message = protocol.message(id);
        message.answers().map_or(message, |id| protocol.message(id))
    });
    let own = request.and_then(|message| message.request());
    let shared = channels
        .iter()
        .map(|place| &protocol.channels[*place].errors);
    let errors = shared.chain(own.map(|request| &request.errors));
    let mut values = errors
        .flat_map(|errors| &errors.known)
        .map(|error| &error.value);
    let is_whole =
        |value: &Constant| matches!(value, Constant::Number(number) if number.fract() == 0.0);
    let any = values.clone().next().is_some();
    plain(if any && values.all(is_whole) {
        Shape::Int(Range::default())
    } else {
        Shape::Text(Limits::default())
    })
}

fn property_type(message: Option<&crate::model::Message>) -> Option<Type> {
    let payload = message?.payload.as_ref()?;
    Some(payload.ty.clone())
}

/// The name of a variant of a message in its direction.
fn identifier(kind: Kind, id: MessageId, protocol: &Protocol) -> Identifier {
    let message = protocol.message(id);
    let name = &message.identifier.0;
    Identifier(match kind {
        Kind::Event | Kind::Request => name.clone(),
        Kind::Ok | Kind::Error if message.answers().is_some() => name.clone(),
        Kind::Ok => format!("{name}Ok"),
        Kind::Error => format!("{name}Error"),
        Kind::Watch => format!("Watch{name}"),
        Kind::Changed => format!("{name}Changed"),
        Kind::Subscribe => format!("Subscribe{name}"),
        Kind::Unsubscribe => format!("Unsubscribe{name}"),
        Kind::Get => format!("Get{name}"),
    })
}
