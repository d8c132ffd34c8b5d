//! Arguments after the keyword: words, quoted words, pairs, JSON lists.

use opswright_source::Range;

use crate::instruction::{Pair, Word};
use crate::joined::JoinedText;

/// Words between white space, quotes kept.
pub(crate) fn words(text: &JoinedText) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.text.char_indices() {
        match (character.is_whitespace(), start) {
            (true, Some(from)) => {
                found.push(word(text, from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(text, from, text.text.len()));
    }
    found
}

fn word(text: &JoinedText, start: usize, end: usize) -> Word {
    Word {
        text: text.text[start..end].to_owned(),
        range: text.source_range(start, end),
    }
}

/// The whole text as one word, without surrounding white space.
pub(crate) fn whole(text: &JoinedText) -> Word {
    let start = text.text.len() - text.text.trim_start().len();
    word(text, start, text.text.trim_end().len().max(start))
}

/// `a=b "c d"=e` or the old form `a b c`.
pub(crate) fn pairs(text: &JoinedText, escape: char) -> Vec<Pair> {
    let quoted = quoted_words(text, escape);
    match quoted.first() {
        Some(first) if first.equals.is_none() && quoted.len() > 1 => {
            let name = unquoted(text, first.start, first.end, escape);
            let rest = text.part(first.end, text.text.len());
            vec![Pair {
                name,
                value: Some(whole(&rest)),
            }]
        }
        _ => quoted
            .iter()
            .map(|found| found.pair(text, escape))
            .collect(),
    }
}

/// Pairs of ARG, where a name may stand without a value.
pub(crate) fn declarations(text: &JoinedText, escape: char) -> Vec<Pair> {
    quoted_words(text, escape)
        .iter()
        .map(|found| found.pair(text, escape))
        .collect()
}

/// A word in which white space may be quoted or escaped.
#[derive(Debug)]
struct Quoted {
    start: usize,
    end: usize,
    /// The first `=` outside quotes.
    equals: Option<usize>,
}

impl Quoted {
    fn pair(&self, text: &JoinedText, escape: char) -> Pair {
        match self.equals {
            Some(equals) => Pair {
                name: unquoted(text, self.start, equals, escape),
                value: Some(unquoted(text, equals + 1, self.end, escape)),
            },
            None => Pair {
                name: unquoted(text, self.start, self.end, escape),
                value: None,
            },
        }
    }
}

fn quoted_words(text: &JoinedText, escape: char) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Option<Quoted> = None;
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.text.char_indices() {
        let literal = std::mem::take(&mut escaped);
        if character.is_whitespace() && quote.is_none() && !literal {
            found.extend(open.take());
            continue;
        }
        let current = open.get_or_insert(Quoted {
            start: at,
            end: at,
            equals: None,
        });
        current.end = at + character.len_utf8();
        match character {
            _ if literal => {}
            _ if character == escape && quote != Some('\'') => escaped = true,
            '\'' | '"' if quote.is_none() => quote = Some(character),
            _ if quote == Some(character) => quote = None,
            '=' if quote.is_none() && current.equals.is_none() => current.equals = Some(at),
            _ => {}
        }
    }
    found.extend(open);
    found
}

/// `start..end` with quotes and escapes removed; its range keeps them.
fn unquoted(text: &JoinedText, start: usize, end: usize, escape: char) -> Word {
    let mut value = String::new();
    let mut quote = None;
    let mut escaped = false;
    for character in text.text.get(start..end).unwrap_or("").chars() {
        if std::mem::take(&mut escaped) {
            if quote.is_some() && !matches!(character, '"' | '$') && character != escape {
                value.push(escape);
            }
            value.push(character);
        } else if character == escape && quote != Some('\'') {
            escaped = true;
        } else if quote == Some(character) {
            quote = None;
        } else if quote.is_none() && matches!(character, '\'' | '"') {
            quote = Some(character);
        } else {
            value.push(character);
        }
    }
    Word {
        text: value,
        range: text.source_range(start, end),
    }
}

/// The strings of a JSON list that is the whole text; `None` where it is no such list.
pub(crate) fn json_list(text: &JoinedText) -> Option<(Vec<Word>, Range)> {
    let content = whole(text);
    let start = text.text.len() - text.text.trim_start().len();
    let inside = content.text.strip_prefix('[')?.strip_suffix(']')?;
    let mut found = Vec::new();
    let mut at = 0;
    let mut comma = true;
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        match rest.as_bytes()[0] {
            b'"' if comma => {
                let (value, length) = json_string(rest)?;
                let from = start + 1 + at;
                found.push(Word {
                    text: value,
                    range: text.source_range(from, from + length),
                });
                at += length;
                comma = false;
            }
            b',' if !comma => {
                comma = true;
                at += 1;
            }
            b' ' | b'\t' => at += 1,
            _ => return None,
        }
    }
    (!comma || found.is_empty()).then_some((found, content.range))
}

/// The string at the start of `text`, and the length of its source.
fn json_string(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, at + 1)),
            '\\' => match characters.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                'u' => {
                    let mut code = 0;
                    for _ in 0..4 {
                        code = code * 16 + characters.next()?.1.to_digit(16)?;
                    }
                    value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                other @ ('"' | '\\' | '/' | 'b' | 'f') => value.push(other),
                _ => return None,
            },
            _ => value.push(character),
        }
    }
    None
}
