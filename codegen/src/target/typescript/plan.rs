//! How the file of a direction tells the messages of a pipe apart: the tables, and what the template shows of them.

use std::collections::{HashMap, HashSet};

use trilogue_wire::telling::{Constant, Form, Test, constant_beats_slot};

use super::answers::{self, Ways};
use super::code::{constant, map_expression};
use super::decoders::Decoder;
use super::layout::Doc;
use super::module::Module;
use super::route::Route;
use super::sink::literal;
use super::tables::{
    answers_table, forms_table, named_by_form, nameless_by_form, places_table, rivals_table,
    ways_table,
};
use super::variants::wire_literal;
use crate::model::{Entry, Form as ModelForm, Template, Told};

/// What names on the wire can be.
pub const NAME_TYPE: &str = "string | number | boolean";

/// What the template shows of how messages are told apart.
#[derive(Debug, Default)]
pub struct PlanView {
    /// The tables that telling looks into.
    pub tables: Vec<Doc>,
    /// What the table of forms is called; empty where one key decides.
    pub forms: String,
    /// What the table of decoders by name is called; empty without names.
    pub named: String,
    /// What the table of decoders by form is called; empty where all forms carry a name.
    pub nameless: String,
    /// What the table of messages that share their names is called; empty if there are none.
    pub contested: String,
    /// Whether messages with a name are among those, and messages without.
    pub contested_names: bool,
    /// The same for messages without a name.
    pub contested_forms: bool,
    /// What the table of answers by request is called, and that of the places of their ids; empty if there are none.
    pub answers: String,
    /// The same for the places.
    pub answer_places: String,
    /// The texts at the key by which messages without a name are told, and the calls on `value` that decode them.
    /// An answer that the open requests may tell more of has what that takes instead of a call.
    pub constants: Vec<(String, String)>,
}

/// What the types are called that stand in tables.
pub struct Types<'t> {
    /// That of decoders.
    pub decoder: &'t str,
    /// That of messages that share their name with others.
    pub contested: &'t str,
}

/// Decides what the template shows.
pub fn view(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    types: &Types<'_>,
) -> PlanView {
    let decoder_type = types.decoder;
    let ways = answers::ways(route).into_iter();
    let ways: Vec<Ways<'_>> = ways
        .map(|ways| Ways {
            name: module.scope.claim(&lower(route, "ways")),
            ways,
        })
        .collect();
    let mut view = match route.switch_key() {
        Some(key) => by_key(module, route, decoders, &ways, (decoder_type, key)),
        None => by_table(module, route, decoders, types),
    };
    if route.has_open() {
        let tables = ways.iter().map(|table| ways_table(route, table));
        view.tables.extend(tables);
        add_answers(module, route, decoders, types, (&mut view, &ways));
    }
    view
}

