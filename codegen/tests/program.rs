//! The program, run as a user runs it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SPEC: &str = r#"trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
envelopes:
  tagged: { event: { type: $name, value: $payload } }
channels:
  wire: { between: [page, lamp], transport: window, envelope: tagged }
events:
  page -> lamp:
    dim: { payload: { type: int, minimum: 0, maximum: 100 } }
"#;

const CONFIG: &str = "trilogue: 1
specs: [lamp.yaml]
rust: { folder: out/rust }
typescript: { folder: out/typescript, package: lamp-protocol, version: 1.0.0 }
docs: { folder: out/docs }
";

/// A folder with a spec and a configuration.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("lamp.yaml"), SPEC).expect("the spec");
    fs::write(folder.path().join("trilogue.yaml"), CONFIG).expect("the configuration");
    folder
}

fn trilogue(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .output()
        .expect("the program starts")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trilogue"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

#[test]
fn check_is_silent_when_all_is_well() {
    let project = project();
    for arguments in [&["check"][..], &["check", "lamp.yaml"]] {
        let output = trilogue(project.path(), arguments);
        assert_eq!((status(&output), errors(&output)), (0, String::new()));
    }
}

#[test]
fn check_reports_the_mistakes_of_all_specs() {
    let project = project();
    fs::write(
        project.path().join("a.yaml"),
        SPEC.replace("maximum", "maximun"),
    )
    .expect("a file");
    fs::write(
        project.path().join("b.yaml"),
        SPEC.replace("page -> lamp", "pag -> lamp"),
    )
    .expect("a file");
    let output = trilogue(project.path(), &["check", "a.yaml", "b.yaml", "c.yaml"]);
    assert_eq!(status(&output), 1);
    let said = errors(&output);
    for expected in [
        "a.yaml:11:46",
        "write `maximum`",
        "b.yaml:10:3",
        "write `page`",
        "c.yaml",
        "3 mistakes",
    ] {
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "colour without a terminal");
}

#[test]
fn generate_writes_what_the_configuration_says_and_then_nothing() {
    let project = project();
    let first = trilogue(project.path(), &["generate"]);
    assert_eq!(status(&first), 0, "{}", errors(&first));
    for path in [
        "out/rust/lib.rs",
        "out/rust/lamp/mod.rs",
        "out/typescript/package.json",
        "out/docs/index.md",
        "out/docs/lamp/page-to-lamp.md",
    ] {
        assert!(project.path().join(path).exists(), "{path} is missing");
    }
    let changed = |path: &str| {
        fs::metadata(project.path().join(path))
            .and_then(|data| data.modified())
            .ok()
    };
    let before = changed("out/rust/lib.rs");
    let second = trilogue(project.path(), &["generate"]);
    assert!(errors(&second).starts_with("0 of "), "{}", errors(&second));
    assert_eq!(
        changed("out/rust/lib.rs"),
        before,
        "a file that is up to date is not touched"
    );
}

#[test]
fn generate_check_names_what_is_not_as_generated() {
    let project = project();
    let nothing = trilogue(project.path(), &["generate", "--check"]);
    assert_eq!(status(&nothing), 1);
    assert!(
        errors(&nothing).contains("missing: out/rust/lib.rs"),
        "{}",
        errors(&nothing)
    );
    assert!(
        !project.path().join("out").exists(),
        "`--check` writes nothing"
    );

    trilogue(project.path(), &["generate"]);
    assert_eq!(
        status(&trilogue(project.path(), &["generate", "--check"])),
        0
    );
    fs::write(project.path().join("out/rust/lib.rs"), "edited").expect("a file");
    let edited = trilogue(project.path(), &["generate", "--check"]);
    assert_eq!(status(&edited), 1);
    assert!(
        errors(&edited).contains("edited: out/rust/lib.rs\n--- out/rust/lib.rs"),
        "{}",
        errors(&edited)
    );
}

#[test]
fn generate_takes_one_spec_and_folders() {
    let project = project();
    let output = trilogue(
        project.path(),
        &[
            "generate",
            "lamp.yaml",
            "--rust",
            "src/lamp",
            "--typescript",
            "web",
        ],
    );
    assert_eq!(status(&output), 0, "{}", errors(&output));
    for path in [
        "src/lamp/mod.rs",
        "src/lamp/page_to_lamp.rs",
        "web/package.json",
        "web/dist/lamp/lamp.js",
    ] {
        assert!(project.path().join(path).exists(), "{path} is missing");
    }
    let nowhere = trilogue(project.path(), &["generate", "lamp.yaml"]);
    assert_eq!(status(&nowhere), 2);
    assert!(
        errors(&nowhere).contains("--rust FOLDER"),
        "{}",
        errors(&nowhere)
    );
}

#[test]
fn generate_writes_nothing_for_a_spec_with_mistakes() {
    let project = project();
    fs::write(
        project.path().join("lamp.yaml"),
        SPEC.replace("dim:", "dim: x #"),
    )
    .expect("the spec");
    let output = trilogue(project.path(), &["generate"]);
    assert_eq!(status(&output), 1);
    assert!(!project.path().join("out").exists());
}

#[test]
fn generate_says_what_is_in_the_way() {
    let project = project();
    fs::write(project.path().join("out"), "a file where a folder belongs").expect("a file");
    let output = trilogue(project.path(), &["generate"]);
    assert_eq!(status(&output), 2);
    assert!(
        errors(&output).contains("cannot write out: a file is where a folder should be"),
        "{}",
        errors(&output)
    );
    assert_eq!(
        fs::read_to_string(project.path().join("out")).expect("still there"),
        "a file where a folder belongs"
    );
}

#[test]
fn a_missing_configuration_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = trilogue(folder.path(), &["generate"]);
    assert_eq!(status(&output), 1);
    assert!(
        errors(&output).contains("trilogue.yaml"),
        "{}",
        errors(&output)
    );
}

