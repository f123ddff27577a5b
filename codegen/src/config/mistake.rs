//! What is wrong with values of `trilogue.yaml` that are of the right kind.

use crate::diagnostic::{Diagnostic, quoted};
use crate::rules::INVALID_VALUE;
use crate::source::Span;
use crate::syntax::Text;

/// A spec that stands in the list already.
pub fn repeated_spec(spec: &Text, first: Span) -> Diagnostic {
    let message = format!("{} stands here twice", quoted(&spec.value));
    Diagnostic::new(INVALID_VALUE, spec.span, message)
        .label("again here")
        .secondary(first, "first here")
        .help("remove one of them")
}

/// A folder that two outputs would write to.
pub fn shared_folder(folder: &Text, outputs: [&str; 2], first: Span) -> Diagnostic {
    let [one, other] = outputs;
    let message = format!("`{one}` and `{other}` have the same folder");
    Diagnostic::new(INVALID_VALUE, folder.span, message)
        .label("the same folder")
        .secondary(first, "first here")
        .help(format!(
            "give each a folder of its own, such as `generated/{one}` and `generated/{other}`"
        ))
}

/// A folder of generated files in which a spec stands.
pub fn folder_of_specs(folder: &Text, spec: &Text) -> Diagnostic {
    Diagnostic::new(
        INVALID_VALUE,
        folder.span,
        "a folder for generated files holds a spec",
    )
    .label("the spec's folder")
    .secondary(spec.span, "this spec stands there")
    .help("write a folder that holds generated files alone, such as `generated`")
}

/// What is wrong with the name of a package, if anything is.
pub fn package_mistake(package: &Text) -> Option<Diagnostic> {
    let message = format!(
        "{} is not the name of an npm package",
        quoted(&package.value)
    );
    let mistake = Diagnostic::new(INVALID_VALUE, package.span, message)
        .label("not a package name")
        .help("write lower-case letters, digits, `-`, `.` and `_`, such as `portal-protocol` or `@example/portal`");
    (!is_package_name(&package.value)).then_some(mistake)
}

/// Whether npm takes a name for a package that is published today.
fn is_package_name(name: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && part.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte)
            })
    };
    let parts = match name.strip_prefix('@') {
        Some(scoped) => scoped.split_once('/').map(|(scope, name)| [scope, name]),
        None => Some([name, name]),
    };
    name.len() <= 214 && parts.is_some_and(|parts| parts.into_iter().all(is_part))
}

/// What is wrong with the version of a package, if anything is.
pub fn version_mistake(version: &Text) -> Option<Diagnostic> {
    let message = format!("{} is not a version for npm", quoted(&version.value));
    let mistake = Diagnostic::new(INVALID_VALUE, version.span, message)
        .label("not a version")
        .help("write three numbers, such as `1.0.0`");
    semver::Version::parse(&version.value)
        .is_err()
        .then_some(mistake)
}
