//! How the program shows mistakes: to people, to programs and to GitHub. `UPDATE=1 cargo test --test diagnostics`
//! writes the files under `golden/` anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Four mistakes, one of them with a second place, a comma in a file name, and text that a terminal would obey.
const HOSTILE: &str = "trilogue: 1
protocol: lamp
version: \"1.0.0\"
roles: { page: The page., lamp: The lamp. }
envelopes:
  tagged: { event: { type: $name, value: $payload } }
channels:
  wire: { between: [page, lamp], transport: window, envelope: tagged }
events:
  page -> lamp:
    light.on: { doc: \"100 %: on\" }
    light_on: {}
    \"dim\\e[31m\u{202e}é\": { \"pay\\eload\": { type: intt } }
";

/// What would change how a terminal shows the rest.
const OBEYED: &[char] = &[
    '\u{1b}', '\u{9b}', '\u{7}', '\u{8}', '\r', '\u{202e}', '\u{2028}',
];

fn project(spec: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a,b.yaml"), spec).expect("the spec");
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trilogue"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn answered(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn golden(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, found).expect("a golden file");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, expected, "{}", file.display());
}

#[test]
fn json_is_one_object_a_line_with_every_key() {
    let project = project(HOSTILE);
    let output = run(
        project.path(),
        &["check", "a,b.yaml", "none.yaml", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(1));
    let lines = answered(&output);
    golden("mistakes.jsonl", &lines);
    for line in lines.lines() {
        let object: Value = serde_json::from_str(line).expect("JSON");
        let keys: Vec<&str> = object
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        let mut expected = vec![
            "rule",
            "severity",
            "message",
            "file",
            "line",
            "column",
            "endLine",
            "endColumn",
            "label",
            "secondary",
            "notes",
            "help",
        ];
        expected.sort_unstable();
        assert_eq!(keys, expected);
    }
    assert_eq!(
        said(&output),
        "error: 5 mistakes\nexplain with: trilogue explain CODE (it stands in brackets)\n"
    );
}

/// Programs get the text itself back from the escapes.
#[test]
fn json_names_the_place_exactly() {
    let spec = HOSTILE.replace("light_on: {}", "");
    let project = project(&spec);
    let output = run(project.path(), &["check", "a,b.yaml", "--format=json"]);
    let lines = answered(&output);
    let unknown = lines
        .lines()
        .find(|line| line.contains("unknown-key"))
        .expect("a misspelt key");
    let object: Value = serde_json::from_str(unknown).expect("JSON");
    let line = spec
        .lines()
        .nth(number(&object, "line") - 1)
        .expect("a line");
    let from = number(&object, "column") - 1;
    let until = number(&object, "endColumn") - 1;
    let found: String = line.chars().skip(from).take(until - from).collect();
    assert_eq!(found, "\"pay\\eload\"");
    assert!(
        object["message"]
            .as_str()
            .expect("text")
            .contains("pay\u{1b}load")
    );
}

fn number(object: &Value, key: &str) -> usize {
    let number = object[key].as_u64().expect("a number");
    usize::try_from(number).expect("a small number")
}

#[test]
fn github_gets_one_command_for_each_mistake() {
    let project = project(HOSTILE);
    let output = run(
        project.path(),
        &["check", "a,b.yaml", "none.yaml", "--format", "github"],
    );
    assert_eq!(output.status.code(), Some(1));
    let lines = answered(&output);
    golden("mistakes.github.txt", &lines);
    assert_eq!(lines.lines().count(), 5);
    assert!(lines.lines().all(|line| line.starts_with("::error ")));
}

#[test]
fn generate_and_decode_show_mistakes_in_the_same_formats() {
    let project = project(HOSTILE);
    let expected = answered(&run(
        project.path(),
        &["check", "a,b.yaml", "--format", "json"],
    ));
    let generate = ["generate", "a,b.yaml", "--rust", "out", "--format", "json"];
    let decode = [
        "decode", "a,b.yaml", "--from", "page", "--to", "lamp", "--format", "json",
    ];
    for arguments in [&generate[..], &decode] {
        let output = run(project.path(), arguments);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(answered(&output), expected);
    }
}

#[test]
fn without_mistakes_every_format_is_silent() {
    let spec = HOSTILE.lines().take(11).collect::<Vec<_>>().join("\n");
    let project = project(&spec);
    for format in ["text", "json", "github"] {
        let output = run(project.path(), &["check", "a,b.yaml", "--format", format]);
        let all = (answered(&output), said(&output), output.status.code());
        assert_eq!(all, (String::new(), String::new(), Some(0)), "{format}");
    }
}

#[test]
fn one_rule_is_named_in_the_last_line() {
    let spec = HOSTILE.lines().take(12).collect::<Vec<_>>().join("\n");
    let project = project(&spec);
    let said = said(&run(project.path(), &["check", "a,b.yaml"]));
    let end =
        "error: 1 mistake in a,b.yaml\nexplain with: trilogue explain colliding-identifiers\n";
    assert!(said.ends_with(end), "{said}");
}

#[test]
fn nothing_that_a_terminal_obeys_reaches_it() {
    let project = project(HOSTILE);
    let hostile = "x\u{1b}[31m\u{202e}\u{9b}\r.yaml";
    let role = "pa\u{1b}[2Jge\u{202e}";
    let sound = HOSTILE.lines().take(11).collect::<Vec<_>>().join("\n");
    fs::write(project.path().join("sound.yaml"), sound).expect("a file");
    fs::write(project.path().join(hostile), HOSTILE).expect("a file");
    let message = "{\"type\":\"\\u001b[31m\u{202e}\\u009b\",\"value\":1}\n";
    fs::write(project.path().join("messages"), message).expect("a file");
    let none = format!("{hostile}.none");
    let option = format!("--{role}");
    let folder = format!("out{role}");
    let runs: &[&[&str]] = &[
        &["check", "a,b.yaml", hostile],
        &["check", "a,b.yaml", hostile, "--format", "json"],
        &["check", "a,b.yaml", hostile, "--format", "github"],
        &["check", &none],
        &["generate", "sound.yaml", "--rust", hostile],
        &["generate", "sound.yaml", "--rust", &folder, "--check"],
        &["generate", "sound.yaml", "--rust", &folder],
        &["decode", "sound.yaml", "--from", role, "--to", "lamp"],
        &[
            "decode",
            "sound.yaml",
            "--from",
            "page",
            "--to",
            "lamp",
            "messages",
        ],
        &[
            "decode",
            "sound.yaml",
            "--from",
            "page",
            "--to",
            "lamp",
            hostile,
        ],
        &[
            "decode",
            "sound.yaml",
            "--from",
            "page",
            "--to",
            "lamp",
            &none,
        ],
        &["explain", hostile],
        &["check", "--format", hostile],
        &["check", &option],
        &[role],
        &["completions", role],
        &["--color", role, "check"],
    ];
    for arguments in runs {
        let output = run(project.path(), arguments);
        let all = answered(&output) + &said(&output);
        assert!(!all.is_empty(), "{arguments:?} says nothing");
        assert!(!all.contains(OBEYED), "{arguments:?}: {all:?}");
    }
}

#[test]
fn a_verdict_gives_back_the_name_that_it_escapes() {
    let spec = HOSTILE.lines().take(11).collect::<Vec<_>>().join("\n");
    let project = project(&spec);
    fs::write(
        project.path().join("messages"),
        "{\"type\":\"\\u001b[31m\u{202e}\"}\n",
    )
    .expect("a file");
    let output = run(
        project.path(),
        &[
            "decode", "a,b.yaml", "--from", "page", "--to", "lamp", "messages",
        ],
    );
    assert_eq!(
        answered(&output),
        "{\"verdict\":\"unknown\",\"name\":\"\\u001b[31m\\u202e\"}\n"
    );
    let verdict: Value = serde_json::from_str(&answered(&output)).expect("JSON");
    assert_eq!(verdict["name"], "\u{1b}[31m\u{202e}");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let project = project(HOSTILE);
    let check = ["check", "a,b.yaml"];
    let coloured = |environment: &[(&str, &str)], more: &[&str]| {
        let mut command = command(project.path(), &[&check[..], more].concat());
        let output = command.envs(environment.iter().copied()).output();
        said(&output.expect("the program starts")).contains("\u{1b}[")
    };
    assert!(!coloured(&[], &[]), "a pipe is no terminal");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(coloured(&[("NO_COLOR", "1")], &["--color=always"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(!coloured(
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
        &["--color", "never"]
    ));
    assert!(
        coloured(&[], &["--nonsense", "--color", "always"]),
        "wrong arguments, too"
    );
    assert!(!coloured(
        &[("CLICOLOR_FORCE", "1")],
        &["--nonsense", "--color=never"]
    ));
}

/// Text that is coloured holds no other escapes than those of colours.
#[test]
fn colour_adds_nothing_but_colour() {
    let project = project(HOSTILE);
    let plain = said(&run(project.path(), &["check", "a,b.yaml"]));
    let coloured = said(&run(
        project.path(),
        &["check", "a,b.yaml", "--color", "always"],
    ));
    let mut stripped = String::new();
    for (index, piece) in coloured.split("\u{1b}[").enumerate() {
        let text = match piece.split_once('m') {
            Some((codes, text)) if index > 0 => {
                assert!(
                    codes
                        .bytes()
                        .all(|byte| byte.is_ascii_digit() || byte == b';')
                );
                text
            }
            _ => piece,
        };
        stripped += text;
    }
    assert_eq!(stripped, plain);
}
