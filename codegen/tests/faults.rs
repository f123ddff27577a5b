//! The page of faults refers to what exists.

use std::fs;
use std::path::Path;

use trilogue_codegen::rules::rule;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package stands in the workspace")
}

/// The text between backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A fault that is refused names the rule that refuses it, before anything else that it names.
#[test]
fn refusals_name_rules() {
    let page = fs::read_to_string(workspace().join("docs/faults.md")).expect("the page exists");
    let rows = page
        .lines()
        .filter_map(|line| line.split_once("| refused |"));
    let mut count = 0;
    for (_, how) in rows {
        let named = code(how).next();
        let id = named.unwrap_or_else(|| panic!("no rule is named:{how}"));
        assert!(rule(id).is_some(), "there is no rule `{id}`:{how}");
        count += 1;
    }
    assert!(count > 10, "the page lists refusals: {count}");
}
