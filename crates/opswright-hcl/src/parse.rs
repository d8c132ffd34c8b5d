//! From text to bodies and blocks.

use opswright_source::Range;

use crate::cursor::{Cursor, Mode, Read};
use crate::structure::{Attribute, Block, Body, Item, Label};
use crate::tree::{Expression, ExpressionKind};

/// A place that does not follow the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// A file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hcl {
    /// Its entries.
    pub body: Body,
}

/// Words that open an item at the margin of a file; after a fault, reading goes on with the next one.
const MARGIN: &[&str] = &[
    "check",
    "data",
    "ephemeral",
    "import",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "removed",
    "resource",
    "run",
    "terraform",
    "variable",
    "variables",
    "action",
    "list",
];

/// Reads a file as far as it can be read, and tells where it could not.
pub fn parse(text: &str) -> (Hcl, Vec<SyntaxError>) {
    let (hcl, faults) = read(text, Mode::Strict);
    if faults.is_empty() {
        return (hcl, faults);
    }
    read(text, Mode::Recovering)
}

/// The expression that is all of `range` in `text`, as JSON in a heredoc is; `None` where it is none.
pub fn read_expression(text: &str, range: Range) -> Option<Expression> {
    let mut cursor = Cursor::new(text, Mode::Strict);
    cursor.at = range.start;
    cursor.end = range.end.min(text.len());
    cursor.blank_lines();
    let expression = cursor.expression().ok()?;
    cursor.blank_lines();
    (cursor.at >= cursor.end).then_some(expression)
}

/// Comments that end with their line (`#`, `//`), outside of texts.
pub fn line_comments(text: &str) -> Vec<Range> {
    let mut cursor = Cursor::new(text, Mode::Strict);
    cursor.comments = Some(Vec::new());
    let mut items = Vec::new();
    while cursor.at < cursor.end {
        cursor.items(&mut items, 0);
        cursor.at += 1;
    }
    let mut comments = cursor.comments.take().unwrap_or_default();
    comments.sort_unstable();
    comments.dedup();
    comments
}

fn read(text: &str, mode: Mode) -> (Hcl, Vec<SyntaxError>) {
    let mut cursor = Cursor::new(text, mode);
    let mut body = Body {
        items: Vec::new(),
        range: Range::new(0, text.len()),
    };
    loop {
        cursor.items(&mut body.items, 0);
        if cursor.at >= cursor.end {
            break;
        }
        // Only a brace ends the items of a file before its end.
        cursor.unexpected("an attribute or a block");
        cursor.at += 1;
    }
    (Hcl { body }, cursor.into_faults())
}

impl Cursor<'_> {
    /// Reads items up to a closing brace, which is not read, or to the end; `level` counts the braces around.
    fn items(&mut self, items: &mut Vec<Item>, level: usize) {
        loop {
            self.blank_lines();
            if self.at >= self.end || self.peek() == Some(b'}') {
                return;
            }
            if self.mode == Mode::Recovering && self.is_item_at_margin() {
                if level > 0 {
                    return;
                }
                self.muted = false;
            }
            let start = self.at;
            let nesting = std::mem::take(&mut self.nesting);
            let result = self.item(items, level);
            self.nesting = nesting;
            if result.is_err() {
                self.synchronise(start);
            }
        }
    }

    /// Whether a word that opens an item stands here, at the margin.
    fn is_item_at_margin(&self) -> bool {
        self.is_margin()
            && MARGIN.iter().any(|word| {
                self.starts_with(word)
                    && matches!(
                        self.byte(self.at + word.len()),
                        Some(b' ' | b'\t' | b'{' | b'"')
                    )
            })
    }

    /// Goes to the next line that could hold an item, past `start`.
    fn synchronise(&mut self, start: usize) {
        if self.at <= start {
            self.at = start + self.peek_char().map_or(1, char::len_utf8);
        }
        loop {
            self.skip_line();
            self.at = (self.at + 1).min(self.end);
            let line_start = self.at;
            let mut probe = self.at;
            while matches!(self.byte(probe), Some(b' ' | b'\t')) {
                probe += 1;
            }
            self.at = probe;
            let plausible = self.at >= self.end
                || self.peek() == Some(b'}')
                || self.word().is_some_and(|_| {
                    while matches!(self.peek(), Some(b' ' | b'\t')) {
                        self.at += 1;
                    }
                    matches!(self.peek(), Some(b'=' | b'{' | b'"'))
                });
            if plausible {
                self.at = line_start;
                return;
            }
        }
    }

    fn item(&mut self, items: &mut Vec<Item>, level: usize) -> Read<()> {
        let Some(name) = self.word() else {
            return Err(self.unexpected("an attribute or a block"));
        };
        self.blank();
        if self.peek() == Some(b'=') && self.byte(self.at + 1) != Some(b'=') {
            self.at += 1;
            let start = self.at;
            self.blank();
            let value = self.expression();
            let failed = value.is_err();
            let value = value.unwrap_or(Expression {
                kind: ExpressionKind::Invalid,
                range: Range::at(start),
            });
            let range = Range::new(name.range.start, value.range.end);
            items.push(Item::Attribute(Attribute { name, value, range }));
            if failed {
                return Err(crate::cursor::Stop);
            }
            return self.line_end(level);
        }
        let mut labels = Vec::new();
        let mut header = name.range;
        loop {
            self.blank();
            match self.peek() {
                Some(b'{') => break,
                Some(b'"') => labels.push(self.label()?),
                _ => match self.word() {
                    Some(word) => labels.push(Label {
                        text: word.text,
                        range: word.range,
                    }),
                    None => return Err(self.unexpected("`=`, a label or `{`")),
                },
            }
            header.end = labels.last().map_or(header.end, |label| label.range.end);
        }
        self.enter()?;
        let open = self.at;
        self.at += 1;
        let mut body = Body::default();
        self.items(&mut body.items, level + 1);
        self.leave();
        body.range = Range::new(open + 1, self.at);
        let closed = self.closes(level);
        if closed {
            self.at += 1;
        }
        let range = Range::new(name.range.start, self.at);
        let block = Block {
            kind: name,
            labels,
            body,
            header,
            range,
        };
        items.push(Item::Block(block));
        if !closed {
            self.fault(Range::new(open, open + 1), "this block is not closed");
            return Ok(());
        }
        self.line_end(level)
    }

    /// Whether the brace that stands here is that of a block at `level`; after a fault the margin tells.
    fn closes(&self, level: usize) -> bool {
        let stray = self.mode == Mode::Recovering && level > 0 && self.is_margin() && self.muted;
        self.peek() == Some(b'}') && !stray
    }

    /// What may follow an item on its line: nothing, or the brace of a block on one line.
    fn line_end(&mut self, level: usize) -> Read<()> {
        self.blank();
        match self.peek() {
            None | Some(b'\n') => Ok(()),
            Some(b'}') if level > 0 => Ok(()),
            // `a = 1, b = 2` is no HCL, but reads on.
            _ => Err(self.unexpected("the end of the line")),
        }
    }

    fn label(&mut self) -> Read<Label> {
        let start = self.at;
        let rest = self.text.get(start + 1..self.end).unwrap_or("");
        let length = rest.find(['"', '\n']).unwrap_or(rest.len());
        if rest.as_bytes().get(length) != Some(&b'"') {
            return Err(self.fault(
                Range::new(start, start + 1 + length),
                "this text is not closed",
            ));
        }
        self.at = start + length + 2;
        Ok(Label {
            text: rest[..length].to_owned(),
            range: Range::new(start, self.at),
        })
    }
}
