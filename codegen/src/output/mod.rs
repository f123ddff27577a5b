//! Generated files: a map from path to text, and the only place that writes it to disk or compares it with what is
//! there.
//!
//! [`write()`] and [`compare`] are for a folder that belongs to the generator alone, such as the one that Cargo gives
//! to a build script. With the feature `record`, `update` and `inspect` are for a folder that people share with the
//! generator: they keep a record of what was written there, and so know it from what people made or changed.

#[cfg(feature = "record")]
mod difference;
#[cfg(feature = "record")]
mod lock;
#[cfg(feature = "record")]
mod record;
#[cfg(feature = "record")]
mod survey;
#[cfg(all(test, feature = "record"))]
mod tests;
#[cfg(feature = "record")]
mod update;

#[cfg(feature = "record")]
pub use record::FILE as RECORD;
#[cfg(feature = "record")]
pub use survey::{Finding, Inspection, State, inspect};
#[cfg(feature = "record")]
pub use update::{Changes, Force, Outcome, update};

mod create;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use create::{CreateError, create};

/// Generated files by their path below the folder that they are for, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    texts: BTreeMap<String, String>,
}

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces the one with the same path.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(path.into(), text.into());
    }

    /// Adds all files of `other` below `folder`; an empty folder leaves their paths as they are.
    pub fn add_all(&mut self, folder: &str, other: Files) {
        for (path, text) in other.texts {
            let path = if folder.is_empty() {
                path
            } else {
                format!("{folder}/{path}")
            };
            self.texts.insert(path, text);
        }
    }

    /// The text of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// A file or folder with which something could not be done.
#[derive(Debug)]
pub struct FileError {
    /// What could not be done, as a word that fits after "cannot".
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub cause: io::Error,
}

impl FileError {
    fn new(action: &'static str, path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self {
            action,
            path: path.into(),
            cause,
        }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            action,
            path,
            cause,
        } = self;
        write!(out, "cannot {action} {}: {cause}", path.display())
    }
}

// The text names the cause already, so there is no source to tell it again.
impl std::error::Error for FileError {}

/// Writes the files below `folder`. Each file is replaced as a whole or not at all, and one that has the text already
/// is not touched. Gives the paths of those that were written.
///
/// # Errors
///
/// The first file or folder that cannot be written.
pub fn write(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut written = Vec::new();
    for (path, text) in files.iter() {
        let path = folder.join(path);
        if fs::read(&path).is_ok_and(|present| present == text.as_bytes()) {
            continue;
        }
        replace(&path, text).map_err(|cause| FileError::new("write", &path, cause))?;
        written.push(path);
    }
    Ok(written)
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let (mut file, passing) = beside(folder)?;
    let written = file.write_all(text.as_bytes());
    // Windows renames no file that is open.
    drop(file);
    let replaced = written.and_then(|()| fs::rename(&passing, path));
    if replaced.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&passing);
    }
    replaced
}

/// A file in which a text waits until it is whole, and the path of it.
fn beside(folder: &Path) -> io::Result<(fs::File, PathBuf)> {
    let own = std::process::id();
    for number in 0..u16::MAX {
        let path = folder.join(format!(".trilogue-{own}-{number}"));
        match fs::File::create_new(&path) {
            // Another thread has it, or a run left it that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => return outcome.map(|file| (file, path)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// How a file on disk differs from what would be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It has another text.
    Stale,
}

/// The files below `folder` that are not as they would be written.
#[must_use]
pub fn compare(files: &Files, folder: &Path) -> Vec<(PathBuf, Difference)> {
    let differences = files.iter().filter_map(|(path, text)| {
        let path = folder.join(path);
        match fs::read(&path) {
            Ok(present) if present == text.as_bytes() => None,
            Ok(_) => Some((path, Difference::Stale)),
            Err(_) => Some((path, Difference::Missing)),
        }
    });
    differences.collect()
}
