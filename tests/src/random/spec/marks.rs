//! What tells the forms of an envelope apart.

use crate::random::spec::forms::{Draft, KINDS, Mode};
use crate::random::spec::maker::Maker;
use crate::random::yaml::{Yaml, plain, quoted, yes};

impl Maker {
    /// What tells the form: constants, the name, keys that are absent.
    pub(super) fn marks_of(&mut self, draft: &Draft, place: usize) -> Vec<(String, Yaml)> {
        let (kind, front, behind) = KINDS[place];
        let is_answer = matches!(kind, "ok" | "error");
        let named = !is_answer || draft.envelope.named_answers;
        let name = (draft.name_key.clone(), plain("$name"));
        match draft.envelope.mode {
            Mode::Constant | Mode::List => {
                self.used("kinds by constant");
                let mut marks = vec![(draft.tag.clone(), self.constant_of(place))];
                marks.extend(named.then_some(name));
                marks
            }
            Mode::Key => {
                self.used("kinds by key");
                let key = format!("{}_{kind}", draft.tag);
                if named {
                    vec![(key, plain("$name"))]
                } else {
                    vec![(key, yes())]
                }
            }
            Mode::Shared => {
                self.used("kinds by shared tag");
                let value = if !named {
                    self.used("answers by constant");
                    plain(format!("answer.{kind}"))
                } else if front.is_empty() && behind.is_empty() {
                    plain("$name")
                } else {
                    self.used("name in text");
                    quoted(format!("{front}{{name}}{behind}"))
                };
                vec![(draft.tag.clone(), value)]
            }
            Mode::Absent => {
                self.used("kinds by $absent");
                self.used("$absent");
                match kind {
                    "event" => vec![name, ("re".to_owned(), plain("$absent"))],
                    "request" => vec![name],
                    _ => {
                        self.used("answers by key");
                        vec![(draft.name_key.clone(), plain("$absent"))]
                    }
                }
            }
            Mode::Http => match kind {
                "request" => vec![name],
                _ => Vec::new(),
            },
            Mode::Outside => Vec::new(),
            Mode::Solo => {
                self.used("told by form");
                vec![(draft.tag.clone(), yes())]
            }
        }
    }

    /// A constant that no other kind has.
    fn constant_of(&mut self, place: usize) -> Yaml {
        if self.percent(50) {
            self.used("constant text");
            return plain(KINDS[place].0);
        }
        match place {
            2 => {
                self.used("constant bool");
                plain("true")
            }
            3 => {
                self.used("constant null");
                plain("null")
            }
            place => {
                self.used("constant number");
                plain(place.to_string())
            }
        }
    }
}
