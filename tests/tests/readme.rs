//! What the README shows is what there is.

use std::path::Path;

use trilogue_tests::{text, workspace};

/// The blocks of the README in one language.
fn blocks(language: &str) -> Vec<Vec<String>> {
    let readme = text(&workspace().join("README.md"));
    let fence = format!("```{language}\n");
    let pieces = readme.split(&fence).skip(1);
    pieces
        .map(|piece| piece.split("\n```").next().unwrap_or_default())
        .map(|block| block.lines().map(str::to_owned).collect())
        .collect()
}

/// Whether the lines of a block stand in a file in this order, others between them.
fn is_part_of(block: &[String], file: &Path) -> bool {
    let text = text(file);
    let mut lines = text.lines();
    block
        .iter()
        .filter(|line| !line.trim().is_empty())
        .all(|wanted| lines.any(|line| line == wanted))
}

#[test]
fn the_piece_of_spec_is_in_the_spec() {
    assert!(is_part_of(
        &blocks("yaml")[0],
        &workspace().join("spec/portal.yaml")
    ));
}

#[test]
fn the_rust_is_what_is_generated() {
    let file = workspace().join("generated/rust/src/portal/portal_to_widget.rs");
    assert!(is_part_of(&blocks("rust,ignore")[0], &file));
}

#[test]
fn the_typescript_is_what_is_generated() {
    let file = workspace().join("generated/typescript/src/portal/portal-to-widget.ts");
    assert!(is_part_of(&blocks("ts")[0], &file));
}

#[test]
fn the_mistake_is_shown_as_it_is() {
    let mut sources = trilogue_codegen::source::Sources::new();
    let spec =
        text(&workspace().join("spec/portal.yaml")).replace("maxLength: 2048", "maxLenght: 2048");
    let id = sources.add("spec/portal.yaml", spec).expect("text");
    let mistakes = trilogue_codegen::load_source(&mut sources, id).expect_err("a misspelt key");
    let style = trilogue_codegen::render::Style::Plain;
    let shown = trilogue_codegen::render::render_all(mistakes, &sources, style);
    assert_eq!(blocks("text")[0].join("\n").trim(), shown.trim());
}
