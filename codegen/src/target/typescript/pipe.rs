//! What the file of a direction has for one pipe: the functions that read and write, and what these look into.

use minijinja::{Value, context};

use super::code::{call, constant, give, or_fault, under, when};
use super::direction::blocks;
use super::encoders::{self, Case};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::places::{path_of, way};
use super::plan::{self, NAME_TYPE, PlanView};
use super::route::{Root, Route};
use super::sink::{self, literal, runtime, runtime_type};
use super::templates::Templates;
use super::variants::{NO_NAME, has_names, keeps_unknown, type_name, wire_literal};
use super::{decoders, difference};
use crate::model::{PartType, Slot, Told, Undeclared};

/// What the file of a direction has for one pipe.
pub struct Pipe<'p> {
    route: Route<'p>,
    plan: PlanView,
    cases: Vec<Case>,
    /// The type of decoders; empty if no table holds any.
    decoder_type: String,
    /// The type of messages that share their name with others.
    contested_type: String,
    /// The function that reads with all that can be given; empty if `decode` is all there is.
    inner: String,
    write: String,
    check_unknown: String,
    settled: String,
    is_declared: String,
    answered: String,
    decoded_answer: String,
    bindings_type: String,
    bound_names: String,
    /// The function that checks the payload of an undeclared message; empty if it may be anything.
    undeclared: String,
    /// The type of what is sent where the pipe carries the name.
    sent: String,
}

/// The texts for one pipe.
pub struct View {
    public: Value,
    /// The tables.
    pub tables: String,
    /// The functions that follow all others.
    pub checks: String,
}

impl View {
    /// What the template of a direction shows.
    pub fn public(&self) -> Value {
        self.public.clone()
    }
}

