//! The language reference is right: every example loads or is refused as it says, every line of JSON gets its verdict, every
//! declaration is generated so, and nothing of the language is missing.
//!
//! `UPDATE=1 cargo test -p trilogue-codegen --test reference` writes verdicts, declarations, mistakes and tables anew. Look at
//! what it changed: a verdict that is so need not be the one that was meant.

mod declared;
mod example;
mod page;
mod piece;
mod sample;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::example::Examples;
use crate::page::Part;
use trilogue_codegen::model::Kind;
use trilogue_codegen::syntax::keys::{TABLES, TYPE_MODIFIERS, TYPE_WORDS};
use trilogue_codegen::syntax::slot_words;
use trilogue_wire::Code;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/language");
    let entries = fs::read_dir(folder).expect("the folder of the reference");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    pages.sort();
    pages
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a page")
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
fn every_key_stands_in_a_table() {
    let mut shown: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in pages() {
        for line in text(&path).lines() {
            if let Some((table, keys)) = tables::keys_asked_for(line) {
                shown.entry(table.of).or_default().extend(keys);
            }
        }
    }
    for table in TABLES {
        let known = shown.remove(table.of).unwrap_or_default();
        let keys = tables::own_keys(table).into_iter().map(|key| key.name);
        let missing: Vec<&str> = keys.filter(|key| !known.contains(key)).collect();
        assert!(
            missing.is_empty(),
            "the reference has no table of {}: {missing:?}",
            table.of
        );
    }
}

#[test]
fn every_word_is_mentioned() {
    let all: String = pages().iter().map(|path| text(path)).collect();
    let mut words: Vec<String> = Vec::new();
    words.extend(slot_words().map(str::to_owned));
    words.extend(["$absent", "{name}", "$other", "outside: $name"].map(str::to_owned));
    words.extend(Kind::ALL.iter().map(|kind| kind.word().to_owned()));
    words.extend(
        TYPE_WORDS
            .iter()
            .chain(&TYPE_MODIFIERS)
            .map(|word| word.name.to_owned()),
    );
    words.extend(Code::ALL.iter().map(|code| code.as_str().to_owned()));
    let missing: Vec<&String> = words
        .iter()
        .filter(|word| !all.contains(&format!("`{word}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "the reference does not mention {missing:?}"
    );
}

#[test]
fn links_lead_somewhere() {
    for path in pages() {
        let page = text(&path);
        for link in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            if file.starts_with("https:") {
                continue;
            }
            let target = match file {
                "" => path.clone(),
                _ => path.with_file_name(file),
            };
            assert!(target.exists(), "{}: {link}", path.display());
            let leads =
                heading.is_empty() || text(&target).lines().any(|line| anchor(line) == heading);
            assert!(leads, "{}: {link}", path.display());
        }
    }
}

/// What a heading is called in links; of other lines nothing.
fn anchor(line: &str) -> String {
    let heading = line.strip_prefix('#').unwrap_or_default();
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -".contains(*letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
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
