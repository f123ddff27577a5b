//! What joins answers without a name to their requests, and channels of one pipe to each other.

use crate::diagnostic::{Diagnostic, quoted};
use crate::facts;
use crate::model::{
    Correlation, Joining, Kind, Message, MessageId, Protocol, Slot, Template, Transport, Way,
};
use crate::resolve::Resolver;
use crate::resolve::directions::building::{Building, DraftForm, DraftPipe, Joined, JoinedBy};
use crate::resolve::places;
use crate::rules::{CONFLICTING_CHANNELS, UNCORRELATED_ANSWERS};
use crate::syntax;

/// Where answers of a form say which request they are for. `None` if they have a name of their own, or are none.
pub(super) fn places(
    draft: &DraftPipe<'_>,
    form: DraftForm<'_>,
    template: &Template,
) -> Option<Joining> {
    let is_here = |joined: &&Joined<'_>| {
        std::ptr::eq(joined.form, form.written) && joined.told == JoinedBy::Open(form.called)
    };
    let joined: Vec<&Joined<'_>> = draft.joins.iter().filter(is_here).collect();
    let id = facts::place_of(template, Slot::Id);
    let mut words = joined.iter().flat_map(|joined| &joined.words);
    if !words.any(|word| matches!(word, Correlation::Field(_))) {
        return (!joined.is_empty()).then_some(Joining::Id(id));
    }
    let mut ways: Vec<Way> = Vec::new();
    for joined in joined {
        let places = places_of(joined, template, id.as_ref());
        let known = ways.iter_mut().find(|way| way.places == places);
        match known {
            Some(way) if way.requests.contains(&joined.request) => {}
            Some(way) => way.requests.push(joined.request),
            None => ways.push(Way {
                places,
                requests: vec![joined.request],
            }),
        }
    }
    Some(Joining::Ways(ways))
}

/// Where an answer to one request says that it is for it. The id counts where the spec says nothing else.
fn places_of(joined: &Joined<'_>, template: &Template, id: Option<&String>) -> Vec<String> {
    let slot = match joined.form.kind.value {
        Kind::Error => Slot::Error,
        _ => Slot::Payload,
    };
    let mut places: Vec<String> = Vec::new();
    for word in &joined.words {
        match word {
            Correlation::Id => places.extend(id.cloned()),
            Correlation::Field(field) => {
                let key = field.value.replace('~', "~0").replace('/', "~1");
                let body = facts::place_of(template, slot);
                places.extend(body.map(|body| format!("{body}/{key}")));
            }
            Correlation::Name | Correlation::SingleFlight => {}
        }
    }
    if places.is_empty() {
        places.extend(id.cloned());
    }
    places
}

impl<'a> Resolver<'a> {
    /// Whether an answer is joined to its request by these words, or without any, whatever its name is.
    pub(super) fn is_joined(
        transport: Transport,
        form: DraftForm<'a>,
        words: &[Correlation],
    ) -> bool {
        let id = places::slot_node(form.written, Slot::Id);
        let joins =
            |word: &Correlation| matches!(word, Correlation::SingleFlight | Correlation::Field(_));
        id.is_some_and(|id| !id.optional) || transport == Transport::Http || words.iter().any(joins)
    }

    /// What is said of how an answer finds its request: the closest counts.
    pub(super) fn words<'w>(
        &self,
        channel: usize,
        form: DraftForm<'a>,
        request: MessageId,
        protocol: &'w Protocol,
    ) -> &'w [Correlation]
    where
        'a: 'w,
    {
        let own = protocol.message(request).request();
        let own = own.map(|request| request.correlation.as_slice());
        let envelope = self.envelopes[form.envelope].written.correlation.as_deref();
        own.filter(|words| !words.is_empty())
            .or(envelope)
            .unwrap_or(&protocol.channels[channel].correlation)
    }

    /// Reports channels on which answers of several requests look the same, with nothing to join them.
    pub(super) fn join_answers(&mut self, building: &Building<'a>, protocol: &Protocol) {
        for channel in 0..protocol.channels.len() {
            let mut requests: Vec<MessageId> = Vec::new();
            let mut lacking = None;
            for unjoined in &building.unjoined {
                if unjoined.channel == channel && !requests.contains(&unjoined.request) {
                    requests.push(unjoined.request);
                    lacking = lacking.or(unjoined.lacking.as_deref());
                }
            }
            if let [first, second, ..] = requests[..] {
                let [first, second] = [first, second].map(|id| protocol.message(id));
                self.uncorrelated(self.written_channels[channel], [first, second], lacking);
            }
        }
    }

    fn uncorrelated(
        &mut self,
        channel: &syntax::Channel,
        [first, second]: [&Message; 2],
        lacking: Option<&str>,
    ) {
        let help = lacking.map_or_else(
            || "write `correlation: single-flight`: one request at a time; or give requests and answers an `$id`".to_owned(),
            |field| format!("give the error a type with a field {}, under `fields` of the envelope as `error`, or with the request", quoted(field)),
        );
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
            .help(help),
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
