//! Here-documents.

use opswright_source::Range;

use super::Parser;
use crate::fault::FaultKind;
use crate::tree::Heredoc;
use crate::word::{Part, Word};

impl Parser<'_> {
    /// Reads the delimiter behind `<<`; the body comes with the next line.
    pub(super) fn announce(&mut self, strips_tabs: bool, place: Range) -> (Word, Option<usize>) {
        let start = self.at;
        let mut delimiter = String::new();
        let mut expands = true;
        let mut quote: Option<u8> = None;
        while let Some(byte) = self.byte() {
            let begin = self.at;
            match byte {
                b'\'' | b'"' if quote.is_none() => {
                    expands = false;
                    quote = Some(byte);
                    self.at += 1;
                    continue;
                }
                _ if quote == Some(byte) => {
                    quote = None;
                    self.at += 1;
                    continue;
                }
                b'\\' if quote.is_none() => {
                    expands = false;
                    self.at += 1;
                    continue;
                }
                b'\n' => break,
                b' ' | b'\t' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'
                    if quote.is_none() =>
                {
                    break;
                }
                _ => self.step(),
            }
            delimiter.push_str(self.text.get(begin..self.at).unwrap_or(""));
        }
        let range = Range::new(start, self.at);
        let word = Word {
            parts: vec![Part::Literal(range)],
            range,
        };
        if range.is_empty() {
            return (word, None);
        }
        self.pending.push((self.heredocs.len(), place));
        self.heredocs.push(Heredoc {
            delimiter,
            strips_tabs,
            expands,
            body: Range::at(self.at),
            parts: Vec::new(),
        });
        (word, Some(self.heredocs.len() - 1))
    }

    /// Reads the bodies of the documents that were announced, at the start of a line.
    pub(super) fn read_heredocs(&mut self) {
        for (index, place) in std::mem::take(&mut self.pending) {
            self.read_heredoc(index, place);
        }
    }

    fn read_heredoc(&mut self, index: usize, place: Range) {
        let Some(document) = self.heredocs.get(index) else {
            return;
        };
        let (name, strips) = (document.delimiter.clone(), document.strips_tabs);
        let expands = document.expands;
        let start = self.at.min(self.text.len());
        let mut end = start;
        let mut after = None;
        for line in self.text.get(start..).unwrap_or("").split_inclusive('\n') {
            let mut content = line.trim_end_matches(['\n', '\r']);
            if strips {
                content = content.trim_start_matches('\t');
            }
            if content == name {
                after = Some(end + line.len());
                break;
            }
            end += line.len();
        }
        if after.is_none() {
            self.fault(place, FaultKind::UnclosedHeredoc);
        }
        let parts = if expands {
            self.document_parts(start, end)
        } else {
            Vec::new()
        };
        if let Some(document) = self.heredocs.get_mut(index) {
            document.body = Range::new(start, end);
            document.parts = parts;
        }
        self.at = after.unwrap_or(end);
    }
}
