//! Lists in which each place has its own type.

use super::code::{call, choice, constant, fault, give, list, return_fault, when};
use super::documentation;
use super::layout::{Doc, concat, join};
use super::module::{Module, Way};
use super::scope;
use super::sink::{self, lower_camel, runtime};
use crate::model::{Identifier, Item, Tuple, TupleId};

/// The type of a tuple that has a name.
pub fn declaration(module: &Module<'_>, id: TupleId) -> Doc {
    let tuple = module.protocol.tuple(id);
    let comment = documentation::Comment::of(tuple.doc.iter().cloned().collect());
    concat([
        sink::documentation(&comment, 0),
        format!("export type {} = ", tuple.identifier.0).into(),
        tuple_type(module, tuple, true),
        ";".into(),
    ])
}

/// The type; `documented` says that its items bring their documentation, each on a line.
pub fn tuple_type(module: &Module<'_>, tuple: &Tuple, documented: bool) -> Doc {
    let Tuple {
        identifier: _,
        owner: _,
        doc: _,
        items,
        rest,
        span: _,
    } = tuple;
    let is_named = tuple.is_named();
    let mut types: Vec<Doc> = Vec::new();
    let all = items.iter().map(|item| (item, false));
    for (item, is_rest) in all.chain(rest.iter().map(|item| (item, true))) {
        let comment = if documented {
            sink::documentation(&documentation::item(item), 2)
        } else {
            "".into()
        };
        let label = item.identifier.as_ref().filter(|_| is_named);
        types.push(concat([comment, item_type(module, item, label, is_rest)]));
    }
    if types.is_empty() {
        return "readonly []".into();
    }
    let separator = concat([",".into(), Doc::Space]);
    let inside = concat([Doc::Break, join(types, &separator), Doc::IfBroken(",")]);
    concat(["readonly [".into(), inside.indent(), Doc::Break, "]".into()]).group()
}

fn item_type(module: &Module<'_>, item: &Item, label: Option<&Identifier>, is_rest: bool) -> Doc {
    let Item {
        identifier: _,
        ty,
        optional,
        doc: _,
        span: _,
    } = item;
    let (before, after) = match (is_rest, optional) {
        (true, _) => ("...", "[]"),
        (false, true) => ("", "?"),
        (false, false) => ("", ""),
    };
    let ty_doc = module.type_of(ty);
    let needs_parentheses = ty_doc.print().contains([' ', '[']);
    let enclosed = |ty: Doc| {
        if needs_parentheses {
            concat(["(".into(), ty, ")".into()])
        } else {
            ty
        }
    };
    match label {
        Some(label) => {
            let label = scope::label(&lower_camel(label));
            if is_rest {
                concat([
                    format!("...{label}: ").into(),
                    enclosed(ty_doc),
                    "[]".into(),
                ])
            } else {
                concat([format!("{label}{after}: ").into(), ty_doc])
            }
        }
        None if after.is_empty() => ty_doc,
        None => concat([before.into(), enclosed(ty_doc), after.into()]),
    }
}

/// What reads or writes a tuple that has a name.
pub fn body(module: &mut Module<'_>, id: TupleId, way: Way) -> Vec<Doc> {
    let place = module.protocol.tuple(id).identifier.0.clone();
    body_at(module, id, &place, way)
}

/// What reads or writes a tuple that is found at `place`.
pub fn body_at(module: &mut Module<'_>, id: TupleId, place: &str, way: Way) -> Vec<Doc> {
    let tuple = module.protocol.tuple(id);
    let all: Vec<&Item> = tuple.items.iter().chain(&tuple.rest).collect();
    let mut readers = Vec::new();
    for (index, item) in all.iter().enumerate() {
        let name = match &item.identifier {
            Some(identifier) => identifier.0.clone(),
            None => format!("Item{index}"),
        };
        readers.push(module.function_for(&item.ty, &format!("{place}{name}"), way));
    }
    let least = tuple.items.iter().filter(|item| !item.optional).count();
    let mut arguments = vec!["value".into(), Doc::from(least.to_string())];
    if tuple.rest.is_none() {
        arguments.push(tuple.items.len().to_string().into());
    }
    let mut scope = module.scope.function(&["value"]);
    let list_name = scope.claim("list");
    let mut body = or_return(&list_name, call(runtime("readItems"), arguments)).to_vec();
    let mut variables = Vec::new();
    for (index, (item, reader)) in all.iter().zip(readers).enumerate() {
        let name = match &item.identifier {
            Some(identifier) => scope.variable(identifier),
            None => scope.claim(&format!("item{index}")),
        };
        let is_rest = index == tuple.items.len();
        let read = match (is_rest, item.optional) {
            (true, _) => "restItems",
            (false, true) => "optionalItem",
            (false, false) => "item",
        };
        let arguments = vec![list_name.clone().into(), index.to_string().into(), reader];
        body.extend(or_return(&name, call(runtime(read), arguments)));
        variables.push(name);
    }
    body.extend(results(tuple, &variables));
    body
}

fn or_return(name: &str, reading: Doc) -> [Doc; 2] {
    [constant(name, reading), return_fault(name)]
}

/// Puts the items together. The list ends before the first that is absent, and nothing may follow that.
fn results(tuple: &Tuple, variables: &[String]) -> Vec<Doc> {
    let mut statements = Vec::new();
    let has_rest = tuple.rest.is_some();
    let count = tuple.items.len();
    for (index, item) in tuple.items.iter().enumerate() {
        if !item.optional {
            continue;
        }
        let name = &variables[index];
        let before = list(variables[..index].iter().cloned().map(Doc::from).collect());
        let following = variables[index + 1..count]
            .iter()
            .map(|later| format!("{later} === undefined"))
            .chain(has_rest.then(|| format!("{}.length === 0", variables[count])));
        let following: Vec<_> = following.collect();
        let value = if following.is_empty() {
            before
        } else {
            let missing = concat([
                fault("missing", "a value"),
                format!(".under({index})").into(),
            ]);
            choice(following.join(" && ").into(), before, missing)
        };
        statements.push(when(format!("{name} === undefined"), give(value)));
    }
    let mut all: Vec<Doc> = variables[..count].iter().cloned().map(Doc::from).collect();
    all.extend(has_rest.then(|| format!("...{}", variables[count]).into()));
    statements.push(give(list(all)));
    statements
}
