//! Paths in `trilogue.yaml`: what is refused in them, and when two name the same place.
//!
//! A configuration means the same on every system, so what a path is does not depend on where the program runs.

use crate::diagnostic::{Diagnostic, quoted};
use crate::rules::INVALID_VALUE;
use crate::syntax::Text;

/// The path in its shortest form, relative to `trilogue.yaml`: `.` for its own folder.
///
/// # Errors
///
/// What is wrong with the path. `what` is what holds it, and `such_as` shows one that is right.
pub fn shortest(path: &Text, what: &str, such_as: &str) -> Result<String, Box<Diagnostic>> {
    let mistake = |message: String, label: &str| {
        Diagnostic::new(INVALID_VALUE, path.span, message).label(label)
    };
    let text = path.value.as_str();
    if text.is_empty() {
        return Err(Box::new(
            mistake(format!("{what} is empty"), "no path").help(format!(
                "write a path relative to `trilogue.yaml`, such as `{such_as}`"
            )),
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(Box::new(
            mistake(format!("{what} has a control character"), "not a path")
                .help(format!("write a path such as `{such_as}`")),
        ));
    }
    if is_absolute(text) {
        return Err(Box::new(
            mistake(
                format!("{what} is an absolute path"),
                "holds on one machine alone",
            )
            .help(format!(
                "write a path relative to `trilogue.yaml`, such as `{such_as}`"
            )),
        ));
    }
    if text.contains('\\') {
        return Err(Box::new(
            mistake(
                format!("{what} has a backslash"),
                "not a path on every system",
            )
            .help(format!("write {}", quoted(&text.replace('\\', "/")))),
        ));
    }
    let (short, has_detour) = without_detours(text);
    if has_detour {
        return Err(Box::new(
            mistake(
                format!("{what} goes back up with `..`"),
                "leaves a folder that it names",
            )
            .help(format!("write {}", quoted(&short)))
            .note("`..` can stand at the start of a path alone"),
        ));
    }
    Ok(short)
}

/// Whether a path starts at the top of a file system: `/srv`, `\\server`, `C:\`, or at the home folder of a shell.
fn is_absolute(path: &str) -> bool {
    let mut letters = path.chars();
    let first = letters.next();
    let is_drive =
        first.is_some_and(|letter| letter.is_ascii_alphabetic()) && letters.next() == Some(':');
    let is_home = path == "~" || path.starts_with("~/");
    matches!(first, Some('/' | '\\')) || is_drive || is_home
}

/// A relative path without empty parts and `.`, each `..` after a name taken together with it; and whether there was
/// such a `..`.
fn without_detours(path: &str) -> (String, bool) {
    let mut parts: Vec<&str> = Vec::new();
    let mut has_detour = false;
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
            has_detour = true;
        } else {
            parts.push(part);
        }
    }
    let short = if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    };
    (short, has_detour)
}

/// The folder of a file whose path is in its shortest form.
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// Whether two paths in their shortest form name the same place on a system that does not tell `A` from `a`.
pub fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Sources, Span};

    fn outcome(path: &str) -> Option<String> {
        let mut sources = Sources::new();
        let id: SourceId = sources.add("trilogue.yaml", "").expect("text");
        let text = Text::new(path.to_owned(), Span::new(id, 0, 0));
        shortest(&text, "`folder`", "out").ok()
    }

    #[test]
    fn relative_paths_are_made_short() {
        for (path, short) in [
            ("out", "out"),
            ("./out/", "out"),
            ("a//b/./c", "a/b/c"),
            (".", "."),
            ("./", "."),
            ("../web", "../web"),
            ("../../web/..x", "../../web/..x"),
        ] {
            assert_eq!(outcome(path).as_deref(), Some(short), "{path}");
        }
    }

    #[test]
    fn other_paths_are_refused() {
        let refused = [
            "",
            "/",
            "/srv",
            "C:\\out",
            "c:out",
            "\\\\server\\out",
            "~",
            "~/out",
            "a\\b",
            "a/../b",
            "../a/..",
            "a\0b",
        ];
        for path in refused {
            assert_eq!(outcome(path), None, "{path}");
        }
    }

    #[test]
    fn the_folder_of_a_file() {
        assert_eq!(folder_of("lamp.yaml"), ".");
        assert_eq!(folder_of("../spec/lamp.yaml"), "../spec");
    }
}
