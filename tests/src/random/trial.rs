//! The whole test: specs, messages, three decoders, and what they disagree on.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fs, io};

use trilogue_codegen::load;
use trilogue_codegen::source::Sources;

use crate::random::cases;
use crate::random::chance::Chance;
use crate::random::compare::{self, Disagreement, disagreement};
use crate::random::constructs::Counts;
use crate::random::decoders::rust::{Built, Rust};
use crate::random::decoders::typescript::TypeScript;
use crate::random::decoders::{Case, Spec, Verdict, interpreter};
use crate::random::{made, shrink, spec};

/// What is tried.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many sound specs, and up to twice as many until each construct was used often enough.
    pub specs: usize,
    /// How many messages, over all specs.
    pub messages: usize,
    /// What everything follows from.
    pub seed: u64,
    /// The number of the only spec, if but one is to be tried.
    pub only: Option<u64>,
    /// How often each construct must be used over all specs.
    pub least: usize,
    /// Where specs, generated code and disagreements are put.
    pub folder: PathBuf,
    /// The runtime that generated Rust uses, and the lock file that its dependencies take.
    pub runtime: PathBuf,
    /// The lock file.
    pub lock: PathBuf,
}

impl Settings {
    /// What is tried with the runtime of this repository, below its folder `target`.
    #[must_use]
    pub fn of_repository(seed: u64) -> Self {
        let home = crate::workspace();
        Self {
            specs: 1,
            messages: 1000,
            seed,
            only: None,
            least: 0,
            folder: home.join("target/random"),
            runtime: home.join("runtime/rust"),
            lock: home.join("Cargo.lock"),
        }
    }
}

/// Specs that are sound, and what is known of all that were made.
#[derive(Default)]
struct Made {
    specs: Vec<Spec>,
    counts: Counts,
    refused: BTreeMap<String, usize>,
    tried: u64,
    panics: Vec<u64>,
}

/// Runs the test and prints what it finds. Whether all is well.
///
/// # Errors
///
/// When files cannot be written or programs cannot be run.
pub fn run(settings: &Settings) -> io::Result<bool> {
    println!("seed {}", settings.seed);
    let start = Instant::now();
    let mut made = make(settings)?;
    println!(
        "{} sound specs of {} made in {} s",
        made.specs.len(),
        made.tried,
        start.elapsed().as_secs()
    );
    for (rule, count) in &made.refused {
        println!("  {count} refused by {rule}");
    }
    for number in &made.panics {
        println!("  the loader panics on spec {number}");
    }
    let rare = made.counts.rare(settings.least);
    for construct in &rare {
        println!(
            "  {construct} was used {} times, fewer than {}",
            made.counts.of(construct),
            settings.least
        );
    }
    let start = Instant::now();
    let typescript = TypeScript::build(&made.specs, &settings.folder)?;
    let said = if settings.least > 0 {
        typescript.check()?
    } else {
        String::new()
    };
    print!("{said}");
    if settings.messages == 0 {
        return Ok(said.is_empty());
    }
    let (rust, compiles) = compiled(settings, &mut made.specs)?;
    println!("generated and compiled in {} s", start.elapsed().as_secs());
    let start = Instant::now();
    let cases = all_cases(settings, &made.specs);
    let (found, tally) = tried(&made.specs, &cases, &rust, &typescript)?;
    println!(
        "{} messages tried in {} s: {tally}",
        cases.len(),
        start.elapsed().as_secs()
    );
    report(settings, &made.specs, &found, &rust, &typescript)?;
    if settings.least > 0 {
        println!("{}", made.counts.table());
    }
    Ok(
        compiles
            && said.is_empty()
            && found.is_empty()
            && rare.is_empty()
            && made.panics.is_empty(),
    )
}

