use super::*;
use crate::{Code, MAX_SAFE_INTEGER};
use serde_json::json;

fn written(write: impl FnOnce(&mut Writer) -> Result<(), Fault>) -> String {
    let mut out = Writer::new();
    write(&mut out).expect("each case can be written");
    out.into_string()
}

fn fault(write: impl FnOnce(&mut Writer) -> Result<(), Fault>) -> (Code, String) {
    let refusal = write(&mut Writer::new())
        .expect_err("each case is refused")
        .refuse(None);
    (refusal.code(), refusal.path().to_owned())
}

/// What JavaScript's `JSON.stringify` gives for each.
#[test]
fn numbers_print_as_in_javascript() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (5.0, "5"),
        (-1.5, "-1.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (9_007_199_254_740_991.0, "9007199254740991"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (18_446_744_073_709_551_615.0, "18446744073709552000"),
        (123_456_789_012_345_680_000.0, "123456789012345680000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (-1.5e300, "-1.5e+300"),
        (f64::MAX, "1.7976931348623157e+308"),
        (-1.25e20, "-125000000000000000000"),
        (9_007_199_254_740_994.0, "9007199254740994"),
        (12_345_678_901_234_568.0, "12345678901234568"),
        (0.000_001, "0.000001"),
        (-0.000_001_25, "-0.00000125"),
        (0.000_012_5, "0.0000125"),
        // Halfway between two texts of the same length: the even one.
        (1_593_110_803_504_697.0 / 8.0, "199138850438087.12"),
        (0.000_000_9, "9e-7"),
        (1.25e-7, "1.25e-7"),
        (5e-324, "5e-324"),
    ];
    for (number, text) in cases {
        assert_eq!(written(|out| out.number(number)), text);
    }
}

#[test]
fn numbers_that_readers_refuse_are_not_written() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(fault(|out| out.number(number)), (Code::Type, String::new()));
    }
    for integer in [
        MAX_SAFE_INTEGER + 1,
        -MAX_SAFE_INTEGER - 1,
        i64::MAX,
        i64::MIN,
    ] {
        assert_eq!(
            fault(|out| out.integer(integer)),
            (Code::Integer, String::new())
        );
    }
    assert_eq!(
        written(|out| out.integer(-MAX_SAFE_INTEGER)),
        "-9007199254740991"
    );
}

#[test]
fn text_is_escaped_where_json_asks_for_it() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é😀\u{2028}";
    let expected = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é😀\u{2028}\"";
    assert_eq!(written(|out| out.text(text)), expected);
    assert_eq!(
        written(|out| out.text(text)),
        serde_json::to_string(text).unwrap()
    );
    assert_eq!(written(|out| out.text("")), "\"\"");
}

