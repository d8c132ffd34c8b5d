//! The parser counts characters, a tree counts bytes: one table a file.

/// Byte offset of each character, or nothing where all characters are single bytes.
#[derive(Debug)]
pub(crate) struct Positions {
    offsets: Option<Vec<usize>>,
    length: usize,
}

impl Positions {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            offsets: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
            length: text.len(),
        }
    }

    /// Byte offset of character number `index` (from 0); the text's length for one past the end.
    pub(crate) fn byte(&self, index: usize) -> usize {
        match &self.offsets {
            Some(offsets) => offsets.get(index).copied().unwrap_or(self.length),
            None => index.min(self.length),
        }
    }
}
