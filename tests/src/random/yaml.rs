//! The text of a spec.

use std::fmt::Write as _;

/// A value of a spec.
#[derive(Debug, Clone)]
pub enum Yaml {
    /// A scalar without quotes: a type, a word, a number.
    Plain(String),
    /// A scalar in quotes.
    Quoted(String),
    /// No value, as behind a slot that is spread.
    Empty,
    /// A list.
    List(Vec<Yaml>),
    /// A mapping, its keys in order.
    Map(Vec<(String, Yaml)>),
}

/// A scalar without quotes.
pub fn plain(text: impl Into<String>) -> Yaml {
    Yaml::Plain(text.into())
}

/// A scalar in quotes.
pub fn quoted(text: impl Into<String>) -> Yaml {
    Yaml::Quoted(text.into())
}

/// `true`.
#[must_use]
pub fn yes() -> Yaml {
    plain("true")
}

/// A mapping with one key.
#[must_use]
pub fn one(key: &str, value: Yaml) -> Yaml {
    Yaml::Map(vec![(key.to_owned(), value)])
}

/// How many mappings inside each other are written over several lines.
const LINES: usize = 3;

impl Yaml {
    /// The text of a whole file.
    #[must_use]
    pub fn file(&self) -> String {
        let mut text = String::new();
        self.lines(0, &mut text);
        text
    }

    fn lines(&self, depth: usize, text: &mut String) {
        let Yaml::Map(entries) = self else {
            self.flow(text);
            return;
        };
        for (key, value) in entries {
            text.push_str(&"  ".repeat(depth));
            print_key(key, value, text);
            match value {
                Yaml::Map(inner) if !inner.is_empty() && depth + 1 < LINES => {
                    text.push('\n');
                    value.lines(depth + 1, text);
                }
                Yaml::Empty => text.push('\n'),
                _ => {
                    text.push(' ');
                    value.flow(text);
                    text.push('\n');
                }
            }
        }
    }

    fn flow(&self, text: &mut String) {
        match self {
            Yaml::Plain(word) => text.push_str(word),
            Yaml::Quoted(word) => quote(word, text),
            Yaml::Empty => {}
            Yaml::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index > 0 { ", " } else { "" });
                    item.flow(text);
                }
                text.push(']');
            }
            Yaml::Map(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index > 0 { ", " } else { " " });
                    if matches!(value, Yaml::Empty) {
                        text.push_str(key);
                    } else {
                        print_key(key, value, text);
                        text.push(' ');
                        value.flow(text);
                    }
                }
                text.push_str(" }");
            }
        }
    }
}

fn print_key(key: &str, value: &Yaml, text: &mut String) {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_.-<> ".contains(letter);
    let simple = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && !key.ends_with(' ')
        && key.chars().all(is_word);
    // The code of an error.
    let number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    if simple || number || matches!(value, Yaml::Empty) {
        text.push_str(key);
    } else {
        quote(key, text);
    }
    text.push(':');
}

fn quote(word: &str, text: &mut String) {
    text.push('"');
    for letter in word.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            letter if letter.is_control() => {
                let _ = write!(text, "\\u{:04x}", u32::from(letter));
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}
