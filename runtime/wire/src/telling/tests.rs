//! Each sentence of the telling algorithm, on messages.

use std::borrow::Cow::{self, Borrowed};

use super::*;
use crate::Document;

#[derive(Debug, PartialEq)]
enum Verdict {
    /// The places of the forms that survive, and the name.
    Told(Vec<usize>, Option<String>),
    /// The code and place of the fault.
    Refused(Code, String),
}

fn told(forms: &[Form], json: &str) -> Verdict {
    let document = Document::parse(json.as_bytes()).expect("each case is JSON");
    match tell(forms, document.root()) {
        Ok(told) => Verdict::Told(told.forms, told.name.map(|name| name.to_string())),
        Err(fault) => {
            let (code, path) = refused(fault);
            Verdict::Refused(code, path)
        }
    }
}

pub(super) fn refused(fault: Fault) -> (Code, String) {
    let refusal = fault.refuse(None);
    (refusal.code(), refusal.path().to_owned())
}

pub(super) fn form(nodes: &[Node]) -> Form {
    Form {
        nodes: Cow::Owned(nodes.to_vec()),
    }
}

fn fits(form: usize, name: &str) -> Verdict {
    Verdict::Told(vec![form], Some(name.to_owned()))
}

fn nameless(form: usize) -> Verdict {
    Verdict::Told(vec![form], None)
}

fn fault(code: Code, path: &str) -> Verdict {
    Verdict::Refused(code, path.to_owned())
}

fn check(forms: &[Form], cases: &[(&str, Verdict)]) {
    for (json, expected) in cases {
        assert_eq!(told(forms, json), *expected, "{json}");
    }
}

pub(super) const TOP: Node = Node::object("");

