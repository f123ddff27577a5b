//! `trilogue.yaml`: which specs there are and what is generated from them.

mod mistake;
mod path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{INVALID_VALUE, MISSING_KEY, UNSUPPORTED_VERSION};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::keys::{Key, Table, ValueShape};
use crate::syntax::{Fields, Reader, Text};
use crate::yaml::{self, Data};

/// The file that the program looks for.
pub const FILE: &str = "trilogue.yaml";

static CONFIG: Table = Table {
    of: "a configuration",
    keys: &[
        key(
            "trilogue",
            true,
            ValueShape::Word(&["1"]),
            "The version of this file's format: 1.",
        ),
        key(
            "specs",
            true,
            ValueShape::List(&ValueShape::Text),
            "The spec files, relative to this file.",
        ),
        key(
            "rust",
            false,
            ValueShape::Mapping(&RUST),
            "What is generated for Rust.",
        ),
        key(
            "typescript",
            false,
            ValueShape::Mapping(&TYPESCRIPT),
            "What is generated for TypeScript.",
        ),
        key(
            "docs",
            false,
            ValueShape::Mapping(&DOCS),
            "The Markdown pages that are generated.",
        ),
    ],
};

static RUST: Table = Table {
    of: "`rust`",
    keys: &[
        key(
            "folder",
            true,
            ValueShape::Text,
            "The source folder of the crate that receives one module for each spec.",
        ),
        key(
            "serde",
            false,
            ValueShape::Flag,
            "Whether serde's traits are written, behind the crate's feature `serde`.",
        ),
    ],
};

static TYPESCRIPT: Table = Table {
    of: "`typescript`",
    keys: &[
        key(
            "folder",
            true,
            ValueShape::Text,
            "The folder of the npm package.",
        ),
        key(
            "package",
            true,
            ValueShape::Text,
            "The name of the npm package.",
        ),
        key(
            "version",
            true,
            ValueShape::Text,
            "The version of the npm package.",
        ),
    ],
};

/// All tables of the file's keys.
pub static TABLES: [&Table; 4] = [&CONFIG, &RUST, &TYPESCRIPT, &DOCS];
static DOCS: Table = Table {
    of: "`docs`",
    keys: &[
        key(
            "folder",
            true,
            ValueShape::Text,
            "The folder that receives an index, and a folder of pages for each spec.",
        ),
        key(
            "crate",
            false,
            ValueShape::Text,
            "What Rust on the pages calls the crate that holds the modules: `crate` unless stated.",
        ),
    ],
};

const fn key(name: &'static str, required: bool, value: ValueShape, doc: &'static str) -> Key {
    Key {
        name,
        required,
        value,
        doc,
    }
}

/// What `trilogue.yaml` says.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the file says that it is a configuration.
    pub head: Span,
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
        let specs = self.specs(fields);
        let rust = self.rust_output(fields);
        let typescript = self.typescript_output(fields);
        let docs = self.docs_output(fields);
        self.shared_folders(fields, specs.as_deref().unwrap_or_default());
        Some(Config {
            head: fields.entry("trilogue")?.key.span,
            specs: specs?,
            rust,
            typescript,
            docs,
        })
    }

    fn specs(&mut self, fields: &Fields<'_>) -> Option<Vec<Text>> {
        let node = fields.get("specs")?;
        let specs = self.texts(node, "`specs`");
        if matches!(&node.data, Data::List(items) if items.is_empty()) {
            self.report(
                Diagnostic::new(INVALID_VALUE, node.span, "`specs` is empty")
                    .label("no spec")
                    .help("name a spec, such as `specs: [spec/portal.yaml]`"),
            );
        }
        let mut known: Vec<(String, Span)> = Vec::new();
        for spec in &specs {
            match path::shortest(spec, "the path of a spec", "spec/portal.yaml") {
                Err(mistake) => self.report(*mistake),
                Ok(short) => match known.iter().find(|(other, _)| path::is_same(other, &short)) {
                    Some((_, first)) => self.report(mistake::repeated_spec(spec, *first)),
                    None => known.push((short, spec.span)),
                },
            }
        }
        Some(specs)
    }

    /// Reports folders that two outputs share, or that hold a spec.
    fn shared_folders(&mut self, fields: &Fields<'_>, specs: &[Text]) {
        let mut known: Vec<(&str, String, Span)> = Vec::new();
        for (output, folder) in fields.iter().filter_map(folder_of_output) {
            // What is wrong with a path is reported where it is read.
            let Ok(short) = path::shortest(&folder, "", "") else {
                continue;
            };
            let spec = specs.iter().find(|spec| holds(&short, spec));
            let mut others = known.iter();
            match others.find(|(_, other, _)| path::is_same(other, &short)) {
                Some((other, path, first)) => {
                    let mistake = mistake::shared_folder(&folder, [*other, output], *first);
                    self.report(if *path == short {
                        mistake
                    } else {
                        mistake.note("Windows and macOS do not tell upper from lower case in paths")
                    });
                }
                None => known.push((output, short, folder.span)),
            }
            if let Some(spec) = spec {
                self.report(mistake::folder_of_specs(&folder, spec));
            }
        }
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
        let mistakes = [
            package.as_ref().and_then(mistake::package_mistake),
            version.as_ref().and_then(mistake::version_mistake),
        ];
        for mistake in mistakes.into_iter().flatten() {
            self.report(mistake);
        }
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
        match path::shortest(&folder, "`folder`", "generated") {
            Ok(_) => Some(folder.value),
            Err(mistake) => {
                self.report(*mistake);
                None
            }
        }
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

/// The mistake of a configuration that names no output, where something shall be written.
#[must_use]
pub fn nothing_to_generate(config: &Config) -> Diagnostic {
    let outputs = CONFIG.keys.iter().filter(|key| !key.required);
    let names: Vec<String> = outputs.map(|key| format!("`{}:`", key.name)).collect();
    Diagnostic::new(MISSING_KEY, config.head, "there is nothing to generate")
        .label("this configuration names no output")
        .help(format!("add {}", names.join(" or ")))
}

/// What an entry at the top of the file names as its folder, if it does so.
fn folder_of_output<'n>((name, entry): (&'static str, &'n yaml::Entry)) -> Option<(&'n str, Text)> {
    let Data::Mapping(entries) = &entry.value.data else {
        return None;
    };
    let folder = entries.iter().find(|entry| entry.key.value == "folder")?;
    match &folder.value.data {
        Data::Scalar(scalar) => Some((name, Text::new(scalar.text.clone(), folder.value.span))),
        _ => None,
    }
}

/// Whether a spec stands in the folder with this path.
fn holds(folder: &str, spec: &Text) -> bool {
    let spec = path::shortest(spec, "", "");
    spec.is_ok_and(|spec| path::is_same(path::folder_of(&spec), folder))
}
