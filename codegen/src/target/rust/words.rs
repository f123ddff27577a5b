//! Sentences from parts.

/// First words of a sentence that can be written small inside another.
const SMALL_WORDS: [&str; 14] = [
    "A", "An", "Any", "At", "Each", "Every", "If", "It", "No", "Some", "That", "The", "There",
    "This",
];

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String], word: &str) -> String {
    match items {
        [all @ .., before, last] => {
            let head: String = all.iter().flat_map(|item| [item, ", "]).collect();
            format!("{head}{before} {word} {last}")
        }
        _ => items.concat(),
    }
}

/// What else would have been accepted, for messages of errors: "`a`, `b` or `c`", cut short where there are many.
pub fn alternatives(values: impl Iterator<Item = String>) -> String {
    const MOST: usize = 8;
    let mut values: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    if values.len() > MOST {
        values.truncate(MOST - 1);
        values.push("another listed value".to_owned());
    }
    listed(&values, "or")
}

/// The text with a small first letter, if its first word is no name.
pub fn small(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if SMALL_WORDS.contains(&first) {
        format!("{}{}", first.to_lowercase(), &text[first.len()..])
    } else {
        text.to_owned()
    }
}

/// The text with a full stop.
pub fn sentence(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_are_no_names_are_written_small() {
        assert_eq!(small("The user logs in."), "the user logs in.");
        assert_eq!(small("Alice logs in."), "Alice logs in.");
        assert_eq!(small("Theodora"), "Theodora");
    }

    #[test]
    fn lists_end_with_a_word() {
        let list = |items: &[&str]| {
            listed(
                &items
                    .iter()
                    .map(|item| (*item).to_owned())
                    .collect::<Vec<_>>(),
                "or",
            )
        };
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a or b");
        assert_eq!(list(&["a", "b", "c"]), "a, b or c");
    }
}
