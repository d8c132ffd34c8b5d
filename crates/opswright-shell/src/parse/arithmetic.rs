//! Arithmetic.

use opswright_source::Range;

use super::Parser;
use crate::tree::CommandKind;
use crate::word::Part;

impl Parser<'_> {
    /// `(( … ))` as a command; `None` where it is two subshells.
    pub(super) fn arithmetic_command(&mut self) -> Option<CommandKind> {
        let end = self.arithmetic_end(self.at + 2)?;
        self.at += 2;
        let parts = self.arithmetic_parts(end);
        self.at = end + 2;
        Some(CommandKind::Arithmetic(parts))
    }

    /// `$(( … ))`; `None` where it is a substitution that begins with a subshell.
    pub(super) fn arithmetic(&mut self) -> Option<Part> {
        let start = self.at;
        let end = self.arithmetic_end(start + 3)?;
        self.at = start + 3;
        let parts = self.arithmetic_parts(end);
        self.at = end + 2;
        Some(Part::Arithmetic(Range::new(start, self.at), parts))
    }

    /// `$[ … ]`
    pub(super) fn old_arithmetic(&mut self) -> Option<Part> {
        let start = self.at;
        let inside = self.text.get(start + 2..)?;
        let length = inside
            .bytes()
            .take(256)
            .position(|byte| matches!(byte, b']' | b'\n'))
            .filter(|at| inside.as_bytes().get(*at) == Some(&b']'))?;
        let end = start + 2 + length;
        self.at = start + 2;
        let parts = self.arithmetic_parts(end);
        self.at = end + 1;
        Some(Part::Arithmetic(Range::new(start, self.at), parts))
    }

    /// Where the `))` stands that ends what begins at `from`.
    fn arithmetic_end(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut at = from;
        loop {
            match bytes.get(at)? {
                b'(' => depth += 1,
                b')' if depth == 0 => {
                    return (bytes.get(at + 1) == Some(&b')')).then_some(at);
                }
                b')' => depth -= 1,
                b'\\' => at += 1,
                b';' if from >= 3 && bytes.get(at + 1) == Some(&b';') => return None,
                _ => {}
            }
            at += 1;
        }
    }

    /// The parts up to `end`.
    fn arithmetic_parts(&mut self, end: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut literal = self.at;
        self.limited(end, |parser| {
            while let Some(byte) = parser.byte() {
                let begin = parser.at;
                let part = match byte {
                    b'$' | b'`' => parser.deeper(|parser| parser.expansion(true)),
                    _ => None,
                };
                match part {
                    Some(part) => {
                        if begin > literal {
                            parts.push(Part::Literal(Range::new(literal, begin)));
                        }
                        parts.push(part);
                        literal = parser.at;
                    }
                    None if parser.at == begin => parser.step(),
                    None => {}
                }
            }
        });
        if end > literal {
            parts.push(Part::Literal(Range::new(literal, end)));
        }
        parts
    }
}
