//! What the program teaches: help, the meaning of codes, completions.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const COMMANDS: &[&str] = &[
    "init",
    "check",
    "generate",
    "decode",
    "explain",
    "schema",
    "completions",
];

fn trilogue(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trilogue"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn answered(arguments: &[&str]) -> String {
    let output = trilogue(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    assert_eq!(said, "", "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_version_is_told() {
    let expected = format!("trilogue {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(answered(&["--version"]), expected);
    assert_eq!(answered(&["-V"]), expected);
}

#[test]
fn help_has_an_example_and_the_exit_status() {
    for help in ["--help", "-h"] {
        let of_program = answered(&[help]);
        for command in COMMANDS {
            assert!(of_program.contains(&format!("\n  {command} ")), "{command}");
            let of_command = answered(&[command, help]);
            assert!(of_command.contains("trilogue "), "{command}: no example");
            assert!(
                *command == "completions" || of_command.contains("Exit status: 0"),
                "{command}: no exit status"
            );
        }
        for status in ["  0  all is well", "  1  ", "  2  "] {
            assert!(of_program.contains(status), "{status}");
        }
    }
}

/// Every line in help that looks like a call of the program is one that it takes.
#[test]
fn examples_in_help_have_arguments_that_exist() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut count = 0;
    for command in COMMANDS.iter().map(Some).chain([None]) {
        let help = match command {
            Some(command) => answered(&[command, "--help"]),
            None => answered(&["--help"]),
        };
        for line in help.lines() {
            let Some((_, call)) = line
                .split_once("  trilogue ")
                .or(line.split_once("| trilogue "))
            else {
                continue;
            };
            let call = call.split("  ").next().unwrap_or_default();
            let call = call.split(['>', '|']).next();
            let arguments: Vec<&str> = call.unwrap_or_default().split_whitespace().collect();
            let output = Command::new(env!("CARGO_BIN_EXE_trilogue"))
                .args(&arguments)
                .current_dir(folder.path())
                .stdin(Stdio::null())
                .output()
                .expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                !said.contains("Usage:") && !said.contains("invalid value"),
                "{arguments:?}: {said}"
            );
            count += 1;
        }
    }
    assert!(count >= 15, "{count} examples");
}

#[test]
fn a_code_is_explained() {
    let page = answered(&["explain", "unknown-key"]);
    assert!(
        page.starts_with("unknown-key\n\nWhat\n\nA mapping has a key that"),
        "{page}"
    );
    for part in ["\nWhy\n\n", "\nMistake\n\n    ", "\nInstead\n\n    "] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(answered(&["explain", "max-length"]).contains("The text is too long."));
    let both = answered(&["explain", "duplicate-key"]);
    assert!(
        both.contains("In a spec: duplicate-key") && both.contains("In a message: duplicate-key")
    );
}

#[test]
fn without_a_code_all_are_listed() {
    let list = answered(&["explain"]);
    for code in ["file-missing", "indistinguishable", "unmatched"] {
        assert!(list.contains(&format!("\n  {code} ")), "{code}");
    }
    assert!(!list.contains('\u{1b}'));
}

#[test]
fn a_code_that_does_not_exist_is_answered_with_a_near_one() {
    for (code, expected) in [
        (
            "unknwon-key",
            "there is no code `unknwon-key`; did you mean `unknown-key`?",
        ),
        ("x", "there is no code `x`; `trilogue explain` lists all"),
    ] {
        let output = trilogue(&["explain", code]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, format!("error: {expected}\n"));
    }
}

#[test]
fn a_reader_who_has_enough_is_no_mistake() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_trilogue"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// What a shell prints that is started with `call` and has the line to complete in its environment.
fn printed(call: &[&str], line: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(call[0])
        .args(&call[1..])
        .env("PROGRAM", env!("CARGO_BIN_EXE_trilogue"))
        .env("LINE", line)
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("`{}` does not start: {error}", call[0]));
    let said = String::from_utf8_lossy(&output.stderr);
    let fine = output.status.success() && said.is_empty();
    assert!(fine, "{}: {said}", call[0]);
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The words that a shell offers, sorted.
fn offered(call: &[&str], line: &str) -> Vec<String> {
    let printed = printed(call, line);
    let mut words: Vec<String> = printed.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

/// What bash and fish offer at the end of a line.
const OFFERS: &[(&str, &[&str])] = &[
    ("trilogue ch", &["check"]),
    ("trilogue check --fo", &["--format"]),
    ("trilogue check --format ", &["github", "json", "text"]),
    (
        "trilogue explain unknown-",
        &["unknown-key", "unknown-slot"],
    ),
    ("trilogue completions ", &["bash", "fish", "zsh"]),
    ("trilogue check --color n", &["never"]),
];

#[test]
fn bash_completes() {
    let script = answered(&["completions", "bash"]);
    reads("bash", &script);
    let query = r#"
        source <("$PROGRAM" completions bash)
        read -ra COMP_WORDS <<<"$LINE"
        [[ "$LINE" == *" " ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _trilogue trilogue "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    for (line, expected) in OFFERS {
        let found = offered(&["bash", "--norc", "-c", query], line);
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        // Options are offered, too, where an argument is still missing.
        if !line.contains("--") {
            found.retain(|word| !word.starts_with('-'));
        }
        assert_eq!(found, *expected, "{line}");
    }
}

#[test]
#[ignore = "needs fish"]
fn fish_completes() {
    reads("fish", &answered(&["completions", "fish"]));
    let query = r#"$PROGRAM completions fish | source; complete -C "$LINE" | cut -f1"#;
    for (line, expected) in OFFERS {
        assert_eq!(
            offered(&["fish", "--no-config", "-c", query], line),
            *expected,
            "{line}"
        );
    }
}

/// A shell with a line editor is typed to: it completes the line, and the function that it then calls shows it.
#[test]
#[ignore = "needs zsh"]
fn zsh_completes() {
    reads("zsh", &answered(&["completions", "zsh"]));
    let query = r#"
        zmodload zsh/zpty
        zpty shell "TERM=dumb zsh -f -i"
        zpty -w shell 'PROMPT= RPROMPT=; autoload -Uz compinit && compinit -D -u'
        zpty -w shell 'source <("$PROGRAM" completions zsh); trilogue() { print -r -- "taken: $*" }'
        zpty -w shell 'print read""y'
        zpty -r shell shown '*ready*'
        zpty -w -n shell "$LINE"$'\t\n'
        zpty -r shell shown '*taken:*'$'\n'
        print -r -- "${${shown#*taken:}%%$'\r'*}"
    "#;
    for (line, expected) in [
        ("trilogue ch", "check"),
        ("trilogue check --format j", "check --format json"),
        ("trilogue explain unresolved-r", "explain unresolved-role"),
        ("trilogue completions fi", "completions fish"),
    ] {
        assert_eq!(printed(&["zsh", "-f", "-c", query], line).trim(), expected);
    }
}

/// The shell itself finds no fault in the script.
fn reads(shell: &str, script: &str) {
    let mut child = Command::new(shell)
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("`{shell}` does not start: {error}"));
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(script.as_bytes()).expect("the shell reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the shell ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{shell}: {said}"
    );
}

#[test]
fn each_script_knows_every_command_and_code() {
    for shell in ["bash", "zsh", "fish"] {
        let script = answered(&["completions", shell]);
        for word in COMMANDS
            .iter()
            .chain(&["uncorrelated-answers", "min-items"])
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}
