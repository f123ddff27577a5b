//! The generated Rust: a temporary package with some programs, each with the modules of some specs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use trilogue_codegen::model::{Direction, Pipe};
use trilogue_codegen::output;
use trilogue_codegen::target::rust::{self, Options};

use crate::random::decoders::{Case, Spec, Verdict, said};
use crate::random::message::json::quoted;

/// The programs.
pub struct Rust {
    folder: PathBuf,
    target: PathBuf,
}

const DRIVER: &str = include_str!("driver.rs.txt");

/// What the compiler makes of the generated code.
pub enum Built {
    /// Programs, and what there is to be warned of.
    Sound(Rust, String),
    /// Nothing, for these reasons.
    Broken(String),
}

/// How many specs one program has.
const PER_PROGRAM: usize = 10;

impl Rust {
    /// Writes the package below `folder`, and compiles it with the runtime in `runtime`.
    ///
    /// # Errors
    ///
    /// When files cannot be written or the compiler cannot be run.
    pub fn build(specs: &[Spec], folder: &Path, runtime: &Path, lock: &Path) -> io::Result<Built> {
        let target = folder.join("build");
        let folder = folder.join("rust");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        fs::copy(lock, folder.join("Cargo.lock"))?;
        let parts = specs.chunks(PER_PROGRAM).enumerate();
        for (number, part) in parts.clone() {
            write_part(part, &folder.join(format!("part{number}")), number, runtime)?;
        }
        let members: Vec<String> = parts.map(|(number, _)| format!("part{number}")).collect();
        fs::write(folder.join("Cargo.toml"), workspace(&members))?;
        let built = Self { folder, target };
        let (compiles, said) = built.compile()?;
        Ok(if compiles {
            Built::Sound(built, said)
        } else {
            Built::Broken(said)
        })
    }

    /// What the compiler says.
    fn compile(&self) -> io::Result<(bool, String)> {
        let output = Command::new("cargo")
            .args(["build", "--quiet", "--offline", "--keep-going", "--bins"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .output()?;
        Ok((
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }

    /// What the generated Rust says of each message.
    ///
    /// # Errors
    ///
    /// When a program cannot be run.
    pub fn verdicts(&self, specs: &[Spec], cases: &[&Case]) -> io::Result<Vec<Verdict>> {
        let mut verdicts = vec![Verdict::Broken("not asked".to_owned()); cases.len()];
        for part in 0..specs.len().div_ceil(PER_PROGRAM) {
            let here = |index: &usize| cases[*index].spec / PER_PROGRAM == part;
            let places: Vec<usize> = (0..cases.len()).filter(here).collect();
            let lines: Vec<String> = places
                .iter()
                .map(|place| cases[*place].line(specs))
                .collect();
            let file = self.folder.join(format!("cases{part}.jsonl"));
            fs::write(&file, lines.join("\n"))?;
            let program = self.target.join(format!("debug/part{part}"));
            let output = Command::new(program)
                .arg(file)
                .stderr(Stdio::inherit())
                .output()?;
            let text = String::from_utf8_lossy(&output.stdout);
            for (place, line) in places.iter().zip(text.lines()) {
                verdicts[*place] = said(line);
            }
        }
        Ok(verdicts)
    }
}

/// A package whose library has the modules of some specs, and whose program is the driver.
fn write_part(part: &[Spec], folder: &Path, number: usize, runtime: &Path) -> io::Result<()> {
    let (mut modules, mut arms) = (String::new(), String::new());
    for spec in part {
        let module = spec.protocol.name.replace('-', "_");
        let files = rust::module(&spec.protocol, Options::default());
        let written = output::write(&files, &folder.join("src").join(&module));
        written.map_err(|mistake| io::Error::other(mistake.to_string()))?;
        let _ = writeln!(modules, "pub mod {module};");
        for direction in &spec.protocol.directions {
            let own = format!("impl {} {{", direction.identifier.0);
            let code = files.iter().find(|(_, text)| text.contains(&own));
            let code = code.map_or("", |(_, text)| text);
            let arms_of = direction.pipes.iter();
            arms.extend(arms_of.map(|pipe| {
                arm(
                    spec,
                    &format!("part{number}::{module}"),
                    direction,
                    pipe,
                    code,
                )
            }));
        }
    }
    fs::write(folder.join("src/lib.rs"), modules)?;
    fs::write(
        folder.join("src/main.rs"),
        DRIVER.replace("/* arms */", &arms),
    )?;
    fs::write(folder.join("Cargo.toml"), manifest(number, runtime))
}

fn workspace(members: &[String]) -> String {
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = 0\nincremental = false\n"
    )
}

fn manifest(number: usize, runtime: &Path) -> String {
    format!(
        "[package]\nname = \"part{number}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         serde_json = \"1\"\ntrilogue = {{ path = {} }}\n",
        quoted(&runtime.to_string_lossy())
    )
}

/// How the driver calls one pipe.
fn arm(spec: &Spec, module: &str, direction: &Direction, pipe: &Pipe, code: &str) -> String {
    let ty = format!("{module}::{}", direction.identifier.0);
    let channel = &spec.protocol.channels[pipe.channels[0]].name;
    let suffix = if direction.pipes.len() == 1 {
        String::new()
    } else {
        format!("_{channel}")
    };
    let key = format!(
        "{}/{}/{}",
        spec.protocol.name,
        direction.identifier.0,
        suffix.trim_start_matches('_')
    );
    let (decode, encode) = if pipe.name_outside {
        (
            format!("|case| {ty}::decode_named{suffix}(case.name(), case.json())"),
            format!("|message| Ok({ty}::encode_named{suffix}(message)?.1)"),
        )
    } else {
        let answer = format!("decode_answer{suffix}");
        let open = if code.contains(&format!("pub fn {answer}(")) {
            format!(
                "if let Some(open) = case.open() {{ return {ty}::{answer}(case.json(), open) }}"
            )
        } else {
            String::new()
        };
        (
            format!("|case| {{ {open} {ty}::decode{suffix}(case.json()) }}"),
            format!("{ty}::encode{suffix}"),
        )
    };
    format!(
        "        {key:?} => say(case, {decode}, {encode}, |message: &{ty}| message.name().map(str::to_owned)),\n"
    )
}
