use super::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    pattern: String,
    javascript: String,
    matches: Vec<String>,
    others: Vec<String>,
}

#[test]
fn the_table_of_cases_holds() {
    for line in include_str!("../../tests/patterns.jsonl").lines() {
        let case: Case = serde_json::from_str(line).expect("each line is a case");
        let pattern = Pattern::parse(&case.pattern).expect(&case.pattern);
        assert_eq!(pattern.javascript(), case.javascript, "{}", case.pattern);
        for text in &case.matches {
            assert!(pattern.matches(text), "{} and {text:?}", case.pattern);
        }
        for text in &case.others {
            assert!(!pattern.matches(text), "{} and {text:?}", case.pattern);
        }
    }
}

#[test]
fn what_languages_differ_on_is_refused_where_it_stands() {
    let cases = [
        ("a.", 1),
        (r"\d", 0),
        (r"a\w", 1),
        (r"\s", 0),
        (r"\b", 0),
        (r"\1", 0),
        (r"\p{L}", 0),
        (r"\x41", 0),
        ("a\\", 1),
        ("^a", 0),
        ("a$", 1),
        ("(?=a)", 0),
        ("(?<n>a)", 0),
        ("a(?i)", 1),
        ("(a", 0),
        ("a)", 1),
        ("[a", 0),
        ("[]", 0),
        ("[^]", 0),
        ("[b-a]", 1),
        ("[a[]", 2),
        ("[a^]", 2),
        ("[é]", 1),
        ("[a-c-e]", 4),
        ("a]", 1),
        ("{", 0),
        ("a{", 1),
        ("a{1", 1),
        ("a{,2}", 1),
        ("a{2,1}", 1),
        ("a{0}", 1),
        ("a{x}", 1),
        ("a}", 1),
        ("*", 0),
        ("|+", 1),
        ("a**", 2),
        ("a+?", 2),
        ("a{2}{3}", 4),
        ("é.", 2),
    ];
    for (source, at) in cases {
        let error = Pattern::parse(source).expect_err(source);
        assert_eq!(error.at, at, "{source}: {error}");
        assert!(!Pattern::lazy("a.").matches("ab"));
    }
}

#[test]
fn repetitions_do_not_stand_in_one_another() {
    for source in [
        "(a*)*",
        "(a+b)+",
        "(a?b)*",
        "(a|b+){2}",
        "((a{1,2}))+",
        "(a{1,3}-){3}",
        "((a*)b)*",
    ] {
        let error = Pattern::parse(source).expect_err(source);
        assert!(error.what.contains("write it out"), "{source}: {error}");
    }
    for source in ["(a+)?", "((a*)b)?", "(a{2}-)*", "(a{2}){3}", "(a*|b+)c"] {
        assert!(Pattern::parse(source).is_ok(), "{source}");
    }
}

#[test]
fn a_pattern_is_not_too_long() {
    assert!(Pattern::parse("[0-9]{999}").is_ok());
    let errors = [
        "a{1001}",
        "(a{100}){11}",
        "a{99999999999999999999999}",
        "(a{99999999}){99999999}",
    ];
    for source in errors {
        assert!(Pattern::parse(source).is_err(), "{source}");
    }
    assert!(Pattern::parse(&"(".repeat(1 << 20)).is_err());
    assert!(Pattern::parse("(){99999999}").is_ok_and(|pattern| pattern.matches("")));
}

#[test]
fn no_text_takes_long() {
    let pattern = Pattern::parse("(a|aa)*b").unwrap();
    assert!(!pattern.matches(&"a".repeat(100_000)));
    assert!(pattern.matches(&("a".repeat(100_000) + "b")));
    let nullable = Pattern::parse("(|a|b)*").unwrap();
    assert!(nullable.matches(&"ab".repeat(1000)) && nullable.matches("") && !nullable.matches("c"));
}