impl<'p> Pipe<'p> {
    /// Adds the functions of a pipe to the module.
    pub fn of(module: &mut Module<'_>, route: Route<'p>) -> Self {
        let claim = |module: &mut Module<'_>, word: &str| {
            module.scope.claim(&format!("{word}{}", route.suffix))
        };
        let is_bound = route.bound().next().is_some();
        let inner = if route.has_open() || is_bound || route.is_json_text() {
            claim(module, "readMessage")
        } else {
            String::new()
        };
        let write = claim(module, "write");
        let decoders = decoders::declare(module, &route);
        let cases = encoders::declare(module, &route);
        let undeclared = undeclared(module, &route);
        let wanted = format!("Decoder{}", route.suffix);
        let decoder_type = type_name(route.protocol, route.direction, &wanted);
        let wanted = format!("Contested{}", route.suffix);
        let contested_type = type_name(route.protocol, route.direction, &wanted);
        let types = plan::Types {
            decoder: &decoder_type,
            contested: &contested_type,
        };
        let plan = plan::view(module, &route, &decoders, &types);
        Self {
            plan,
            cases,
            decoder_type,
            contested_type,
            inner,
            write,
            check_unknown: claim(module, "checkUnknown"),
            settled: claim(module, "settled"),
            is_declared: claim(module, "isDeclared"),
            answered: claim(module, "answered"),
            decoded_answer: claim(module, "decodedAnswer"),
            bindings_type: type_name(
                route.protocol,
                route.direction,
                &format!("Bindings{}", route.suffix),
            ),
            bound_names: claim(module, "boundNames"),
            undeclared,
            sent: type_name(
                route.protocol,
                route.direction,
                &format!("Sent{}", route.suffix),
            ),
            route,
        }
    }

    fn is_bound(&self) -> bool {
        self.route.bound().next().is_some()
    }

    fn is_outside(&self) -> bool {
        self.route.pipe.name_outside
    }

    /// Whether what is written is read again, to see that it reads as it was meant.
    fn checks_itself(&self) -> bool {
        self.route.switch_key().is_none() || self.is_bound()
    }

    fn holds_unlisted(&self) -> bool {
        let candidates = self.route.pipe.candidates.iter();
        let mut parts = candidates.flat_map(|candidate| &self.route.variant(candidate).parts);
        parts.any(|part| match &part.ty {
            PartType::Typed(ty) => difference::holds_unlisted(self.route.protocol, ty),
            PartType::Unread => false,
        })
    }

    fn has_layouts(&self) -> bool {
        self.route.faces.iter().any(|face| face.layout.is_some())
    }

    /// The types of the functions that other files may call.
    pub fn public_types(&self) -> Vec<Doc> {
        let mut types = Vec::new();
        if self.is_outside() {
            types.push(runtime_type("Refused"));
        } else {
            types.push(runtime_type("StandardSchema"));
            types.push(runtime_type("Encoded"));
        }
        if self.route.has_open() {
            types.push(runtime_type("OpenRequests"));
        }
        if self.is_outside() && !self.route.is_json_text() && self.route.root() == Root::Object {
            types.push(runtime_type("PlainObject"));
        }
        types
    }

    /// The names that the templates use.
    pub fn used(&self) -> Vec<Doc> {
        let Self { route, .. } = self;
        let mut values: Vec<&'static str> = Vec::new();
        let mut types: Vec<&'static str> = Vec::new();
        let is_switch = route.switch_key().is_some();
        let keeps = keeps_unknown(route.pipe);
        match route.root() {
            Root::Object => values.push("isObject"),
            Root::List => values.push("isList"),
            Root::Any => {}
        }
        if route.root() == Root::Object && (keeps || self.has_decoder_table()) {
            types.push("PlainObject");
        }
        if is_switch {
            values.push("own");
        } else {
            values.push("tell");
            if !keeps && !self.is_outside() && has_names(route.pipe) {
                values.push("undeclaredName");
            }
        }
        if (is_switch && has_names(route.pipe)) || self.is_outside() {
            values.push("readText");
        }
        if !self.is_outside() {
            values.push("schemaOf");
        }
        if route.is_json_text() {
            values.extend(["readJsonText", "writeJsonText"]);
        }
        if keeps {
            values.extend(["Unknown", "forward"]);
        }
        if self.names_told() {
            values.push("nameText");
        }
        if self.has_contested() {
            values.push("settle");
        }
        if route.has_open() {
            values.extend(["requestOf", "tell"]);
        }
        if self.holds_unlisted() {
            values.push("sendingUnlisted");
        }
        if self.checks_itself() && self.has_layouts() {
            values.push("own");
        }
        if self.needs_name_text() {
            values.push("nameText");
        }
        if self.is_outside() {
            types.push("Encoded");
        }
        let values = values.into_iter().map(runtime);
        let types = types.into_iter().map(runtime_type);
        let tables = self.plan.tables.iter().cloned();
        values.chain(types).chain(tables).collect()
    }

    /// Whether telling finds names that are needed.
    fn names_told(&self) -> bool {
        let PlanView {
            named,
            contested_names,
            ..
        } = &self.plan;
        let is_needed = !named.is_empty() || *contested_names || keeps_unknown(self.route.pipe);
        self.route.switch_key().is_none() && !self.is_outside() && is_needed
    }

    /// Whether there are messages between which their payloads decide.
    fn has_contested(&self) -> bool {
        !self.plan.contested.is_empty() || self.route.has_open()
    }

    fn has_decoder_table(&self) -> bool {
        let PlanView {
            named,
            nameless,
            contested,
            ..
        } = &self.plan;
        let tables = [named, nameless, contested];
        self.route.has_open() || tables.iter().any(|table| !table.is_empty())
    }

    /// Whether a refusal by the encoder itself has to write a name as text.
    fn needs_name_text(&self) -> bool {
        (self.checks_itself() || !self.is_complete()) && !self.names_are_text()
    }

    fn names_are_text(&self) -> bool {
        let mut names = self.route.faces.iter().flat_map(|face| &face.names);
        names.all(|name| name == NO_NAME || name.starts_with(['"', '\'']))
    }

    /// Whether messages of all kinds travel through this pipe.
    fn is_complete(&self) -> bool {
        let direction = self.route.direction;
        let unknown = direction.pipes.iter().any(keeps_unknown);
        (!unknown || keeps_unknown(self.route.pipe))
            && direction
                .variants
                .iter()
                .all(|variant| self.cases.iter().any(|case| case.kind == variant.kind))
    }

    /// Fills the templates.
    pub fn view(&self, templates: &Templates, declarations: bool) -> View {
        let reading = templates.fill("decode", self.decode_view(declarations));
        let writing = templates.fill("encode", self.encode_view(declarations));
        let checks = templates.fill("check", self.check_view());
        let public = context! {
            reading => reading.trim_end(),
            writing => writing.trim_end(),
            outside => self.is_outside(),
            sent => self.sent_type(),
            bindings => self.bindings(),
        };
        let mut tables = Vec::new();
        if self.has_decoder_table() {
            let ty = format!(
                "type {} = (message: {}) => {} | Fault;",
                self.decoder_type,
                self.route.wire_type().print(),
                self.route.direction.identifier.0
            );
            tables.push(Doc::from(ty).type_only());
        }
        if self.has_contested() {
            let (name, decoder) = (&self.contested_type, &self.decoder_type);
            let rival = "Parameters<typeof settle>[1][number]";
            let ty = format!("type {name} = {rival} & {{ readonly decode: {decoder} }};");
            tables.push(Doc::from(ty).type_only());
        }
        tables.extend(self.plan.tables.iter().cloned());
        if self.is_bound() {
            let members = self
                .bound_requests()
                .map(|(key, _, name)| super::code::member(&key, name));
            let names = super::code::object(members.collect());
            tables.push(constant(&self.bound_names, names));
        }
        View {
            public,
            tables: if declarations {
                String::new()
            } else {
                blocks(&tables)
            },
            checks: checks.trim_end().to_owned(),
        }
    }

    /// The first line of the function that reads with all that can be given.
    fn inner_head(&self) -> String {
        let mut parameters: Vec<(&'static str, Doc)> = Vec::new();
        if self.is_outside() {
            parameters.push(("name", "string".into()));
        }
        parameters.push(("value", "unknown".into()));
        if self.route.has_open() {
            parameters.push(("open?", "OpenRequests".into()));
        }
        if self.is_bound() {
            parameters.push(("bound?", "ReadonlyMap<unknown, string>".into()));
        }
        super::code::function_head(&self.inner, parameters, "Decoded".into())
    }

    fn name_place(&self) -> String {
        let mut forms = self.route.pipe.forms.iter();
        let steps = forms.find_map(|form| way(&form.template, Slot::Name));
        let steps = steps.unwrap_or_default();
        under("".into(), &steps).print()
    }

    fn decode_view(&self, declarations: bool) -> Value {
        let Self { route, plan, .. } = self;
        let outside = self.is_outside();
        let key = route.switch_key().map(literal).unwrap_or_default();
        let constants = plan
            .constants
            .iter()
            .map(|(text, call)| context! { text => text.clone(), call => call.clone(), is_answer => call.contains(", open, ") });
        let root = match route.root() {
            Root::Object => "object",
            Root::List => "list",
            Root::Any => "any",
        };
        let named_form = route
            .pipe
            .forms
            .iter()
            .position(|form| form.telling.name_path().is_some());
        context! {
            declarations,
            suffix => route.suffix.clone(),
            comes => if outside || route.is_json_text() { "as the pipe brings it" } else { "as `event.data` brings it" },
            json_text => route.is_json_text(),
            outside,
            inner => self.inner.clone(),
            name_parameter => if outside { "name: string, " } else { "" },
            name_parameter_typed => self.name_parameter(),
            name_argument => if outside { "name, " } else { "" },
            inner_head => self.inner_head(),
            root,
            switch => route.switch_key().is_some(),
            key,
            constants => constants.collect::<Vec<_>>(),
            named => plan.named.clone(),
            nameless => plan.nameless.clone(),
            names_told => self.names_told(),
            contested_names => plan.contested_names,
            contested_forms => plan.contested_forms,
            settled => self.settled.clone(),
            forms => plan.forms.clone(),
            answer_places => plan.answer_places.clone(),
            answered => self.answered.clone(),
            decoded_answer => self.decoded_answer.clone(),
            name_type => NAME_TYPE,
            bindings_type => self.bindings_type.clone(),
            bind_head => self.bind_head(),
            has_open => route.has_open(),
            is_bound => self.is_bound(),
            bindings_of => self.bindings_of(),
            is_declared => self.is_declared.clone(),
            bound_type => self.bound_type().print(),
            undeclared => self.undeclared.clone(),
            undeclared_form => named_form.unwrap_or_default(),
            has_names => has_names(route.pipe),
            keeps_unknown => keeps_unknown(route.pipe),
            name_place => self.name_place(),
            message => route.direction.identifier.0.clone(),
        }
    }

    fn name_parameter(&self) -> String {
        if !self.is_outside() {
            return String::new();
        }
        let ty = Doc::from(": string").type_only().print();
        format!("name{ty}, ")
    }

    fn encode_view(&self, declarations: bool) -> Value {
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
            outside,
            outside_name => self.outside_name(),
            final_value => if json_text { "writeJsonText(encoded.value)" } else { "encoded.value" },
            json_text,
            cases => case_views(route, &self.cases),
            forwarded => self.forwarded(),
            is_complete => self.is_complete(),
        }
    }

    fn check_view(&self) -> Value {
        let Self { route, plan, .. } = self;
        let constants = plan
            .constants
            .iter()
            .map(|(text, _)| context! { text => text.clone() });
        let read_message = if self.inner.is_empty() {
            format!("decode{}", route.suffix)
        } else {
            self.inner.clone()
        };
        let name = if self.is_outside() { "name, " } else { "" };
        context! {
            settled => if plan.contested.is_empty() { "" } else { self.settled.as_str() },
            contested => plan.contested.clone(),
            forms => plan.forms.clone(),
            decoder_type => self.decoder_type.clone(),
            is_bound => self.is_bound(),
            is_declared => self.is_declared.clone(),
            named => plan.named.clone(),
            keeps_unknown => keeps_unknown(route.pipe),
            check_unknown => self.check_unknown.clone(),
            name_parameter_typed => self.name_parameter(),
            wire => route.wire_type().print(),
            switch => route.switch_key().is_some(),
            key => route.switch_key().map(literal).unwrap_or_default(),
            constants => constants.collect::<Vec<_>>(),
            name_tables => name_tables(&self.cases),
            settled_head => self.settled_head(),
            answered_head => self.answered_head(),
            decoded_answer_head => self.decoded_answer_head(),
            has_open => route.has_open(),
            answers => plan.answers.clone(),
            answered => self.answered.clone(),
            name_type => NAME_TYPE,
            outside => self.is_outside(),
            declared_anywhere => self.declared_anywhere(),
            read_message => format!("{read_message}({name}message)"),
            name_place => self.name_place(),
        }
    }

    /// Whether `name` is declared, where a table tells messages apart.
    fn declared_anywhere(&self) -> String {
        let PlanView {
            named, contested, ..
        } = &self.plan;
        let mut ways = Vec::new();
        if !named.is_empty() {
            ways.push(format!("{named}.some((names) => names?.has(name))"));
        }
        if self.plan.contested_names {
            ways.push(format!("{contested}.has(name)"));
        }
        ways.join(" || ")
    }

    /// The statement that sends a message of unknown name on.
    fn forwarded(&self) -> String {
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
            Root::Any => arguments.extend([
                concat([
                    "(value".into(),
                    Doc::from(": unknown").type_only(),
                    ")".into(),
                    Doc::from(": value is unknown").type_only(),
                    " => value !== undefined".into(),
                ]),
                "\"a message\"".into(),
            ]),
        }
        let forward = call("forward".into(), arguments);
        lines_at(6, &[give(forward)])
    }

    fn read_again(&self) -> String {
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
    fn open_again(&self) -> String {
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
            super::code::choice(
                has_own.into(),
                "String(message.answers)".into(),
                "undefined".into(),
            )
        };
        lines_at(2, &[concat(["const open = ".into(), value, ";".into()])])
    }

    /// The kinds of answers that do not say which request they are for, as literals.
    fn loose_kinds(&self) -> Vec<String> {
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
    fn is_loose(&self) -> bool {
        self.route.has_open() && self.loose_kinds().len() > 1
    }

    /// The statement that says how the name that the message brings is known.
    fn bound_again(&self) -> String {
        let names = &self.bound_names;
        let ty = Doc::from("<unknown, string>").type_only();
        let map = format!(
            "new Map{}([[message.wireName, {names}[message.name]]])",
            ty.print()
        );
        super::code::set(
            "const bound".to_owned(),
            &format!("\"wireName\" in message ? {map} : undefined"),
        )
        .print()
        .replace('\n', "\n  ")
    }

    /// The statement that says whether what was read again is what was meant.
    fn is_same(&self) -> String {
        let mut tests = if self.is_loose() {
            vec!["isKind"]
        } else {
            vec!["read.ok", "read.message.kind === message.kind"]
        };
        tests.push("read.message.name === message.name");
        if self.has_layouts() {
            tests.push("own(read.message, \"layout\") === own(message, \"layout\")");
        }
        let tests = tests.into_iter().map(|test| Doc::from(test.to_owned()));
        let all = super::layout::join(tests, &concat([" &&".into(), Doc::Space]));
        let value = concat([Doc::Space, all]).indent().group();
        lines_at(2, &[concat(["const isSame =".into(), value, ";".into()])])
    }

    fn refused_name(&self) -> &'static str {
        if self.names_are_text() {
            "message.name"
        } else {
            "message.name === null ? null : nameText(message.name)"
        }
    }

    fn outside_name(&self) -> &'static str {
        let faces = self.route.faces.iter();
        let mut names = faces.flat_map(|face| &face.names);
        let has_null = names.any(|name| name == NO_NAME) || self.is_unknown_elsewhere();
        match (self.is_bound(), has_null) {
            (true, _) => "\"wireName\" in message ? message.wireName : (message.name ?? \"\")",
            (false, true) => "message.name ?? \"\"",
            (false, false) => "message.name",
        }
    }

    /// Whether other pipes of the direction have messages that nobody declares, and this one has not.
    fn is_unknown_elsewhere(&self) -> bool {
        let mut pipes = self.route.direction.pipes.iter();
        !keeps_unknown(self.route.pipe) && pipes.any(keeps_unknown)
    }

    fn sent_type(&self) -> String {
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

    fn bindings(&self) -> String {
        if !self.is_bound() {
            return String::new();
        }
        let mut fields = Vec::new();
        for (key, many) in self.bound_requests().map(|(key, many, _)| (key, many)) {
            let ty = if many {
                "string | readonly string[]"
            } else {
                "string"
            };
            fields.push(format!(
                "  {};",
                super::code::field(&key, true, ty.into()).print()
            ));
        }
        let name = &self.bindings_type;
        let ty = format!("export interface {name} {{\n{}\n}}", fields.join("\n"));
        marked(&ty)
    }

    /// The requests whose names are chosen at run time: the key in the spec, whether there can be several, and the name by
    /// which decoders know it.
    fn bound_requests(&self) -> impl Iterator<Item = (String, bool, String)> {
        let protocol = self.route.protocol;
        let mut seen = std::collections::BTreeSet::new();
        self.route.bound().filter_map(move |candidate| {
            let id = self.route.variant(candidate).message?;
            let message = protocol.message(id);
            let message = message.answers().map_or(message, |id| protocol.message(id));
            let many = message.bound.as_ref().is_some_and(|bound| bound.many);
            let Told::Name(name) = &candidate.told else {
                return None;
            };
            let key = message.key.clone();
            seen.insert(key.clone())
                .then(|| (key, many, wire_literal(name)))
        })
    }

    fn bindings_of(&self) -> Vec<String> {
        self.bound_requests()
            .map(|(key, _, name)| {
                let place = if sink::is_identifier(&key) {
                    format!(".{key}")
                } else {
                    format!("[{}]", literal(&key))
                };
                let head = format!("for (const name of [bindings{place} ?? []].flat())");
                let set = format!("if (!{}(name)) bound.set(name, {name});", self.is_declared);
                let set = concat([Doc::Space, set.into()]).indent();
                let statement = concat([head.into(), set]).group();
                lines_at(2, &[statement])
            })
            .collect()
    }

    /// The type of what has all functions that read with names chosen at run time.
    fn bound_type(&self) -> Doc {
        let suffix = &self.route.suffix;
        let function = |word: &str, more: &str| {
            let ty = format!("(value: unknown{more}) => Decoded");
            super::code::field(&format!("{word}{suffix}"), false, ty.into())
        };
        let mut fields = vec![function("decode", "")];
        if self.route.has_open() {
            fields.push(function("decodeAnswer", ", open: OpenRequests"));
        }
        super::code::object_type(fields)
    }

    fn bind_head(&self) -> String {
        let parameters = vec![("bindings", Doc::from(self.bindings_type.clone()))];
        let name = self.route.name("bind");
        super::code::exported_head(&name, parameters, self.bound_type())
    }

    fn found_type(&self) -> Doc {
        format!("{} | Fault | undefined", self.decoder_type).into()
    }

    fn settled_head(&self) -> String {
        let parameters = vec![
            ("surviving", "readonly number[]".into()),
            ("name", format!("{NAME_TYPE} | null").into()),
            ("value", "unknown".into()),
        ];
        super::code::function_head(&self.settled, parameters, self.found_type())
    }

    fn answered_head(&self) -> String {
        let parameters = vec![
            ("value", "unknown".into()),
            ("open", "OpenRequests".into()),
            ("path", "string | undefined".into()),
        ];
        super::code::function_head(&self.answered, parameters, self.found_type())
    }

    fn decoded_answer_head(&self) -> String {
        let parameters = vec![
            ("decode", self.decoder_type.clone().into()),
            ("value", self.route.wire_type()),
            ("open", "OpenRequests | undefined".into()),
            ("path", "string | null".into()),
        ];
        super::code::function_head(&self.decoded_answer, parameters, "Decoded".into())
    }
}

