//! From text with marks around types to TypeScript and to JavaScript.

use super::layout::{TYPE_END, TYPE_START};

/// The text with its types.
pub fn typescript(marked: &str) -> String {
    let text = marked.replace([TYPE_START, TYPE_END], "");
    tidy(text.split('\n').map(str::to_owned))
}

/// The text without its types, and without the lines that held nothing else.
pub fn javascript(marked: &str) -> String {
    let erased = without_types(marked);
    tidy(erased.split('\n').filter_map(|line| {
        let rest = line.replace(TYPE_START, "");
        let emptied = rest.len() < line.len() && rest.trim().is_empty();
        (!emptied).then_some(rest)
    }))
}

/// Leaves one mark where there was a type.
fn without_types(marked: &str) -> String {
    let mut depth = 0_usize;
    let mut erased = String::with_capacity(marked.len());
    for character in marked.chars() {
        match character {
            TYPE_START => {
                if depth == 0 {
                    erased.push(TYPE_START);
                }
                depth += 1;
            }
            TYPE_END => depth -= 1,
            _ if depth == 0 => erased.push(character),
            _ => {}
        }
    }
    erased
}

/// Ends the text with one line break, and leaves at most one blank line in a row and none at the start.
fn tidy(lines: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        let line = line.trim_end();
        if line.is_empty() {
            blank = !text.is_empty();
            continue;
        }
        if blank {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        blank = false;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{javascript, typescript};

    fn marked(text: &str) -> String {
        super::super::templates::with_marks(text)
    }

    #[test]
    fn types_go_and_their_lines_with_them() {
        let source = marked(
            "«import type { A } from \"a\";»\n\n«interface B {\n  a: A;\n}»\n\nconst c«: B» = 1;\n",
        );
        assert_eq!(javascript(&source), "const c = 1;\n");
        assert_eq!(
            typescript(&source),
            "import type { A } from \"a\";\n\ninterface B {\n  a: A;\n}\n\nconst c: B = 1;\n"
        );
    }

    #[test]
    fn a_type_over_several_lines_leaves_one() {
        assert_eq!(
            javascript(&marked("f(\n  value«: {\n    a: «A»;\n  }»,\n) {}")),
            "f(\n  value,\n) {}\n"
        );
    }

    #[test]
    fn blank_lines_stay_single() {
        assert_eq!(
            javascript(&marked("a;\n\n«type B = 1;»\n\nc;\n\n\n")),
            "a;\n\nc;\n"
        );
    }
}
