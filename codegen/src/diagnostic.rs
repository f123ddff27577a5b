//! Mistakes as data: which rule is broken, where, and what to do next.
//!
//! A [`Diagnostic`] knows nothing of how it is shown; [`crate::render`] turns it into text.

use indexmap::IndexSet;

use crate::{rules::Rule, span::Span};

/// One mistake in a spec.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong, without a full stop: the line after `error[rule]:`.
    pub message: String,
    /// The text to underline. `None` when there is no text, as for a file that does not exist.
    pub span: Option<Span>,
    /// What stands under the underline. May be empty.
    pub label: String,
    /// Other places that belong to the mistake, each with what to say there.
    pub secondary: Vec<(Span, String)>,
    /// Facts that explain the mistake.
    pub notes: Vec<String>,
    /// The next step.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake at `span` that says `message` and nothing more.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            ..Self::unplaced(rule, message)
        }
    }

    /// A mistake that belongs to no place in a file.
    pub fn unplaced(rule: Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            span: None,
            label: String::new(),
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// The same mistake with `label` under its underline.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same mistake with one more place, and `label` under it.
    #[must_use]
    pub fn secondary(mut self, span: Span, label: impl Into<String>) -> Self {
        self.secondary.push((span, label.into()));
        self
    }

    /// The same mistake with more places, and `label` under each. Of very many places the first are shown, and the
    /// others counted.
    #[must_use]
    pub fn also(mut self, places: impl IntoIterator<Item = Span>, label: &str) -> Self {
        let mut places = places.into_iter();
        for span in places.by_ref().take(MOST_PLACES) {
            self = self.secondary(span, label);
        }
        match places.count() {
            0 => self,
            more => self.note(format!("{more} more places are not shown")),
        }
    }

    /// The same mistake with one more note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same mistake with `help` as the next step, in place of an earlier one.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// [`Sources::load`](crate::source::Sources::load) boxes its mistake to keep its result small.
impl From<Box<Diagnostic>> for Diagnostic {
    fn from(boxed: Box<Diagnostic>) -> Self {
        *boxed
    }
}

/// How many places of the same kind a mistake shows.
const MOST_PLACES: usize = 8;

/// How many mistakes of a run are kept whole. Those beyond are counted, so that a hostile spec cannot fill the memory.
pub const MOST_KEPT: usize = 1_000;

/// Collects the mistakes of a run. The same mistake pushed twice is kept once; of the others the first [`MOST_KEPT`]
/// are kept whole, and the rest is counted.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    kept: IndexSet<Diagnostic>,
    beyond: usize,
}

impl Diagnostics {
    /// A collector without mistakes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one mistake.
    pub fn push(&mut self, diagnostic: impl Into<Diagnostic>) {
        let diagnostic = diagnostic.into();
        if self.kept.len() < MOST_KEPT {
            self.kept.insert(diagnostic);
        } else if !self.kept.contains(&diagnostic) {
            self.beyond += 1;
        }
    }

    /// Whether there is no mistake.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many mistakes there are, those that are only counted included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len() + self.beyond
    }

    /// The mistakes in the order in which they were pushed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// The mistakes by file, then by place; those without a place first, those at one place as they were pushed.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut sorted: Vec<Diagnostic> = self.kept.into_iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.span);
        sorted
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        let mut all = Self::new();
        all.extend(diagnostics);
        all
    }
}

/// How many Unicode scalar values of a piece of a spec a message shows.
const LONGEST_QUOTED: usize = 60;

/// A piece of a spec in backticks, for a message: cut when it is long, and a line break shown as a space.
///
/// ```
/// use trilogue_codegen::diagnostic::quoted;
///
/// assert_eq!(quoted("payload"), "`payload`");
/// assert_eq!(quoted(&"x".repeat(100)).chars().count(), 63);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut characters = text.chars();
    let shown = characters.by_ref().take(LONGEST_QUOTED);
    let mut shown: String = shown.map(|c| if c == '\n' { ' ' } else { c }).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A word that is longer than this, in Unicode scalar values, is near to itself alone: comparing takes time that
