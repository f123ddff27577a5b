//! A page of Markdown and its blocks of code.

/// A block of code on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The word behind the fence.
    pub language: String,
    /// What stands between the fences, each line with its end.
    pub text: String,
    /// The number of its first line on the page.
    pub line: usize,
}

/// What a page is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line outside of blocks.
    Line(String),
    /// A block.
    Block(Block),
}

/// The parts of a page, in order.
#[must_use]
pub fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            parts.push(Part::Line(line.to_owned()));
            continue;
        };
        let mut block = Block {
            language: language.to_owned(),
            text: String::new(),
            line: 0,
        };
        for (index, inner) in lines.by_ref() {
            if block.line == 0 {
                block.line = index + 1;
            }
            if inner == "```" {
                break;
            }
            block.text += inner;
            block.text.push('\n');
        }
        parts.push(Part::Block(block));
    }
    parts
}

/// The page that has these parts.
#[must_use]
pub fn joined(parts: &[Part]) -> String {
    let mut page = String::new();
    for part in parts {
        match part {
            Part::Line(line) => {
                page += line;
                page.push('\n');
            }
            Part::Block(block) => {
                page.extend(["```", &block.language, "\n", &block.text, "```\n"]);
            }
        }
    }
    page
}
