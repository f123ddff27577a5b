//! Envelopes: one way of telling kinds apart, and a form for each kind.

use crate::random::spec::maker::{Maker, kinds};
use crate::random::yaml::{Yaml, one, plain, quoted, yes};

/// How the forms of an envelope are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// By a constant at one place.
    Constant,
    /// By the key under which the name stands.
    Key,
    /// By the name itself, with text around it or constants in its place.
    Shared,
    /// By keys that must not be there.
    Absent,
    /// By a constant at the start of a list.
    List,
    /// As requests over HTTP are.
    Http,
    /// By names that stand outside.
    Outside,
    /// By a key of its own, for one message that has no name.
    Solo,
}

/// What a form takes as payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A value.
    Value,
    /// An object whose keys stand beside those of the form.
    Spread,
    /// Arguments.
    Arguments,
}

/// An envelope, and what its messages must know of it.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says whether a form has something"
)]
pub struct Envelope {
    /// Its name.
    pub name: String,
    /// How its forms are told apart.
    pub mode: Mode,
    /// What events, requests and answers take.
    pub event: Takes,
    /// What requests take.
    pub request: Takes,
    /// What answers take.
    pub ok: Takes,
    /// Whether answers say which request they are for.
    pub named_answers: bool,
    /// Whether each request has an id that must be there.
    pub has_id: bool,
    /// Whether the error form has `$error`.
    pub has_error: bool,
    /// Whether the error body stands beside other keys, so that all must be objects.
    pub error_spread: bool,
    /// Whether the error form has `$code`.
    pub has_code: bool,
    /// What errors can be listed that its answers bring.
    pub listed: Option<Listed>,
    /// Whether others can look at properties.
    pub property: bool,
    /// Whether others can ask for events.
    pub subscribe: bool,
    /// The keys of its forms.
    pub keys: Vec<String>,
}

/// Errors that a spec can list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Listed {
    /// Texts.
    Texts,
    /// Whole numbers.
    Numbers,
}

/// An envelope that is being made.
pub(super) struct Draft {
    pub envelope: Envelope,
    /// The key of the tag or constant, and of the names.
    pub tag: String,
    pub name_key: String,
    /// The object in which the marks stand, if that is not the top.
    around: Option<String>,
    pub id: Option<Id>,
    /// The declared slots, and those that forms have, each with whether its values are scalars.
    pub fields: Vec<(String, Yaml)>,
    pub own: Vec<(String, bool)>,
    constants: Vec<(String, Yaml)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Id {
    Needed,
    Optional,
    Nullable,
    Twice,
}

/// The kinds, and what `{name}` stands in where names are shared.
pub(super) const KINDS: [(&str, &str, &str); 9] = [
    ("event", "", ""),
    ("request", "", ""),
    ("ok", "", ".ok"),
    ("error", "failed:", ""),
    ("watch", "watch:", ""),
    ("changed", "", "Changed"),
    ("subscribe", "sub:", ""),
    ("unsubscribe", "unsub:", ""),
    ("get", "get:", ""),
];

impl Maker {
    /// An envelope, as it stands in a spec.
    pub fn envelope(&mut self, mode: Mode) -> (Envelope, Yaml) {
        let mut draft = self.draft(mode);
        let mut entries = Vec::new();
        for (place, (kind, ..)) in KINDS.iter().enumerate() {
            if !self.has_form(&draft.envelope, kind) {
                continue;
            }
            self.used(FORMS[place]);
            let form = self.form(&mut draft, place);
            entries.push(((*kind).to_owned(), form));
        }
        if mode == Mode::Outside {
            self.used("name outside");
            entries.push(("outside".to_owned(), plain("$name")));
        }
        if !draft.fields.is_empty() {
            entries.insert(0, ("fields".to_owned(), Yaml::Map(draft.fields)));
        }
        if self.percent(15) {
            self.used("timeout");
            entries.push(("timeout".to_owned(), plain("3s")));
        }
        (draft.envelope, Yaml::Map(entries))
    }

