//! Words, texts, numbers and marks of source code, without comments: enough to read calls and assignments in six languages.

/// How a language writes comments and texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syntax {
    line_comments: &'static [&'static str],
    block_comment: Option<(&'static str, &'static str)>,
    /// Quotes whose text ends at the end of the line at the latest.
    quotes: &'static [char],
    /// Quotes whose text may span lines.
    long_quotes: &'static [&'static str],
    apostrophes: Apostrophe,
    slashes: Slash,
}

/// What `'` starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apostrophe {
    Text,
    CharacterOrLifetime,
}

/// What `/` may start besides a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slash {
    Division,
    Pattern,
}

/// JavaScript and TypeScript.
pub(crate) const JAVASCRIPT: Syntax = Syntax {
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &['"', '\''],
    long_quotes: &["`"],
    apostrophes: Apostrophe::Text,
    slashes: Slash::Pattern,
};
/// Python.
pub(crate) const PYTHON: Syntax = Syntax {
    line_comments: &["#"],
    block_comment: None,
    quotes: &['"', '\''],
    long_quotes: &["\"\"\"", "'''"],
    apostrophes: Apostrophe::Text,
    slashes: Slash::Division,
};
/// Rust.
pub(crate) const RUST: Syntax = Syntax {
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &[],
    long_quotes: &["\""],
    apostrophes: Apostrophe::CharacterOrLifetime,
    slashes: Slash::Division,
};
/// Go.
pub(crate) const GO: Syntax = Syntax {
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &['"'],
    long_quotes: &["`"],
    apostrophes: Apostrophe::CharacterOrLifetime,
    slashes: Slash::Division,
};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or a keyword.
    Word,
    /// The inside of a quoted text, escapes kept.
    Text,
    /// Digits, with what is glued to them.
    Number,
    /// One character of punctuation.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: Kind,
    /// The word, the inside of the text, the digits or the mark.
    pub(crate) text: &'a str,
    /// Offset of the first byte in the file.
    pub(crate) at: usize,
    /// Whether it is the first on its line.
    pub(crate) opens_line: bool,
}

impl Token<'_> {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.text == text
    }
}

