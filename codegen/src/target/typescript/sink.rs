//! The only ways from a spec's text into TypeScript: a literal, a property key, documentation.

use std::borrow::Cow;
use std::fmt::Write as _;

use heck::{ToKebabCase, ToUpperCamelCase};

use super::documentation::Comment;
use super::layout::{Doc, Import, WIDTH, concat};
use crate::model::{Identifier, Pattern};

/// A literal that holds exactly `text`, in the quotes that need fewer escapes.
pub fn literal(text: &str) -> String {
    let quote = if count(text, '"') > count(text, '\'') {
        '\''
    } else {
        '"'
    };
    quoted(text, quote)
}

/// `text` as JSON.
pub fn json(text: &str) -> String {
    quoted(text, '"')
}

fn count(text: &str, wanted: char) -> usize {
    text.matches(wanted).count()
}

fn quoted(text: &str, quote: char) -> String {
    let mut literal = String::from(quote);
    let mut before = None;
    for character in text.chars() {
        match character {
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\\' => literal.push_str("\\\\"),
            // So that no `</script` and no `<!--` ends or hides the code when it stands in a page.
            '/' if before == Some('<') => literal.push_str("\\/"),
            '!' if before == Some('<') => literal.push_str("\\u0021"),
            _ if character == quote => literal.extend(['\\', quote]),
            _ if is_unsafe(character) => literal.push_str(&escape(character)),
            _ => literal.push(character),
        }
        before = Some(character);
    }
    literal.push(quote);
    literal
}

fn escape(character: char) -> String {
    let units = character
        .encode_utf16(&mut [0; 2])
        .iter()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect::<Vec<_>>();
    units.concat()
}

/// Characters that are invisible, reorder what is around them, break lines, or mark types.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}' | '\u{F0000}'..='\u{10FFFF}')
}

/// A key in a type.
pub fn type_key(key: &str) -> String {
    if is_identifier(key) {
        key.to_owned()
    } else {
        literal(key)
    }
}

/// A key in an object literal. `__proto__` there would set the prototype.
pub fn key(key: &str) -> String {
    if key == "__proto__" {
        "[\"__proto__\"]".to_owned()
    } else {
        type_key(key)
    }
}

/// Whether a key needs no quotes. Others than ASCII keep theirs, since editions of the language differ on them.
pub fn is_identifier(key: &str) -> bool {
    let starts = |first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$');
    key.starts_with(starts)
        && key
            .chars()
            .all(|character| starts(character) || character.is_ascii_digit())
}

/// A regular expression that matches what the pattern matches, as a whole.
pub fn regular_expression(Pattern(pattern): &Pattern) -> String {
    let source = trilogue_wire::pattern::Pattern::parse(pattern)
        .expect("the loader has read the pattern")
        .javascript();
    let mut literal = String::from("/");
    let mut escaped = false;
    for character in source.chars() {
        match character {
            '/' if !escaped => literal.push_str("\\/"),
            // So that no `<!--` hides the code when it stands in a page.
            '!' if literal.ends_with('<') => literal.push_str("\\x21"),
            _ if is_unsafe(character) => {
                // A backslash before it stands for nothing.
                if escaped {
                    literal.pop();
                }
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(character));
            }
            _ => literal.push(character),
        }
        escaped = character == '\\' && !escaped;
    }
    literal.push_str("/u");
    literal
}

/// A finite number.
pub fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// The name with a lower-case start: `accessToken` for `AccessToken`.
pub fn lower_camel(identifier: &Identifier) -> String {
    let mut rest = identifier.0.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(rest).collect()
    })
}

