//! A small project to start from: a spec, a `trilogue.yaml`, and a program for each language that uses the messages.
//!
//! ```
//! use trilogue_codegen::init::{Options, project};
//!
//! let files = project(&Options { rust: None, typescript: true });
//! assert!(files.get("trilogue.yaml").unwrap().contains("package: player-protocols"));
//! assert!(files.get("web/main.js").is_some());
//! assert!(files.get("rust/Cargo.toml").is_none());
//! ```

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::output::Files;

/// What the project holds beside its spec.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the crate `trilogue`, for a project with Rust in it.
    pub rust: Option<String>,
    /// Whether the project has TypeScript in it.
    pub typescript: bool,
}

/// A file of the project by its path, and the template or text of it.
type File = (&'static str, &'static str);

const ALWAYS: &[File] = &[
    ("README.md", include_str!("templates/README.md.j2")),
    ("ci.sh", include_str!("templates/ci.sh.j2")),
    (
        "spec/player.yaml",
        include_str!("templates/spec/player.yaml"),
    ),
    ("trilogue.yaml", include_str!("templates/trilogue.yaml.j2")),
];

const RUST: &[File] = &[
    ("rust/.gitignore", include_str!("templates/rust/gitignore")),
    (
        "rust/Cargo.toml",
        include_str!("templates/rust/Cargo.toml.j2"),
    ),
    (
        "rust/src/main.rs",
        include_str!("templates/rust/src/main.rs"),
    ),
];

const TYPESCRIPT: &[File] = &[
    ("web/main.js", include_str!("templates/web/main.js")),
    (
        "web/package.json",
        include_str!("templates/web/package.json"),
    ),
    (
        "web/tsconfig.json",
        include_str!("templates/web/tsconfig.json"),
    ),
];

/// The files of a project. What it generates is not among them: `trilogue generate` writes that.
///
/// # Panics
///
/// Never: the templates are part of this crate, and a test fills each.
#[must_use]
pub fn project(options: &Options) -> Files {
    let environment = environment();
    let view = context! {
        rust => options.rust.is_some(),
        typescript => options.typescript,
        path => options.rust.as_deref().map(toml_text),
    };
    let rust = if options.rust.is_some() { RUST } else { &[] };
    let typescript = if options.typescript { TYPESCRIPT } else { &[] };
    let mut files = Files::new();
    for (path, template) in ALWAYS.iter().chain(rust).chain(typescript) {
        files.add(*path, fill(&environment, path, template, &view));
    }
    files
}

/// Specs and programs are full of braces: only what depends on the options is a template.
fn fill(environment: &Environment<'_>, path: &str, template: &str, view: &Value) -> String {
    let is_fixed = path.starts_with("spec/") || path.contains("/main.");
    if is_fixed {
        return template.to_owned();
    }
    environment
        .render_named_str(path, template, view)
        .expect("the templates show what every view has")
}

fn environment() -> Environment<'static> {
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_syntax(syntax.build().expect("the usual delimiters differ"));
    environment
}

/// A text in TOML, whose escapes are those of JSON and more.
fn toml_text(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(files: &Files) -> Vec<&str> {
        files.iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn a_project_holds_the_languages_that_are_asked_for() {
        let rust = Some("/src/trilogue/runtime/rust".to_owned());
        let both = project(&Options {
            rust: rust.clone(),
            typescript: true,
        });
        let rust = project(&Options {
            rust,
            typescript: false,
        });
        let typescript = project(&Options {
            rust: None,
            typescript: true,
        });
        assert_eq!(
            paths(&both).len(),
            ALWAYS.len() + RUST.len() + TYPESCRIPT.len()
        );
        for (files, absent) in [(&rust, "web/"), (&typescript, "rust/")] {
            for (path, text) in files.iter() {
                assert!(
                    !path.starts_with(absent) && !text.contains(absent),
                    "{path} speaks of {absent}"
                );
            }
        }
        for (path, text) in both.iter() {
            assert!(
                text.ends_with('\n') && !text.contains("\n\n\n"),
                "{path} is laid out badly:\n{text}"
            );
        }
    }

    #[test]
    fn a_folder_of_any_name_is_text_in_toml() {
        assert_eq!(toml_text("C:\\a \"b\"\u{7f}"), r#""C:\\a \"b\"\u007f""#);
    }
}
