//! The loader under specs that are broken in every way that can be listed: it never panics, every mistake has a
//! place, one cause is one mistake, and several causes are found in one run.

use trilogue_codegen::diagnostic::{Diagnostic, Diagnostics};
use trilogue_codegen::load_source;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;
use trilogue_codegen::syntax::keys::TABLES;
use trilogue_tests::workspace;

/// The start of a spec: what messages are put into.
const HEAD: &str = r#"
trilogue: 1
protocol: lamp
version: "1"
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain:
    event: { type: $name, data: $payload }
    request: { type: $name, data: $payload }
    ok: { type: ok }
    error: { type: error, text: $error }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain, correlation: single-flight }
"#;

fn load(text: &str) -> Result<Protocol, Vec<Diagnostic>> {
    let mut sources = Sources::new();
    let id = sources.add("spec.yaml", text).unwrap();
    load_source(&mut sources, id).map_err(|mistakes| sound(mistakes, &sources, text))
}

/// The mistakes of a text, each with a place in it, and with a text for people.
fn sound(mistakes: Diagnostics, sources: &Sources, text: &str) -> Vec<Diagnostic> {
    assert!(!mistakes.is_empty(), "no mistake is reported:\n{text}");
    for mistake in mistakes.iter() {
        let span = mistake
            .span
            .unwrap_or_else(|| panic!("no place: {mistake:?}\n{text}"));
        let others = mistake.secondary.iter().map(|(span, _)| *span);
        for span in others.chain([span]) {
            let _lies_between_characters = sources.snippet(span);
        }
    }
    let shown = render_all(mistakes.clone(), sources, Style::Plain);
    assert_eq!(
        shown.matches("\nerror[").count() + 1,
        mistakes.iter().count()
    );
    mistakes.into_sorted()
}

/// The rules and first lines of mistakes, such as `unknown-key 3`.
fn outline(text: &str) -> Vec<String> {
    let line = |mistake: Diagnostic| {
        let start = mistake.span.unwrap().start as usize;
        let number = text[..start].matches('\n').count() + 1;
        format!("{} {number}", mistake.rule.id)
    };
    let mistakes = load(text).err().unwrap_or_default();
    mistakes.into_iter().map(line).collect()
}

/// A line of a spec with others in its place.
struct Changed {
    what: String,
    text: String,
}

/// The portal's spec, once for each line of which `change` makes something.
fn portals(change: impl Fn(&str) -> Option<String>) -> Vec<Changed> {
    let portal = trilogue_tests::text(&workspace().join("spec/portal.yaml"));
    let lines: Vec<&str> = portal.lines().collect();
    let with = |index: usize, line: &str| {
        let before = lines[..index].join("\n");
        let after = lines[index + 1..].join("\n");
        format!("{before}\n{line}\n{after}\n")
    };
    let changed = |(index, line): (usize, &&str)| {
        let other = change(line)?;
        Some(Changed {
            what: format!("line {}: {other}", index + 1),
            text: with(index, &other),
        })
    };
    let all: Vec<Changed> = lines.iter().enumerate().filter_map(changed).collect();
    assert!(all.len() > 50, "too few lines are changed");
    all
}

/// A line before its key, the key, and the line after it.
fn key(line: &str) -> Option<(&str, &str, &str)> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let end = line
        .find(": ")
        .or_else(|| line.strip_suffix(':').map(str::len))?;
    (start < end).then(|| (&line[..start], &line[start..end], &line[end..]))
}

fn value_becomes(value: &'static str) -> impl Fn(&str) -> Option<String> {
    move |line| {
        let (before, key, after) = key(line)?;
        let is_block = after.len() <= 2 || after.ends_with('|');
        (!is_block).then(|| format!("{before}{key}: {value}"))
    }
}

