//! What the program says on the standard error stream, and how it ends.

use std::io::{IsTerminal as _, stderr};
use std::process::ExitCode;

use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;

/// Shows mistakes, and gives the exit status for them.
pub fn mistakes(diagnostics: Diagnostics, sources: &Sources) -> ExitCode {
    eprint!("{}", render_all(diagnostics, sources, style()));
    ExitCode::from(1)
}

/// Shows why the program could not do its work, and gives the exit status for it.
pub fn failure(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::from(2)
}

fn style() -> Style {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stderr().is_terminal() && !plain {
        Style::Colour
    } else {
        Style::Plain
    }
}
