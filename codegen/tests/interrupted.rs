//! Runs that are killed and files that a person changes, at random moments: nothing is partial, nothing of the
//! person's is lost, and the next run finishes what one began.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs};

use trilogue_codegen::output::{Files, Force, Outcome, update};

const KILLS: u32 = 200;
const EDITS: u32 = 100;

/// The variable that tells a process of this test to do nothing but one run, to the state with this number.
const RUN_TO: &str = "TRILOGUE_TEST_RUN_TO";

const FOLDERS: [&str; 2] = ["out/rust", "out/typescript"];

/// One of two states of a project. Most files differ between them, and each has files that the other lacks.
fn state(number: usize) -> [Files; 2] {
    FOLDERS.map(|folder| {
        let mut files = Files::new();
        for file in (0..70).filter(|file| file % 10 != number) {
            let line = format!("{folder} {file} in state {number}\n");
            let text = if file % 10 == 2 {
                "the same in both\n"
            } else {
                &line
            };
            files.add(format!("part{}/file{file}.ts", file % 12), text.repeat(30));
        }
        files
    })
}

fn run_to(number: usize, project: &Path, force: Force) -> Outcome {
    let folders = FOLDERS.map(|folder| project.join(folder));
    let files = state(number);
    let outputs: Vec<(&Path, &Files)> = folders.iter().map(AsRef::as_ref).zip(&files).collect();
    update(&outputs, force).expect("nothing is in the way")
}

fn finish(number: usize, project: &Path, force: Force) {
    let outcome = run_to(number, project, force);
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
}

fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, content).expect("a file");
}

/// Files by their path below a project, with what they hold.
type Tree = BTreeMap<String, Vec<u8>>;

/// All files in `out`, without what a run that was killed leaves for the next one to remove.
fn tree(project: &Path) -> Tree {
    fn collect(project: &Path, folder: &Path, tree: &mut Tree) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let inner = path.strip_prefix(project).expect("a path within");
            if inner.ends_with(".trilogue-staging") || inner.ends_with(".trilogue-lock") {
            } else if path.is_dir() {
                collect(project, &path, tree);
            } else {
                let inner = inner.to_str().expect("UTF-8").to_owned();
                tree.insert(inner, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut tree = Tree::new();
    collect(project, &project.join("out"), &mut tree);
    tree
}

/// Numbers that look random and are the same in each run of the test (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("below `sides`")
    }

    fn part_of(&mut self, whole: Duration) -> Duration {
        whole * u32::try_from(self.roll(1000)).expect("below 1000") / 1000
    }

    fn pick<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.roll(choices.len())]
    }
}

struct Trial {
    project: tempfile::TempDir,
    dice: Dice,
    /// What the files are in each state.
    trees: [Tree; 2],
    /// The state that the next run leads to.
    goal: usize,
    /// Files of the person's that no run may touch.
    kept: Tree,
    /// How long a run takes, and how long it takes to write.
    times: (Duration, Duration),
    counts: BTreeMap<&'static str, u32>,
}

impl Trial {
    fn begin() -> Self {
        let trees = [0, 1].map(|number| {
            let project = tempfile::tempdir().expect("a temporary folder");
            finish(number, project.path(), Force::No);
            tree(project.path())
        });
        let mut trial = Self {
            project: tempfile::tempdir().expect("a temporary folder"),
            dice: Dice(0x9E37_79B9_7F4A_7C15),
            trees,
            goal: 0,
            kept: Tree::new(),
            times: (Duration::ZERO, Duration::ZERO),
            counts: BTreeMap::new(),
        };
        for goal in [0, 1] {
            trial.goal = goal;
            trial.times = trial.timed();
        }
        trial
    }

    fn path(&self) -> &Path {
        self.project.path()
    }

    fn is_writing(&self) -> bool {
        self.path().join("out/rust/.trilogue-lock").exists()
    }

    /// Whether files are being replaced in the folder that is the last to be written.
    fn is_replacing(&self) -> bool {
        let record = fs::read(self.path().join("out/typescript/.trilogue"));
        record.is_ok_and(|text| text.windows(7).take(200).any(|word| word == b"A run b"))
    }

    fn finish(&self, force: Force) {
        finish(self.goal, self.path(), force);
    }

