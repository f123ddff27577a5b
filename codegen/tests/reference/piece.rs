//! Pieces of specs, and how a whole spec completes them.

/// The sections that hold messages.
const MESSAGES: [&str; 3] = ["events", "requests", "properties"];

/// A key at the top of a spec, and the lines that it stands in.
struct Section<'t> {
    key: &'t str,
    text: String,
}

/// Whether a block is a whole spec.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    sections(text)
        .first()
        .is_some_and(|first| first.key == "trilogue")
}

/// Whether a block declares types and no messages, and so shows values.
#[must_use]
pub fn shows_values(text: &str) -> bool {
    let sections = sections(text);
    let has = |key: &str| sections.iter().any(|section| section.key == key);
    has("types") && !MESSAGES.iter().any(|key| has(key))
}

/// The rule that a block says it breaks.
#[must_use]
pub fn mistake(text: &str) -> Option<&str> {
    text.lines().next()?.strip_prefix("# mistake: ")
}

/// A piece, completed by a whole spec: its sections take the places of those with the same key, and messages are its own.
#[must_use]
pub fn completed(whole: &str, piece: &str) -> String {
    let own = sections(piece);
    let is_own = |key: &str| own.iter().any(|section| section.key == key);
    let is_left_out = |key: &str| MESSAGES.contains(&key) || is_own(key);
    let mut text: String = sections(whole)
        .iter()
        .filter(|section| !is_left_out(section.key))
        .map(|section| section.text.as_str())
        .collect();
    text.extend(own.iter().map(|section| section.text.as_str()));
    text
}

/// The name of the last type that a piece declares.
#[must_use]
pub fn last_type(piece: &str) -> Option<String> {
    let sections = sections(piece);
    let types = sections.iter().find(|section| section.key == "types")?;
    let mut names = types.text.lines().filter_map(|line| {
        let name = line.strip_prefix("  ")?;
        let name = name.split(':').next()?;
        name.starts_with(char::is_alphabetic).then_some(name)
    });
    names.next_back().map(str::to_owned)
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for line in text.lines() {
        let key = line.split_once(':').map(|(key, _)| key);
        match key.filter(|key| key.starts_with(|first: char| first.is_ascii_alphabetic())) {
            Some(key) => sections.push(Section {
                key,
                text: format!("{line}\n"),
            }),
            None => {
                if let Some(section) = sections.last_mut() {
                    section.text += line;
                    section.text.push('\n');
                }
            }
        }
    }
    sections
}
