use std::fs;
use std::path::Path;

use super::*;

const LAMP: &str = r#"
trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
envelopes:
  tagged: { event: { type: $name, message: $payload } }
channels:
  wire: { between: [page, lamp], transport: window, envelope: tagged }
events:
  page -> lamp:
    dim: { fields: { percent: int } }
"#;

/// A package with these specs, and a folder for what its build script writes.
fn package(specs: &[(&str, &str)]) -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place {
        home: folder.path().to_owned(),
        out: Some(folder.path().join("out")),
    };
    for (path, text) in specs {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    (folder, place)
}

fn said(outcome: Result<(), BuildError>) -> String {
    let error = outcome.expect_err("something is wrong");
    assert_eq!(format!("{error:?}"), error.to_string());
    let text = error.to_string();
    assert!(text.starts_with('\n') && !text.ends_with('\n'), "{text:?}");
    text.trim_start().to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn each_protocol_is_a_file_for_cargo_and_stays_while_it_is_up_to_date() {
    let other = LAMP.replace("protocol: lamp", "protocol: floor-lamp");
    let (folder, place) = package(&[("a.yaml", LAMP), ("b.yaml", &other)]);
    let build = Build::new("a.yaml").spec("b.yaml");
    build.run(&place).expect("both are valid");
    let out = folder.path().join("out");
    assert_eq!(names(&out), ["floor_lamp.rs", "lamp.rs"]);
    let age = |name| fs::metadata(out.join(name)).and_then(|file| file.modified());
    let before = [age("lamp.rs"), age("floor_lamp.rs")].map(|age| age.expect("a time"));
    let changed = other.replace("percent", "lumen");
    fs::write(folder.path().join("b.yaml"), changed).expect("a file");
    build.run(&place).expect("both are valid");
    let after = [age("lamp.rs"), age("floor_lamp.rs")].map(|age| age.expect("a time"));
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
    assert_eq!(names(&out), ["floor_lamp.rs", "lamp.rs"]);
}

#[test]
fn serde_is_there_when_asked_for() {
    let (folder, place) = package(&[("lamp.yaml", LAMP)]);
    let text = |build: Build| {
        build.run(&place).expect("the spec is valid");
        fs::read_to_string(folder.path().join("out/lamp.rs")).expect("a file")
    };
    let plain = text(Build::new("lamp.yaml"));
    assert!(!plain.contains("serde"), "{plain}");
    let both = text(Build::new("lamp.yaml").serde(true));
    assert!(both.contains("trilogue::serde_payload!(Dim)"), "{both}");
    assert!(!both.contains("cfg("), "{both}");
}

#[test]
fn mistakes_of_all_specs_are_told_at_once() {
    let broken = LAMP.replace("int", "itn");
    let (_folder, place) = package(&[("a.yaml", &broken), ("b.yaml", LAMP)]);
    let build = Build::new("none.yaml").spec("a.yaml").spec("b.yaml");
    let text = said(build.run(&place));
    assert!(text.contains("`none.yaml` does not exist"), "{text}");
    assert!(text.contains(" --> a.yaml:12:31\n"), "{text}");
    assert!(place.out.is_some_and(|out| !out.exists()));
}

#[test]
fn two_protocols_of_one_name_are_refused() {
    let (_folder, place) = package(&[("a.yaml", LAMP), ("b.yaml", LAMP)]);
    let text = said(Build::new("a.yaml").spec("b.yaml").run(&place));
    let expected = "error: `a.yaml` and `b.yaml` are both called `lamp`\n  = help: change `protocol:` in one of them";
    assert_eq!(text, expected);
}

#[test]
fn outside_of_a_build_script_there_is_nowhere_to_write() {
    let (_folder, mut place) = package(&[("lamp.yaml", LAMP)]);
    place.out = None;
    let text = said(Build::new("lamp.yaml").run(&place));
    assert!(text.starts_with("error: Cargo names no folder"), "{text}");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let (folder, place) = package(&[("lamp.yaml", LAMP), ("out", "a file in the way")]);
    let text = said(Build::new("lamp.yaml").run(&place));
    let path = folder.path().join("out").join("lamp.rs");
    let start = format!("error: cannot write {}: ", path.display());
    assert!(text.starts_with(&start), "{text}");
}

#[cfg(feature = "docs")]
mod folders {
    use super::*;

    fn in_folders(build: Build) -> Build {
        build.folder("src/wire").typescript("web").docs("docs")
    }

    #[test]
    fn folders_that_are_checked_in_are_written_and_checked() {
        let (folder, place) = package(&[("lamp.yaml", LAMP)]);
        let build = in_folders(Build::new("lamp.yaml"));
        let text = said(build.compare(&place));
        assert!(text.contains("\nmissing: "), "{text}");
        build.run(&place).expect("the folders are free");
        assert!(!place.out.as_ref().expect("a folder").exists());
        let rust =
            ["mod.rs", "page_to_lamp.rs"].map(|name| folder.path().join("src/wire").join(name));
        assert!(rust.iter().all(|path| path.exists()));
        assert!(folder.path().join("web/package.json").exists());
        assert!(folder.path().join("docs/index.md").exists());
        build.compare(&place).expect("all is as generated");
        fs::write(&rust[1], "// by hand\n").expect("a file");
        let text = said(build.compare(&place));
        assert!(
            text.starts_with("error: these files are not as generated"),
            "{text}"
        );
        assert!(text.contains("page_to_lamp.rs\n--- "), "{text}");
        assert!(text.contains("\n-// by hand\n"), "{text}");
        let text = said(build.run(&place));
        assert!(text.starts_with("error: nothing was written"), "{text}");
        assert_eq!(
            fs::read_to_string(&rust[1]).expect("a file"),
            "// by hand\n"
        );
    }

    #[test]
    fn several_specs_have_a_folder_each() {
        let other = LAMP.replace("protocol: lamp", "protocol: floor-lamp");
        let (folder, place) = package(&[("a.yaml", LAMP), ("b.yaml", &other)]);
        let build = in_folders(Build::new("a.yaml").spec("b.yaml"));
        build.run(&place).expect("the folders are free");
        let wire = folder.path().join("src/wire");
        assert_eq!(names(&wire), [".trilogue", "floor_lamp", "lamp", "mod.rs"]);
        let root = fs::read_to_string(wire.join("mod.rs")).expect("a file");
        assert!(
            root.ends_with("pub mod floor_lamp;\npub mod lamp;\n"),
            "{root}"
        );
        assert!(folder.path().join("web/floor_lamp/package.json").exists());
        assert!(folder.path().join("docs/lamp/index.md").exists());
        build.compare(&place).expect("all is as generated");
    }

    #[test]
    fn a_test_needs_a_folder_to_check() {
        let (_folder, mut place) = package(&[("lamp.yaml", LAMP)]);
        place.out = None;
        let text = said(Build::new("lamp.yaml").compare(&place));
        assert!(
            text.starts_with("error: there is no folder to check"),
            "{text}"
        );
        // Rust goes where Cargo says, which says nothing to a test.
        let build = Build::new("lamp.yaml").docs("docs");
        build.run(&place).expect("the folder is free");
        build.compare(&place).expect("all is as generated");
    }
}
