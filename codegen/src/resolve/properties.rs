//! Properties: values that one role has and others can look at.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Message, MessageId, MessageRole, Payload, Protocol, RoleId, Sequence};
use crate::resolve::Resolver;
use crate::resolve::messages::deprecated;
use crate::resolve::types::{Place, stand_in};
use crate::rules::NO_CHANNEL;
use crate::syntax::{self, Section, Text};

impl<'a> Resolver<'a> {
    /// A property, once for each role that a channel joins to its owner. Its type is read in any case, for the mistakes
    /// in it.
    pub(super) fn property(
        &mut self,
        written: &'a syntax::Property,
        protocol: &mut Protocol,
    ) -> Vec<MessageId> {
        let owner = self.role(&written.owner);
        let others = owner.map(|owner| self.lookers(written, owner, protocol));
        let others = others.unwrap_or_default();
        let only = match others[..] {
            [only] => owner.map(|owner| (owner, only)),
            _ => None,
        };
        let model = self.property_model(written, only, protocol);
        let Some(owner) = owner else {
            return Vec::new();
        };
        let mut ids = Vec::new();
        for other in others {
            let route = self.route_of(written, [owner, other]);
            let message = Message {
                from: owner,
                to: other,
                ..model.clone()
            };
            ids.push(self.add(message, route, protocol));
        }
        ids
    }

    fn route_of(
        &mut self,
        written: &'a syntax::Property,
        roles: [RoleId; 2],
    ) -> super::messages::Route<'a> {
        let mut route = self.route(&[], written.envelope.as_ref(), roles);
        if !written.channels.is_empty() {
            let joins = |channel: &&syntax::Channel| {
                let between = channel.between.as_ref();
                between.is_some_and(|between| {
                    let ends = between
                        .each_ref()
                        .map(|role| self.roles.get(role.value.as_str()).copied());
                    ends.iter()
                        .all(|end| end.is_some_and(|end| roles.contains(&end)))
                })
            };
            let named = |channel: &&syntax::Channel| {
                let mut names = written.channels.iter();
                names.any(|name| name.value == channel.name.value)
            };
            let channels = self.written_channels.iter().copied().enumerate();
            let places = channels.filter(|(_, channel)| joins(channel) && named(channel));
            route.channels = Some(places.map(|(place, _)| place).collect());
        }
        route
    }

    /// The roles that can look at a property: those at the other end of its channels.
    fn lookers(
        &mut self,
        written: &syntax::Property,
        owner: RoleId,
        protocol: &Protocol,
    ) -> Vec<RoleId> {
        let mut named = Vec::new();
        for name in &written.channels {
            let place = self
                .written_channels
                .iter()
                .position(|channel| channel.name.value == name.value);
            match place {
                Some(place) => named.push(place),
                // Whose end it is does not matter: it is reported that there is none.
                None => {
                    self.channel_of(name, [owner, owner]);
                }
            }
        }
        let mut others: Vec<RoleId> = Vec::new();
        for (place, channel) in protocol.channels.iter().enumerate() {
            let [one, other] = channel.between;
            let far = match () {
                () if one == owner => other,
                () if other == owner => one,
                () => continue,
            };
            let asked = written.channels.is_empty() || named.contains(&place);
            if asked && !others.contains(&far) {
                others.push(far);
            }
        }
        if others.is_empty() && !self.document.gaps.touch(Section::Channels) {
            self.lonely(written);
        }
        others
    }

    fn lonely(&mut self, written: &syntax::Property) {
        let owner = quoted(&written.owner.value);
        self.diagnostics.push(
            Diagnostic::new(
                NO_CHANNEL,
                written.key.span,
                format!("no channel joins {owner} to a role that could look at this property"),
            )
            .label("nothing carries it")
            .help(format!("add a channel between {owner} and another role")),
        );
    }

    fn property_model(
        &mut self,
        written: &syntax::Property,
        roles: Option<(RoleId, RoleId)>,
        protocol: &mut Protocol,
    ) -> Message {
        let (name, bound) = Self::wire(&written.key, written.name.as_ref());
        let identifier = self.identifier(
            &written.key,
            written.name.as_ref(),
            written.identifier.as_ref(),
        );
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let place = Place {
            name: identifier.0.clone(),
            owner: roles,
            doc: text(&written.doc),
            span: written.key.span,
        };
        self.forbid_optional(&written.ty, "a property");
        let mut ty = self
            .ty(&written.ty, &place, protocol)
            .unwrap_or_else(stand_in);
        self.require_schemes(&mut ty, written.ty.span);
        let payload = Payload {
            ty,
            optional: false,
            arguments: false,
            doc: None,
        };
        Message {
            key: written.key.value.clone(),
            name,
            bound,
            identifier,
            from: RoleId(0),
            to: RoleId(0),
            doc: place.doc,
            when: text(&written.when),
            after: Vec::new(),
            then: Sequence::default(),
            gated_by: text(&written.gated_by),
            idempotent: false,
            max_bytes: None,
            payload: Some(payload),
            role: MessageRole::Property,
            since: text(&written.since),
            deprecated: written.deprecated.as_ref().map(deprecated),
            examples: Vec::new(),
            span: written.key.span,
        }
    }
}