fn marked(ty: &str) -> String {
    let lines = ty.split('\n').map(|line| Doc::from(line.to_owned()));
    super::layout::join(lines, &Doc::Newline)
        .type_only()
        .print()
}

/// The function that checks the payload of a message that nobody declared.
fn undeclared(module: &mut Module<'_>, route: &Route<'_>) -> String {
    let Undeclared::Typed(ty) = &route.pipe.undeclared else {
        return String::new();
    };
    let reader = module.function_for(ty, "Undeclared", Way::Read);
    let paths = route.pipe.forms.iter().map(|form| {
        path_of(&form.template, Slot::Payload)
            .map_or("undefined".into(), |path| Doc::from(literal(&path)))
    });
    let table = module
        .scope
        .claim(&format!("undeclaredPayloads{}", route.suffix));
    let ty = Doc::from(": readonly (string | undefined)[]").type_only();
    module.add(&concat([
        format!("const {table}").into(),
        ty,
        " = ".into(),
        super::code::list(paths.collect()),
        ";".into(),
    ]));
    let steps = |text: &str| Doc::from(text.replace("TABLE", &table));
    let find = call(runtime("find"), vec!["message".into(), "path".into()]);
    let body = vec![
        steps(
            "const path = forms.map((form) => TABLE[form]).find((found) => found !== undefined);",
        ),
        when("path === undefined", give("undefined".into())),
        constant("payload", call(runtime("present"), vec![find, reader])),
        give(concat([
            super::code::is_fault("payload"),
            " ? ".into(),
            call(runtime("place"), vec!["payload".into(), "path".into()]),
            " : undefined".into(),
        ])),
    ];
    let name = module
        .scope
        .claim(&format!("checkUndeclared{}", route.suffix));
    let parameters = vec![
        ("message", "unknown".into()),
        ("forms", "readonly number[]".into()),
    ];
    let returns = or_fault("undefined".into());
    module.add(&super::code::function(&name, parameters, returns, body));
    name
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

/// Statements below one another, `indent` columns to the right.
fn lines_at(indent: usize, statements: &[Doc]) -> String {
    let mut doc = concat([
        Doc::Newline,
        super::layout::join(statements.iter().cloned(), &Doc::Newline),
    ]);
    for _ in 0..indent / 2 {
        doc = doc.indent();
    }
    doc.print().trim_start_matches('\n').to_owned()
}

/// The maps whose keys are the declared names, each once.
fn name_tables(cases: &[Case]) -> Vec<String> {
    let mut tables = Vec::new();
    for name in cases
        .iter()
        .flat_map(|case| &case.encoders)
        .filter_map(|encoder| encoder.names.as_ref())
    {
        if !tables.contains(name) {
            tables.push(name.clone());
        }
    }
    tables
}