#[test]
fn objects_leave_out_what_is_absent() {
    let text = |out: &mut Writer, value: &&str| out.text(value);
    let object = written(|out| {
        out.object(|object| {
            object.optional("a", &None, text)?;
            object.optional("b", &Some("x"), text)?;
            object.field("c\"", Writer::null)?;
            object.field("d", |out| out.object(|_| Ok(())))?;
            object.field("e", |out| out.list(&[], text))?;
            object.field("f", |out| out.boolean(true))
        })
    });
    assert_eq!(object, r#"{"b":"x","c\"":null,"d":{},"e":[],"f":true}"#);
}

#[test]
fn maps_are_written_in_order_and_may_not_use_a_declared_key() {
    let entries = [("\u{10000}", 1), ("\u{ffff}", 2), ("a", 3)];
    let entries: BTreeMap<String, i64> = entries.map(|(key, value)| (key.to_owned(), value)).into();
    let integer = |out: &mut Writer, value: &i64| out.integer(*value);
    assert_eq!(
        written(|out| out.map(&entries, integer)),
        "{\"a\":3,\"\u{ffff}\":2,\"\u{10000}\":1}"
    );
    let others =
        |out: &mut Writer| out.object(|object| object.others(&entries, &["\u{ffff}"], integer));
    assert_eq!(fault(others), (Code::Unexpected, "/\u{ffff}".to_owned()));
}

#[test]
fn faults_carry_their_place() {
    let lists = [vec![0], vec![0, MAX_SAFE_INTEGER + 1]];
    let list = |out: &mut Writer, items: &Vec<i64>| out.list(items, |out, item| out.integer(*item));
    let object =
        |out: &mut Writer| out.object(|object| object.field("a/b", |out| out.list(&lists, list)));
    assert_eq!(fault(object), (Code::Integer, "/a~1b/1/1".to_owned()));
}

#[test]
fn any_json_is_written_to_64_levels() {
    let value = json!({"a": [null, true, 1, 1.5, u64::MAX, "x"], "b": {}});
    let text = r#"{"a":[null,true,1,1.5,18446744073709552000,"x"],"b":{}}"#;
    assert_eq!(written(|out| out.json(&value)), text);
    let nested = |levels| (1..levels).fold(json!([]), |inner, _| json!([inner]));
    assert_eq!(written(|out| out.json(&nested(64))).len(), 128);
    assert_eq!(
        fault(|out| out.json(&nested(65))),
        (Code::Depth, "/0".repeat(64))
    );
    let object = (0..64).fold(json!({}), |inner, _| json!({"a": inner}));
    assert_eq!(
        fault(|out| out.json(&object)),
        (Code::Depth, "/a".repeat(64))
    );
}

#[test]
fn spread_entries_stand_beside_the_others() {
    let object = |before: bool, entries: &'static [&'static str], after: bool| {
        written(move |out| {
            out.object(|object| {
                if before {
                    object.field("before", Writer::null)?;
                }
                object.spread(&["before", "after"], |out| {
                    out.object(|payload| {
                        let mut entries = entries.iter();
                        entries.try_for_each(|key| payload.field(key, Writer::null))
                    })
                })?;
                if after {
                    object.field("after", Writer::null)?;
                }
                Ok(())
            })
        })
    };
    assert_eq!(object(false, &[], false), "{}");
    assert_eq!(object(true, &[], false), r#"{"before":null}"#);
    assert_eq!(object(false, &[], true), r#"{"after":null}"#);
    assert_eq!(object(true, &[], true), r#"{"before":null,"after":null}"#);
    assert_eq!(object(false, &["a"], false), r#"{"a":null}"#);
    assert_eq!(
        object(false, &["a", "b"], true),
        r#"{"a":null,"b":null,"after":null}"#
    );
    let all = r#"{"before":null,"a":null,"after":null}"#;
    assert_eq!(object(true, &["a"], true), all);
}

#[test]
fn spread_entries_may_not_use_a_key_of_the_layout() {
    let spread = |taken: &'static [&'static str], json: &'static str| {
        fault(move |out| out.object(|object| object.spread(taken, |out| out.raw(json))))
    };
    let unexpected = |path: &str| (Code::Unexpected, path.to_owned());
    assert_eq!(
        spread(&["type", "id"], r#"{"type":1,"id":2}"#),
        unexpected("/id")
    );
    assert_eq!(spread(&["a/b"], r#"{"a\/b":1}"#), unexpected("/a~1b"));
    let no_object = (Code::Type, String::new());
    assert_eq!(spread(&[], "[1]"), no_object);
    assert_eq!(spread(&["a"], "\"a\""), no_object);
    assert_eq!(spread(&[], "5"), no_object);
}

#[test]
fn tuples_end_where_something_is_absent() {
    let integer = |out: &mut Writer, value: &i64| out.integer(*value);
    let tuple = |first: Option<i64>, second: Option<i64>| {
        move |out: &mut Writer| {
            out.tuple(|items| {
                items.item(|out| out.boolean(true))?;
                items.optional(&first, integer)?;
                items.optional(&second, integer)
            })
        }
    };
    assert_eq!(written(tuple(Some(1), Some(2))), "[true,1,2]");
    assert_eq!(written(tuple(Some(1), None)), "[true,1]");
    assert_eq!(written(tuple(None, None)), "[true]");
    assert_eq!(
        fault(tuple(None, Some(2))),
        (Code::Missing, "/1".to_owned())
    );
    let rest = |out: &mut Writer| out.tuple(|items| items.rest(&[1, i64::MAX], integer));
    assert_eq!(fault(rest), (Code::Integer, "/1".to_owned()));
    assert_eq!(
        written(|out| out.tuple(|items| items.rest(&[], integer))),
        "[]"
    );
}

#[test]
fn recursive_values_are_written_to_64_levels() {
    struct Tree(Vec<Tree>);
    fn write(out: &mut Writer, tree: &Tree) -> Result<(), Fault> {
        out.descend(|out| out.list(&tree.0, write))
    }
    let nested = |levels| (1..levels).fold(Tree(vec![]), |inner, _| Tree(vec![inner]));
    assert_eq!(written(|out| write(out, &nested(64))).len(), 128);
    let wide = Tree(vec![nested(63), nested(63)]);
    assert_eq!(written(|out| write(out, &wide)).len(), 2 * 126 + 3);
    let deep = nested(1000);
    assert_eq!(
        fault(|out| write(out, &deep)),
        (Code::Depth, "/0".repeat(64))
    );
}

#[test]
fn names_and_constants_are_written_as_what_they_are() {
    let names = [Name::from("a\""), Name::number(2.5), Name::Bool(false)];
    assert_eq!(
        written(|out| out.list(&names, Writer::name)),
        r#"["a\"",2.5,false]"#
    );
    let constants = [
        Constant::Null,
        Constant::Number(1e21),
        Constant::Text("a".into()),
    ];
    assert_eq!(
        written(|out| out.list(&constants, Writer::constant)),
        r#"[null,1e+21,"a"]"#
    );
    let text = written(|out| out.json_text::<Fault>(|inner| inner.text("\"")));
    assert_eq!(text, r#""\"\\\"\"""#);
}

#[test]
fn keys_of_maps_are_checked() {
    let entries: BTreeMap<String, i64> = [("a".to_owned(), 1), ("bb".to_owned(), 2)].into();
    let is_short = |key: &str| check::max_length(key, 1).map(drop);
    let integer = |out: &mut Writer, value: &i64| out.integer(*value);
    let refused = fault(|out| out.map_of_keys(&entries, is_short, integer));
    assert_eq!(refused, (Code::MaxLength, "/bb".to_owned()));
    let json = written(|out| out.map_of_keys(&entries, |_| Ok(()), integer));
    assert_eq!(json, r#"{"a":1,"bb":2}"#);
}

#[test]
fn debugging_does_not_show_what_may_be_a_secret() {
    let mut out = Writer::new();
    out.text("hidden").unwrap();
    assert_eq!(format!("{out:?}"), "Writer { bytes: 8, depth: 0 }");
}
