//! Events, requests and properties that suit their envelopes.

use crate::random::spec::forms::{Envelope, Mode, Takes};
use crate::random::spec::maker::{Maker, Plan, Ty, Written, kinds};
use crate::random::yaml::{Yaml, one, plain, quoted, yes};

/// The way of a message.
pub(super) struct Lane<'l> {
    /// The envelope that it takes.
    pub envelope: &'l Envelope,
    /// Whether the channel would choose another.
    pub must_name: bool,
    /// The channel, where the message must name it.
    pub channel: Option<&'l str>,
    /// Whether the envelope is one of those for the way back, too.
    pub is_shared: bool,
}

type Entries = Vec<(String, Yaml)>;

impl Maker {
    /// An event, with its key.
    pub(super) fn event(&mut self, lane: &Lane<'_>) -> (String, Yaml) {
        self.used("event");
        let (key, mut entries) = self.head(lane);
        let payload = self.carried(lane.envelope, lane.envelope.event);
        entries.extend(payload);
        if lane.envelope.subscribe && lane.is_shared && self.percent(75) {
            self.used("subscription");
            entries.push(("subscribe".to_owned(), self.subscription(lane.envelope)));
        }
        self.tail(lane, &mut entries);
        (key, Yaml::Map(entries))
    }

    fn subscription(&mut self, envelope: &Envelope) -> Yaml {
        if self.percent(25) || !(envelope.named_answers || envelope.has_id) {
            self.used("subscribe true");
            return yes();
        }
        let mut entries = Vec::new();
        if self.percent(75) {
            self.used("subscription options");
            let (options, _) = self.struct_entries(1, &envelope.keys);
            entries.push(("options".to_owned(), Yaml::Map(options)));
        }
        if self.percent(75) {
            self.used("subscription ok");
            let ok = self.outcome(envelope);
            entries.push(("ok".to_owned(), ok));
        }
        if entries.is_empty() {
            yes()
        } else {
            Yaml::Map(entries)
        }
    }

    /// A request, with its key.
    pub(super) fn request(&mut self, lane: &Lane<'_>) -> (String, Yaml) {
        self.used("request");
        let envelope = lane.envelope;
        if !envelope.named_answers {
            self.used("nameless answers");
        }
        let (key, mut entries) = self.head(lane);
        let takes_values = envelope.request == Takes::Value && envelope.ok == Takes::Value;
        let by_field = takes_values && self.percent(25);
        if by_field {
            entries.extend(self.joined_by_field());
        } else {
            let payload = self.carried(envelope, envelope.request);
            entries.extend(payload);
            let ok = self.outcome(envelope);
            entries.push(("ok".to_owned(), ok));
        }
        let mut listed = envelope.listed;
        if envelope.has_error && self.percent(45) {
            let error = self.error_body(envelope);
            entries.push(("error".to_owned(), error));
            listed = listed.filter(|_| envelope.has_code);
        }
        if let Some(listed) = listed.filter(|_| self.percent(70)) {
            let errors = self.errors(listed);
            entries.push(("errors".to_owned(), errors));
        }
        if !by_field && self.percent(10) {
            self.used("correlation on message");
            entries.push(("correlation".to_owned(), plain("single-flight")));
        }
        if self.percent(10) {
            self.used("timeout");
            entries.push(("timeout".to_owned(), plain("250ms")));
        }
        self.tail(lane, &mut entries);
        (key, Yaml::Map(entries))
    }

    /// A payload and an answer that have a field in common, by which they find each other.
    fn joined_by_field(&mut self) -> Entries {
        self.used("correlation field");
        self.used("fields");
        self.used("ok fields");
        let ty = plain(*self.chance.pick(&["string", "int"]));
        let ok = vec![
            ("token".to_owned(), ty.clone()),
            (self.word(), plain("bool")),
        ];
        let other = (self.word(), self.ty(1).yaml());
        vec![
            (
                "fields".to_owned(),
                Yaml::Map(vec![other, ("token".to_owned(), ty)]),
            ),
            ("ok".to_owned(), one("fields", Yaml::Map(ok))),
            (
                "correlation".to_owned(),
                Yaml::List(vec![one("field", plain("token")), plain("single-flight")]),
            ),
        ]
    }

