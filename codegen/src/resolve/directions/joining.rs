//! What joins answers without a name to their requests, and channels of one pipe to each other.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Correlation, Message, MessageId, Protocol, Slot, Transport};
use crate::resolve::Resolver;
use crate::resolve::directions::building::{Building, DraftForm};
use crate::resolve::places;
use crate::rules::{CONFLICTING_CHANNELS, UNCORRELATED_ANSWERS};
use crate::syntax;

impl<'a> Resolver<'a> {
    /// Whether an answer without a name is joined to its request.
    pub(super) fn is_joined(
        &self,
        channel: usize,
        form: DraftForm<'a>,
        request: MessageId,
        protocol: &Protocol,
    ) -> bool {
        let id = places::slot_node(form.written, Slot::Id);
        if id.is_some_and(|id| !id.optional) {
            return true;
        }
        let channel = &protocol.channels[channel];
        let own = protocol.message(request).request();
        let own = own.map(|request| request.correlation.as_slice());
        let envelope = self.envelopes[form.envelope].written.correlation.as_deref();
        let words = own
            .filter(|words| !words.is_empty())
            .or(envelope)
            .unwrap_or(&channel.correlation);
        let joins =
            |word: &Correlation| matches!(word, Correlation::SingleFlight | Correlation::Field(_));
        channel.transport == Transport::Http || words.iter().any(joins)
    }

    /// Reports channels on which answers of several requests look the same, with nothing to join them.
    pub(super) fn join_answers(&mut self, building: &Building<'a>, protocol: &Protocol) {
        for channel in 0..protocol.channels.len() {
            let mut requests: Vec<MessageId> = Vec::new();
            for unjoined in &building.unjoined {
                if unjoined.channel == channel && !requests.contains(&unjoined.request) {
                    requests.push(unjoined.request);
                }
            }
            if let [first, second, ..] = requests[..] {
                let [first, second] = [first, second].map(|id| protocol.message(id));
                self.uncorrelated(self.written_channels[channel], first, second);
            }
        }
    }

    fn uncorrelated(&mut self, channel: &syntax::Channel, first: &Message, second: &Message) {
        self.diagnostics.push(
            Diagnostic::new(
                UNCORRELATED_ANSWERS,
                channel.name.span,
                format!(
                    "an answer on {} does not say which request it is for",
                    quoted(&channel.name.value)
                ),
            )
            .label("nothing joins answers to requests")
            .secondary(first.span, "answers to this request")
            .secondary(second.span, "and to this one look the same")
            .help("write `correlation: single-flight`: one request at a time; or give requests and answers an `$id`"),
        );
    }

    pub(super) fn conflicting_channels(&mut self, first: usize, other: usize) {
        let [first, other] = [first, other].map(|place| &self.written_channels[place].name);
        self.diagnostics.push(
            Diagnostic::new(
                CONFLICTING_CHANNELS,
                other.span,
                format!(
                    "{} and {} are one pipe, and say different things of unknown names",
                    quoted(&first.value),
                    quoted(&other.value)
                ),
            )
            .label("this channel")
            .secondary(
                first.span,
                "and this one have the same roles, transport and encoding",
            )
            .help("write the same under `unknown`"),
        );
    }
}
