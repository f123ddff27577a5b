//! Folders that are checked in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Build, BuildError, Place};
use crate::generate::Output;
use crate::model::Protocol;
use crate::output::{self, Files, Finding, Force, Outcome};
use crate::screen::one_line;
use crate::target::rust;

/// How many lines of a difference are shown.
const LINES: usize = 40;

/// The folders for what people check in.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    rust: Option<PathBuf>,
    #[cfg(feature = "typescript")]
    typescript: Option<PathBuf>,
    #[cfg(feature = "docs")]
    docs: Option<PathBuf>,
}

impl Build {
    /// Writes the module to a folder that is checked in, as `mod.rs` and a file for each direction. Several specs have
    /// a module each inside of it.
    ///
    /// The folder keeps a record, `.trilogue`, of what was written there: files that a person made or changed are
    /// neither overwritten nor removed.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.rust = Some(folder.into());
        self
    }

    /// Writes an npm package, too, to a folder that is checked in. Several specs have a package each inside of it.
    #[cfg(feature = "typescript")]
    pub fn typescript(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.typescript = Some(folder.into());
        self
    }

    /// Writes pages of docs, too, to a folder that is checked in. Several specs have a folder each inside of it.
    #[cfg(feature = "docs")]
    pub fn docs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.docs = Some(folder.into());
        self
    }

    /// Reads the specs, and says whether the folders hold what [`generate`](Self::generate) would write there. Writes
    /// nothing. For a test:
    ///
    /// ```no_run
    /// # use trilogue_codegen::{Build, BuildError};
    /// #[test]
    /// fn the_protocol_is_up_to_date() -> Result<(), BuildError> {
    ///     Build::new("spec/portal.yaml").folder("src/portal").check()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// All mistakes of all specs, or else the files that are not as they would be written.
    pub fn check(&self) -> Result<(), BuildError> {
        self.compare(&Place::of_process())
    }

    pub(super) fn compare(&self, place: &Place) -> Result<(), BuildError> {
        let outputs = self.shared(&self.protocols(place)?, place);
        if outputs.is_empty() {
            return Err(BuildError::said(
                "there is no folder to check",
                "name the one that is checked in with `folder`",
            ));
        }
        let inspection = output::inspect(&pairs(&outputs))?;
        if inspection.findings.is_empty() {
            return Ok(());
        }
        Err(not_as_generated(&inspection.findings))
    }

    /// Writes to folders that are checked in. Gives whether Cargo's folder gets nothing: because Rust has a folder, or
    /// because this is no build script.
    pub(super) fn write_shared(
        &self,
        protocols: &[Protocol],
        place: &Place,
    ) -> Result<bool, BuildError> {
        let outputs = self.shared(protocols, place);
        match output::update(&pairs(&outputs), Force::No)? {
            Outcome::Done(_) => {}
            Outcome::Refused(persons) => return Err(refused(&persons)),
        }
        let is_elsewhere = place.out.is_none() && !outputs.is_empty();
        Ok(self.folders.rust.is_some() || is_elsewhere)
    }

    /// What goes to folders that are checked in.
    fn shared(&self, protocols: &[Protocol], place: &Place) -> Vec<Output> {
        let mut outputs = Vec::new();
        let mut add = |folder: &Option<PathBuf>, files: &dyn Fn() -> Files| {
            outputs.extend(folder.iter().map(|folder| Output {
                folder: place.home.join(folder),
                files: files(),
            }));
        };
        add(&self.folders.rust, &|| self.rust(protocols));
        #[cfg(feature = "typescript")]
        add(&self.folders.typescript, &|| {
            in_folders(protocols, crate::generate::typescript_of_one)
        });
        #[cfg(feature = "docs")]
        add(&self.folders.docs, &|| {
            in_folders(protocols, crate::generate::docs_of_one)
        });
        outputs
    }

    fn rust(&self, protocols: &[Protocol]) -> Files {
        let mut files = in_folders(protocols, |protocol| rust::module(protocol, self.options()));
        if protocols.len() > 1 {
            let names: Vec<String> = protocols.iter().map(rust::module_name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            files.add("mod.rs", rust::crate_root(&names));
        }
        files
    }
}

/// The files of one protocol, or those of several in a folder each.
fn in_folders(protocols: &[Protocol], files: impl Fn(&Protocol) -> Files) -> Files {
    if let [protocol] = protocols {
        return files(protocol);
    }
    let mut all = Files::new();
    for protocol in protocols {
        all.add_all(&rust::module_name(protocol), files(protocol));
    }
    all
}

fn pairs(outputs: &[Output]) -> Vec<(&Path, &Files)> {
    let pairs = outputs.iter();
    pairs
        .map(|output| (output.folder.as_path(), &output.files))
        .collect()
}

fn refused(persons: &[Finding]) -> BuildError {
    let what = "nothing was written, because a person made or changed these files";
    let help = "move what you want to keep to the spec or to another file, and remove these";
    BuildError::said(&format!("{what}{}", shown(persons)), help)
}

fn not_as_generated(findings: &[Finding]) -> BuildError {
    let is_persons = findings.iter().any(|finding| finding.state.is_persons());
    let help = if is_persons {
        "move what a person changed to the spec or to another file, remove it here, and call `generate`"
    } else {
        "call `generate` on the same `Build`"
    };
    let what = "these files are not as generated from the spec";
    BuildError::said(&format!("{what}{}", shown(findings)), help)
}

/// A line for each file, and how it differs.
fn shown(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let path = one_line(&finding.path.display().to_string());
        let _ = write!(text, "\n{}: {path}", finding.state.word());
        if let Some(difference) = finding.difference(LINES) {
            let _ = write!(text, "\n{}", difference.trim_end());
        }
    }
    text
}
