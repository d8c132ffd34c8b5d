//! Text of continued lines as one line that still knows where each byte came from.

use opswright_source::Range;

/// One line of text, joined from one or more lines of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JoinedText {
    /// The text without the continuations.
    pub text: String,
    /// Where each piece starts: offset here, offset in the file; ascending in both.
    pieces: Vec<(usize, usize)>,
}

impl JoinedText {
    /// `text` as it stands at `offset` of a file.
    pub fn at(text: &str, offset: usize) -> Self {
        let mut joined = Self::default();
        joined.push(text, offset);
        joined
    }

    /// Appends a piece that stands at `offset` of the file.
    pub fn push(&mut self, piece: &str, offset: usize) {
        self.pieces.push((self.text.len(), offset));
        self.text.push_str(piece);
    }

    /// Offset in the file of the byte at `offset` here.
    pub fn source_offset(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|(start, _)| *start <= offset);
        match index.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some((start, source)) => source + (offset - start),
            None => offset,
        }
    }

    /// Range in the file of `start..end` here; a range over continued lines includes the continuations.
    pub fn source_range(&self, start: usize, end: usize) -> Range {
        if end <= start {
            return Range::at(self.source_offset(start));
        }
        Range::new(self.source_offset(start), self.source_offset(end - 1) + 1)
    }

    /// The part `start..end` as joined text of its own; empty where the bounds are not those of characters.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Self {
        let mut part = Self::default();
        for (index, (piece, source)) in self.pieces.iter().enumerate() {
            let piece_end = self
                .pieces
                .get(index + 1)
                .map_or(self.text.len(), |next| next.0);
            let (from, to) = (start.max(*piece), end.min(piece_end));
            if let Some(text) = self.text.get(from..to).filter(|text| !text.is_empty()) {
                part.push(text, source + (from - piece));
            }
        }
        if part.pieces.is_empty() {
            part.push("", self.source_offset(start));
        }
        part
    }
}
