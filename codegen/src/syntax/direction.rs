//! Directions: the arrow between the sender and the receiver.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, quoted};
use crate::rules::INVALID_DIRECTION;
use crate::syntax::Text;
use crate::syntax::read::Reader;
use crate::syntax::scalars::place_in;
use crate::yaml::Entry;

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Points {
    Right,
    Left,
    Both,
}

/// A direction as it is drawn.
struct Drawn<'k> {
    left: &'k str,
    arrow: &'k str,
    right: &'k str,
}

/// What is part of an arrow only, and where it points.
const HEADS: [(char, Points); 12] = [
    ('>', Points::Right),
    ('<', Points::Left),
    ('→', Points::Right),
    ('⇒', Points::Right),
    ('⟶', Points::Right),
    ('➔', Points::Right),
    ('←', Points::Left),
    ('⇐', Points::Left),
    ('⟵', Points::Left),
    ('↔', Points::Both),
    ('⇔', Points::Both),
    ('⟷', Points::Both),
];

/// The word that some write for an arrow.
const WORD: &str = " to ";

impl Drawn<'_> {
    fn points(&self) -> Points {
        let heads = |wanted: Points| {
            let of = |letter: char| {
                let known = HEADS.iter().find(|(head, _)| *head == letter);
                known.is_some_and(|(_, points)| *points == wanted)
            };
            self.arrow.contains(of)
        };
        match (heads(Points::Left), heads(Points::Right)) {
            _ if heads(Points::Both) => Points::Both,
            (true, true) => Points::Both,
            (true, false) => Points::Left,
            _ => Points::Right,
        }
    }

    /// The sender and the receiver, and whether either sends.
    fn roles(&self) -> ([&str; 2], bool) {
        match self.points() {
            Points::Left => ([self.right, self.left], false),
            points => ([self.left, self.right], points == Points::Both),
        }
    }
}

/// Whether a key is meant to be a direction: there is an arrow in it.
pub(super) fn is_direction(key: &str) -> bool {
    arrow(key).is_some()
}

/// The two sides of the one arrow in a text, however that is drawn; `None` where there is none, more than one, or a side
/// is empty.
fn drawn(key: &str) -> Option<Drawn<'_>> {
    let place = arrow(key).or_else(|| word(key))?;
    let (left, right) = (key[..place.start].trim(), key[place.end..].trim());
    let is_whole = !left.is_empty() && !right.is_empty() && arrow(right).is_none();
    is_whole.then(|| Drawn {
        left,
        arrow: key[place].trim(),
        right,
    })
}

/// The place of the first arrow: its heads, and what belongs to its shaft.
fn arrow(key: &str) -> Option<Range<usize>> {
    let is_head = |letter: char| HEADS.iter().any(|(head, _)| *head == letter);
    let head = key.find(is_head)?;
    let is_part = |letter: char| is_head(letter) || "-=~|".contains(letter);
    let start = key[..head].trim_end_matches(is_part).len();
    let rest = key[head..].trim_start_matches(is_part);
    Some(start..key.len() - rest.len())
}

fn word(key: &str) -> Option<Range<usize>> {
    let start = key.find(WORD)?;
    let sides = [&key[..start], &key[start + WORD.len()..]];
    let is_one_word = |side: &str| !side.trim().contains(char::is_whitespace);
    sides
        .into_iter()
        .all(is_one_word)
        .then(|| start..start + WORD.len())
}

impl Reader<'_> {
    /// The roles of `sender -> receiver`, or of `one <-> other`, which is both ways. An arrow that is drawn in another way
    /// is reported, and taken for what was meant.
    pub(super) fn roles(&mut self, direction: &Entry) -> Option<([Text; 2], bool)> {
        let key = &direction.key;
        let Some(drawn) = drawn(&key.value) else {
            return self.no_direction(key);
        };
        let ([from, to], both) = drawn.roles();
        let arrow = if both { "<->" } else { "->" };
        if from == to {
            self.report(
                Diagnostic::new(
                    INVALID_DIRECTION,
                    key.span,
                    format!("{} sends to itself", quoted(from)),
                )
                .label("the same role twice")
                .help("a message goes from one role to another"),
            );
            return None;
        }
        if drawn.arrow != arrow {
            let meant = quoted(&format!("{from} {arrow} {to}"));
            self.not_a_direction(key, &format!("write {meant}"));
        }
        let roles = [from, to].map(|part| {
            let start = part.as_ptr() as usize - key.value.as_ptr() as usize;
            let range = start..start + part.len();
            let span = place_in(&key.value, direction.key_plain, key.span, range);
            Text::new(part.to_owned(), span)
        });
        Some((roles, both))
    }

    pub(super) fn no_direction<T>(&mut self, key: &Text) -> Option<T> {
        let help = "messages stand below their direction, such as `host -> widget:` or, where either sends them, `host <-> widget:`";
        self.not_a_direction(key, help);
        None
    }

    fn not_a_direction(&mut self, key: &Text, help: &str) {
        let message = format!("{} is not a direction", quoted(&key.value));
        self.report(
            Diagnostic::new(INVALID_DIRECTION, key.span, message)
                .label("not `sender -> receiver`")
                .help(help),
        );
    }
}
