//! Writing files where there are none.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{FileError, Files};

/// Why files were not created.
#[derive(Debug)]
pub enum CreateError {
    /// These are there already.
    Present(Vec<PathBuf>),
    /// A file or folder could not be written.
    Write(FileError),
}

impl std::fmt::Display for CreateError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Write(error) => error.fmt(out),
            Self::Present(paths) => {
                let paths: Vec<String> = paths
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                write!(out, "there already: {}", paths.join(", "))
            }
        }
    }
}

// The text says the cause already, so that there is no source to say it again.
impl std::error::Error for CreateError {}

/// Creates the files below `folder`: all of them or, where one is there already or cannot be written, none. Gives their
/// paths.
///
/// # Errors
///
/// All files that are there already, or the first file or folder that cannot be written.
pub fn create(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, CreateError> {
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| folder.join(path)).collect();
    // A link that leads nowhere is there, too.
    let present: Vec<PathBuf> = paths
        .iter()
        .filter(|path| fs::symlink_metadata(path).is_ok())
        .cloned()
        .collect();
    if !present.is_empty() {
        return Err(CreateError::Present(present));
    }
    for (done, (path, (_, text))) in paths.iter().zip(files.iter()).enumerate() {
        if let Err(cause) = create_one(path, text) {
            for path in &paths[..done] {
                // What cannot be removed is left: the first failure is the one to tell.
                let _ = fs::remove_file(path);
            }
            return Err(CreateError::Write(FileError::new("write", path, cause)));
        }
    }
    Ok(paths)
}

/// Fails when a file came to be there in the meantime, and leaves that alone.
fn create_one(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut file = fs::File::create_new(path)?;
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        drop(file);
        let _ = fs::remove_file(path);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let mut files = Files::new();
        files.add("a/one", "1");
        files.add("b/two", "2");
        files
    }

    #[test]
    fn all_are_created_or_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(
            create(&files(), folder.path())
                .expect("an empty folder")
                .len(),
            2
        );
        let Err(CreateError::Present(present)) = create(&files(), folder.path()) else {
            panic!("the files are there");
        };
        assert_eq!(present.len(), 2);
    }

    #[test]
    fn what_was_written_before_a_failure_is_removed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("b"), "a file where a folder belongs").expect("a file");
        let error = create(&files(), folder.path()).expect_err("a file is in the way");
        assert!(error.to_string().contains("cannot write"), "{error}");
        assert!(!folder.path().join("a/one").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("target");
        fs::create_dir(folder.path().join("a")).expect("a folder");
        std::os::unix::fs::symlink(&target, folder.path().join("a/one")).expect("a link");
        assert!(matches!(
            create(&files(), folder.path()),
            Err(CreateError::Present(_))
        ));
        assert!(!target.exists());
    }
}