fn make(settings: &Settings) -> io::Result<Made> {
    let mut made = Made::default();
    let numbers = match settings.only {
        Some(only) => only..only + 1,
        None => 0..20 * settings.specs as u64,
    };
    for number in numbers {
        let count = made.specs.len();
        let is_varied = count >= 2 * settings.specs || made.counts.rare(settings.least).is_empty();
        if count >= settings.specs && is_varied {
            break;
        }
        made.tried += 1;
        let draft = spec::make(
            Chance::part(settings.seed, number),
            &format!("random-{number}"),
        );
        let folder = settings.folder.join(format!("specs/{number}"));
        for (name, text) in &draft.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            fs::write(path, text)?;
        }
        let mut sources = Sources::new();
        let loaded = catch_unwind(AssertUnwindSafe(|| {
            load(&mut sources, folder.join("spec.yaml"))
        }));
        match loaded {
            Ok(Ok(protocol)) => {
                made.counts.add(&draft.counts);
                made.specs.push(Spec { number, protocol });
            }
            Ok(Err(mistakes)) => {
                let rules: BTreeSet<&str> =
                    mistakes.iter().map(|mistake| mistake.rule.id).collect();
                for rule in rules {
                    *made.refused.entry(rule.to_owned()).or_default() += 1;
                }
            }
            Err(_) => made.panics.push(number),
        }
    }
    Ok(made)
}

/// The generated Rust, without that of specs that does not compile, and whether all of it does without a warning.
fn compiled(settings: &Settings, specs: &mut Vec<Spec>) -> io::Result<(Rust, bool)> {
    let mut compiles = true;
    loop {
        match Rust::build(specs, &settings.folder, &settings.runtime, &settings.lock)? {
            Built::Sound(rust, said) => {
                println!("{said}");
                return Ok((rust, compiles && said.is_empty()));
            }
            Built::Broken(said) => {
                println!("{said}");
                compiles = false;
                let before = specs.len();
                let wrong: Vec<&str> = said
                    .split("\n\n")
                    .filter(|part| part.starts_with("error"))
                    .collect();
                specs.retain(|spec| {
                    let module = format!("/{}/", spec.protocol.name.replace('-', "_"));
                    !wrong.iter().any(|part| part.contains(&module))
                });
                if specs.len() == before {
                    return Err(io::Error::other("the generated Rust does not compile"));
                }
            }
        }
    }
}

fn all_cases(settings: &Settings, specs: &[Spec]) -> Vec<Case> {
    let each = settings.messages.div_ceil(specs.len().max(1));
    let mut all = Vec::with_capacity(each * specs.len());
    for (place, spec) in specs.iter().enumerate() {
        let mut chance = Chance::part(settings.seed, spec.number ^ 0x5eed);
        all.extend(cases::of(spec, place, each, &mut chance));
    }
    all
}

/// What was found, and how many verdicts of each kind there were.
fn tried(
    specs: &[Spec],
    cases: &[Case],
    rust: &Rust,
    typescript: &TypeScript,
) -> io::Result<(Vec<Disagreement>, String)> {
    let all: Vec<&Case> = cases.iter().collect();
    let by_interpreter: Vec<Verdict> = all
        .iter()
        .map(|case| interpreter::verdict(specs, case))
        .collect();
    let by_rust = rust.verdicts(specs, &all)?;
    let by_typescript = typescript.verdicts(specs, &all)?;
    let mut found = Vec::new();
    let (mut messages, mut unknown, mut refused) = (0, 0, 0);
    for (index, case) in all.iter().enumerate() {
        let three = [
            &by_interpreter[index],
            &by_rust[index],
            &by_typescript[index],
        ];
        match three[0] {
            Verdict::Message { .. } => messages += 1,
            Verdict::Unknown { .. } => unknown += 1,
            _ => refused += 1,
        }
        let what = compare::verdicts(three[0], three[1], three[2]);
        let what = what.or_else(|| compare::meant(case, three[0]));
        let what = what.or_else(|| compare::sent(case, three));
        found.extend(what.map(|what| disagreement(case, what, three)));
    }
    let again = read_again(
        specs,
        &all,
        [&by_interpreter, &by_rust, &by_typescript],
        rust,
        typescript,
        &mut found,
    )?;
    let made = made::sent(specs, &all, &by_typescript, rust, typescript, &mut found)?;
    Ok((
        found,
        format!(
            "{messages} messages, {unknown} unknown, {refused} refused; {again} sent to the other language, and {made} \
             that were made"
        ),
    ))
}

