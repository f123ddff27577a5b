//! Sets of values: literal types, and constants for values whose names say more than they do.

use super::code::{call_with_list, constant_value, field, give, lines, member, union};
use super::declared::Item;
use super::documentation;
use super::layout::{Doc, concat};
use super::module::Way;
use super::readers::literals;
use super::sink::{self, lower_camel, runtime};
use crate::model::{Enum, EnumId, EnumValue, Protocol};
use trilogue_wire::telling::Constant;

/// The type, and its values by name where that helps.
pub fn items(protocol: &Protocol, id: EnumId) -> Vec<Item> {
    let set = protocol.enumeration(id);
    let mut items = vec![Item::of_type(declaration(set))];
    if has_constant(set) {
        items.push(constant(set));
    }
    items
}

/// Whether the values stand in a constant by their names: some are no texts and have names that the spec chose, or there
/// is something to say of them.
pub fn has_constant(set: &Enum) -> bool {
    set.values.iter().any(|value| {
        let is_named = match value.value {
            Constant::Text(_) | Constant::Null => false,
            Constant::Number(_) => !value.identifier.0.starts_with("Value"),
            Constant::Bool(value_is) => value.identifier.0.to_lowercase() != value_is.to_string(),
        };
        is_named || value.doc.is_some() || value.since.is_some() || value.deprecated.is_some()
    })
}

fn declaration(set: &Enum) -> Doc {
    let Enum {
        identifier,
        owner: _,
        doc,
        values,
        open,
        since,
        deprecated,
        span: _,
    } = set;
    let listed = values.iter().map(|value| constant_value(&value.value));
    let others = if *open {
        kinds(values.iter().map(|value| &value.value))
    } else {
        Vec::new()
    };
    let members = listed
        .chain(others.into_iter().map(Doc::from))
        .map(|member| (Doc::from(""), member))
        .collect();
    let mut paragraphs: Vec<String> = doc.iter().cloned().collect();
    if *open {
        paragraphs.push("There may be other values.".to_owned());
    }
    let comment =
        documentation::Comment::of(paragraphs).aged(since.as_deref(), deprecated.as_ref());
    concat([
        sink::documentation(&comment, 0),
        union(&identifier.0, members),
    ])
}

/// Any value of the kinds that are listed, as types that leave editors the listed ones to offer.
pub fn kinds<'c>(values: impl Iterator<Item = &'c Constant>) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for value in values {
        let kind = match value {
            Constant::Text(_) => "(string & {})",
            Constant::Number(_) => "(number & {})",
            Constant::Bool(_) => "boolean",
            Constant::Null => continue,
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn constant(set: &Enum) -> Item {
    let name = &set.identifier.0;
    let head = sink::documentation(
        &documentation::Comment::of(vec!["The values by name.".to_owned()]),
        0,
    );
    let comment = |value: &EnumValue| {
        let EnumValue {
            value: _,
            identifier: _,
            doc,
            since,
            deprecated,
            span: _,
        } = value;
        let comment = documentation::Comment::of(doc.iter().cloned().collect())
            .aged(since.as_deref(), deprecated.as_ref());
        sink::documentation(&comment, 2)
    };
    let values = set.values.iter().map(|value| {
        concat([
            comment(value),
            member(
                &lower_camel(&value.identifier),
                constant_value(&value.value),
            ),
        ])
    });
    let fields = set.values.iter().flat_map(|value| {
        let ty = constant_value(&value.value);
        let field = field(&lower_camel(&value.identifier), false, ty);
        [Doc::Newline, comment(value), field, ";".into()]
    });
    let code = concat([
        head.clone(),
        format!("export const {name} = ").into(),
        lines("{", values.collect(), "}"),
        Doc::from(" as const").type_only(),
        ";".into(),
    ]);
    let declaration = concat([
        head,
        format!("export declare const {name}: {{").into(),
        Doc::Concat(fields.collect()).indent(),
        Doc::Newline,
        "};".into(),
    ]);
    Item { code, declaration }
}

/// What reads or writes a value.
pub fn body(set: &Enum, way: Way) -> Vec<Doc> {
    let reader = match (set.open, way) {
        (false, _) => "readEnum",
        (true, Way::Read) => "readKnown",
        (true, Way::Write) => "writeKnown",
    };
    let listed = literals(set.values.iter().map(|value| &value.value));
    vec![give(call_with_list(
        runtime(reader),
        vec!["value".into()],
        listed,
    ))]
}
