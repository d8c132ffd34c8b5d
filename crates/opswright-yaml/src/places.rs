//! Where the bytes of a scalar's value stand in the file, whatever quotes, escapes, folds and indentation it is written with.

use opswright_source::{Edit, Range};

use crate::node::Node;
use crate::tree::Style;

/// Bytes that value and file step over alike, from these offsets on.
#[derive(Debug, Clone, Copy)]
struct Run {
    value: usize,
    file: usize,
    /// Whether an escape stands right before.
    behind_escape: bool,
}

/// A map from offsets in a scalar's value to offsets in the file.
#[derive(Debug, Clone)]
pub struct Places {
    runs: Vec<Run>,
    scalar: Range,
    style: Style,
    in_brackets: bool,
    /// Between the quotes, or all of it.
    inside: Range,
}

impl Places {
    /// The places of `node`, a scalar of `text`; `None` for anything else.
    pub fn of(node: Node<'_>, text: &str) -> Option<Self> {
        let value = node.as_str().filter(|_| node.alias().is_none())?;
        let style = node.style()?;
        let scalar = node.range();
        let source = scalar.slice(text);
        let inside = match style {
            Style::DoubleQuoted | Style::SingleQuoted => Range::new(
                scalar.start + 1,
                scalar.end.saturating_sub(1).max(scalar.start + 1),
            ),
            Style::Literal | Style::Folded => {
                let header = source.find('\n').map_or(source.len(), |at| at + 1);
                Range::new(scalar.start + header, scalar.end)
            }
            Style::Plain => scalar,
        };
        let mut places = Self {
            runs: Vec::new(),
            scalar,
            style,
            in_brackets: node.parent().is_some_and(|parent| parent.is_flow()),
            inside,
        };
        places.align(value, inside.slice(text));
        Some(places)
    }

    /// Walks value and source side by side.
    fn align(&mut self, value: &str, source: &str) {
        let mut at = 0;
        for (offset, character) in value.char_indices() {
            let step = loop {
                let rest = source.get(at..).unwrap_or("");
                let Some(next) = rest.chars().next() else {
                    break 0;
                };
                if self.style == Style::DoubleQuoted && next == '\\' {
                    match escape_length(rest) {
                        // A line that goes on.
                        None => at += 1 + rest[1..].len() - rest[1..].trim_start().len(),
                        Some(length) => break length,
                    }
                } else if self.style == Style::SingleQuoted && rest.starts_with("''") {
                    break 2;
                } else if next == character || character == ' ' && next == '\n' {
                    break next.len_utf8();
                } else if next.is_whitespace() {
                    at += next.len_utf8();
                } else {
                    break next.len_utf8();
                }
            };
            let place = self.inside.start + at;
            let follows = self
                .runs
                .last()
                .is_some_and(|run| offset - run.value == place - run.file);
            if !follows {
                self.runs.push(Run {
                    value: offset,
                    file: place,
                    behind_escape: false,
                });
            }
            // A run goes on only while value and file step alike.
            if step != character.len_utf8() {
                self.runs.push(Run {
                    value: offset + character.len_utf8(),
                    file: place + step,
                    behind_escape: true,
                });
            }
            at += step;
        }
    }

    /// The place in the file of an offset in the value.
    fn place(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|run| run.value <= offset);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(run) => (run.file + (offset - run.value)).min(self.inside.end),
            None => self.inside.start,
        }
    }

    /// The bytes in the file of a range of the value.
    pub fn range(&self, range: Range) -> Range {
        let start = self.place(range.start);
        if range.is_empty() {
            // What is missing at the end is missing behind the last character, not on the next line.
            let before = range
                .start
                .checked_sub(1)
                .map_or(start, |last| self.place(last) + 1);
            return Range::at(if self.place(range.start) >= self.inside.end {
                before.min(self.inside.end)
            } else {
                start
            });
        }
        let escape = self
            .runs
            .iter()
            .find(|run| run.behind_escape && run.value == range.end);
        let end = escape.map_or_else(|| self.place(range.end - 1) + 1, |run| run.file);
        Range::new(start, end)
    }

    /// Replaces a range of the value by `text`; `None` where the way that the scalar is written cannot hold it.
    pub fn edit(&self, range: Range, text: &str) -> Option<Edit> {
        let text = match self.style {
            _ if text.contains('\n') => return None,
            Style::DoubleQuoted => text.replace('\\', "\\\\").replace('"', "\\\""),
            Style::SingleQuoted => text.replace('\'', "''"),
            Style::Literal | Style::Folded => text.to_owned(),
            Style::Plain => {
                let bad = text.contains(": ")
                    || text.contains(" #")
                    || text.ends_with(':')
                    || self.in_brackets && text.contains(['[', ']', '{', '}', ','])
                    || range.start == 0
                        && !text.starts_with(|first: char| {
                            first.is_ascii_alphanumeric() || matches!(first, '(' | '_')
                        })
                        && !text.is_empty();
                if bad {
                    return None;
                }
                text.to_owned()
            }
        };
        Some(Edit {
            range: self.range(range),
            text,
        })
    }

    /// The whole scalar.
    pub fn scalar(&self) -> Range {
        self.scalar
    }
}

/// Length of the escape at the start; `None` for a backslash at the end of a line.
fn escape_length(rest: &str) -> Option<usize> {
    let kind = rest.chars().nth(1)?;
    match kind {
        '\n' | '\r' => None,
        'x' => Some(4),
        'u' => {
            let pair = rest.get(2..4).is_some_and(|first| {
                first.to_ascii_lowercase().starts_with('d')
                    && first.as_bytes().get(1).is_some_and(|byte| {
                        matches!(byte.to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b')
                    })
            }) && rest.get(6..8) == Some("\\u");
            Some(if pair { 12 } else { 6 })
        }
        'U' => Some(10),
        other => Some(1 + other.len_utf8()),
    }
}
