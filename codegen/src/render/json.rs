//! Mistakes as JSON Lines: one object for each mistake, by file and place.
//!
//! Every object has all of these keys, in this order. Keys may be added later; none is removed or changes its
//! meaning.
//!
//! | key | holds |
//! |---|---|
//! | `rule` | the code of the broken rule, as `trilogue explain` takes it |
//! | `severity` | `"error"` |
//! | `message` | what is wrong |
//! | `file` | the path as it was given, or `null` where there is no text to show, as for a file that does not exist |
//! | `line`, `column` | where the text starts that is wrong, from 1; `null` with `file` |
//! | `endLine`, `endColumn` | where it ends: the column after its last character; `null` with `file` |
//! | `label` | what to say at that place; may be empty |
//! | `secondary` | a list of other places that belong to the mistake: objects with `file` to `label` as above |
//! | `notes` | a list of texts that explain the mistake |
//! | `help` | the next step, or `null` |
//!
//! Columns count Unicode scalar values. Characters that a terminal would obey, or that hide, are escaped.

use super::place::Place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    screen,
    source::{Sources, Span},
};

/// One mistake as a JSON object, without a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let secondary = diagnostic
        .secondary
        .iter()
        .map(|(span, label)| format!("{{{}}}", place(Some(*span), label, sources)));
    let notes = diagnostic.notes.iter().map(|note| screen::json(note));
    format!(
        r#"{{"rule":{},"severity":"error","message":{},{},"secondary":[{}],"notes":[{}],"help":{}}}"#,
        screen::json(diagnostic.rule.id),
        screen::json(&diagnostic.message),
        place(diagnostic.span, &diagnostic.label, sources),
        secondary.collect::<Vec<_>>().join(","),
        notes.collect::<Vec<_>>().join(","),
        diagnostic
            .help
            .as_ref()
            .map_or_else(|| "null".to_owned(), |help| screen::json(help)),
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

/// The members of an object that say where something stands, and what is said there.
fn place(span: Option<Span>, label: &str, sources: &Sources) -> String {
    let label = screen::json(label);
    let Some(span) = span else {
        return format!(
            r#""file":null,"line":null,"column":null,"endLine":null,"endColumn":null,"label":{label}"#
        );
    };
    let Place {
        file,
        line,
        column,
        end_line,
        end_column,
    } = Place::of(span, sources);
    let file = screen::json(file);
    format!(
        r#""file":{file},"line":{line},"column":{column},"endLine":{end_line},"endColumn":{end_column},"label":{label}"#
    )
}
