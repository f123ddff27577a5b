//! The language reference is right: every example loads or is refused as it says, every line of JSON gets its verdict, every
//! declaration is generated so, and nothing of the language is missing.
//!
//! `UPDATE=1 cargo test -p trilogue-tests --test reference` writes verdicts, declarations, mistakes and tables anew. Look at
//! what it changed: a verdict that is so need not be the one that was meant.

use std::fs;
use std::path::PathBuf;

use trilogue_tests::reference::example::Examples;
use trilogue_tests::reference::page::{self, Part};
use trilogue_tests::reference::tables;
use trilogue_tests::{text, workspace};

fn pages() -> Vec<PathBuf> {
    let folder = workspace().join("docs/reference/language");
    let entries = fs::read_dir(folder).expect("the folder of the reference");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    pages.sort();
    pages
}

#[test]
fn what_the_reference_shows_is_so() {
    let mut complaints = Vec::new();
    for path in pages() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut examples = Examples::default();
        let parts = tables::anew(page::parts(&text(&path)));
        let anew = page::joined(&examples.anew(parts));
        complaints.extend(
            examples
                .complaints
                .iter()
                .map(|complaint| format!("{name}: {complaint}")),
        );
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &anew).expect("the page");
        }
        complaints.extend(first_difference(&name, &text(&path), &anew));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn first_difference(name: &str, found: &str, wanted: &str) -> Option<String> {
    let mut pairs = found.lines().zip(wanted.lines()).enumerate();
    let (index, (found, wanted)) = pairs.find(|(_, (found, wanted))| found != wanted)?;
    Some(format!("{name}:{}: {found}\n  is {wanted}", index + 1))
}

#[test]
fn blocks_and_lines_make_the_same_page() {
    let page = "a\n```yaml\nb: c\n```\n\nd\n";
    let parts = page::parts(page);
    assert_eq!(
        parts
            .iter()
            .filter(|part| matches!(part, Part::Block(_)))
            .count(),
        1
    );
    assert_eq!(page::joined(&parts), page);
}
