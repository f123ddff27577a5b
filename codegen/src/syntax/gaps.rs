//! What of a spec could not be read, so that nothing is said of what refers to it.

use std::collections::HashSet;

use crate::syntax::direction::is_direction;

/// The parts of a spec whose entries other parts refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// `roles`.
    Roles,
    /// `envelopes`.
    Envelopes,
    /// `channels`.
    Channels,
    /// `types`.
    Types,
    /// `events` and `requests`.
    Messages,
}

/// The entries that are reported already and missing from the document.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    sections: HashSet<Section>,
    entries: HashSet<(Section, String)>,
    /// Keys that nobody knows where they stand. They may be entries that are indented wrongly.
    strange: HashSet<String>,
}

impl Gaps {
    /// Remembers that any entry of a section may be missing.
    pub fn add_section(&mut self, section: Section) {
        self.sections.insert(section);
    }

    /// Remembers that one entry is missing, or not there as a whole.
    pub fn add_entry(&mut self, section: Section, name: &str) {
        self.entries.insert((section, name.to_owned()));
    }

    /// Remembers a key that is not known where it stands.
    pub fn add_strange(&mut self, key: &str) {
        if is_direction(key) {
            self.add_section(Section::Messages);
        }
        self.strange.insert(key.to_owned());
    }

    /// Whether an entry may be there although the document does not have it.
    #[must_use]
    pub fn cover(&self, section: Section, name: &str) -> bool {
        self.sections.contains(&section)
            || self.strange.contains(name)
            || self.entries.contains(&(section, name.to_owned()))
    }

    /// Whether anything of a section may be missing.
    #[must_use]
    pub fn touch(&self, section: Section) -> bool {
        self.sections.contains(&section)
            || !self.strange.is_empty()
            || self.entries.iter().any(|(known, _)| *known == section)
    }
}