#[test]
fn every_line_can_be_lost_repeated_or_moved() {
    let changes: [fn(&str) -> Option<String>; 6] = [
        |_| Some(String::new()),
        |line| Some(format!("{line}\n{line}")),
        |line| Some(format!(" {line}")),
        |line| Some(format!("  {line}")),
        |line| line.strip_prefix("  ").map(str::to_owned),
        |line| {
            line.split_once(' ')
                .map(|(first, rest)| format!("{first}{rest}"))
        },
    ];
    for change in changes {
        for portal in portals(change) {
            let found = load(&portal.text).err().unwrap_or_default();
            assert!(found.len() < 9, "{}: {found:#?}", portal.what);
        }
    }
}

#[test]
fn a_slip_in_a_key_is_one_mistake() {
    let slip = |line: &str| {
        let (before, key, after) = key(line)?;
        let (first, second) = key.split_at_checked(key.len() / 2)?;
        let second = second.get(1..)?;
        (key.len() > 3).then(|| format!("{before}{first}{second}{after}"))
    };
    let mut corrected = 0;
    for portal in portals(slip) {
        let found = load(&portal.text).err().unwrap_or_default();
        assert!(found.len() <= 1, "{}: {found:#?}", portal.what);
        for mistake in found
            .iter()
            .filter(|mistake| mistake.rule.id == "unknown-key")
        {
            let help = mistake.help.as_deref().unwrap_or_default();
            let word = help
                .strip_prefix("write `")
                .and_then(|rest| rest.strip_suffix('`'));
            let mut keys = TABLES.iter().flat_map(|table| table.keys);
            assert!(
                keys.any(|key| Some(key.name) == word),
                "{}: {help}",
                portal.what
            );
            corrected += 1;
        }
    }
    assert!(corrected > 50, "only {corrected} slips were corrected");
}

#[test]
fn a_value_of_another_kind_is_one_mistake() {
    for value in [
        "",
        "[oops]",
        "{ oops: 1 }",
        "oops",
        "17",
        "''",
        "{}",
        "[[]]",
        "null",
        "&a 1",
        "*a",
        "!a 1",
    ] {
        for portal in portals(value_becomes(value)) {
            let found = load(&portal.text).err().unwrap_or_default();
            let most = if value.starts_with(['{', '\'']) { 3 } else { 2 };
            assert!(found.len() <= most, "{}: {found:#?}", portal.what);
        }
    }
}

#[test]
fn several_mistakes_are_found_in_one_run() {
    let text = r#"trilogue: 1
protocol: Lamp
titel: A lamp
roles: { page: The page., lamp: The lamp., 1st: The first. }
envelopes:
  plain:
    event: { type: $name, data: $paylod }
    request: { type: $name }
channels:
  wire: { between: [page, lamp], transport: widow, envelope: plain, timeout: soon }
types:
  Level: { type: int, minimum: 9, maximum: 1 }
  Scene: { fields: { inner: list<Scene>, level: Levle } }
events:
  page -> lamp:
    dim: { payload: Level, examples: [dark], then: dimm }
    on.now: { payload: { type: strng, docs: Now. } }
    on_now: { fields: { a: "list<int", a-: json, url: url } }
  page -> user:
    greet: { payload: { type: bool, unit: lumen } }
requests:
  page -> lamp:
    ask: { payload: { optional: maybe, type: json }, errors: [no] }
    beg: { payload: json, ok: never, errors: [1] }
"#;
    let expected = [
        "missing-key 1",
        "invalid-name 2",
        "unknown-key 3",
        "invalid-name 4",
        "unknown-slot 7",
        "missing-slot 8",
        "invalid-value 10",
        "invalid-duration 10",
        "empty-range 12",
        "unresolved-type 13",
        "invalid-example 16",
        "unresolved-message 16",
        "unresolved-type 17",
        "unknown-key 17",
        "colliding-identifiers 18",
        "type-syntax 18",
        "colliding-identifiers 18",
        "missing-key 18",
        "unresolved-role 19",
        "misplaced-constraint 20",
        "missing-key 23",
        "invalid-value 23",
        "missing-form 24",
    ];
    let found = outline(text);
    assert_eq!(found, expected, "{found:#?}");
}

