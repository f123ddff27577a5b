//! `trilogue completions`.

use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Arg, Command, ValueEnum};
use clap_complete::Shell as Generator;

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// The shell that will read the script.
    shell: Shell,
}

/// The shells whose completions are tested.
#[derive(Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub fn run(arguments: &Arguments, mut program: Command) -> ExitCode {
    let generator = match arguments.shell {
        Shell::Bash => Generator::Bash,
        Shell::Zsh => Generator::Zsh,
        Shell::Fish => Generator::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(generator, &mut program, "trilogue", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if matches!(arguments.shell, Shell::Fish) {
        script += &positional_values(&program);
    }
    report::answer(&script);
    ExitCode::SUCCESS
}

/// The generator for fish leaves out what arguments without a dash can be.
fn positional_values(program: &Command) -> String {
    let mut script = String::new();
    for command in program.get_subcommands() {
        for argument in command.get_positionals() {
            script += &fish_values(command.get_name(), argument);
        }
    }
    script
}

fn fish_values(command: &str, argument: &Arg) -> String {
    let values = argument.get_possible_values();
    if values.is_empty() {
        return String::new();
    }
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let values = values.join(" ");
    format!(
        "complete -c trilogue -n \"__fish_trilogue_using_subcommand {command}\" -f -a \"{values}\"\n"
    )
}
