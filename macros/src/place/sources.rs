//! The files beside a crate's sources.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

/// The files to which `path` leads from the folders of the Rust files below `manifest`, each once and in order.
pub fn beside(manifest: &Path, path: &str) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    let mut left = vec![manifest.to_owned()];
    while let Some(folder) = left.pop() {
        let entries: Vec<DirEntry> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        let file = folder.join(path);
        if entries.iter().any(is_source)
            && file.is_file()
            && let Ok(file) = file.canonicalize()
        {
            found.insert(file);
        }
        let below = entries.iter().filter(|entry| is_of_crate(entry));
        left.extend(below.map(DirEntry::path));
    }
    found.into_iter().collect()
}

fn is_source(entry: &DirEntry) -> bool {
    entry.path().extension() == Some(OsStr::new("rs"))
}

/// Whether an entry is a folder that can hold files of the crate: neither what was built, nor another crate.
fn is_of_crate(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_folder = entry.file_type().is_ok_and(|ty| ty.is_dir());
    let is_hidden = name.as_encoded_bytes().starts_with(b".");
    is_folder && !is_hidden && name != "target" && !entry.path().join("Cargo.toml").exists()
}
