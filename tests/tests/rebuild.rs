//! Cargo builds a crate again when a file changes that its protocol was read from, and for no other reason.
//!
//! `UPDATE=1 cargo test -p trilogue-tests --test rebuild` writes what is shown of a broken spec.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::Value;
use trilogue_tests::{folder, text, workspace};

const SPEC: &str = r#"trilogue: 1
protocol: lamp
version: "1.0.0"
include: [parts/light.yaml]
roles: { page: The page., lamp: The lamp. }
envelopes:
  tagged: { event: { type: $name, message: $payload } }
channels:
  wire: { between: [page, lamp], transport: window, envelope: tagged }
events:
  page -> lamp:
    dim: { payload: Light }
"#;

const PART: &str =
    "types:\n  Light: { fields: { percent: { type: int, minimum: 0, maximum: 100 } } }\n";

/// How the crate comes to its protocol.
struct Door {
    dependencies: &'static str,
    build_script: Option<&'static str>,
    call: &'static str,
}

const BUILD_SCRIPT: Door = Door {
    dependencies: "trilogue = { path = \"ROOT/runtime/rust\" }\n\n\
                   [build-dependencies]\n\
                   trilogue-codegen = { path = \"ROOT/codegen\" }\n",
    build_script: Some(
        "fn main() -> Result<(), trilogue_codegen::BuildError> {\n    \
         trilogue_codegen::Build::new(\"spec/lamp.yaml\").generate()\n}\n",
    ),
    call: "trilogue::include_protocol!(\"lamp\");\n",
};

const MACRO: Door = Door {
    dependencies: "trilogue = { path = \"ROOT/runtime/rust\", features = [\"macros\"] }\n",
    build_script: None,
    call: "trilogue::protocol!(\"spec/lamp.yaml\");\n",
};

/// A crate in a folder of its own. Cargo tells crates that share a target folder apart by their names alone, when each
/// is a workspace.
struct Lamp {
    name: &'static str,
    home: tempfile::TempDir,
}

impl Lamp {
    fn by(door: &Door, name: &'static str) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let lamp = Self { name, home };
        let root = workspace().display().to_string().replace('\\', "/");
        let dependencies = door.dependencies.replace("ROOT", &root);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\nname = \"lamp\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
        );
        lamp.write("Cargo.toml", &manifest);
        // The versions that the workspace has: nothing is looked up.
        lamp.write("Cargo.lock", &text(&workspace().join("Cargo.lock")));
        lamp.write("spec/lamp.yaml", SPEC);
        lamp.write("spec/parts/light.yaml", PART);
        lamp.write("spec/notes.md", "Beside the spec.\n");
        if let Some(script) = door.build_script {
            lamp.write("build.rs", script);
        }
        let check = "pub fn check() { let _ = lamp::PageToLamp::NAMES; }\n";
        lamp.write("src/lib.rs", &format!("{}{check}", door.call));
        lamp
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn touch(&self, path: &str) {
        let file = File::options().append(true).open(self.path(path));
        let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
        touched.expect("the file can be touched");
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        // A folder that all share, so that the generator is built once.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("outside");
        command
            .args(arguments)
            .current_dir(self.home.path())
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUST_BACKTRACE")
            .env_remove("RUSTFLAGS");
        command.output().expect("cargo can be started")
    }

    /// Whether there was something to do.
    fn is_built_again(&self) -> bool {
        let output = self.cargo(&["check", "--offline", "--message-format", "json"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", self.name);
        let messages = output.stdout.split(|byte| *byte == b'\n');
        let messages = messages.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
        let own = |message: &Value| {
            message["reason"] == "compiler-artifact"
                && message["target"]["name"] == "lamp"
                && message["target"]["kind"][0] == "lib"
        };
        let artifact = messages.into_iter().find(own);
        artifact.expect("cargo tells of the crate")["fresh"] == false
    }

    /// What Cargo shows of a crate that cannot be built, without what depends on the machine.
    fn failure(&self) -> String {
        let output = self.cargo(&["check", "--offline", "--quiet"]);
        assert!(
            !output.status.success(),
            "{}: the spec is broken",
            self.name
        );
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let home = self
            .home
            .path()
            .canonicalize()
            .expect("the folder is there");
        let said = said.replace(&home.display().to_string(), "HOME");
        let shown = said
            .lines()
            .map(|line| match line.split_once("process didn't exit") {
                Some((before, _)) => {
                    format!("{before}process didn't exit successfully: BUILD SCRIPT")
                }
                None => line.to_owned(),
            });
        // What comes before is not about the spec.
        let shown = shown.skip_while(|line| !line.starts_with("error"));
        shown.map(|line| line + "\n").collect()
    }

    /// Breaks a file, compares what is shown with what is checked in, and repairs it.
    fn breaks(&self, path: &str, broken: Option<&str>, name: &str) {
        let sound = text(&self.path(path));
        match broken {
            Some(broken) => self.write(path, broken),
            None => fs::remove_file(self.path(path)).expect("the file can be removed"),
        }
        let shown = self.failure();
        let expected = folder()
            .join("rebuild")
            .join(format!("{}-{name}.txt", self.name));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &shown).expect("the file can be written");
        }
        assert_eq!(shown, text(&expected), "{}", expected.display());
        self.write(path, &sound);
        assert!(self.is_built_again(), "{}: after a repair", self.name);
        assert!(
            !self.is_built_again(),
            "{}: after a repair, again",
            self.name
        );
    }
}

fn is_built_when_it_has_to_be(lamp: &Lamp) {
    assert!(lamp.is_built_again(), "{}: the first time", lamp.name);
    assert!(!lamp.is_built_again(), "{}: the second time", lamp.name);
    for read in ["spec/lamp.yaml", "spec/parts/light.yaml"] {
        lamp.touch(read);
        assert!(lamp.is_built_again(), "{}: {read} changed", lamp.name);
        assert!(!lamp.is_built_again(), "{}: {read} stays", lamp.name);
    }
    lamp.touch("spec/notes.md");
    lamp.write("spec/other.yaml", "trilogue: 1\n");
    lamp.write("README.md", "A lamp.\n");
    assert!(!lamp.is_built_again(), "{}: only others changed", lamp.name);
    let misspelt = SPEC.replace("payload: Light", "payload: Ligt, dco: Dims.");
    lamp.breaks("spec/lamp.yaml", Some(&misspelt), "broken-spec");
    let impossible = PART.replace("minimum: 0", "minimum: 200");
    lamp.breaks("spec/parts/light.yaml", Some(&impossible), "broken-part");
    lamp.breaks("spec/parts/light.yaml", None, "missing-part");
    lamp.breaks("spec/lamp.yaml", None, "missing-spec");
}

#[test]
fn a_build_script_runs_when_it_has_to() {
    is_built_when_it_has_to_be(&Lamp::by(&BUILD_SCRIPT, "build-script"));
}

#[test]
fn a_macro_is_expanded_when_it_has_to_be() {
    is_built_when_it_has_to_be(&Lamp::by(&MACRO, "macro"));
}

/// The file of the old name lies in Cargo's folder still.
#[test]
fn a_protocol_that_was_renamed_is_not_taken_in_under_its_old_name() {
    let lamp = Lamp::by(&BUILD_SCRIPT, "new-name");
    assert!(lamp.is_built_again());
    lamp.breaks(
        "spec/lamp.yaml",
        Some(&SPEC.replace("protocol: lamp", "protocol: lantern")),
        "old-name",
    );
}
