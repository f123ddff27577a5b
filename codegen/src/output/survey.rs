//! How the files of a folder stand: which are as they would be written, which are older, and which are a person's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::record::{self, Record, is_same};
use super::{FileError, Files, difference, lock, update};

/// How a file differs from what a run would leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to be written and is not there.
    Missing,
    /// It is as an earlier run wrote it.
    Stale,
    /// An earlier run wrote it, and a person changed it since.
    Edited,
    /// It is in the way, and no run is known to have written it.
    Foreign,
    /// An earlier run wrote it, and it is generated no longer.
    LeftOver,
    /// An earlier run wrote it, a person changed it since, and it is generated no longer.
    LeftOverEdited,
}

impl State {
    /// Whether what is in the file may be nowhere else, so that only a person can decide about it.
    #[must_use]
    pub fn is_persons(self) -> bool {
        matches!(self, Self::Edited | Self::Foreign | Self::LeftOverEdited)
    }

    /// The state in words, for the start of a line: `out of date`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "out of date",
            Self::Edited => "edited",
            Self::Foreign => "not written by trilogue",
            Self::LeftOver => "no longer generated",
            Self::LeftOverEdited => "no longer generated, and edited",
        }
    }
}

/// A file that is not as a run would leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub path: PathBuf,
    /// How it stands.
    pub state: State,
    /// The path below the folder.
    pub(super) place: String,
    /// What is there; empty for a file that is missing.
    pub(super) present: Vec<u8>,
    /// What should be there; empty for a file that is left over.
    pub(super) wanted: String,
}

impl Finding {
    /// A unified diff from what is in the file to what is generated, of `limit` lines at most. There is none for a
    /// file that is missing or left over, and none for the record.
    #[must_use]
    pub fn difference(&self, limit: usize) -> Option<String> {
        let is_compared = matches!(self.state, State::Stale | State::Edited | State::Foreign);
        (is_compared && !self.is_record()).then(|| {
            let path = self.path.display().to_string();
            difference::unified(&path, &self.present, self.wanted.as_bytes(), limit)
        })
    }

    pub(super) fn is_record(&self) -> bool {
        self.place == record::FILE
    }
}

/// What [`inspect`] finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspection {
    /// All files that are not as a run would leave them, the records included.
    pub findings: Vec<Finding>,
    /// Whether a run was interrupted, or records were merged, so that files of several runs may stand side by side.
    pub is_mixed: bool,
}

/// Compares folders with what a run would leave there, and writes nothing.
///
/// Line ends make no difference: Git may write `\r\n` for `\n`.
///
/// # Errors
///
/// The first file or folder that cannot be read, or that is in the way without being a file.
pub fn inspect(outputs: &[(&Path, &Files)]) -> Result<Inspection, FileError> {
    let mut inspection = Inspection::default();
    for survey in survey_all(&by_folder(outputs))? {
        inspection.is_mixed |= survey.present.is_mixed();
        inspection.findings.extend(survey.findings);
    }
    Ok(inspection)
}

/// What goes where, with outputs for one folder together: a folder has one record.
pub(super) fn by_folder(outputs: &[(&Path, &Files)]) -> Vec<(PathBuf, Files)> {
    let mut folders: BTreeMap<PathBuf, (PathBuf, Files)> = BTreeMap::new();
    for (folder, files) in outputs {
        let identity = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let (_, all) = folders
            .entry(identity)
            .or_insert_with(|| (folder.to_path_buf(), Files::new()));
        all.add_all("", (*files).clone());
    }
    folders.into_values().collect()
}

pub(super) fn survey_all(folders: &[(PathBuf, Files)]) -> Result<Vec<Survey>, FileError> {
    let surveys = folders
        .iter()
        .map(|(folder, files)| Survey::of(folder, files));
    surveys.collect()
}

/// How one folder stands.
pub(super) struct Survey {
    pub(super) folder: PathBuf,
    /// Files that are left over come first: they may be where others want a folder.
    pub(super) findings: Vec<Finding>,
    /// The record that is there.
    pub(super) present: Record,
    /// The record that will be there.
    pub(super) wanted: Record,
    /// Whether there is something that a killed run leaves behind.
    pub(super) has_litter: bool,
}

impl Survey {
    fn of(folder: &Path, files: &Files) -> Result<Self, FileError> {
        is_folder(folder)?;
        let mut survey = Self {
            folder: folder.to_path_buf(),
            findings: Vec::new(),
            present: Record::default(),
            wanted: Record::of(files),
            has_litter: litter(folder).any(|path| path.symlink_metadata().is_ok()),
        };
        survey.read_record()?;
        survey.find_left_over()?;
        for (path, text) in files.iter() {
            survey.find_changed(path, text)?;
        }
        Ok(survey)
    }

    /// Whether a run would have nothing to do.
    pub(super) fn is_settled(&self) -> bool {
        self.findings.is_empty() && !self.has_litter
    }

    fn read_record(&mut self) -> Result<(), FileError> {
        let text = self.wanted.text();
        let state = match look(&self.folder, record::FILE)? {
            Standing::Nothing => State::Missing,
            Standing::Other { at, what } => return Err(self.in_the_way(&at, what)),
            Standing::File(present) => {
                self.present = Record::parse(&present).map_err(|line| self.damaged(line))?;
                if is_same(&present, text.as_bytes()) {
                    return Ok(());
                }
                State::Stale
            }
        };
        self.add(record::FILE, state, Vec::new(), text);
        Ok(())
    }

