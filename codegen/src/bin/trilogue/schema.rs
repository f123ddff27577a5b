//! `trilogue schema`.

use std::process::ExitCode;

use clap::ValueEnum;
use trilogue_codegen::schema;

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// The kind of file that the schema is for.
    #[arg(value_enum, default_value_t)]
    file: File,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum File {
    /// A spec, or a file that one includes.
    #[default]
    Spec,
    /// `trilogue.yaml`.
    Configuration,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    report::answer(&match arguments.file {
        File::Spec => schema::of_specs(),
        File::Configuration => schema::of_configurations(),
    });
    ExitCode::SUCCESS
}
