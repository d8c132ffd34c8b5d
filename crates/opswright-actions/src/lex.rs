//! Words of an expression.

use opswright_source::Range;

use crate::judge::{Problem, ProblemKind};

/// A word and its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) range: Range,
    pub(crate) word: Word,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Word {
    Name(String),
    Number(String),
    Text(String),
    /// An operator or a bracket, as written.
    Sign(&'static str),
}

/// Longer ones first.
const SIGNS: [&str; 18] = [
    "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ".", ",", "*", "&", "|",
];

/// The words of `text`; the first place that is none ends the reading. `start` is where the text stands.
pub(crate) fn lex(text: &str, start: usize) -> Result<Vec<Token>, Problem> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (word, length) = word(rest, first).map_err(|(length, message)| Problem {
            kind: ProblemKind::Syntax,
            range: Range::new(start + at, start + at + length),
            message,
            name: String::new(),
        })?;
        tokens.push(Token {
            range: Range::new(start + at, start + at + length),
            word,
        });
        at += length;
    }
    Ok(tokens)
}

fn word(rest: &str, first: char) -> Result<(Word, usize), (usize, String)> {
    let second = rest.chars().nth(1).unwrap_or(' ');
    if first == '\'' {
        return quoted(rest);
    }
    if first.is_ascii_digit()
        || matches!(first, '-' | '+') && (second.is_ascii_digit() || second == '.')
        || first == '.' && second.is_ascii_digit()
    {
        return number(rest);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = rest
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
            })
            .unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or("").to_owned();
        return Ok((Word::Name(name), length));
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign @ (&"&" | &"|")) => Err((
            1,
            format!("one `{sign}` means nothing; write `{sign}{sign}`"),
        )),
        Some(sign) => Ok((Word::Sign(sign), sign.len())),
        None if first == '"' => Err((
            1,
            "texts stand in single quotes here, never in `\"`".to_owned(),
        )),
        None if first == '=' => Err((1, "one `=` means nothing; write `==`".to_owned())),
        None => Err((
            first.len_utf8(),
            format!("`{first}` has no meaning in an expression"),
        )),
    }
}

/// `'it''s'`
fn quoted(rest: &str) -> Result<(Word, usize), (usize, String)> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character != '\'' {
            text.push(character);
        } else if characters.peek().is_some_and(|(_, next)| *next == '\'') {
            characters.next();
            text.push('\'');
        } else {
            return Ok((Word::Text(text), at + 1));
        }
    }
    Err((1, "this text has no closing quote".to_owned()))
}

fn number(rest: &str) -> Result<(Word, usize), (usize, String)> {
    let bytes = rest.as_bytes();
    let mut length = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let hexadecimal = rest
        .get(length..)
        .is_some_and(|digits| digits.starts_with("0x") || digits.starts_with("0o"));
    while let Some(byte) = bytes.get(length) {
        let exponent = matches!(byte, b'-' | b'+')
            && !hexadecimal
            && matches!(
                length.checked_sub(1).and_then(|last| bytes.get(last)),
                Some(b'e' | b'E')
            );
        if !(byte.is_ascii_alphanumeric() || *byte == b'.' || exponent) {
            break;
        }
        length += 1;
    }
    let text = rest.get(..length).unwrap_or("");
    if is_number(text) {
        Ok((Word::Number(text.to_owned()), length))
    } else {
        Err((length.max(1), format!("`{text}` is no number")))
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    if let Some(digits) = digits.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(digits) = digits.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    }
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'-' | b'+'));
    plain && digits.parse::<f64>().is_ok()
}
