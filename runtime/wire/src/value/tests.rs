use super::*;
use crate::{Maybe, telling};
use serde_json::json;

/// What `read` makes of the whole text, a fault as its code and path.
fn read<T>(
    json: &str,
    read: impl FnOnce(Value<'static>) -> Result<T, Fault>,
) -> Result<T, (Code, String)> {
    let json: &'static str = json.to_owned().leak();
    let document = Document::parse(json.as_bytes()).expect("each case is JSON");
    let document: &'static Document<'static> = Box::leak(Box::new(document));
    read(document.root()).map_err(|fault| {
        let refusal = fault.refuse(None);
        (refusal.code(), refusal.path().to_owned())
    })
}

fn fault<T>(code: Code, path: &str) -> Result<T, (Code, String)> {
    Err((code, path.to_owned()))
}

#[test]
fn kinds_are_not_coerced() {
    let values = ["null", "true", "1", r#""1""#, "[1]", r#"{"1":1}"#];
    let kinds = [
        Kind::Null,
        Kind::Bool,
        Kind::Number,
        Kind::Text,
        Kind::List,
        Kind::Object,
    ];
    for (json, kind) in values.into_iter().zip(kinds) {
        let reads = [
            (Kind::Bool, read(json, Value::boolean).map(drop)),
            (Kind::Number, read(json, Value::number).map(drop)),
            (Kind::Number, read(json, Value::integer).map(drop)),
            (Kind::Text, read(json, Value::text).map(drop)),
            (Kind::Text, read(json, Value::string).map(drop)),
            (Kind::List, read(json, Value::list).map(drop)),
            (Kind::Object, read(json, Value::object).map(drop)),
            (
                Kind::Object,
                read(json, |value| value.map_of(Value::json)).map(drop),
            ),
        ];
        for (wanted, outcome) in reads {
            let expected = if wanted == kind {
                Ok(())
            } else {
                fault(Code::Type, "")
            };
            assert_eq!(outcome, expected, "{json} as {wanted:?}");
        }
    }
}

#[test]
fn whole_numbers_are_told_on_the_double() {
    let whole = [
        ("0", 0),
        ("-0", 0),
        ("-0.0e5", 0),
        ("1.0", 1),
        ("1e3", 1000),
        ("250e-1", 25),
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("9007199254740990.6", 9_007_199_254_740_991),
        ("1.00000000000000000001", 1),
    ];
    for (json, integer) in whole {
        assert_eq!(read(json, Value::integer), Ok(integer), "{json}");
    }
    for json in [
        "0.5",
        "25e-1",
        "9007199254740992",
        "-9007199254740992",
        "9007199254740991.5",
        "1e308",
        "5e-324",
    ] {
        assert_eq!(
            read(json, Value::integer),
            fault(Code::Integer, ""),
            "{json}"
        );
    }
}

#[test]
fn a_lone_surrogate_is_a_fault_only_where_it_is_read() {
    let json = r#"{"ignored":"\ud800","\udc00":1,"read":"\ud800"}"#;
    let document = Document::parse(json.as_bytes()).unwrap();
    let object = document.root().object().unwrap();
    assert_eq!(
        object.get("read").unwrap().text().unwrap_err().code(),
        Code::Unicode
    );
    assert_eq!(read(json, Value::json), fault(Code::Unicode, "/ignored"));
    assert_eq!(
        read(r#"{"\udc00":1}"#, Value::json),
        fault(Code::Unicode, "/\u{fffd}")
    );
    assert_eq!(object.entries().nth(1).unwrap().0, "\u{fffd}");
}

#[test]
fn absent_and_null_differ() {
    let json = r#"{"null":null}"#;
    let text = |key: &'static str| read(json, |value| value.object()?.optional(key, Value::string));
    assert_eq!(text("absent"), Ok(None));
    assert_eq!(text("null"), fault(Code::Type, "/null"));
    let nullable = |value: Value<'_>| value.nullable(Value::string);
    assert_eq!(
        read(json, |value| value.object()?.optional("null", nullable)),
        Ok(Some(None))
    );
    assert_eq!(
        read(json, |value| value.object()?.required("absent", nullable)),
        fault(Code::Missing, "/absent")
    );
}

#[test]
fn keys_are_found_by_what_they_mean() {
    let json = r#"{"\u0061":1,"__proto__":2,"b":{"c":3}}"#;
    let integer =
        |key: &'static str| read(json, |value| value.object()?.required(key, Value::integer));
    assert_eq!(integer("a"), Ok(1));
    assert_eq!(integer("__proto__"), Ok(2));
    assert_eq!(integer(r"\u0061"), fault(Code::Missing, r"/\u0061"));
    assert_eq!(integer("c"), fault(Code::Missing, "/c"));
    assert_eq!(integer("b"), fault(Code::Type, "/b"));
}

#[test]
fn entries_are_read_in_the_order_of_scalar_values() {
    let json = "{\"\u{10000}\":1,\"\u{ffff}\":2,\"b\":3,\"a\":4}";
    let mut order = Vec::new();
    let entries = read(json, |value| {
        value.map_of(|entry| {
            order.push(entry.raw().to_owned());
            Ok(())
        })
    });
    assert_eq!(entries.unwrap().len(), 4);
    assert_eq!(order, ["4", "3", "2", "1"]);
    assert_eq!(
        read(json, |value| value.map_of(Value::text).map(drop)),
        fault(Code::Type, "/a")
    );
    let others = read(json, |value| {
        value.object()?.others(&["a", "b"], Value::integer)
    });
    assert_eq!(others.unwrap().into_values().collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn undeclared_keys_are_refused_at_the_first_by_scalar_value() {
    let refused = |declared: &'static [&'static str]| {
        read("{\"\u{10000}\":1,\"\u{ffff}\":2,\"a\":3}", |value| {
            value.object()?.refuse_others(declared)
        })
    };
    assert_eq!(refused(&["a"]), fault(Code::Unexpected, "/\u{ffff}"));
    assert_eq!(refused(&["\u{10000}", "a", "\u{ffff}"]), Ok(()));
}

#[test]
fn lists_keep_their_order_and_name_the_item() {
    let document = Document::parse(br#"[1,[2,{"a":3}],"x"]"#).unwrap();
    let list = document.root().list().unwrap();
    assert_eq!((list.len(), list.is_empty()), (3, false));
    assert_eq!(list.get(1).unwrap().raw(), r#"[2,{"a":3}]"#);
    assert!(list.get(3).is_none());
    assert_eq!(
        read("[1,2,true]", |value| value.list_of(Value::integer)),
        fault(Code::Type, "/2")
    );
    assert_eq!(
        read("[1,2]", |value| value.list_of(Value::integer)),
        Ok(vec![1, 2])
    );
    let nested = |item: Value<'_>| item.list_of(Value::integer);
    assert_eq!(
        read("[[],[0.5]]", |value| value.list_of(nested)),
        fault(Code::Integer, "/1/0")
    );
}

#[test]
fn json_counts_the_root_as_the_first_level() {
    let lists = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(read(&lists(64), Value::json).is_ok());
    assert_eq!(
        read(&lists(65), Value::json),
        fault(Code::Depth, &"/0".repeat(64))
    );
    let objects = format!("{}[]{}", r#"{"a":"#.repeat(64), "}".repeat(64));
    assert_eq!(
        read(&objects, Value::json),
        fault(Code::Depth, &"/a".repeat(64))
    );
    let within = format!("{}1{}", r#"{"a":"#.repeat(64), "}".repeat(64));
    assert!(read(&within, Value::json).is_ok());
}

#[test]
fn json_numbers_compare_as_doubles() {
    assert_eq!(
        read("[1.0,1e3,-0,0.1]", Value::json),
        Ok(json!([1, 1000, 0, 0.1]))
    );
    assert_eq!(
        read("9007199254740993", Value::json),
        Ok(json!(9_007_199_254_740_992.0))
    );
}

#[test]
fn debugging_does_not_show_what_may_be_a_secret() {
    let document = Document::parse(br#"["hidden"]"#).unwrap();
    assert_eq!(format!("{:?}", document.root()), "Value(List)");
}

#[test]
fn borrowed_text_is_the_same_as_owned_text() {
    let json =
        r#"{"a\u0062":["plain","caf\u00e9","","\ud83d\ude00","x\ud800","\"",1,null,{"\n":"\t"}]}"#;
    let document = Document::parse(json.as_bytes()).unwrap();
    let items = document.root().object().unwrap().get("ab").unwrap();
    for _ in 0..2 {
        let items = items.list().unwrap();
        let verdicts = items.iter().map(|item| (item.borrowed(), item.string()));
        for (borrowed, owned) in verdicts {
            assert_eq!(borrowed.map(str::to_owned), owned);
        }
    }
    let inner = items.list().unwrap().get(8).unwrap().object().unwrap();
    assert_eq!(inner.required("\n", Value::borrowed), Ok("\t"));
    let hidden = document.root().object().unwrap().without(&["b"]);
    let same = hidden.root().object().unwrap().get("ab").unwrap();
    assert_eq!(same.list().unwrap().get(1).unwrap().borrowed(), Ok("café"));
}

#[test]
fn threads_borrow_from_one_document() {
    let document = Document::parse(br#"["\u0061", "\u0062"]"#).unwrap();
    let read = || document.root().list_of(Value::borrowed);
    std::thread::scope(|scope| {
        let threads = [scope.spawn(read), scope.spawn(read)];
        for thread in threads {
            assert_eq!(thread.join().unwrap(), Ok(vec!["a", "b"]));
        }
    });
}

#[test]
fn nothing_is_no_value() {
    let document = Document::parse_or_nothing(b"").unwrap();
    let nothing = document.root();
    assert!(nothing.is_nothing() && nothing.given().is_none());
    assert_eq!(nothing.raw(), "");
    assert!(telling::find(nothing, "").is_none() && telling::find(nothing, "/a").is_none());
    let missing = nothing.required(Value::integer).unwrap_err().refuse(None);
    assert_eq!((missing.code(), missing.path()), (Code::Missing, ""));
    assert_eq!(nothing.optional(Value::integer), Ok(None));
    assert_eq!(nothing.maybe(Value::integer), Ok(Maybe::Absent));
    for json in ["null", "\"\"", "[]", "{}", "0"] {
        let document = Document::parse_or_nothing(json.as_bytes()).unwrap();
        assert!(!document.root().is_nothing(), "{json}");
        assert!(telling::find(document.root(), "").is_some(), "{json}");
    }
    let null = Document::parse(b"null").unwrap();
    assert_eq!(null.root().maybe(Value::integer), Ok(Maybe::Null));
}

#[test]
fn a_string_without_letters_holds_nothing() {
    let document = Document::parse(b"\"\"").unwrap();
    let text = document.root();
    let is_nothing = |value: Value<'_>| Ok::<_, Fault>(value.is_nothing());
    assert_eq!(text.json_text_or_nothing(is_nothing), Ok(true));
    assert_eq!(text.json_text(is_nothing).unwrap_err().code(), Code::Json);
}
