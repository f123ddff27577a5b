//! Crates by themselves: those of the workspace with each of their features, and those that stand outside of it.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;
use serde_json::Value;
use trilogue_tests::{folder, workspace};

use crate::{cargo, cargo_program, run};

/// Whoever turns on one feature of a crate finds nothing of the others missing or left over.
pub fn features() -> anyhow::Result<()> {
    let metadata = Command::new(cargo_program())
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(workspace())
        .output()
        .context("cannot start cargo")?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    // A package that is not published is used here alone, with the features that it is used with.
    let published = packages
        .iter()
        .filter(|package| package["publish"].is_null());
    for package in published {
        let name = package["name"].as_str().context("a package has a name")?;
        let features = package["features"].as_object().context("no features")?;
        let named = features.keys().filter(|feature| *feature != "default");
        for feature in named.map(String::as_str).chain([""]) {
            let lint = ["clippy", "--package", name, "--no-default-features"];
            let chosen = ["--features", feature, "--", "--deny", "warnings"];
            cargo(&[&lint[..], &chosen[..]].concat())?;
        }
    }
    Ok(())
}

/// Builds and tests the crates below `tests/outside` as their authors would.
pub fn outside() -> anyhow::Result<()> {
    let mut crates = Vec::new();
    for entry in folder().join("outside").read_dir()? {
        crates.push(entry?.path());
    }
    crates.sort();
    for place in crates
        .iter()
        .filter(|place| place.join("Cargo.toml").exists())
    {
        let steps: [&[&str]; 3] = [
            &["fmt", "--check"],
            &[
                "clippy",
                "--quiet",
                "--locked",
                "--all-targets",
                "--no-deps",
                "--",
                "--deny",
                "warnings",
            ],
            &["test", "--quiet", "--locked"],
        ];
        for step in steps {
            let mut command = Command::new(cargo_program());
            command.args(step).env("CARGO_TARGET_DIR", target());
            run(&mut command, place)?;
        }
    }
    Ok(())
}

/// One folder for all that they build, so that what they share is built once.
fn target() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    workspace().join(target).join("outside")
}
