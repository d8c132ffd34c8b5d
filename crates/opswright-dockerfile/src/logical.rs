//! Physical lines to logical ones: comments, continuations, parser directives.

use opswright_source::Range;

use crate::instruction::Directive;
use crate::joined::JoinedText;

/// A physical line: its text without the line break, and where it starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
}

impl Line<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_comment(&self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Reads lines one after the other.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    pub(crate) escape: char,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mark = '\u{feff}';
        Self {
            text,
            at: usize::from(text.starts_with(mark)) * mark.len_utf8(),
            escape: '\\',
        }
    }

    /// The next physical line.
    pub(crate) fn next_line(&mut self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = Line {
            text: rest[..length].strip_suffix('\r').unwrap_or(&rest[..length]),
            start: self.at,
        };
        self.at += (length + 1).min(rest.len());
        Some(line)
    }

    /// The directives (`# syntax=…`) at the top; sets the escape character.
    pub(crate) fn directives(&mut self) -> Vec<Directive> {
        let mut found: Vec<Directive> = Vec::new();
        loop {
            let before = self.at;
            let directive = self.next_line().and_then(directive);
            let known = |name: &str| found.iter().any(|earlier| earlier.name == name);
            match directive {
                Some(directive) if !known(&directive.name) => {
                    if directive.name == "escape" && directive.value == "`" {
                        self.escape = '`';
                    }
                    found.push(directive);
                }
                _ => {
                    self.at = before;
                    return found;
                }
            }
        }
    }

    /// The next logical line: continuations joined, comments and blank lines between them left out.
    pub(crate) fn next_logical(&mut self) -> Option<JoinedText> {
        let mut joined = JoinedText::default();
        let mut open = false;
        while let Some(line) = self.next_line() {
            if line.is_comment() || line.is_blank() {
                continue;
            }
            open = true;
            let body = line.text.trim_end();
            let Some(continued) = body.strip_suffix(self.escape) else {
                joined.push(line.text, line.start);
                return Some(joined);
            };
            joined.push(continued, line.start);
        }
        open.then_some(joined)
    }
}

fn directive(line: Line<'_>) -> Option<Directive> {
    let comment = line.text.trim_start().strip_prefix('#')?;
    let (name, value) = comment.split_once('=')?;
    let name = name.trim();
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| Directive {
        name: name.to_ascii_lowercase(),
        value: value.trim().to_owned(),
        range: Range::new(line.start, line.end()),
    })
}