/// Names that somebody may choose, or choose to do harm.
const ODD: &[&str] = &[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "ü",
    "名前",
    "🎉",
    "1st",
    "-",
    "_",
    "",
    " ",
    "a b",
    "a\nb",
    "a\"b",
    "a'b",
    "a`b",
    "*/",
    "${x}",
    "\\",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2028}",
    "$name",
    "~",
    "null",
    "true",
    "self",
    "Self",
    "type",
    "default",
    "string",
    "list<",
    "a -> b",
    "<<",
    "İ",
    "ǅ",
    "ß",
];

#[test]
fn odd_names_are_names_or_mistakes() {
    let long = "very".repeat(10_000);
    for name in ODD.iter().copied().chain([long.as_str()]) {
        let quoted = serde_json::to_string(name).unwrap();
        let places = [
            HEAD.replace("page", &quoted) + &format!("events: {{ {quoted}: {{}} }}"),
            HEAD.replace("plain", &quoted) + "events: { page -> lamp: { blink: {} } }",
            HEAD.replace("wire", &quoted) + "events: { page -> lamp: { blink: {} } }",
            format!("{HEAD}events: {{ page -> lamp: {{ {quoted}: {{ then: {quoted} }} }} }}"),
            format!("{HEAD}events: {{ page -> lamp: {{ x: {{ as: {quoted} }} }} }}"),
            format!(
                "{HEAD}events: {{ page -> lamp: {{ x: {{ fields: {{ {quoted}: json }} }} }} }}"
            ),
            format!("{HEAD}events: {{ page -> lamp: {{ x: {{ payload: {quoted} }} }} }}"),
            format!("{HEAD}events: {{ {quoted}: {{ x: {{}} }} }}"),
            format!("{HEAD}types: {{ {quoted}: {{ fields: {{ a: {quoted} }} }} }}"),
            format!(
                "{HEAD}requests: {{ page -> lamp: {{ x: {{ ok: nothing, errors: [{quoted}] }} }} }}"
            ),
        ];
        for text in places {
            let _never_panics = load(&text);
        }
    }
}

#[test]
fn what_javascript_has_on_every_object_is_an_ordinary_name() {
    let fields = "{ __proto__: json, constructor: json, prototype: json, toString: json }";
    let text = format!(
        "{HEAD}events: {{ page -> lamp: {{ __proto__: {{ fields: {fields}, examples: [{fields}] }} }} }}"
    );
    let lamp = load(&text).unwrap();
    assert_eq!(lamp.messages[0].name.text(), "__proto__");
    assert_eq!(lamp.structs[0].fields.len(), 4);
    assert!(lamp.messages[0].examples[0].starts_with(r#"{"__proto__":"json","#));
}

#[test]
fn places_in_quoted_text_lie_between_characters() {
    for text in [
        r#""list<\x41é b\"""#,
        r#""\x41\x41éé optional\"""#,
        r#""\u00e9\u00e9 é|é""#,
        r#""\L\Lé é""#,
        "\"a\n        é é\"",
        "'é é'",
        "|\n        é é",
    ] {
        let spec = format!("{HEAD}events:\n  page -> lamp:\n    x:\n      payload: {text}\n");
        assert!(load(&spec).is_err(), "{text}");
    }
    for direction in [
        r#""\L\Lé -> é""#,
        r#""é -> \xe9""#,
        "'é -> lamp'",
        "é -> ü",
        r#""page -> \u006camp""#,
    ] {
        let _never_panics = load(&format!("{HEAD}events: {{ {direction}: {{ x: {{}} }} }}"));
    }
}

#[test]
fn a_struct_in_a_named_type_is_one_struct() {
    let text = format!(
        "{HEAD}types: {{ Levels: {{ list: {{ fields: {{ level: int }} }} }} }}\n\
         events: {{ page -> lamp: {{ dim: {{ payload: Levels }}, fade: {{ payload: Levels }} }} }}\n"
    );
    let lamp = load(&text).unwrap();
    let names: Vec<&str> = lamp
        .structs
        .iter()
        .map(|known| known.identifier.0.as_str())
        .collect();
    assert_eq!(names, ["LevelsItem"]);
}
