//! Generates the Rust of all features, lists their directions, and lists the pages of docs that show Rust, so that all
//! of it is compiled as part of this package.

#[path = "build/derived.rs"]
mod derived;
#[path = "build/features.rs"]
mod features;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("Cargo sets it"));
    let generated = folder.join("../generated/docs");
    let features = folder.join("features");
    for place in [&generated, &features] {
        println!("cargo::rerun-if-changed={}", place.display());
    }
    let mut modules = String::new();
    for page in [pages_below(&generated), pages_below(&features)].concat() {
        let start = if page.starts_with(&features) {
            &features
        } else {
            &generated
        };
        let name = page.strip_prefix(start).unwrap_or(&page);
        let name = name
            .to_string_lossy()
            .replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
        let page = page.display().to_string();
        writeln!(modules, "#[doc = include_str!({page:?})]\nmod {name} {{}}")
            .expect("text takes text");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it"));
    features::generate(&folder, &out);
    fs::write(out.join("pages_of_docs.rs"), modules).expect("the folder is there");
}

/// The pages with Rust in a folder and those below, in the order of their names.
fn pages_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(pages_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "md")
            && fs::read_to_string(&path).is_ok_and(|text| text.contains("```rust"))
        {
            found.push(path);
        }
    }
    found
}
