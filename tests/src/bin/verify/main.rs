//! `cargo verify`: passes every test of the repository, and installs what they need.

mod crates;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context as _, bail, ensure};
use trilogue_codegen::output;
use trilogue_tests::random::trial::{self, Settings};
use trilogue_tests::{pages, workspace};

/// A part of the work that can be left out by name.
struct Part {
    name: &'static str,
    what: &'static str,
    run: fn() -> anyhow::Result<()>,
}

const PARTS: &[Part] = &[
    Part {
        name: "format",
        what: "Rust is formatted",
        run: format,
    },
    Part {
        name: "clippy",
        what: "no lint has anything to say",
        run: clippy,
    },
    Part {
        name: "features",
        what: "no lint has anything to say of a crate with any one of its features",
        run: crates::features,
    },
    Part {
        name: "runtime",
        what: "the TypeScript runtime: format, types under three compilers, build, tests",
        run: runtime,
    },
    Part {
        name: "fresh",
        what: "what is checked in under generated/ is what the specs give",
        run: fresh,
    },
    Part {
        name: "tests",
        what: "all Rust tests; those of generated TypeScript run Node and three compilers",
        run: tests,
    },
    Part {
        name: "outside",
        what: "crates outside of the workspace use each door from Rust",
        run: crates::outside,
    },
    Part {
        name: "random",
        what: "random messages of random specs mean the same in all three decoders",
        run: random,
    },
    Part {
        name: "shells",
        what: "completions work in zsh and fish",
        run: shells,
    },
    Part {
        name: "browser",
        what: "the generated package decodes what travels between two pages in Chromium, and docs show there as they should",
        run: browser,
    },
    Part {
        name: "docs",
        what: "the documentation of the crates builds without warnings",
        run: docs,
    },
    Part {
        name: "package",
        what: "the npm package is sound for Node and bundlers",
        run: package,
    },
];

fn main() -> ExitCode {
    match verify() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn verify() -> anyhow::Result<()> {
    let Some(left_out) = left_out(env::args().skip(1))? else {
        print_help();
        return Ok(());
    };
    node_is_there()?;
    npm_packages()?;
    for part in PARTS {
        if left_out.contains(&part.name.to_owned()) {
            eprintln!("\n== {}: left out, as asked", part.name);
            continue;
        }
        eprintln!("\n== {}: {}", part.name, part.what);
        let start = Instant::now();
        (part.run)().with_context(|| format!("`{}` failed", part.name))?;
        eprintln!(
            "== {}: passed in {} s",
            part.name,
            start.elapsed().as_secs()
        );
    }
    eprintln!(
        "\nall parts passed{}",
        if left_out.is_empty() {
            ""
        } else {
            ", but for those left out"
        }
    );
    Ok(())
}

/// The parts after `--without`; `None` when help is asked for.
fn left_out(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Option<Vec<String>>> {
    let mut names = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without" => {
                let name = arguments
                    .next()
                    .context("`--without` needs the name of a part")?;
                ensure!(
                    PARTS.iter().any(|part| part.name == name),
                    "there is no part `{name}`; `cargo verify --help` lists them"
                );
                names.push(name);
            }
            "--help" | "-h" => return Ok(None),
            other => bail!("unknown argument `{other}`; see `cargo verify --help`"),
        }
    }
    Ok(Some(names))
}

fn print_help() {
    println!("Passes every test of the repository.\n\ncargo verify [--without PART]...\n\nParts:");
    for part in PARTS {
        println!("  {:<10} {}", part.name, part.what);
    }
}

fn format() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> anyhow::Result<()> {
    cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "--deny",
        "warnings",
    ])
}

fn tests() -> anyhow::Result<()> {
    cargo(&["test", "--workspace", "--all-features"])
}

fn docs() -> anyhow::Result<()> {
    let mut command = Command::new(cargo_program());
    command
        .args(["doc", "--workspace", "--no-deps", "--all-features"])
        .env("RUSTDOCFLAGS", "--deny warnings");
    run(&mut command, &workspace())
}

fn fresh() -> anyhow::Result<()> {
    cargo(&["trilogue", "generate", "--check"])
}

fn runtime() -> anyhow::Result<()> {
    npm(&["run", "--silent", "check"], &runtime_folder())?;
    npm(&["test", "--silent"], &runtime_folder())
}

fn browser() -> anyhow::Result<()> {
    let chromium = chromium()?;
    let script = workspace().join("tests/web/vectors.mjs");
    let packages = runtime_folder().join("node_modules");
    run(
        Command::new("node")
            .arg(script)
            .arg(&chromium)
            .arg(&packages),
        &workspace(),
    )?;
    let scratch = tempfile::tempdir()?;
    output::write(&pages::html(), scratch.path())?;
    let script = workspace().join("tests/web/docs.mjs");
    let mut pages = Command::new("node");
    pages.arg(script).arg(chromium).arg(packages);
    run(pages.arg(scratch.path()), &workspace())
}

