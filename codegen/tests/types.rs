//! What the loader makes of types: their names, the order in which they are printed, and what members of unions hold.

use trilogue_codegen::load_source;
use trilogue_codegen::model::{Member, MemberBody, Presence, Protocol, Shape, Tag, TypeId};
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;
use trilogue_wire::telling::Constant;

const FRAME: &str = r#"trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain:
    event: { type: $name, data: $payload }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain }
"#;

fn protocol(types: &str) -> Protocol {
    let mut sources = Sources::new();
    let text = format!("{FRAME}{types}");
    let id = sources.add("lamp.yaml", text).expect("UTF-8");
    load_source(&mut sources, id)
        .unwrap_or_else(|mistakes| panic!("{}", render_all(mistakes, &sources, Style::Plain)))
}

/// The identifiers of all declared types, in the order in which they are printed.
fn declared(protocol: &Protocol) -> Vec<&str> {
    let ids = protocol.declared.iter();
    let identifiers = ids.map(|id| match id {
        TypeId::Struct(id) => &protocol.structure(*id).identifier,
        TypeId::Enum(id) => &protocol.enumeration(*id).identifier,
        TypeId::Union(id) => &protocol.union(*id).identifier,
        TypeId::Tuple(id) => &protocol.tuple(*id).identifier,
    });
    identifiers
        .map(|identifier| identifier.0.as_str())
        .collect()
}

/// The keys of a struct, with `?` behind those that may be absent, and `*` where Rust needs a box.
fn keys(protocol: &Protocol, name: &str) -> String {
    let mut structs = protocol.structs.iter();
    let found = structs.find(|one| one.identifier.0 == name);
    let fields = found.expect("a struct of this name").fields.iter();
    let keys = fields.map(|field| {
        let optional = if field.optional { "?" } else { "" };
        let boxed = if field.boxed { "*" } else { "" };
        format!("{}{optional}{boxed}", field.name)
    });
    keys.collect::<Vec<_>>().join(" ")
}

/// The members of the first union, each with what it carries.
fn members(protocol: &Protocol) -> Vec<String> {
    let members = protocol.unions[0].members.iter();
    members.map(|member| shown(protocol, member)).collect()
}

fn shown(protocol: &Protocol, member: &Member) -> String {
    let body = match &member.body {
        MemberBody::Nothing => "nothing".to_owned(),
        MemberBody::Struct(id) => protocol.structure(*id).identifier.0.clone(),
        MemberBody::Value(ty) => format!("{:?}", ty.shape),
    };
    format!("{}: {body}", member.identifier.0)
}

#[test]
fn members_of_a_tagged_union_hold_all_keys_beside_the_tag() {
    let protocol = protocol(
        r"
types:
  Named: { fields: { name: string }, unknown: keep, doc: Something with a name. }
  Item:
    tag: type
    fields: { id: string }
    union:
      on: { fields: { value: bool } }
      several: { is: [a, b], fields: { value: int } }
      named: Named
      shown: { is: [$absent, false] }
      rest: { is: $other, doc: Whatever comes. }
  After: { fields: { items: list<Item> } }
",
    );
    let expected = [
        "Named",
        "ItemOn",
        "ItemSeveralType",
        "ItemSeveral",
        "ItemNamed",
        "ItemShown",
        "ItemRestType",
        "ItemRest",
        "Item",
        "After",
    ];
    assert_eq!(declared(&protocol), expected);
    assert_eq!(keys(&protocol, "ItemOn"), "id value");
    assert_eq!(keys(&protocol, "ItemSeveral"), "id type value");
    assert_eq!(keys(&protocol, "ItemNamed"), "id name");
    assert_eq!(keys(&protocol, "ItemShown"), "id type?");
    assert_eq!(keys(&protocol, "ItemRest"), "id type");
    let rest = &protocol.unions[0].members[4];
    assert_eq!(rest.tags, [Tag::Other]);
    let shown = &protocol.unions[0].members[3];
    assert_eq!(shown.tags, [Tag::Absent, Tag::Value(Constant::Bool(false))]);
}

#[test]
fn members_without_common_fields_are_what_they_name() {
    let protocol = protocol(
        r"
types:
  Named: { fields: { name: string } }
  Item:
    tag: type
    union:
      named: Named
      none: nothing
      empty: { fields: {} }
      other: { is: $other }
",
    );
    let expected = [
        "Named: Named",
        "None: nothing",
        "Empty: nothing",
        "Other: ItemOther",
    ];
    assert_eq!(members(&protocol), expected);
    let other = protocol.structs.last().expect("the struct of a member");
    assert!(matches!(other.fields[0].ty.shape, Shape::Text(_)));
}

