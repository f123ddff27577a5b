//! Tries random messages of random specs in all three decoders.
//!
//! `cargo run -p trilogue-tests --bin random -- --specs 200 --messages 100000 [--seed N] [--only SPEC] [--folder PATH]`

use std::env;
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::{Context as _, bail};
use trilogue_tests::random::trial::{self, Settings};

/// How often each construct must be used over the specs of a whole run.
const LEAST: usize = 50;

/// How many specs a whole run has.
const WHOLE: usize = 200;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<bool> {
    let mut settings = Settings {
        specs: WHOLE,
        messages: 100_000,
        ..Settings::of_repository(seed())
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            let value = arguments.next();
            value.with_context(|| format!("`{argument}` needs a value"))
        };
        if argument == "--folder" {
            settings.folder = value()?.into();
            continue;
        }
        let mut number = || -> anyhow::Result<u64> {
            let value = value()?;
            value
                .parse()
                .with_context(|| format!("`{value}` is no number"))
        };
        match argument.as_str() {
            "--specs" => settings.specs = usize::try_from(number()?)?,
            "--messages" => settings.messages = usize::try_from(number()?)?,
            "--seed" => settings.seed = number()?,
            "--only" => settings.only = Some(number()?),
            other => bail!(
                "unknown argument `{other}`; there are --specs, --messages, --seed, --only and --folder"
            ),
        }
    }
    if settings.specs >= WHOLE && settings.only.is_none() {
        settings.least = LEAST;
    }
    Ok(trial::run(&settings)?)
}

/// Another seed for each run: it is printed, so that the run can be repeated.
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(1, |now| now.as_secs())
}
