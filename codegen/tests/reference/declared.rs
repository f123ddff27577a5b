//! Declarations of generated code, without what readers of the reference do not need: docs, attributes and tests.

use trilogue_codegen::generate;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::output::Files;
use trilogue_codegen::target::rust;

/// The Rust of a protocol, all files in one text.
#[must_use]
pub fn rust(protocol: &Protocol) -> String {
    plain(
        &generate::rust_module(protocol, rust::Options::default()),
        "",
    )
}

/// The TypeScript of a protocol, all files in one text.
#[must_use]
pub fn typescript(protocol: &Protocol) -> String {
    let files = generate::typescript_of_one(protocol);
    plain(&files, &format!("src/{}/", protocol.name))
}

fn plain(files: &Files, prefix: &str) -> String {
    let mut text = String::new();
    for (path, content) in files.iter() {
        let ending = path.rsplit('.').next();
        let is_source = matches!(ending, Some("rs" | "ts"));
        if path.starts_with(prefix) && is_source {
            text += &without_docs(content);
        }
    }
    text
}

fn without_docs(code: &str) -> String {
    let mut text = String::new();
    let mut in_doc = false;
    for line in code.lines() {
        let start = line.trim_start();
        in_doc |= start.starts_with("/**");
        let left_out = in_doc || start.starts_with("//") || start.starts_with("#[");
        in_doc &= !start.contains("*/");
        if !left_out {
            text += line;
            text.push('\n');
        }
    }
    text
}

/// A block of declarations as they are generated. Each is found by its first line, up to its name.
///
/// # Errors
///
/// The first line of a declaration that is not generated.
pub fn anew(block: &str, code: &str) -> Result<String, String> {
    let mut found = Vec::new();
    for line in block.lines() {
        let is_start = line.starts_with(|first: char| first.is_ascii_alphabetic());
        if is_start {
            found.push(declaration(line, code)?);
        }
    }
    Ok(found.join("\n"))
}

/// The declaration that starts like a line.
fn declaration(line: &str, code: &str) -> Result<String, String> {
    let start = head(line);
    let is_other = |line: &&str| {
        head(line) != start || line.starts_with(' ') || line.starts_with("export type {")
    };
    let mut lines = code.lines().skip_while(is_other);
    let Some(first) = lines.next() else {
        return Err(format!("`{start}` is not generated"));
    };
    let mut text = format!("{first}\n");
    if first.ends_with([';', '}']) {
        return Ok(text);
    }
    for line in lines {
        let is_inside = line.starts_with(' ');
        let is_end = line.starts_with(['}', ')']);
        if !is_inside && !is_end {
            break;
        }
        text += line;
        text.push('\n');
        if is_end {
            break;
        }
    }
    Ok(text)
}

/// `pub enum Name`, `export type Name`: the words up to a name.
fn head(line: &str) -> String {
    let words: Vec<&str> = line
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let length = words
        .iter()
        .position(|word| {
            [
                "enum",
                "struct",
                "type",
                "interface",
                "const",
                "fn",
                "function",
            ]
            .contains(word)
        })
        .map_or(words.len(), |place| place + 2);
    words[..length.min(words.len())].join(" ")
}
