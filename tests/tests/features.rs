//! Each feature of the language is a folder with a small spec and what comes out of it.
//!
//! `UPDATE=1 cargo test -p trilogue-tests --test features` writes the outputs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use trilogue_codegen::model::Protocol;
use trilogue_codegen::output::{self, Files};
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::{docs, rust};
use trilogue_codegen::{generate, load};
use trilogue_tests::folder;
use trilogue_tests::protocols::PROTOCOLS;

/// The folders of what comes out.
const LANGUAGES: [&str; 3] = ["rust", "typescript", "docs"];

fn features() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join("features")).expect("the folder of features");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> &str {
    folder
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name in UTF-8")
}

fn protocol(feature: &Path) -> Protocol {
    let mut sources = Sources::new();
    let spec = feature.join("spec.yaml");
    load(&mut sources, &spec).unwrap_or_else(|mistakes| {
        let text = trilogue_codegen::render::render_all(
            mistakes,
            &sources,
            trilogue_codegen::render::Style::Plain,
        );
        panic!("{text}")
    })
}

/// What a reader of the feature wants to see: its Rust, its TypeScript without the runtime and the compiled form, and
/// its docs.
fn outputs(protocol: &Protocol) -> Files {
    let mut shown = Files::new();
    let options = rust::Options {
        serde: rust::Serde::BehindFeature,
    };
    shown.add_all("rust", generate::rust_module(protocol, options));
    let prefix = format!("src/{}/", protocol.name);
    for (path, text) in generate::typescript_of_one(protocol).iter() {
        if let Some(path) = path.strip_prefix(&prefix) {
            shown.add(format!("typescript/{path}"), text);
        }
    }
    let options = docs::Options {
        rust: Some("trilogue_tests::features".to_owned()),
        typescript: Some(format!("{}-protocol", protocol.name)),
    };
    shown.add_all("docs", docs::pages(protocol, &options));
    shown
}

#[test]
fn outputs_are_as_checked_in() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut stale = Vec::new();
    for feature in features() {
        let protocol = protocol(&feature);
        assert_eq!(
            protocol.name,
            name(&feature),
            "the folder and the protocol have one name"
        );
        let files = outputs(&protocol);
        if update {
            for language in LANGUAGES {
                let _ = fs::remove_dir_all(feature.join(language));
            }
            output::write(&files, &feature).expect("the outputs can be written");
        }
        stale.extend(output::compare(&files, &feature));
        stale.extend(left_over(&files, &feature));
    }
    assert!(
        stale.is_empty(),
        "not as generated: {stale:?}; see UPDATE=1 in this test's documentation"
    );
}

fn left_over(files: &Files, feature: &Path) -> Vec<(PathBuf, output::Difference)> {
    LANGUAGES
        .iter()
        .filter_map(|language| {
            fs::read_dir(feature.join(language))
                .ok()
                .map(|entries| (language, entries))
        })
        .flat_map(|(language, entries)| {
            entries.map(move |entry| (language, entry.expect("an entry").path()))
        })
        .filter(|(language, path)| files.get(&format!("{language}/{}", name(path))).is_none())
        .map(|(_, path)| (path, output::Difference::Stale))
        .collect()
}

#[test]
fn every_feature_is_compiled_and_decoded() {
    let folders: BTreeSet<String> = features()
        .iter()
        .map(|path| name(path).to_owned())
        .collect();
    let registered: BTreeSet<String> = PROTOCOLS
        .iter()
        .filter(|name| folder().join("features").join(name).exists())
        .map(|name| (*name).to_owned())
        .collect();
    assert_eq!(
        folders, registered,
        "tests/src/protocols.rs lists every feature"
    );
}