    /// A property, with its key.
    pub(super) fn property(&mut self, lane: &Lane<'_>) -> (String, Yaml) {
        self.used("property");
        let key = self.word();
        let nullable = self.percent(15);
        let ty = if lane.envelope.ok == Takes::Spread {
            self.object(&lane.envelope.keys)
        } else {
            self.ty(2)
        };
        let nullable = nullable && lane.envelope.ok != Takes::Spread;
        let ty = self.marked(ty, false, nullable);
        let Some(channel) = lane.channel else {
            return (key, ty.yaml());
        };
        let mut entries = ty.entries();
        entries.push(("channels".to_owned(), Yaml::List(vec![plain(channel)])));
        (key, Yaml::Map(entries))
    }

    /// The key of a message, and the wire name and identifier where they are others.
    fn head(&mut self, lane: &Lane<'_>) -> (String, Entries) {
        const HOSTILE: [&str; 8] = [
            "",
            "a/b~c",
            "größe",
            "__proto__",
            "\"x\"",
            "*/",
            "constructor",
            "{}",
        ];
        let key = self.word();
        let plain_name = matches!(lane.envelope.mode, Mode::Constant | Mode::Key | Mode::List);
        let number = self.number();
        let entry = match self.chance.weighted(&[50, 12, 10, 14, 10]) {
            1 => {
                self.used("name text");
                quoted(format!("strip.{}", self.word()))
            }
            2 if plain_name => {
                self.used("name number");
                plain(number.to_string())
            }
            3 if plain_name && !self.named_true => {
                self.used("name bool");
                self.named_true = true;
                plain("true")
            }
            4 => {
                self.used("hostile name");
                quoted(format!("{}{number}", self.chance.pick(&HOSTILE)))
            }
            _ => {
                self.sent.push(key.clone());
                return (key, Vec::new());
            }
        };
        let mut entries = vec![("name".to_owned(), entry)];
        self.used("as");
        entries.push(("as".to_owned(), plain(self.type_name())));
        (key, entries)
    }

    /// What says what a message carries.
    fn carried(&mut self, envelope: &Envelope, takes: Takes) -> Entries {
        if self.percent(15) {
            self.used("no payload");
            return Vec::new();
        }
        match takes {
            Takes::Arguments => self.arguments(),
            Takes::Spread => {
                let ty = self.object(&envelope.keys);
                vec![("payload".to_owned(), ty.yaml())]
            }
            Takes::Value => {
                if self.percent(40) {
                    self.used("fields");
                    let (inner, _) = self.struct_entries(2, &[]);
                    let fields = inner.iter().find(|(key, _)| key == "fields").cloned();
                    if inner.len() == 1 {
                        return fields.into_iter().collect();
                    }
                    self.used("payload");
                    return vec![("payload".to_owned(), Yaml::Map(inner))];
                }
                self.used("payload");
                let (optional, nullable) = (self.percent(20), self.percent(20));
                let ty = self.ty(2);
                let ty = self.marked(ty, optional, nullable);
                if optional {
                    self.used("payload optional");
                }
                if nullable {
                    self.used("payload nullable");
                }
                vec![("payload".to_owned(), ty.yaml())]
            }
        }
    }

    fn arguments(&mut self) -> Entries {
        self.used("args");
        let (mut items, rest) = self.items(2);
        items.iter_mut().for_each(without_key);
        let is_optional = |item: &Yaml| {
            let text = format!("{item:?}");
            text.contains("optional") || text.contains("maybe")
        };
        if items.iter().any(is_optional) {
            self.used("args optional");
        }
        let mut entries = vec![("args".to_owned(), Yaml::List(items))];
        if let Some(rest) = rest {
            self.used("args rest");
            entries.push(("rest".to_owned(), rest));
        }
        entries
    }

    /// A type whose values are objects without these keys.
    pub(super) fn object(&mut self, taken: &[String]) -> Ty {
        let fits = |place: &usize| {
            let named = &self.named[*place];
            let whole = matches!(named.plan, Plan::Struct | Plan::Tagged);
            whole
                && named
                    .keys
                    .as_ref()
                    .is_some_and(|keys| keys.iter().all(|key| !taken.contains(key)))
        };
        let places: Vec<usize> = (0..self.made).filter(fits).collect();
        if !places.is_empty() && self.percent(40) {
            let place = *self.chance.pick(&places);
            let named = self.named[place].clone();
            return Ty {
                keys: named.keys,
                ..Ty::word(&named.name, kinds::OBJECT)
            };
        }
        if self.percent(8) {
            return Ty::word("map<int>", kinds::OBJECT);
        }
        let (entries, keys) = self.struct_entries(2, taken);
        Ty {
            keys: Some(keys),
            ..Ty::mapping(entries, kinds::OBJECT)
        }
    }

