//! JSON whose keys keep the order in which they are put in.

use std::fmt::Write as _;

use crate::screen;

/// How long a value may be to stand on one line.
const WIDEST: usize = 100;

/// A piece of a schema.
#[derive(Debug, Clone)]
pub(super) enum Json {
    /// `true`, `false`, `null` or a number, as it is written.
    Word(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub fn word(word: &str) -> Self {
        Self::Word(word.to_owned())
    }

    pub fn object<const N: usize>(members: [(&'static str, Json); N]) -> Self {
        let members = members.into_iter();
        Self::Object(
            members
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    /// The text of a file.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text.push('\n');
        text
    }

    fn write(&self, text: &mut String, indent: usize) {
        let short = self.short();
        if short.len() + indent <= WIDEST && !self.is_table() {
            text.push_str(&short);
            return;
        }
        let [open, close] = match self {
            Self::List(_) => ["[", "]"],
            Self::Object(_) => ["{", "}"],
            Self::Word(_) | Self::Text(_) => {
                text.push_str(&short);
                return;
            }
        };
        text.push_str(open);
        for (index, (key, value)) in self.members().into_iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(text, "{comma}\n{:1$}", "", indent + 2);
            if let Some(key) = key {
                let _ = write!(text, "{}: ", screen::json(key));
            }
            value.write(text, indent + 2);
        }
        let _ = write!(text, "\n{:1$}{close}", "", indent);
    }

    /// Whether it is better read as several lines, however short it is.
    fn is_table(&self) -> bool {
        matches!(self, Self::Object(members) if members.iter().any(|(key, _)| key == "properties"))
    }

    fn members(&self) -> Vec<(Option<&str>, &Json)> {
        match self {
            Self::Word(_) | Self::Text(_) => Vec::new(),
            Self::List(items) => items.iter().map(|item| (None, item)).collect(),
            Self::Object(members) => {
                let members = members.iter();
                members
                    .map(|(key, value)| (Some(key.as_str()), value))
                    .collect()
            }
        }
    }

    fn short(&self) -> String {
        let parts = self.members().into_iter().map(|(key, value)| match key {
            Some(key) => format!("{}: {}", screen::json(key), value.short()),
            None => value.short(),
        });
        let parts: Vec<String> = parts.collect();
        match self {
            Self::Word(word) => word.clone(),
            Self::Text(text) => screen::json(text),
            Self::List(_) => format!("[{}]", parts.join(", ")),
            Self::Object(_) if parts.is_empty() => "{}".to_owned(),
            Self::Object(_) => format!("{{ {} }}", parts.join(", ")),
        }
    }
}
