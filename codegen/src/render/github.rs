//! Mistakes as workflow commands: GitHub Actions shows each beside the line of a change at which it stands.
//!
//! Paths must be relative to the root of the repository for that, so the program is run there. GitHub shows the
//! first ten commands of a step; the others are in its log.

use super::place::Place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    screen,
    source::{Sources, Span},
};

/// One mistake as a workflow command, without a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = diagnostic
        .span
        .map_or_else(Vec::new, |span| place(span, sources));
    properties.push(format!("title={}", property(diagnostic.rule.id)));
    format!(
        "::error {}::{}",
        properties.join(","),
        data(&text(diagnostic, sources))
    )
}

/// All mistakes, sorted by file and place, each with a line break after it. Empty when there is none.
#[must_use]
pub fn render_all(diagnostics: Diagnostics, sources: &Sources) -> String {
    let sorted = diagnostics.into_sorted();
    sorted
        .iter()
        .map(|diagnostic| render(diagnostic, sources) + "\n")
        .collect()
}

/// GitHub takes columns only for a place within one line.
fn place(span: Span, sources: &Sources) -> Vec<String> {
    let place = Place::of(span, sources);
    let mut properties = vec![
        format!("file={}", property(place.file)),
        format!("line={}", place.line),
    ];
    if place.end_line == place.line {
        properties.push(format!("col={}", place.column));
        properties.push(format!("endColumn={}", place.end_column));
    } else {
        properties.push(format!("endLine={}", place.end_line));
    }
    properties
}

/// What people read: the message, then everything that belongs to it on lines of their own.
fn text(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    if !diagnostic.label.is_empty() {
        lines.push(diagnostic.label.clone());
    }
    for (span, label) in &diagnostic.secondary {
        lines.push(format!("{}: {label}", sources.position(*span)));
    }
    lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// As the runner reads the text of a command.
fn data(text: &str) -> String {
    screen::visible(text)
        .replace('%', "%25")
        .replace('\n', "%0A")
}

/// As the runner reads the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
