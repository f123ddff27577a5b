//! The program in folders that people write to as well.

use std::fs;
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
    dim: { doc: Less light., payload: { type: int, minimum: 0, maximum: 100 } }
"#;

/// A folder with a spec, and what is generated from it in the folder `out`.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("lamp.yaml"), SPEC).expect("the spec");
    let output = generate(folder.path(), &[]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    folder
}

fn change(project: &Path) {
    let spec = SPEC.replace("Less light.", "More light.");
    fs::write(project.join("lamp.yaml"), spec).expect("the spec");
}

fn command(project: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trilogue"));
    command
        .args(["generate", "lamp.yaml", "--rust", "out"])
        .args(arguments)
        .current_dir(project)
        .stdin(Stdio::null());
    command
}

fn generate(project: &Path, arguments: &[&str]) -> Output {
    command(project, arguments).output().expect("it starts")
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn hold(output: &Output, expected_status: i32, expected: &[&str]) {
    let said = errors(output);
    assert_eq!(status(output), expected_status, "{said}");
    for expected in expected {
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
}

#[test]
fn check_tells_stale_files_from_edited_ones_and_says_what_to_run() {
    let project = project();
    change(project.path());
    let stale = generate(project.path(), &["--check"]);
    let expected = [
        "out of date: out/page_to_lamp.rs\n--- out/page_to_lamp.rs\n",
        "-    /// Less light.\n+    /// More light.\n",
        "help: run `trilogue generate lamp.yaml --rust out`\n",
    ];
    hold(&stale, 1, &expected);
    assert!(!errors(&stale).contains("--force"), "{}", errors(&stale));

    fs::write(project.path().join("out/mod.rs"), "mine\n").expect("a file");
    let edited = generate(project.path(), &["--check"]);
    hold(&edited, 1, &["edited: out/mod.rs\n", "-mine\n", "--force"]);
    assert_eq!(text(&project.path().join("out/mod.rs")), "mine\n");
}

#[test]
fn check_names_what_is_left_over_and_what_nobody_wrote() {
    let project = project();
    let record = project.path().join("out/.trilogue");
    let older = text(&record).replace("page_to_lamp.rs", "older.rs");
    fs::write(&record, older).expect("the record");
    fs::write(project.path().join("out/older.rs"), "changed").expect("a file");
    fs::write(project.path().join("out/page_to_lamp.rs"), "mine").expect("a file");
    let expected = [
        "no longer generated, and edited: out/older.rs",
        "not written by trilogue: out/page_to_lamp.rs",
        "out of date: out/.trilogue",
        "3 files are not as generated",
    ];
    hold(&generate(project.path(), &["--check"]), 1, &expected);
}

#[test]
fn check_knows_that_a_run_was_interrupted() {
    let project = project();
    let record = project.path().join("out/.trilogue");
    let merged = format!("{}{}  mod.rs\n", text(&record), "0".repeat(64));
    fs::write(&record, merged).expect("the record");
    let output = generate(project.path(), &["--check"]);
    hold(
        &output,
        1,
        &["note: a run was interrupted, or branches were merged"],
    );
    hold(&generate(project.path(), &[]), 0, &["wrote out/.trilogue"]);
    hold(&generate(project.path(), &["--check"]), 0, &[]);
}

#[test]
fn edited_files_are_named_and_stay_until_force_is_given() {
    let project = project();
    change(project.path());
    let edited = project.path().join("out/mod.rs");
    fs::write(&edited, "mine\n").expect("a file");
    let expected = [
        "edited: out/mod.rs\n",
        "nothing was written, because 1 file was made or changed by a person",
        "`trilogue generate lamp.yaml --rust out --force`",
    ];
    hold(&generate(project.path(), &[]), 1, &expected);
    assert_eq!(text(&edited), "mine\n");
    assert!(text(&project.path().join("out/page_to_lamp.rs")).contains("Less light."));

    hold(
        &generate(project.path(), &["--force"]),
        0,
        &["wrote out/mod.rs"],
    );
    hold(&generate(project.path(), &["--check"]), 0, &[]);
    hold(
        &generate(project.path(), &["--check", "--force"]),
        2,
        &["--check"],
    );
}

#[test]
fn runs_at_the_same_time_give_one_result() {
    let project = project();
    for round in 0..10 {
        let spec = SPEC.replace("Less light.", &format!("Light {round}."));
        fs::write(project.path().join("lamp.yaml"), spec).expect("the spec");
        let mut runs: Vec<_> = (0..4)
            .map(|_| {
                let mut command = command(project.path(), &[]);
                command.stderr(Stdio::piped()).spawn().expect("it starts")
            })
            .collect();
        for run in runs.drain(..) {
            let output = run.wait_with_output().expect("it ends");
            hold(&output, 0, &["files written"]);
        }
        hold(&generate(project.path(), &["--check"]), 0, &[]);
        assert!(!project.path().join("out/.trilogue-lock").exists());
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    use super::*;

    /// The number of the user `nobody` nearly everywhere; any but that of root and that of the owner serves.
    const NOBODY: u32 = 65_534;

    fn is_root() -> bool {
        let output = Command::new("id").arg("-u").output().expect("it starts");
        output.stdout.trim_ascii() == b"0"
    }

    fn permit(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    }

    /// A run that obeys permissions: those of root are boundless.
    fn generate_as_anybody(project: &Path) -> Output {
        let mut command = command(project, &[]);
        if is_root() {
            let program = project.join("trilogue");
            // Had this process the copy open, so would what other tests start, and no open file can be run.
            let mut copy = Command::new("cp");
            copy.arg(env!("CARGO_BIN_EXE_trilogue")).arg(&program);
            assert!(copy.status().expect("it starts").success());
            permit(project, 0o755);
            command = Command::new(program);
            command.args(["generate", "lamp.yaml", "--rust", "out"]);
            command.current_dir(project).uid(NOBODY);
        }
        command.output().expect("it starts")
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_named() {
        let project = project();
        let out = project.path().join("out");
        permit(&out, 0o555);
        hold(&generate_as_anybody(project.path()), 0, &["0 of 2 files"]);
        change(project.path());
        let output = generate_as_anybody(project.path());
        permit(&out, 0o755);
        hold(
            &output,
            2,
            &["error: cannot write to out: Permission denied"],
        );
        assert!(text(&out.join("page_to_lamp.rs")).contains("Less light."));
    }

    #[test]
    fn a_disk_without_room_changes_nothing() {
        let project = project();
        let out = project.path().join("out");
        let before = text(&out.join("page_to_lamp.rs"));
        change(project.path());
        // A limit on the size of files fails a write as a full disk does, and needs no disk of its own.
        let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" generate lamp.yaml --rust out";
        let output = Command::new("sh")
            .args(["-c", limited, env!("CARGO_BIN_EXE_trilogue")])
            .current_dir(project.path())
            .output()
            .expect("a shell");
        hold(&output, 2, &["error: cannot write out/page_to_lamp.rs: "]);
        let said = errors(&output);
        assert_eq!(said.matches("os error").count(), 1, "{said}");
        assert!(!said.contains("staging"), "{said}");
        assert_eq!(text(&out.join("page_to_lamp.rs")), before);
        let mut names: Vec<_> = fs::read_dir(&out)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".trilogue", "mod.rs", "page_to_lamp.rs"]);
        hold(
            &generate(project.path(), &[]),
            0,
            &["wrote out/page_to_lamp.rs"],
        );
    }
}
