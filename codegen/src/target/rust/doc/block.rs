//! Blocks of doc text: paragraphs, list items, headings, rows of tables, and code.

use super::inline;

/// How deep lists nest before their items stay at one level.
const DEEPEST: usize = 8;

/// Some lines that belong together.
#[derive(Debug, Clone)]
pub struct Block {
    indent: usize,
    marker: String,
    content: Content,
    tight: bool,
}

#[derive(Debug, Clone)]
enum Content {
    /// Words that are wrapped.
    Flow(Vec<String>),
    /// Words that stay on one line.
    Line(Vec<String>),
    /// Lines that are shown as they are.
    Code {
        language: String,
        lines: Vec<String>,
    },
}

impl Block {
    /// A paragraph of these words.
    pub fn paragraph(words: Vec<String>) -> Self {
        Self {
            indent: 0,
            marker: String::new(),
            content: Content::Flow(words),
            tight: false,
        }
    }

    /// An item of a list, directly below the one before it or not.
    pub fn item(words: Vec<String>, tight: bool) -> Self {
        Self {
            marker: "- ".to_owned(),
            tight,
            ..Self::paragraph(words)
        }
    }

    /// Code in a language that rustdoc does not run.
    pub fn code(language: &str, text: &str) -> Self {
        let lines = text
            .lines()
            .map(|line| inline::visible(line).trim_end().to_owned());
        Self {
            indent: 0,
            marker: String::new(),
            content: Content::Code {
                language: language.to_owned(),
                lines: lines.collect(),
            },
            tight: false,
        }
    }

    /// Whether the block follows the one before it without an empty line.
    pub fn is_tight(&self) -> bool {
        self.tight
    }

    /// Adds a sentence to a paragraph; `false` if this is none.
    pub fn continue_with(&mut self, sentence: &[String]) -> bool {
        match &mut self.content {
            Content::Flow(words) if self.marker.is_empty() => {
                end_sentence(words);
                words.extend_from_slice(sentence);
                true
            }
            _ => false,
        }
    }

    /// The lines of the block.
    pub fn lines(&self, width: usize) -> Vec<String> {
        let first = format!("{}{}", " ".repeat(self.indent), self.marker);
        let next = " ".repeat(first.chars().count());
        let content = match &self.content {
            Content::Flow(words) => wrap(words, width.saturating_sub(next.len())),
            Content::Line(words) => vec![words.join(" ")],
            Content::Code { language, lines } => fenced(language, lines),
        };
        let lines = content.into_iter().enumerate().map(|(index, line)| {
            let margin = if index == 0 { &first } else { &next };
            format!("{margin}{line}").trim_end().to_owned()
        });
        lines.collect()
    }
}

/// Puts a full stop behind the last word if nothing like it is there.
fn end_sentence(words: &mut [String]) {
    if let Some(last) = words.last_mut()
        && !last.ends_with(['.', '!', '?', ':', ';'])
    {
        last.push('.');
    }
}

fn fenced(language: &str, code: &[String]) -> Vec<String> {
    let longest = code
        .iter()
        .map(|line| inline::longest_run(line, '`'))
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend_from_slice(code);
    lines.push(fence);
    lines
}

/// Fills lines with words. No line but the first starts with a word that starts a block.
fn wrap(words: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for word in words {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length < room || starts_block(word) => {
                line.push(' ');
                line.push_str(word);
                room = room.saturating_sub(length + 1);
            }
            None if starts_block(word) => {
                lines.push(escaped(word));
                room = width.saturating_sub(length + 1);
            }
            _ => {
                lines.push(word.clone());
                room = width.saturating_sub(length);
            }
        }
    }
    lines
}

/// Whether a line that starts with this word would be something else than text.
fn starts_block(word: &str) -> bool {
    let number = word.trim_start_matches(|digit: char| digit.is_ascii_digit());
    matches!(word, "-" | "+" | "*")
        || word.starts_with(['>', '|', '#'])
        || word.starts_with("```")
        || word.starts_with("~~~")
        || word.chars().all(|letter| "-=*_".contains(letter))
        || (number.len() < word.len() && (number == "." || number == ")"))
}

/// The same word, escaped so that it starts no block.
fn escaped(word: &str) -> String {
    let digits = word.len()
        - word
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    format!("{}\\{}", &word[..digits], &word[digits..])
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut parser = Parser::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.replace('\t', "    ");
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            parser.fence(start, &mut lines);
        } else {
            parser.line(&line);
        }
    }
    parser.end();
    parser.blocks
}