/// A name of the spec that starts with a capital: `MainFrame` for `main-frame`.
pub fn upper_camel(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The name in lower case with hyphens: `portal-to-widget` for `PortalToWidget`.
pub fn kebab(identifier: &Identifier) -> String {
    identifier.0.to_kebab_case()
}

/// A name of the runtime.
pub fn runtime(name: &'static str) -> Doc {
    imported("../runtime/index.js", name, false)
}

/// A type of the runtime.
pub fn runtime_type(name: &'static str) -> Doc {
    imported("../runtime/index.js", name, true)
}

/// A name of another file.
pub fn imported(
    from: impl Into<Cow<'static, str>>,
    name: impl Into<Cow<'static, str>>,
    is_type: bool,
) -> Doc {
    Doc::Name(Import {
        from: from.into(),
        name: name.into(),
        is_type,
    })
}

/// Text in a line comment or on a line of documentation.
pub fn line(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// Documentation before what it is about, with its line break; nothing if there is no text.
pub fn documentation(comment: &Comment, indent: usize) -> Doc {
    let width = WIDTH - indent - " * ".len();
    let mut lines = comment_lines(&comment.paragraphs, width);
    for (place, (tag, text)) in comment.tags.iter().enumerate() {
        if place == 0 && !lines.is_empty() {
            lines.push(String::new());
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        wrap(
            format!("{tag} {}", safe(&text)).trim_end(),
            width,
            &mut lines,
        );
    }
    match lines.as_slice() {
        [] => Doc::from(""),
        [one] if indent + one.chars().count() + "/**  */".len() <= WIDTH => {
            concat([format!("/** {one} */").into(), Doc::Newline])
        }
        _ => block(&lines),
    }
}

fn block(lines: &[String]) -> Doc {
    let mut comment = vec![Doc::from("/**"), Doc::Newline];
    for line in lines {
        comment.extend([
            format!(" * {line}").trim_end().to_owned().into(),
            Doc::Newline,
        ]);
    }
    comment.extend([" */".into(), Doc::Newline]);
    Doc::Concat(comment)
}

fn comment_lines(paragraphs: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs
        .iter()
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for line in paragraph.trim_end().split('\n') {
            wrap(&safe(line), width, &mut lines);
        }
    }
    lines
}

/// One line of documentation that ends neither its comment nor a script around it, and starts no tag.
fn safe(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    let mut before = '*';
    for character in line.trim_end().chars().map(visible) {
        let ends_comment = character == '/' && before == '*';
        let ends_script = matches!(character, '/' | '!') && before == '<';
        let starts_tag = character == '@' && !before.is_alphanumeric();
        if ends_comment || ends_script || starts_tag {
            safe.push('\\');
        }
        safe.push(character);
        before = character;
    }
    safe
}

fn visible(character: char) -> char {
    match character {
        '\t' | '\u{2028}' | '\u{2029}' => ' ',
        _ if is_unsafe(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Breaks a line at spaces. What belongs to an item of a list stays indented under it.
fn wrap(line: &str, width: usize, lines: &mut Vec<String>) {
    let start = line.len() - line.trim_start().len();
    let hang = if line[start..].starts_with("- ") {
        start + 2
    } else {
        start
    };
    let mut current = line[..start].to_owned();
    let mut length = start;
    for word in line.split_whitespace() {
        let word_length = word.chars().count();
        if length > start && length + 1 + word_length > width {
            lines.push(std::mem::replace(&mut current, " ".repeat(hang)));
            length = hang;
        } else if length > start {
            current.push(' ');
            length += 1;
        }
        current.push_str(word);
        length += word_length;
    }
    lines.push(current);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_holds_any_text_and_ends_nowhere_else() {
        let cases = [
            ("plain", "\"plain\""),
            ("it's", "\"it's\""),
            ("say \"hi\"", "'say \"hi\"'"),
            ("'\"", "\"'\\\"\""),
            ("a\\b\n\r\t\0", "\"a\\\\b\\n\\r\\t\\u0000\""),
            ("</script><!--", "\"<\\/script><\\u0021--\""),
            (
                "\u{2028}\u{202E}\u{E000}\u{E001}\u{7F}",
                "\"\\u2028\\u202e\\ue000\\ue001\\u007f\"",
            ),
            ("\u{10FFFF}", "\"\\udbff\\udfff\""),
            ("${x}`é😀", "\"${x}`é😀\""),
        ];
        for (text, expected) in cases {
            assert_eq!(literal(text), expected);
        }
    }

    #[test]
    fn keys_are_bare_only_where_that_is_the_same() {
        assert_eq!(key("min_value"), "min_value");
        assert_eq!(key("min-value"), "\"min-value\"");
        assert_eq!(key("1"), "\"1\"");
        assert_eq!(key(""), "\"\"");
        assert_eq!(key("größe"), "\"größe\"");
        assert_eq!(key("__proto__"), "[\"__proto__\"]");
        assert_eq!(type_key("__proto__"), "__proto__");
    }

    #[test]
    fn numbers_are_as_javascript_writes_them() {
        let cases = [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (5e-324, "5e-324"),
        ];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }

    fn comment(text: &str) -> String {
        documentation(&Comment::of(vec![text.to_owned()]), 0).print()
    }

    #[test]
    fn documentation_cannot_leave_its_comment() {
        assert_eq!(comment("a */ b"), "/** a *\\/ b */\n");
        assert_eq!(comment("/ at the start"), "/** \\/ at the start */\n");
        assert_eq!(
            comment("@param x {@link y} a@b.c"),
            "/** \\@param x {\\@link y} a@b.c */\n"
        );
        assert_eq!(
            comment("a\u{202E}b\u{E001}\u{2028}c\0"),
            "/** a\u{FFFD}b\u{FFFD} c\u{FFFD} */\n"
        );
        assert_eq!(comment("</script><!--"), "/** <\\/script><\\!-- */\n");
        assert_eq!(comment(" \n "), "");
    }

    #[test]
    fn long_documentation_is_wrapped() {
        let long = format!("- {}", "word ".repeat(40));
        let printed = comment(&long);
        assert!(printed.lines().all(|line| line.len() <= WIDTH), "{printed}");
        assert!(printed.contains("\n *   word"), "{printed}");
        assert_eq!(comment("one\n\ntwo"), "/**\n * one\n *\n * two\n */\n");
    }
}
