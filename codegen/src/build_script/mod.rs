//! What a build script calls: specs become code while the crate that uses them is built.

mod error;
#[cfg(feature = "record")]
mod shared;
#[cfg(test)]
mod tests;

use std::env;
use std::path::PathBuf;

pub use error::BuildError;

use crate::diagnostic::Diagnostics;
use crate::load_source;
use crate::model::Protocol;
use crate::output::{self, Files};
use crate::source::Sources;
use crate::target::rust::{self, Options, Serde};

/// What is generated from which specs, for a build script.
///
/// Paths start in the folder of the package's `Cargo.toml`. Each spec becomes a module that is called like its
/// protocol, with `_` for `-`. It goes where Cargo wants what build scripts write, and the crate takes it in with
/// `trilogue::include_protocol!`.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), trilogue_codegen::BuildError> {
///     trilogue_codegen::Build::new("spec/portal.yaml").generate()
/// }
/// ```
///
/// ```ignore
/// // src/main.rs
/// trilogue::include_protocol!("portal");
/// ```
///
/// With the feature `record`, `folder` has the module written to a folder that is checked in, and `check` lets a test
/// say whether it is up to date; the features `typescript` and `docs` do the same for an npm package and for pages.
#[derive(Debug, Clone)]
#[must_use = "nothing is generated before `generate` is called"]
pub struct Build {
    specs: Vec<PathBuf>,
    serde: bool,
    #[cfg(feature = "record")]
    folders: shared::Folders,
}

impl Build {
    /// The spec at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            specs: vec![path.into()],
            serde: false,
            #[cfg(feature = "record")]
            folders: shared::Folders::default(),
        }
    }

    /// One more spec.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Whether types implement serde's traits, for which the crate turns on the feature `serde` of `trilogue`. For
    /// traits that hang on a feature of the crate itself, write `.serde(cfg!(feature = "serde"))`.
    pub fn serde(mut self, serde: bool) -> Self {
        self.serde = serde;
        self
    }

    /// Reads the specs, and writes what was asked for. A file that is up to date is not touched.
    ///
    /// Cargo is told to run the build script again when a file changes that was read or is missing, and for no other
    /// reason.
    ///
    /// # Errors
    ///
    /// All mistakes of all specs, or else what cannot be written.
    pub fn generate(&self) -> Result<(), BuildError> {
        self.run(&Place::of_process())
    }

    fn run(&self, place: &Place) -> Result<(), BuildError> {
        let protocols = self.protocols(place)?;
        #[cfg(feature = "record")]
        if self.write_shared(&protocols, place)? {
            return Ok(());
        }
        self.write_for_cargo(&protocols, place)
    }

    /// The protocols of all specs. Tells Cargo which files they stand in.
    fn protocols(&self, place: &Place) -> Result<Vec<Protocol>, BuildError> {
        let mut sources = Sources::new();
        let mut mistakes = Diagnostics::new();
        let mut protocols = Vec::new();
        for spec in &self.specs {
            let loaded = match sources.load_as(place.home.join(spec), spec) {
                Ok(id) => load_source(&mut sources, id),
                Err(mistake) => {
                    mistakes.push(mistake);
                    continue;
                }
            };
            match loaded {
                Ok(protocol) => protocols.push(protocol),
                Err(found) => mistakes.extend(found.into_sorted()),
            }
        }
        for file in sources.sought() {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        if !mistakes.is_empty() {
            return Err(BuildError::of_specs(mistakes, &sources));
        }
        self.are_apart(&protocols)?;
        Ok(protocols)
    }

    /// Whether each protocol has a module of its own.
    fn are_apart(&self, protocols: &[Protocol]) -> Result<(), BuildError> {
        for (place, protocol) in protocols.iter().enumerate() {
            let mut before = protocols[..place].iter();
            if let Some(first) = before.position(|other| other.name == protocol.name) {
                let specs = [first, place].map(|at| self.specs[at].as_path());
                return Err(BuildError::same_name(&protocol.name, specs));
            }
        }
        Ok(())
    }

    /// Writes a file for each module, and tells Cargo which ones there are: an older one may lie there still.
    fn write_for_cargo(&self, protocols: &[Protocol], place: &Place) -> Result<(), BuildError> {
        let out = place.out.as_ref().ok_or_else(BuildError::no_build_script)?;
        let mut files = Files::new();
        for protocol in protocols {
            let module = rust::module_name(protocol);
            files.add(
                format!("{module}.rs"),
                rust::one_file(protocol, self.options()),
            );
            println!("cargo::rustc-env=TRILOGUE_PROTOCOL_{module}={module}.rs");
        }
        output::write(&files, out)?;
        Ok(())
    }

    fn options(&self) -> Options {
        let serde = if self.serde { Serde::Always } else { Serde::No };
        Options { serde }
    }
}

/// Where a build script runs.
#[derive(Debug, Clone, Default)]
struct Place {
    /// The folder of the package.
    home: PathBuf,
    /// The folder for what is written. There is none in a test.
    out: Option<PathBuf>,
}

impl Place {
    /// What Cargo tells the process. Paths are short where the process runs in the folder of the package, as build
    /// scripts and tests do.
    fn of_process() -> Self {
        let folder = |name| env::var_os(name).map(PathBuf::from);
        let here = env::current_dir().ok();
        let package = folder("CARGO_MANIFEST_DIR");
        Self {
            home: package
                .filter(|package| here.as_ref() != Some(package))
                .unwrap_or_default(),
            out: folder("OUT_DIR"),
        }
    }
}