    fn started(&self) -> Child {
        let mut command = Command::new(env::current_exe().expect("a path"));
        command
            .args(["--exact", NAME])
            .env(RUN_TO, self.goal.to_string())
            .current_dir(self.path())
            .stdout(Stdio::null());
        command.spawn().expect("it starts")
    }

    /// Waits until a run has come to something or ends.
    fn wait_for(&self, has_come: impl Fn(&Self) -> bool, run: &mut Child) {
        while !has_come(self) && run.try_wait().expect("a status").is_none() {
            sleep(Duration::from_micros(50));
        }
    }

    fn timed(&self) -> (Duration, Duration) {
        let start = Instant::now();
        let mut run = self.started();
        self.wait_for(Self::is_writing, &mut run);
        let writing = Instant::now();
        assert!(run.wait().expect("a status").success());
        (start.elapsed(), writing.elapsed())
    }

    /// Kills a run, unless it ends before: one in three at any moment, one while it writes, and one while it replaces files.
    fn kill(&mut self) -> bool {
        let (whole, writing) = self.times;
        let aim = self.dice.roll(3);
        let longest = [whole, writing, writing / 8][aim];
        let delay = self.dice.part_of(longest);
        let mut run = self.started();
        match aim {
            0 => {}
            1 => self.wait_for(Self::is_writing, &mut run),
            _ => self.wait_for(Self::is_replacing, &mut run),
        }
        sleep(delay);
        run.kill().expect("it can be killed");
        if run.wait().expect("a status").success() {
            *self.count("ended before they could be killed") += 1;
            return false;
        }
        *self.count("killed") += 1;
        *self.count("killed while it wrote") += u32::from(self.is_writing());
        *self.count("left a mixed set") += u32::from(self.is_mixed());
        true
    }

    fn count(&mut self, what: &'static str) -> &mut u32 {
        self.counts.entry(what).or_default()
    }

    /// Whether there are files of both states.
    fn is_mixed(&self) -> bool {
        let present = tree(self.path());
        let has_own = |own: usize| {
            let (own, other) = (&self.trees[own], &self.trees[1 - own]);
            present.iter().any(|(path, content)| {
                own.get(path) == Some(content) && other.get(path) != Some(content)
            })
        };
        has_own(0) && has_own(1)
    }

    /// Each file is whole: as in one of the states, or a person's.
    fn assert_whole(&self) {
        let present = tree(self.path());
        for (path, content) in &present {
            let mut texts = self.trees.iter().filter_map(|tree| tree.get(path));
            let is_generated =
                texts.clone().any(|text| text == content) || texts.any(|text| same(text, content));
            let is_record = path.ends_with("/.trilogue");
            assert!(
                is_generated || is_record || self.kept.contains_key(path),
                "{path} is partial: {}",
                String::from_utf8_lossy(content)
            );
        }
        self.assert_kept(&present);
    }

    fn assert_kept(&self, present: &Tree) {
        for (path, content) in &self.kept {
            assert_eq!(present.get(path), Some(content), "{path} is the person's");
        }
    }

    /// All is as in the state that was aimed at, beside what is the person's.
    fn assert_reached(&self) {
        let mut present = tree(self.path());
        self.assert_kept(&present);
        present.retain(|path, _| !self.kept.contains_key(path));
        let wanted = &self.trees[self.goal];
        assert!(present.keys().eq(wanted.keys()), "{:?}", present.keys());
        for (path, content) in &present {
            assert!(same(content, &wanted[path]), "{path} is not as generated");
        }
        for folder in ["out/rust", "out/typescript"] {
            for name in [".trilogue-staging", ".trilogue-lock"] {
                assert!(!self.path().join(folder).join(name).exists(), "{name}");
            }
        }
    }

    /// Changes something as a person may, and holds what the next run does to that.
    fn edit(&mut self, number: u32) {
        let present = tree(self.path());
        let generated: Vec<&String> = present
            .keys()
            .filter(|path| !self.kept.contains_key(*path) && !path.ends_with("/.trilogue"))
            .collect();
        let path = (*self.dice.pick(&generated)).clone();
        let text = String::from_utf8_lossy(&present[&path]).into_owned();
        match self.dice.roll(6) {
            0 => self.change(&path, &format!("{text}// {number}\n")),
            1 => self.change(&path, ""),
            2 => self.change(&path, &text[..text.len() / 2]),
            3 => self.make(number),
            4 => self.delete(&path),
            _ => self.convert(&path, &text),
        }
        *self.count("edited") += 1;
    }

