//! `trilogue.yaml`: which specs there are and what is generated from them.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{INVALID_VALUE, UNSUPPORTED_VERSION};
use crate::source::{SourceId, Sources};
use crate::syntax::keys::{Key, Table};
use crate::syntax::{Fields, Reader, Text};
use crate::yaml;

/// The file that the program looks for.
pub const FILE: &str = "trilogue.yaml";

const CONFIG: Table = Table {
    of: "a configuration",
    keys: &[
        key("trilogue", true, "The version of this file's format: 1."),
        key("specs", true, "The spec files, relative to this file."),
        key("rust", false, "What is generated for Rust."),
        key("typescript", false, "What is generated for TypeScript."),
        key("docs", false, "The Markdown pages that are generated."),
    ],
};

const RUST: Table = Table {
    of: "`rust`",
    keys: &[
        key(
            "folder",
            true,
            "The source folder of the crate that receives one module for each spec.",
        ),
        key(
            "serde",
            false,
            "Whether serde's traits are written, behind the crate's feature `serde`.",
        ),
    ],
};

const TYPESCRIPT: Table = Table {
    of: "`typescript`",
    keys: &[
        key("folder", true, "The folder of the npm package."),
        key("package", true, "The name of the npm package."),
        key("version", true, "The version of the npm package."),
    ],
};

const DOCS: Table = Table {
    of: "`docs`",
    keys: &[
        key(
            "folder",
            true,
            "The folder that receives an index, and a folder of pages for each spec.",
        ),
        key(
            "crate",
            false,
            "What Rust on the pages calls the crate that holds the modules: `crate` unless stated.",
        ),
    ],
};

const fn key(name: &'static str, required: bool, doc: &'static str) -> Key {
    Key {
        name,
        required,
        doc,
    }
}

/// What `trilogue.yaml` says.
#[derive(Debug, Clone)]
pub struct Config {
    /// The spec files, relative to the configuration.
    pub specs: Vec<Text>,
    /// What is generated for Rust.
    pub rust: Option<RustOutput>,
    /// What is generated for TypeScript.
    pub typescript: Option<TypeScriptOutput>,
    /// What pages are generated.
    pub docs: Option<DocsOutput>,
}

/// Where Rust goes, and how.
#[derive(Debug, Clone)]
pub struct RustOutput {
    /// The source folder of the crate, relative to the configuration.
    pub folder: String,
    /// Whether serde's traits are written.
    pub serde: bool,
}

/// Where TypeScript goes, and how.
#[derive(Debug, Clone)]
pub struct TypeScriptOutput {
    /// The folder of the package, relative to the configuration.
    pub folder: String,
    /// The name of the package.
    pub package: String,
    /// The version of the package.
    pub version: String,
}

/// Where docs go, and how.
#[derive(Debug, Clone)]
pub struct DocsOutput {
    /// The folder, relative to the configuration.
    pub folder: String,
    /// What Rust on the pages calls the crate that holds the modules.
    pub crate_name: Option<String>,
}

/// Reads a configuration.
///
/// # Errors
///
/// Every mistake of the file.
pub fn read(sources: &mut Sources, id: SourceId) -> Result<Config, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let tree = yaml::parse(sources, id, &mut diagnostics);
    let config = tree.and_then(|tree| {
        let mut reader = Reader::new(&mut diagnostics);
        let fields = reader.fields(&tree, &CONFIG, tree.span)?;
        reader.config(&fields)
    });
    match config {
        Some(config) if diagnostics.is_empty() => Ok(config),
        _ => Err(diagnostics),
    }
}

impl Reader<'_> {
    fn config(&mut self, fields: &Fields<'_>) -> Option<Config> {
        if let Some(version) = self.optional_text(fields, "trilogue")
            && version.value != "1"
        {
            self.report(
                Diagnostic::new(
                    UNSUPPORTED_VERSION,
                    version.span,
                    format!(
                        "this program knows version 1 of `trilogue.yaml`, not `{}`",
                        version.value
                    ),
                )
                .label("unknown version")
                .help("write `trilogue: 1`, or use a newer program"),
            );
        }
        let specs = fields.get("specs").map(|node| self.texts(node, "`specs`"));
        Some(Config {
            specs: specs?,
            rust: self.rust_output(fields),
            typescript: self.typescript_output(fields),
            docs: self.docs_output(fields),
        })
    }

    fn rust_output(&mut self, fields: &Fields<'_>) -> Option<RustOutput> {
        let entry = fields.entry("rust")?;
        let rust = self.fields(&entry.value, &RUST, entry.key.span)?;
        Some(RustOutput {
            folder: self.folder(&rust)?,
            serde: self.flag(&rust, "serde").is_some(),
        })
    }

    fn typescript_output(&mut self, fields: &Fields<'_>) -> Option<TypeScriptOutput> {
        let entry = fields.entry("typescript")?;
        let typescript = self.fields(&entry.value, &TYPESCRIPT, entry.key.span)?;
        let folder = self.folder(&typescript);
        let package = self.optional_text(&typescript, "package");
        let version = self.optional_text(&typescript, "version");
        Some(TypeScriptOutput {
            folder: folder?,
            package: package?.value,
            version: version?.value,
        })
    }

    fn docs_output(&mut self, fields: &Fields<'_>) -> Option<DocsOutput> {
        let entry = fields.entry("docs")?;
        let docs = self.fields(&entry.value, &DOCS, entry.key.span)?;
        let crate_name = self.optional_text(&docs, "crate");
        if let Some(name) = crate_name.as_ref().filter(|name| !is_path(&name.value)) {
            self.report(
                Diagnostic::new(INVALID_VALUE, name.span, "`crate` is no path of Rust")
                    .label("not the name of a crate")
                    .help("write it as code does, such as `crate: my_protocols`"),
            );
        }
        Some(DocsOutput {
            folder: self.folder(&docs)?,
            crate_name: crate_name.map(|name| name.value),
        })
    }

    fn folder(&mut self, fields: &Fields<'_>) -> Option<String> {
        let folder = self.optional_text(fields, "folder")?;
        if folder.value.is_empty() {
            self.report(
                Diagnostic::new(INVALID_VALUE, folder.span, "`folder` is empty")
                    .label("which folder?")
                    .help("write a path relative to `trilogue.yaml`; `.` is its own folder"),
            );
            return None;
        }
        Some(folder.value)
    }
}

/// Whether a text can stand in `use`: names of ASCII letters, digits and `_`, joined by `::`.
fn is_path(text: &str) -> bool {
    text.split("::").all(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    })
}
