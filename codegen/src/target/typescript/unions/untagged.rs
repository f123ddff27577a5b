//! Unions whose members are told by what their values look like.

use trilogue_wire::telling::Constant;

use crate::facts;
use crate::model::{Member, MemberBody, Shape, Type, Union, UnionId};
use crate::target::typescript::code::{
    call, constant_value, give, kinds, list, list_of_lists, literal_list, member, object, texts,
};
use crate::target::typescript::layout::{Doc, concat};
use crate::target::typescript::module::{Module, Way};
use crate::target::typescript::readers;
use crate::target::typescript::sink::{literal, runtime, runtime_type};

/// What reads or writes one.
pub fn body(module: &mut Module<'_>, id: UnionId, way: Way) -> Vec<Doc> {
    let union = module.protocol.union(id);
    let function = match way {
        Way::Write if is_doubtful(module, union) => runtime("writeUnion"),
        _ => runtime("readUnion"),
    };
    let members = table(module, union, way);
    vec![give(call(function, vec!["value".into(), members.into()]))]
}

/// Whether a value that is written may look like that of another member: by keys that it keeps, or as it is a secret.
fn is_doubtful(module: &Module<'_>, union: &Union) -> bool {
    let bodies = union.members.iter().map(|member| &member.body);
    let types: Vec<Option<&Type>> = bodies
        .map(|body| match body {
            MemberBody::Value(ty) => Some(ty),
            MemberBody::Nothing | MemberBody::Struct(_) => None,
        })
        .collect();
    let is_hidden = types.iter().flatten().any(|ty| ty.secret);
    let members: Vec<Option<facts::Keys<'_>>> = types
        .iter()
        .map(|ty| facts::keys(module.protocol, (*ty)?))
        .collect();
    let keys = |place: usize| members[place].as_ref();
    let looks_like_earlier = |place: usize| {
        let own = keys(place).filter(|own| own.open);
        own.is_some_and(|own| {
            (0..place)
                .filter_map(keys)
                .any(|keys| own.may_look_like(keys))
        })
    };
    is_hidden || (0..members.len()).any(looks_like_earlier)
}

/// Adds the table of members to the module. Gives its name.
fn table(module: &mut Module<'_>, union: &Union, way: Way) -> String {
    let mut items = Vec::new();
    for member in &union.members {
        items.push(entry(module, union, member, way));
    }
    let (verb, of) = (way.verb(), &union.identifier.0);
    let name = module.scope.claim(&format!("{verb}{of}Members"));
    if way == Way::Write && is_doubtful(module, union) {
        let ty = concat([
            ": readonly ".into(),
            runtime_type("WrittenMember"),
            "[]".into(),
        ]);
        module.add(&concat([
            format!("const {name}").into(),
            ty.type_only(),
            " = ".into(),
            literal_list(items),
            ";".into(),
        ]));
        return name;
    }
    let of = match way {
        Way::Read => of.as_str(),
        Way::Write => "unknown",
    };
    let ty = concat([
        ": Parameters<typeof ".into(),
        runtime("readUnion"),
        format!("<{of}>>[1]").into(),
    ]);
    module.add(&concat([
        format!("const {name}").into(),
        ty.type_only(),
        " = ".into(),
        literal_list(items),
        ";".into(),
    ]));
    name
}

fn entry(module: &mut Module<'_>, union: &Union, member_of: &Member, way: Way) -> Doc {
    let place = format!("{}{}", union.identifier.0, member_of.identifier.0);
    let ty = match &member_of.body {
        MemberBody::Value(ty) => ty.clone(),
        MemberBody::Struct(id) => readers::bare(&Shape::Struct(*id)),
        MemberBody::Nothing => readers::bare(&Shape::Constant(Constant::Null)),
    };
    let inside = if way == Way::Write {
        Type {
            secret: false,
            ..ty.clone()
        }
    } else {
        ty.clone()
    };
    let mut members = vec![member("kinds", kinds(facts::kinds(module.protocol, &ty)))];
    let keys = facts::keys(module.protocol, &ty).unwrap_or_default();
    if !keys.constants.is_empty() {
        let pairs = keys
            .constants
            .iter()
            .map(|(key, value)| list(vec![literal(key).into(), constant_value(value)]));
        members.push(member("constants", list_of_lists(pairs.collect())));
    }
    if !keys.required.is_empty() {
        let keys = texts(keys.required.iter().copied());
        members.push(member("required", keys));
    }
    if way == Way::Write && ty.secret {
        members.push(member("secret", "true"));
    }
    let reader = module.function_for(&inside, &place, way);
    members.push(member("read", reader));
    object(members)
}