    /// What a message says of itself beside what it carries.
    fn tail(&mut self, lane: &Lane<'_>, entries: &mut Entries) {
        if lane.must_name {
            self.used("envelope on message");
            entries.push(("envelope".to_owned(), plain(lane.envelope.name.clone())));
        }
        if let Some(channel) = lane.channel {
            self.used("channels on message");
            entries.push(("channels".to_owned(), Yaml::List(vec![plain(channel)])));
        }
        let marks: [(&'static str, Yaml); 6] = [
            ("when", plain("Something happens.")),
            ("gatedBy", plain("a switch")),
            ("idempotent", yes()),
            ("maxBytes", plain("4096")),
            ("since", plain("1.1.0")),
            ("deprecated", one("use", plain("another"))),
        ];
        for (key, value) in marks {
            if self.percent(10) {
                self.used(key);
                entries.push((key.to_owned(), value));
            }
        }
        if self.percent(15) {
            let doc = self.doc();
            entries.push(("doc".to_owned(), doc));
        }
        self.order(entries);
    }

    /// The messages that come before and after.
    fn order(&mut self, entries: &mut Entries) {
        if self.sent.is_empty() || !self.percent(25) {
            return;
        }
        let other = self.chance.pick(&self.sent).clone();
        let (construct, key, value) = match self.chance.below(3) {
            0 => ("after", "after", plain(other)),
            1 => ("then", "then", Yaml::List(vec![plain(other)])),
            _ => (
                "then oneOf",
                "then",
                one("oneOf", Yaml::List(vec![plain(other)])),
            ),
        };
        self.used(construct);
        entries.push((key.to_owned(), value));
    }

    /// Two layouts of one name, told by a constant in their payloads.
    pub(super) fn two_layouts(&mut self, lane: &Lane<'_>) -> Vec<(String, Yaml)> {
        self.used("two layouts");
        let (name, tell) = (self.word(), self.word());
        let mut layouts = Vec::new();
        for _ in 0..2 {
            let constant = one("const", plain(self.word()));
            let (mut inner, _) = self.struct_entries(
                1,
                &[lane.envelope.keys.clone(), vec![tell.clone()]].concat(),
            );
            match inner.iter_mut().find(|(key, _)| key == "fields") {
                Some((_, Yaml::Map(fields))) => fields.insert(0, (tell.clone(), constant)),
                _ => inner.push(("fields".to_owned(), one(&tell, constant))),
            }
            let mut entries = vec![
                ("name".to_owned(), plain(name.clone())),
                ("as".to_owned(), plain(self.type_name())),
                ("payload".to_owned(), Yaml::Map(inner)),
            ];
            self.tail(lane, &mut entries);
            layouts.push((self.word(), Yaml::Map(entries)));
        }
        layouts
    }

    /// A request whose name is chosen at run time, and an event that chooses it.
    pub(super) fn bound(&mut self, lane: &Lane<'_>) -> [(String, Yaml); 2] {
        self.used("bound name");
        let key = self.word();
        let mut name = vec![("bound".to_owned(), yes())];
        if self.percent(70) {
            name.push(("default".to_owned(), quoted(format!("/{}", self.word()))));
        }
        if self.percent(50) {
            self.used("bound many");
            name.push(("many".to_owned(), yes()));
        }
        let mut entries = vec![("name".to_owned(), Yaml::Map(name))];
        let payload = self.carried(lane.envelope, lane.envelope.request);
        entries.extend(payload);
        let ok = self.outcome(lane.envelope);
        entries.push(("ok".to_owned(), ok));
        self.tail(lane, &mut entries);
        self.used("binds");
        let path = Ty {
            written: Written::Mapping(vec![
                ("type".to_owned(), plain("optional string")),
                ("binds".to_owned(), plain(key.clone())),
            ]),
            ..Ty::word("", kinds::TEXT)
        };
        let mut binding = vec![(
            "payload".to_owned(),
            one("fields", one("path", path.yaml())),
        )];
        if lane.envelope.event == Takes::Arguments {
            binding = vec![(
                "args".to_owned(),
                Yaml::List(vec![one("fields", one("path", plain("string")))]),
            )];
        }
        self.tail(lane, &mut binding);
        [(key, Yaml::Map(entries)), (self.word(), Yaml::Map(binding))]
    }
}

/// Writes a type that says no more than `type` as a word: as an argument it could be meant for one of that name.
fn without_key(item: &mut Yaml) {
    if let Yaml::Map(entries) = item
        && let [(key, ty)] = &entries[..]
        && key == "type"
    {
        *item = ty.clone();
    }
}
