//! Secrets must not go to whoever is at the other end.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Direction, MemberBody, Others, PartType, Protocol, Shape, StructId, Tagging, Type, UnionId,
    Variant,
};
use crate::resolve::Resolver;
use crate::rules::EXPOSED_SECRET;

impl Resolver<'_> {
    /// Reports messages with a secret in them on channels whose messages may go to anyone.
    pub(super) fn forbid_exposed_secrets(&mut self, protocol: &Protocol) {
        for direction in &protocol.directions {
            let open = direction.pipes.iter().flat_map(|pipe| {
                let channels = pipe.channels.iter();
                let open =
                    channels.filter(|place| protocol.channels[**place].trust.any_target.is_some());
                open.flat_map(move |place| {
                    let variants = pipe.candidates.iter().map(|candidate| candidate.variant);
                    variants.map(move |variant| (*place, variant))
                })
            });
            let mut told = HashSet::new();
            for (channel, variant) in open {
                let variant = &direction.variants[variant];
                let serves = variant.message.is_none_or(|id| {
                    let route = self.routes[id.0].channels.as_ref();
                    route.is_none_or(|channels| channels.contains(&channel))
                });
                if serves && has_secret(variant, protocol) && told.insert(&variant.identifier.0) {
                    self.exposed_secret(channel, direction, variant, protocol);
                }
            }
        }
    }

    fn exposed_secret(
        &mut self,
        channel: usize,
        direction: &Direction,
        variant: &Variant,
        protocol: &Protocol,
    ) {
        let channel = &self.written_channels[channel].name;
        let span = variant
            .message
            .map_or(channel.span, |id| protocol.message(id).span);
        let to = quoted(&protocol.role(direction.to).name);
        self.diagnostics.push(
            Diagnostic::new(
                EXPOSED_SECRET,
                span,
                format!("a secret would go to whoever is at the other end, not to {to} alone"),
            )
            .label("has a secret in it")
            .secondary(channel.span, "may send to any target")
            .help("remove `anyTarget`, or carry the message on a channel without it"),
        );
    }
}

/// Whether values of a type are secrets, or have some in them.
pub(in crate::resolve) fn brings_secret(ty: &Type, protocol: &Protocol) -> bool {
    is_secret(ty, protocol, &mut HashSet::new())
}

fn has_secret(variant: &Variant, protocol: &Protocol) -> bool {
    let mut seen = HashSet::new();
    variant.parts.iter().any(|part| match &part.ty {
        PartType::Typed(ty) => is_secret(ty, protocol, &mut seen),
        PartType::Unread => false,
    })
}

/// What was looked into already.
#[derive(PartialEq, Eq, Hash)]
enum Seen {
    Struct(StructId),
    Union(UnionId),
}

fn is_secret(ty: &Type, protocol: &Protocol, seen: &mut HashSet<Seen>) -> bool {
    if ty.secret {
        return true;
    }
    match &ty.shape {
        Shape::List(item, _) => is_secret(item, protocol, seen),
        Shape::Map(map) => is_secret(&map.value, protocol, seen),
        Shape::Tuple(id) => {
            let tuple = protocol.tuple(*id);
            let mut items = tuple.items.iter().chain(&tuple.rest);
            items.any(|item| is_secret(&item.ty, protocol, seen))
        }
        Shape::Struct(id) => is_secret_struct(*id, protocol, seen),
        Shape::Union(id) => {
            let union = protocol.union(*id);
            let tagged = matches!(union.tagging, Tagging::Tag { .. });
            seen.insert(Seen::Union(*id))
                && union.members.iter().any(|member| match &member.body {
                    MemberBody::Nothing => {
                        let mut common = union.common.iter();
                        tagged && common.any(|field| is_secret(&field.ty, protocol, seen))
                    }
                    MemberBody::Struct(id) => is_secret_struct(*id, protocol, seen),
                    MemberBody::Value(ty) => is_secret(ty, protocol, seen),
                })
        }
        _ => false,
    }
}

fn is_secret_struct(id: StructId, protocol: &Protocol, seen: &mut HashSet<Seen>) -> bool {
    if !seen.insert(Seen::Struct(id)) {
        return false;
    }
    let structure = protocol.structure(id);
    let mut fields = structure.fields.iter();
    fields.any(|field| is_secret(&field.ty, protocol, seen))
        || matches!(&structure.others, Others::Typed(ty) if is_secret(ty, protocol, seen))
}
