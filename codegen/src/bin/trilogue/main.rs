//! The `trilogue` program: checks specs, generates code from them and decodes messages by them.

mod check;
mod completions;
mod decode;
mod explain;
mod generate;
mod help;
mod init;
mod pipe;
mod report;
mod schema;

use std::ffi::OsString;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use trilogue_codegen::screen;

/// One YAML file describes every message between a host page, an embedded widget and a server.
/// Trilogue turns it into Rust and TypeScript that cannot drift apart.
#[derive(Parser)]
#[command(name = "trilogue", version, after_help = help::PROGRAM)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When the terminal shows colours.
    ///
    /// `auto` asks whether it is a terminal, and heeds `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Write a small project to start from: a spec, a trilogue.yaml, and programs that use the messages.
    #[command(after_help = help::INIT)]
    Init(init::Arguments),
    /// Report every mistake in specs, and write nothing.
    ///
    /// All mistakes of all specs are found in one run, each with its place, what is wrong and the next step.
    #[command(after_help = help::CHECK)]
    Check(check::Arguments),
    /// Write code: all that trilogue.yaml asks for, or one spec.
    ///
    /// Files that are up to date are not touched. A spec with mistakes writes nothing.
    #[command(after_help = help::GENERATE)]
    Generate(generate::Arguments),
    /// Tell messages apart: one JSON message a line in, one JSON verdict a line out.
    ///
    /// Tries out a spec on messages as they were recorded, without generating anything.
    #[command(after_help = help::DECODE)]
    Decode(decode::Arguments),
    /// Say what a code means: of a mistake in a spec, or of a refused message.
    #[command(after_help = help::EXPLAIN)]
    Explain(explain::Arguments),
    /// Print the JSON Schema of specs or of trilogue.yaml, with which editors complete and check as people write.
    #[command(after_help = help::SCHEMA)]
    Schema(schema::Arguments),
    /// Print a script with which a shell completes commands, options and codes.
    #[command(after_help = help::COMPLETIONS)]
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    colour_of(&words).write_global();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, &words),
    };
    let outcome = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Check(arguments) => Ok(check::run(&arguments)),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Decode(arguments) => decode::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => Ok(schema::run(&arguments)),
        Command::Completions(arguments) => Ok(completions::run(&arguments, Arguments::command())),
    };
    outcome.unwrap_or_else(|error| report::failure(&error))
}

/// What `--color` says, also in arguments that cannot be read: their refusal has colours, too.
fn colour_of(words: &[OsString]) -> ColorChoice {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let after = |flag: &str| words.windows(2).rev().find(|pair| pair[0] == flag);
    let joined = words
        .iter()
        .rev()
        .find_map(|word| word.strip_prefix("--color="));
    match joined.or_else(|| after("--color").map(|pair| pair[1])) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Shows help, the version, or what is wrong with the arguments; nothing in these reaches the terminal as a command.
fn refuse(error: &clap::Error, words: &[OsString]) -> ExitCode {
    let harmless = |word: &OsString| word.to_string_lossy().chars().all(screen::is_visible);
    if words.iter().all(harmless) {
        let _ = error.print();
    } else {
        report::show(&screen::visible(&error.render().to_string()));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
