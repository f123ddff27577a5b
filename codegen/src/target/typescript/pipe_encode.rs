//! What the template shows of how messages of a pipe are written.

use minijinja::{Value, context};

use super::cases::Case;
use super::code::{call, choice, give, set};
use super::layout::{Doc, concat, join};
use super::pipe::{Pipe, lines_at};
use super::route::{Root, Route};
use super::sink::literal;
use super::variants::{NO_NAME, keeps_unknown};

impl Pipe<'_> {
    pub(super) fn encode_view(&self, declarations: bool) -> Value {
        let Self { route, .. } = self;
        let json_text = route.is_json_text();
        let outside = self.is_outside();
        let unlisted = self.holds_unlisted();
        let wire = route.encoded_type().print();
        let encoded = if outside {
            self.sent.clone()
        } else if json_text {
            "Encoded<string>".to_owned()
        } else {
            wire.clone()
        };
        let gives = if json_text {
            "a text to send"
        } else if outside {
            "the name and a new value to send"
        } else {
            "a new object to post or to write as JSON"
        };
        let options = "options?: { readonly unlisted?: boolean }";
        let typed_options = {
            let ty = Doc::from("?: { readonly unlisted?: boolean }")
                .type_only()
                .print();
            format!(", options{ty}")
        };
        context! {
            declarations,
            suffix => route.suffix.clone(),
            message => route.direction.identifier.0.clone(),
            unlisted,
            options_parameter => if unlisted { format!(", {options}") } else { String::new() },
            options_parameter_typed => if unlisted { typed_options } else { String::new() },
            gives,
            encoded,
            written => wire,
            is_wrapped => unlisted || self.checks_itself() || json_text || outside,
            write => self.write.clone(),
            checks_itself => self.checks_itself(),
            keeps_unknown => keeps_unknown(route.pipe),
            read_again => self.read_again(),
            is_bound => self.is_bound(),
            bound_again => self.bound_again(),
            open_again => self.open_again(),
            loose => if self.is_loose() { self.loose_kinds().join(", ") } else { String::new() },
            names_are_text => self.names_are_text(),
            is_same => self.is_same(),
            refused_name => self.refused_name(),
            refused_stranger => self.refused_stranger(),
            outside,
            outside_name => self.outside_name(),
            final_value => if json_text { "writeJsonText(encoded.value)" } else { "encoded.value" },
            json_text,
            cases => case_views(route, &self.cases),
            forwarded => self.forwarded(),
            is_complete => self.is_complete(),
        }
    }

    /// The statement that sends a message of unknown name on.
    pub(super) fn forwarded(&self) -> String {
        let check = &self.check_unknown;
        let check = if self.is_outside() {
            format!("(value) => {check}(message.unknown.name, value)")
        } else {
            check.clone()
        };
        let mut arguments: Vec<Doc> = vec!["message.unknown".into(), check.into()];
        match self.route.root() {
            Root::Object => {}
            Root::List => arguments.extend(["isList".into(), "\"a list\"".into()]),
            Root::Any => arguments.extend([self.can_be_sent_on(), "\"a message\"".into()]),
        }
        let forward = call("forward".into(), arguments);
        lines_at(6, &[give(forward)])
    }

    /// Whether a value can be a message, where messages can be of any kind.
    fn can_be_sent_on(&self) -> Doc {
        let (parameter, test) = if self.route.pipe.takes_nothing() {
            ("_value", "true")
        } else {
            ("value", "value !== undefined")
        };
        concat([
            format!("({parameter}").into(),
            Doc::from(": unknown").type_only(),
            ")".into(),
            Doc::from(format!(": {parameter} is unknown")).type_only(),
            format!(" => {test}").into(),
        ])
    }

    pub(super) fn read_again(&self) -> String {
        let function = if self.inner.is_empty() {
            format!("decode{}", self.route.suffix)
        } else {
            self.inner.clone()
        };
        let mut arguments = Vec::new();
        if self.is_outside() {
            arguments.push("name");
        }
        arguments.push("encoded.value");
        if self.route.has_open() {
            arguments.push("open");
        }
        if self.is_bound() {
            arguments.push("bound");
        }
        format!("{function}({})", arguments.join(", "))
    }

    /// The statement that says which request an answer is for, if it says so itself.
    pub(super) fn open_again(&self) -> String {
        let answers = self
            .route
            .faces
            .iter()
            .filter_map(|face| face.answers.as_ref());
        let own = answers.filter(|answers| *answers != NO_NAME).count();
        if !self.route.has_open() {
            return String::new();
        }
        let value = if own == 0 {
            Doc::from("undefined")
        } else {
            let has_own = "\"answers\" in message && message.answers !== null";
            choice(
                has_own.into(),
                "String(message.answers)".into(),
                "undefined".into(),
            )
        };
        lines_at(2, &[concat(["const open = ".into(), value, ";".into()])])
    }

    /// The kinds of answers that do not say which request they are for, as literals.
    pub(super) fn loose_kinds(&self) -> Vec<String> {
        let candidates = self.route.pipe.candidates.iter();
        let mut kinds = Vec::new();
        for candidate in candidates.filter(|candidate| self.route.is_nameless_answer(candidate)) {
            let kind = literal(self.route.variant(candidate).kind.word());
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// Whether there are answers of several kinds that nothing but the request may tell apart.
    pub(super) fn is_loose(&self) -> bool {
        self.route.has_open() && self.loose_kinds().len() > 1
    }

    /// The statement that says how the name that the message brings is known.
    pub(super) fn bound_again(&self) -> String {
        let names = &self.bound_names;
        let ty = Doc::from("<unknown, string>").type_only();
        let map = format!(
            "new Map{}([[message.wireName, {names}[message.name]]])",
            ty.print()
        );
        set(
            "const bound".to_owned(),
            &format!("\"wireName\" in message ? {map} : undefined"),
        )
        .print()
        .replace('\n', "\n  ")
    }

    /// The statement that says whether what was read again is what was meant.
    pub(super) fn is_same(&self) -> String {
        let mut tests = if self.is_loose() {
            vec!["isKind"]
        } else {
            vec!["read.ok", "read.message.kind === message.kind"]
        };
        tests.push("read.message.name === message.name");
        // An answer that is taken for one of another kind has the layouts of that kind.
        let is_other = "read.message.kind !== message.kind ||";
        let layouts = "own(read.message, \"layout\") === own(message, \"layout\")";
        let either = format!("({is_other} {layouts})");
        if self.has_layouts() {
            tests.push(if self.is_loose() { &either } else { layouts });
        }
        let tests = tests.into_iter().map(|test| Doc::from(test.to_owned()));
        let all = join(tests, &concat([" &&".into(), Doc::Space]));
        let value = concat([Doc::Space, all]).indent().group();
        lines_at(2, &[concat(["const isSame =".into(), value, ";".into()])])
    }

    pub(super) fn refused_name(&self) -> &'static str {
        if self.names_are_text() {
            "message.name"
        } else {
            "message.name === null ? null : nameText(message.name)"
        }
    }

    /// Whether messages of other pipes alone, which this one refuses, have names.
    pub(super) fn refuses_names(&self) -> bool {
        let of_kind = self.route.direction.variants.iter().zip(self.route.faces);
        let mut strangers = of_kind
            .filter(|(variant, _)| self.cases.iter().all(|case| case.kind != variant.kind))
            .flat_map(|(_, face)| &face.names);
        strangers.any(|name| name != NO_NAME)
    }

    /// The name of a message of a kind that travels through other pipes alone.
    fn stranger_name(&self) -> &'static str {
        if self.names_are_text() || self.refuses_names() {
            self.refused_name()
        } else {
            "null"
        }
    }

    /// The statement that refuses such a message.
    fn refused_stranger(&self) -> String {
        let refuse = "new Fault(\"name\", \"a message of this channel\").refuse";
        let refused = call(refuse.into(), vec![self.stranger_name().into()]);
        lines_at(6, &[give(refused)])
    }

    pub(super) fn outside_name(&self) -> &'static str {
        let faces = self.route.faces.iter();
        let mut names = faces.flat_map(|face| &face.names);
        let has_null = names.any(|name| name == NO_NAME) || self.is_unknown_elsewhere();
        match (self.is_bound(), has_null, self.names_are_text()) {
            (true, _, true) => {
                "\"wireName\" in message ? message.wireName : (message.name ?? \"\")"
            }
            (true, _, false) => {
                "\"wireName\" in message ? message.wireName : nameText(message.name ?? \"\")"
            }
            (false, true, true) => "message.name ?? \"\"",
            (false, true, false) => "nameText(message.name ?? \"\")",
            (false, false, true) => "message.name",
            (false, false, false) => "nameText(message.name)",
        }
    }

    /// Whether other pipes of the direction have messages that nobody declares, and this one has not.
    pub(super) fn is_unknown_elsewhere(&self) -> bool {
        let mut pipes = self.route.direction.pipes.iter();
        !keeps_unknown(self.route.pipe) && pipes.any(keeps_unknown)
    }

    pub(super) fn sent_type(&self) -> String {
        if !self.is_outside() {
            return String::new();
        }
        let value = if self.route.is_json_text() {
            "string".to_owned()
        } else {
            self.route.wire_type().print()
        };
        let ty = format!(
            "export type {} = {{ readonly ok: true; readonly name: string; readonly value: {value} }} | Refused;",
            self.sent
        );
        Doc::from(ty).type_only().print()
    }
}

/// The cases of the switch over kinds; kinds that are encoded alike share one.
fn case_views(route: &Route<'_>, cases: &[Case]) -> Vec<Value> {
    let mut views: Vec<(Vec<&str>, String)> = Vec::new();
    for case in cases {
        let of_kind = route.direction.variants.iter().zip(route.faces);
        let names: Vec<&String> = of_kind
            .filter(|(variant, _)| variant.kind == case.kind)
            .flat_map(|(_, face)| &face.names)
            .collect();
        let nameless = names.iter().filter(|name| **name == NO_NAME).count();
        let is_mixed = nameless > 0 && nameless < names.len();
        let statements = lines_at(6, &case.statements(is_mixed, names.len() == 1));
        match views.last_mut() {
            Some((kinds, same)) if *same == statements => kinds.push(case.kind.word()),
            _ => views.push((vec![case.kind.word()], statements)),
        }
    }
    views
        .into_iter()
        .map(|(kinds, statements)| context! { kinds, statements })
        .collect()
}
