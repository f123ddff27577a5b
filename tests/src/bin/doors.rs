//! Measures what each way of using a spec from Rust adds to a build, beside what others ask for, and writes the table
//! into `docs/doors.md`.
//!
//! `cargo run -p trilogue-tests --bin doors [-- ROUNDS]`
//!
//! Each folder of `tests/doors` is a small crate that does the same work: two types of messages, read once. The crates
//! are built in turn, from nothing, `ROUNDS` times (3 unless told), and the median counts. It needs Linux, and `protoc`
//! for prost-build.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, anyhow, ensure};
use trilogue_codegen::render::{self, Style};
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::rust;
use trilogue_codegen::{generate, output};

/// What is measured: a folder of `tests/doors`, and what the table calls it.
const DOORS: &[(&str, &str)] = &[
    ("checked-in", "Trilogue, output checked in"),
    ("build-script", "Trilogue, build.rs"),
    ("macro", "Trilogue, `protocol!`"),
    ("derive", "Trilogue, derives"),
    ("prost-build", "prost-build (and `protoc`)"),
    ("typify", "typify, build.rs"),
    ("ts-rs", "ts-rs with serde"),
];

/// The lines of the document between which the table stands.
const BEGIN: &str = "<!-- what `cargo run -p trilogue-tests --bin doors` measured -->";
const END: &str = "<!-- end of what was measured -->";

/// What one door adds.
struct Row {
    title: &'static str,
    crates: usize,
    clean: Duration,
    again: Duration,
}

fn main() -> anyhow::Result<()> {
    let rounds = env::args().nth(1).map_or(Ok(3), |rounds| rounds.parse());
    let rounds: usize = rounds.context("the argument is how often each crate is built")?;
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    check_in(&tests.join("doors"))?;
    let mut times = vec![Vec::new(); DOORS.len()];
    for _ in 0..rounds {
        for ((folder, _), times) in DOORS.iter().zip(&mut times) {
            times.push(built(&tests.join("doors").join(folder))?);
        }
    }
    let mut rows = Vec::new();
    for ((folder, title), times) in DOORS.iter().zip(times) {
        let (clean, again) = times.into_iter().unzip();
        rows.push(Row {
            title,
            crates: crates(&tests.join("doors").join(folder))?,
            clean: median(clean),
            again: median(again),
        });
    }
    let table = table(&rows);
    print!("{table}");
    replace(&tests.join("../docs/doors.md"), &table)
}

/// Writes the module that one of the crates has checked in.
fn check_in(doors: &Path) -> anyhow::Result<()> {
    let mut sources = Sources::new();
    let spec = trilogue_codegen::load(&mut sources, doors.join("lamp.yaml"));
    let protocol = spec
        .map_err(|mistakes| anyhow!("{}", render::render_all(mistakes, &sources, Style::Plain)))?;
    let files = generate::rust_module(&protocol, rust::Options::default());
    output::write(&files, &doors.join("checked-in/src/lamp"))?;
    Ok(())
}

/// How long a crate takes from nothing, and after only its own source was touched.
fn built(folder: &Path) -> anyhow::Result<(Duration, Duration)> {
    let target = tempfile::tempdir()?;
    let clean = build(folder, target.path())?;
    let main = folder.join("src/main.rs");
    fs::File::options()
        .append(true)
        .open(&main)?
        .set_modified(std::time::SystemTime::now())?;
    Ok((clean, build(folder, target.path())?))
}

fn build(folder: &Path, target: &Path) -> anyhow::Result<Duration> {
    let before = processor_time()?;
    let status = cargo(folder)
        .args(["build", "--quiet", "--locked", "--target-dir"])
        .arg(target)
        .status()?;
    ensure!(status.success(), "{} does not build", folder.display());
    Ok(processor_time()?.saturating_sub(before))
}

/// What the programs that this one started have used of the processors, as Linux counts it, in hundredths of a second.
/// It says the same on a busy machine as on an idle one, nearly.
fn processor_time() -> anyhow::Result<Duration> {
    let text = fs::read_to_string("/proc/self/stat").context("this needs Linux")?;
    let after_name = text.rsplit(") ").next().unwrap_or_default();
    let mut fields = after_name.split(' ').skip(13);
    let mut ticks = || fields.next().unwrap_or_default().parse::<u64>();
    Ok(Duration::from_millis(10 * (ticks()? + ticks()?)))
}

/// How many crates a crate depends on, at run time or while it is built.
fn crates(folder: &Path) -> anyhow::Result<usize> {
    let output = cargo(folder)
        .args([
            "tree",
            "--locked",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
        ])
        .args(["--format", "{p}"])
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "{} has no tree", folder.display());
    let text = String::from_utf8(output.stdout)?;
    let names = text.lines().filter_map(|line| line.split(" (").next());
    let names: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
    Ok(names.len().saturating_sub(1))
}

fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).env_remove("CARGO_TARGET_DIR");
    command
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Times are told as multiples of the first row: they differ from machine to machine.
fn table(rows: &[Row]) -> String {
    let mut text =
        String::from("| | crates | clean build | | after an edit |\n|---|--:|--:|--:|--:|\n");
    let first = rows.first().map_or(1.0, |row| row.clean.as_secs_f64());
    for Row {
        title,
        crates,
        clean,
        again,
    } in rows
    {
        let (clean, again) = (clean.as_secs_f64(), again.as_secs_f64());
        let times = clean / first;
        writeln!(
            text,
            "| {title} | {crates} | {clean:.1} s | {times:.1} × | {again:.2} s |"
        )
        .expect("text takes text");
    }
    text
}

fn replace(file: &PathBuf, table: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(file)?;
    let (before, rest) = text.split_once(BEGIN).context("the table has no place")?;
    let (_, after) = rest.split_once(END).context("the table has no end")?;
    Ok(fs::write(
        file,
        format!("{before}{BEGIN}\n\n{table}\n{END}{after}"),
    )?)
}
