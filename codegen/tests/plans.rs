//! How decoders may tell the messages of a pipe apart.

use trilogue_codegen::load_source;
use trilogue_codegen::model::{Group, Plan, RoleId};
use trilogue_codegen::source::Sources;

/// The plan for what goes from the page to the lamp.
fn plan(envelopes: &str, names: &str, rest: &str) -> Plan {
    let spec = format!(
        "trilogue: 1\nprotocol: lamp\nversion: \"1\"\nroles: {{ page: The page., lamp: The lamp. }}\n\
         envelopes:\n{envelopes}\nchannels:\n  wire: {{ between: [page, lamp], transport: port, envelope: [{names}] }}\n{rest}\n"
    );
    let mut sources = Sources::new();
    let id = sources.add("lamp.yaml", spec).expect("UTF-8 text");
    let lamp = load_source(&mut sources, id).unwrap_or_else(|mistakes| {
        let messages: Vec<_> = mistakes.iter().map(|one| &one.message).collect();
        panic!("{messages:?}")
    });
    let direction = lamp.direction(RoleId(0), RoleId(1)).expect("the direction");
    direction.pipes[0].plan.clone()
}

fn group(text: &str, forms: &[usize], name: Option<&str>) -> Group {
    Group {
        text: text.to_owned(),
        forms: forms.to_vec(),
        name: name.map(str::to_owned),
    }
}

const EVENTS: &str =
    "events:\n  page -> lamp:\n    dim: { payload: int }\n    fade: { payload: int }";

#[test]
fn one_key_with_names_and_constants_is_a_switch() {
    let plain = "  plain: { event: { type: $name, data: $payload }, request: { type: $name, data: $payload }, ok: { type: ok, id: $id } }";
    let requests = format!("{EVENTS}\nrequests:\n  lamp -> page:\n    ask: {{ ok: nothing }}");
    let key = || "type".to_owned();
    assert_eq!(plan(plain, "plain", EVENTS), Plan::Switch { key: key() });
    assert_eq!(plan(plain, "plain", &requests), Plan::Switch { key: key() });
}

#[test]
fn a_second_key_below_a_constant_and_forms_of_one_constant_are_groups() {
    let envelopes = "  plain: { event: { type: $name, $payload } }\n  \
        calls: { request: { type: call, id: $id, path: $name, body: $payload }, ok: { type: answer, id: $id, data: $payload }, \
        error: { type: answer, id: $id, data: { error: $error } } }";
    let rest = "events:\n  page -> lamp:\n    dim: { fields: { a: int } }\nrequests:\n  page <-> lamp:\n    ask: { ok: int }";
    assert_eq!(
        plan(envelopes, "plain, calls", rest),
        Plan::Groups {
            key: "type".to_owned(),
            groups: vec![
                group("call", &[1], Some("path")),
                group("answer", &[2, 3], None)
            ],
        }
    );
}

#[test]
fn keys_that_differ_and_names_that_several_messages_have_take_the_table() {
    let keyed =
        "  plain: { event: { emit: $name, data: $payload }, request: { call: $name, id: $id } }";
    let requests = format!("{EVENTS}\nrequests:\n  page -> lamp:\n    ask: {{ ok: never }}");
    assert_eq!(plan(keyed, "plain", &requests), Plan::Table);
    let plain = "  plain: { event: { type: $name, data: $payload } }";
    let contested = "events:\n  page -> lamp:\n    dim: { payload: int }\n    dark: { name: dim, as: Dark, payload: string }";
    assert_eq!(plan(plain, "plain", contested), Plan::Table);
    let around = "  plain: { event: { type: \"on-{name}\", data: $payload } }";
    assert_eq!(plan(around, "plain", EVENTS), Plan::Table);
}