/// A part of what the program `random` tries. The same every time, so that a change alone can make it fail.
fn random() -> anyhow::Result<()> {
    let settings = Settings {
        specs: 12,
        messages: 6000,
        ..Settings::of_repository(4)
    };
    ensure!(
        trial::run(&settings)?,
        "the decoders disagree; `target/random/disagreements.txt` has all that was said"
    );
    Ok(())
}

/// Completions for shells that not every machine has are tests of their own.
fn shells() -> anyhow::Result<()> {
    for shell in ["zsh", "fish"] {
        let paths = [format!("/usr/bin/{shell}"), format!("/bin/{shell}")];
        installed(shell, &paths.each_ref().map(String::as_str), "shells")?;
    }
    let arguments = "test --package trilogue-codegen --all-features --test teaching -- --ignored";
    cargo(&arguments.split(' ').collect::<Vec<_>>())
}

/// Where Chromium is.
fn chromium() -> anyhow::Result<PathBuf> {
    installed("chromium", &CHROMIUM, "browser")
}

/// Where a program of a Debian package is; it is installed where that can be done without asking.
fn installed(package: &str, paths: &[&str], part: &str) -> anyhow::Result<PathBuf> {
    let found = || paths.iter().map(PathBuf::from).find(|path| path.exists());
    if let Some(path) = found() {
        return Ok(path);
    }
    ensure!(
        is_root_on_debian(),
        "`{package}` is missing: type `sudo apt-get install {package}` or install it as your system does, or leave \
         this part out with `--without {part}`"
    );
    let environment = ("DEBIAN_FRONTEND", "noninteractive");
    run(
        Command::new("apt-get").args(["update", "--quiet"]),
        &workspace(),
    )?;
    let install = [
        "install",
        "--quiet",
        "--yes",
        "--no-install-recommends",
        package,
    ];
    run(
        Command::new("apt-get")
            .args(install)
            .env(environment.0, environment.1),
        &workspace(),
    )?;
    found().with_context(|| format!("apt-get installed no `{package}`"))
}

/// Where Debian, other systems of its family, and those of the Red Hat family put Chromium.
const CHROMIUM: [&str; 3] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
];

fn is_root_on_debian() -> bool {
    let id = Command::new("id").arg("--user").output();
    let is_root = id.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    is_root && Path::new("/etc/debian_version").exists()
}

fn package() -> anyhow::Result<()> {
    let package = workspace().join("generated/typescript");
    let bin = runtime_folder().join("node_modules/.bin");
    run(
        Command::new(bin.join("publint")).args(["--strict", "."]),
        &package,
    )?;
    run(
        Command::new(bin.join("attw")).args(["--pack", ".", "--profile", "esm-only"]),
        &package,
    )
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    run(Command::new(cargo_program()).args(arguments), &workspace())
}

fn cargo_program() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

fn npm(arguments: &[&str], folder: &Path) -> anyhow::Result<()> {
    run(Command::new("npm").args(arguments), folder)
}

fn run(command: &mut Command, folder: &Path) -> anyhow::Result<()> {
    let line = shown(command);
    eprintln!("$ {line}");
    let status = command
        .current_dir(folder)
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    ensure!(status.success(), "`{line}` ended with {status}");
    Ok(())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    words.join(" ")
}

fn runtime_folder() -> PathBuf {
    workspace().join("runtime/typescript")
}

/// The oldest major version of Node that generated packages support, and so the oldest that can test them.
const OLDEST_NODE: u32 = 20;

fn node_is_there() -> anyhow::Result<()> {
    let advice = "install Node.js 20 or later with npm (on Debian 13 or later: `apt-get install nodejs npm`; elsewhere \
                  see https://nodejs.org), then run `cargo verify` again";
    let output = Command::new("node").arg("--version").output();
    let version = output.with_context(|| format!("Node.js is missing: {advice}"))?;
    let text = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    let major = text
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    ensure!(
        major.is_some_and(|major: u32| major >= OLDEST_NODE),
        "Node.js {text} is too old: {advice}"
    );
    Ok(())
}

/// Installs the npm packages that the lock file names, unless they are there already.
fn npm_packages() -> anyhow::Result<()> {
    let folder = runtime_folder();
    let age = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let installed = age(folder.join("node_modules/.package-lock.json"));
    let wanted = age(folder.join("package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    eprintln!("\n== installing npm packages by lock file");
    npm(&["ci", "--no-audit", "--no-fund"], &folder)
}
