//! What the program says, and how it ends.

use std::io::{Write as _, stderr, stdout};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::ValueEnum;
use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::render::{Style, github, json, render_all, summary};
use trilogue_codegen::screen;
use trilogue_codegen::source::Sources;

/// How mistakes are shown.
#[derive(clap::Args)]
#[group(skip)]
pub struct Arguments {
    /// How mistakes are shown.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// For people, on the standard error stream.
    #[default]
    Text,
    /// One JSON object a line, on the standard output.
    Json,
    /// Commands that GitHub Actions shows beside the lines of a change, on the standard output.
    Github,
}

/// Shows mistakes, and gives the exit status for them.
pub fn mistakes(diagnostics: Diagnostics, sources: &Sources, format: Format) -> ExitCode {
    let last_line = summary(&diagnostics, sources, style()) + &pointer(&diagnostics);
    match format {
        Format::Text => {
            let pointer = pointer(&diagnostics);
            show(&(render_all(diagnostics, sources, style()) + &pointer));
        }
        Format::Json => {
            answer(&json::render_all(diagnostics, sources));
            show(&last_line);
        }
        Format::Github => {
            answer(&github::render_all(diagnostics, sources));
            show(&last_line);
        }
    }
    ExitCode::from(1)
}

/// Where more is said about mistakes, as a line.
fn pointer(diagnostics: &Diagnostics) -> String {
    let mut rules = diagnostics.iter().map(|diagnostic| diagnostic.rule.id);
    let first = rules.next().unwrap_or("CODE");
    let code = if rules.all(|rule| rule == first) {
        first
    } else {
        "CODE (it stands in brackets)"
    };
    format!("explain with: trilogue explain {code}\n")
}

/// Shows why the program could not do its work, and gives the exit status for it.
pub fn failure(error: &anyhow::Error) -> ExitCode {
    say(&format!("error: {error:#}"));
    ExitCode::from(2)
}

/// Shows a line on the standard error stream, and nothing in it that a terminal obeys.
pub fn say(line: &str) {
    show(&(screen::one_line(line) + "\n"));
}

/// Writes text that is fit for a terminal. Who does not listen is not told.
pub fn show(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes what was asked for to the standard output. A reader who has enough may close it.
pub fn answer(text: &str) {
    let _ = stdout().lock().write_all(text.as_bytes());
}

fn style() -> Style {
    match AutoStream::choice(&stderr()) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Colour,
    }
}
