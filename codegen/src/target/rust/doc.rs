//! The sink for doc text: what a spec says in Markdown becomes lines of a doc comment.
//!
//! Paragraphs, lists, headings, tables, code, links and emphasis come through. Nothing else does: no line becomes a
//! doctest, HTML, or a link to an item, and characters that reorder or hide text are replaced.

mod block;
mod inline;

use block::Block;

/// How many characters a line of doc text has at most, if its words allow it.
const WIDTH: usize = 92;

/// The doc of one item: blocks of lines between which empty lines stand.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    blocks: Vec<Block>,
}

impl Doc {
    /// No doc yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what the spec says, as Markdown.
    pub fn spec(mut self, text: Option<&str>) -> Self {
        self.blocks.extend(text.into_iter().flat_map(block::blocks));
        self
    }

    /// Adds a paragraph of the generator's own words, as Markdown whose parts went through [`inline`].
    pub fn own(mut self, text: impl AsRef<str>) -> Self {
        if !text.as_ref().is_empty() {
            self.blocks.push(Block::paragraph(split(text.as_ref())));
        }
        self
    }

    /// Adds a sentence of the generator's own words to the paragraph, if there is just one; else as a paragraph.
    pub fn aside(mut self, text: impl AsRef<str>) -> Self {
        let joined = match self.blocks.as_mut_slice() {
            [only] if !text.as_ref().is_empty() => only.continue_with(&split(text.as_ref())),
            _ => false,
        };
        if joined { self } else { self.own(text) }
    }

    /// Adds a paragraph and a list of the generator's own words below it, if the list has items.
    pub fn list(self, title: &str, items: impl Iterator<Item = String>) -> Self {
        let items: Vec<Block> = items
            .enumerate()
            .map(|(index, item)| Block::item(split(&item), index > 0))
            .collect();
        if items.is_empty() {
            return self;
        }
        let mut doc = self.own(title);
        doc.blocks.extend(items);
        doc
    }

    /// Adds code that is shown as it is, in a language that rustdoc does not run.
    pub fn code(mut self, language: &str, text: &str) -> Self {
        self.blocks.push(Block::code(language, text));
        self
    }

    /// Takes these words if nothing was added yet.
    pub fn or(self, text: impl AsRef<str>) -> Self {
        if self.blocks.is_empty() {
            self.own(text)
        } else {
            self
        }
    }

    /// Adds another doc behind this one.
    pub fn all(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self
    }

    /// The lines, without comment signs.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            if !lines.is_empty() && !block.is_tight() {
                lines.push(String::new());
            }
            lines.extend(block.lines(WIDTH));
        }
        lines
    }
}

/// Text of a spec inside a sentence of the generator: one line, its Markdown kept, all else escaped.
pub fn inline(text: &str) -> String {
    inline::words(text).join(" ")
}

/// Text of a spec as a code span, shown as it is.
pub fn code(text: &str) -> String {
    let shown: String = inline::visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let fence = "`".repeat(inline::longest_run(&shown, '`') + 1);
    if shown.is_empty() {
        "the empty text".to_owned()
    } else if shown.starts_with('`') || shown.ends_with('`') {
        format!("{fence} {shown} {fence}")
    } else {
        format!("{fence}{shown}{fence}")
    }
}

/// Whether clippy would want backticks around a word that is more likely a proper name, such as `HomeByMe`.
pub fn has_camel_case(line: &str) -> bool {
    let outside_code: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let outside_links =
        outside_code
            .split("](")
            .enumerate()
            .map(|(index, text)| match text.split_once(')') {
                Some((_, after)) if index > 0 => after,
                _ => text,
            });
    let mut words =
        outside_links.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    words.any(|word| {
        let uppercase = word.chars().filter(|letter| letter.is_uppercase()).count();
        let lowercase = word.chars().filter(|letter| letter.is_lowercase()).count();
        word.starts_with(char::is_uppercase) && uppercase > 1 && lowercase > 0
    })
}

/// The words of own text; a code span stays one word.
fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split(' ') {
        match words.last_mut().filter(|_| open) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
        open ^= word.matches('`').count() % 2 == 1;
    }
    words
}

#[cfg(test)]
mod tests;
