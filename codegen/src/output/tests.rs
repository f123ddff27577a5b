use std::fs;
use std::path::{Path, PathBuf};

use super::record::{Record, is_same, with_plain_ends};
use super::{Changes, FileError, Files, Force, Outcome, RECORD, State, inspect, update};

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in texts {
        files.add(*path, *text);
    }
    files
}

/// A folder in which `texts` were generated.
fn generated(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    done(folder.path(), texts, Force::No);
    folder
}

fn run(folder: &Path, texts: &[(&str, &str)], force: Force) -> Result<Outcome, FileError> {
    update(&[(folder, &files(texts))], force)
}

/// What a run writes and removes, below the folder.
fn done(folder: &Path, texts: &[(&str, &str)], force: Force) -> (Vec<String>, Vec<String>) {
    match run(folder, texts, force) {
        Ok(Outcome::Done(Changes { written, removed })) => {
            (inner(folder, &written), inner(folder, &removed))
        }
        other => panic!("{other:?}"),
    }
}

fn inner(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
    let inner = |path: &PathBuf| {
        let path = path.strip_prefix(folder).expect("a path in the folder");
        path.to_str().expect("UTF-8").to_owned()
    };
    paths.iter().map(inner).collect()
}

/// What stands in the way of a run, as state and path below the folder.
fn refused(folder: &Path, texts: &[(&str, &str)]) -> Vec<(State, String)> {
    match run(folder, texts, Force::No) {
        Ok(Outcome::Refused(findings)) => {
            let paths: Vec<PathBuf> = findings.iter().map(|it| it.path.clone()).collect();
            let states = findings.iter().map(|finding| finding.state);
            states.zip(inner(folder, &paths)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn states(folder: &Path, texts: &[(&str, &str)]) -> Vec<(State, String)> {
    let inspection = inspect(&[(folder, &files(texts))]).expect("the folder can be read");
    let paths: Vec<PathBuf> = inspection
        .findings
        .iter()
        .map(|it| it.path.clone())
        .collect();
    let states = inspection.findings.iter().map(|finding| finding.state);
    states.zip(inner(folder, &paths)).collect()
}

fn text(path: PathBuf) -> String {
    fs::read_to_string(path).expect("a file")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut names: Vec<String> = entries
        .map(|entry| name(entry.expect("an entry")))
        .collect();
    names.sort();
    names
}

const ONE: &[(&str, &str)] = &[("a/b.rs", "one\n"), ("c.rs", "same\n")];
const TWO: &[(&str, &str)] = &[("a/b.rs", "two\n"), ("c.rs", "same\n")];
const LESS: &[(&str, &str)] = &[("c.rs", "same\n")];

#[test]
fn a_run_writes_files_and_their_record_and_then_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = done(folder.path(), ONE, Force::No).0;
    assert_eq!(written, ["a/b.rs", "c.rs", RECORD]);
    assert_eq!(names(folder.path()), [RECORD, "a", "c.rs"]);
    assert_eq!(done(folder.path(), ONE, Force::No), (vec![], vec![]));
    assert_eq!(
        text(folder.path().join(RECORD)),
        "# The files that trilogue wrote here. Keep this one beside them, in version control too.\n\
         2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806  a/b.rs\n\
         a6328afc76e9db71da297ebff4b0d3e7a7eb3b01d917c05a6573fef121b6ecb6  c.rs\n"
    );
}

#[test]
fn only_what_changes_is_written() {
    let folder = generated(ONE);
    assert_eq!(
        done(folder.path(), TWO, Force::No),
        (vec!["a/b.rs".to_owned(), RECORD.to_owned()], vec![])
    );
    assert_eq!(text(folder.path().join("a/b.rs")), "two\n");
    fs::remove_file(folder.path().join("c.rs")).expect("a file");
    assert_eq!(done(folder.path(), TWO, Force::No).0, ["c.rs"]);
}

#[test]
fn left_over_files_go_and_with_them_the_folders_that_they_leave_empty() {
    let folder = generated(ONE);
    assert_eq!(
        states(folder.path(), LESS)[1],
        (State::LeftOver, "a/b.rs".to_owned())
    );
    let (_, removed) = done(folder.path(), LESS, Force::No);
    assert_eq!(removed, ["a/b.rs"]);
    assert_eq!(names(folder.path()), [RECORD, "c.rs"]);

    let folder = generated(ONE);
    fs::write(folder.path().join("a/mine.txt"), "mine").expect("a file");
    done(folder.path(), LESS, Force::No);
    assert_eq!(names(&folder.path().join("a")), ["mine.txt"]);
}

#[test]
fn a_file_may_give_way_to_a_folder() {
    let folder = generated(&[("a", "a file\n")]);
    let (written, removed) = done(folder.path(), ONE, Force::No);
    assert_eq!((written.len(), removed), (3, vec!["a".to_owned()]));
}

#[test]
fn an_edited_file_stops_the_run_until_it_is_forced() {
    let folder = generated(ONE);
    fs::write(folder.path().join("c.rs"), "edited\n").expect("a file");
    assert_eq!(
        refused(folder.path(), TWO),
        [(State::Edited, "c.rs".to_owned())]
    );
    assert_eq!(
        text(folder.path().join("a/b.rs")),
        "one\n",
        "nothing is written"
    );
    assert_eq!(text(folder.path().join("c.rs")), "edited\n");
    assert_eq!(names(folder.path()), [RECORD, "a", "c.rs"]);
    done(folder.path(), TWO, Force::Yes);
    assert_eq!(text(folder.path().join("c.rs")), "same\n");
}

#[test]
fn an_edited_left_over_file_stops_the_run_until_it_is_forced() {
    let folder = generated(ONE);
    fs::write(folder.path().join("a/b.rs"), "edited\n").expect("a file");
    let expected = [(State::LeftOverEdited, "a/b.rs".to_owned())];
    assert_eq!(refused(folder.path(), LESS), expected);
    let (_, removed) = done(folder.path(), LESS, Force::Yes);
    assert_eq!(removed, ["a/b.rs"]);
}

#[test]
fn a_file_in_the_way_stops_the_run_in_all_folders() {
    let (free, taken) = (tempfile::tempdir(), tempfile::tempdir());
    let (free, taken) = (free.expect("a folder"), taken.expect("a folder"));
    fs::write(taken.path().join("c.rs"), "mine\n").expect("a file");
    let target = free.path().join("inner/most");
    let outcome = update(
        &[(&target, &files(ONE)), (taken.path(), &files(ONE))],
        Force::No,
    );
    let Ok(Outcome::Refused(findings)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(findings[0].state, State::Foreign);
    assert_eq!(findings[0].path, taken.path().join("c.rs"));
    assert_eq!(names(free.path()), Vec::<String>::new());
    assert_eq!(names(taken.path()), ["c.rs"]);
}

#[test]
fn files_without_a_record_are_taken_over_if_they_are_as_generated() {
    let folder = generated(ONE);
    fs::remove_file(folder.path().join(RECORD)).expect("a file");
    assert_eq!(
        states(folder.path(), ONE),
        [(State::Missing, RECORD.to_owned())]
    );
    assert_eq!(done(folder.path(), ONE, Force::No).0, [RECORD]);
    fs::remove_file(folder.path().join(RECORD)).expect("a file");
    assert_eq!(
        refused(folder.path(), TWO),
        [(State::Foreign, "a/b.rs".to_owned())]
    );
}

#[test]
fn line_ends_make_no_difference() {
    let folder = generated(ONE);
    for name in ["a/b.rs", "c.rs", RECORD] {
        let path = folder.path().join(name);
        let converted = text(path.clone()).replace('\n', "\r\n");
        fs::write(&path, converted).expect("a file");
    }
    assert_eq!(states(folder.path(), ONE), []);
    assert_eq!(done(folder.path(), ONE, Force::No).0, Vec::<String>::new());
    assert_eq!(done(folder.path(), TWO, Force::No).0, ["a/b.rs", RECORD]);
    assert_eq!(&*with_plain_ends(b"a\r\nb\rc\r\r\n"), b"a\nb\rc\r\n");
    assert!(is_same(b"\r\n", b"\n") && !is_same(b"\r", b"\n"));
}

#[test]
fn files_of_a_run_that_did_not_end_are_the_generators() {
    let folder = generated(ONE);
    let between = Record::of(&files(ONE)).towards(&Record::of(&files(TWO)));
    fs::write(folder.path().join(RECORD), between.text()).expect("a file");
    fs::create_dir(folder.path().join(".trilogue-staging")).expect("a folder");
    fs::write(folder.path().join(".trilogue-staging/half"), "hal").expect("a file");
    fs::write(folder.path().join(".trilogue-lock"), "").expect("a file");
    for (now, next) in [("one\n", TWO), ("two\n", ONE), ("two\n", LESS)] {
        fs::create_dir_all(folder.path().join("a")).expect("a folder");
        fs::write(folder.path().join("a/b.rs"), now).expect("a file");
        fs::write(folder.path().join(RECORD), between.text()).expect("a file");
        let inspection = inspect(&[(folder.path(), &files(next))]).expect("it can be read");
        assert!(inspection.is_mixed);
        done(folder.path(), next, Force::No);
        assert_eq!(states(folder.path(), next), []);
    }
    assert_eq!(names(folder.path()), [RECORD, "c.rs"]);
}

#[test]
fn a_merged_record_knows_the_files_of_both_sides() {
    let folder = generated(ONE);
    let (one, two) = (Record::of(&files(ONE)), Record::of(&files(TWO)));
    let conflict = format!(
        "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n",
        one.text(),
        two.text()
    );
    fs::write(folder.path().join(RECORD), conflict).expect("a file");
    assert_eq!(done(folder.path(), TWO, Force::No).0, ["a/b.rs", RECORD]);
}

#[test]
fn a_damaged_record_is_named_with_its_line() {
    let folder = generated(ONE);
    let sound = text(folder.path().join(RECORD));
    let outside = [
        "../c.rs",
        "/etc/passwd",
        "a//b",
        "a\\b",
        "C:b",
        "a/./b",
        "\u{1b}[2J",
        "",
    ];
    for path in outside {
        let record = format!("{sound}{}  {path}\n", "0".repeat(64));
        fs::write(folder.path().join(RECORD), record).expect("a file");
        let error = run(folder.path(), TWO, Force::Yes).expect_err("the record is damaged");
        assert_eq!(error.path, folder.path().join(RECORD));
        assert!(error.to_string().contains("line 4"), "{error}");
    }
}

#[test]
fn what_is_in_the_way_is_named() {
    let error = |make: &dyn Fn(&Path), named: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        make(folder.path());
        let before = names(folder.path());
        let error = run(folder.path(), ONE, Force::Yes).expect_err("something is in the way");
        assert_eq!(error.path, folder.path().join(named));
        assert_eq!(names(folder.path()), before);
        error.to_string()
    };
    let folder_for_file = error(
        &|it| fs::create_dir(it.join("c.rs")).expect("a folder"),
        "c.rs",
    );
    assert!(
        folder_for_file.contains("a folder is where"),
        "{folder_for_file}"
    );
    let file_for_folder = error(&|it| fs::write(it.join("a"), "").expect("a file"), "a");
    assert!(
        file_for_folder.contains("a file is where"),
        "{file_for_folder}"
    );
    let record = error(
        &|it| fs::create_dir(it.join(RECORD)).expect("a folder"),
        RECORD,
    );
    assert!(record.contains("a folder is where"), "{record}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::write(elsewhere.path().join("b.rs"), "one\n").expect("a file");
    for (link, target) in [("a", ""), ("c.rs", "b.rs")] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        symlink(elsewhere.path().join(target), folder.path().join(link)).expect("a link");
        let error = run(folder.path(), TWO, Force::Yes).expect_err("a link is in the way");
        assert_eq!(error.path, folder.path().join(link));
        assert!(error.to_string().contains("a symbolic link"), "{error}");
    }
    let folder = generated(ONE);
    fs::remove_dir_all(folder.path().join("a")).expect("a folder");
    symlink(elsewhere.path(), folder.path().join("a")).expect("a link");
    assert_eq!(
        done(folder.path(), LESS, Force::Yes).1,
        Vec::<String>::new()
    );
    assert_eq!(names(elsewhere.path()), ["b.rs"]);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = generated(ONE);
    let path = folder.path().join("a/b.rs");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    done(folder.path(), TWO, Force::No);
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn outputs_for_one_folder_share_its_record() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, docs) = (files(ONE), files(&[("d.md", "docs\n")]));
    let same = folder.path().join(".");
    let outputs = [(folder.path(), &code), (same.as_path(), &docs)];
    update(&outputs, Force::No).expect("the folder is free");
    assert_eq!(inspect(&outputs).expect("it can be read").findings, []);
    assert_eq!(names(folder.path()), [RECORD, "a", "c.rs", "d.md"]);
}

#[test]
fn differences_are_bounded_and_show_nothing_that_a_terminal_obeys() {
    let lines: Vec<String> = (0..500).map(|line| format!("line {line}\n")).collect();
    let long = lines.concat();
    let folder = generated(&[("a.rs", &long)]);
    fs::write(folder.path().join("a.rs"), "\u{1b}[2J\r\nedited\n").expect("a file");
    let texts = files(&[("a.rs", &long)]);
    let inspection = inspect(&[(folder.path(), &texts)]).expect("it can be read");
    let difference = inspection.findings[0].difference(10).expect("a difference");
    let lines: Vec<&str> = difference.lines().collect();
    assert!(
        lines[0].starts_with("--- ") && lines[0].ends_with("a.rs"),
        "{difference}"
    );
    assert_eq!(lines[3], "-\u{fffd}[2J");
    assert_eq!((lines.len(), lines[10]), (11, "… and 495 more lines"));
}
