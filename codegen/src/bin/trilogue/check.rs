//! `trilogue check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use trilogue_codegen::source::Sources;
use trilogue_codegen::{config, diagnostic::Diagnostics, generate, load};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// Spec files. Without any, all that trilogue.yaml names.
    #[arg(value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    report: report::Arguments,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let mut sources = Sources::new();
    let diagnostics = mistakes(arguments, &mut sources);
    if diagnostics.is_empty() {
        ExitCode::SUCCESS
    } else {
        report::mistakes(diagnostics, &sources, arguments.report.format)
    }
}

fn mistakes(arguments: &Arguments, sources: &mut Sources) -> Diagnostics {
    if arguments.specs.is_empty() {
        let protocols = generate::protocols_of(sources, Path::new(config::FILE));
        return protocols.err().unwrap_or_default();
    }
    let mut diagnostics = Diagnostics::new();
    for spec in &arguments.specs {
        if let Err(mistakes) = load(sources, spec) {
            diagnostics.extend(mistakes.into_sorted());
        }
    }
    diagnostics
}
