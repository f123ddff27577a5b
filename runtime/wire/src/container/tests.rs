use super::*;
use crate::Code;

fn refused<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> (Code, String) {
    let refusal = outcome.expect_err("each case is refused").refuse(None);
    (refusal.code(), refusal.path().to_owned())
}

fn fault(code: Code, path: &str) -> (Code, String) {
    (code, path.to_owned())
}

const MESSAGE: &str =
    r#"{"a":[1,{"x":[2]}],"type":{"y":[3]},"b":{"z":{"type":4}},"\u0069d":"5","c":[]}"#;

#[test]
fn hidden_keys_are_not_seen_and_all_else_is() {
    let document = Document::parse(MESSAGE.as_bytes()).unwrap();
    let object = document.root().object().unwrap();
    let view = object.without(&["type", "id", "absent"]);
    let seen = view.root().object().unwrap();
    let left = r#"{"a":[1,{"x":[2]}],"b":{"z":{"type":4}},"c":[]}"#;
    let keys: Vec<_> = seen.entries().map(|(key, _)| key).collect();
    assert_eq!(keys, ["a", "b", "c"]);
    assert!(seen.get("type").is_none() && seen.get("id").is_none());
    assert_eq!(seen.get("c").unwrap().raw(), "[]");
    assert_eq!(view.root().json().unwrap().to_string(), left);
    assert_eq!(object.raw_without(&["type", "id"]), left);
    assert_eq!(seen.refuse_others(&["a", "b", "c"]), Ok(()));
    let refused_others = refused(seen.refuse_others(&["a"]));
    assert_eq!(refused_others, fault(Code::Unexpected, "/b"));
    assert_eq!(view.root().map_of(Value::json).unwrap().len(), 3);
    let inner = seen.get("b").unwrap().object().unwrap();
    assert_eq!(inner.get("z").unwrap().raw(), r#"{"type":4}"#);
}

#[test]
fn every_choice_of_hidden_keys_leaves_the_others() {
    let document = Document::parse(MESSAGE.as_bytes()).unwrap();
    let object = document.root().object().unwrap();
    let all = ["a", "type", "b", "id", "c"];
    for choice in 0_u32..1 << all.len() {
        let is_hidden = |key: &str| {
            let place = all.iter().position(|known| *known == key);
            place.is_some_and(|place| choice >> place & 1 == 1)
        };
        let hidden: Vec<&str> = all.into_iter().filter(|key| is_hidden(key)).collect();
        let mut expected = document.root().json().unwrap();
        if let Json::Object(entries) = &mut expected {
            entries.retain(|key, _| !is_hidden(key));
        }
        assert_eq!(object.without(&hidden).root().json(), Ok(expected.clone()));
        let raw = object.raw_without(&hidden);
        let again = Document::parse(raw.as_bytes()).unwrap();
        assert_eq!(again.root().json(), Ok(expected));
    }
}

#[test]
fn tuples_are_counted_before_their_items_are_read() {
    let document = Document::parse(br#"["a",1,true]"#).unwrap();
    let value = document.root();
    for (least, most, fits) in [
        (3, Some(3), true),
        (0, None, true),
        (3, None, true),
        (2, Some(4), true),
        (4, None, false),
        (4, Some(5), false),
        (1, Some(2), false),
        (0, Some(0), false),
    ] {
        let tuple = value.tuple(least, most);
        assert_eq!(tuple.is_ok(), fits, "{least} to {most:?}");
        if !fits {
            assert_eq!(refused(tuple), fault(Code::Count, ""));
        }
    }
    let list = value.tuple(3, Some(3)).unwrap();
    assert_eq!(list.item(0, Value::string), Ok("a".to_owned()));
    assert_eq!(
        refused(list.item(1, Value::string)),
        fault(Code::Type, "/1")
    );
    assert_eq!(
        refused(list.item(3, Value::string)),
        fault(Code::Missing, "/3")
    );
    assert_eq!(list.optional_item(3, Value::string), Ok(None));
    assert_eq!(list.optional_item(1, Value::integer), Ok(Some(1)));
    assert_eq!(
        refused(list.rest(1, Value::integer)),
        fault(Code::Type, "/2")
    );
    assert_eq!(list.rest(3, Value::integer), Ok(vec![]));
    let object = Document::parse(b"{}").unwrap();
    assert_eq!(refused(object.root().tuple(0, None)), fault(Code::Type, ""));
}

#[test]
fn a_key_is_checked_before_its_value_and_after_those_before_it() {
    let is_short = |key: &str| check::max_length(key, 1).map(drop);
    let read = |json: &str| {
        let document = Document::parse(json.as_bytes()).unwrap();
        document.root().map_of_keys(is_short, Value::integer)
    };
    assert_eq!(read(r#"{"b":2,"a":1}"#).unwrap().len(), 2);
    let cases = [
        (r#"{"bb":true,"c":1}"#, fault(Code::MaxLength, "/bb")),
        (r#"{"bb":1,"a":true}"#, fault(Code::Type, "/a")),
        (r#"{"\ud800x":1}"#, fault(Code::Unicode, "/\u{fffd}x")),
        ("[]", fault(Code::Type, "")),
    ];
    for (json, expected) in cases {
        assert_eq!(refused(read(json)), expected, "{json}");
    }
}

#[test]
fn depth_is_counted_through_objects_lists_and_views() {
    fn read(value: Value<'_>) -> Result<(), Fault> {
        let value = value.descend()?;
        let view = value.object()?.without(&["hidden"]);
        view.root().object()?.optional("next", read)?;
        value
            .object()?
            .optional("list", |list| list.list_of(read))?;
        Ok(())
    }
    let nested = |levels: usize, open: &str, close: &str| {
        format!(
            "{}{{}}{}",
            open.repeat(levels - 1),
            close.repeat(levels - 1)
        )
    };
    for (open, close, step) in [
        (r#"{"hidden":0,"next":"#, "}", "/next"),
        (r#"{"list":["#, "]}", "/list/0"),
    ] {
        let fits = nested(64, open, close);
        assert_eq!(
            read(Document::parse(fits.as_bytes()).unwrap().root()),
            Ok(())
        );
        let deep = nested(65, open, close);
        let outcome = read(Document::parse(deep.as_bytes()).unwrap().root());
        assert_eq!(refused(outcome), fault(Code::Depth, &step.repeat(64)));
    }
}

#[test]
fn text_that_holds_json_has_paths_that_go_on() {
    let read = |json: &str| {
        let document = Document::parse(json.as_bytes()).unwrap();
        let amount = |value: Value<'_>| value.object()?.required("amount", Value::integer);
        document.root().json_text(amount)
    };
    assert_eq!(read(r#""{\"amount\":5}""#), Ok(5));
    let cases = [
        (r#"{"amount":5}"#, fault(Code::Type, "")),
        (r#""{\"amount\":true}""#, fault(Code::Type, "/amount")),
        (r#""{""#, fault(Code::Json, "")),
        (r#""""#, fault(Code::Json, "")),
        (r#""{\"a\":1,\"a\":1}""#, fault(Code::DuplicateKey, "/a")),
        (r#""\ud800""#, fault(Code::Unicode, "")),
    ];
    for (json, expected) in cases {
        assert_eq!(refused(read(json)), expected, "{json}");
    }
}
