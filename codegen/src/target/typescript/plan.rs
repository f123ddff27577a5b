//! How the file of a direction tells the messages of a pipe apart: the tables, and what the template shows of them.

use std::collections::{HashMap, HashSet};

use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, Form, Marks, NameTest, Test, constant_beats_slot};

use super::answers;
use super::code::{
    constant, constant_value, kinds, list, list_of_lists, literal_list, map_expression, member,
    object, texts,
};
use super::decoders::Decoder;
use super::layout::{Doc, concat};
use super::module::Module;
use super::route::Route;
use super::sink::literal;
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
    let mut view = match route.switch_key() {
        Some(key) => by_key(module, route, decoders, decoder_type, key),
        None => by_table(module, route, decoders, types),
    };
    if route.has_open() {
        add_answers(module, route, decoders, types, &mut view);
    }
    view
}

fn add_answers(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    types: &Types<'_>,
    view: &mut PlanView,
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
        let places = answers::places(route);
        view.tables.push(places_table(&view.answer_places, &places));
    }
}

fn by_key(
    module: &mut Module<'_>,
    route: &Route<'_>,
    decoders: &[Decoder],
    decoder_type: &str,
    key: &str,
) -> PlanView {
    let entries = entries(decoders.iter());
    let mut view = PlanView {
        constants: constants(route, key, decoders),
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
    fn is_named(&self) -> bool {
        matches!(self.told, Told::Name(_))
    }

    /// The name as a literal; `null` without one.
    fn name(&self) -> String {
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

fn constants(route: &Route<'_>, key: &str, decoders: &[Decoder]) -> Vec<(String, String)> {
    let nameless = decoders.iter().filter(|decoder| decoder.told == Told::Form);
    let told = nameless.filter_map(|decoder| {
        let text = text_at(&route.pipe.forms[decoder.form], key)?;
        if route.has_open() && answers::is_answer(route, decoder) {
            let function = decoder.function.print();
            let path = answers::place(route, decoder.form).flatten();
            let path = path.map_or("null".to_owned(), |path| literal(&path));
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

fn entries<'d>(decoders: impl Iterator<Item = &'d Decoder>) -> Vec<(Doc, Doc)> {
    decoders
        .filter(|decoder| decoder.is_named())
        .map(|decoder| (decoder.name().into(), decoder.function.clone()))
        .collect()
}

/// For each form that carries a name, the map of its decoders.
fn named_by_form(decoders: &[&Decoder], forms: usize, decoder_type: &str) -> Doc {
    let items = (0..forms).map(|form| {
        let of_form = decoders.iter().copied();
        let entries = entries(of_form.filter(|decoder| decoder.form == form));
        if entries.is_empty() {
            "undefined".into()
        } else {
            map_expression(NAME_TYPE.into(), decoder_type.to_owned().into(), entries)
        }
    });
    list(items.collect())
}

/// For each form without a name, its decoder.
fn nameless_by_form(name: &str, decoders: &[&Decoder], forms: usize, decoder_type: &str) -> Doc {
    let nameless = |form| {
        decoders
            .iter()
            .find(|decoder| decoder.form == form && !decoder.is_named())
    };
    let items = (0..forms)
        .map(|form| nameless(form).map_or("undefined".into(), |found| found.function.clone()));
    let ty = Doc::from(format!(": readonly ({decoder_type} | undefined)[]")).type_only();
    concat([
        format!("const {name}").into(),
        ty,
        " = ".into(),
        list(items.collect()),
        ";".into(),
    ])
}

/// The messages that share their name with others, by that name.
fn rivals_table(name: &str, rivals: &[&Decoder], contested_type: &str) -> Doc {
    let mut by_name: Vec<(String, Vec<Doc>)> = Vec::new();
    for decoder in rivals {
        let rival = rival(decoder);
        let key = decoder.name();
        match by_name.iter_mut().find(|(name, _)| *name == key) {
            Some((_, found)) => found.push(rival),
            None => by_name.push((key, vec![rival])),
        }
    }
    let entries = by_name
        .into_iter()
        .map(|(name, rivals)| (name.into(), literal_list(rivals)))
        .collect();
    let value = format!("readonly {contested_type}[]").into();
    let key = format!("{NAME_TYPE} | null").into();
    constant(name, map_expression(key, value, entries))
}

/// A message as one of several between which its payload decides.
fn rival(decoder: &Decoder) -> Doc {
    object(vec![
        member("form", decoder.form.to_string()),
        member("marks", marks(&decoder.marks)),
        member("decode", decoder.function.clone()),
    ])
}

/// The answers without a name, by the request that they are for.
fn answers_table(name: &str, answers: &[(String, Vec<&Decoder>)], contested_type: &str) -> Doc {
    let entries = answers
        .iter()
        .map(|(request, own)| {
            let own = own.iter().map(|decoder| rival(decoder)).collect();
            (literal(request).into(), literal_list(own))
        })
        .collect();
    let value = format!("readonly {contested_type}[]").into();
    constant(name, map_expression("string".into(), value, entries))
}

/// For each form whether it is that of answers without a name: where it has the id, or `null` without one.
fn places_table(name: &str, places: &[Option<Option<String>>]) -> Doc {
    let place = |place: &Option<Option<String>>| match place {
        None => "undefined".into(),
        Some(None) => "null".into(),
        Some(Some(path)) => literal(path).into(),
    };
    let ty = Doc::from(": readonly (string | null | undefined)[]").type_only();
    concat([
        format!("const {name}").into(),
        ty,
        " = ".into(),
        list(places.iter().map(place).collect()),
        ";".into(),
    ])
}

fn marks(marks: &Marks) -> Doc {
    let Marks {
        at,
        constants,
        required,
        declared,
        kinds: of_kinds,
        constant,
    } = marks;
    let mut members = vec![member("at", literal(at))];
    if !constants.is_empty() {
        let pair = |(key, value): &(std::borrow::Cow<'_, str>, Constant)| {
            list(vec![literal(key).into(), constant_value(value)])
        };
        members.push(member(
            "constants",
            list(constants.iter().map(pair).collect()),
        ));
    }
    if !required.is_empty() {
        let keys = texts(required.iter().map(AsRef::as_ref));
        members.push(member("required", keys));
    }
    if !declared.is_empty() {
        let keys = texts(declared.iter().map(AsRef::as_ref));
        members.push(member("declared", keys));
    }
    if *of_kinds != Kinds::ALL {
        members.push(member("kinds", kinds(*of_kinds)));
    }
    members.extend(
        constant
            .iter()
            .map(|value| member("is", constant_value(value))),
    );
    object(members)
}

/// The forms as telling takes them.
fn forms_table(name: &str, route: &Route<'_>) -> Doc {
    let forms = route.pipe.telling_forms().iter().map(form).collect();
    let as_written = Doc::from(" as const").type_only();
    constant(name, concat([list_of_lists(forms), as_written]))
}

fn form(form: &Form) -> Doc {
    list_of_lists(
        form.nodes
            .iter()
            .map(|node| list(vec![literal(&node.path).into(), test(&node.test)]))
            .collect(),
    )
}

fn test(test: &Test) -> Doc {
    match test {
        Test::Object => literal("object").into(),
        Test::List => literal("list").into(),
        Test::Name(test) => name_test(test),
        Test::Absent => literal("absent").into(),
        Test::Slot => literal("slot").into(),
        Test::OptionalSlot => literal("optional-slot").into(),
        Test::Constant(value) => object(vec![member("is", constant_value(value))]),
    }
}

fn name_test(test: &NameTest) -> Doc {
    if *test == NameTest::TEXT {
        return literal("name").into();
    }
    let NameTest {
        prefix,
        suffix,
        also,
        kinds: of_kinds,
    } = test;
    let mut members = Vec::new();
    if !prefix.is_empty() {
        members.push(member("prefix", literal(prefix)));
    }
    if !suffix.is_empty() {
        members.push(member("suffix", literal(suffix)));
    }
    if !also.is_empty() {
        members.push(member("also", texts(also.iter().map(AsRef::as_ref))));
    }
    if *of_kinds != Kinds::TEXT {
        members.push(member("kinds", kinds(*of_kinds)));
    }
    object(vec![member("name", object(members))])
}
