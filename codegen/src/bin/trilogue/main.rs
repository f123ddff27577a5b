//! The `trilogue` program: checks specs, generates code from them and decodes messages by them.

mod check;
mod decode;
mod generate;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// One YAML file describes every message between a host page, an embedded widget and a server.
/// Trilogue turns it into Rust and TypeScript that cannot drift apart.
#[derive(Parser)]
#[command(
    name = "trilogue",
    version,
    after_help = "Exit status: 0 when all is well, 1 when a spec has mistakes, generated files are out of date or a \
                  person's changes are in the way, 2 when the program could not do its work."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every mistake in specs, and write nothing.
    Check(check::Arguments),
    /// Write code: all that trilogue.yaml asks for, or one spec.
    Generate(generate::Arguments),
    /// Tell messages apart: one JSON message a line in, one JSON verdict a line out.
    Decode(decode::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => Ok(check::run(&arguments)),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Decode(arguments) => decode::run(&arguments),
    };
    outcome.unwrap_or_else(|error| report::failure(&error))
}
