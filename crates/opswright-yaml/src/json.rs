//! JSON into the same tree: faster than by YAML, and with what YAML does not take (tabs, surrogate pairs, `//` comments).

use crate::build::{Builder, Collection, Marks};
use crate::parse::{LARGEST_DEPTH, SyntaxError, syntax_error};
use crate::tree::{Style, Yaml};
use opswright_source::Range;

/// Reads JSON with comments and trailing commas; after an error the tree holds what stands before it.
pub fn parse_json(text: &str) -> (Yaml, Vec<SyntaxError>) {
    let mut reader = Reader {
        text,
        at: usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8(),
        builder: Builder::new(text),
    };
    let mut errors = Vec::new();
    if let Err(message) = reader.document() {
        errors.push(syntax_error(text, reader.at, message));
    }
    (reader.builder.finish(), errors)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    builder: Builder<'t>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<(), &'static str> {
        self.skip_blank();
        if self.peek().is_none() {
            return Ok(());
        }
        self.value(0)?;
        self.skip_blank();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err("something stands after the end of the document"),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += trimmed.find("*/").map_or(trimmed.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<(), &'static str> {
        match self.peek() {
            Some(b'{') => self.collection(Collection::Mapping, depth),
            Some(b'[') => self.collection(Collection::Sequence, depth),
            Some(b'"') => self.string(),
            Some(_) => self.word(),
            None => Err("a value is missing"),
        }
    }

    fn collection(&mut self, collection: Collection, depth: usize) -> Result<(), &'static str> {
        if depth >= LARGEST_DEPTH {
            return Err("collections are nested more than 100 deep");
        }
        let closing = match collection {
            Collection::Mapping => b'}',
            Collection::Sequence => b']',
        };
        let start = Range::new(self.at, self.at + 1);
        self.builder.open(start, collection, Marks::NONE)?;
        self.at += 1;
        loop {
            self.skip_blank();
            if self.peek() == Some(closing) {
                self.builder.close(Range::new(self.at, self.at + 1));
                self.at += 1;
                return Ok(());
            }
            if collection == Collection::Mapping {
                self.key()?;
            }
            self.value(depth + 1)?;
            self.skip_blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == closing => {}
                Some(_) => return Err("a comma is missing"),
                None => return Err("the text ends inside a collection"),
            }
        }
    }

    fn key(&mut self) -> Result<(), &'static str> {
        if self.peek() != Some(b'"') {
            return Err("a key in double quotes is missing");
        }
        self.string()?;
        self.skip_blank();
        if self.peek() != Some(b':') {
            return Err("a colon is missing after the key");
        }
        self.at += 1;
        self.skip_blank();
        Ok(())
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), &'static str> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = rest
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'))
            })
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let known = matches!(word, "true" | "false" | "null")
            || word.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        if !known {
            return Err("a value is missing");
        }
        let range = Range::new(self.at, self.at + length);
        self.builder
            .scalar(range, word.to_owned(), Style::Plain, Marks::NONE);
        self.at += length;
        Ok(())
    }

    fn string(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        let body = self.text.get(start + 1..).unwrap_or("");
        let mut value = String::new();
        let mut characters = body.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    let range = Range::new(start, start + 1 + at + 1);
                    self.at = range.end;
                    self.builder
                        .scalar(range, value, Style::DoubleQuoted, Marks::NONE);
                    return Ok(());
                }
                '\\' => value.push(escape(&mut characters)?),
                '\n' => return Err("a string does not end on its line"),
                _ => value.push(character),
            }
        }
        Err("a string does not end")
    }
}

/// The character behind a backslash that was just read.
fn escape(characters: &mut std::str::CharIndices<'_>) -> Result<char, &'static str> {
    let (_, kind) = characters.next().ok_or("a string does not end")?;
    Ok(match kind {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let first = code_unit(characters)?;
            let mut ahead = characters.clone();
            let pair = (0xD800..0xDC00).contains(&first)
                && matches!(ahead.next(), Some((_, '\\')))
                && matches!(ahead.next(), Some((_, 'u')));
            if !pair {
                return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            let second = code_unit(&mut ahead)?;
            let code = 0x1_0000 + ((first & 0x3FF) << 10) + (second & 0x3FF);
            *characters = ahead;
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        other => other,
    })
}

fn code_unit(characters: &mut std::str::CharIndices<'_>) -> Result<u32, &'static str> {
    let mut code = 0;
    for _ in 0..4 {
        let digit = characters
            .next()
            .and_then(|(_, character)| character.to_digit(16));
        code = code * 16 + digit.ok_or("four hexadecimal digits are missing after `\\u`")?;
    }
    Ok(code)
}
