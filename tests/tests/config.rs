//! `trilogue.yaml` under every mistake that it can have, and its reference.
//!
//! A folder under `config/` holds a bad `trilogue.yaml` and the text that people then read, `expected.txt`.
//! `UPDATE=1 cargo test -p trilogue-tests --test config` writes these texts and the tables of the reference anew.

use std::fs;
use std::path::{Path, PathBuf};

use trilogue_codegen::config::{self, TABLES};
use trilogue_codegen::generate;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;
use trilogue_codegen::syntax::keys::Table;
use trilogue_tests::{folder, text, workspace};

/// Cargo runs tests in the folder of their package, and a relative path is the same on every machine.
const FOLDER: &str = "config";

const GOOD: &str = "trilogue: 1
specs: [lamp.yaml]
rust: { folder: out/rust, serde: true }
typescript: { folder: out/typescript, package: lamp-protocol, version: 1.0.0 }
docs: { folder: out/docs, crate: lamp }
";

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("the folder of bad configurations");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn shown(case: &Path) -> String {
    let mut sources = Sources::new();
    let outcome = generate::from_config(&mut sources, &case.join(config::FILE));
    render_all(outcome.err().unwrap_or_default(), &sources, Style::Plain)
}

/// The mistakes of a configuration, as people read them.
fn mistakes(text: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add(config::FILE, text).expect("text");
    let outcome = config::read(&mut sources, id);
    render_all(outcome.err().unwrap_or_default(), &sources, Style::Plain)
}

fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn people_read_what_is_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let shown = shown(&case);
        assert!(
            shown.starts_with("error["),
            "{} is no mistake",
            case.display()
        );
        let file = case.join("expected.txt");
        if is_update() {
            fs::write(&file, &shown).expect("the expected text");
        }
        if fs::read_to_string(&file).unwrap_or_default() != shown {
            wrong.push(format!("{}\n{shown}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_slip_in_any_key_is_named_with_what_was_meant() {
    assert_eq!(mistakes(GOOD), "");
    for key in TABLES.iter().flat_map(|table| table.keys) {
        let (before, after) = GOOD
            .split_once(&format!("{}:", key.name))
            .unwrap_or_else(|| panic!("`{}` is not in the good configuration", key.name));
        let bad = format!("{before}{}x:{after}", key.name);
        let shown = mistakes(&bad);
        let expected = format!("help: write `{}`", key.name);
        assert!(shown.contains(&expected), "{bad}\n{shown}");
        assert!(shown.contains("error: 1 mistake in"), "{bad}\n{shown}");
    }
}

#[test]
fn a_configuration_without_outputs_can_be_checked() {
    let mut sources = Sources::new();
    let config = Path::new(FOLDER).join("no-output").join(config::FILE);
    assert!(generate::protocols_of(&mut sources, &config).is_ok());
}

fn reference() -> PathBuf {
    workspace().join("docs/reference/trilogue-yaml.md")
}

/// The keys of a mapping as Markdown.
fn rows(table: &Table) -> String {
    let rows = table.keys.iter().map(|key| {
        let needed = if key.required { "yes" } else { "no" };
        format!("| `{}` | {needed} | {} |\n", key.name, key.doc)
    });
    format!(
        "| key | needed | what it says |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

/// The page with other rows in its tables of keys.
fn with_rows(page: &str, tables: &[&Table]) -> String {
    let mut lines = page.lines().peekable();
    let mut tables = tables.iter();
    let mut anew = String::new();
    while let Some(line) = lines.next() {
        if line.starts_with("| key |") {
            let table = tables
                .next()
                .expect("the page has no more tables of keys than there are");
            anew += &rows(table);
            while lines.next_if(|line| line.starts_with('|')).is_some() {}
        } else {
            anew += line;
            anew.push('\n');
        }
    }
    assert_eq!(tables.len(), 0, "the page lacks tables of keys");
    anew
}

#[test]
fn the_reference_has_the_keys_that_are_read() {
    let page = text(&reference());
    let anew = with_rows(&page, &TABLES);
    if is_update() {
        fs::write(reference(), &anew).expect("the reference");
    }
    assert_eq!(
        text(&reference()),
        anew,
        "`UPDATE=1` writes the tables anew"
    );
}

#[test]
fn the_examples_of_the_reference_are_right() {
    let page = text(&reference());
    let examples: Vec<&str> = page
        .split("```yaml\n")
        .skip(1)
        .filter_map(|piece| piece.split("```").next())
        .collect();
    assert!(!examples.is_empty());
    for example in examples {
        assert_eq!(mistakes(example), "", "{example}");
    }
}

#[test]
fn the_message_in_the_reference_is_the_one_that_is_shown() {
    let page = text(&reference());
    let shown = shown(Path::new("config/same-folder")).replace("config/same-folder/", "");
    let expected = format!("```text\n{shown}```");
    assert!(page.contains(&expected), "{expected}");
    assert!(folder().join(FOLDER).is_dir());
}