fn add_answers(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    types: &Types<'_>,
    (view, ways): (&mut PlanView, &[Ways<'_>]),
) {
    if view.forms.is_empty() {
        view.forms = module.scope.claim(&lower(route, "forms"));
        view.tables.push(forms_table(&view.forms, route));
    }
    view.answers = module.scope.claim(&lower(route, "answers"));
    let answers = answers::by_request(route, decoders);
    view.tables
        .push(answers_table(&view.answers, &answers, types.contested));
    if route.switch_key().is_none() {
        view.answer_places = module.scope.claim(&lower(route, "answerPlaces"));
        let places = answers::places(route, ways);
        view.tables.push(places_table(&view.answer_places, &places));
    }
}

fn by_key(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    ways: &[Ways<'_>],
    (decoder_type, key): (&str, &str),
) -> PlanView {
    let entries = entries(decoders.iter());
    let mut view = PlanView {
        constants: constants(route, key, decoders, ways),
        ..PlanView::default()
    };
    if !entries.is_empty() {
        view.named = module.scope.claim(&lower(route, "decoders"));
        let table = map_expression("string".into(), decoder_type.to_owned().into(), entries);
        view.tables.push(constant(&view.named, table));
    }
    view
}

fn lower(route: &Route<'_>, word: &str) -> String {
    route.name(word)
}

fn by_table(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    types: &Types<'_>,
) -> PlanView {
    let decoder_type = types.decoder;
    let told: Vec<&Decoder> = decoders
        .iter()
        .filter(|decoder| decoder.told != Told::Open)
        .collect();
    let contested = contested(route, &told);
    let (rivals, sure): (Vec<&Decoder>, Vec<&Decoder>) = told
        .into_iter()
        .partition(|decoder| is_contested(&contested, decoder));
    let forms = route.pipe.forms.len();
    let mut view = PlanView {
        forms: module.scope.claim(&lower(route, "forms")),
        ..PlanView::default()
    };
    view.tables.push(forms_table(&view.forms, route));
    if sure.iter().any(|decoder| decoder.is_named()) {
        view.named = module.scope.claim(&lower(route, "named"));
        let table = named_by_form(&sure, forms, decoder_type);
        view.tables.push(constant(&view.named, table));
    }
    if sure.iter().any(|decoder| !decoder.is_named()) {
        view.nameless = module.scope.claim(&lower(route, "nameless"));
        view.tables
            .push(nameless_by_form(&view.nameless, &sure, forms, decoder_type));
    }
    if !rivals.is_empty() {
        view.contested = module.scope.claim(&lower(route, "contested"));
        view.contested_names = rivals.iter().any(|decoder| decoder.is_named());
        view.contested_forms = rivals.iter().any(|decoder| !decoder.is_named());
        view.tables
            .push(rivals_table(&view.contested, &rivals, types.contested));
    }
    view
}

impl Decoder {
    pub(super) fn is_named(&self) -> bool {
        matches!(self.told, Told::Name(_))
    }

    /// The name as a literal; `null` without one.
    pub(super) fn name(&self) -> String {
        match &self.told {
            Told::Name(name) => wire_literal(name),
            Told::Form | Told::Open => "null".to_owned(),
        }
    }
}

/// The names that several decoders share. Those without a name are among them if their forms alone do not tell them
/// apart. Where the pipe carries the name, telling begins with it, so all are.
fn contested(route: &Route<'_>, decoders: &[&Decoder]) -> HashSet<String> {
    let mut contested = HashSet::new();
    let mut by_name: HashMap<String, Vec<&Decoder>> = HashMap::new();
    for &decoder in decoders {
        let alike = by_name.entry(decoder.name()).or_default();
        let form = |decoder: &Decoder| &route.pipe.forms[decoder.form].telling;
        let is_rival = |other: &&Decoder| !differ(form(other), form(decoder));
        if alike.iter().any(is_rival) || route.pipe.name_outside {
            contested.insert(decoder.name());
        }
        alike.push(decoder);
    }
    let nameless: Vec<&Decoder> = decoders
        .iter()
        .copied()
        .filter(|decoder| !decoder.is_named())
        .collect();
    let is_sure = |one: &Decoder, other: &Decoder| {
        let [first, second] = [one, other].map(|decoder| &route.pipe.forms[decoder.form].telling);
        one.form != other.form && are_apart(first, second)
    };
    let mut pairs = nameless.iter().enumerate();
    if pairs.all(|(place, one)| nameless[..place].iter().all(|other| is_sure(one, other))) {
        contested.remove("null");
    }
    contested
}

/// Whether telling never leaves both forms.
fn are_apart(first: &Form, second: &Form) -> bool {
    differ(first, second)
        || first.own_keys(second).next().is_some()
        || second.own_keys(first).next().is_some()
        || constant_beats_slot(first, second)
        || constant_beats_slot(second, first)
}

/// Whether the forms have different constants at one place.
fn differ(first: &Form, second: &Form) -> bool {
    first.nodes.iter().any(|node| {
        let other = second.at(&node.path).map(|other| &other.test);
        matches!((&node.test, other), (Test::Constant(one), Some(Test::Constant(other))) if one != other)
    })
}

fn is_contested(contested: &HashSet<String>, decoder: &Decoder) -> bool {
    contested.contains(&decoder.name())
}

fn constants(
    route: &Route<'_>,
    key: &str,
    decoders: &[Decoder],
    ways: &[Ways<'_>],
) -> Vec<(String, String)> {
    let nameless = decoders.iter().filter(|decoder| decoder.told == Told::Form);
    let told = nameless.filter_map(|decoder| {
        let text = text_at(&route.pipe.forms[decoder.form], key)?;
        if route.has_open() && answers::is_answer(route, decoder) {
            let function = decoder.function.print();
            let path = answers::place(route, decoder.form, ways).literal();
            let call = format!("{function}, value, open, {path}");
            return Some((literal(text), call));
        }
        let argument = if decoder.looks { "value" } else { "" };
        let call = format!("{}({argument})", decoder.function.print());
        Some((literal(text), call))
    });
    told.collect()
}

fn text_at<'f>(form: &'f ModelForm, key: &str) -> Option<&'f str> {
    let Template::Object(entries) = &form.template else {
        return None;
    };
    entries.iter().find_map(|entry| match entry {
        Entry::Member(name, Template::Constant(Constant::Text(text))) if name == key => {
            Some(text.as_ref())
        }
        _ => None,
    })
}

/// The decoders of messages with a name, by that name.
pub fn entries<'d>(decoders: impl Iterator<Item = &'d Decoder>) -> Vec<(Doc, Doc)> {
    decoders
        .filter(|decoder| decoder.is_named())
        .map(|decoder| (decoder.name().into(), decoder.function.clone()))
        .collect()
}
