//! Words: text, quotes, expansions.

use opswright_source::Range;

use crate::tree::Block;

/// One word as written.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Its pieces in order.
    pub parts: Vec<Part>,
    /// Its bytes, quotes included.
    pub range: Range,
}

/// A piece of a word.
#[derive(Debug, Clone)]
pub enum Part {
    /// Text without quotes.
    Literal(Range),
    /// A backslash and what it protects.
    Escape(Range),
    /// `'…'`
    Single(Range),
    /// `$'…'`
    Ansi(Range),
    /// `"…"`
    Double(Range, Vec<Part>),
    /// `*`, `?`, `[…]`, `@(…)`
    Glob(Range),
    /// `$name`, `${name}`
    Parameter(Parameter),
    /// `$(…)` and its like.
    Substitution(Substitution),
    /// `$((…))`, `$[…]`
    Arithmetic(Range, Vec<Part>),
    /// `(…)` behind the `=` of an assignment.
    Array(Range, Vec<Word>),
}

/// `$name`, or what `${…}` makes of it.
#[derive(Debug, Clone, Default)]
pub struct Parameter {
    /// All of it.
    pub range: Range,
    /// Its name, or its sign; empty where `${` holds something else.
    pub name: Range,
    /// Whether it is in braces.
    pub braced: bool,
    /// The `#` or `!` in front of the name.
    pub prefix: Option<u8>,
    /// Between the brackets.
    pub index: Option<Range>,
    /// `:-`, `##` and the like.
    pub operator: Option<Range>,
    /// What follows the operator.
    pub argument: Vec<Part>,
}

/// The output of commands as text or as a file.
#[derive(Debug, Clone)]
pub struct Substitution {
    /// All of it.
    pub range: Range,
    /// How it is written.
    pub form: Form,
    /// The commands.
    pub block: Block,
}

/// How commands stand in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `$(…)`
    Dollar,
    /// `` `…` ``
    Backquote,
    /// `<(…)`, `>(…)`
    Process,
}

/// The parts of `NAME=value`, `NAME+=value`, `NAME[index]=value`.
#[derive(Debug, Clone, Copy)]
pub struct Assignment<'a> {
    /// The name.
    pub name: Range,
    /// Whether it is `+=`.
    pub appends: bool,
    /// Whether one element of an array is set.
    pub indexed: bool,
    /// Text behind the `=`, up to the first part that is none.
    pub literal: Range,
    /// The parts behind that text.
    pub rest: &'a [Part],
}

impl Part {
    /// Its bytes.
    pub fn range(&self) -> Range {
        match self {
            Self::Literal(range)
            | Self::Escape(range)
            | Self::Single(range)
            | Self::Ansi(range)
            | Self::Double(range, _)
            | Self::Glob(range)
            | Self::Arithmetic(range, _)
            | Self::Array(range, _) => *range,
            Self::Parameter(parameter) => parameter.range,
            Self::Substitution(substitution) => substitution.range,
        }
    }
}

impl Word {
    /// As written.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.range.slice(text)
    }

    /// The word where it is text without quotes and nothing else.
    pub fn literal<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self.parts.as_slice() {
            [Part::Literal(range)] => Some(range.slice(text)),
            _ => None,
        }
    }

    /// Its value where the shell need not run to know it: quotes removed, nothing expanded.
    pub fn value(&self, text: &str) -> Option<String> {
        let mut value = String::new();
        constant(&self.parts, text, &mut value).then_some(value)
    }

    /// Whether it is one pair of quotes and nothing else.
    pub fn is_quoted(&self) -> bool {
        matches!(
            self.parts.as_slice(),
            [Part::Single(_) | Part::Double(..) | Part::Ansi(_)]
        )
    }

    /// The parameter, where the word is nothing else, quoted or not.
    pub fn parameter(&self) -> Option<&Parameter> {
        match self.parts.as_slice() {
            [Part::Parameter(parameter)] => Some(parameter),
            [Part::Double(_, inner)] => match inner.as_slice() {
                [Part::Parameter(parameter)] => Some(parameter),
                _ => None,
            },
            _ => None,
        }
    }

    /// Its parts where it sets a variable.
    pub fn assignment(&self, text: &str) -> Option<Assignment<'_>> {
        let Some(Part::Literal(first)) = self.parts.first() else {
            return None;
        };
        let written = first.slice(text);
        let length = name_length(written);
        if length == 0 {
            return None;
        }
        let name = Range::new(first.start, first.start + length);
        let after = written.get(length..)?;
        if after.starts_with('[') {
            return self.element(name, text);
        }
        let sign = if after.starts_with("+=") { 2 } else { 1 };
        after.strip_prefix('+').unwrap_or(after).strip_prefix('=')?;
        Some(Assignment {
            name,
            appends: sign == 2,
            indexed: false,
            literal: Range::new(name.end + sign, first.end),
            rest: self.parts.get(1..).unwrap_or(&[]),
        })
    }

    /// `NAME[index]=value`, whose index may hold anything.
    fn element(&self, name: Range, text: &str) -> Option<Assignment<'_>> {
        self.parts.iter().enumerate().find_map(|(at, part)| {
            let Part::Literal(range) = part else {
                return None;
            };
            let written = range.slice(text);
            let (close, sign) = [("]=", false), ("]+=", true)]
                .iter()
                .find_map(|(mark, appends)| Some((written.find(mark)? + mark.len(), *appends)))?;
            Some(Assignment {
                name,
                appends: sign,
                indexed: true,
                literal: Range::new(range.start + close, range.end),
                rest: self.parts.get(at + 1..).unwrap_or(&[]),
            })
        })
    }
}

impl Parameter {
    /// Whether it is the number of something, an exit status or a process: never split, never a pattern.
    pub fn is_number(&self, text: &str) -> bool {
        self.prefix == Some(b'#') || matches!(self.name.slice(text), "#" | "?" | "$" | "!" | "-")
    }
}

/// Length of the name of a variable at the start.
pub(crate) fn name_length(text: &str) -> usize {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count();
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return 0;
    }
    length
}

fn constant(parts: &[Part], text: &str, value: &mut String) -> bool {
    parts.iter().all(|part| {
        let written = part.range().slice(text);
        match part {
            Part::Literal(_) | Part::Glob(_) => value.push_str(written),
            Part::Escape(_) => value.push_str(written.strip_prefix('\\').unwrap_or(written)),
            Part::Single(_) => value.push_str(written.trim_matches('\'')),
            Part::Double(_, inner) => return constant(inner, text, value),
            Part::Ansi(_) => value.push_str(written.trim_start_matches('$').trim_matches('\'')),
            _ => return false,
        }
        true
    })
}
