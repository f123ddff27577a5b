//! `trilogue explain`.

use std::process::ExitCode;

use anyhow::anyhow;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};
use trilogue_codegen::explain::{self, Kind, PAGES};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// What stands in brackets after `error`, or the code of a refused message. Without it, all codes are listed.
    #[arg(value_parser = AnyCode, hide_possible_values = true)]
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.code {
        None => report::answer(&list()),
        Some(code) => report::answer(&pages(code)?),
    }
    Ok(ExitCode::SUCCESS)
}

fn pages(code: &str) -> anyhow::Result<String> {
    let pages: Vec<String> = explain::find(code).map(explain::Page::plain).collect();
    if pages.is_empty() {
        return Err(match explain::near(code) {
            Some(meant) => anyhow!("there is no code `{code}`; did you mean `{meant}`?"),
            None => anyhow!("there is no code `{code}`; `trilogue explain` lists all"),
        });
    }
    if let [of_spec, of_message] = &pages[..] {
        return Ok(format!("In a spec: {of_spec}\nIn a message: {of_message}"));
    }
    Ok(pages.concat())
}

fn list() -> String {
    format!(
        "Mistakes in a spec or in trilogue.yaml:\n\n{}\nWhy a message is refused:\n\n{}",
        lines(Kind::Rule),
        lines(Kind::Refusal)
    )
}

fn lines(kind: Kind) -> String {
    let pages = PAGES.iter().filter(|page| page.kind == kind);
    let lines = pages.map(|page| format!("  {:<22} {}\n", page.code, page.summary()));
    lines.collect()
}

/// Takes any text, and tells shells which codes there are: a code that does not exist gets an answer of its own.
#[derive(Clone)]
struct AnyCode;

impl TypedValueParser for AnyCode {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        let mut codes: Vec<&str> = PAGES.iter().map(|page| page.code).collect();
        codes.sort_unstable();
        codes.dedup();
        Some(Box::new(codes.into_iter().map(PossibleValue::new)))
    }
}