#[test]
fn the_form_with_its_own_key_present_wins_and_two_are_ambiguous() {
    let call = form(&[
        TOP,
        Node::name("/call"),
        Node::slot("/args"),
        Node::optional_slot("/id"),
    ]);
    let watch = form(&[TOP, Node::name("/watch")]);
    let subscribe = form(&[
        TOP,
        Node::name("/subscribe"),
        Node::optional_slot("/options"),
    ]);
    check(
        &[call, watch, subscribe],
        &[
            (r#"{"call":"a","args":[]}"#, fits(0, "a")),
            (r#"{"call":"a","args":[],"id":1}"#, fits(0, "a")),
            (r#"{"watch":"b","args":[],"more":1}"#, fits(1, "b")),
            (r#"{"call":"a","watch":"b"}"#, fault(Code::Ambiguous, "")),
            // A name of the wrong kind is no name, so only one form fits.
            (r#"{"call":"a","watch":1}"#, fits(0, "a")),
            (r#"{"subscribe":"c","options":{}}"#, fits(2, "c")),
            (r"{}", fault(Code::Tag, "")),
            (r#"{"call":1}"#, fault(Code::Tag, "")),
            ("[]", fault(Code::Type, "")),
            ("null", fault(Code::Type, "")),
        ],
    );
}

pub(super) fn json_rpc() -> [Form; 4] {
    let version = || Node::text("/jsonrpc", "2.0");
    [
        form(&[
            TOP,
            version(),
            Node::name("/method"),
            Node::optional_slot("/params"),
        ]),
        form(&[
            TOP,
            version(),
            Node::slot("/id"),
            Node::name("/method"),
            Node::optional_slot("/params"),
        ]),
        form(&[TOP, version(), Node::slot("/id"), Node::slot("/result")]),
        form(&[
            TOP,
            version(),
            Node::slot("/id"),
            Node::object("/error"),
            Node::slot("/error/code"),
            Node::slot("/error/message"),
        ]),
    ]
}

#[test]
fn json_rpc_is_told_by_keys() {
    check(
        &json_rpc(),
        &[
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"m"}"#,
                Verdict::Told(vec![0, 1], Some("m".to_owned())),
            ),
            (r#"{"jsonrpc":"2.0","id":1,"result":1}"#, nameless(2)),
            (
                r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}"#,
                nameless(3),
            ),
            (
                r#"{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1}}"#,
                fault(Code::Ambiguous, ""),
            ),
            (r#"{"jsonrpc":"2.0","id":1}"#, fault(Code::Tag, "")),
            (
                r#"{"jsonrpc":"1.0","id":1,"result":1}"#,
                fault(Code::Tag, "/jsonrpc"),
            ),
            (r#"{"id":1,"result":1}"#, fault(Code::Tag, "/jsonrpc")),
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"m","result":1}"#,
                fault(Code::Ambiguous, ""),
            ),
        ],
    );
}

#[test]
fn a_broken_error_is_told_as_an_error() {
    let ok = form(&[TOP, Node::slot("/id")]);
    let error = form(&[TOP, Node::slot("/id"), Node::slot("/error")]);
    check(
        &[ok, error],
        &[
            (r#"{"id":1,"error":[]}"#, nameless(1)),
            (r#"{"id":1,"error":"x"}"#, nameless(1)),
            (r#"{"id":1}"#, nameless(0)),
        ],
    );
}

#[test]
fn a_constant_comes_before_a_slot() {
    let ok = form(&[TOP, Node::text("/answer", "done")]);
    let error = form(&[TOP, Node::slot("/answer")]);
    check(
        &[error.clone(), ok.clone()],
        &[
            (r#"{"answer":"done"}"#, nameless(1)),
            (r#"{"answer":"failed"}"#, nameless(0)),
        ],
    );
    check(
        &[ok, error],
        &[
            (r#"{"answer":"done"}"#, nameless(0)),
            (r#"{"answer":5}"#, nameless(1)),
        ],
    );
}

#[test]
fn where_both_need_an_own_key_and_none_is_there_nothing_is_left() {
    let first = form(&[TOP, Node::text("/v", "1"), Node::slot("/a")]);
    let second = form(&[TOP, Node::text("/v", "1"), Node::slot("/b")]);
    check(
        &[first, second],
        &[
            (r#"{"v":"1"}"#, fault(Code::Tag, "")),
            (r#"{"v":"1","a":0,"b":0}"#, fault(Code::Ambiguous, "")),
            (r#"{"v":"1","b":null}"#, nameless(1)),
            (r#"{"v":"2","b":null}"#, fault(Code::Tag, "/v")),
        ],
    );
}

#[test]
fn a_form_that_needs_no_own_key_comes_before_one_whose_key_is_absent() {
    let bare = form(&[TOP, Node::optional_slot("/extra")]);
    let with_key = form(&[TOP, Node::slot("/key")]);
    check(
        &[with_key, bare],
        &[
            (r"{}", nameless(1)),
            (r#"{"key":1,"extra":1}"#, nameless(0)),
        ],
    );
}

#[test]
fn ambiguity_is_judged_among_forms_that_no_other_beat() {
    // The third wins against the first, so that its quarrel with the second does not count.
    let first = form(&[TOP, Node::slot("/a"), Node::optional_slot("/b")]);
    let second = form(&[TOP, Node::optional_slot("/a"), Node::slot("/b")]);
    let third = form(&[TOP, Node::slot("/a"), Node::slot("/b"), Node::slot("/c")]);
    check(
        &[first, second, third],
        &[(r#"{"a":1,"b":1,"c":1}"#, nameless(2))],
    );
}

#[test]
fn what_is_inside_of_a_slot_of_another_form_is_no_own_key() {
    let call = form(&[TOP, Node::name("/func"), Node::slot("/args")]);
    let error = form(&[
        TOP,
        Node::slot("/id"),
        Node::list("/args"),
        Node::slot("/args/0"),
    ]);
    check(
        &[call, error.clone()],
        &[
            (r#"{"func":"a","args":[1]}"#, fits(0, "a")),
            (r#"{"id":1,"args":[1]}"#, nameless(1)),
            (
                r#"{"func":"a","id":1,"args":[1]}"#,
                fault(Code::Ambiguous, ""),
            ),
        ],
    );
    // Where nothing else decides, what has more to say of the inside does.
    let any = form(&[TOP, Node::slot("/id"), Node::slot("/args")]);
    check(
        &[any, error],
        &[
            (r#"{"id":1,"args":[1]}"#, nameless(1)),
            (r#"{"id":1,"args":[]}"#, nameless(0)),
        ],
    );
}

#[test]
fn a_key_that_must_be_absent_comes_before_what_is_inside_of_slots() {
    let call = form(&[TOP, Node::slot("/args"), Node::absent("/id")]);
    let answer = form(&[
        TOP,
        Node::slot("/id"),
        Node::list("/args"),
        Node::slot("/args/0"),
    ]);
    check(
        &[answer, call],
        &[
            (r#"{"args":[1]}"#, nameless(1)),
            (r#"{"id":1,"args":[1]}"#, nameless(0)),
        ],
    );
}

#[test]
fn a_container_on_the_way_to_an_own_key_counts_unless_it_is_null() {
    let ok = form(&[TOP, Node::name("/call")]);
    let error = form(&[
        TOP,
        Node::name("/call"),
        Node::object("/error"),
        Node::slot("/error/code"),
    ]);
    let forms = [ok, error];
    let rivals = [0, 1].map(|form| Rival::of(form, Marks::NOTHING));
    for (json, expected) in [
        (r#"{"call":"a"}"#, 0),
        (r#"{"call":"a","error":null}"#, 0),
        (r#"{"call":"a","error":{"code":1}}"#, 1),
        (r#"{"call":"a","error":{}}"#, 1),
        (r#"{"call":"a","error":"boom"}"#, 1),
    ] {
        let document = Document::parse(json.as_bytes()).expect("each case is JSON");
        assert_eq!(
            settle(&forms, &rivals, document.root()),
            Ok(expected),
            "{json}"
        );
    }
}

#[test]
fn a_key_that_must_be_absent_comes_after_own_keys() {
    let without = form(&[TOP, Node::absent("/error"), Node::slot("/value")]);
    let with = form(&[TOP, Node::slot("/error"), Node::optional_slot("/value")]);
    check(
        &[with, without],
        &[
            (r#"{"error":1}"#, nameless(0)),
            (r#"{"error":1,"value":1}"#, nameless(0)),
            // Neither has an own key against the other, and only one demands what is not there.
            (r#"{"value":1}"#, nameless(1)),
            (r"{}", nameless(1)),
        ],
    );
}

#[test]
fn names_may_be_numbers_and_truth_values() {
    let numbers = NameTest::of_kinds(Kinds::NUMBER);
    let typed = form(&[TOP, Node::named("/type", numbers), Node::slot("/data")]);
    check(
        &[typed],
        &[
            (r#"{"type":2}"#, fits(0, "2")),
            (r#"{"type":2.50}"#, fits(0, "2.5")),
            (r#"{"type":"2"}"#, fault(Code::Tag, "/type")),
            (r#"{"type":true}"#, fault(Code::Tag, "/type")),
            (r"{}", fault(Code::Tag, "/type")),
        ],
    );
    let mixed = NameTest::of_kinds(Kinds::BOOL.and(Kinds::TEXT));
    let flag = form(&[TOP, Node::named("/ok", mixed)]);
    check(
        &[flag],
        &[
            (r#"{"ok":false}"#, fits(0, "false")),
            (r#"{"ok":"false"}"#, fits(0, "false")),
            (r#"{"ok":0}"#, fault(Code::Tag, "/ok")),
        ],
    );
    let document = Document::parse(br#"{"ok":false}"#).unwrap();
    let forms = [form(&[
        TOP,
        Node::named("/ok", NameTest::of_kinds(Kinds::BOOL)),
    ])];
    let told = tell(&forms, document.root()).unwrap();
    assert_eq!(told.name_text(), None);
    assert_eq!(told.name, Some(Name::Bool(false)));
    assert_ne!(told.name, Some(Name::from("false")));
    let refusal = told.refuse(Fault::new(Code::Missing, "a value"));
    assert_eq!(refusal.name(), Some("false"));
}

#[test]
fn names_may_stand_inside_text() {
    const ALSO: &[Cow<'static, str>] = &[Borrowed("saved")];
    let result = form(&[
        TOP,
        Node::named("/event", NameTest::of("", "Result", ALSO, Kinds::TEXT)),
    ]);
    let around = form(&[
        TOP,
        Node::named("/event", NameTest::of("aa", "aa", &[], Kinds::TEXT)),
    ]);
    check(
        &[result],
        &[
            (r#"{"event":"openResult"}"#, fits(0, "openResult")),
            (r#"{"event":"Result"}"#, fits(0, "Result")),
            (r#"{"event":"saved"}"#, fits(0, "saved")),
            (r#"{"event":"open"}"#, fault(Code::Tag, "/event")),
            (r#"{"event":5}"#, fault(Code::Tag, "/event")),
            (
                r#"{"event":"\ud800Result"}"#,
                fault(Code::Unicode, "/event"),
            ),
            (r#"{"event":"\ud800"}"#, fault(Code::Tag, "/event")),
        ],
    );
    check(
        &[around],
        &[
            (r#"{"event":"aaaa"}"#, fits(0, "aaaa")),
            (r#"{"event":"aaa"}"#, fault(Code::Tag, "/event")),
        ],
    );
}

#[test]
fn a_constant_of_another_form_is_no_name() {
    let event = form(&[TOP, Node::name("/type"), Node::slot("/message")]);
    let ok = form(&[TOP, Node::text("/type", "ok"), Node::slot("/message")]);
    check(
        &[event, ok],
        &[
            (r#"{"type":"ok"}"#, nameless(1)),
            (r#"{"type":"other"}"#, fits(0, "other")),
            (r#"{"type":"\ud800"}"#, fault(Code::Unicode, "/type")),
            (r#"{"type":null}"#, fault(Code::Tag, "/type")),
        ],
    );
}

#[test]
fn tuples_are_forms_too() {
    let list = || Node::list("");
    let event = form(&[list(), Node::text("/0", "event"), Node::name("/1")]);
    let call = form(&[
        list(),
        Node::constant("/0", Constant::Number(2.0)),
        Node::slot("/1"),
        Node::name("/2"),
    ]);
    check(
        &[event, call],
        &[
            (r#"["event","a"]"#, fits(0, "a")),
            (r#"[2,"id","b",{}]"#, fits(1, "b")),
            (r#"["event"]"#, fault(Code::Tag, "/1")),
            (r#"["other","a"]"#, fault(Code::Tag, "/0")),
            (r"{}", fault(Code::Type, "")),
            (r#"{"0":"event","1":"a"}"#, fault(Code::Type, "")),
        ],
    );
}

#[test]
fn what_passed_most_marks_is_reported() {
    let inner = form(&[
        TOP,
        Node::text("/source", "app"),
        Node::object("/body"),
        Node::name("/body/type"),
    ]);
    let other = form(&[TOP, Node::text("/source", "host"), Node::name("/type")]);
    check(
        &[inner, other],
        &[
            (r#"{"source":"app","body":[]}"#, fault(Code::Type, "/body")),
            (
                r#"{"source":"app","body":{}}"#,
                fault(Code::Tag, "/body/type"),
            ),
            (r#"{"source":"app"}"#, fault(Code::Tag, "/body/type")),
            (r#"{"source":"host"}"#, fault(Code::Tag, "/type")),
            (r#"{"source":1}"#, fault(Code::Tag, "/source")),
            (r#"{"source":"app","body":{"type":"x"}}"#, fits(0, "x")),
        ],
    );
}

#[test]
fn a_container_without_marks_is_not_looked_at() {
    let answer = form(&[
        TOP,
        Node::text("/type", "ok"),
        Node::object("/body"),
        Node::slot("/body/value"),
    ]);
    check(
        &[answer],
        &[
            (r#"{"type":"ok","body":[]}"#, nameless(0)),
            (r#"{"type":"ok"}"#, nameless(0)),
        ],
    );
}

#[test]
fn a_whole_message_may_be_the_payload() {
    let ok = form(&[Node::slot("")]);
    let error = form(&[TOP, Node::slot("/error_code")]);
    check(
        &[ok, error],
        &[
            ("5", nameless(0)),
            (r#"{"error_code":"X"}"#, nameless(1)),
            (r"{}", nameless(0)),
        ],
    );
}

#[test]
fn places_in_lists_are_numbers_as_pointers_write_them() {
    let document = Document::parse(br#"{"a":[{"0":1,"~/":2},3]}"#).unwrap();
    let found = |path: &str| find(document.root(), path).map(Value::raw);
    assert_eq!(found("/a/1"), Some("3"));
    assert_eq!(found("/a/0/0"), Some("1"));
    assert_eq!(found("/a/0/~0~1"), Some("2"));
    assert_eq!(found("").map(str::len), Some(24));
    for nowhere in ["/a/2", "/a/01", "/a/+1", "/a/-", "/a/", "/a/1/0", "/b"] {
        assert_eq!(found(nowhere), None, "{nowhere}");
    }
}
