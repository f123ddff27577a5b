//! The runtime, which is copied beside what is generated.

use crate::output::Files;

macro_rules! runtime {
    ($($name:literal),+ $(,)?) => {
        /// The files of the runtime, below `src` and `dist`.
        const FILES: &[(&str, &str)] = &[$(
            (concat!("src/runtime/", $name, ".ts"), source!("src/", $name, ".ts")),
            (concat!("dist/runtime/", $name, ".js"), source!("dist/", $name, ".js")),
            (concat!("dist/runtime/", $name, ".d.ts"), source!("dist/", $name, ".d.ts")),
        )+];
    };
}

macro_rules! source {
    ($($part:literal),+) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/typescript/", $($part),+))
    };
}

runtime!(
    "answers", "checks", "encoding", "fields", "formats", "forms", "index", "json", "kinds",
    "listed", "nesting", "object", "pointer", "presence", "readers", "refusal", "rivalry",
    "schema", "secret", "settling", "telling", "text", "tuples", "unicode", "unions", "unknown",
    "unread", "url",
);

/// Adds the runtime.
pub fn add(files: &mut Files) {
    for (path, text) in FILES {
        files.add(*path, *text);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::FILES;

    #[test]
    fn every_file_of_the_runtime_is_copied() {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/typescript");
        let copied: BTreeSet<String> = FILES
            .iter()
            .map(|(path, _)| path.replace("runtime/", ""))
            .collect();
        let mut present = BTreeSet::new();
        for folder in ["src", "dist"] {
            for entry in std::fs::read_dir(runtime.join(folder)).expect("the runtime is there") {
                let name = entry.expect("the folder can be read").file_name();
                present.insert(format!("{folder}/{}", name.to_string_lossy()));
            }
        }
        assert_eq!(copied, present);
    }
}
