//! Brings folders to the state in which a run leaves them.
//!
//! The order is what makes a run safe to kill. All texts are written beside the output first, so that a full disk
//! shows before anything is changed. Then the record says what was and what will be; then files are removed and
//! replaced, each in one step; then the record says what is.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::lock::Lock;
use super::record::is_same;
use super::survey::{Finding, Standing, State, Survey, by_folder, look, survey_all};
use super::{FileError, Files};

/// The folder in which texts wait. It is gone when no run is under way, unless one was killed.
pub(super) const STAGING: &str = ".trilogue-staging";

/// Whether files go that a person made or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// They stay as they are, and so does everything else.
    No,
    /// They are overwritten and removed.
    Yes,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// All files are as generated.
    Done(Changes),
    /// Nothing was written, because of these files that a person made or changed.
    Refused(Vec<Finding>),
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files that were written, each record after the files of its folder.
    pub written: Vec<PathBuf>,
    /// The files that were removed.
    pub removed: Vec<PathBuf>,
}

/// Writes files to the folders that they are for, and removes those that an earlier run wrote and that are generated
/// no longer. Files that are up to date are not touched. Each file is replaced as a whole or not at all, and a run
/// that is interrupted is finished by the next.
///
/// A file that a person made or changed is neither overwritten nor removed unless `force` says so: it is not in the
/// folder's record, or differs from it. Line ends make no difference.
///
/// # Errors
///
/// The first file or folder that cannot be read, written or removed. Nothing was changed if that showed before the
/// first file was replaced, as it does with a full disk, a folder that may not be written to, and whatever is in the
/// way; else the next run finishes.
pub fn update(outputs: &[(&Path, &Files)], force: Force) -> Result<Outcome, FileError> {
    let folders = by_folder(outputs);
    if survey_all(&folders)?.iter().all(Survey::is_settled) {
        return Ok(Outcome::Done(Changes::default()));
    }
    let locks: Result<Vec<Lock>, FileError> = folders
        .iter()
        .map(|(folder, _)| Lock::take(folder))
        .collect();
    let _locks = locks?;
    let surveys = survey_all(&folders)?;
    if force == Force::No {
        let findings = surveys.iter().flat_map(|survey| &survey.findings);
        let persons: Vec<Finding> = findings
            .filter(|finding| finding.state.is_persons())
            .cloned()
            .collect();
        if !persons.is_empty() {
            return Ok(Outcome::Refused(persons));
        }
    }
    let staged: Result<Vec<Staged>, FileError> = surveys.iter().map(Staged::of).collect();
    let mut changes = Changes::default();
    for staged in staged? {
        staged.apply(&mut changes)?;
    }
    Ok(Outcome::Done(changes))
}

/// The texts for one folder, ready to take their places.
struct Staged<'s> {
    survey: &'s Survey,
    /// The record for the time between.
    between: Option<TempPath>,
    files: Vec<(&'s Finding, TempPath)>,
    record: Option<(&'s Finding, TempPath)>,
    _room: Room,
}

impl<'s> Staged<'s> {
    fn of(survey: &'s Survey) -> Result<Self, FileError> {
        let room = Room::empty_in(&survey.folder)?;
        let mut files = Vec::new();
        let mut record = None;
        for finding in &survey.findings {
            if finding.is_record() {
                record = Some((finding, room.hold(finding, &finding.wanted)?));
            } else if !is_removed(finding) {
                files.push((finding, room.hold(finding, &finding.wanted)?));
            }
        }
        let changes_files = survey.findings.iter().any(|finding| !finding.is_record());
        let between = match &record {
            Some((finding, _)) if changes_files => {
                let between = survey.present.towards(&survey.wanted);
                Some(room.hold(finding, &between.text())?)
            }
            _ => None,
        };
        Ok(Self {
            survey,
            between,
            files,
            record,
            _room: room,
        })
    }

    fn apply(self, changes: &mut Changes) -> Result<(), FileError> {
        if let (Some(between), Some((record, _))) = (self.between, &self.record) {
            put(between, &record.path)?;
        }
        for finding in self.survey.findings.iter().filter(|it| is_removed(it)) {
            self.survey.is_as_found(finding)?;
            fs::remove_file(&finding.path)
                .map_err(|cause| FileError::new("remove", &finding.path, cause))?;
            changes.removed.push(finding.path.clone());
        }
        for folder in self.survey.emptied() {
            // A folder that holds something else stays.
            let _ = fs::remove_dir(folder);
        }
        for (finding, text) in self.files {
            self.survey.replace(finding, text)?;
            changes.written.push(finding.path.clone());
        }
        if let Some((finding, text)) = self.record {
            put(text, &finding.path)?;
            changes.written.push(finding.path.clone());
        }
        Ok(())
    }
}

fn is_removed(finding: &Finding) -> bool {
    matches!(finding.state, State::LeftOver | State::LeftOverEdited)
}

impl Survey {
    fn replace(&self, finding: &Finding, text: TempPath) -> Result<(), FileError> {
        let failed = |cause| FileError::new("write", &finding.path, cause);
        if let Some(folder) = finding.path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        if finding.state == State::Missing {
            let outcome = text.persist_noclobber(&finding.path);
            return outcome.map_err(|failure| failed(failure.error));
        }
        self.is_as_found(finding)?;
        put(text, &finding.path)
    }

    /// Fails if somebody changed the file since it was looked at.
    fn is_as_found(&self, finding: &Finding) -> Result<(), FileError> {
        match look(&self.folder, &finding.place)? {
            Standing::File(present) if is_same(&present, &finding.present) => Ok(()),
            _ => {
                let cause = "somebody changed it just now; run again";
                let cause = io::Error::new(ErrorKind::ResourceBusy, cause);
                Err(FileError::new("replace", &finding.path, cause))
            }
        }
    }
}

fn put(text: TempPath, path: &Path) -> Result<(), FileError> {
    text.persist(path)
        .map_err(|failure| FileError::new("write", path, failure.error))
}

/// The folder in which texts wait. It goes with all that is in it.
struct Room {
    folder: PathBuf,
}

impl Room {
    fn empty_in(folder: &Path) -> Result<Self, FileError> {
        let folder = folder.join(STAGING);
        let failed = |cause| FileError::new("write to", &folder, cause);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => fs::create_dir(&folder).map_err(failed)?,
        }
        Ok(Self { folder })
    }

    /// A file with `text` that is as open to others as the one whose place it will take.
    fn hold(&self, finding: &Finding, text: &str) -> Result<TempPath, FileError> {
        let write = || {
            let mut file = passing(&self.folder)?;
            // Not by way of the guard, whose errors name this passing file.
            file.as_file_mut().write_all(text.as_bytes())?;
            if let Ok(present) = fs::symlink_metadata(&finding.path)
                && present.is_file()
            {
                file.as_file().set_permissions(present.permissions())?;
            }
            Ok(file.into_temp_path())
        };
        write().map_err(|cause| FileError::new("write", &finding.path, cause))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What cannot be removed is found and removed by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A file that goes when its guard does, unless it takes another's place.
fn passing(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".trilogue-");
    // A temporary file is for its owner alone; a generated one is as open as the user's umask lets it be.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
