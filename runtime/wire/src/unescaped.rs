//! What the texts of a document with escapes mean, for those who borrow them.

use crate::text::Text;

/// Unescaped texts one after the other, and where each stands.
#[derive(Debug)]
pub(crate) struct Unescaped {
    texts: String,
    /// The index of each node, and where its text starts and ends, in the order
    /// of the nodes. Texts with a lone surrogate are not there.
    places: Vec<(u32, usize, usize)>,
}

impl Unescaped {
    /// Unescapes texts, each given with the index of its node, in that order.
    pub(crate) fn of<'d>(escaped: impl Iterator<Item = (u32, Text<'d>)>) -> Self {
        let (mut texts, mut places) = (String::new(), Vec::new());
        for (index, text) in escaped {
            if let Some(text) = text.decoded() {
                let start = texts.len();
                texts.push_str(&text);
                places.push((index, start, texts.len()));
            }
        }
        Self { texts, places }
    }

    /// The text of a node, if it has no lone surrogate.
    pub(crate) fn get(&self, index: u32) -> Option<&str> {
        let found = self.places.binary_search_by_key(&index, |place| place.0);
        let (_, start, end) = *self.places.get(found.ok()?)?;
        self.texts.get(start..end)
    }
}
