//! Scalars that mean something: words, numbers, time spans.

use std::ops::Range;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::rules::{INVALID_DURATION, INVALID_NUMBER, INVALID_VALUE};
use crate::source::{Span, Spanned, offset};
use crate::syntax::read::{Fields, Reader};
use crate::yaml::Node;

/// A word with what it means.
pub type Word<T> = (&'static str, T);

impl Reader<'_> {
    /// One of some words.
    pub fn word<T: Clone>(
        &mut self,
        node: &Node,
        what: &str,
        words: &[Word<T>],
    ) -> Option<Spanned<T>> {
        let text = self.text(node, what)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(meaning.clone(), text.span));
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let mistake = Diagnostic::new(
            INVALID_VALUE,
            text.span,
            format!(
                "{what} can be {}, not {}",
                listed(&names, "or"),
                quoted(&text.value)
            ),
        );
        self.report(match near(&text.value, names.iter().copied()) {
            Some(name) => mistake
                .label("not one of these")
                .help(format!("write `{name}`")),
            None => mistake
                .label("not one of these")
                .help(format!("write {}", listed(&names, "or"))),
        });
        None
    }

    /// One of some words, if its key is there.
    pub fn optional_word<T: Clone>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        words: &[Word<T>],
    ) -> Option<Spanned<T>> {
        let node = fields.get(key)?;
        self.word(node, &format!("`{key}`"), words)
    }

    /// `true` or `false`; where it stands, if it is true.
    pub fn flag(&mut self, fields: &Fields<'_>, key: &str) -> Option<Span> {
        let set = self.optional_word(fields, key, &[("true", true), ("false", false)])?;
        set.value.then_some(set.span)
    }

    /// A number in JSON's notation.
    pub fn number(&mut self, node: &Node, what: &str) -> Option<Spanned<f64>> {
        let text = self.text(node, what)?;
        let value = is_json_number(&text.value)
            .then(|| text.value.parse().ok())
            .flatten()
            .filter(|value: &f64| value.is_finite());
        if value.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_NUMBER,
                    text.span,
                    format!("{what} is a number, not {}", quoted(&text.value)),
                )
                .label("not a number")
                .help("write it as in JSON: `0`, `-1.5` or `2e3`"),
            );
        }
        Some(Spanned::new(value?, text.span))
    }

    /// A time span such as `5min`, if its key is there.
    pub fn duration(&mut self, fields: &Fields<'_>, key: &str) -> Option<Duration> {
        let text = self.optional_text(fields, key)?;
        let duration = parse_duration(&text.value);
        if duration.is_none() {
            self.report(
                Diagnostic::new(
                    INVALID_DURATION,
                    text.span,
                    format!("`{key}` is a time span, not {}", quoted(&text.value)),
                )
                .label("not a time span")
                .help("write a whole number and a unit, such as `500ms`, `30s`, `5min` or `1h`; at most `596h`"),
            );
        }
        duration
    }
}

/// The place of a part of a scalar's text, or that of the whole scalar where its text is not what stands in the file.
pub(super) fn place_in(text: &str, plain: bool, whole: Span, part: Range<usize>) -> Span {
    let quote = usize::from(!plain);
    let length = (whole.end - whole.start) as usize;
    // Line breaks and escapes that give ASCII are longer than what they give.
    let as_written = length == text.len() + 2 * quote && (plain || text.is_ascii());
    if !as_written {
        return whole;
    }
    let [start, end] = [part.start, part.end].map(|at| whole.start + offset(quote + at));
    Span::new(whole.source, start, end)
}

fn parse_duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let milliseconds = match &text[digits.len()..] {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let count: u64 = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())??;
    let total = count.checked_mul(milliseconds)?;
    (total > 0 && total <= MOST_MILLISECONDS).then(|| Duration::from_millis(total))
}

/// What a timer in a browser can hold.
const MOST_MILLISECONDS: u64 = i32::MAX as u64;

/// Whether `text` is a number in JSON's notation.
#[must_use]
pub fn is_json_number(text: &str) -> bool {
    trilogue_wire::Document::parse(text.as_bytes()).is_ok_and(|document| {
        let value = document.root();
        value.kind() == trilogue_wire::Kind::Number && value.raw().len() == text.len()
    })
}

/// The words in backticks, as a list in a sentence.
#[must_use]
pub fn listed(words: &[&str], conjunction: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}
