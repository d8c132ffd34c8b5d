//! Identifiers as the database takes them: folded unless quoted.

use crate::token::TokenKind;

/// `text` without its quotes and, where it has none, in lower case.
pub(crate) fn fold(text: &str, kind: TokenKind) -> String {
    if kind == TokenKind::Text {
        return text.trim_matches(['\'', '"']).to_owned();
    }
    if text.contains('{') {
        // A hole stands for what only the template engine knows.
        return text.trim_matches(['"', '`']).to_owned();
    }
    if kind != TokenKind::Quoted {
        return text.to_ascii_lowercase();
    }
    let inner = text
        .strip_prefix("U&")
        .or(text.strip_prefix("u&"))
        .unwrap_or(text);
    let mut characters = inner.chars();
    let quote = characters.next().unwrap_or('"');
    characters.next_back();
    let inner = characters.as_str();
    if inner.contains(quote) {
        inner.replace(&format!("{quote}{quote}"), &quote.to_string())
    } else {
        inner.to_owned()
    }
}
