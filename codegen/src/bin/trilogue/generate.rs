//! `trilogue generate`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::generate::{self, Output};
use trilogue_codegen::output::{self, Difference};
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::rust;
use trilogue_codegen::{config, load};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// A spec file. Without it, trilogue.yaml says what is generated from what.
    spec: Option<PathBuf>,
    /// The folder for the Rust module of SPEC: mod.rs and one file for each direction.
    #[arg(long, value_name = "FOLDER", requires = "spec")]
    rust: Option<PathBuf>,
    /// The folder for the npm package of SPEC.
    #[arg(long, value_name = "FOLDER", requires = "spec")]
    typescript: Option<PathBuf>,
    /// The folder for the Markdown pages of SPEC.
    #[arg(long, value_name = "FOLDER", requires = "spec")]
    docs: Option<PathBuf>,
    /// Write serde's traits too, behind the feature `serde` of the crate that holds the module.
    #[arg(long, requires = "rust")]
    serde: bool,
    /// Write nothing: say which files are missing or out of date.
    #[arg(long)]
    check: bool,
}

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
    match outputs {
        Err(mistakes) => Ok(report::mistakes(mistakes, &sources)),
        Ok(outputs) if arguments.check => Ok(compare(&outputs)),
        Ok(outputs) => write(&outputs),
    }
}

fn one_spec(
    sources: &mut Sources,
    spec: &Path,
    arguments: &Arguments,
) -> Result<Vec<Output>, Diagnostics> {
    let protocol = load(sources, spec)?;
    let options = rust::Options {
        serde: arguments.serde,
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

fn write(outputs: &[Output]) -> anyhow::Result<ExitCode> {
    let mut count = 0;
    let mut total = 0;
    for output in outputs {
        total += output.files.iter().count();
        for path in output::write(&output.files, &output.folder)? {
            count += 1;
            eprintln!("wrote {}", path.display());
        }
    }
    eprintln!("{count} of {total} files written, the others were up to date");
    Ok(ExitCode::SUCCESS)
}

fn compare(outputs: &[Output]) -> ExitCode {
    let differences: Vec<(PathBuf, Difference)> = outputs
        .iter()
        .flat_map(|output| output::compare(&output.files, &output.folder))
        .collect();
    for (path, difference) in &differences {
        let word = match difference {
            Difference::Missing => "missing",
            Difference::Stale => "out of date",
        };
        eprintln!("{word}: {}", path.display());
    }
    if differences.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "error: generated files differ from the spec; run the same command without `--check`"
    );
    ExitCode::from(1)
}