#[test]
fn content_stands_alone_where_nothing_is_beside_it() {
    let protocol = protocol(
        r"
types:
  Update:
    tag: type
    content: payload
    union:
      text: string
      gone: nothing
      inner: { fields: { a: { fields: { b: int } } } }
      other: { is: $other, type: optional json }
      perhaps: { type: optional string }
",
    );
    let shown = members(&protocol);
    assert!(shown[0].starts_with("Text: Text("), "{}", shown[0]);
    assert_eq!(shown[1], "Gone: nothing");
    assert!(shown[2].starts_with("Inner: Struct("), "{}", shown[2]);
    assert_eq!(shown[3..], ["Other: UpdateOther", "Perhaps: UpdatePerhaps"]);
    assert_eq!(keys(&protocol, "UpdateInner"), "a");
    assert_eq!(keys(&protocol, "UpdateInnerA"), "b");
    assert_eq!(keys(&protocol, "UpdateOther"), "type payload?");
    assert_eq!(keys(&protocol, "UpdatePerhaps"), "payload?");
}

#[test]
fn inline_types_are_called_by_their_place() {
    let protocol = protocol(
        r"
types:
  Crate:
    fields:
      id: string | int
      size: { enum: [small, large] }
      at: { tuple: [{ x: int }, { y: { known: [1, 2] } }] }
      pair: { tuple: [int, int] }
      inner: { as: Inside, fields: { choice: { union: { one: int, more: list<int> } } } }
events:
  page -> lamp:
    show: { payload: { list: { fields: { crate: Crate } } } }
    pick: { payload: { enum: [a, b] } }
",
    );
    let expected = [
        "Crate",
        "CrateId",
        "CrateSize",
        "CrateAt",
        "CrateAtY",
        "Inside",
        "InsideChoice",
        "ShowItem",
        "Pick",
    ];
    assert_eq!(declared(&protocol), expected);
    let values: Vec<&str> = protocol.enums[1]
        .values
        .iter()
        .map(|value| value.identifier.0.as_str())
        .collect();
    assert_eq!(values, ["Value1", "Value2"]);
    assert!(protocol.tuples[0].is_named() && !protocol.tuples[1].is_named());
}

#[test]
fn boxes_stand_where_values_hold_themselves_and_nowhere_else() {
    let protocol = protocol(
        r"
types:
  Node: { fields: { next: optional Node, all: list<Node>, leaf: optional Leaf } }
  Leaf: { fields: { name: string } }
  Ping: { fields: { pong: optional Pong } }
  Pong: { fields: { ping: Ping } }
  Expression:
    union:
      text: string
      not: { fields: { not: Expression } }
  Wrapped: { tag: kind, content: inner, union: { end: nothing, more: Wrapped } }
",
    );
    assert_eq!(keys(&protocol, "Node"), "next?* all leaf?");
    assert_eq!(keys(&protocol, "Ping"), "pong?*");
    assert_eq!(keys(&protocol, "Pong"), "ping*");
    assert_eq!(keys(&protocol, "ExpressionNot"), "not*");
    let boxed: Vec<bool> = protocol
        .unions
        .iter()
        .flat_map(|union| union.members.iter().map(|member| member.boxed))
        .collect();
    assert_eq!(boxed, [false, false, false, true]);
}

#[test]
fn depth_is_counted_once_where_a_union_and_its_member_are_one_value() {
    let protocol = protocol(
        r"
types:
  Item: { tag: type, union: { leaf: nothing, group: { fields: { items: list<Item> } } } }
  Tree: { fields: { children: list<Tree>, item: optional Item } }
  Holder: { fields: { tree: Tree } }
",
    );
    assert!(protocol.unions[0].recursive);
    let recursive = protocol.structs.iter().filter(|one| one.recursive);
    let names: Vec<&str> = recursive.map(|one| one.identifier.0.as_str()).collect();
    assert_eq!(names, ["Tree"]);
}

#[test]
fn rules_of_presence_come_with_the_fields_of_a_base() {
    let protocol = protocol(
        r"
types:
  Base: { fields: { a: optional int, b: optional int }, together: [a, b] }
  Derived:
    with: [Base]
    fields: { c: optional int, d: optional int }
    requiredWhen: { c: { a: [1, 2], b: 3 } }
    atLeastOneOf: [c, d]
",
    );
    let rules = &protocol.structs[1].rules;
    assert_eq!(rules.len(), 4, "{rules:?}");
    let Presence::RequiredWhen { field, when } = &rules[0] else {
        panic!("{rules:?}");
    };
    assert_eq!((*field, when.len()), (2, 2));
    assert!(matches!(&rules[2], Presence::AtLeastOneOf(group) if *group == [2, 3]));
    assert!(matches!(&rules[3], Presence::Together(group) if *group == [0, 1]));
}

#[test]
fn defaults_are_read_by_the_types_of_their_fields() {
    let protocol = protocol(
        r"
types:
  Settings:
    fields:
      name: { type: optional string, default: 10 }
      size: { type: optional int, default: 10, examples: [1] }
",
    );
    let fields = &protocol.structs[0].fields;
    assert_eq!(fields[0].default.as_deref(), Some("\"10\""));
    assert_eq!(fields[1].default.as_deref(), Some("10"));
    assert_eq!(fields[1].examples, ["1"]);
}
