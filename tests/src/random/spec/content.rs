//! What forms hold beside what tells them.

use crate::random::spec::forms::Mode;
use crate::random::spec::forms::{Draft, Id, Takes};
use crate::random::spec::maker::Maker;
use crate::random::yaml::{Yaml, one, plain};

impl Maker {
    /// What a form of this kind holds beside its marks.
    pub(super) fn content(&mut self, draft: &Draft, kind: &str) -> Vec<(String, Yaml)> {
        let envelope = &draft.envelope;
        let mut members = match kind {
            "event" => self.payload(envelope.event),
            "request" => self.payload(envelope.request),
            "ok" => self.payload(envelope.ok),
            "error" => self.error(draft),
            "changed" => self.changed(),
            "subscribe" | "unsubscribe" => self.options(draft),
            _ => Vec::new(),
        };
        self.id(draft, kind, &mut members);
        let echoes = kind == "ok"
            && matches!(envelope.mode, Mode::Constant | Mode::Key | Mode::Shared)
            && envelope.ok == Takes::Value;
        if echoes && self.percent(50) {
            self.used("$request");
            members.push(("echo".to_owned(), plain("$request")));
        } else if echoes && self.percent(90) {
            self.used("$request spread");
            members.push(("$request".to_owned(), Yaml::Empty));
        }
        members
    }

    fn payload(&mut self, takes: Takes) -> Vec<(String, Yaml)> {
        match takes {
            Takes::Value => {
                self.used("$payload");
                if self.percent(15) {
                    self.used("nested form");
                    vec![("body".to_owned(), one("inner", plain("$payload")))]
                } else {
                    vec![("carried".to_owned(), plain("$payload"))]
                }
            }
            Takes::Spread => {
                self.used("$payload spread");
                vec![("$payload".to_owned(), Yaml::Empty)]
            }
            Takes::Arguments => {
                self.used("$args");
                vec![("arguments".to_owned(), plain("$args"))]
            }
        }
    }

    fn error(&mut self, draft: &Draft) -> Vec<(String, Yaml)> {
        let envelope = &draft.envelope;
        let mut members = Vec::new();
        if envelope.has_error {
            self.used("$error");
            members.push(if envelope.error_spread {
                ("$error".to_owned(), Yaml::Empty)
            } else {
                ("problem".to_owned(), plain("$error"))
            });
        }
        if envelope.has_code {
            self.used("$code");
            members.push(("failure".to_owned(), plain("$code")));
        }
        members
    }

    fn changed(&mut self) -> Vec<(String, Yaml)> {
        self.used("$new");
        let mut members = vec![("now".to_owned(), plain("$new"))];
        if self.percent(70) {
            self.used("$old");
            let word = if self.percent(30) {
                "optional $old"
            } else {
                "$old"
            };
            members.insert(0, ("before".to_owned(), plain(word)));
        }
        members
    }

    fn options(&mut self, draft: &Draft) -> Vec<(String, Yaml)> {
        let typed = draft.fields.iter().any(|(name, _)| name == "options");
        self.used("$options");
        if typed && draft.envelope.mode != Mode::List && self.percent(60) {
            self.used("$options spread");
            return vec![("$options".to_owned(), Yaml::Empty)];
        }
        if self.percent(40) {
            self.used("$options optional");
            return vec![("options".to_owned(), plain("optional $options"))];
        }
        vec![("options".to_owned(), plain("$options"))]
    }

    fn id(&mut self, draft: &Draft, kind: &str, members: &mut Vec<(String, Yaml)>) {
        let Some(id) = draft.id else { return };
        let opens = matches!(
            kind,
            "event" | "watch" | "changed" | "unsubscribe" | "subscribe"
        );
        if opens && kind != "subscribe" {
            return;
        }
        self.used("$id");
        let word = match id {
            Id::Optional => {
                self.used("$id optional");
                "optional $id"
            }
            Id::Nullable if matches!(kind, "error" | "ok") => {
                self.used("$id nullable");
                "$id | null"
            }
            Id::Needed | Id::Nullable => "$id",
            Id::Twice => {
                if draft.envelope.mode != Mode::List {
                    self.used("$id twice");
                    members.push(("again".to_owned(), one("id", plain("$id"))));
                }
                "$id"
            }
        };
        members.push(("re".to_owned(), plain(word)));
    }

    /// A list: what tells it first, what may be absent last.
    pub(super) fn list_form(
        &mut self,
        draft: &Draft,
        marks: Vec<(String, Yaml)>,
        members: Vec<(String, Yaml)>,
    ) -> Yaml {
        let mut items: Vec<Yaml> = marks.into_iter().map(|(_, value)| value).collect();
        let mut rest: Vec<Yaml> = members.into_iter().map(|(_, value)| value).collect();
        rest.extend(draft.own.iter().map(|(own, _)| plain(format!("${own}"))));
        let optional =
            |item: &Yaml| matches!(item, Yaml::Plain(word) if word.starts_with("optional"));
        let (last, mut first): (Vec<Yaml>, Vec<Yaml>) = rest.into_iter().partition(optional);
        self.chance.shuffle(&mut first);
        // What a message may leave out stands behind what must be there.
        let carries = |item: &Yaml| matches!(item, Yaml::Plain(word) if word == "$payload" || word == "$args");
        let (payload, first): (Vec<Yaml>, Vec<Yaml>) = first.into_iter().partition(carries);
        items.extend(first);
        items.extend(payload);
        items.extend(last);
        Yaml::List(items)
    }
}
