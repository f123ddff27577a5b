//! What the file of a direction has for one pipe: the functions that read and write, and what these look into.

use minijinja::{Value, context};

use super::cases::Case;
use super::code::{constant, object};
use super::direction::blocks;
use super::layout::{Doc, concat, join};
use super::module::Module;
use super::plan::{self, PlanView};
use super::route::{Root, Route};
use super::sink::{runtime, runtime_type};
use super::templates::Templates;
use super::variants::{has_names, keeps_unknown, type_name};
use super::{decoders, difference, encoders, undeclared};
use crate::model::PartType;

/// What the file of a direction has for one pipe.
pub struct Pipe<'p> {
    pub(super) route: Route<'p>,
    pub(super) plan: PlanView,
    pub(super) cases: Vec<Case>,
    /// The type of decoders; empty if no table holds any.
    pub(super) decoder_type: String,
    /// The type of messages that share their name with others.
    pub(super) contested_type: String,
    /// The function that reads with all that can be given; empty if `decode` is all there is.
    pub(super) inner: String,
    pub(super) write: String,
    pub(super) check_unknown: String,
    pub(super) settled: String,
    pub(super) is_declared: String,
    pub(super) answered: String,
    pub(super) decoded_answer: String,
    pub(super) bindings_type: String,
    pub(super) bound_names: String,
    /// The function that checks the payload of an undeclared message; empty if it may be anything.
    pub(super) undeclared: String,
    /// The type of what is sent where the pipe carries the name.
    pub(super) sent: String,
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
        let undeclared = undeclared::declare(module, &route);
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

    pub(super) fn is_bound(&self) -> bool {
        self.route.bound().next().is_some()
    }

    pub(super) fn is_outside(&self) -> bool {
        self.route.pipe.name_outside
    }

    /// Whether what is written is read again, to see that it reads as it was meant.
    pub(super) fn checks_itself(&self) -> bool {
        self.route.switch_key().is_none() || self.is_bound()
    }

    pub(super) fn holds_unlisted(&self) -> bool {
        let candidates = self.route.pipe.candidates.iter();
        let mut parts = candidates.flat_map(|candidate| &self.route.variant(candidate).parts);
        parts.any(|part| match &part.ty {
            PartType::Typed(ty) => difference::holds_unlisted(self.route.protocol, ty),
            PartType::Unread => false,
        })
    }

    pub(super) fn has_layouts(&self) -> bool {
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
    pub(super) fn names_told(&self) -> bool {
        let PlanView {
            named,
            contested_names,
            ..
        } = &self.plan;
        let is_needed = !named.is_empty() || *contested_names || keeps_unknown(self.route.pipe);
        self.route.switch_key().is_none() && !self.is_outside() && is_needed
    }

    /// Whether there are messages between which their payloads decide.
    pub(super) fn has_contested(&self) -> bool {
        !self.plan.contested.is_empty() || self.route.has_open()
    }

    pub(super) fn has_decoder_table(&self) -> bool {
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
    pub(super) fn needs_name_text(&self) -> bool {
        let is_refused = self.checks_itself() || self.refuses_names();
        (is_refused || self.is_outside()) && !self.names_are_text()
    }

    pub(super) fn names_are_text(&self) -> bool {
        self.route.has_text_names()
    }

    /// Whether messages of all kinds travel through this pipe.
    pub(super) fn is_complete(&self) -> bool {
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
                "type {} = (message: {}{}) => {} | Fault;",
                self.decoder_type,
                self.route.wire_type().print(),
                if self.is_outside() && self.is_bound() {
                    ", name: string"
                } else {
                    ""
                },
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
            let names = object(self.bound_members());
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
}

/// Statements below one another, `indent` columns to the right.
pub(super) fn lines_at(indent: usize, statements: &[Doc]) -> String {
    let mut doc = concat([
        Doc::Newline,
        join(statements.iter().cloned(), &Doc::Newline),
    ]);
    for _ in 0..indent / 2 {
        doc = doc.indent();
    }
    doc.print().trim_start_matches('\n').to_owned()
}