/// grows with the product of both lengths, and such a word is no slip of the finger.
const LONGEST_COMPARED: usize = 64;

/// Finds the candidate that `word` was probably meant to be: the one with the fewest letters to add, remove, replace
/// or swap. Upper and lower case do not count as a difference. Of several that are equally near, the first is given.
///
/// Gives `None` when no candidate is within a third of the word's length, or one letter for a short word.
///
/// ```
/// use trilogue_codegen::diagnostic::near;
///
/// assert_eq!(near("payolad", ["fields", "payload"]), Some("payload"));
/// assert_eq!(near("Payload", ["fields", "payload"]), Some("payload"));
/// assert_eq!(near("colour", ["fields", "payload"]), None);
/// ```
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, &candidate.to_lowercase())?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of edits between two words, or `None` when they are too far apart to be meant as the same.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    if word == candidate {
        return Some(0);
    }
    let (length, other) = (word.chars().count(), candidate.chars().count());
    let limit = (length / 3).max(1);
    if length.max(other) > LONGEST_COMPARED || length.abs_diff(other) > limit {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    let in_common = distance < length.min(other);
    (in_common && distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::{DUPLICATE_KEY, FILE_MISSING, YAML_TAG},
        source::Sources,
    };

    #[test]
    fn near_words() {
        let keys = ["id", "fields", "minLength", "maxLength", "payload"];
        let cases = [
            ("field", Some("fields")),
            ("FIELDS", Some("fields")),
            ("minlenght", Some("minLength")),
            ("maxLenght", Some("maxLength")),
            ("ip", Some("id")),
            ("x", None),
            ("", None),
            ("quantity", None),
        ];
        for (word, expected) in cases {
            assert_eq!(near(word, keys), expected, "{word}");
        }
    }

    #[test]
    fn an_exact_word_beats_an_earlier_near_one() {
        assert_eq!(near("cost", ["const", "cost"]), Some("cost"));
        assert_eq!(near("abcd", ["abcx", "abcy"]), Some("abcx"));
    }

    #[test]
    fn long_words_are_compared_in_bounded_time() {
        let (long, longer) = ("a".repeat(1 << 20), "a".repeat((1 << 20) + 1));
        assert_eq!(near(&long, [longer.as_str()]), None);
        assert_eq!(near(&long, [long.as_str()]), Some(long.as_str()));
    }

    #[test]
    fn mistakes_beyond_the_limit_are_counted() {
        let mut diagnostics = Diagnostics::new();
        let mistake = |number| Diagnostic::unplaced(YAML_TAG, format!("{number}"));
        diagnostics.extend((0..MOST_KEPT + 5).map(mistake));
        diagnostics.push(mistake(7));
        assert_eq!(diagnostics.len(), MOST_KEPT + 5);
        assert_eq!(diagnostics.into_sorted().len(), MOST_KEPT);
    }

    #[test]
    fn sorted_by_file_and_place_without_repetition() {
        let mut sources = Sources::new();
        let [one, two] = ["one.yaml", "two.yaml"].map(|path| sources.add(path, "a: 1\n").unwrap());
        let expected = [
            Diagnostic::unplaced(FILE_MISSING, "gone"),
            Diagnostic::new(YAML_TAG, Span::new(one, 0, 1), "b before a"),
            Diagnostic::new(YAML_TAG, Span::new(one, 0, 1), "a after b"),
            Diagnostic::new(DUPLICATE_KEY, Span::new(one, 3, 4), "x"),
            Diagnostic::new(DUPLICATE_KEY, Span::new(two, 0, 1), "x"),
        ];
        let mut diagnostics = Diagnostics::new();
        for index in [4, 3, 1, 0, 2, 1, 4] {
            diagnostics.push(expected[index].clone());
        }
        assert_eq!(diagnostics.len(), expected.len());
        assert_eq!(diagnostics.into_sorted(), expected);
    }
}
