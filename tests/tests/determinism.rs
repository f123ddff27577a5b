//! Output depends on the spec alone: not on the run, the folder or the line ends.

use std::fs;
use std::path::{Path, PathBuf};

use trilogue_codegen::generate::{self, Output};
use trilogue_codegen::source::Sources;
use trilogue_tests::{text, workspace};

fn generated(config: &Path) -> Vec<Output> {
    let mut sources = Sources::new();
    generate::from_config(&mut sources, config).expect("the specs are valid")
}

fn texts(outputs: &[Output]) -> Vec<(String, String)> {
    outputs
        .iter()
        .flat_map(|output| output.files.iter())
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// The configuration and the specs in a folder of their own, with each text changed.
fn copied(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    let home = copy.path().join("a folder with spaces/and ünïcode");
    let folders = ["spec", "spec/boxo", "spec/homebyme", "spec/ringcentral"];
    for folder in folders {
        fs::create_dir_all(home.join(folder)).expect("a folder");
    }
    let specs = folders.map(|folder| files(&workspace().join(folder)));
    for path in [vec![workspace().join("trilogue.yaml")], specs.concat()].concat() {
        let inner = path
            .strip_prefix(workspace())
            .expect("a file of the workspace");
        fs::write(home.join(inner), change(&text(&path))).expect("a file");
    }
    copy
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.is_file()).collect()
}

fn from_copy(change: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let copy = copied(change);
    texts(&generated(
        &copy
            .path()
            .join("a folder with spaces/and ünïcode/trilogue.yaml"),
    ))
}

#[test]
fn every_run_gives_the_same() {
    let config = workspace().join("trilogue.yaml");
    assert_eq!(texts(&generated(&config)), texts(&generated(&config)));
}

#[test]
fn every_folder_gives_the_same() {
    let here = texts(&generated(&workspace().join("trilogue.yaml")));
    assert_eq!(from_copy(str::to_owned), here);
}

#[test]
fn every_line_end_gives_the_same() {
    let here = texts(&generated(&workspace().join("trilogue.yaml")));
    assert_eq!(from_copy(|text| text.replace('\n', "\r\n")), here);
    assert_eq!(from_copy(|text| format!("\u{feff}{text}")), here);
}

#[test]
fn nothing_of_the_machine_is_in_the_output() {
    for (path, text) in texts(&generated(&workspace().join("trilogue.yaml"))) {
        let home = workspace();
        let home = home.to_str().expect("a path in UTF-8");
        assert!(
            !text.contains(home),
            "{path} holds the path of the workspace"
        );
        assert!(!text.contains('\r'), "{path} holds a carriage return");
    }
}
