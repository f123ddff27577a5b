//! Where the spec is that a macro names.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use trilogue_codegen::diagnostic::near;

/// The folders in which the path of a spec starts, the first one first.
#[derive(Debug, Clone)]
pub struct Place {
    folders: Vec<PathBuf>,
}

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// How people are told of it: from the folder where the compiler runs, as the compiler does.
    pub shown: PathBuf,
}

impl Place {
    /// Those of a macro that is called at `span`: the folder of the calling file, which an editor may not know, and
    /// that of the crate's manifest.
    pub fn of(span: Span) -> Self {
        let file = span.unwrap().local_file();
        let beside = file.and_then(|file| file.parent().map(Path::to_owned));
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        Self::from_folders(beside.into_iter().chain(manifest))
    }

    /// Those in this order.
    pub fn from_folders(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut all: Vec<PathBuf> = Vec::new();
        for folder in folders.into_iter().map(from_here) {
            if !all.contains(&folder) {
                all.push(folder);
            }
        }
        Self { folders: all }
    }

    /// The spec at `path`.
    ///
    /// # Errors
    ///
    /// Where it was looked for, with what has a similar name there.
    pub fn find(&self, path: &str) -> Result<Found, String> {
        let candidates: Vec<PathBuf> = self.folders.iter().map(|from| from.join(path)).collect();
        let file = candidates.iter().find(|path| path.is_file());
        let found = file.or_else(|| candidates.iter().find(|path| path.exists()));
        let Some(shown) = found else {
            return Err(missing(path, &candidates));
        };
        let here = env::current_dir().unwrap_or_default();
        Ok(Found {
            path: here.join(shown),
            shown: shown.clone(),
        })
    }
}

/// A path as the compiler shows it: without the folder where it runs.
fn from_here(path: PathBuf) -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path)
}

fn missing(path: &str, candidates: &[PathBuf]) -> String {
    let mut lines = vec![format!("there is no spec at `{path}`")];
    let places = candidates.iter().map(|place| place.display());
    lines.extend(places.map(|place| format!("note: `{place}` does not exist")));
    let meant = candidates.iter().find_map(|path| neighbour(path));
    lines.extend(meant.map(|meant| format!("help: `{}` does", meant.display())));
    lines.join("\n")
}

/// The file in the same folder that has the nearest name.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    let listed = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(listed).ok()?.flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| is_spec(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    near(name, names.iter().map(String::as_str)).map(|meant| folder.join(meant))
}

fn is_spec(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| ["yaml", "yml"].contains(&ending))
}
