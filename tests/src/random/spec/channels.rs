//! Channels, their envelopes, and what travels through them.

use crate::random::spec::forms::{Envelope, Mode};
use crate::random::spec::maker::Maker;
use crate::random::spec::messages::Lane;
use crate::random::yaml::{Yaml, one, plain, quoted};

/// A channel that is made.
pub(super) struct Channel {
    pub name: String,
    pub roles: [&'static str; 2],
    /// The envelopes for what goes from the first role to the second, and back.
    pub envelopes: [Vec<usize>; 2],
    /// Whether another channel joins the same roles with other envelopes.
    pub is_chosen: bool,
    /// Whether it only repeats what another carries.
    pub repeats: bool,
}

/// The sections of a spec beside its types.
#[derive(Default)]
pub(super) struct Sections {
    pub envelopes: Vec<(String, Yaml)>,
    pub channels: Vec<(String, Yaml)>,
    pub events: Vec<(String, Yaml)>,
    pub requests: Vec<(String, Yaml)>,
    pub properties: Vec<(String, Yaml)>,
}

const OPEN: [Mode; 7] = [
    Mode::Constant,
    Mode::Key,
    Mode::Shared,
    Mode::List,
    Mode::Outside,
    Mode::Absent,
    Mode::Http,
];

impl Maker {
    /// Channels, envelopes and messages.
    pub(super) fn sections(&mut self, roles: &[&'static str]) -> Sections {
        let mut sections = Sections::default();
        let mut made = Vec::new();
        let mut channels = Vec::new();
        let first = self.channel([roles[0], roles[1]], "", &mut made, &mut sections);
        let transport = first.1;
        channels.push(first.0);
        if self.percent(65) {
            self.used("several channels");
            let second = self.second(&channels[0], transport, &mut made, &mut sections);
            channels[0].is_chosen = second.is_chosen;
            channels.push(second);
        }
        if let Some(third) = roles.get(2) {
            self.used("three roles");
            self.has_nameless = false;
            let more = self.channel([roles[0], third], "", &mut made, &mut sections);
            channels.push(more.0);
        }
        for channel in &channels {
            self.traffic(channel, &made, &mut sections);
        }
        sections
    }

    /// Another channel between the same roles: with the same envelopes, or with some of its own.
    fn second(
        &mut self,
        first: &Channel,
        transport: &'static str,
        known: &mut Vec<Envelope>,
        sections: &mut Sections,
    ) -> Channel {
        if self.percent(70) || transport == "http" {
            let (mut channel, _) = self.channel(first.roles, transport, known, sections);
            channel.is_chosen = true;
            return channel;
        }
        let name = self.word();
        let others = ["window", "port", "custom-event", "native"]
            .into_iter()
            .filter(|other| *other != transport);
        let others: Vec<&'static str> = others.collect();
        let transport = *self.chance.pick(&others);
        self.used(transport);
        let mut entries = vec![
            (
                "between".to_owned(),
                Yaml::List(first.roles.map(plain).to_vec()),
            ),
            ("transport".to_owned(), plain(transport)),
            ("envelope".to_owned(), envelope_of(first, known)),
        ];
        self.settings(&mut entries, transport, first.roles);
        self.channel_errors(&mut entries, first, known);
        entries.retain(|(key, _)| key != "correlation");
        entries.push(("correlation".to_owned(), plain("single-flight")));
        sections.channels.push((name.clone(), Yaml::Map(entries)));
        Channel {
            name,
            envelopes: first.envelopes.clone(),
            repeats: true,
            is_chosen: false,
            ..*first
        }
    }

    fn channel(
        &mut self,
        roles: [&'static str; 2],
        taken: &'static str,
        known: &mut Vec<Envelope>,
        sections: &mut Sections,
    ) -> (Channel, &'static str) {
        // The modes whose answers have no name come last.
        let nameless = usize::from(!self.has_nameless);
        let mode = OPEN[self
            .chance
            .weighted(&[6, 5, 7, 5, 7, 6 * nameless, 12 * nameless])];
        let transport = match mode {
            Mode::Http => "http",
            _ => {
                let all: &[&'static str] = if mode == Mode::Outside {
                    &["custom-event", "native"]
                } else {
                    &["window", "port", "custom-event", "native"]
                };
                let free: Vec<&'static str> =
                    all.iter().copied().filter(|word| *word != taken).collect();
                *self.chance.pick(&free)
            }
        };
        self.used(transport);
        let main = self.add_envelope(mode, known, sections);
        let mut forth = vec![main];
        if self.percent(35)
            && matches!(mode, Mode::Constant | Mode::Key | Mode::Shared | Mode::List)
        {
            self.used("several envelopes");
            let further = *self.chance.pick(&[Mode::Constant, Mode::Key]);
            forth.push(self.add_envelope(further, known, sections));
        }
        let mut back = forth.clone();
        if self.percent(30) && !matches!(mode, Mode::Http | Mode::Outside) {
            self.used("envelopes by direction");
            let further = *self.chance.pick(&[Mode::Constant, Mode::Key]);
            back = vec![self.add_envelope(further, known, sections)];
        }
        if mode != Mode::Http && mode != Mode::Outside && self.percent(30) {
            let solo = self.add_envelope(Mode::Solo, known, sections);
            forth.push(solo);
            back.push(solo);
        }
        let channel = Channel {
            name: self.word(),
            roles,
            envelopes: [forth, back],
            is_chosen: false,
            repeats: false,
        };
        let mut entries = vec![
            ("between".to_owned(), Yaml::List(roles.map(plain).to_vec())),
            ("transport".to_owned(), plain(transport)),
            ("envelope".to_owned(), envelope_of(&channel, known)),
        ];
        self.settings(&mut entries, transport, roles);
        self.channel_errors(&mut entries, &channel, known);
        let mut places = channel.envelopes.iter().flatten();
        let joined = places.all(|place| known[*place].named_answers || known[*place].has_id);
        self.correlation(&mut entries, joined, mode);
        sections
            .channels
            .push((channel.name.clone(), Yaml::Map(entries)));
        (channel, transport)
    }

    fn add_envelope(
        &mut self,
        mode: Mode,
        known: &mut Vec<Envelope>,
        sections: &mut Sections,
    ) -> usize {
        let (envelope, written) = self.envelope(mode);
        sections.envelopes.push((envelope.name.clone(), written));
        known.push(envelope);
        known.len() - 1
    }

    fn correlation(&mut self, entries: &mut Vec<(String, Yaml)>, joined: bool, mode: Mode) {
        let value = match self.chance.below(4) {
            _ if !joined && mode != Mode::Http => {
                self.used("single-flight");
                plain("single-flight")
            }
            0 => {
                self.used("correlation id");
                plain("id")
            }
            1 => {
                self.used("correlation name");
                plain("name")
            }
            2 => {
                self.used("correlation list");
                Yaml::List(vec![plain("id"), plain("name")])
            }
            _ => {
                self.used("single-flight");
                plain("single-flight")
            }
        };
        entries.push(("correlation".to_owned(), value));
    }

    /// What a channel says beside its envelopes.
    fn settings(&mut self, entries: &mut Vec<(String, Yaml)>, transport: &str, roles: [&str; 2]) {
        if transport == "http" {
            let mut http = vec![
                ("method".to_owned(), plain("POST")),
                ("path".to_owned(), plain("/messages")),
                ("status".to_owned(), plain("200")),
            ];
            if self.percent(90) {
                self.used("http auth");
                let auth = vec![
                    ("header".to_owned(), plain("Authorization")),
                    ("scheme".to_owned(), plain("Token")),
                    (
                        "credentials".to_owned(),
                        Yaml::List(vec![plain("client"), plain("key")]),
                    ),
                ];
                http.push(("auth".to_owned(), Yaml::Map(auth)));
            }
            entries.push(("http".to_owned(), Yaml::Map(http)));
        } else if self.percent(40) {
            let [one, other] = roles;
            let both = self.percent(50);
            self.used(if both {
                "json-text"
            } else {
                "json-text one way"
            });
            let text = plain("json-text");
            let value = if both {
                text
            } else {
                Yaml::Map(vec![(format!("{one} -> {other}"), text)])
            };
            entries.push(("encoding".to_owned(), value));
        }
        match self.chance.below(7) {
            0..2 => {
                self.used("unknown: refuse");
                entries.push(("unknown".to_owned(), plain("refuse")));
            }
            2..4 => {
                self.used("unknown: T");
                let ty = self.item(1);
                entries.push(("unknown".to_owned(), ty));
            }
            4..6 => {
                self.used("unknown: keep");
                entries.push(("unknown".to_owned(), plain("keep")));
            }
            _ => {}
        }
        if self.percent(35) {
            self.used("trust");
            let word = *self.chance.pick(&["own", "delivered", "none"]);
            let trust = vec![
                ("handshake".to_owned(), plain(word)),
                ("opaque".to_owned(), one("because", quoted("It is a test."))),
            ];
            entries.push(("trust".to_owned(), Yaml::Map(trust)));
        }
        if self.percent(25) {
            self.used("timeout");
            entries.push(("timeout".to_owned(), plain("5min")));
        }
    }

    fn traffic(&mut self, channel: &Channel, made: &[Envelope], sections: &mut Sections) {
        if channel.repeats {
            return;
        }
        let [one, other] = channel.roles;
        for (side, (from, to)) in [(one, other), (other, one)].into_iter().enumerate() {
            let (mut events, mut requests) = (Vec::new(), Vec::new());
            for (index, place) in channel.envelopes[side].iter().enumerate() {
                let lane = Lane {
                    envelope: &made[*place],
                    must_name: index > 0,
                    channel: channel.is_chosen.then_some(channel.name.as_str()),
                    is_shared: channel.envelopes[1 - side].contains(place),
                };
                if lane.envelope.mode == Mode::Http && side == 1 {
                    continue;
                }
                self.lane(&lane, &mut events, &mut requests);
                if lane.envelope.property && lane.is_shared && index == 0 && self.percent(60) {
                    // A property is for all roles that a channel joins to its own.
                    let lane = Lane {
                        channel: Some(channel.name.as_str()),
                        ..lane
                    };
                    let property = self.property(&lane);
                    add(&mut sections.properties, from.to_owned(), vec![property]);
                }
            }
            add(&mut sections.events, format!("{from} -> {to}"), events);
            add(&mut sections.requests, format!("{from} -> {to}"), requests);
        }
        let [forth, back] = &channel.envelopes;
        if forth == back && self.percent(50) {
            self.used("both ways");
            let lane = Lane {
                envelope: &made[forth[0]],
                must_name: false,
                channel: channel.is_chosen.then_some(channel.name.as_str()),
                is_shared: true,
            };
            if lane.envelope.mode == Mode::Http {
                return;
            }
            let direction = format!("{one} <-> {other}");
            if self.percent(60) {
                let event = self.event(&lane);
                add(&mut sections.events, direction, vec![event]);
            } else {
                let request = self.request(&lane);
                add(&mut sections.requests, direction, vec![request]);
            }
        }
    }

    fn lane(
        &mut self,
        lane: &Lane<'_>,
        events: &mut Vec<(String, Yaml)>,
        requests: &mut Vec<(String, Yaml)>,
    ) {
        let mode = lane.envelope.mode;
        if mode == Mode::Solo {
            events.push(self.event(lane));
            return;
        }
        if mode != Mode::Http {
            for _ in 0..self.chance.between(1, 2) {
                events.push(self.event(lane));
            }
        }
        for _ in 0..self.chance.between(usize::from(mode == Mode::Http), 2) {
            requests.push(self.request(lane));
        }
        let is_plain = matches!(mode, Mode::Constant | Mode::Key | Mode::List | Mode::Shared);
        if is_plain && lane.envelope.event != super::forms::Takes::Arguments && self.percent(35) {
            events.extend(self.two_layouts(lane));
        }
        if is_plain && self.percent(30) {
            let [request, event] = self.bound(lane);
            requests.push(request);
            events.push(event);
        }
    }
}

/// What a channel says of its envelopes.
fn envelope_of(channel: &Channel, known: &[Envelope]) -> Yaml {
    let list = |places: &[usize]| match places {
        [only] => plain(known[*only].name.clone()),
        several => Yaml::List(
            several
                .iter()
                .map(|place| plain(known[*place].name.clone()))
                .collect(),
        ),
    };
    let [forth, back] = &channel.envelopes;
    if forth == back {
        return list(forth);
    }
    let [one, other] = channel.roles;
    Yaml::Map(vec![
        (format!("{one} -> {other}"), list(forth)),
        (format!("{other} -> {one}"), list(back)),
    ])
}

/// Adds messages to a direction of a section.
fn add(section: &mut Vec<(String, Yaml)>, direction: String, messages: Vec<(String, Yaml)>) {
    if messages.is_empty() {
        return;
    }
    match section.iter_mut().find(|(known, _)| *known == direction) {
        Some((_, Yaml::Map(all))) => all.extend(messages),
        _ => section.push((direction, Yaml::Map(messages))),
    }
}
