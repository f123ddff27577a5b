//! Statements that import and pass on names.

use std::collections::BTreeSet;

use super::layout::{Doc, Import, concat, join};
use super::sink::literal;

/// Import statements for these names, types apart from values. What is both is imported as a value.
pub fn import_statements(imports: &BTreeSet<Import>) -> Vec<Doc> {
    let mut statements = Vec::new();
    let files: BTreeSet<_> = imports.iter().map(|import| &import.from).collect();
    for from in files {
        for is_type in [true, false] {
            let is_wanted = |import: &&Import| {
                let is_value = !import.is_type
                    || imports.contains(&Import {
                        is_type: false,
                        ..(*import).clone()
                    });
                import.from == *from && import.is_type == is_type && is_value != is_type
            };
            let of_file = imports.iter().filter(is_wanted);
            let names: Vec<_> = of_file.map(|import| import.name.to_string()).collect();
            if !names.is_empty() {
                statements.push(names_of_file("import", names, from, is_type));
            }
        }
    }
    statements
}

/// `import { names } from "file";`, or the same with `export`.
pub fn names_of_file(word: &str, mut names: Vec<String>, file: &str, is_type: bool) -> Doc {
    names.sort_by_key(|name| {
        name.chars()
            .map(|letter| (letter.to_ascii_lowercase(), letter))
            .collect::<Vec<_>>()
    });
    let separator = concat([",".into(), Doc::Space]);
    let inside = join(names.into_iter().map(Doc::from), &separator);
    let head = if is_type {
        format!("{word} type {{")
    } else {
        format!("{word} {{")
    };
    let end = format!("}} from {};", literal(file));
    let inside = concat([Doc::Space, inside, Doc::IfBroken(",")]).indent();
    let statement = concat([head.into(), inside, Doc::Space, end.into()]).group();
    if is_type {
        statement.type_only()
    } else {
        statement
    }
}