    /// The person changes a file. The next run names it and writes nothing.
    fn change(&mut self, path: &str, text: &str) {
        write(&self.path().join(path), text);
        self.assert_refused(path);
        if self.dice.roll(2) == 0 {
            self.finish(Force::Yes);
        } else {
            let kept = format!("{path}.kept-{}", self.kept.len());
            fs::rename(self.path().join(path), self.path().join(&kept)).expect("a file");
            self.kept.insert(kept, text.as_bytes().to_vec());
            self.finish(Force::No);
        }
        *self.count("refused to overwrite") += 1;
        self.assert_reached();
    }

    /// The person makes a file: where one will be generated, if there is such a place, or where none will.
    fn make(&mut self, number: u32) {
        let present = tree(self.path());
        let paths = self.trees[self.goal]
            .keys()
            .filter(|path| !path.ends_with("/.trilogue"));
        let free: Vec<String> = paths
            .filter(|path| !present.contains_key(*path))
            .cloned()
            .collect();
        let text = format!("by a person: {number}\n");
        if free.is_empty() {
            let path = format!("out/typescript/src/notes/{number}.md");
            write(&self.path().join(&path), &text);
            self.kept.insert(path, text.into_bytes());
            self.finish(Force::No);
            self.assert_reached();
        } else {
            let path = self.dice.pick(&free).clone();
            self.change(&path, &text);
        }
    }

    /// The person deletes a file. The next run writes it, or has no need to remove it.
    fn delete(&mut self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("a file");
        self.finish(Force::No);
        self.assert_reached();
    }

    /// Git changes the line ends of a file. That is nobody's edit.
    fn convert(&mut self, path: &str, text: &str) {
        let converted = text.replace("\r\n", "\n").replace('\n', "\r\n");
        write(&self.path().join(path), &converted);
        self.finish(Force::No);
        self.assert_reached();
    }

    fn assert_refused(&self, path: &str) {
        let before = tree(self.path());
        let outcome = run_to(self.goal, self.path(), Force::No);
        let Outcome::Refused(findings) = outcome else {
            panic!("{path} is the person's: {outcome:?}")
        };
        let named: Vec<&Path> = findings.iter().map(|it| it.path.as_path()).collect();
        assert_eq!(named, [self.path().join(path)]);
        assert_eq!(
            tree(self.path()),
            before,
            "a run that refuses writes nothing"
        );
    }
}

fn same(one: &[u8], other: &[u8]) -> bool {
    let plain = |text: &[u8]| String::from_utf8_lossy(text).replace("\r\n", "\n");
    one == other || plain(one) == plain(other)
}

const NAME: &str = "killed_runs_and_edits_leave_nothing_partial_and_lose_nothing";

#[test]
fn killed_runs_and_edits_leave_nothing_partial_and_lose_nothing() {
    if let Ok(number) = env::var(RUN_TO) {
        return finish(number.parse().expect("a number"), Path::new(""), Force::No);
    }
    let start = Instant::now();
    let mut trial = Trial::begin();
    let [one, other] = &trial.trees;
    let differing = one
        .iter()
        .filter(|(path, text)| other.get(*path) != Some(text));
    let differing = differing.count();
    assert!(differing >= 100, "only {differing} files change");
    let mut edits = 0;
    while trial.counts.get("killed") < Some(&KILLS) {
        trial.goal = 1 - trial.goal;
        let was_killed = trial.kill();
        trial.assert_whole();
        if was_killed && edits < EDITS && trial.dice.roll(3) > 0 {
            trial.edit(edits);
            edits += 1;
        }
    }
    trial.finish(Force::No);
    trial.assert_reached();
    println!(
        "{differing} files; {:?}; kept {}; {:?} in all, {:?} a run",
        trial.counts,
        trial.kept.len(),
        start.elapsed(),
        trial.times
    );
    assert_eq!(edits, EDITS);
    assert!(
        trial.counts["killed while it wrote"] >= KILLS / 4,
        "{:?}",
        trial.counts
    );
    assert!(
        trial.counts["left a mixed set"] >= KILLS / 20,
        "{:?}",
        trial.counts
    );
}
