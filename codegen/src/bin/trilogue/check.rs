//! `trilogue check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use trilogue_codegen::source::Sources;
use trilogue_codegen::{config, diagnostic::Diagnostics, generate, load};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// Spec files. Without any, all that trilogue.yaml names.
    specs: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    if arguments.specs.is_empty() {
        if let Err(mistakes) = generate::protocols_of(&mut sources, Path::new(config::FILE)) {
            diagnostics = mistakes;
        }
    }
    for spec in &arguments.specs {
        if let Err(mistakes) = load(&mut sources, spec) {
            diagnostics.extend(mistakes.into_sorted());
        }
    }
    if diagnostics.is_empty() {
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(report::mistakes(diagnostics, &sources))
    }
}
