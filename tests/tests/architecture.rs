//! The invariants that `codegen/src/lib.rs` states and no other test holds.

use std::fs;
use std::path::{Path, PathBuf};

use trilogue_tests::{text, workspace};

/// The modules of the generator from the bottom up: each uses only those above it in this list, or itself.
const RANKS: &[&str] = &[
    "rules",
    "span",
    "diagnostic",
    "screen",
    "explain",
    "foreign",
    "source",
    "render",
    "yaml",
    "model",
    "facts",
    "naming",
    "syntax",
    "include",
    "interpret",
    "decodable",
    "example",
    "resolve",
    "output",
    "init",
    "target",
    "conform",
    "config",
    "schema",
    "generate",
    "build_script",
];

/// The files that the generator is made of, without the program.
fn files() -> Vec<PathBuf> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("bin") {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    collect(&workspace().join("codegen/src"), &mut files);
    files.retain(|path| !path.ends_with("tests.rs"));
    files.sort();
    files
}

/// The module at the top of the crate to which a file belongs.
fn module(path: &Path) -> String {
    let root = workspace().join("codegen/src");
    let inner = path.strip_prefix(root).expect("a file of the generator");
    let first = inner
        .iter()
        .next()
        .and_then(|part| part.to_str())
        .expect("a name");
    first.trim_end_matches(".rs").to_owned()
}

/// The text of a file without comments and without the tests at its end.
fn code(path: &Path) -> String {
    let text = text(path);
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules of the crate that code names: after `crate::`, also within braces.
fn used(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for after in code.split("crate::").skip(1) {
        let word = |text: &str| -> String {
            let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            text[..end.unwrap_or(text.len())].to_owned()
        };
        match after.strip_prefix('{') {
            Some(group) => modules.extend(members(group).iter().map(|member| word(member))),
            None => modules.push(word(after)),
        }
    }
    modules
}

/// The members of a braced group at its top level.
fn members(group: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut depth = 0;
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(String::new()),
            _ => {}
        }
        members.last_mut().expect("never empty").push(letter);
    }
    members
        .iter()
        .map(|member| member.trim_start_matches(',').trim().to_owned())
        .collect()
}

#[test]
fn arrows_point_down() {
    let rank = |module: &str| RANKS.iter().position(|known| *known == module);
    let mut wrong = Vec::new();
    for path in files() {
        let user = module(&path);
        if user == "lib" {
            continue;
        }
        let own = rank(&user).unwrap_or_else(|| panic!("`{user}` has no rank in this test"));
        for used in used(&code(&path)) {
            if let Some(other) = rank(&used)
                && other > own
            {
                wrong.push(format!("{} uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_arrows_sees_them() {
    let code = "use crate::{model::Type, source::{Span, Sources}, rules};\nuse crate::yaml::Node;";
    assert_eq!(used(code), ["model", "source", "rules", "yaml"]);
}

/// The files that mention one of `words` outside comments, as modules.
fn mentioning(words: &[&str]) -> Vec<String> {
    let mut modules: Vec<String> = files()
        .into_iter()
        .filter(|path| {
            let code = code(path);
            words.iter().any(|word| code.contains(word))
        })
        .map(|path| module(&path))
        .collect();
    modules.dedup();
    modules
}

#[test]
fn one_module_reads_specs_and_one_writes_files() {
    assert_eq!(
        mentioning(&["std::fs", "fs::File", "File::open"]),
        ["output", "source"]
    );
}

#[test]
fn one_module_knows_the_yaml_library() {
    assert_eq!(mentioning(&["serde_yaml"]), ["yaml"]);
}

#[test]
fn build_scripts_alone_ask_the_environment() {
    assert_eq!(
        mentioning(&["SystemTime", "Instant::now", "std::env", "env::var"]),
        ["build_script"]
    );
}