    fn has_form(&mut self, envelope: &Envelope, kind: &str) -> bool {
        match kind {
            "event" => envelope.mode != Mode::Http,
            _ if envelope.mode == Mode::Solo => false,
            "watch" | "changed" => envelope.property,
            "get" => envelope.property && self.percent(70),
            "subscribe" => envelope.subscribe,
            "unsubscribe" => envelope.subscribe && self.percent(60),
            _ => true,
        }
    }

    fn draft(&mut self, mode: Mode) -> Draft {
        let takes = |maker: &mut Self| match maker.chance.weighted(&[6, 3, 3]) {
            1 if mode != Mode::List => Takes::Spread,
            0 | 1 => Takes::Value,
            _ => Takes::Arguments,
        };
        let (event, request) = (takes(self), takes(self));
        let ok = if takes(self) == Takes::Spread {
            Takes::Spread
        } else {
            Takes::Value
        };
        let named_answers = match mode {
            Mode::Absent | Mode::Http => false,
            Mode::Outside | Mode::Solo => true,
            _ => self.has_nameless || self.percent(25),
        };
        self.has_nameless |= !named_answers;
        let open = matches!(mode, Mode::Constant | Mode::Key | Mode::Shared | Mode::List);
        let envelope = Envelope {
            name: self.word(),
            mode,
            event,
            request,
            ok: if matches!(mode, Mode::Absent) {
                Takes::Value
            } else {
                ok
            },
            named_answers,
            has_id: false,
            has_error: true,
            error_spread: false,
            has_code: false,
            listed: None,
            property: open && self.percent(60),
            subscribe: open && self.percent(60),
            keys: Vec::new(),
        };
        let mut draft = Draft {
            envelope,
            tag: self.form_key("op"),
            name_key: self.form_key("named"),
            around: None,
            id: None,
            fields: Vec::new(),
            own: Vec::new(),
            constants: Vec::new(),
        };
        self.settle_id(&mut draft);
        self.settle_errors(&mut draft);
        self.settle_own(&mut draft);
        if matches!(mode, Mode::Constant | Mode::Shared) && self.percent(30) {
            self.used("nested form");
            draft.around = Some(self.form_key("meta"));
        }
        if mode != Mode::List && self.percent(50) {
            self.settle_constants(&mut draft);
        }
        draft
    }

    /// A key of a form: the usual word, or one of its own.
    fn form_key(&mut self, usual: &str) -> String {
        if self.percent(50) {
            format!("{usual}_{}", self.number())
        } else {
            self.word()
        }
    }

    fn settle_id(&mut self, draft: &mut Draft) {
        let nameless = !draft.envelope.named_answers;
        let id = match draft.envelope.mode {
            Mode::Absent => Some(Id::Needed),
            Mode::Http => None,
            _ => match self
                .chance
                .weighted(&[24, if nameless { 40 } else { 20 }, 20, 20, 12])
            {
                0 => None,
                1 => Some(Id::Needed),
                2 => Some(Id::Optional),
                3 => Some(Id::Nullable),
                _ => Some(Id::Twice),
            },
        };
        draft.id = id;
        draft.envelope.has_id = matches!(id, Some(Id::Needed | Id::Twice | Id::Nullable));
        if id.is_some() && self.percent(50) {
            self.used("$id typed");
            let ty = *self
                .chance
                .pick(&["string | int", "int", "uuid", "string", "number"]);
            draft.fields.push(("id".to_owned(), plain(ty)));
        }
    }

    fn settle_errors(&mut self, draft: &mut Draft) {
        let envelope = &mut draft.envelope;
        envelope.has_code = self.percent(40);
        envelope.has_error = !envelope.has_code || self.percent(60);
        let mut listed = Some(Listed::Texts);
        if draft.envelope.has_error {
            let spread = draft.envelope.mode != Mode::List && self.percent(20);
            if spread {
                self.used("$error spread");
                self.used("$error typed");
                let (entries, _) = self.struct_entries(1, &[]);
                draft.fields.push(("error".to_owned(), Yaml::Map(entries)));
                draft.envelope.error_spread = true;
                listed = None;
            } else if self.percent(50) {
                self.used("$error typed");
                let is_number = self.percent(40);
                let ty = if is_number {
                    plain("int")
                } else {
                    self.item(1)
                };
                draft.fields.push(("error".to_owned(), ty));
                listed = is_number.then_some(Listed::Numbers);
            }
        }
        if draft.envelope.has_code {
            listed = Some(Listed::Texts);
            if self.percent(50) {
                self.used("$code number");
                draft.fields.push(("code".to_owned(), plain("int")));
                listed = Some(Listed::Numbers);
            }
        }
        draft.envelope.listed = listed;
    }

