//! Text that others wrote, as it may be shown on a terminal.
//!
//! ```
//! use trilogue_codegen::screen;
//!
//! assert_eq!(screen::visible("red \u{1b}[31m"), "red \u{FFFD}[31m");
//! assert_eq!(screen::one_line("a\nb"), "a b");
//! assert_eq!(screen::json("\u{202E}\u{1b}"), r#""\u202e\u001b""#);
//! ```

use std::fmt::Write as _;

/// The text with as many characters, and none that a terminal obeys or that hides: a replacement character stands
/// for each of those. Tabs and line breaks stay.
#[must_use]
pub fn visible(text: &str) -> String {
    let shown = |character| {
        if is_visible(character) {
            character
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    text.chars().map(shown).collect()
}

/// The same as [`visible`], with a space for each line break.
#[must_use]
pub fn one_line(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// The text as JSON, in quotes: what [`visible`] replaces is escaped, so that a reader of the JSON gets it back.
#[must_use]
pub fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let mut shown = String::with_capacity(quoted.len());
    for character in quoted.chars() {
        if is_visible(character) {
            shown.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(shown, "\\u{unit:04x}").expect("a string takes all");
            }
        }
    }
    shown
}

/// Beside control characters, those that turn the direction of text, break lines or take no room are not: a spec
/// must look like what it says. Those that join letters and emoji are left alone.
#[must_use]
pub fn is_visible(character: char) -> bool {
    match character {
        '\t' | '\n' => true,
        '\u{061C}'
        | '\u{200B}'
        | '\u{200E}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => false,
        other => !other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_gives_back_what_it_was_made_of() {
        let hostile =
            "a\u{1b}]0;x\u{7}\u{7f}\u{9b}\u{200b}\u{2028}\u{202e}\u{feff}\u{e0041}\"\\\n\t é 👩‍🚀";
        let shown = json(hostile);
        assert!(
            shown.chars().all(is_visible) && !shown.contains('\n'),
            "{shown}"
        );
        let read: String = serde_json::from_str(&shown).unwrap();
        assert_eq!(read, hostile);
    }

    #[test]
    fn what_is_shown_has_as_many_characters() {
        let text = "a\u{1b}\u{9b}\r\u{202e}é";
        assert_eq!(visible(text), "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é");
    }
}
