//! Doc text: its Markdown is read and written anew, so that only what is known comes through.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{code, escape, fence, visible};

/// Doc text as blocks, without a line break at the end.
pub fn blocks(text: &str) -> String {
    let mut writer = Blocks::default();
    for event in events(text) {
        writer.take(event);
    }
    writer.flush();
    writer.lines.join("\n")
}

/// Doc text on one line, for a sentence or the cell of a table.
pub fn line(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut words = Words::default();
    let mut in_code = false;
    for event in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_code => {
                parts.extend(
                    text.lines()
                        .filter(|line| !line.trim().is_empty())
                        .map(code),
                );
            }
            Event::Start(Tag::Item) => {
                parts.extend(words.end());
                words.out.push_str("• ");
            }
            Event::End(TagEnd::TableCell) => words.out.push(' '),
            Event::Start(tag) if is_block(&tag) => parts.extend(words.end()),
            Event::End(tag) if is_block_end(tag) => parts.extend(words.end()),
            event => words.take(event),
        }
    }
    parts.extend(words.end());
    parts.join("<br/>")
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, Options::ENABLE_TABLES))
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

fn is_block_end(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::Table
            | TagEnd::List(_)
    )
}

/// The inside of one block.
#[derive(Default)]
struct Words {
    out: String,
    /// Where the links that are open lead; `None` for one that is left out.
    links: Vec<Option<String>>,
}

impl Words {
    /// What was collected, unless that is nothing.
    fn end(&mut self) -> Option<String> {
        self.links.clear();
        let words = std::mem::take(&mut self.out);
        (!words.trim().is_empty()).then(|| words.trim().to_owned())
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Code(text) => self.out.push_str(&code(&text)),
            // HTML is shown, not obeyed.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.out.push_str("<br/>"),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => self.out.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => self.out.push_str("**"),
            Event::Start(Tag::Link { dest_url, .. }) => self.open(destination(&dest_url)),
            Event::Start(Tag::Image { .. }) => self.open(None),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, destination: Option<String>) {
        if destination.is_some() {
            self.out.push('[');
        }
        self.links.push(destination);
    }

    fn close(&mut self) {
        if let Some(Some(destination)) = self.links.pop() {
            self.out.extend(["](", &destination, ")"]);
        }
    }

    /// Text, with addresses of the web in it as links.
    fn text(&mut self, text: &str) {
        let mut plain = String::new();
        for piece in text.split_inclusive(char::is_whitespace) {
            match bare_link(piece).filter(|_| self.links.is_empty()) {
                Some((before, url, after)) => {
                    plain.push_str(before);
                    self.plain(&std::mem::take(&mut plain));
                    let shown = escape(url, false).replace("://", "&#58;//");
                    let url = destination(url).unwrap_or_default();
                    self.out.extend(["[", &shown, "](", &url, ")"]);
                    plain.push_str(after);
                }
                None => plain.push_str(piece),
            }
        }
        self.plain(&plain);
    }

    fn plain(&mut self, text: &str) {
        let text: String = text.chars().map(visible).collect();
        let escaped = escape(&text, self.out.is_empty());
        self.out.push_str(&escaped);
    }
}

/// A word with a URL in it, as what is before, the URL, and what is after.
fn bare_link(piece: &str) -> Option<(&str, &str, &str)> {
    let start = piece.find("https://").or_else(|| piece.find("http://"))?;
    let end = piece
        .trim_end()
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '"'])
        .len();
    let url = piece.get(start..end)?;
    let sound = url.len() > "https://".len() && !url.contains(['<', '>', '`', '[', ']']);
    sound.then_some((&piece[..start], url, &piece[end..]))
}

/// Where a link leads, if that is the web or a mailbox, with everything encoded that could end it.
fn destination(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let is_known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    is_known.then(|| url.chars().map(encoded).collect())
}

fn encoded(letter: char) -> String {
    if letter == '&' {
        "&amp;".to_owned()
    } else if letter.is_ascii_alphanumeric() || "-._~:/?#@!'*+,;=%".contains(letter) {
        letter.to_string()
    } else {
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes).bytes();
        bytes
            .map(|byte| format!("%{byte:02X}"))
            .collect::<Vec<_>>()
            .concat()
    }
}

/// Blocks as lines.
#[derive(Default)]
struct Blocks {
    lines: Vec<String>,
    words: Words,
    /// What stands before the lines of what is open: the signs of quotes, the indents of items.
    margins: Vec<String>,
    /// The sign of an item whose first line is to come.
    marker: Option<String>,
    lists: Vec<Option<u64>>,
    code: Option<(&'static str, String)>,
    cells: Option<Vec<String>>,
    is_tight: bool,
}

impl Blocks {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                self.code = Some((language(&kind), String::new()));
            }
            Event::Text(text) if self.code.is_some() => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, text)) = self.code.take() {
                    self.block(&fence(language, &text));
                }
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => self.cells = Some(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                let cell = self.words.end().unwrap_or_default();
                self.cells
                    .iter_mut()
                    .for_each(|cells| cells.push(cell.clone()));
            }
            Event::End(TagEnd::TableHead) => self.row(true),
            Event::End(TagEnd::TableRow) => self.row(false),
            Event::Start(tag) if is_block(&tag) || matches!(tag, Tag::List(_)) => self.start(&tag),
            Event::End(tag) if is_block_end(tag) || matches!(tag, TagEnd::List(_)) => self.end(tag),
            event => self.words.take(event),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        self.flush();
        match tag {
            Tag::List(first) => {
                self.is_tight = !self.lists.is_empty();
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::BlockQuote(_) => {
                self.margins.push("> ".to_owned());
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.margins.push(" ".repeat(marker.len()));
        self.marker = Some(marker);
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Heading(_))
            && let Some(title) = self.words.end()
        {
            // A heading of a doc would stand among those of the page.
            self.block(&format!("**{}**", title.replace("**", "")));
        }
        self.flush();
        match tag {
            TagEnd::Item => {
                self.margins.pop();
                self.marker = None;
                self.is_tight = true;
            }
            TagEnd::BlockQuote(_) => {
                self.margins.pop();
                self.is_tight = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_tight = !self.lists.is_empty();
            }
            _ => {}
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        if let Some(words) = self.words.end() {
            self.block(&words);
        }
    }

    fn row(&mut self, is_head: bool) {
        let cells = self.cells.take().unwrap_or_default();
        let row = format!("| {} |", cells.join(" | "));
        if is_head {
            self.block(&format!("{row}\n|{}", "---|".repeat(cells.len())));
        } else {
            self.is_tight = true;
            self.block(&row);
        }
    }

    fn block(&mut self, text: &str) {
        let is_next_item = self.is_tight;
        self.is_tight = false;
        if !self.lines.is_empty() && !is_next_item {
            let margin = self.margins.concat();
            self.lines.push(margin.trim_end().to_owned());
        }
        for line in text.lines() {
            let mut margin = self.margins.concat();
            if let Some(marker) = self.marker.take() {
                margin.truncate(margin.len() - marker.len());
                margin.push_str(&marker);
            }
            self.lines
                .push(format!("{margin}{line}").trim_end().to_owned());
        }
    }
}

/// Only JSON keeps its colours: mdBook would run what is called Rust.
fn language(kind: &CodeBlockKind<'_>) -> &'static str {
    match kind {
        CodeBlockKind::Fenced(language) if language.trim() == "json" => "json",
        _ => "text",
    }
}
