//! What the texts of a form are: slots, constants, or something else that was meant.

use std::borrow::Cow;

use trilogue_wire::telling::Constant;

use crate::source::Spanned;
use crate::syntax::keys::TYPE_WORDS;
use crate::syntax::scalars::is_json_number;
use crate::syntax::slots;
use crate::yaml::{Entry, Scalar};

/// What stands for the name inside a text.
pub(super) const NAME_IN_TEXT: &str = "{name}";

/// Whether a text has a slot of the language inside of it, not at its start.
pub(super) fn has_slot_inside(text: &str) -> bool {
    let is_word_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let has = |word: &str| {
        let mut places = text.match_indices(word).filter(|(place, _)| *place > 0);
        places.any(|(place, _)| {
            !text[place + word.len()..].starts_with(is_word_part) && !text[..place].ends_with('$')
        })
    };
    slots::slot_words().any(has)
}

/// Whether a text without quotes is one that would be a type elsewhere.
pub(super) fn reads_like_a_type(scalar: &Scalar) -> bool {
    let text = scalar.text.trim();
    let is_word = TYPE_WORDS.iter().any(|word| word.name == text);
    let is_generic = (text.starts_with("list<") || text.starts_with("map<")) && text.ends_with('>');
    let is_marked = text.starts_with("optional ") || text.starts_with("maybe ");
    let is_nullable = text.ends_with("| null");
    scalar.plain && (is_word || is_generic || is_marked || is_nullable)
}

/// Whether a text is meant to be a slot, rightly or not.
pub(super) fn is_slot(scalar: &Scalar) -> bool {
    let text = scalar.text.as_str();
    let optional = text.strip_prefix("optional ").filter(|_| scalar.plain);
    let word = optional.map_or(text, str::trim_start);
    word.starts_with('$') && !word.starts_with("$$") && !word.contains(NAME_IN_TEXT)
}

/// Whether a key is meant to be a slot.
pub(super) fn is_slot_key(entry: &Entry) -> bool {
    let key = &entry.key.value;
    entry.key_plain && key.starts_with('$') && !key.starts_with("$$")
}

/// A key as it stands on the wire.
pub(super) fn literal_key(entry: &Entry) -> Spanned<String> {
    let key = &entry.key;
    match key.value.strip_prefix("$$").filter(|_| entry.key_plain) {
        Some(rest) => Spanned::new(format!("${rest}"), key.span),
        None => key.clone(),
    }
}

/// The value that a scalar is.
pub(super) fn constant(scalar: &Scalar) -> Constant {
    let text = scalar.text.as_str();
    match text {
        "null" if scalar.plain => Constant::Null,
        "true" if scalar.plain => Constant::Bool(true),
        "false" if scalar.plain => Constant::Bool(false),
        _ if scalar.plain && is_json_number(text) => {
            Constant::Number(text.parse().unwrap_or_default())
        }
        _ => Constant::Text(Cow::Owned(literal(text))),
    }
}

/// A text as it stands on the wire: `$$` is a `$` at its start, and where a slot would be inside of it.
fn literal(text: &str) -> String {
    let text = text
        .strip_prefix("$$")
        .map_or_else(|| text.to_owned(), |rest| format!("${rest}"));
    let words = slots::slot_words();
    words.fold(text, |text, word| text.replace(&format!("${word}"), word))
}
