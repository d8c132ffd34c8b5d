//! From bytes of a script to bytes of the file that holds it.

use opswright_dockerfile::JoinedText;
use opswright_source::{Edit, Range};
use opswright_yaml::Places;

/// Where a script stands.
#[derive(Debug)]
pub(crate) enum Origin<'a> {
    /// It is the file.
    File,
    /// An instruction, its lines joined.
    Joined(&'a JoinedText),
    /// A part of the file as it is, from this byte on.
    Part(usize),
    /// A scalar.
    Scalar(Places),
}

impl Origin<'_> {
    pub(crate) fn range(&self, range: Range) -> Range {
        match self {
            Self::File => range,
            Self::Joined(text) => text.source_range(range.start, range.end),
            Self::Part(start) => Range::new(start + range.start, start + range.end),
            Self::Scalar(places) => places.range(range),
        }
    }

    pub(crate) fn edit(&self, range: Range, text: &str) -> Option<Edit> {
        if let Self::Scalar(places) = self {
            return places.edit(range, text);
        }
        if matches!(self, Self::Joined(_)) && text.contains('\n') {
            return None;
        }
        let place = self.range(range);
        // What goes over several lines of an instruction is left as it is.
        (place.len() == range.len()).then(|| Edit {
            range: place,
            text: text.to_owned(),
        })
    }
}
