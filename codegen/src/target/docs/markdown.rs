//! The only ways from a spec's text into a page: escaped text, a code span, a block of code, and doc text whose
//! Markdown is kept.
//!
//! A page is read by GitHub, by mdBook and, as MDX, by Docusaurus. So text holds no HTML, no `{`, no `import` at the
//! start of a line, and no `{{` anywhere, which mdBook's preprocessors act on even inside code.

mod doc;

pub use doc::{blocks, line};

/// Text in which nothing has a meaning, on one line.
pub fn text(text: &str) -> String {
    escape(&one_line(text), true)
}

/// Text as a code span, on one line.
pub fn code(text: &str) -> String {
    let shown = one_line(text);
    if shown.is_empty() {
        return "the empty text".to_owned();
    }
    if shown.contains(['`', '|']) || shown.contains("{{") || shown.contains("{%") {
        // A code span cannot hold these everywhere: in a table, and where templates are filled in.
        return format!("<code>{}</code>", entities(&shown));
    }
    format!("`{shown}`")
}

/// Text as a block of code.
pub fn fence(language: &str, text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(3.max(longest.unwrap_or(0) + 1));
    let lines: Vec<String> = text.lines().map(code_line).collect();
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

/// One line of a block of code. Braces that open a template are set apart, since no escape works there.
fn code_line(line: &str) -> String {
    let shown: String = line.chars().map(visible).collect();
    let apart = shown.replace("{{", "{ {").replace("{{", "{ {");
    apart.replace("{%", "{ %").trim_end().to_owned()
}

/// The text with spaces for all white space, and without what hides or reorders text.
fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(visible).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is shown in place of a character.
pub fn visible(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        _ if letter.is_whitespace() => ' ',
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => char::REPLACEMENT_CHARACTER,
        _ => letter,
    }
}

/// Every character that could have a meaning as a character reference.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && !matches!(letter, '.' | ',' | '-' | '/') {
            out.push_str(&reference(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

/// `text` with its punctuation escaped; `starts` says whether a block starts with it.
fn escape(text: &str, starts: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text;
    if starts {
        rest = escape_start(text, &mut out);
        before = out.chars().last();
    }
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_special(before, letter, letters.peek().copied()) {
            out.push('\\');
        }
        out.push(visible(letter));
        before = Some(letter);
    }
    out
}

/// Escapes what only the start of a line gives a meaning to, and gives what comes after it.
fn escape_start<'t>(text: &'t str, out: &mut String) -> &'t str {
    let digits = text.len()
        - text
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    let after = &text[digits..];
    let first = after.chars().next().unwrap_or(' ');
    let is_module = ["import", "export"].iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let ends_number =
        matches!(first, '.' | ')') && after[1..].chars().next().is_none_or(char::is_whitespace);
    if digits > 0 && ends_number || digits == 0 && "#>-+=:~%^".contains(first) {
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push(first);
        &after[1..]
    } else if is_module {
        // MDX reads a line that starts so as a program, and letters have no escape.
        out.push_str(&reference(first));
        &text[1..]
    } else {
        text
    }
}

fn reference(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}

fn is_special(before: Option<char>, letter: char, after: Option<char>) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    match letter {
        '\\' | '`' | '*' | '{' | '}' | '[' | ']' | '<' | '|' | '~' | '$' => true,
        '_' => !(is_word(before) && is_word(after)),
        '&' => after.is_none_or(|after| after.is_alphanumeric() || after == '#'),
        ':' => after == Some(':'),
        '%' => before == Some('{'),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
