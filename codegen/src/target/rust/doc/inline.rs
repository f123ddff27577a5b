//! Words inside a block: code spans, links and emphasis stay, everything else that Markdown, rustdoc or a terminal
//! would act on is escaped.

/// What stands for a character that must not be shown.
const REPLACEMENT: char = '\u{fffd}';

/// The words of a text, each of which stands on one line; code spans and links are one word.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Words::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if first.is_whitespace() {
            words.end();
            first.len_utf8()
        } else if words.is_at_start()
            && let Some((word, length)) = plain_word(rest)
        {
            words.push(&word);
            length
        } else {
            words.special(first, rest)
        };
        rest = &rest[taken..];
    }
    words.end();
    words.done
}

/// The same text, with control characters and those that reorder text replaced.
pub fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The length of the longest run of `letter`.
pub fn longest_run(text: &str, letter: char) -> usize {
    text.split(|other| other != letter)
        .map(|run| run.chars().count())
        .max()
        .unwrap_or(0)
}

fn shown(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => REPLACEMENT,
        letter if letter.is_whitespace() => ' ',
        letter if letter.is_control() => REPLACEMENT,
        letter => letter,
    }
}

/// Words that grow at their end.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    current: String,
}

impl Words {
    fn is_at_start(&self) -> bool {
        self.current.is_empty()
    }

    fn push(&mut self, text: &str) {
        self.current.push_str(text);
    }

    fn end(&mut self) {
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
    }

    /// Takes what starts with a character that may have a meaning; gives how many bytes that were.
    fn special(&mut self, first: char, rest: &str) -> usize {
        let spans = match first {
            '`' => Some(code_span(rest)),
            '\\' => Some(escape(rest)),
            '<' => autolink(rest),
            '[' => link(rest),
            '&' => Some((if is_entity(rest) { "\\&" } else { "&" }.to_owned(), 1)),
            ':' => Some((
                if rest.starts_with("://") { "\\:" } else { ":" }.to_owned(),
                1,
            )),
            _ => Some((shown(first).to_string(), first.len_utf8())),
        };
        let (text, taken) = spans.unwrap_or_else(|| (format!("\\{first}"), first.len_utf8()));
        self.push(&text);
        taken
    }
}

/// A whole word without special characters, as a link or as code where it looks like one.
fn plain_word(rest: &str) -> Option<(String, usize)> {
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = visible(&rest[..length]);
    if word.contains(['`', '\\', '<', '[', '&']) {
        return None;
    }
    let core = word
        .trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '/');
    let core = with_call(&word, core);
    let start = word.find(core).unwrap_or(0);
    let (before, after) = (&word[..start], &word[start + core.len()..]);
    let made = if is_url(core) {
        format!("{before}<{core}>{after}")
    } else if is_code(core) {
        format!("{before}`{core}`{after}")
    } else {
        word.replace("://", "\\://")
    };
    Some((made, length))
}

/// The core of a word with the parentheses of a call, if it has some.
fn with_call<'w>(word: &'w str, core: &'w str) -> &'w str {
    let end = word.find(core).unwrap_or(0) + core.len();
    if !core.is_empty() && word[end..].starts_with("()") {
        &word[end - core.len()..end + 2]
    } else {
        core
    }
}

fn is_url(core: &str) -> bool {
    core.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.len() >= 2
            && scheme.len() <= 32
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
            && !rest.is_empty()
            && !rest.contains(['>', '\u{fffd}'])
    })
}

/// Whether a word names something in code, as clippy sees it; `_emphasis_` does not.
fn is_code(core: &str) -> bool {
    let emphasised = core
        .strip_prefix('_')
        .and_then(|rest| rest.strip_suffix('_'));
    match emphasised {
        Some(inner) if !inner.is_empty() && !inner.contains('_') => false,
        _ => core.contains('_') && core != "_" || core.contains("::") || core.ends_with("()"),
    }
}

/// A code span up to the same number of backticks.
fn code_span(rest: &str) -> (String, usize) {
    let fence = rest.len() - rest.trim_start_matches('`').len();
    let inner = &rest[fence..];
    let mut from = 0;
    while let Some(found) = inner[from..].find('`') {
        let start = from + found;
        let run = inner[start..].len() - inner[start..].trim_start_matches('`').len();
        if run == fence {
            let code: String = visible(&inner[..start])
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let ticks = &rest[..fence];
            let padding = if code.starts_with('`') || code.ends_with('`') {
                " "
            } else {
                ""
            };
            let made = if code.is_empty() {
                String::new()
            } else {
                format!("{ticks}{padding}{code}{padding}{ticks}")
            };
            return (made, fence + start + run);
        }
        from = start + run;
    }
    ("\\`".repeat(fence), fence)
}

/// A backslash: with the punctuation that it escapes, else itself.
fn escape(rest: &str) -> (String, usize) {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => (rest[..2].to_owned(), 2),
        _ => ("\\\\".to_owned(), 1),
    }
}

/// `<https://example.com>`.
fn autolink(rest: &str) -> Option<(String, usize)> {
    let end = rest.find('>')?;
    let url = &rest[1..end];
    let sound = is_url(url) && !url.contains(['<', '`', '\\']) && url.chars().all(is_plain);
    sound.then(|| (format!("<{url}>"), end + 1))
}

/// `[text](https://example.com)`; every other bracket is no link.
fn link(rest: &str) -> Option<(String, usize)> {
    let (text, after) = rest[1..].split_once("](")?;
    let (url, _) = after.split_once(')')?;
    let web = url.starts_with("https://") || url.starts_with("http://");
    let sound = web
        && !text.trim().is_empty()
        && !text.contains(['[', ']', '`'])
        && !url.contains(['<', '>', '(', '\\', '`', '"'])
        && url.chars().all(is_plain);
    sound.then(|| {
        let length = 1 + text.len() + 2 + url.len() + 1;
        (format!("[{}]({url})", words(text).join(" ")), length)
    })
}

fn is_plain(letter: char) -> bool {
    !letter.is_whitespace() && shown(letter) == letter
}

fn is_entity(rest: &str) -> bool {
    rest[1..].split_once(';').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
    })
}
