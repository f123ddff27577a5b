use super::*;
use crate::Document;

fn verdict<T>(outcome: Result<T, Fault>) -> Option<String> {
    Some(outcome.err()?.refuse(None).to_string())
}

fn refused(code: Code, expected: &str) -> String {
    format!("expected {expected} ({code})")
}

#[test]
fn numbers_may_be_the_limit_itself() {
    assert_eq!(verdict(minimum(0.5, 0.5)), None);
    assert_eq!(verdict(maximum(0.5, 0.5)), None);
    assert_eq!(verdict(minimum_integer(-3, -3.0)), None);
    assert_eq!(verdict(maximum_integer(3, 3.5)), None);
    assert_eq!(verdict(minimum(-0.0, 0.0)), None);
    assert_eq!(
        verdict(minimum(0.499, 0.5)),
        Some(refused(Code::Minimum, "at least 0.5"))
    );
    assert_eq!(
        verdict(maximum(1e21, 1e20)),
        Some(refused(Code::Maximum, "at most 100000000000000000000"))
    );
    assert_eq!(
        verdict(minimum_integer(-4, -3.0)),
        Some(refused(Code::Minimum, "at least -3"))
    );
    assert_eq!(
        verdict(maximum_integer(4, 3.5)),
        Some(refused(Code::Maximum, "at most 3.5"))
    );
}

#[test]
fn the_kind_of_number_comes_before_its_limits() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            verdict(minimum(value, 0.0)),
            Some(refused(Code::Type, "a number"))
        );
        assert_eq!(
            verdict(maximum(value, 0.0)),
            Some(refused(Code::Type, "a number"))
        );
    }
    for value in [MAX_SAFE_INTEGER + 1, i64::MAX, i64::MIN] {
        let expected = Some(refused(
            Code::Integer,
            "a whole number within ±9007199254740991",
        ));
        assert_eq!(verdict(minimum_integer(value, 0.0)), expected);
        assert_eq!(verdict(maximum_integer(value, 0.0)), expected);
    }
}

#[test]
fn text_is_counted_in_scalar_values() {
    let three = "aé😀";
    assert_eq!(verdict(min_length(three, 3)), None);
    assert_eq!(verdict(max_length(three, 3)), None);
    assert_eq!(
        verdict(min_length(three, 4)),
        Some(refused(Code::MinLength, "at least 4 characters"))
    );
    assert_eq!(
        verdict(max_length(three, 2)),
        Some(refused(Code::MaxLength, "at most 2 characters"))
    );
    assert_eq!(
        verdict(min_length("", 1)),
        Some(refused(Code::MinLength, "at least 1 character"))
    );
    assert_eq!(
        verdict(max_length("e\u{301}".to_owned(), 1)),
        Some(refused(Code::MaxLength, "at most 1 character"))
    );
    assert_eq!(verdict(max_length("", 0)), None);
}

#[test]
fn a_constant_differs_from_other_kinds() {
    let document = Document::parse(br#"[null,true,1.50,"a"]"#).unwrap();
    let constants = [
        (Constant::Null, "null"),
        (Constant::Bool(true), "true"),
        (Constant::Number(1.5), "1.5"),
        (Constant::Text("a".into()), "\"a\""),
    ];
    for (place, value) in document.root().list().unwrap().iter().enumerate() {
        for (other, (expected, json)) in constants.iter().enumerate() {
            let refusal = (place != other).then(|| refused(Code::Constant, json));
            assert_eq!(verdict(constant(value, expected)), refusal);
        }
    }
}

#[test]
fn texts_of_a_form_are_given_back() {
    assert_eq!(one_of("b", &["a", "b"]).ok(), Some("b"));
    let refusal = Some(refused(Code::Enum, "one of a, b"));
    assert_eq!(verdict(one_of("c", &["a", "b"])), refusal);
    assert_eq!(date("2026-01-26").ok(), Some("2026-01-26"));
    let refusal = Some(refused(Code::Format, "a date and time with a zone"));
    assert_eq!(verdict(date_time("2026-01-26")), refusal);
    assert_eq!(
        verdict(base64("a")),
        Some(refused(Code::Format, "padded Base64"))
    );
    assert_eq!(verdict(uuid("a")), Some(refused(Code::Format, "a UUID")));
    let letters = Pattern::lazy("[a-z]+");
    assert_eq!(pattern("a".to_owned(), &letters).ok(), Some("a".to_owned()));
    let refusal = Some(refused(Code::Pattern, "text that matches [a-z]+"));
    assert_eq!(verdict(pattern("A", &letters)), refusal);
}

#[test]
fn lists_are_counted_in_items() {
    assert_eq!(verdict(min_items(vec![1, 2], 2)), None);
    assert_eq!(verdict(max_items(&[1, 2], 2)), None);
    assert_eq!(
        verdict(min_items(vec![1, 2], 3)),
        Some(refused(Code::MinItems, "at least 3 items"))
    );
    assert_eq!(
        verdict(max_items(&[1, 2], 1)),
        Some(refused(Code::MaxItems, "at most 1 item"))
    );
}
