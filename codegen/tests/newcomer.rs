//! A newcomer's path, from `trilogue init` to programs that run: the program, Cargo, Node and the compiler of TypeScript
//! as a user runs them. `cargo verify` installs what this needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A project in a temporary folder.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    fn started(arguments: &[&str]) -> Self {
        let project = Self::empty();
        let output = project.trilogue(&[&["init"], arguments].concat());
        assert_eq!(status(&output), 0, "{}", said(&output));
        project.pin_crates();
        project
    }

    fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What a person does in an editor.
    fn edit(&self, path: &str, before: &str, after: &str) {
        let text = self.text(path);
        assert_eq!(
            text.matches(before).count(),
            1,
            "`{before}` in {path}:\n{text}"
        );
        fs::write(self.path(path), text.replace(before, after)).expect("an edited file");
    }

    /// The versions of this repository, which are downloaded already: the test needs no network.
    fn pin_crates(&self) {
        if self.path("rust").exists() {
            fs::copy(workspace().join("Cargo.lock"), self.path("rust/Cargo.lock")).expect("a file");
        }
    }

    fn trilogue(&self, arguments: &[&str]) -> Output {
        self.run(Command::new(env!("CARGO_BIN_EXE_trilogue")).args(arguments))
    }

    /// `sh ci.sh`, with `trilogue` on the path.
    fn ci(&self) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_trilogue"));
        let folder = program.parent().expect("a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&path)));
        // Kept between runs, and one for each project: programs of two projects have the same name.
        let languages = if self.path("web").exists() {
            "both"
        } else {
            "rust"
        };
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("newcomer")
            .join(languages);
        self.run(
            Command::new("sh")
                .arg("ci.sh")
                .env("PATH", path.expect("a path"))
                .env("CARGO_NET_OFFLINE", "true")
                .env("CARGO_TARGET_DIR", target),
        )
    }

    /// The compiler of TypeScript, over the program in `web`.
    fn tsc(&self) -> Output {
        let compiler = workspace().join("runtime/typescript/node_modules/typescript/bin/tsc");
        self.run(
            Command::new("node")
                .arg(compiler)
                .args(["--project", "web"]),
        )
    }

    fn run(&self, command: &mut Command) -> Output {
        command
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }

    /// Everything below the folder.
    fn files(&self) -> Vec<PathBuf> {
        fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    collect(&path, files);
                } else {
                    files.push(path);
                }
            }
        }
        let mut files = Vec::new();
        collect(self.folder.path(), &mut files);
        files
    }
}

fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the workspace").to_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

/// What a person sees in a terminal.
fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(text).expect("UTF-8")
}