    fn settle_own(&mut self, draft: &mut Draft) {
        if draft.envelope.mode == Mode::Outside {
            return;
        }
        for _ in 0..self.chance.weighted(&[5, 4, 2]) {
            self.used("own slot");
            let name = format!("own_{}", self.number());
            let ty = self.scalar();
            let is_scalar = ty.kinds & (kinds::LIST | kinds::OBJECT) == 0;
            let mut entries = ty.entries();
            if self.percent(50) {
                self.used("own slot per message");
                entries.push(("per".to_owned(), plain("message")));
            }
            if self.percent(40) {
                self.used("own slot match");
                entries.push(("match".to_owned(), yes()));
            }
            draft.fields.push((name.clone(), Yaml::Map(entries)));
            draft.own.push((name, is_scalar));
        }
        if draft.envelope.subscribe && self.percent(70) {
            let (entries, _) = self.struct_entries(1, &[]);
            draft
                .fields
                .push(("options".to_owned(), Yaml::Map(entries)));
        }
    }

    fn settle_constants(&mut self, draft: &mut Draft) {
        for _ in 0..self.chance.between(1, 2) {
            let (construct, value) = match self.chance.below(6) {
                0 => ("constant number", plain("2")),
                1 => ("constant bool", plain("false")),
                2 => ("constant null", plain("null")),
                3 => ("$$", plain("$$name")),
                4 => ("constant text", quoted("2")),
                _ => ("constant text", plain("shared")),
            };
            self.used(construct);
            let key = self.form_key("const");
            draft.constants.push((key, value));
        }
    }

    fn form(&mut self, draft: &mut Draft, place: usize) -> Yaml {
        let (kind, ..) = KINDS[place];
        let mut marks = self.marks_of(draft, place);
        let mut members = self.content(draft, kind);
        if draft.envelope.mode == Mode::List {
            self.used("form is a list");
            return self.list_form(draft, marks, members);
        }
        let is_alone = marks.is_empty();
        // Without it few messages are nothing but their name, or nothing at all.
        let is_bare = matches!(draft.envelope.mode, Mode::Outside | Mode::Http);
        if is_alone
            && members.len() == 1
            && self.percent(if is_bare { 80 } else { 50 })
            && !matches!(members[0].1, Yaml::Empty)
        {
            self.used("form is a slot");
            return members.remove(0).1;
        }
        if let Some(around) = draft.around.clone().filter(|_| !marks.is_empty()) {
            draft.envelope.keys.push(around.clone());
            marks = vec![(around, Yaml::Map(marks))];
        }
        members.extend(draft.constants.clone());
        members.extend(marks);
        self.own_slots(draft, &mut members);
        self.chance.shuffle(&mut members);
        draft
            .envelope
            .keys
            .extend(members.iter().map(|(key, _)| key.clone()));
        Yaml::Map(members)
    }

    fn own_slots(&mut self, draft: &Draft, members: &mut Vec<(String, Yaml)>) {
        for (own, is_scalar) in &draft.own {
            let (construct, value) = match self.chance.below(10) {
                0..2 => ("own slot optional", plain(format!("optional ${own}"))),
                2..4 => ("own slot nullable", plain(format!("${own} | null"))),
                4..6 if *is_scalar => {
                    let twice = one(&format!("again_{own}"), plain(format!("${own}")));
                    members.push((format!("inner_{own}"), twice));
                    ("own slot twice", plain(format!("${own}")))
                }
                6 => continue,
                _ => ("own slot", plain(format!("${own}"))),
            };
            self.used(construct);
            members.push((own.clone(), value));
        }
    }
}

const FORMS: [&str; 9] = [
    "form event",
    "form request",
    "form ok",
    "form error",
    "form watch",
    "form changed",
    "form subscribe",
    "form unsubscribe",
    "form get",
];
