//! From text to objects: entries with keys, by commas or by lines.

use crate::cursor::{Cursor, Read};
use crate::tree::{Expression, ExpressionKind, ObjectItem, Part};

impl Cursor<'_> {
    /// What stands between braces.
    pub(crate) fn object(&mut self) -> Read<ExpressionKind> {
        if let Some(kind) = self.for_expression()? {
            return Ok(kind);
        }
        let mut items = Vec::new();
        loop {
            self.blank_lines();
            if self.at >= self.end || self.peek() == Some(b'}') {
                return Ok(ExpressionKind::Object(items));
            }
            let key = self.key()?;
            self.blank();
            if !(self.eat("=") || self.eat(":")) {
                return Err(self.unexpected("`=`"));
            }
            self.blank_lines();
            // A line break ends an entry, so it is no white space in the value.
            let nesting = std::mem::take(&mut self.nesting);
            let value = self.expression();
            self.nesting = nesting;
            items.push(ObjectItem { key, value: value? });
            self.skip_comma()?;
        }
    }

    /// A comma or a line break, which stands between entries.
    fn skip_comma(&mut self) -> Read<()> {
        let nesting = std::mem::take(&mut self.nesting);
        self.blank();
        self.nesting = nesting;
        match self.peek() {
            Some(b'\n' | b'}') | None => Ok(()),
            // An operator or `?` at the start of the next line, which Terraform reads in braces.
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.unexpected("`,`, a new line or `}`")),
        }
    }

    /// A key: a bare name is a text, `(x)` is calculated.
    fn key(&mut self) -> Read<Expression> {
        let start = self.at;
        if let Some(word) = self.word() {
            self.blank();
            if matches!(self.peek(), Some(b'=' | b':')) && !self.starts_with("==") {
                return Ok(Expression {
                    kind: ExpressionKind::Text(vec![Part::Literal {
                        text: word.text,
                        range: word.range,
                    }]),
                    range: word.range,
                });
            }
            self.at = start;
        }
        self.expression()
    }
}
