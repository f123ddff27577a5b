use super::*;
use crate::{
    diagnostic::MOST_KEPT,
    rules::{DUPLICATE_KEY, FILE_MISSING, YAML_SYNTAX},
    screen::is_visible,
    source::SourceId,
};

fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::new();
    let id = sources.add("spec/a.yaml", text).unwrap();
    (sources, id)
}

/// The place of the first `part` in a text.
fn place(sources: &Sources, id: SourceId, part: &str) -> Span {
    let start = sources.text(id).find(part).unwrap();
    let [start, end] = [start, start + part.len()].map(|at| u32::try_from(at).unwrap());
    Span::new(id, start, end)
}

#[test]
fn one_mistake_with_everything() {
    let (sources, id) = source("first: 1\n\nsecond: é x\n");
    let diagnostic = Diagnostic::new(DUPLICATE_KEY, place(&sources, id, "x"), "it is wrong")
        .label("here")
        .secondary(place(&sources, id, "first"), "because of this")
        .note("a fact\nof two lines")
        .help("the next step");
    let expected = "\
error[duplicate-key]: it is wrong
 --> spec/a.yaml:3:11
  |
1 | first: 1
  | ----- because of this
2 |
3 | second: é x
  |           ^ here
  |
  = note: a fact
          of two lines
  = help: the next step
";
    assert_eq!(render(&diagnostic, &sources, Style::Plain), expected);
    let colour = render(&diagnostic, &sources, Style::Colour);
    assert!(colour.contains("\u{1b}[") && colour.contains("the next step"));
}

#[test]
fn places_far_apart_and_in_other_files() {
    let (mut sources, id) = source(&format!("a: 1\n{}z: 2\n", "# filling\n".repeat(2_000)));
    let other = sources.add("spec/b.yaml", "b: 3\n").unwrap();
    let diagnostic = Diagnostic::new(DUPLICATE_KEY, place(&sources, id, "z"), "twice")
        .secondary(place(&sources, id, "a"), "far away")
        .secondary(place(&sources, other, "b"), "elsewhere");
    let expected = "\
error[duplicate-key]: twice
    --> spec/a.yaml:2002:1
     |
2002 | z: 2
     | ^
     |
    ::: spec/a.yaml:1:1
     |
   1 | a: 1
     | - far away
     |
    ::: spec/b.yaml:1:1
     |
   1 | b: 3
     | - elsewhere
";
    assert_eq!(render(&diagnostic, &sources, Style::Plain), expected);
}

#[test]
fn only_the_first_line_of_a_long_place_is_underlined() {
    let (sources, id) = source("a:\n  b: 1\n  c: 2\n");
    let diagnostic = Diagnostic::new(YAML_SYNTAX, place(&sources, id, "b: 1\n  c: 2"), "wrong");
    let expected = "\
error[yaml-syntax]: wrong
 --> spec/a.yaml:2:3
  |
2 |   b: 1
  |   ^^^^
";
    assert_eq!(render(&diagnostic, &sources, Style::Plain), expected);
}

#[test]
fn nothing_of_a_spec_commands_the_terminal() {
    let hostile = "\u{1b}[31m\u{202e}\u{9b}\u{200b}\u{7}\u{2028}\u{e0041}";
    let mut sources = Sources::new();
    let id = sources
        .add(format!("spec/{hostile}.yaml"), format!("{hostile}\tx\n"))
        .unwrap();
    let diagnostic = Diagnostic::new(
        YAML_SYNTAX,
        place(&sources, id, "x"),
        format!("a\n{hostile}"),
    )
    .label(hostile)
    .secondary(place(&sources, id, "[31m"), hostile)
    .note(hostile)
    .help(hostile);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    let text = render_all(diagnostics, &sources, Style::Plain);
    assert!(text.chars().all(is_visible), "{text:?}");
    assert!(!text.contains('\t'), "{text:?}");
    assert!(text.contains(".yaml:1:13\n"), "{text}");
    let [marked, line] = [" ----", "| \u{FFFD}[31m"].map(|part| {
        let line = text.lines().find(|line| line.contains(part)).unwrap();
        line[..line.find(part).unwrap()].chars().count()
    });
    assert_eq!(marked, line + 2, "{text}");
}

#[test]
fn a_long_line_is_cut() {
    let filling = "é ".repeat(250_000);
    let (sources, id) = source(&format!("{filling}here{filling}"));
    let diagnostic =
        Diagnostic::new(YAML_SYNTAX, place(&sources, id, "here"), "wrong").label("this");
    let text = render(&diagnostic, &sources, Style::Plain);
    assert!(text.contains("spec/a.yaml:1:500001\n"), "{text}");
    assert!(text.chars().count() < 1_000, "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let column = |part: &str| {
        let line = lines.iter().find(|line| line.contains(part)).unwrap();
        line[..line.find(part).unwrap()].chars().count()
    };
    assert_eq!(column("here"), column("^^^^ this"), "{text}");
}

#[test]
fn a_mistake_without_a_place() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::unplaced(FILE_MISSING, "`a` does not exist").help("look for it"));
    let expected = "\
error[file-missing]: `a` does not exist
 |
 = help: look for it

error: 1 mistake
";
    assert_eq!(
        render_all(diagnostics, &Sources::new(), Style::Plain),
        expected
    );
    assert_eq!(
        render_all(Diagnostics::new(), &Sources::new(), Style::Plain),
        ""
    );
}

#[test]
fn the_last_line_counts() {
    let (mut sources, one) = source("abc\n");
    let two = sources.add("spec/b.yaml", "abc\n").unwrap();
    let last_line = |spans: &[Span]| {
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(
            spans
                .iter()
                .map(|span| Diagnostic::new(YAML_SYNTAX, *span, "wrong")),
        );
        let text = render_all(diagnostics, &sources, Style::Plain);
        text.lines().last().unwrap().to_owned()
    };
    let [a, b] = [0, 1].map(|start| Span::new(one, start, 3));
    assert_eq!(last_line(&[a, b]), "error: 2 mistakes in spec/a.yaml");
    assert_eq!(
        last_line(&[a, b, Span::new(two, 0, 1)]),
        "error: 3 mistakes in 2 files"
    );

    let mut diagnostics = Diagnostics::new();
    diagnostics
        .extend((0..=MOST_KEPT).map(|number| Diagnostic::new(YAML_SYNTAX, a, number.to_string())));
    let text = render_all(diagnostics, &sources, Style::Plain);
    assert!(text.ends_with("error: 1001 mistakes in spec/a.yaml; the first 1000 are shown\n"));
}
