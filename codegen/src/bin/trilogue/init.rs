//! `trilogue init`.

use std::path::{Component, Path, PathBuf, absolute};
use std::process::ExitCode;

use anyhow::{Context as _, bail, ensure};
use trilogue_codegen::{init, output};

use crate::report;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the project. It may exist, but not the files that are written into it.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The language of the program that uses the messages.
    #[arg(long, value_enum, default_value_t = Language::Both)]
    language: Language,
    /// Where the crate `trilogue` is, which Rust code calls: `runtime/rust` in a copy of Trilogue's repository. Without
    /// it, the copy that this program was built from.
    #[arg(long, value_name = "FOLDER")]
    trilogue_path: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Language {
    Rust,
    #[value(name = "typescript")]
    TypeScript,
    Both,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let options = options(arguments)?;
    // Paths are shown without the dot of the current folder.
    let folder: PathBuf = arguments
        .folder
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let written =
        output::create(&init::project(&options), &folder).context("nothing was written")?;
    for path in &written {
        report::say(&format!("wrote {}", path.display()));
    }
    eprint!("{}", next_steps(&folder, &options));
    Ok(ExitCode::SUCCESS)
}

fn options(arguments: &Arguments) -> anyhow::Result<init::Options> {
    let rust = if arguments.language == Language::TypeScript {
        ensure!(
            arguments.trilogue_path.is_none(),
            "`--trilogue-path` is for Rust: leave it out, or the language"
        );
        None
    } else {
        Some(crate_folder(arguments.trilogue_path.as_deref())?)
    };
    Ok(init::Options {
        rust,
        typescript: arguments.language != Language::Rust,
    })
}

/// Where the crate `trilogue` is. It is not published yet, so that a path is the only way to name it.
fn crate_folder(asked: Option<&Path>) -> anyhow::Result<String> {
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .with_file_name("runtime")
        .join("rust");
    let folder = asked.unwrap_or(&built_from);
    if !folder.join("Cargo.toml").is_file() {
        bail!(
            "{} does not hold the crate `trilogue`, which Rust code calls; name the folder `runtime/rust` in a copy of \
             Trilogue's repository with `--trilogue-path FOLDER`, or do without Rust with `--language typescript`",
            folder.display()
        );
    }
    let folder = absolute(folder).with_context(|| format!("cannot find {}", folder.display()))?;
    let text = folder.into_os_string().into_string();
    text.map_err(|folder| anyhow::anyhow!("{} is not a path in UTF-8", folder.display()))
}

fn next_steps(folder: &Path, options: &init::Options) -> String {
    let mut steps = String::from("next:\n");
    let mut step = |command: &str| {
        steps += "  ";
        steps += command;
        steps.push('\n');
    };
    if folder != Path::new("") {
        step(&format!("cd {}", folder.display()));
    }
    step("trilogue generate");
    if options.rust.is_some() {
        step("cargo run --manifest-path rust/Cargo.toml");
    }
    if options.typescript {
        step("node web/main.js");
    }
    steps
}
