//! What the template shows of how messages of a pipe are read.

use minijinja::{Value, context};

use super::cases::Case;
use super::code::{function_head, under};
use super::layout::{Doc, concat};
use super::pipe::Pipe;
use super::places::way;
use super::plan::{NAME_TYPE, PlanView};
use super::route::Root;
use super::sink::{literal, runtime_type};
use super::variants::{has_names, keeps_unknown};
use crate::model::Slot;

impl Pipe<'_> {
    /// The first line of the function that reads with all that can be given.
    pub(super) fn inner_head(&self) -> String {
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
        function_head(&self.inner, parameters, "Decoded".into())
    }

    pub(super) fn name_place(&self) -> String {
        let mut forms = self.route.pipe.forms.iter();
        let steps = forms.find_map(|form| way(&form.template, Slot::Name));
        let steps = steps.unwrap_or_default();
        under("".into(), &steps).print()
    }

    pub(super) fn decode_view(&self, declarations: bool) -> Value {
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
            takes_nothing => route.pipe.takes_empty_text(),
            on_nothing => self.on_nothing(),
            read_text => self.or_nothing("text === \"\"", "readJsonText(text)"),
            parse_text => if route.is_json_text() {
                "parseText(text)".to_owned()
            } else {
                self.or_nothing("text.length === 0", "parseText(text)")
            },
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
            contested => plan.contested.clone(),
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

    /// What is said of a message that is nothing, where one can be.
    fn on_nothing(&self) -> &'static str {
        match (self.route.pipe.takes_nothing(), self.route.is_json_text()) {
            (false, _) => "",
            (true, false) => "; `undefined` where it is nothing",
            (true, true) => "; empty where it is nothing",
        }
    }

    /// An expression that reads a text, which stands for nothing where it is empty.
    fn or_nothing(&self, is_empty: &str, read: &str) -> String {
        if self.route.pipe.takes_nothing() {
            format!("{is_empty} ? undefined : {read}")
        } else {
            read.to_owned()
        }
    }

    pub(super) fn name_parameter(&self) -> String {
        if !self.is_outside() {
            return String::new();
        }
        let ty = Doc::from(": string").type_only().print();
        format!("name{ty}, ")
    }

    pub(super) fn check_view(&self) -> Value {
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
            is_declared_head => self.is_declared_head(),
            declared_in_form => self.declared_in_form(),
            read_message => format!("{read_message}({name}message)"),
            name_place => self.name_place(),
        }
    }

    /// Whether messages of `form` are declared under `name`, where a table tells messages apart.
    fn declared_in_form(&self) -> String {
        let PlanView {
            named, contested, ..
        } = &self.plan;
        let mut ways = Vec::new();
        if !named.is_empty() {
            ways.push(format!("{named}[form]?.has(name)"));
        }
        if self.plan.contested_names {
            ways.push(format!(
                "{contested}.get(name)?.some((rival) => rival.form === form)"
            ));
        }
        ways.join(" || ")
    }

    fn is_declared_head(&self) -> String {
        let parameters = vec![
            ("surviving", "readonly number[]".into()),
            ("name", NAME_TYPE.into()),
        ];
        function_head(&self.is_declared, parameters, "boolean".into())
    }

    pub(super) fn found_type(&self) -> Doc {
        format!("{} | Fault | undefined", self.decoder_type).into()
    }

    pub(super) fn settled_head(&self) -> String {
        let parameters = vec![
            ("surviving", "readonly number[]".into()),
            ("name", format!("{NAME_TYPE} | null").into()),
            ("value", "unknown".into()),
        ];
        function_head(&self.settled, parameters, self.found_type())
    }

    /// What says where answers have what joins them to their requests.
    fn path_type(&self, none: &str) -> Doc {
        if !self.route.is_joined_by_fields() {
            return format!("string | {none}").into();
        }
        let none = format!("[] | string | {none}");
        concat(["readonly ".into(), runtime_type("Way"), none.into()])
    }

    pub(super) fn answered_head(&self) -> String {
        let parameters = vec![
            ("value", "unknown".into()),
            ("open", "OpenRequests".into()),
            ("path", self.path_type("undefined")),
        ];
        function_head(&self.answered, parameters, self.found_type())
    }

    pub(super) fn decoded_answer_head(&self) -> String {
        let parameters = vec![
            ("decode", self.decoder_type.clone().into()),
            ("value", self.route.wire_type()),
            ("open", "OpenRequests | undefined".into()),
            ("path", self.path_type("null")),
        ];
        function_head(&self.decoded_answer, parameters, "Decoded".into())
    }
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
