//! From text to the parts of quoted texts and heredocs.

use opswright_source::Range;

use crate::cursor::{Cursor, Read};
use crate::tree::Part;

impl Cursor<'_> {
    /// A quoted text that starts here.
    pub(crate) fn quoted(&mut self) -> Read<Vec<Part>> {
        let start = self.at;
        self.at += 1;
        let mut parts = Parts::default();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(parts.done());
                }
                None | Some(b'\n') => {
                    return Err(self.fault(Range::new(start, self.at), "this text is not closed"));
                }
                Some(b'\\') => self.escape(&mut parts),
                _ => self.part(&mut parts)?,
            }
        }
    }

    /// A heredoc that starts here, up to the mark that ends it.
    pub(crate) fn heredoc(&mut self) -> Read<Vec<Part>> {
        let start = self.at;
        self.at += 2;
        self.eat("-");
        let Some(mark) = self.word() else {
            return Err(self.unexpected("the mark of a heredoc"));
        };
        self.skip_line();
        let body = (self.at + 1).min(self.end);
        if !self.ends_later(&mark.text, body) {
            return Err(self.fault(
                Range::new(start, mark.range.end),
                format!("no line ends this text with `{}`", mark.text),
            ));
        }
        let (body_end, mark_end) = self.heredoc_end(&mark.text, body);
        let outer = std::mem::replace(&mut self.end, body_end);
        self.at = body;
        let mut parts = Parts::default();
        while self.at < self.end {
            let part = self.at;
            if self.part(&mut parts).is_err() {
                // What is left of the text is taken as it stands.
                self.at = part;
                self.literal(&mut parts, self.end);
            }
        }
        self.end = outer;
        self.at = mark_end;
        Ok(parts.done())
    }

    /// Where the body of a heredoc ends, and where its mark ends.
    fn heredoc_end(&self, mark: &str, body: usize) -> (usize, usize) {
        let mut at = body;
        let rest = self.text.get(body..self.end).unwrap_or("");
        for line in rest.split_inclusive('\n') {
            if line.trim() == mark {
                let indentation = line.len() - line.trim_start().len();
                return (at, at + indentation + mark.len());
            }
            at += line.len();
        }
        (self.end, self.end)
    }

    fn part(&mut self, parts: &mut Parts) -> Read<()> {
        let escaped = self.starts_with("$${") || self.starts_with("%%{");
        if escaped {
            let start = self.at;
            let mark = if self.peek() == Some(b'$') {
                "${"
            } else {
                "%{"
            };
            self.at += 3;
            parts.push(mark, Range::new(start, self.at));
        } else if self.starts_with("${") {
            return self.interpolation(parts);
        } else if self.starts_with("%{") {
            return self.directive(parts);
        } else {
            let rest = self.text.as_bytes().get(self.at + 1..self.end);
            let length = rest.map_or(0, |rest| {
                rest.iter()
                    .position(|byte| matches!(byte, b'"' | b'\\' | b'$' | b'%' | b'\n'))
                    .unwrap_or(rest.len())
            });
            self.literal(parts, self.at + 1 + length);
        }
        Ok(())
    }

    /// The text up to `end`, as it stands.
    fn literal(&mut self, parts: &mut Parts, end: usize) {
        let range = Range::new(self.at, end);
        parts.push(range.slice(self.text), range);
        self.at = end;
    }

    fn escape(&mut self, parts: &mut Parts) {
        let start = self.at;
        let rest = self.text.get(start + 1..self.end).unwrap_or("");
        let Some(character) = rest.chars().next() else {
            self.at += 1;
            return;
        };
        self.at += 1 + character.len_utf8();
        let text = match character {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' | 'U' => self.code_point(character).unwrap_or(character),
            other => other,
        };
        parts.push(text.encode_utf8(&mut [0; 4]), Range::new(start, self.at));
    }

    /// The character of `\uNNNN` or `\UNNNNNNNN`.
    fn code_point(&mut self, kind: char) -> Option<char> {
        let length = if kind == 'u' { 4 } else { 8 };
        let digits = self.text.get(self.at..(self.at + length).min(self.end))?;
        let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        self.at += length;
        Some(character)
    }

    fn interpolation(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        self.at += 2;
        self.eat("~");
        self.nesting += 1;
        self.blank_lines();
        let expression = self.expression();
        self.nesting -= 1;
        let expression = expression?;
        let range = self.close(start)?;
        parts.add(Part::Interpolation { expression, range });
        Ok(())
    }

    fn directive(&mut self, parts: &mut Parts) -> Read<()> {
        let start = self.at;
        self.at += 2;
        self.eat("~");
        self.nesting += 1;
        self.blank_lines();
        let mut names = Vec::new();
        let keyword = self.word().map_or(String::new(), |word| word.text);
        let wanted = match keyword.as_str() {
            "if" => true,
            "for" => {
                names = self.bound_names().unwrap_or_default();
                !names.is_empty()
            }
            _ => false,
        };
        self.blank_lines();
        let expression = if wanted {
            Some(self.expression())
        } else {
            None
        };
        self.nesting -= 1;
        let expression = expression.transpose()?;
        let range = self.close(start)?;
        parts.add(Part::Directive {
            names,
            expression,
            range,
        });
        Ok(())
    }

    /// The brace that closes what was opened at `start`.
    fn close(&mut self, start: usize) -> Read<Range> {
        self.blank_lines();
        self.eat("~");
        if !self.eat("}") {
            return Err(self.unexpected("`}`"));
        }
        Ok(Range::new(start, self.at))
    }
}

/// Parts as they come; texts that follow each other are one.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
}

impl Parts {
    fn push(&mut self, more: &str, place: Range) {
        if let Some(Part::Literal { text, range }) = self.parts.last_mut() {
            text.push_str(more);
            range.end = place.end;
            return;
        }
        self.add(Part::Literal {
            text: more.to_owned(),
            range: place,
        });
    }

    fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    fn done(self) -> Vec<Part> {
        self.parts
    }
}
