//! One run at a time in a folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::FileError;

/// The name of the file that is locked. It is gone when no run is under way, unless one was killed.
pub(super) const FILE: &str = ".trilogue-lock";

const PAUSE: Duration = Duration::from_millis(20);
/// How often a run looks whether another has ended: for one minute.
const TRIES: u32 = 3000;

/// The right to change a folder, until it is dropped. The system takes it from a run that is killed.
pub(super) struct Lock {
    file: PathBuf,
    /// Folders that were made for the lock, the innermost first. Those that stay empty go when it goes.
    made: Vec<PathBuf>,
    // Closing it ends the lock.
    _open: File,
}

impl Lock {
    /// Waits for other runs to leave `folder`, and makes the folder if there is none.
    pub(super) fn take(folder: &Path) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("write to", folder, cause);
        let file = folder.join(FILE);
        let made = absent(folder);
        for _ in 0..TRIES {
            fs::create_dir_all(folder).map_err(failed)?;
            if let Some(open) = attempt(&file).map_err(failed)? {
                return Ok(Self {
                    file,
                    made,
                    _open: open,
                });
            }
            sleep(PAUSE);
        }
        let waited = "another run has been at work there for a minute; end it and try again";
        Err(failed(io::Error::new(ErrorKind::TimedOut, waited)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What cannot be removed is found and removed by the next run.
        let _ = fs::remove_file(&self.file);
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The locked file, or nothing if another run has it.
fn attempt(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    let file = match options.write(true).create(true).truncate(false).open(path) {
        Ok(file) => file,
        // Another run has just removed the folder that it had made for nothing.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        Ok(()) => Ok(is_still(&file, path)?.then_some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// A run that ends removes the file, so one that opened it before has a lock that nobody else sees.
fn is_still(file: &File, path: &Path) -> io::Result<bool> {
    let own = same_file::Handle::from_file(file.try_clone()?)?;
    match same_file::Handle::from_path(path) {
        Ok(named) => Ok(own == named),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The folders that have to be made for `folder` to be there, the innermost first.
fn absent(folder: &Path) -> Vec<PathBuf> {
    let above = folder.ancestors();
    let absent = above.take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    absent.map(Path::to_path_buf).collect()
}
