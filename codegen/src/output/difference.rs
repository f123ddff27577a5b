//! Differences as people read them: the unified form, as far as it is of use.

use std::fmt::Write as _;

use similar::TextDiff;

use super::record::with_plain_ends;
use crate::screen::visible;

/// How many lines before and after a change are shown.
const CONTEXT: usize = 3;

/// A unified diff that leads from `present` to `wanted`, of `limit` lines at most. Nothing in it is obeyed by a
/// terminal.
pub(super) fn unified(path: &str, present: &[u8], wanted: &[u8], limit: usize) -> String {
    let plain = |content| String::from_utf8_lossy(&with_plain_ends(content)).into_owned();
    let (present, wanted) = (plain(present), plain(wanted));
    let diff = TextDiff::from_lines(&present, &wanted);
    let full = diff
        .unified_diff()
        .context_radius(CONTEXT)
        .header(path, &format!("{path} (generated)"))
        .to_string();
    shortened(&visible(&full), limit)
}

fn shortened(diff: &str, limit: usize) -> String {
    let count = diff.lines().count();
    if count <= limit {
        return diff.to_owned();
    }
    let mut text = String::new();
    for line in diff.lines().take(limit) {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "… and {} more lines", count - limit);
    text
}