fn assert_says(output: &Output, expected_status: i32, expected: &[&str]) {
    let said = said(output);
    assert_eq!(status(output), expected_status, "{said}");
    for expected in expected {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
}

#[test]
fn from_nothing_to_programs_that_run_and_through_a_change() {
    let project = Project::started(&[]);
    what_init_wrote_is_right_and_runs(&project);
    a_slip_in_one_more_message_is_shown(&project);
    what_was_generated_before_is_stale(&project);
    both_programs_take_up_the_message(&project);
}

fn what_init_wrote_is_right_and_runs(project: &Project) {
    assert_says(&project.trilogue(&["check"]), 0, &[]);
    assert_says(&project.trilogue(&["generate", "--check"]), 1, &["missing"]);
    assert_says(&project.trilogue(&["generate"]), 0, &[]);
    assert_says(&project.trilogue(&["generate", "--check"]), 0, &[]);
    let first = [
        "plays Metropolis from second 90",
        "refuses maximum at /data",
        "does not know subtitles",
        "does not send: at most 100",
        "the film is at second 91.5",
    ];
    assert_says(&project.ci(), 0, &first);
    assert_says(&project.tsc(), 0, &[]);
}

fn a_slip_in_one_more_message_is_shown(project: &Project) {
    let message = "    subtitles:\n      doc: The player shows subtitles.\n      payload: { typ: string, doc: The language. }\n";
    project.edit(
        "spec/player.yaml",
        "\n  player -> page:",
        &format!("{message}\n  player -> page:"),
    );
    let mistake = "\
error[unknown-key]: a type has no key `typ`
  --> spec/player.yaml:32:18
   |
32 |       payload: { typ: string, doc: The language. }
   |                  ^^^ unknown key
   |
   = help: write `type`

error: 1 mistake in spec/player.yaml
explain with: trilogue explain unknown-key
";
    let before = project.text("rust/src/protocols/player/page_to_player.rs");
    for command in ["check", "generate"] {
        let output = project.trilogue(&[command]);
        assert_eq!((status(&output), said(&output).as_str()), (1, mistake));
    }
    assert_eq!(
        project.text("rust/src/protocols/player/page_to_player.rs"),
        before
    );
}

fn what_was_generated_before_is_stale(project: &Project) {
    project.edit("spec/player.yaml", "typ: string", "type: string");
    assert_says(&project.trilogue(&["check"]), 0, &[]);
    assert_says(
        &project.ci(),
        1,
        &["page_to_player.rs", "page-to-player.ts"],
    );
    assert_says(
        &project.trilogue(&["generate"]),
        0,
        &["page_to_player.rs", "page-to-player.ts"],
    );
}

fn both_programs_take_up_the_message(project: &Project) {
    project.edit(
        "rust/src/main.rs",
        "        PageToPlayer::Unknown",
        "        PageToPlayer::Subtitles(language) => format!(\"shows subtitles in {language}\"),\n        PageToPlayer::Unknown",
    );
    let send = "send({ kind: \"event\", name: \"subtitle\", payload: \"de\" });\nreceive({ type: \"ready\" });";
    project.edit("web/main.js", "receive({ type: \"ready\" });", send);
    assert_says(&project.tsc(), 1, &["web/main.js", "\"subtitle\""]);
    project.edit("web/main.js", "\"subtitle\"", "\"subtitles\"");
    assert_says(&project.tsc(), 0, &[]);
    let changed = [
        "shows subtitles in de",
        r#"sends {"type":"subtitles","data":"de"}"#,
    ];
    assert_says(&project.ci(), 0, &changed);
}

#[test]
fn a_project_may_be_for_one_language() {
    let path = workspace().join("runtime/rust");
    let path = path.to_str().expect("UTF-8");
    let rust = Project::started(&["--language", "rust", "--trilogue-path", path]);
    assert!(!rust.path("web").exists());
    assert_says(&rust.trilogue(&["generate"]), 0, &[]);
    assert_says(&rust.ci(), 0, &["plays Metropolis"]);
    assert!(!said(&rust.ci()).contains("does not send"));

    let typescript = Project::started(&["--language", "typescript"]);
    assert!(!typescript.path("rust").exists());
    assert_says(&typescript.trilogue(&["generate"]), 0, &[]);
    assert_says(&typescript.ci(), 0, &["does not send: at most 100"]);
    assert!(!said(&typescript.ci()).contains("plays"));
}

#[test]
fn init_makes_the_folder_and_says_what_comes_next() {
    let project = Project::empty();
    let output = project.trilogue(&["init", "films/player"]);
    let next = [
        "wrote films/player/trilogue.yaml\n",
        "next:\n  cd films/player\n  trilogue generate\n  cargo run --manifest-path rust/Cargo.toml\n  node web/main.js\n",
    ];
    assert_says(&output, 0, &next);
    assert!(project.path("films/player/spec/player.yaml").exists());
}

#[test]
fn init_overwrites_nothing() {
    let project = Project::empty();
    fs::create_dir(project.path("spec")).expect("a folder");
    for path in ["spec/player.yaml", "README.md"] {
        fs::write(project.path(path), "mine").expect("a file");
    }
    let output = project.trilogue(&["init"]);
    assert_says(
        &output,
        2,
        &["nothing was written", "README.md, spec/player.yaml"],
    );
    assert_eq!(project.text("spec/player.yaml"), "mine");
    assert_eq!(project.files().len(), 2);
}

#[test]
fn init_says_what_is_in_the_way() {
    let project = Project::empty();
    fs::write(project.path("file"), "mine").expect("a file");
    let output = project.trilogue(&["init", "file"]);
    let start = "error: nothing was written: cannot write file/README.md: ";
    assert_says(&output, 2, &[start]);
    assert_eq!(said(&output).matches("os error").count(), 1);
}

#[test]
fn init_writes_nothing_for_a_crate_that_is_not_there() {
    let project = Project::empty();
    let output = project.trilogue(&["init", "--trilogue-path", "nowhere"]);
    assert_says(&output, 2, &["nowhere", "--language typescript"]);
    let output = project.trilogue(&["init", "--trilogue-path", ".", "--language", "typescript"]);
    assert_says(&output, 2, &["`--trilogue-path` is for Rust"]);
    assert_eq!(project.files(), Vec::<PathBuf>::new());
}

#[test]
fn the_rust_of_a_project_is_formatted() {
    let project = Project::started(&["--language", "rust"]);
    let check = ["--edition", "2024", "--check", "rust/src/main.rs"];
    assert_says(&project.run(Command::new("rustfmt").args(check)), 0, &[]);
}
