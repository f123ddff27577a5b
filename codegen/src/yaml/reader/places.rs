//! Where values stand: what the parser's places leave out.

use serde_yaml::{ScalarStyle, Span as ParserSpan};

use super::Reader;
use crate::{
    source::{Span, offset},
    yaml::mistake::Surroundings,
};

/// What may stand between two values, beside white space and comments: the signs of lists, mappings, anchors and tags.
const BETWEEN: &[u8] = b"-:?,&!";

impl Reader<'_> {
    /// Where a value that is not there would stand: right behind the key's colon, the list's dash, or else the key.
    pub(super) fn nothing(&self, place: Span) -> Span {
        let sign = match self.open.last() {
            Some(open) if open.has_key() => b":",
            Some(open) if open.is_list() => b"-",
            _ => return place,
        };
        let at = self.find(b"", sign).map_or(self.last, |sign| sign + 1);
        Span::new(self.id, at, at)
    }

    /// The parser gives a block its lines; what belongs to it is its `|` or `>` too, and no blank lines at its end.
    pub(super) fn with_header(&self, style: ScalarStyle, span: Span) -> Span {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return span;
        }
        let start = self.find(BETWEEN, b"|>").unwrap_or(span.start);
        let block = self.text[start as usize..span.end as usize].trim_end();
        Span::new(self.id, start, start + offset(block.len()))
    }

    /// Finds one of `signs` behind the last value, among white space, comments, and those signs between two values
    /// that are in `passed`.
    pub(super) fn find(&self, passed: &[u8], signs: &[u8]) -> Option<u32> {
        let in_brackets = self.open.iter().any(|open| open.bracket);
        let ends: &[u8] = if in_brackets { b" \t\n,]}" } else { b" \t\n" };
        let mut rest = &self.text.as_bytes()[self.last as usize..];
        loop {
            let until = |stops: &[u8]| rest.iter().position(|byte| stops.contains(byte));
            let first = *rest.first()?;
            let starts_text = matches!(first, b'-' | b':')
                && rest.get(1).is_some_and(|next| !ends.contains(next));
            let length = match first {
                b' ' | b'\t' | b'\n' => 1,
                b'#' => until(b"\n")?,
                sign if signs.contains(&sign) && !starts_text => {
                    return Some(offset(self.text.len() - rest.len()));
                }
                b'&' | b'!' if passed.contains(&first) => until(b" \t\n")?,
                sign if passed.contains(&sign) => 1,
                _ => return None,
            };
            rest = &rest[length..];
        }
    }

    /// What there is to show for a mistake at a byte.
    pub(super) fn surroundings(&self, at: usize) -> Surroundings {
        let sign = |start| Span::new(self.id, start, start + 1);
        let bracket = self.open.iter().rfind(|open| open.bracket);
        Surroundings {
            place: self.character(at),
            at_end: self.text[at..].trim().is_empty(),
            quote: self.open_quote(at).map(sign),
            bracket: bracket.map(|open| sign(open.start)),
            bracketed: bracket.and_then(|_| self.bracketed(at)),
            at_bar: self.text[at..].trim_start().starts_with('|'),
        }
    }

    /// The text inside of braces that a bracket at a byte ends, up to the comma or brace that ends it for its author.
    fn bracketed(&self, at: usize) -> Option<(Span, String)> {
        let behind = self.text[at..].strip_prefix('[')?;
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[line..at];
        let start = before
            .rfind([',', ':', '{', '['])
            .map_or(0, |sign| sign + 1);
        let written = before[start..].trim_start();
        let closing = behind.find(']')?;
        let rest = &behind[closing + 1..];
        let end = rest.find([',', '}', '\n']).unwrap_or(rest.len());
        let end = at + 1 + closing + 1 + rest[..end].trim_end().len();
        let start = at - written.len();
        let is_text = written.starts_with(|first: char| first.is_alphabetic() || first == '(')
            && !written.contains('}');
        let span = Span::new(self.id, offset(start), offset(end));
        is_text.then(|| (span, self.text[start..end].to_owned()))
    }

    /// The quote of the text in which a byte lies: at the byte itself, or between the last value and the byte. There
    /// is none when that text ends before, because the parser looked further ahead.
    fn open_quote(&self, at: usize) -> Option<u32> {
        if self.text[at..].starts_with(['"', '\'']) {
            return Some(offset(at));
        }
        let start = self.find(BETWEEN, b"\"'")?;
        let from = start as usize;
        let sign = &self.text[from..=from];
        let inside = self.text.get(from + 1..at)?;
        (!inside.contains(sign)).then_some(start)
    }

    /// The first tab that indents a line, from the line of `at` on: the parser points at the text before or after it.
    pub(super) fn leading_tab(&self, at: usize) -> Option<usize> {
        let mut start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        for line in self.text[start..].split_inclusive('\n') {
            let content = line.trim_start_matches([' ', '\t']);
            let indentation = &line[..line.len() - content.len()];
            if let Some(tab) = indentation.find('\t') {
                return Some(start + tab);
            }
            start += line.len();
        }
        None
    }

    pub(super) fn span(&self, place: ParserSpan) -> Span {
        let [start, end] =
            [place.start, place.end].map(|mark| mark.byte_offset().map_or(self.last, offset));
        Span::new(self.id, start, end)
    }

    /// The character at a byte; nothing at the end of a line.
    fn character(&self, at: usize) -> Span {
        let character = self.text[at..].chars().next().filter(|c| *c != '\n');
        Span::new(
            self.id,
            offset(at),
            offset(at + character.map_or(0, char::len_utf8)),
        )
    }

    pub(super) fn snippet(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }
}
