//! Here-documents of RUN, COPY and ADD.

use opswright_source::Range;

use crate::joined::JoinedText;
use crate::logical::Lines;

/// `<<NAME` and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heredoc {
    /// The delimiter without quotes.
    pub name: String,
    /// Whether variables are expanded: the delimiter stands without quotes.
    pub expands: bool,
    /// The body's bytes, without the line of the delimiter.
    pub body: Range,
    /// The body as text.
    pub text: String,
    /// Offset after the delimiter that ends it.
    pub end: usize,
}

/// A here-document that is announced in a logical line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Announced {
    name: String,
    strips_tabs: bool,
    expands: bool,
}

/// All here-documents that `line` announces outside quotes.
pub(crate) fn announced(line: &JoinedText) -> Vec<Announced> {
    let text = line.text.as_str();
    let mut found = Vec::new();
    let mut quote = None;
    let mut word_start = true;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if quote == Some(character) {
            quote = None;
        } else if quote.is_none() && matches!(character, '\'' | '"') {
            quote = Some(character);
        } else if quote.is_none() && word_start && character == '<' {
            if let Some((document, length)) = read_announcement(&text[at..]) {
                found.push(document);
                at += length;
                continue;
            }
        } else if character == '\\' && quote != Some('\'') {
            at += text[at + 1..].chars().next().map_or(0, char::len_utf8);
        }
        word_start = character.is_whitespace()
            || character.is_ascii_digit()
            || matches!(character, ';' | '&' | '|' | '(');
        at += character.len_utf8();
    }
    found
}

/// Reads `<<NAME`, `<<-NAME`, `<<"NAME"` at the start of `text`.
fn read_announcement(text: &str) -> Option<(Announced, usize)> {
    let after = text.strip_prefix("<<")?;
    if after.starts_with('<') {
        return None;
    }
    let (strips_tabs, after) = match after.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, after),
    };
    let (expands, name, length) = if let quote @ ('\'' | '"') = after.chars().next()? {
        let length = after[1..].find(quote)?;
        (false, &after[1..=length], length + 2)
    } else {
        let length = after
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-'))
            })
            .unwrap_or(after.len());
        (true, &after[..length], length)
    };
    let document = Announced {
        name: name.to_owned(),
        strips_tabs,
        expands,
    };
    (!name.is_empty()).then(|| (document, text.len() - after.len() + length))
}

/// Reads the body of an announced here-document; `None` as second part where its delimiter never comes.
pub(crate) fn read_body(
    lines: &mut Lines<'_>,
    announced: Announced,
    start: usize,
) -> (Heredoc, bool) {
    let mut document = Heredoc {
        name: announced.name,
        expands: announced.expands,
        body: Range::at(start),
        text: String::new(),
        end: start,
    };
    let mut first = true;
    while let Some(line) = lines.next_line() {
        if std::mem::take(&mut first) {
            document.body = Range::at(line.start);
        }
        let content = if announced.strips_tabs {
            line.text.trim_start_matches('\t')
        } else {
            line.text
        };
        if content == document.name {
            document.body.end = line.start.max(document.body.start);
            document.end = line.end();
            return (document, true);
        }
        document.text.push_str(line.text);
        document.text.push('\n');
        document.body.end = line.end();
        document.end = line.end();
    }
    (document, false)
}
