use super::*;
use crate::{
    diagnostic::{Diagnostic, Diagnostics, MOST_KEPT},
    render::{Style, render},
    source::Sources,
};

const SAMPLE: &str = "\
# A comment.
trilogue: 1
version: 1.10
\"quoted\": 'it''s'
tagged:
  event: { type: $name, $payload }
  list: [a, {b: c}, d: e, ]
  empty:
  spaced :   # comment
  text: |  # header
    one

    two

  folded: >-
    one
    two
indentless:
- # comment with - dash
  x
-
- - é
  - 😀 y
? explicit
: multi
  line
";

fn parsed(text: &str) -> (Sources, Option<Node>, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let id = sources.add("a.yaml", text).unwrap();
    let mut diagnostics = Diagnostics::new();
    let root = parse(&sources, id, &mut diagnostics);
    (sources, root, diagnostics.into_sorted())
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().concat()
}

/// One line for each value and key: what it is, and the text at its place.
fn outline(node: &Node, sources: &Sources, lines: &mut Vec<String>) {
    let text = sources.snippet(node.span);
    match &node.data {
        Data::Scalar(scalar) if scalar.plain => lines.push(format!("plain {text}")),
        Data::Scalar(scalar) => lines.push(format!("{:?} {text}", scalar.text)),
        Data::Empty => {
            let before = &sources.text(node.span.source)[..node.span.start as usize];
            lines.push(format!("empty after {}", &before[before.len() - 1..]));
        }
        Data::Refused => lines.push(format!("refused {text}")),
        Data::List(items) => {
            lines.push(format!("list {}", ends(text)));
            for item in items {
                outline(item, sources, lines);
            }
        }
        Data::Mapping(entries) => {
            lines.push(format!("mapping {}", ends(text)));
            for entry in entries {
                lines.push(format!("key {}", sources.snippet(entry.key.span)));
                outline(&entry.value, sources, lines);
            }
        }
    }
}

fn ends(text: &str) -> String {
    let [first, last] = [text.lines().next(), text.lines().last()];
    format!(
        "{} … {}",
        first.unwrap_or_default(),
        last.unwrap_or_default()
    )
}

