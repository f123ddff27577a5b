//! Where the spec is that a macro names.

mod sources;
#[cfg(test)]
mod tests;

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use proc_macro2::Span;
use trilogue_codegen::diagnostic::near;

/// Where a macro is called, and what its path of a spec starts from.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file, line and column; an editor may not know them.
    call: String,
    /// The folders in which the path may start, the first one first.
    folders: Vec<PathBuf>,
    /// The folder of the crate, if an editor does not say which of its files calls: rust-analyzer does not.
    somewhere_below: Option<PathBuf>,
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
    /// That of a call at `span`. Paths start at the folder of the calling file, or at that of the crate's manifest.
    pub fn of(span: Span) -> Self {
        let span = span.unwrap();
        let call = format!("{}:{}:{}", span.file(), span.line(), span.column());
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let Some(file) = span.local_file() else {
            return Self::somewhere(call, manifest);
        };
        let beside = file.parent().map(Path::to_owned);
        Self::new(call, beside.into_iter().chain(manifest))
    }

    /// A place called `call` in a file of the crate in the folder `manifest`, of which nobody says which one it is.
    pub fn somewhere(call: impl Into<String>, manifest: Option<PathBuf>) -> Self {
        Self {
            somewhere_below: manifest.clone(),
            ..Self::new(call, manifest)
        }
    }

    /// A place called `call` where paths start at one of `folders`, in this order.
    pub fn new(call: impl Into<String>, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let here = env::current_dir().unwrap_or_default();
        let mut all: Vec<PathBuf> = Vec::new();
        for folder in folders {
            let folder = here.join(folder);
            if !all.contains(&folder) {
                all.push(folder);
            }
        }
        Self {
            call: call.into(),
            folders: all,
            somewhere_below: None,
        }
    }

    /// The file, line and column, for telling calls apart.
    pub fn call(&self) -> &str {
        &self.call
    }

    /// The spec at `path`.
    ///
    /// # Errors
    ///
    /// Where it was looked for, with what has a similar name there.
    pub fn find(&self, path: &str) -> Result<Found, String> {
        let mut candidates: Vec<PathBuf> = Vec::new();
        for folder in &self.folders {
            // In parts, so that a slash at the end is none.
            let candidate: PathBuf = folder.join(path).components().collect();
            if !candidates.contains(&candidate) {
                candidates.push(candidate);
            }
        }
        let file = candidates.iter().find(|path| path.is_file());
        match file.or_else(|| candidates.iter().find(|path| path.exists())) {
            Some(found) => Ok(Found::at(found.clone())),
            None => self.guess(path, &candidates),
        }
    }

    /// The spec beside one of the crate's files. Which one calls does not matter where one alone has it beside it.
    fn guess(&self, path: &str, candidates: &[PathBuf]) -> Result<Found, String> {
        let Some(folder) = &self.somewhere_below else {
            return Err(missing(path, candidates));
        };
        match &sources::beside(folder, path)[..] {
            [] => Err(missing(path, candidates)),
            [found] => Ok(Found::at(found.clone())),
            [one, other, ..] => Err(format!(
                "your editor does not say in which file this stands, so `{path}` may be `{}` or `{}`\n\
                 help: write the path from the folder of Cargo.toml",
                shown(one).display(),
                shown(other).display()
            )),
        }
    }
}

impl Found {
    fn at(path: PathBuf) -> Self {
        let shown = shown(&path);
        Self { path, shown }
    }
}

/// A path as the compiler shows it: without the folder where it runs, and without ways there and back.
fn shown(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let before = short.components().next_back();
        if part == Component::ParentDir && matches!(before, Some(Component::Normal(_))) {
            short.pop();
        } else {
            short.push(part);
        }
    }
    let here = env::current_dir().unwrap_or_default();
    let below = short.strip_prefix(&here).ok().map(Path::to_owned);
    below
        .filter(|below| !below.as_os_str().is_empty())
        .unwrap_or(short)
}

fn missing(path: &str, candidates: &[PathBuf]) -> String {
    let mut lines = vec![format!("there is no spec at `{path}`")];
    let places = candidates.iter().map(|place| shown(place));
    lines.extend(places.map(|place| format!("note: `{}` does not exist", place.display())));
    let meant = candidates.iter().find_map(|path| meant(path));
    lines.extend(meant.map(|meant| format!("help: `{}` does", shown(&meant).display())));
    lines.join("\n")
}

/// The file that the path of a missing one was probably meant to be.
fn meant(path: &Path) -> Option<PathBuf> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let folder = if folder.is_dir() {
        folder.to_owned()
    } else {
        meant(folder)?
    };
    let same = folder.join(name);
    if same.exists() {
        return Some(same);
    }
    let entries = fs::read_dir(&folder).ok()?.flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    let nearest = near(name.to_str()?, names.iter().map(String::as_str));
    nearest.map(|nearest| folder.join(nearest))
}
