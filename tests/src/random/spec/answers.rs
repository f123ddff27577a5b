//! What requests bring back.

use crate::random::spec::channels::Channel;
use crate::random::spec::forms::{Envelope, Listed, Mode, Takes};
use crate::random::spec::maker::Maker;
use crate::random::yaml::{Yaml, plain, quoted, yes};

impl Maker {
    /// What success brings.
    pub(super) fn outcome(&mut self, envelope: &Envelope) -> Yaml {
        let spread = envelope.ok == Takes::Spread;
        match self.chance.weighted(&[5, 4, 4, 2, 2, 5]) {
            0 => {
                self.used("ok type");
                let (ty, nullable) = if spread {
                    (self.object(&envelope.keys), false)
                } else {
                    (self.ty(2), self.percent(15))
                };
                self.marked(ty, false, nullable).yaml()
            }
            1 => {
                self.used("ok fields");
                let (entries, _) = self.struct_entries(1, &envelope.keys);
                Yaml::Map(entries)
            }
            2 => {
                self.used("ok nothing");
                plain("nothing")
            }
            3 => {
                self.used("ok never");
                plain("never")
            }
            4 if !spread => {
                self.used("ok undocumented");
                plain("undocumented")
            }
            _ if can_share(envelope) && self.percent(85) => self.shared_answer(envelope),
            _ if envelope.named_answers => {
                self.used("ok named");
                let (mut entries, _) = self.struct_entries(1, &envelope.keys);
                entries.push(("name".to_owned(), quoted(format!("done.{}", self.word()))));
                Yaml::Map(entries)
            }
            _ => plain("nothing"),
        }
    }

    /// An answer under the name that several requests of an envelope share, joined by its id.
    fn shared_answer(&mut self, envelope: &Envelope) -> Yaml {
        self.used("ok shared");
        let mut entries = if self.percent(50) {
            self.struct_entries(1, &envelope.keys).0
        } else {
            Vec::new()
        };
        entries.push(("name".to_owned(), quoted(format!("did.{}", envelope.name))));
        entries.push(("as".to_owned(), plain(self.type_name())));
        Yaml::Map(entries)
    }

    /// What failure brings.
    pub(super) fn error_body(&mut self, envelope: &Envelope) -> Yaml {
        let mut entries = if envelope.error_spread || self.percent(40) {
            self.used("error fields");
            self.struct_entries(1, &envelope.keys).0
        } else {
            self.used("error type");
            self.ty(1).entries()
        };
        if envelope.named_answers && self.percent(50) {
            self.used("error named");
            entries.push(("name".to_owned(), quoted(format!("failed.{}", self.word()))));
        }
        Yaml::Map(entries)
    }

    /// Errors that answers of all envelopes of a channel can bring.
    pub(super) fn channel_errors(
        &mut self,
        entries: &mut Vec<(String, Yaml)>,
        channel: &Channel,
        known: &[Envelope],
    ) {
        let [forth, back] = &channel.envelopes;
        let mut all = forth.iter().chain(back).map(|place| known[*place].listed);
        let listed = all.next().flatten();
        let Some(listed) = listed.filter(|_| all.all(|other| other == listed)) else {
            return;
        };
        if self.percent(40) {
            self.used("channel errors");
            let errors = self.errors(listed);
            entries.push(("errors".to_owned(), errors));
        }
    }

    /// Known errors of a kind.
    pub(super) fn errors(&mut self, listed: Listed) -> Yaml {
        let numbers = listed == Listed::Numbers;
        if numbers {
            self.used("errors numbers");
        }
        let count = self.chance.between(1, 3);
        let mut known = Vec::new();
        for _ in 0..count {
            known.push(if numbers {
                plain((self.number() + 400).to_string())
            } else {
                quoted(format!("{} failed", self.word()))
            });
        }
        if self.percent(50) {
            self.used("errors list");
            return Yaml::List(known);
        }
        self.used("errors mapping");
        let mut entries = Vec::new();
        for error in known {
            let (Yaml::Plain(text) | Yaml::Quoted(text)) = error else {
                continue;
            };
            let what = if self.percent(50) {
                plain("What it means.")
            } else {
                Yaml::Map(vec![
                    ("doc".to_owned(), plain("What it means.")),
                    ("as".to_owned(), plain(self.type_name())),
                ])
            };
            entries.push((text, what));
        }
        if self.percent(40) {
            self.used("errors closed");
            entries.push(("closed".to_owned(), yes()));
        }
        Yaml::Map(entries)
    }
}

/// Whether an id in the message joins answers to their requests, whatever they are called.
fn can_share(envelope: &Envelope) -> bool {
    let is_inside = !matches!(envelope.mode, Mode::Outside | Mode::Solo);
    envelope.named_answers && envelope.has_id && is_inside
}
