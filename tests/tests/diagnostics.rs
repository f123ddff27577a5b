//! Every rule has a folder under `diagnostics/` with specs that break it and the text that people then read.
//!
//! A folder holds `bad.yaml`, or `bad-<cause>.yaml` for each cause, and `expected.txt`, the texts for these in the
//! order of their names. A folder without any such file is for a rule about a spec that is not there, or a very large one.
//! `UPDATE=1 cargo test --test diagnostics` writes the expected texts anew. How rustc shows them stands in `ui/`:
//! `TRYBUILD=overwrite cargo test -p trilogue-macros --test ui` writes that.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::load_source;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::rules::{FILE_TOO_LARGE, RULES, Rule, TOO_MANY_FIELDS};
use trilogue_codegen::source::{LARGEST_FILE, Sources};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/diagnostics");

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let folders: BTreeSet<String> = names(Path::new(FOLDER)).into_iter().collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let without_folder: Vec<_> = rules.difference(&folders).collect();
    let without_rule: Vec<_> = folders.difference(&rules).collect();
    assert!(
        without_folder.is_empty(),
        "rules without a folder: {without_folder:?}"
    );
    assert!(
        without_rule.is_empty(),
        "folders without a rule: {without_rule:?}"
    );
}

#[test]
fn people_read_what_is_expected() {
    let update = env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for rule in RULES {
        let found = texts(*rule);
        let file = Path::new(FOLDER).join(rule.id).join("expected.txt");
        if update {
            fs::write(&file, &found).unwrap();
        }
        if fs::read_to_string(&file).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", file.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "these texts differ from what is expected (`UPDATE=1` writes them anew):\n\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_spec_breaks_the_rule_of_its_folder() {
    for rule in RULES {
        for spec in specs(*rule) {
            let text = text(&spec);
            let named = text.contains(&format!("error[{}]", rule.id));
            assert!(
                named,
                "{}/{} does not break the rule:\n{text}",
                rule.id, spec.name
            );
        }
    }
}

/// What people read about the specs of a rule, one after the other.
fn texts(rule: Rule) -> String {
    let texts = specs(rule).iter().map(text).collect::<Vec<_>>();
    texts.join("\n")
}

fn text(spec: &Spec) -> String {
    let mut sources = Sources::new();
    let mistakes = match sources.load_as(&spec.path, &spec.name) {
        Ok(id) => load_source(&mut sources, id).err().unwrap_or_default(),
        Err(mistake) => {
            let mut mistakes = Diagnostics::new();
            mistakes.push(mistake);
            mistakes
        }
    };
    render_all(mistakes, &sources, Style::Plain)
}

/// A spec that breaks a rule.
struct Spec {
    name: String,
    path: PathBuf,
    /// Keeps a spec that is made for the test.
    _folder: Option<TempDir>,
}

fn specs(rule: Rule) -> Vec<Spec> {
    if rule == FILE_TOO_LARGE {
        return vec![too_large()];
    }
    if rule == TOO_MANY_FIELDS {
        return vec![too_many_fields()];
    }
    let folder = Path::new(FOLDER).join(rule.id);
    let mut names = names(&folder);
    names.retain(|name| name.starts_with("bad"));
    if names.is_empty() {
        names.push("bad.yaml".to_owned());
    }
    let spec = |name: String| Spec {
        path: folder.join(&name),
        name,
        _folder: None,
    };
    names.into_iter().map(spec).collect()
}

/// A file that is too large to be kept with the others.
fn too_large() -> Spec {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bad.yaml");
    let file = File::create(&path).unwrap();
    file.set_len(LARGEST_FILE as u64 + 1).unwrap();
    Spec {
        name: "bad.yaml".to_owned(),
        path,
        _folder: Some(folder),
    }
}

/// A spec of which each type takes in those before it.
fn too_many_fields() -> Spec {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bad.yaml");
    let mut text = HEAD.to_owned();
    for number in 1..1_500 {
        let before = number - 1;
        writeln!(
            text,
            "  T{number}: {{ with: [T{before}], fields: {{ f{number}: int }} }}"
        )
        .unwrap();
    }
    fs::write(&path, text).unwrap();
    Spec {
        name: "bad.yaml".to_owned(),
        path,
        _folder: Some(folder),
    }
}

const HEAD: &str = r#"trilogue: 1
protocol: lamp
version: "1"
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain:
    event: { type: $name, data: $payload }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain }
types:
  T0: { fields: { f0: int } }
"#;

/// What a folder holds, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}
