//! What docs say of messages, fields and answers, beside what their spec says.

mod answers;

use std::time::Duration;

use self::answers::{answers, failure, success};
use super::doc::{self, Doc};
use super::facts::{absence, age, facts, gate, kind};
use super::identifier;
use super::words::{listed, sentence, small};
use crate::model::{
    Direction, Kind, MemberBody, Message, MessageId, MessageRole, Part, PartType, Payload,
    Protocol, Shape, Slot, Type, TypeId, Variant,
};

/// Examples up to this length stand inside a sentence.
const SHORT_EXAMPLE: usize = 70;

/// The doc of a direction: who speaks to whom.
pub fn direction(protocol: &Protocol, direction: &Direction) -> Doc {
    let from = doc::inline(&protocol.role(direction.from).name);
    let to = doc::inline(&protocol.role(direction.to).name);
    Doc::new().own(format!("What the {from} tells the {to}."))
}

/// The doc of the file of a direction.
pub fn direction_file(protocol: &Protocol, of: &Direction) -> Doc {
    let mut text = direction(protocol, of);
    let mut channels: Vec<usize> = Vec::new();
    for &channel in of.pipes.iter().flat_map(|pipe| &pipe.channels) {
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    let reverse = protocol.direction(of.to, of.from);
    let has_requests = [Some(of), reverse].into_iter().flatten().any(|direction| {
        let mut variants = direction.variants.iter();
        variants.any(|variant| variant.kind == Kind::Request)
    });
    for &place in &channels {
        let channel = &protocol.channels[place];
        let place = format!("Over the channel {}", doc::code(&channel.name));
        let place = match &channel.doc {
            Some(text) => format!("{place}: {}", small(&doc::inline(text))),
            None => place,
        };
        text = text.own(sentence(&place));
        if let (true, Some(timeout)) = (has_requests, channel.timeout) {
            text = text.own(format!(
                "An answer is waited for at most {}.",
                duration(timeout)
            ));
        }
    }
    text
}

/// What an undocumented type is for.
pub fn purpose(protocol: &Protocol, id: TypeId) -> String {
    let carries = |message: &&Message| {
        let shape = message.payload.as_ref().map(|payload| &payload.ty.shape);
        shape.is_some_and(|shape| is_type(shape, id))
    };
    if let Some(message) = protocol.messages.iter().find(carries) {
        return match &message.role {
            MessageRole::Ok(request) => {
                format!("What the answer to {} carries.", named(protocol, *request))
            }
            MessageRole::Error(request) => {
                format!("Why {} failed.", named(protocol, *request))
            }
            MessageRole::Property => format!("The property {}.", doc::code(&message.name.text())),
            MessageRole::Event { .. } | MessageRole::Request(_) => {
                format!("What {} carries.", doc::code(&message.name.text()))
            }
        };
    }
    let TypeId::Struct(id) = id else {
        return "A part of a message.".to_owned();
    };
    let member = protocol.unions.iter().find_map(|union| {
        let mut members = union.members.iter();
        let found =
            members.find(|member| matches!(member.body, MemberBody::Struct(of) if of == id));
        found.map(|member| (union, member))
    });
    match member {
        Some((union, member)) => format!(
            "What {} of {} carries.",
            doc::code(&member.identifier.0),
            doc::code(&union.identifier.0)
        ),
        None => "A part of a message.".to_owned(),
    }
}

fn named(protocol: &Protocol, id: MessageId) -> String {
    doc::code(&protocol.message(id).name.text())
}

fn is_type(shape: &Shape, id: TypeId) -> bool {
    match shape {
        Shape::Struct(found) => id == TypeId::Struct(*found),
        Shape::Enum(found) => id == TypeId::Enum(*found),
        Shape::Union(found) => id == TypeId::Union(*found),
        Shape::Tuple(found) => id == TypeId::Tuple(*found),
        _ => false,
    }
}

/// The doc of a part of a message that has several.
pub fn part(protocol: &Protocol, part: &Part) -> Doc {
    let Part {
        slot,
        identifier: _,
        ty,
        optional: _,
    } = part;
    let text = match slot {
        Slot::Name => "The name on the wire, which was chosen at run time.",
        Slot::Payload | Slot::Arguments => "What it carries.",
        Slot::Options => "The options of the subscription.",
        Slot::Old => "The value before.",
        Slot::New => "The value from now on.",
        Slot::Error => "What went wrong.",
        Slot::Code => "The code of the error.",
        Slot::Id => "What joins the answer to its request.",
        Slot::Request => "The request, as it was sent.",
        Slot::Own(id) => {
            let slot = protocol.own_slot(*id);
            let own = Doc::new().spec(slot.doc.as_deref());
            return own.or(format!("{} of the envelope.", doc::code(&slot.name)));
        }
    };
    match ty {
        PartType::Typed(ty) => Doc::new().own(text).aside(facts(ty)),
        PartType::Unread => Doc::new().own("What it carries, to be read as what was asked for."),
    }
}

/// The doc of a variant: the message itself, or the answer.
pub fn variant(protocol: &Protocol, direction: &Direction, variant: &Variant) -> Doc {
    let Some(id) = variant.message else {
        return match variant.kind {
            Kind::Error => failure(protocol, direction, variant, None),
            _ => success(protocol, direction, variant, None),
        };
    };
    let message = protocol.message(id);
    let name = doc::code(&message.name.text());
    match variant.kind {
        Kind::Event | Kind::Request => describe(protocol, direction, id),
        Kind::Ok if message.answers().is_some() => describe(protocol, direction, id),
        Kind::Ok => success(protocol, direction, variant, Some(id)),
        Kind::Error => failure(
            protocol,
            direction,
            variant,
            Some(message.answers().unwrap_or(id)),
        ),
        Kind::Watch => Doc::new().own(format!("Asks to be told when {name} changes.")),
        Kind::Changed => property(message, format!("The property {name} changed.")),
        Kind::Subscribe => Doc::new().own(format!("Asks for the event {name}.")),
        Kind::Unsubscribe => Doc::new().own(format!("Asks for the event {name} no more.")),
        Kind::Get => property(message, format!("Asks for the value of {name}.")),
    }
}

fn property(message: &Message, first: String) -> Doc {
    Doc::new()
        .own(first)
        .spec(message.doc.as_deref())
        .own(age(message.since.as_deref(), message.deprecated.as_ref()))
}

fn describe(protocol: &Protocol, direction: &Direction, id: MessageId) -> Doc {
    let message = protocol.message(id);
    let Message {
        key: _,
        name,
        bound,
        identifier: _,
        from: _,
        to: _,
        doc,
        when,
        after,
        then,
        gated_by,
        idempotent,
        max_bytes,
        payload,
        role: _,
        since,
        deprecated,
        examples,
        span: _,
    } = message;
    let mut text = Doc::new()
        .spec(doc.as_deref())
        .or(format!("The message {}.", doc::code(&name.text())));
    if let Some(payload) = payload {
        text = carried(protocol, text, payload);
    }
    let when = when
        .as_ref()
        .map(|when| sentence(&format!("Sent when {}", small(&doc::inline(when)))));
    let answered = message.answers();
    let chosen = bound
        .as_ref()
        .map(|_| "Its wire name is chosen at run time.".to_owned());
    let circumstances = [
        answered.map(|id| format!("Answers {}.", link(protocol, direction, id))),
        when,
        chosen,
        sequence("Comes after", protocol, direction, after, "and"),
        message
            .request()
            .map(|request| answers(protocol, direction, id, request)),
        sequence(
            "Then comes",
            protocol,
            direction,
            &then.messages,
            if then.one_of { "or" } else { "and" },
        ),
        idempotent.then(|| "May come twice without harm.".to_owned()),
        max_bytes.map(|most| format!("At most {most} bytes on the wire.")),
        Some(gate(gated_by.as_deref())),
    ];
    text = text.own(
        circumstances
            .into_iter()
            .flatten()
            .filter(|sentence| !sentence.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    );
    text = text.own(age(since.as_deref(), deprecated.as_ref()));
    let is_secret = payload.as_ref().is_some_and(|payload| payload.ty.secret);
    match examples.first() {
        Some(example) if !is_secret => shown(text, example),
        _ => text,
    }
}

/// What a payload is, where no type of its own says it.
fn carried(protocol: &Protocol, doc: Doc, payload: &Payload) -> Doc {
    let Payload {
        ty,
        optional,
        arguments: _,
        doc: own,
    } = payload;
    // The doc of an inline type stands at the type.
    let own = own.as_deref().filter(|_| !is_declared(ty));
    let mut carried = Doc::new().spec(own);
    carried = carried.aside(facts(ty));
    if *optional {
        carried = match ty.shape {
            Shape::Constant(_) if !ty.nullable => {
                carried.aside(format!("With {} or nothing.", small(&kind(protocol, ty))))
            }
            _ => carried.aside(absence(ty)),
        };
    }
    doc.all(carried)
}

fn is_declared(ty: &Type) -> bool {
    matches!(
        ty.shape,
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Tuple(_)
    )
}

/// A sentence that names messages, if there are some.
fn sequence(
    words: &str,
    protocol: &Protocol,
    direction: &Direction,
    ids: &[MessageId],
    conjunction: &str,
) -> Option<String> {
    let links: Vec<String> = ids
        .iter()
        .map(|&id| link(protocol, direction, id))
        .collect();
    (!links.is_empty()).then(|| format!("{words} {}.", listed(&links, conjunction)))
}

/// A link to the variant of a message, as seen from a direction.
fn link(protocol: &Protocol, from: &Direction, id: MessageId) -> String {
    let message = protocol.message(id);
    match protocol.direction(message.from, message.to) {
        Some(direction) if has_variant(direction, &message.identifier.0) => variant_link(
            direction,
            &message.identifier.0,
            direction.identifier == from.identifier,
        ),
        _ => doc::code(&message.name.text()),
    }
}

fn has_variant(direction: &Direction, name: &str) -> bool {
    let mut variants = direction.variants.iter();
    variants.any(|variant| variant.identifier.0 == name)
}

fn variant_link(direction: &Direction, name: &str, is_own: bool) -> String {
    let name = identifier::ident(name);
    if is_own {
        format!("[`{name}`](Self::{name})")
    } else {
        format!(
            "[`{name}`](super::{}::{name})",
            identifier::camel(&direction.identifier)
        )
    }
}

/// An example: short ones stand in a sentence.
fn shown(doc: Doc, example: &str) -> Doc {
    if example.len() <= SHORT_EXAMPLE && !example.contains('\n') {
        doc.own(format!("For example {}.", doc::code(example)))
    } else {
        doc.own("For example:").code("json", example)
    }
}

fn duration(time: Duration) -> String {
    let milliseconds = time.as_millis();
    let (count, unit) = match milliseconds {
        whole if whole > 0 && whole % 3_600_000 == 0 => (whole / 3_600_000, "hour"),
        whole if whole > 0 && whole % 60_000 == 0 => (whole / 60_000, "minute"),
        whole if whole % 1000 == 0 => (whole / 1000, "second"),
        whole => (whole, "millisecond"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_in_their_greatest_unit() {
        assert_eq!(duration(Duration::from_secs(300)), "5 minutes");
        assert_eq!(duration(Duration::from_secs(3600)), "1 hour");
        assert_eq!(duration(Duration::from_millis(1500)), "1500 milliseconds");
        assert_eq!(duration(Duration::ZERO), "0 seconds");
    }
}
