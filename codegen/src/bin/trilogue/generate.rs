//! `trilogue generate`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::generate::{self, Output};
use trilogue_codegen::output::{self, Files, Finding, Force, Outcome};
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::rust;
use trilogue_codegen::{config, load};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// A spec file. Without it, trilogue.yaml says what is generated from what.
    #[arg(value_hint = clap::ValueHint::FilePath)]
    spec: Option<PathBuf>,
    /// The folder for the Rust module of SPEC: mod.rs and one file for each direction.
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath, requires = "spec")]
    rust: Option<PathBuf>,
    /// The folder for the npm package of SPEC.
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath, requires = "spec")]
    typescript: Option<PathBuf>,
    /// The folder for the Markdown pages of SPEC.
    #[arg(long, value_name = "FOLDER", requires = "spec")]
    docs: Option<PathBuf>,
    /// Write serde's traits too, behind the feature `serde` of the crate that holds the module.
    #[arg(long, requires = "rust")]
    serde: bool,
    /// Write nothing: show how the files differ from what would be written.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    report: report::Arguments,
    /// Overwrite and remove files that a person made or changed, too.
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

/// How many lines of differences `--check` shows, for one file and for all.
const LINES: (usize, usize) = (60, 400);

pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut sources = Sources::new();
    let outputs = match &arguments.spec {
        Some(spec) => {
            let folders = [&arguments.rust, &arguments.typescript, &arguments.docs];
            if folders.iter().all(|folder| folder.is_none()) {
                bail!(
                    "where to? Add `--rust FOLDER`, `--typescript FOLDER`, `--docs FOLDER`, or several"
                );
            }
            one_spec(&mut sources, spec, arguments)
        }
        None => generate::from_config(&mut sources, Path::new(config::FILE)),
    };
    let outputs = match outputs {
        Ok(outputs) => outputs,
        Err(mistakes) => {
            let format = arguments.report.format;
            return Ok(report::mistakes(mistakes, &sources, format));
        }
    };
    let outputs: Vec<(&Path, &Files)> = outputs
        .iter()
        .map(|output| (output.folder.as_path(), &output.files))
        .collect();
    if arguments.check {
        compare(&outputs, &arguments.command())
    } else {
        write(&outputs, arguments)
    }
}

impl Arguments {
    /// The command that writes what these arguments ask for.
    fn command(&self) -> String {
        let mut command = "trilogue generate".to_owned();
        let specs = self.spec.iter().map(|spec| ("", spec));
        let rust = self.rust.iter().map(|folder| ("--rust ", folder));
        let typescript = self.typescript.iter().map(|it| ("--typescript ", it));
        for (option, path) in specs.chain(rust).chain(typescript) {
            let _ = write!(command, " {option}{}", quoted(path));
        }
        if self.serde {
            command.push_str(" --serde");
        }
        command
    }
}

/// The path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\._-:@%+=".contains(letter);
    if !path.is_empty() && path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

fn one_spec(
    sources: &mut Sources,
    spec: &Path,
    arguments: &Arguments,
) -> Result<Vec<Output>, Diagnostics> {
    let protocol = load(sources, spec)?;
    let options = rust::Options {
        serde: rust::Serde::behind_feature(arguments.serde),
    };
    let rust = arguments.rust.iter().map(|folder| Output {
        folder: folder.clone(),
        files: generate::rust_module(&protocol, options),
    });
    let typescript = arguments.typescript.iter().map(|folder| Output {
        folder: folder.clone(),
        files: generate::typescript_of_one(&protocol),
    });
    let docs = arguments.docs.iter().map(|folder| Output {
        folder: folder.clone(),
        files: generate::docs_of_one(&protocol),
    });
    Ok(rust.chain(typescript).chain(docs).collect())
}

fn write(outputs: &[(&Path, &Files)], arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let force = if arguments.force {
        Force::Yes
    } else {
        Force::No
    };
    let changes = match output::update(outputs, force)? {
        Outcome::Done(changes) => changes,
        Outcome::Refused(persons) => return Ok(refuse(&persons, &arguments.command())),
    };
    for path in &changes.removed {
        report::say(&format!("removed {}", path.display()));
    }
    for path in &changes.written {
        report::say(&format!("wrote {}", path.display()));
    }
    let files: usize = outputs.iter().map(|(_, files)| files.iter().count()).sum();
    let is_file = |path: &&PathBuf| !path.ends_with(output::RECORD);
    let written = changes.written.iter().filter(is_file).count();
    report::say(&format!(
        "{written} of {files} files written, the others were up to date"
    ));
    Ok(ExitCode::SUCCESS)
}

fn refuse(persons: &[Finding], command: &str) -> ExitCode {
    for finding in persons {
        report::say(&format!(
            "{}: {}",
            finding.state.word(),
            finding.path.display()
        ));
    }
    let files = count(persons.len(), "file was", "files were");
    report::say(&format!(
        "error: nothing was written, because {files} made or changed by a person"
    ));
    report::say(&format!(
        "help: `{command} --check` shows how they differ from what is generated"
    ));
    report::say("help: move what you want to keep into the spec or to another file");
    report::say(&format!(
        "help: then `{command} --force` overwrites or removes the files named above"
    ));
    ExitCode::from(1)
}

fn compare(outputs: &[(&Path, &Files)], command: &str) -> anyhow::Result<ExitCode> {
    let inspection = output::inspect(outputs)?;
    let findings = &inspection.findings;
    if findings.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let (per_file, mut left) = LINES;
    for finding in findings {
        report::say(&format!(
            "{}: {}",
            finding.state.word(),
            finding.path.display()
        ));
        let difference = finding.difference(per_file.min(left)).unwrap_or_default();
        left -= difference.lines().count().min(left);
        report::show(&difference);
    }
    if inspection.is_mixed {
        report::say(
            "note: a run was interrupted, or branches were merged: files of both may stand side by side",
        );
    }
    let files = count(findings.len(), "file is", "files are");
    report::say(&format!("error: {files} not as generated from the spec"));
    report::say(&format!("help: run `{command}`"));
    if findings.iter().any(|finding| finding.state.is_persons()) {
        report::say(
            "help: it writes nothing while there are files that a person made or changed; move what you want to keep \
             into the spec or to another file, then add `--force`",
        );
    }
    Ok(ExitCode::from(1))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