/// A list that is open: where its items' text stands in the spec, and where in the doc.
#[derive(Debug, Clone, Copy)]
struct Level {
    source: usize,
    target: usize,
}

#[derive(Default)]
struct Parser {
    blocks: Vec<Block>,
    levels: Vec<Level>,
    open: Option<(Block, String)>,
    after_blank: bool,
}

impl Parser {
    fn line(&mut self, line: &str) {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        if start.is_empty() {
            self.end();
            self.after_blank = true;
        } else if let Some((marker, text)) = list_marker(start) {
            self.item(indent, start.len() - text.len(), &marker, text);
        } else if is_heading(start) || start.starts_with('|') {
            self.single(indent, start);
        } else {
            self.text(indent, start);
        }
    }

    fn item(&mut self, indent: usize, offset: usize, marker: &str, text: &str) {
        self.end();
        self.close_lists(indent);
        let depth = self.indent();
        // Items of one list stand together; its first stands apart from what is before it.
        let tight = !self.after_blank
            && self
                .blocks
                .last()
                .is_some_and(|block| !block.marker.is_empty());
        if self.levels.len() < DEEPEST {
            self.levels.push(Level {
                source: indent + offset,
                target: depth + marker.len(),
            });
        }
        let block = Block {
            indent: depth,
            marker: marker.to_owned(),
            content: Content::Flow(Vec::new()),
            tight,
        };
        self.start(block, text);
    }

    fn single(&mut self, indent: usize, text: &str) {
        self.end();
        self.close_lists(indent);
        let rows = |block: &Block| matches!(&block.content, Content::Line(words) if words[0].starts_with('|'));
        let tight =
            text.starts_with('|') && !self.after_blank && self.blocks.last().is_some_and(rows);
        let block = Block {
            indent: self.indent(),
            marker: String::new(),
            content: Content::Line(Vec::new()),
            tight,
        };
        self.start(block, text);
        self.end();
    }

    fn text(&mut self, indent: usize, text: &str) {
        if let Some((_, source)) = &mut self.open {
            source.push(' ');
            source.push_str(text);
            return;
        }
        self.close_lists(indent);
        let block = Block {
            indent: self.indent(),
            ..Block::paragraph(Vec::new())
        };
        self.start(block, text);
    }

    fn fence<'t>(&mut self, opening: &str, lines: &mut impl Iterator<Item = &'t str>) {
        self.end();
        let letter = if opening.starts_with('`') { '`' } else { '~' };
        let length = opening.len() - opening.trim_start_matches(letter).len();
        let language = if opening[length..].trim() == "json" {
            "json"
        } else {
            "text"
        };
        let closes = |line: &str| {
            let line = line.trim();
            line.len() >= length && line.chars().all(|other| other == letter)
        };
        let code: Vec<&str> = lines.take_while(|line| !closes(line)).collect();
        let block = Block {
            indent: self.indent(),
            ..Block::code(language, &code.join("\n"))
        };
        self.blocks.push(block);
        self.after_blank = true;
    }

    fn start(&mut self, block: Block, text: &str) {
        self.open = Some((block, text.to_owned()));
        self.after_blank = false;
    }

    /// Ends the open block; one without words is left out.
    fn end(&mut self) {
        let Some((mut block, source)) = self.open.take() else {
            return;
        };
        if let Content::Flow(words) | Content::Line(words) = &mut block.content {
            *words = inline::words(&source);
            if words.is_empty() {
                return;
            }
        }
        self.blocks.push(block);
    }

    fn indent(&self) -> usize {
        self.levels.last().map_or(0, |level| level.target)
    }

    fn close_lists(&mut self, indent: usize) {
        while self
            .levels
            .last()
            .is_some_and(|level| indent < level.source)
        {
            self.levels.pop();
        }
    }
}

fn is_heading(start: &str) -> bool {
    let text = start.trim_start_matches('#');
    (1..=6).contains(&(start.len() - text.len()))
        && text.starts_with(' ')
        && !text.trim().is_empty()
}

/// The marker of a list item as it is printed, and the text behind it.
fn list_marker(start: &str) -> Option<(String, &str)> {
    let (marker, text) = start.split_once(' ')?;
    let text = text.trim_start();
    let digits = marker.trim_end_matches(['.', ')']);
    let is_number = !digits.is_empty()
        && digits.len() <= 9
        && digits.len() + 1 == marker.len()
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    if text.is_empty() {
        None
    } else if matches!(marker, "-" | "*" | "+") {
        Some(("- ".to_owned(), text))
    } else {
        is_number.then(|| (format!("{digits}. "), text))
    }
}