    fn find_left_over(&mut self) -> Result<(), FileError> {
        let gone: Vec<String> = self.gone().map(str::to_owned).collect();
        for path in gone {
            // Whatever else is there, a folder or a link, is not what was written.
            if let Standing::File(present) = look(&self.folder, &path)? {
                let state = if self.present.holds(&path, &present) {
                    State::LeftOver
                } else {
                    State::LeftOverEdited
                };
                self.add(&path, state, present, String::new());
            }
        }
        Ok(())
    }

    fn find_changed(&mut self, path: &str, text: &str) -> Result<(), FileError> {
        let (state, present) = match look(&self.folder, path)? {
            Standing::Nothing => (State::Missing, Vec::new()),
            Standing::Other { at, .. } if self.will_be_removed(&at) => (State::Missing, Vec::new()),
            Standing::Other { at, what } => return Err(self.in_the_way(&at, what)),
            Standing::File(present) if is_same(&present, text.as_bytes()) => return Ok(()),
            Standing::File(present) if self.present.holds(path, &present) => {
                (State::Stale, present)
            }
            Standing::File(present) if self.present.names(path) => (State::Edited, present),
            Standing::File(present) => (State::Foreign, present),
        };
        self.add(path, state, present, text.to_owned());
        Ok(())
    }

    fn add(&mut self, place: &str, state: State, present: Vec<u8>, wanted: String) {
        self.findings.push(Finding {
            path: self.folder.join(place),
            state,
            place: place.to_owned(),
            present,
            wanted,
        });
    }

    fn will_be_removed(&self, place: &str) -> bool {
        let mut left_over = self
            .findings
            .iter()
            .filter(|finding| matches!(finding.state, State::LeftOver | State::LeftOverEdited));
        left_over.any(|finding| finding.place == place)
    }

    fn in_the_way(&self, place: &str, what: &'static str) -> FileError {
        let cause = io::Error::new(ErrorKind::AlreadyExists, what);
        FileError::new("write", self.folder.join(place), cause)
    }

    fn damaged(&self, line: usize) -> FileError {
        let cause = format!(
            "line {line} is not the SHA-256 and the path of a file; take the record from version control, or remove \
             it: files that are as generated are then taken for generated ones, and all others are named"
        );
        let cause = io::Error::new(ErrorKind::InvalidData, cause);
        FileError::new("read", self.folder.join(record::FILE), cause)
    }

    /// The paths of files that were written and are generated no longer.
    fn gone(&self) -> impl Iterator<Item = &str> {
        let paths = self.present.paths();
        paths.filter(|path| !self.wanted.names(path))
    }

    /// The folders above files that are gone or will be, each after those within it.
    pub(super) fn emptied(&self) -> Vec<PathBuf> {
        let folders: BTreeSet<&Path> = self
            .gone()
            .flat_map(|path| Path::new(path).ancestors().skip(1))
            .filter(|folder| !folder.as_os_str().is_empty())
            .collect();
        let inner_first = folders.into_iter().rev();
        inner_first
            .filter(|folder| !leads_through_link(&self.folder, folder))
            .map(|folder| self.folder.join(folder))
            .collect()
    }
}

/// What a run that is killed leaves behind.
fn litter(folder: &Path) -> impl Iterator<Item = PathBuf> {
    [lock::FILE, update::STAGING]
        .map(|name| folder.join(name))
        .into_iter()
}

fn is_folder(folder: &Path) -> Result<(), FileError> {
    let above: Vec<&Path> = folder.ancestors().collect();
    let outer_first = above.into_iter().rev();
    let is_other = |path: &&Path| fs::metadata(path).is_ok_and(|data| !data.is_dir());
    match outer_first.into_iter().find(is_other) {
        None => Ok(()),
        Some(path) => {
            let cause = io::Error::new(ErrorKind::NotADirectory, FILE_FOR_FOLDER);
            Err(FileError::new("write", path, cause))
        }
    }
}

fn leads_through_link(folder: &Path, path: &Path) -> bool {
    let mut above = path.ancestors().filter(|part| !part.as_os_str().is_empty());
    above.any(|part| folder.join(part).is_symlink())
}

/// What is at a path.
pub(super) enum Standing {
    Nothing,
    File(Vec<u8>),
    /// Neither, or there is no way to it. `at` is the part of the path that something else has.
    Other {
        at: String,
        what: &'static str,
    },
}

const FILE_FOR_FOLDER: &str = "a file is where a folder should be; move it away";
const FOLDER_FOR_FILE: &str = "a folder is where a file should be; move it away";
const LINK: &str =
    "a symbolic link is in the way; remove it, since files are not written through links";
const SPECIAL: &str = "something that is neither a file nor a folder is in the way; remove it";

/// Looks at `path` below `folder` without following a link.
pub(super) fn look(folder: &Path, path: &str) -> Result<Standing, FileError> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    for end in ends.chain([path.len()]) {
        let (at, is_last) = (&path[..end], end == path.len());
        let full = folder.join(at);
        let other = |what| {
            let at = at.to_owned();
            Ok(Standing::Other { at, what })
        };
        let failed = |cause| FileError::new("read", &full, cause);
        match fs::symlink_metadata(&full).map(|data| data.file_type()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(failed(error)),
            Ok(kind) if kind.is_symlink() => return other(LINK),
            Ok(kind) if kind.is_dir() && is_last => return other(FOLDER_FOR_FILE),
            Ok(kind) if kind.is_dir() => {}
            Ok(kind) if !kind.is_file() => return other(SPECIAL),
            Ok(_) if is_last => return fs::read(&full).map(Standing::File).map_err(failed),
            Ok(_) => return other(FILE_FOR_FOLDER),
        }
    }
    Ok(Standing::Nothing)
}
