//! `trilogue decode`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use trilogue_codegen::interpret::Verdict;
use trilogue_codegen::model::{Direction, Protocol, RoleId, WireName};
use trilogue_codegen::screen::json;
use trilogue_codegen::source::Sources;
use trilogue_codegen::{diagnostic::near, load};

use crate::{pipe, report};

#[derive(clap::Args)]
pub struct Arguments {
    /// The spec file.
    #[arg(value_hint = clap::ValueHint::FilePath)]
    spec: PathBuf,
    /// The role that sent the messages.
    #[arg(long, value_name = "ROLE")]
    from: String,
    /// The role that received them.
    #[arg(long, value_name = "ROLE")]
    to: String,
    /// The messages, as JSON Lines. Without it, or as `-`, they come from the standard input.
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,
    #[command(flatten)]
    pipe: pipe::Arguments,
    #[command(flatten)]
    report: report::Arguments,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut sources = Sources::new();
    let protocol = match load(&mut sources, &arguments.spec) {
        Ok(protocol) => protocol,
        Err(mistakes) => {
            let format = arguments.report.format;
            return Ok(report::mistakes(mistakes, &sources, format));
        }
    };
    let direction = direction(&protocol, &arguments.from, &arguments.to)?;
    let reader = pipe::Reader::new(&arguments.pipe, &protocol, direction)?;
    let messages = open(arguments.file.as_deref())?;
    match decode_all(&reader, messages, io::stdout().lock()) {
        // Whoever reads the verdicts has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        outcome => {
            outcome.context("cannot read the messages or write the verdicts")?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn direction<'p>(protocol: &'p Protocol, from: &str, to: &str) -> anyhow::Result<&'p Direction> {
    let (from, to) = (role(protocol, from)?, role(protocol, to)?);
    protocol.direction(from, to).ok_or_else(|| {
        let name = |id| &protocol.role(id).name;
        let known: Vec<String> = protocol
            .directions
            .iter()
            .map(|known| format!("`{} -> {}`", name(known.from), name(known.to)))
            .collect();
        anyhow!(
            "no message goes from `{}` to `{}`; there is {}",
            name(from),
            name(to),
            known.join(", ")
        )
    })
}

fn role(protocol: &Protocol, name: &str) -> anyhow::Result<RoleId> {
    protocol.role_named(name).ok_or_else(|| {
        let names: Vec<&str> = protocol
            .roles
            .iter()
            .map(|role| role.name.as_str())
            .collect();
        match near(name, names.iter().copied()) {
            Some(meant) => anyhow!("there is no role `{name}`; did you mean `{meant}`?"),
            None => anyhow!(
                "there is no role `{name}`; the roles are {}",
                names.join(", ")
            ),
        }
    })
}

fn open(file: Option<&Path>) -> anyhow::Result<Box<dyn BufRead>> {
    match file {
        Some(path) if path != Path::new("-") => {
            let file =
                File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(Box::new(BufReader::new(file)))
        }
        _ => Ok(Box::new(io::stdin().lock())),
    }
}

fn decode_all(
    reader: &pipe::Reader<'_>,
    mut messages: impl BufRead,
    out: impl Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let mut line = Vec::new();
    while messages.read_until(b'\n', &mut line)? > 0 {
        let end = line.strip_suffix(b"\n").unwrap_or(&line);
        let message = end.strip_suffix(b"\r").unwrap_or(end);
        writeln!(out, "{}", print(&reader.read(message)))?;
        line.clear();
    }
    out.flush()
}

/// One line, its keys in the order in which people read them.
fn print(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Message {
            kind,
            name,
            identifier,
        } => format!(
            r#"{{"verdict":"message","kind":{},"name":{},"as":{}}}"#,
            json(kind.word()),
            name.as_ref().map_or_else(|| "null".to_owned(), written),
            json(identifier)
        ),
        Verdict::Unknown { name } => {
            format!(r#"{{"verdict":"unknown","name":{}}}"#, written(name))
        }
        Verdict::Refused(refusal) => format!(
            r#"{{"verdict":"refused","code":{},"path":{}}}"#,
            json(refusal.code().as_str()),
            json(refusal.path())
        ),
    }
}

/// A name as JSON.
fn written(name: &WireName) -> String {
    match name {
        WireName::Text(text) => json(text),
        WireName::Number(_) | WireName::Bool(_) => name.text().into_owned(),
    }
}
