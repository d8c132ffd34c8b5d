//! `$…` and `` `…` ``.

use opswright_source::Range;

use super::{Closers, Parser};
use crate::fault::FaultKind;
use crate::word::{Form, Parameter, Part, Substitution, name_length};

/// What may follow a name in braces, longer ones first.
const OPERATORS: &[&str] = &[
    ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%",
    "/", "^", ",", "@", ":",
];

impl Parser<'_> {
    /// The expansion that begins here with `$` or a backquote; `None` where the sign stands for itself.
    pub(super) fn expansion(&mut self, quoted: bool) -> Option<Part> {
        if self.byte() == Some(b'`') {
            return Some(self.backquoted());
        }
        let start = self.at;
        match self.byte_at(1)? {
            b'(' if self.byte_at(2) == Some(b'(') => self
                .arithmetic()
                .or_else(|| Some(self.substitution(2, Form::Dollar))),
            b'(' => Some(self.substitution(2, Form::Dollar)),
            b'{' => Some(Part::Parameter(self.braced(quoted))),
            b'[' => self.old_arithmetic(),
            b'\'' if !quoted => {
                self.at += 1;
                Some(self.ansi(start))
            }
            b'"' if !quoted => {
                self.at += 1;
                let Part::Double(range, parts) = self.double() else {
                    return None;
                };
                Some(Part::Double(Range::new(start, range.end), parts))
            }
            byte if byte.is_ascii_digit()
                || matches!(byte, b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') =>
            {
                self.at += 2;
                Some(self.plain(start))
            }
            _ => {
                let length = name_length(self.text.get(start + 1..)?);
                if length == 0 {
                    return None;
                }
                self.at = start + 1 + length;
                Some(self.plain(start))
            }
        }
    }

    fn plain(&self, start: usize) -> Part {
        Part::Parameter(Parameter {
            range: Range::new(start, self.at),
            name: Range::new(start + 1, self.at),
            ..Parameter::default()
        })
    }

    /// Commands in parentheses whose opener has `length` bytes.
    pub(super) fn substitution(&mut self, length: usize, form: Form) -> Part {
        let start = self.at;
        self.at += length;
        let block = self.within(Closers::PAREN, Self::block);
        self.skip_lines();
        if self.byte() == Some(b')') {
            self.at += 1;
        } else {
            let opener = match form {
                Form::Process => "<(",
                _ => "$(",
            };
            self.fault(
                Range::new(start, start + length),
                FaultKind::Unclosed(opener),
            );
        }
        Part::Substitution(Substitution {
            range: Range::new(start, self.at),
            form,
            block,
        })
    }

    fn backquoted(&mut self) -> Part {
        let start = self.at;
        self.at += 1;
        let block = self.within(Closers::BACKQUOTE, Self::block);
        self.skip_lines();
        if self.byte() == Some(b'`') {
            self.at += 1;
        } else {
            self.fault(Range::new(start, start + 1), FaultKind::UnclosedQuote('`'));
        }
        Part::Substitution(Substitution {
            range: Range::new(start, self.at),
            form: Form::Backquote,
            block,
        })
    }

    fn ansi(&mut self, start: usize) -> Part {
        self.at += 1;
        loop {
            match self.byte() {
                Some(b'\'') => {
                    self.at += 1;
                    break;
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.step();
                }
                Some(_) => self.step(),
                None => {
                    self.fault(
                        Range::new(start, (start + 2).min(self.text.len())),
                        FaultKind::UnclosedQuote('\''),
                    );
                    break;
                }
            }
        }
        self.at = self.at.min(self.text.len());
        Part::Ansi(Range::new(start, self.at))
    }

    /// `${…}`
    fn braced(&mut self, quoted: bool) -> Parameter {
        let start = self.at;
        self.at += 2;
        let mut parameter = Parameter {
            braced: true,
            ..Parameter::default()
        };
        let inside = self.rest();
        let ends = |length: usize| inside.as_bytes().get(length) == Some(&b'}');
        if matches!(self.byte(), Some(b'#' | b'!')) && !ends(1) && self.has_name(1) {
            parameter.prefix = self.byte();
            self.at += 1;
        }
        let name = self.at;
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += match name_length(rest) {
            0 if digits > 0 => digits,
            0 => usize::from(self.has_name(0)),
            length => length,
        };
        parameter.name = Range::new(name, self.at);
        if self.byte() == Some(b'[') && !parameter.name.is_empty() {
            parameter.index = self.index();
        }
        if let Some(operator) = OPERATORS.iter().find(|sign| self.starts_with(sign)) {
            parameter.operator = Some(Range::new(self.at, self.at + operator.len()));
            self.at += operator.len();
        }
        parameter.argument = self.deeper(|parser| parser.argument(quoted));
        if self.byte() == Some(b'}') {
            self.at += 1;
        } else {
            self.fault(Range::new(start, start + 2), FaultKind::Unclosed("${"));
        }
        parameter.range = Range::new(start, self.at);
        parameter
    }

    /// Whether a name, or the sign of a parameter, stands `ahead`.
    fn has_name(&self, ahead: usize) -> bool {
        self.byte_at(ahead).is_some_and(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!')
        })
    }

    /// Between brackets.
    fn index(&mut self) -> Option<Range> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        for (at, byte) in bytes.iter().enumerate().skip(self.at).take(512) {
            match byte {
                b'[' => depth += 1,
                b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        let range = Range::new(self.at + 1, at);
                        self.at = at + 1;
                        return Some(range);
                    }
                }
                b'\n' => return None,
                _ => {}
            }
        }
        None
    }
}
