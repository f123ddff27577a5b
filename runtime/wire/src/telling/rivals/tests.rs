//! Messages of one name.

use std::borrow::Cow::{self, Borrowed};

use crate::telling::tests::{TOP, form, json_rpc, refused};
use crate::telling::{Constant, Form, Marks, Node, Rival, settle};
use crate::{Code, Document, Kinds};

#[test]
fn the_request_with_an_id_comes_before_the_event_without() {
    let rivals = [
        Rival::of(0, Marks::of_kinds("/params", Kinds::LIST)),
        Rival::of(1, Marks::of_kinds("/params", Kinds::LIST)),
    ];
    let settled = |json: &str| settled(&json_rpc(), &rivals, json);
    assert_eq!(settled(r#"{"jsonrpc":"2.0","id":1,"method":"m"}"#), Ok(1));
    assert_eq!(settled(r#"{"jsonrpc":"2.0","method":"m"}"#), Ok(0));
    assert_eq!(
        settled(r#"{"jsonrpc":"2.0","id":null,"method":"m"}"#),
        Ok(1)
    );
}

fn settled(forms: &[Form], rivals: &[Rival], json: &str) -> Result<usize, (Code, String)> {
    let document = Document::parse(json.as_bytes()).expect("each case is JSON");
    settle(forms, rivals, document.root()).map_err(refused)
}

fn named_payload() -> [Form; 1] {
    [form(&[TOP, Node::name("/name"), Node::slot("/payload")])]
}

#[test]
fn constant_fields_that_differ_drop_a_message() {
    const PHONE: &[(Cow<'static, str>, Constant)] =
        &[(Borrowed("kind"), Constant::Text(Borrowed("phone")))];
    const MAIL: &[(Cow<'static, str>, Constant)] =
        &[(Borrowed("kind"), Constant::Text(Borrowed("mail")))];
    let rivals = [
        Rival::of(
            0,
            Marks::of_keys("/payload", PHONE, &[Borrowed("kind")], &[]),
        ),
        Rival::of(
            0,
            Marks::of_keys("/payload", MAIL, &[Borrowed("kind")], &[]),
        ),
    ];
    let settled = |json| settled(&named_payload(), &rivals, json);
    assert_eq!(settled(r#"{"name":"a","payload":{"kind":"phone"}}"#), Ok(0));
    assert_eq!(settled(r#"{"name":"a","payload":{"kind":"mail"}}"#), Ok(1));
    let nobody = Err((Code::Tag, String::new()));
    assert_eq!(settled(r#"{"name":"a","payload":{"kind":"fax"}}"#), nobody);
    // Absent is not different; then nothing tells them apart, and the first is taken.
    assert_eq!(settled(r#"{"name":"a","payload":{}}"#), Ok(0));
}

#[test]
fn own_keys_of_payloads_come_before_kinds() {
    let rivals = [
        Rival::of(0, Marks::of_kinds("/payload", Kinds::LIST)),
        Rival::of(
            0,
            Marks::of_keys(
                "/payload",
                &[],
                &[Borrowed("id"), Borrowed("a/b")],
                &[Borrowed("more")],
            ),
        ),
        Rival::of(
            0,
            Marks::of_keys("/payload", &[], &[Borrowed("path")], &[Borrowed("more")]),
        ),
    ];
    let of = settled;
    let settled = |json| settled(&named_payload(), &rivals, json);
    assert_eq!(settled(r#"{"name":"a","payload":{"id":1}}"#), Ok(1));
    assert_eq!(settled(r#"{"name":"a","payload":{"a/b":1}}"#), Ok(1));
    assert_eq!(settled(r#"{"name":"a","payload":{"path":1}}"#), Ok(2));
    assert_eq!(settled(r#"{"name":"a","payload":[]}"#), Ok(0));
    let ambiguous = Err((Code::Ambiguous, String::new()));
    assert_eq!(
        settled(r#"{"name":"a","payload":{"id":1,"path":1}}"#),
        ambiguous
    );
    // Both objects miss their key, so only the list is left: checking says what is wrong.
    assert_eq!(settled(r#"{"name":"a","payload":{}}"#), Ok(0));
    let nobody = Err((Code::Tag, String::new()));
    let json = r#"{"name":"a","payload":{}}"#;
    assert_eq!(of(&named_payload(), &rivals[1..], json), nobody);
}

#[test]
fn kinds_then_equal_constants_decide() {
    let rivals = [
        Rival::of(0, Marks::of_kinds("/payload", Kinds::TEXT)),
        Rival::of(
            0,
            Marks::of_constant("/payload", Constant::Text(Borrowed("done"))),
        ),
        Rival::of(0, Marks::of_kinds("/payload", Kinds::NUMBER)),
    ];
    let of = settled;
    let settled = |json| settled(&named_payload(), &rivals, json);
    assert_eq!(settled(r#"{"name":"a","payload":"done"}"#), Ok(1));
    assert_eq!(settled(r#"{"name":"a","payload":"other"}"#), Ok(0));
    assert_eq!(settled(r#"{"name":"a","payload":5}"#), Ok(2));
    let constant_first = [rivals[1].clone(), rivals[0].clone()];
    let json = r#"{"name":"a","payload":"other"}"#;
    assert_eq!(of(&named_payload(), &constant_first, json), Ok(1));
    let nobody = Err((Code::Tag, String::new()));
    assert_eq!(settled(r#"{"name":"a","payload":[]}"#), nobody);
}

#[test]
fn a_spread_payload_has_its_keys_beside_the_name() {
    let forms = [form(&[TOP, Node::name("/type")])];
    let rivals = [
        Rival::of(0, Marks::of_keys("", &[], &[Borrowed("id")], &[])),
        Rival::of(
            0,
            Marks::of_keys("", &[], &[], &[Borrowed("type"), Borrowed("id2")]),
        ),
    ];
    assert_eq!(settled(&forms, &rivals, r#"{"type":"a","id":1}"#), Ok(0));
    assert_eq!(settled(&forms, &rivals, r#"{"type":"a"}"#), Ok(1));
}

#[test]
fn one_alone_is_taken_without_a_look() {
    let rivals = [Rival::of(0, Marks::of_kinds("/payload", Kinds::LIST))];
    let json = r#"{"name":"a","payload":5}"#;
    assert_eq!(settled(&named_payload(), &rivals, json), Ok(0));
}

#[test]
fn what_is_wrong_with_one_left_alone_is_for_checking_to_say() {
    let rivals = [
        Rival::of(0, Marks::of_kinds("/payload/x", Kinds::LIST)),
        Rival::of(0, Marks::of_keys("/payload", &[], &[Borrowed("id")], &[])),
    ];
    // The key decides, so that the wrong kind of the first is not looked at.
    let json = r#"{"name":"a","payload":{"x":5}}"#;
    assert_eq!(settled(&named_payload(), &rivals, json), Ok(0));
}

#[test]
fn constants_and_absent_keys_of_forms_rule_over_keys_of_payloads() {
    const KIND: &[Cow<'static, str>] = &[Borrowed("kind")];
    let name = || Node::name("/name");
    let forms = [
        form(&[TOP, name()]),
        form(&[TOP, name(), Node::text("/kind", "a")]),
        form(&[TOP, name(), Node::absent("/kind")]),
    ];
    let with_kind = Rival::of(0, Marks::of_keys("", &[], KIND, &[]));
    let constant = Rival::of(1, Marks::of_keys("", &[], &[], &[]));
    let without = Rival::of(2, Marks::of_keys("", &[], &[], &[]));
    let json = r#"{"name":"x","kind":"a"}"#;
    assert_eq!(settled(&forms, &[with_kind.clone(), constant], json), Ok(1));
    let json = r#"{"name":"x"}"#;
    assert_eq!(settled(&forms, &[with_kind, without], json), Ok(1));
}
