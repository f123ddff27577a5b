//! Channels: which roles they join, and what both ends agree upon.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Channel, Protocol, RoleId, Transport, Undeclared};
use crate::resolve::Resolver;
use crate::resolve::types::{Place, stand_in};
use crate::rules::{CONFLICTING_KEYS, INVALID_VALUE, NO_CHANNEL, UNRESOLVED_CHANNEL};
use crate::syntax::{self, Section, Text};

impl Resolver<'_> {
    /// The channels whose roles are known.
    pub(super) fn channels(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        for channel in &document.channels {
            let Some(between) = self.between(channel) else {
                continue;
            };
            self.require_http(channel);
            self.joined.insert(between);
            self.written_channels.push(channel);
            let errors = self.errors(&channel.errors);
            let undeclared = self.undeclared_type(channel, protocol);
            self.undeclared.push(undeclared);
            protocol.channels.push(Channel {
                name: channel.name.value.clone(),
                doc: channel.doc.as_ref().map(|doc| doc.value.clone()),
                between,
                transport: channel.transport,
                http: channel.http.clone(),
                trust: channel.trust.clone(),
                correlation: channel.correlation.clone().unwrap_or_default(),
                timeout: channel.timeout,
                errors,
            });
        }
    }

    /// What becomes of undeclared names.
    fn undeclared_type(
        &mut self,
        channel: &syntax::Channel,
        protocol: &mut Protocol,
    ) -> Undeclared {
        let node = match &channel.undeclared {
            syntax::Undeclared::Keep => return Undeclared::Keep,
            syntax::Undeclared::Refuse => return Undeclared::Refuse,
            syntax::Undeclared::Typed(node) => node,
        };
        self.forbid_optional(node, "what is not declared");
        let place = Place {
            name: format!("{} unknown", channel.name.value),
            owner: None,
            doc: None,
            span: channel.name.span,
        };
        let mut ty = self.ty(node, &place, protocol).unwrap_or_else(stand_in);
        self.require_schemes(&mut ty, node.span);
        Undeclared::Typed(ty)
    }

    fn between(&mut self, channel: &syntax::Channel) -> Option<[RoleId; 2]> {
        let [first, second] = channel.between.as_ref()?;
        let (from, to) = (self.role(first), self.role(second));
        if first.value == second.value {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_VALUE,
                    second.span,
                    format!(
                        "channel {} joins a role to itself",
                        quoted(&channel.name.value)
                    ),
                )
                .label("the same role again")
                .secondary(first.span, "named here already")
                .help("name the role at the other end"),
            );
            return None;
        }
        Some([from?, to?])
    }

    fn require_http(&mut self, channel: &syntax::Channel) {
        let Some(span) = channel.http_key else { return };
        if channel.transport != Transport::Http {
            self.diagnostics.push(
                Diagnostic::new(
                    CONFLICTING_KEYS,
                    span,
                    "`http` belongs to `transport: http`",
                )
                .label("nothing travels over HTTP here")
                .help("write `transport: http`, or remove this"),
            );
        }
    }

    /// The place of the channel that a text names, if it joins two roles.
    pub(super) fn channel_of(&mut self, name: &Text, roles: [RoleId; 2]) -> Option<usize> {
        let channels = &self.written_channels;
        let found = channels
            .iter()
            .position(|channel| channel.name.value == name.value);
        let Some(place) = found else {
            if !self.document.gaps.cover(Section::Channels, &name.value) {
                let names = channels.iter().map(|channel| channel.name.value.as_str());
                let names: Vec<&str> = names.collect();
                let help = "declare it under `channels`";
                self.unresolved(UNRESOLVED_CHANNEL, "channel", name, names, help);
            }
            return None;
        };
        let between = channels[place].between.as_ref()?;
        let ends = between
            .each_ref()
            .map(|role| self.roles.get(role.value.as_str()).copied());
        let [one, other] = roles.map(Some);
        if ends == [one, other] || ends == [other, one] {
            return Some(place);
        }
        let [first, second] = between.each_ref().map(|role| quoted(&role.value));
        self.diagnostics.push(
            Diagnostic::new(
                NO_CHANNEL,
                name.span,
                format!(
                    "{} does not join the roles of this message",
                    quoted(&name.value)
                ),
            )
            .label(format!("joins {first} and {second}"))
            .help("name a channel between the sender and the receiver"),
        );
        None
    }
}
