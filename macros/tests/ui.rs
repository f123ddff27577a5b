//! What rustc says of wrong calls of the macros and of types that a spec does not allow: each `tests/ui/*.rs` of the
//! workspace beside what it gives, `*.stderr`. `TRYBUILD=overwrite cargo test -p trilogue-macros --test ui` writes these
//! anew.
//!
//! The cases `spec-*.rs` are for the rules that a spec can break, and name the specs of `tests/diagnostics/`.
//! `UPDATE=1` before the command writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use trilogue_codegen::rules::{FILE_MISSING, FILE_TOO_LARGE, RULES, Rule, TOO_MANY_FIELDS};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

/// What the files in a folder are called whose names start and end so, in order.
fn names(folder: &Path, start: &str, end: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(start) && name.ends_with(end))
        .collect()
}

/// Rules that need a file that is missing or very large, which no folder holds: `macro-spec-missing.rs` is for the
/// first, and the others are about texts alone.
const WITHOUT_SPEC: [Rule; 3] = [FILE_MISSING, FILE_TOO_LARGE, TOO_MANY_FIELDS];

/// The case of a rule: a call for each spec that breaks it.
fn case(rule: Rule) -> Option<String> {
    let specs = names(&tests().join("diagnostics").join(rule.id), "bad", ".yaml");
    let calls = specs.iter().flat_map(|spec| {
        let path = format!("../diagnostics/{}/{spec}", rule.id);
        ["trilogue::protocol!(\"", &path, "\");\n"].map(str::to_owned)
    });
    let calls: String = calls.collect();
    (!calls.is_empty()).then(|| format!("{calls}\nfn main() {{}}\n"))
}

#[test]
fn every_rule_has_a_case() {
    let folder = tests().join("ui");
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases = BTreeSet::new();
    for rule in RULES {
        let Some(expected) = case(*rule) else {
            assert!(WITHOUT_SPEC.contains(rule), "{} has no case", rule.id);
            continue;
        };
        let name = format!("spec-{}.rs", rule.id);
        let file = folder.join(&name);
        if update {
            fs::write(&file, &expected).unwrap();
        }
        let found = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found, expected, "{name}: `UPDATE=1` writes it anew");
        let shown = fs::read_to_string(file.with_extension("stderr")).unwrap_or_default();
        let is_shown = shown.contains(&format!("[{}]", rule.id));
        assert!(is_shown || update, "{name} does not show its rule");
        cases.insert(name);
    }
    assert_eq!(names(&folder, "spec-", ".rs"), cases);
}

#[test]
fn no_text_depends_on_this_machine() {
    let folder = tests().join("ui");
    for name in names(&folder, "", ".stderr") {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let machine = [
            env!("CARGO_MANIFEST_DIR"),
            "/home/",
            "/tmp/",
            "/target/",
            ".cargo",
        ];
        let found = machine.iter().find(|path| text.contains(*path));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn people_read_what_is_expected() {
    trybuild::TestCases::new().compile_fail("../tests/ui/*.rs");
}