#[test]
fn every_value_and_key_knows_its_place() {
    let (sources, root, diagnostics) = parsed(SAMPLE);
    assert_eq!(diagnostics, []);
    let mut lines = Vec::new();
    outline(&root.unwrap(), &sources, &mut lines);
    let expected = [
        "mapping trilogue: 1 …   line",
        "key trilogue",
        "plain 1",
        "key version",
        "plain 1.10",
        "key \"quoted\"",
        "\"it's\" 'it''s'",
        "key tagged",
        "mapping event: { type: $name, $payload } …     two",
        "key event",
        "mapping { type: $name, $payload } … { type: $name, $payload }",
        "key type",
        "plain $name",
        "key $payload",
        "empty after d",
        "key list",
        "list [a, {b: c}, d: e, ] … [a, {b: c}, d: e, ]",
        "plain a",
        "mapping {b: c} … {b: c}",
        "key b",
        "plain c",
        "mapping d: e … d: e",
        "key d",
        "plain e",
        "key empty",
        "empty after :",
        "key spaced",
        "empty after :",
        "key text",
        "\"one\\n\\ntwo\\n\" |  # header\n    one\n\n    two",
        "key folded",
        "\"one two\" >-\n    one\n    two",
        "key indentless",
        "list - # comment with - dash …   - 😀 y",
        "plain x",
        "empty after -",
        "list - é …   - 😀 y",
        "plain é",
        "plain 😀 y",
        "key explicit",
        "plain multi\n  line",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn line_breaks_do_not_matter() {
    let (_, unix, _) = parsed(SAMPLE);
    for line_break in ["\r\n", "\r"] {
        let (_, other, _) = parsed(&format!("\u{FEFF}{}", SAMPLE.replace('\n', line_break)));
        assert_eq!(unix, other);
    }
}

#[test]
fn scalars_keep_their_source_text() {
    for text in [
        "1.10",
        "no",
        "0123",
        "2026-01-26",
        "y",
        "~",
        "null",
        "1e3",
        "0x1F",
    ] {
        let (_, root, _) = parsed(&format!("a: {text}\n"));
        let Some(Data::Mapping(entries)) = root.map(|root| root.data) else {
            panic!("{text} is not read");
        };
        let expected = Data::Scalar(Scalar {
            text: text.to_owned(),
            plain: true,
        });
        assert_eq!(entries[0].value.data, expected);
    }
}

/// A text, and the rules that it breaks with the places where it does.
const MISTAKES: &[(&str, &[&str])] = &[
    ("", &["yaml-document 1:1"]),
    ("# only a comment\n", &["yaml-document 1:1"]),
    ("---\n", &["yaml-document 1:1"]),
    ("a: 1\n---\nb: 2\n", &["yaml-document 2:1"]),
    ("a: 1\n...\nb: 2\n", &["yaml-document 3:1"]),
    (
        "%YAML 1.2\n# c\n%FOO\n---\na: b\na: c\n",
        &[
            "yaml-directive 1:1",
            "yaml-directive 3:1",
            "duplicate-key 6:1",
        ],
    ),
    ("a: 1\n...\n%FOO\n---\n", &["yaml-directive 3:1"]),
    (
        "a: &x 1\nb: *x\n*x : c\n? *y\n: &z\n",
        &[
            "yaml-anchor 1:4",
            "yaml-anchor 2:4",
            "yaml-anchor 3:1",
            "yaml-anchor 4:3",
            "yaml-anchor 5:3",
        ],
    ),
    (
        "a: !t\n  - x\nb: !!str\nc: ! d\n!e!f g: h\n",
        &[
            "yaml-tag 1:4",
            "yaml-tag 3:4",
            "yaml-tag 4:4",
            "yaml-tag 5:1",
        ],
    ),
    (
        "a: { <<: *x }\nb: { \"<<\": y }\n",
        &["yaml-merge-key 1:6", "yaml-anchor 1:10"],
    ),
    (
        "a: 1\nb: 2\n'a': 3\n\"a\": { c: 4, c: 5 }\n",
        &[
            "duplicate-key 3:1",
            "duplicate-key 4:1",
            "duplicate-key 4:14",
        ],
    ),
    (
        "[a]: 1\n{b: c}: 2\n? - d\n: 3\n: 4\n",
        &[
            "yaml-key 1:1",
            "yaml-key 2:1",
            "yaml-key 3:3",
            "yaml-key 5:1",
        ],
    ),
    ("a: b: c\n", &["yaml-syntax 1:5"]),
    ("a: 'b\nc: d\n", &["yaml-syntax 1:4"]),
    ("a: [\"b\", \"c\n", &["yaml-syntax 1:10"]),
    ("a: b # c\n  d: e\n", &["yaml-syntax 1:6"]),
    ("a: [b,\n", &["yaml-syntax 1:4"]),
    ("a: [b, , c]\n", &["yaml-syntax 1:8"]),
    ("a: @b\n", &["yaml-syntax 1:4"]),
    ("a: 1\n\tb: 2\n", &["yaml-syntax 2:1"]),
    ("a: \"\u{1b}\"\n", &["yaml-syntax 1:5"]),
    (
        "a: 1\na: 2\nb: ]\n",
        &["duplicate-key 2:1", "yaml-syntax 3:4"],
    ),
];

#[test]
fn every_mistake_is_found_in_one_run() {
    for (text, expected) in MISTAKES {
        let (sources, _, diagnostics) = parsed(text);
        let found: Vec<String> = diagnostics
            .iter()
            .map(|diagnostic| {
                let position = sources.position(diagnostic.span.unwrap());
                format!(
                    "{} {}:{}",
                    diagnostic.rule.id, position.line, position.column
                )
            })
            .collect();
        assert_eq!(found, *expected, "{text:?}");
    }
}

#[test]
fn what_is_refused_is_left_out_of_the_tree() {
    let text = "a: &x 1\nb: *x\na: 2\n<<: { c: 3 }\n[d]: 4\ne: &y\n";
    let (sources, root, _) = parsed(text);
    let mut lines = Vec::new();
    outline(&root.unwrap(), &sources, &mut lines);
    let expected = [
        "key a",
        "plain 1",
        "key b",
        "refused *x",
        "key e",
        "refused ",
    ];
    assert_eq!(lines[1..], expected);
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("{}x{}", "[".repeat(depth), "]".repeat(depth));
    let (_, root, diagnostics) = parsed(&nested(DEEPEST));
    assert!(root.is_some() && diagnostics.is_empty());
    let hostile = [
        nested(DEEPEST + 1),
        nested(100_000),
        "[".repeat(1_000_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000) + "x",
        "? ".repeat(100_000),
        "- ".repeat(40) + &nested(40),
        joined((0..2_000).map(|depth| " ".repeat(depth) + "a:\n")),
    ];
    for text in hostile {
        let (_, root, diagnostics) = parsed(&text);
        assert_eq!(root, None);
        let rules: Vec<&str> = diagnostics.iter().map(|found| found.rule.id).collect();
        assert_eq!(rules, ["too-deep"], "{}", &text[..text.len().min(200)]);
    }
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let level = |level: usize| {
        let aliases = format!("*a{level},").repeat(9);
        format!("a{0}: &a{0} [{aliases}]\n", level + 1)
    };
    let bomb = joined((0..60).map(level));
    let (_, root, diagnostics) = parsed(&format!("a0: &a0 x\n{bomb}"));
    assert!(root.is_some());
    assert_eq!(diagnostics.len(), 1 + 60 * 10);
}

#[test]
fn large_mappings_take_linear_time() {
    let keys = joined((0..100_000).map(|key| format!("key{key}: {key}\n")));
    let (_, root, diagnostics) = parsed(&keys);
    assert_eq!(diagnostics, []);
    assert!(matches!(root.unwrap().data, Data::Mapping(entries) if entries.len() == 100_000));

    let (_, root, diagnostics) = parsed(&"key: value\n".repeat(100_000));
    assert_eq!(diagnostics.len(), MOST_KEPT);
    assert!(matches!(root.unwrap().data, Data::Mapping(entries) if entries.len() == 1));
}

/// Every place lies in the text, between characters, and inside the place of what it belongs to.
fn check_places(text: &str) {
    let (sources, root, diagnostics) = parsed(text);
    assert!(root.is_some() || !diagnostics.is_empty(), "{text:?}");
    if let Some(root) = root {
        check_node(&root, root.span, &sources);
    }
    for diagnostic in diagnostics {
        let text = render(&diagnostic, &sources, Style::Plain);
        assert!(text.starts_with("error["), "{text}");
    }
}

fn check_node(node: &Node, outer: Span, sources: &Sources) {
    let inside = |span: Span| {
        let _exists = sources.snippet(span);
        assert!(
            outer.start <= span.start && span.end <= outer.end,
            "{span:?} in {outer:?}"
        );
    };
    inside(node.span);
    match &node.data {
        Data::List(items) => items
            .iter()
            .for_each(|item| check_node(item, node.span, sources)),
        Data::Mapping(entries) => {
            for entry in entries {
                inside(entry.key.span);
                check_node(&entry.value, node.span, sources);
            }
        }
        _ => {}
    }
}

#[test]
fn places_are_sound_in_broken_texts() {
    let characters: Vec<char> = SAMPLE.chars().collect();
    let signs = "\n\t :-?,[]{}#&*!|>'\"%@`\u{85}\u{2028}é\u{1b}";
    for at in 0..characters.len() {
        let [before, after] = [&characters[..at], &characters[at + 1..]].map(String::from_iter);
        let here = characters[at];
        check_places(&format!("{before}{after}"));
        check_places(&format!("{before}{here}{here}{after}"));
        check_places(&before);
        for sign in signs.chars() {
            check_places(&format!("{before}{sign}{after}"));
        }
    }
}