/// The tokens of `text`; never fails, whatever the text.
pub(crate) fn tokens<'a>(text: &'a str, syntax: &Syntax) -> Vec<Token<'a>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        opens_line: true,
        tokens: Vec::new(),
    };
    while let Some(character) = lexer.rest().chars().next() {
        lexer.step(character, syntax);
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    opens_line: bool,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn step(&mut self, character: char, syntax: &Syntax) {
        if character.is_whitespace() {
            self.opens_line |= character == '\n';
            self.at += character.len_utf8();
        } else if self.skip_comment(syntax) || self.quoted(syntax) {
        } else if character == '\'' && syntax.apostrophes == Apostrophe::CharacterOrLifetime {
            self.character_or_lifetime();
        } else if character == '/'
            && syntax.slashes == Slash::Pattern
            && self.pattern_length().is_some()
        {
            let length = self.pattern_length().unwrap_or(1);
            self.push(Kind::Mark, self.at, self.at + 1);
            self.at += length;
        } else if character.is_ascii_digit() {
            self.take(Kind::Number, |c| c.is_alphanumeric() || c == '_');
        } else if character.is_alphabetic() || character == '_' || character == '$' {
            self.take(Kind::Word, |c| c.is_alphanumeric() || c == '_' || c == '$');
        } else {
            let end = self.at + character.len_utf8();
            self.push(Kind::Mark, self.at, end);
            self.at = end;
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.tokens.push(Token {
            kind,
            text: self.text.get(start..end).unwrap_or(""),
            at: start,
            opens_line: self.opens_line,
        });
        self.opens_line = false;
    }

    fn take(&mut self, kind: Kind, belongs: fn(char) -> bool) {
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.push(kind, self.at, self.at + length);
        self.at += length;
    }

    fn skip_comment(&mut self, syntax: &Syntax) -> bool {
        let rest = self.rest();
        if syntax
            .line_comments
            .iter()
            .any(|mark| rest.starts_with(mark))
        {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return true;
        }
        let Some((open, close)) = syntax.block_comment else {
            return false;
        };
        let Some(inside) = rest.strip_prefix(open) else {
            return false;
        };
        let length = inside
            .find(close)
            .map_or(inside.len(), |at| at + close.len());
        self.at += open.len() + length;
        true
    }

    fn quoted(&mut self, syntax: &Syntax) -> bool {
        let rest = self.rest();
        let long = syntax
            .long_quotes
            .iter()
            .find(|quote| rest.starts_with(**quote));
        let (quote, spans_lines) = match long {
            Some(quote) => ((*quote).to_owned(), true),
            None => match rest.chars().next() {
                Some(first) if syntax.quotes.contains(&first) => (first.to_string(), false),
                _ => return false,
            },
        };
        let start = self.at + quote.len();
        let length = text_length(self.text.get(start..).unwrap_or(""), &quote, spans_lines);
        self.push(Kind::Text, start, start + length);
        self.at = start + length;
        if self.rest().starts_with(&quote) {
            self.at += quote.len();
        }
        true
    }

    /// `'x'` is a character; `'static` is a lifetime, whose `'` is dropped.
    fn character_or_lifetime(&mut self) {
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or("");
        let end = match inside.strip_prefix('\\') {
            Some(escaped) => escaped.find('\'').map(|at| at + 2),
            None => inside
                .chars()
                .next()
                .map(|c| 1 + c.len_utf8())
                .filter(|end| rest.get(*end..).is_some_and(|tail| tail.starts_with('\''))),
        };
        self.at += match end {
            Some(end) => end + 1,
            None => 1,
        };
    }

    /// Length of a regular expression literal here; `None` where `/` divides or opens markup.
    fn pattern_length(&self) -> Option<usize> {
        let starts_value = self.tokens.last().is_none_or(|token| match token.kind {
            Kind::Mark => "(,=:[!&|?{};+".contains(token.text),
            Kind::Word => matches!(token.text, "return" | "case" | "typeof"),
            Kind::Text | Kind::Number => false,
        });
        if !starts_value {
            return None;
        }
        let mut escaped = false;
        let mut in_class = false;
        for (offset, character) in self.rest().char_indices().skip(1) {
            match character {
                '\n' => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return Some(offset + 1),
                _ => {}
            }
        }
        None
    }
}

fn text_length(inside: &str, quote: &str, spans_lines: bool) -> usize {
    let mut escaped = false;
    for (offset, character) in inside.char_indices() {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if (character == '\n' && !spans_lines)
            || inside
                .get(offset..)
                .is_some_and(|tail| tail.starts_with(quote))
        {
            return offset;
        }
    }
    inside.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, syntax: &Syntax) -> Vec<String> {
        tokens(text, syntax)
            .iter()
            .map(|token| match token.kind {
                Kind::Text => format!("<{}>", token.text),
                _ => token.text.to_owned(),
            })
            .collect()
    }

    #[test]
    fn comments_vanish_and_texts_are_one_token() {
        assert_eq!(
            words("app.listen(3000) // '5000'\n/* x */ `a\nb`", &JAVASCRIPT),
            ["app", ".", "listen", "(", "3000", ")", "<a\nb>"]
        );
        assert_eq!(words("x = '''a\n'b''' # c", &PYTHON), ["x", "=", "<a\n'b>"]);
        assert_eq!(
            words("f(\"a\\\"b\", 'c')", &PYTHON),
            ["f", "(", "<a\\\"b>", ",", "<c>", ")"]
        );
    }

    #[test]
    fn quotes_in_patterns_markup_and_lifetimes_do_not_swallow_code() {
        assert_eq!(
            words("s.replace(/['\"]/, 1)", &JAVASCRIPT),
            ["s", ".", "replace", "(", "/", ",", "1", ")"]
        );
        assert_eq!(
            words("<p>don't</p>\nlisten(1)", &JAVASCRIPT).last(),
            Some(&")".to_owned())
        );
        let rust = words("fn f<'a>(x: &'a str) { '\\'' ; 'x' }", &RUST);
        assert_eq!(rust.last(), Some(&"}".to_owned()), "{rust:?}");
    }
}
