use tempfile::TempDir;

use super::*;

/// A crate with files, and the place of a macro in its `src/main.rs`.
fn crate_with(files: &[&str]) -> (TempDir, Place) {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    fs::create_dir_all(folder.path().join("src")).unwrap();
    let place = Place::new(
        "main.rs:1:1",
        [folder.path().join("src"), folder.path().to_owned()],
    );
    (folder, place)
}

/// What is found, from the folder of the crate.
fn found(folder: &TempDir, place: &Place, path: &str) -> String {
    let path = place.find(path).unwrap().path;
    let below = path.strip_prefix(folder.path()).unwrap();
    below.to_str().unwrap().to_owned()
}

fn message(folder: &TempDir, place: &Place, path: &str) -> String {
    let message = place.find(path).unwrap_err();
    message.replace(folder.path().to_str().unwrap(), "$CRATE")
}

#[test]
fn the_calling_file_comes_before_the_manifest() {
    let (folder, place) = crate_with(&["a.yaml", "src/a.yaml", "b.yaml"]);
    assert_eq!(found(&folder, &place, "a.yaml"), "src/a.yaml");
    assert_eq!(found(&folder, &place, "b.yaml"), "b.yaml");
    assert_eq!(found(&folder, &place, "./b.yaml/"), "b.yaml");
    assert_eq!(found(&folder, &place, "../a.yaml"), "src/../a.yaml");
}

#[test]
fn a_folder_gives_way_to_a_file() {
    let (folder, place) = crate_with(&["src/spec/other.yaml", "spec"]);
    assert_eq!(found(&folder, &place, "spec"), "spec");
    let (folder, place) = crate_with(&["src/spec/other.yaml"]);
    assert_eq!(found(&folder, &place, "spec"), "src/spec");
}

#[test]
fn an_absolute_path_stays() {
    let (folder, place) = crate_with(&["a.yaml"]);
    let path = folder.path().join("a.yaml");
    let path = path.to_str().unwrap();
    assert_eq!(found(&folder, &place, path), "a.yaml");
    let gone = message(&folder, &place, &format!("{path}x"));
    let expected = "there is no spec at `$CRATE/a.yamlx`\nnote: `$CRATE/a.yamlx` does not exist\nhelp: `$CRATE/a.yaml` does";
    assert_eq!(gone, expected);
}

#[test]
fn an_editor_that_knows_no_file_finds_what_the_manifest_has() {
    let (folder, _) = crate_with(&["spec/a b.yaml"]);
    let place = Place::new("main.rs:1:1", [folder.path().to_owned()]);
    assert_eq!(found(&folder, &place, "spec/a b.yaml"), "spec/a b.yaml");
    let nowhere = Place::new("main.rs:1:1", []);
    assert_eq!(
        nowhere.find("a.yaml"),
        Err("there is no spec at `a.yaml`".to_owned())
    );
}

#[test]
fn an_editor_that_knows_no_file_finds_what_one_file_of_the_crate_has_beside_it() {
    let (folder, _) = crate_with(&[
        "a.yaml",
        "src/frames/mod.rs",
        "src/frames/size.yaml",
        "src/frames/a.yaml",
        "target/debug/built.rs",
        "target/debug/size.yaml",
        "other/Cargo.toml",
        "other/main.rs",
        "other/size.yaml",
        "tests/one.rs",
        "tests/both.yaml",
        "examples/two.rs",
        "examples/both.yaml",
        "docs/lonely.yaml",
    ]);
    // The folder that was made may be behind a link.
    let root = folder.path().canonicalize().unwrap();
    let place = Place::somewhere("main.rs:1:1", Some(root.clone()));
    let found = |path: &str| place.find(path).map(|found| found.path);
    assert_eq!(found("size.yaml"), Ok(root.join("src/frames/size.yaml")));
    assert_eq!(found("a.yaml"), Ok(root.join("a.yaml")));
    assert_eq!(
        found("../../tests/both.yaml"),
        Ok(root.join("tests/both.yaml"))
    );
    let several = found("both.yaml").unwrap_err();
    let several = several.replace(root.to_str().unwrap(), "$CRATE");
    let expected = "your editor does not say in which file this stands, so `both.yaml` may be \
                    `$CRATE/examples/both.yaml` or `$CRATE/tests/both.yaml`
help: write the path from the folder of Cargo.toml";
    assert_eq!(several, expected);
    let lonely = found("lonely.yaml").unwrap_err();
    assert!(
        lonely.starts_with("there is no spec at `lonely.yaml`"),
        "{lonely}"
    );
}

#[test]
fn a_missing_file_is_named_with_both_places_and_what_was_meant() {
    let (folder, place) = crate_with(&["spec/portal.yaml"]);
    let expected = "there is no spec at `spec/portla.yaml`
note: `$CRATE/src/spec/portla.yaml` does not exist
note: `$CRATE/spec/portla.yaml` does not exist
help: `$CRATE/spec/portal.yaml` does";
    assert_eq!(message(&folder, &place, "spec/portla.yaml"), expected);
    let slip = message(&folder, &place, "speck/portal.yaml");
    assert!(
        slip.ends_with("help: `$CRATE/spec/portal.yaml` does"),
        "{slip}"
    );
    let apart = message(&folder, &place, "spec/quite-another.yaml");
    assert!(!apart.contains("help:"), "{apart}");
}
