//! Text that matches a pattern of the wire rules' small language, which the loader has read before.

use crate::model::Limits;

/// A text that matches the pattern as a whole, within the limits where that is easily found.
pub fn text(pattern: &str, limits: Limits) -> String {
    let least = limits.minimum.unwrap_or(0);
    let most = limits.maximum.unwrap_or(usize::MAX);
    // More repetitions make it longer, so that one of them fits.
    let texts = (0..64).map(|more| Reader::new(pattern, more).alternatives());
    let mut fitting = texts.filter(|text| (least..=most).contains(&text.chars().count()));
    let found = fitting.next();
    found.unwrap_or_else(|| Reader::new(pattern, 0).alternatives())
}

/// Reads a pattern and writes what matches it.
struct Reader {
    letters: Vec<char>,
    place: usize,
    /// How many repetitions there are beyond those that must be.
    more: usize,
}

impl Reader {
    fn new(pattern: &str, more: usize) -> Self {
        Self {
            letters: pattern.chars().collect(),
            place: 0,
            more,
        }
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.place).copied()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.place += 1;
        Some(letter)
    }

    fn takes(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.place += usize::from(found);
        found
    }

    /// The first of several alternatives; the others are read over.
    fn alternatives(&mut self) -> String {
        let first = self.sequence();
        while self.takes('|') {
            self.sequence();
        }
        first
    }

    fn sequence(&mut self) -> String {
        let mut out = String::new();
        while let Some(letter) = self.peek() {
            if matches!(letter, '|' | ')') {
                break;
            }
            let piece = self.piece();
            out.push_str(&piece.repeat(self.count()));
        }
        out
    }

    fn piece(&mut self) -> String {
        match self.next() {
            Some('(') => {
                if self.takes('?') {
                    self.takes(':');
                }
                let inside = self.alternatives();
                self.takes(')');
                inside
            }
            Some('[') => self.class().to_string(),
            Some('\\') => self.escaped().to_string(),
            Some(letter) => letter.to_string(),
            None => String::new(),
        }
    }

    fn escaped(&mut self) -> char {
        match self.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(letter) => letter,
            None => '\\',
        }
    }

    fn class(&mut self) -> char {
        let is_other = self.takes('^');
        let mut ranges: Vec<(char, char)> = Vec::new();
        while let Some(letter) = self.next() {
            let first = match letter {
                ']' => break,
                '\\' => self.escaped(),
                letter => letter,
            };
            let is_range =
                self.peek() == Some('-') && self.letters.get(self.place + 1) != Some(&']');
            let last = if is_range {
                self.place += 1;
                match self.next() {
                    Some('\\') => self.escaped(),
                    letter => letter.unwrap_or(first),
                }
            } else {
                first
            };
            ranges.push((first, last));
        }
        let has = |letter: &char| {
            ranges
                .iter()
                .any(|(first, last)| (first..=last).contains(&letter))
        };
        let mut plain = ('a'..='z')
            .chain('0'..='9')
            .chain('A'..='Z')
            .chain(' '..='~');
        let first = ranges.first().map_or('a', |(first, _)| *first);
        plain
            .find(|letter| has(letter) != is_other)
            .unwrap_or(first)
    }

    /// How often the piece before is there.
    fn count(&mut self) -> usize {
        let (least, most) = match self.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('{') => return self.counted(),
            _ => return 1,
        };
        self.place += 1;
        self.within(least, most)
    }

    fn counted(&mut self) -> usize {
        let rest: String = self.letters[self.place + 1..]
            .iter()
            .take_while(|letter| **letter != '}')
            .collect();
        self.place += rest.chars().count() + 2;
        let (least, most) = rest.split_once(',').unwrap_or((&rest, &rest));
        let least = least.trim().parse().unwrap_or(0);
        self.within(least, most.trim().parse().unwrap_or(usize::MAX))
    }

    fn within(&self, least: usize, most: usize) -> usize {
        least.saturating_add(self.more).min(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_text_is_found() {
        let none = Limits::default();
        for (pattern, expected) in [
            ("[a-z]+", "a"),
            ("(?:ab|c){2}x?", "abab"),
            ("\\+[0-9]{3,5}", "+000"),
            ("[^a-z]", "0"),
            ("a|b", "a"),
            ("", ""),
            ("[-_]", "-"),
        ] {
            assert_eq!(text(pattern, none), expected, "{pattern}");
        }
    }

    #[test]
    fn limits_are_kept() {
        let limits = Limits {
            minimum: Some(4),
            maximum: Some(6),
        };
        assert_eq!(text("[a-z]+", limits), "aaaa");
        assert_eq!(text("x[0-9]*", limits), "x000");
    }
}
