//! The record of a folder: what the generator wrote there.
//!
//! It is a text that `sha256sum --check .trilogue` understands: a comment, and one line for each file, in the order
//! of their paths, with the SHA-256 of its text. Line ends are those of the generator, `\n`: a checkout that makes
//! `\r\n` of them changes nothing.
//!
//! A run that replaces files first writes a record of what was and what will be, with two lines for a file that
//! changes, and says so in a second comment. Whichever moment interrupts it, every file of the generator has one of
//! the hashes in the record. A merge that keeps the lines of both sides gives the same: `merge=union` in
//! `.gitattributes` asks Git for that, and where it is not set, the marks of a conflict are skipped.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::Files;

/// The name of the record in its folder.
pub const FILE: &str = ".trilogue";

const TITLE: &str =
    "# The files that trilogue wrote here. Keep this one beside them, in version control too.\n";
const UNFINISHED: &str =
    "# A run began to change them and has not come to its end: the next one finishes.\n";
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Record {
    hashes: BTreeMap<String, BTreeSet<String>>,
    is_unfinished: bool,
}

impl Record {
    /// What the record says once all files are written.
    pub(super) fn of(files: &Files) -> Self {
        let hashes = files
            .iter()
            .map(|(path, text)| (path.to_owned(), BTreeSet::from([hash(text.as_bytes())])));
        Self {
            hashes: hashes.collect(),
            is_unfinished: false,
        }
    }

    /// Reads the text of a record. An error is the number of the first line that makes no sense.
    pub(super) fn parse(text: &[u8]) -> Result<Self, usize> {
        let mut record = Self::default();
        for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let line = std::str::from_utf8(line).map_err(|_| index + 1)?;
            record
                .take(line.strip_suffix('\r').unwrap_or(line))
                .ok_or(index + 1)?;
        }
        Ok(record)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        self.is_unfinished |= line == UNFINISHED.trim_end();
        let says_nothing = line.is_empty() || line.starts_with('#');
        if says_nothing || CONFLICT.iter().any(|mark| line.starts_with(mark)) {
            return Some(());
        }
        let (hash, path) = line.split_once("  ")?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_hash && is_inside(path)).then(|| {
            self.hashes
                .entry(path.to_owned())
                .or_default()
                .insert(hash.to_ascii_lowercase());
        })
    }

    /// The record while files are on their way from the state of `self` to that of `next`.
    pub(super) fn towards(&self, next: &Self) -> Self {
        let mut both = self.clone();
        both.is_unfinished = true;
        for (path, hashes) in &next.hashes {
            let known = both.hashes.entry(path.clone()).or_default();
            known.extend(hashes.iter().cloned());
        }
        both
    }

    /// Whether a run was interrupted, or two records were merged.
    pub(super) fn is_mixed(&self) -> bool {
        self.is_unfinished || self.hashes.values().any(|hashes| hashes.len() > 1)
    }

    /// Whether a file was written at `path`.
    pub(super) fn names(&self, path: &str) -> bool {
        self.hashes.contains_key(path)
    }

    /// Whether a file with this content was written at `path`.
    pub(super) fn holds(&self, path: &str, content: &[u8]) -> bool {
        self.hashes
            .get(path)
            .is_some_and(|hashes| hashes.contains(&hash(content)))
    }

    /// The paths of all files that were written.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    pub(super) fn text(&self) -> String {
        let mut text = TITLE.to_owned();
        if self.is_unfinished {
            text.push_str(UNFINISHED);
        }
        for (path, hashes) in &self.hashes {
            for hash in hashes {
                let _ = writeln!(text, "{hash}  {path}");
            }
        }
        text
    }
}

/// A record comes from version control, so from anybody: no path in it may lead out of its folder.
fn is_inside(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    let is_odd = |letter: char| letter.is_control() || matches!(letter, '\\' | ':');
    path.split('/').all(is_name) && !path.contains(is_odd)
}

fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(with_plain_ends(content));
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether two contents differ in nothing but line ends, which Git may change.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    with_plain_ends(one) == with_plain_ends(other)
}

/// The content with `\n` for each `\r\n`.
pub(super) fn with_plain_ends(content: &[u8]) -> Cow<'_, [u8]> {
    let is_end = |at: usize| content[at] == b'\r' && content.get(at + 1) == Some(&b'\n');
    if !(0..content.len()).any(is_end) {
        return Cow::Borrowed(content);
    }
    let kept = (0..content.len()).filter(|at| !is_end(*at));
    Cow::Owned(kept.map(|at| content[at]).collect())
}
