//! Mistakes as text for people, in the look of rustc's.

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, ops::Range};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::Style;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    screen::{one_line, visible},
    source::{Sources, Span},
};

/// One mistake as text, with a line break at its end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let title = Level::ERROR
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.rule.id);
    let mut group = Group::with_title(title);
    for view in views(diagnostic, sources) {
        group = view.add_to(group);
    }
    let notes = diagnostic.notes.iter().map(|note| (Level::NOTE, note));
    let help = diagnostic.help.iter().map(|help| (Level::HELP, help));
    for (level, text) in notes.chain(help) {
        group = group.element(level.message(visible(text)));
    }
    print(group, style)
}

/// A place of a spec with what to say of it, for a message that others show. Without a line break at its end.
#[must_use]
pub fn excerpt(span: Span, label: &str, sources: &Sources) -> String {
    let mark = Mark {
        kind: AnnotationKind::Primary,
        span,
        label,
    };
    let group = View::of(mark, sources).add_to(Group::with_level(Level::NOTE));
    print(group, Style::Plain).trim_end().to_owned()
}

/// All mistakes, sorted by file and place, with a blank line after each, and how many there are at the end. Empty
/// when there is none.
#[must_use]
pub fn render_all(diagnostics: Diagnostics, sources: &Sources, style: Style) -> String {
    let last_line = summary(&diagnostics, sources, style);
    let mut text = String::new();
    for diagnostic in diagnostics.into_sorted() {
        text += &render(&diagnostic, sources, style);
        text.push('\n');
    }
    text + &last_line
}

/// How many mistakes there are and where, as a line. Empty when there is none.
#[must_use]
pub fn summary(diagnostics: &Diagnostics, sources: &Sources, style: Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let title = Level::ERROR.primary_title(counted(diagnostics, sources));
    print(Group::with_title(title), style)
}

fn counted(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let (count, shown) = (diagnostics.len(), diagnostics.iter().count());
    let files: BTreeSet<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.span.map(|span| span.source))
        .collect();
    let mistakes = if count == 1 { "mistake" } else { "mistakes" };
    let place = match (files.first(), files.len()) {
        // Some mistake has no place.
        (None | Some(None), _) => String::new(),
        (Some(Some(file)), 1) => format!(" in {}", one_line(sources.path(*file))),
        (Some(Some(_)), several) => format!(" in {several} files"),
    };
    let beyond = if count > shown {
        format!("; the first {shown} are shown")
    } else {
        String::new()
    };
    format!("{count} {mistakes}{place}{beyond}")
}

fn print(group: Group<'_>, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group]) + "\n"
}

/// How many bytes of a spec are shown around a place. Lines that are longer are cut, and places that are farther
/// apart are shown one after the other.
const WIDEST_VIEW: usize = 8 << 10;

/// How much of a long line is shown on each side of the start of a place.
const CUT_LINE: usize = 300;

/// A piece of one file with places underlined.
struct View<'a> {
    sources: &'a Sources,
    /// The place that gives the line and column in the head.
    head: Span,
    marks: Vec<Mark<'a>>,
    /// The lines that are shown, in bytes of the file.
    lines: Range<usize>,
}

struct Mark<'a> {
    kind: AnnotationKind,
    span: Span,
    label: &'a str,
}

/// The mistake's own place first, with those of its other places that are near; then the others.
fn views<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<View<'a>> {
    let primary = diagnostic.span.map(|span| Mark {
        kind: AnnotationKind::Primary,
        span,
        label: &diagnostic.label,
    });
    let secondary = diagnostic.secondary.iter().map(|(span, label)| Mark {
        kind: AnnotationKind::Context,
        span: *span,
        label,
    });
    let mut views: Vec<View<'a>> = Vec::new();
    for mark in primary.into_iter().chain(secondary) {
        match views
            .iter_mut()
            .find_map(|view| view.with(mark.span).map(|lines| (view, lines)))
        {
            Some((view, lines)) => {
                view.lines = lines;
                view.marks.push(mark);
            }
            None => views.push(View::of(mark, sources)),
        }
    }
    views
}

impl<'a> View<'a> {
    fn of(mark: Mark<'a>, sources: &'a Sources) -> Self {
        Self {
            sources,
            head: mark.span,
            lines: line_around(mark.span, sources),
            marks: vec![mark],
        }
    }

    /// The lines of this view when it takes in one more place, or `None` when that is too far away.
    fn with(&self, span: Span) -> Option<Range<usize>> {
        let line = line_around(span, self.sources);
        let lines = self.lines.start.min(line.start)..self.lines.end.max(line.end);
        let near = span.source == self.head.source && lines.len() <= WIDEST_VIEW;
        near.then_some(lines)
    }

    fn add_to<'g>(&self, group: Group<'g>) -> Group<'g> {
        let shown = self.shown();
        let text = &self.sources.text(self.head.source)[shown.clone()];
        let cut = |cut| if cut { "..." } else { "" };
        let before = cut(shown.start > self.lines.start);
        let after = cut(shown.end < self.lines.end);
        let annotations = self.marks.iter().map(|mark| {
            let from = |at: u32| (at as usize).clamp(shown.start, shown.end) - shown.start;
            let range = underlined(text, from(mark.span.start)..from(mark.span.end));
            mark.annotation(range.start + before.len()..range.end + before.len())
        });
        let snippet = Snippet::source(format!("{before}{}{after}", visible(text)))
            .line_start(self.first_line())
            .annotations(annotations);
        let position = self.sources.position(self.head);
        let path = one_line(position.path);
        if shown == self.lines {
            return group.element(snippet.path(path));
        }
        let head = Origin::path(path).line(position.line);
        group
            .element(head.char_column(position.column))
            .element(snippet)
    }

    /// The bytes of the file that are shown: all lines, or the middle of one that is too long.
    fn shown(&self) -> Range<usize> {
        if self.lines.len() <= WIDEST_VIEW {
            return self.lines.clone();
        }
        let text = self.sources.text(self.head.source);
        let at = self.head.start as usize;
        let start = character_before(text, at.saturating_sub(CUT_LINE));
        let end = character_before(text, text.len().min(at + CUT_LINE));
        start.max(self.lines.start)..end.min(self.lines.end)
    }

    fn first_line(&self) -> usize {
        let head = self.head.start as usize;
        let above = &self.sources.text(self.head.source)[self.lines.start..head];
        self.sources.position(self.head).line - above.matches('\n').count()
    }
}

impl Mark<'_> {
    fn annotation<'g>(&self, range: Range<usize>) -> Annotation<'g> {
        let annotation = self.kind.span(range);
        if self.label.is_empty() {
            annotation
        } else {
            annotation.label(one_line(self.label))
        }
    }
}

/// The bytes of the line in which a place starts, without the line break.
fn line_around(span: Span, sources: &Sources) -> Range<usize> {
    let text = sources.text(span.source);
    let at = span.start as usize;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// Where a place stands in the shown text, up to the end of its first line.
fn underlined(text: &str, place: Range<usize>) -> Range<usize> {
    let first_line = text[place.clone()].lines().next().unwrap_or_default();
    let start = visible(&text[..place.start]).len();
    start..start + visible(first_line).len()
}

fn character_before(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}
