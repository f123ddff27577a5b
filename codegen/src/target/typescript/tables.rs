//! The tables that telling looks into.

use std::borrow::Cow;

use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, Form, Marks, NameTest, Test};

use super::answers::{self, Place, Ways};
use super::code::{
    constant, constant_value, kinds, list, list_of_lists, literal_list, map_expression, member,
    object, texts,
};
use super::decoders::Decoder;
use super::layout::{Doc, concat};
use super::plan::{NAME_TYPE, entries};
use super::route::Route;
use super::sink::{literal, runtime_type};
use crate::model::Way;

/// For each form that carries a name, the map of its decoders.
pub fn named_by_form(decoders: &[&Decoder], forms: usize, decoder_type: &str) -> Doc {
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
pub fn nameless_by_form(
    name: &str,
    decoders: &[&Decoder],
    forms: usize,
    decoder_type: &str,
) -> Doc {
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
pub fn rivals_table(name: &str, rivals: &[&Decoder], contested_type: &str) -> Doc {
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
pub fn answers_table(name: &str, answers: &[(String, Vec<&Decoder>)], contested_type: &str) -> Doc {
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
pub fn places_table(name: &str, places: &[Place]) -> Doc {
    let has_ways = places.iter().any(|place| matches!(place, Place::Ways(_)));
    let ty = concat([
        ": readonly (".into(),
        if has_ways {
            concat(["readonly ".into(), runtime_type("Way"), "[] | ".into()])
        } else {
            "".into()
        },
        "string | null | undefined)[]".into(),
    ])
    .type_only();
    concat([
        format!("const {name}").into(),
        ty,
        " = ".into(),
        list(places.iter().map(|place| place.literal().into()).collect()),
        ";".into(),
    ])
}

/// The ways in which answers are joined to their requests.
pub fn ways_table(route: &Route<'_>, table: &Ways<'_>) -> Doc {
    let ty = concat([": readonly ".into(), runtime_type("Way"), "[]".into()]).type_only();
    let way = |way: &Way| {
        let requests = answers::names_of_all(route, &way.requests);
        object(vec![
            member("places", texts(way.places.iter().map(String::as_str))),
            member("requests", texts(requests.iter().map(String::as_str))),
        ])
    };
    concat([
        format!("const {}", table.name).into(),
        ty,
        " = ".into(),
        list(table.ways.iter().map(way).collect()),
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
        let pair = |(key, value): &(Cow<'_, str>, Constant)| {
            list(vec![literal(key).into(), constant_value(value)])
        };
        members.push(member(
            "constants",
            list_of_lists(constants.iter().map(pair).collect()),
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
pub fn forms_table(name: &str, route: &Route<'_>) -> Doc {
    let forms = route.pipe.telling_forms();
    let have_several = forms.iter().all(|form| form.nodes.len() > 1);
    let forms = forms.iter().map(form).collect();
    let forms = if have_several {
        list_of_lists(forms)
    } else {
        list(forms)
    };
    let as_written = Doc::from(" as const").type_only();
    constant(name, concat([forms, as_written]))
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