/// Gives what each language sends to the other, which must read what the first read and send the same again.
fn read_again(
    specs: &[Spec],
    cases: &[&Case],
    first: [&[Verdict]; 3],
    rust: &Rust,
    typescript: &TypeScript,
    found: &mut Vec<Disagreement>,
) -> io::Result<usize> {
    let [by_interpreter, by_rust, by_typescript] = first;
    let mut of_rust = Vec::new();
    let mut of_typescript = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let sent = |text: &String| Case {
            text: text.clone(),
            whole: false,
            meant: None,
            ..(*case).clone()
        };
        if let (Some(Ok(one)), Some(Ok(other))) =
            (by_rust[index].sent(), by_typescript[index].sent())
        {
            of_rust.push((index, sent(one)));
            of_typescript.push((index, sent(other)));
        }
    }
    let only = |pairs: &[(usize, Case)]| {
        pairs
            .iter()
            .map(|(_, case)| case.clone())
            .collect::<Vec<Case>>()
    };
    let (texts, more) = (only(&of_rust), only(&of_typescript));
    let in_typescript = typescript.verdicts(specs, &texts.iter().collect::<Vec<_>>())?;
    let in_rust = rust.verdicts(specs, &more.iter().collect::<Vec<_>>())?;
    for (place, (index, case)) in of_rust.iter().enumerate() {
        let three = [
            &by_interpreter[*index],
            &in_rust[place],
            &in_typescript[place],
        ];
        let what = compare::verdicts(three[0], three[1], three[2]);
        let what = what.or_else(|| compare::sent(case, three));
        if let Some(what) = what {
            found.push(disagreement(
                case,
                format!("sent to the other language: {what}"),
                three,
            ));
        }
        if !interpreter::verdict(specs, case).agrees_with(three[0]) {
            found.push(disagreement(
                case,
                "the interpreter reads what was sent differently".to_owned(),
                three,
            ));
        }
    }
    Ok(of_rust.len())
}

/// Prints one disagreement of each sort, and puts all into files.
fn report(
    settings: &Settings,
    specs: &[Spec],
    found: &[Disagreement],
    rust: &Rust,
    typescript: &TypeScript,
) -> io::Result<()> {
    let mut sorts: BTreeMap<&str, Vec<&Disagreement>> = BTreeMap::new();
    for disagreement in found {
        sorts
            .entry(&disagreement.what)
            .or_default()
            .push(disagreement);
    }
    let mut all = String::new();
    for (what, disagreements) in &sorts {
        println!("{} times: {what}", disagreements.len());
        for disagreement in disagreements {
            all += &shown(settings, specs, disagreement);
        }
        let shortest = disagreements.iter().min_by_key(|one| one.case.text.len());
        if let Some(shortest) = shortest {
            let smaller = shrink::smaller(shortest, specs, rust, typescript)?;
            let shown = shown(settings, specs, smaller.as_ref().unwrap_or(shortest));
            println!("{shown}");
        }
    }
    fs::write(settings.folder.join("disagreements.txt"), all)
}

fn shown(settings: &Settings, specs: &[Spec], disagreement: &Disagreement) -> String {
    let case = &disagreement.case;
    let (_, direction, _) = case.way(specs);
    format!(
        "## {}\nspec {}\ndirection {} channel `{}` name {:?} open {:?}\nmessage {}\n{}\n\n",
        disagreement.what,
        settings
            .folder
            .join(format!("specs/{}", specs[case.spec].number))
            .display(),
        direction.identifier.0,
        case.channel(specs),
        case.name,
        case.open,
        case.text,
        disagreement.said,
    )
}