#[test]
fn mistakes_in_the_configuration_are_shown_as_in_specs() {
    let project = project();
    let bad = CONFIG
        .replace("package:", "pakage:")
        .replace("trilogue: 1", "trilogue: 3")
        .replace("lamp.yaml", "lamb.yaml");
    fs::write(project.path().join("trilogue.yaml"), bad).expect("the configuration");
    let said = errors(&trilogue(project.path(), &["generate"]));
    for expected in ["write `package`", "unsupported-version"] {
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
    fs::write(
        project.path().join("trilogue.yaml"),
        CONFIG.replace("[lamp", "[lamp.yaml, lamb"),
    )
    .expect("it");
    let said = errors(&trilogue(project.path(), &["generate"]));
    assert!(
        said.contains("file-missing") && said.contains("trilogue.yaml:2:20"),
        "{said}"
    );
}

fn decode(folder: &Path, arguments: &[&str], messages: &[u8]) -> Output {
    let mut child = command(folder, &[&["decode", "lamp.yaml"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(messages).expect("the program reads");
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn decode_gives_one_verdict_a_line() {
    let project = project();
    let messages = b"{\"type\":\"dim\",\"value\":5}\r\n{\"type\":\"off\"}\n\n{\"type\":\"dim\",\"value\":500}\n\xff";
    let output = decode(
        project.path(),
        &["--from", "page", "--to", "lamp"],
        messages,
    );
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let expected = r#"{"verdict":"message","kind":"event","name":"dim","as":"Dim"}
{"verdict":"unknown","name":"off"}
{"verdict":"refused","code":"json","path":""}
{"verdict":"refused","code":"maximum","path":"/value"}
{"verdict":"refused","code":"json","path":""}
"#;
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);

    fs::write(project.path().join("messages.jsonl"), messages).expect("a file");
    let from_file = trilogue(
        project.path(),
        &[
            "decode",
            "lamp.yaml",
            "--from",
            "page",
            "--to",
            "lamp",
            "messages.jsonl",
        ],
    );
    assert_eq!(String::from_utf8_lossy(&from_file.stdout), expected);
}

#[test]
fn decode_says_which_roles_and_directions_there_are() {
    let project = project();
    let misspelt = decode(project.path(), &["--from", "pag", "--to", "lamp"], b"");
    assert_eq!(status(&misspelt), 2);
    assert!(
        errors(&misspelt).contains("did you mean `page`?"),
        "{}",
        errors(&misspelt)
    );
    let backwards = decode(project.path(), &["--from", "lamp", "--to", "page"], b"");
    assert_eq!(status(&backwards), 2);
    assert!(
        errors(&backwards).contains("`page -> lamp`"),
        "{}",
        errors(&backwards)
    );
}

#[test]
fn decode_knows_which_requests_can_wait() {
    let project = project();
    let roles = ["--from", "page", "--to", "lamp"];
    for (open, expected) in [
        ("1=dimm", "did you mean `dim`?"),
        ("1=unheard", "there is no request `unheard`"),
        ("dim", "is not `ID=NAME`"),
    ] {
        let output = decode(
            project.path(),
            &[&roles[..], &["--open", open]].concat(),
            b"",
        );
        assert_eq!(status(&output), 2);
        let said = errors(&output);
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
}

const BOUND: &str = r#"trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
envelopes:
  calls:
    event:   { type: $name }
    request: { ask: $name, id: $id }
    ok:      { done: $payload, id: $id }
channels:
  wire: { between: [page, lamp], transport: window, envelope: calls }
events:
  page -> lamp:
    ping: {}
requests:
  page -> lamp:
    measure: { name: { bound: true, default: /measure }, ok: int }
    inspect: { name: { bound: true }, ok: int }
  lamp -> page:
    ask: { name: { bound: true }, ok: int }
    fixed: { ok: int }
"#;

#[test]
fn decode_reads_names_that_were_chosen_at_run_time() {
    let project = project();
    fs::write(project.path().join("lamp.yaml"), BOUND).expect("a spec");
    let roles = ["--from", "page", "--to", "lamp"];
    let messages = br#"{"ask":"/mine","id":"1"}
{"ask":"a=b","id":"1"}
{"ask":"/measure","id":"1"}
{"ask":"/other","id":"1"}
{"ask":"/mine"}
"#;
    let bound = [
        "--bound",
        "/mine=measure",
        "--bound",
        "a=b=inspect",
        "--bound",
        "/measure=inspect",
    ];
    let output = decode(project.path(), &[&roles[..], &bound].concat(), messages);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let expected = r#"{"verdict":"message","kind":"request","name":"/mine","as":"Measure"}
{"verdict":"message","kind":"request","name":"a=b","as":"Inspect"}
{"verdict":"message","kind":"request","name":"/measure","as":"Measure"}
{"verdict":"unknown","name":"/other"}
{"verdict":"refused","code":"missing","path":"/id"}
"#;
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    let both = ["--bound", "/mine=measure", "--open", "7=ask"];
    let messages = b"{\"done\":1.5,\"id\":\"7\"}\n{\"ask\":\"/mine\",\"id\":\"1\"}";
    let output = decode(project.path(), &[&roles[..], &both].concat(), messages);
    let expected = r#"{"verdict":"refused","code":"unmatched","path":"/id"}
{"verdict":"message","kind":"request","name":"/mine","as":"Measure"}
"#;
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

#[test]
fn decode_knows_for_which_messages_names_can_be_chosen() {
    let project = project();
    let roles = ["--from", "page", "--to", "lamp"];
    let said = |bound: &str| {
        let output = decode(
            project.path(),
            &[&roles[..], &["--bound", bound]].concat(),
            b"",
        );
        assert_eq!(status(&output), 2, "{bound}");
        errors(&output)
    };
    let none = said("/mine=dim");
    let expected = "no message from `page` to `lamp` has a name that is chosen at run time";
    assert!(none.contains(expected), "{none}");
    fs::write(project.path().join("lamp.yaml"), BOUND).expect("a spec");
    for (bound, expected) in [
        ("/mine=mesure", "did you mean `measure`?"),
        ("/mine=ping", "the name of `ping` is not chosen at run time"),
        ("/mine=ask", "`page` to `lamp`"),
        ("/mine=unheard", "`--bound` takes one of measure, inspect"),
        ("/mine", "is not `NAME=MESSAGE`"),
        ("=measure", "is not `NAME=MESSAGE`"),
    ] {
        let said = said(bound);
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
}
