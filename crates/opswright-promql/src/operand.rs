//! What operators stand between: numbers, text, series, calls, and what may follow them.

use opswright_source::Range;

use crate::duration::duration_seconds;
use crate::functions::is_aggregation;
use crate::parse::Parser;
use crate::query::Dialect;
use crate::text::unquote;
use crate::token::{Token, TokenKind};
use crate::tree::{Aggregation, Call, Expression, Name, Node, Window};

impl Parser<'_> {
    /// An operand with its ranges, offsets and other modifiers.
    pub(crate) fn postfixed(&mut self) -> Expression {
        let mut operand = self.operand();
        loop {
            let Some(token) = self.peek() else {
                return operand;
            };
            operand = match token.kind {
                TokenKind::LeftBracket => self.brackets(operand),
                TokenKind::At => {
                    self.advance();
                    self.instant();
                    let end = self.end();
                    self.wrap(operand, end, |inner| Node::Modified { inner })
                }
                TokenKind::Identifier if self.is_word("offset") => {
                    self.advance();
                    let window = self.window(&[]);
                    let end = self.end();
                    self.wrap(operand, end, |inner| Node::Offset { inner, window })
                }
                TokenKind::Identifier if self.is_word("anchored") || self.is_word("smoothed") => {
                    let end = self.advance().end;
                    self.wrap(operand, end, |inner| Node::Modified { inner })
                }
                _ => return operand,
            };
        }
    }

    /// `[5m]` and `[1h:5m]`
    fn brackets(&mut self, operand: Expression) -> Expression {
        self.advance();
        let window = self.window(&[TokenKind::Colon, TokenKind::RightBracket]);
        let mut subquery = false;
        let mut step = None;
        if self.take(TokenKind::Colon).is_some() {
            subquery = true;
            if self.peek_kind(0) != Some(TokenKind::RightBracket) {
                step = Some(self.window(&[TokenKind::RightBracket]));
            }
        }
        self.expect(TokenKind::RightBracket, "`]`");
        let end = self.end();
        self.wrap(operand, end, |inner| {
            if subquery {
                Node::Subquery {
                    inner,
                    window,
                    step,
                }
            } else {
                Node::Range { inner, window }
            }
        })
    }

    /// What stands behind `@`.
    fn instant(&mut self) {
        if self.is_word("start") || self.is_word("end") {
            self.advance();
            self.expect(TokenKind::LeftParenthesis, "`(`");
            self.expect(TokenKind::RightParenthesis, "`)`");
            return;
        }
        while matches!(self.peek_kind(0), Some(TokenKind::Plus | TokenKind::Minus)) {
            self.advance();
        }
        match self.peek() {
            Some(token) if token.kind == TokenKind::Variable => {
                self.variable(token);
                self.advance();
            }
            Some(token)
                if matches!(token.kind, TokenKind::Number | TokenKind::Duration)
                    || self.is_word("inf")
                    || self.is_word("nan") =>
            {
                self.advance();
            }
            _ => self.error_here("a time"),
        }
    }

    /// A length of time, up to one of `ends` where it is a calculation.
    fn window(&mut self, ends: &[TokenKind]) -> Window {
        let start = self.here().start;
        let mut negative = false;
        while let Some(kind @ (TokenKind::Minus | TokenKind::Plus)) = self.peek_kind(0) {
            negative ^= kind == TokenKind::Minus;
            self.advance();
        }
        let Some(token) = self.peek() else {
            self.error_here("a length of time");
            return Window {
                range: Range::at(start),
                seconds: None,
            };
        };
        let word = token.range.slice(self.text);
        let plain = match token.kind {
            TokenKind::Duration => duration_seconds(word),
            TokenKind::Number => word.parse().ok(),
            _ => None,
        };
        let alone = ends.is_empty()
            || self
                .peek_kind(1)
                .is_none_or(|next| ends.contains(&next) || next == TokenKind::RightBracket);
        if let Some(seconds) = plain.filter(|_| alone) {
            self.advance();
            return Window {
                range: Range::new(start, self.end()),
                seconds: Some(if negative { -seconds } else { seconds }),
            };
        }
        self.calculated_window(start, !ends.is_empty())
    }

    /// A length of time that is a variable, or calculated where `brackets` hold it.
    fn calculated_window(&mut self, start: usize, brackets: bool) -> Window {
        match self.peek_kind(0) {
            Some(
                TokenKind::Variable
                | TokenKind::Duration
                | TokenKind::Number
                | TokenKind::LeftParenthesis
                | TokenKind::Identifier,
            ) => {
                if brackets {
                    self.expression(0);
                } else {
                    self.operand();
                }
            }
            _ => self.error_here("a length of time"),
        }
        Window {
            range: Range::new(start, self.end().max(start)),
            seconds: None,
        }
    }

    fn operand(&mut self) -> Expression {
        let Some(token) = self.peek() else {
            self.error_here("an expression");
            return self.missing();
        };
        let word = token.range.slice(self.text);
        match token.kind {
            TokenKind::Number => {
                self.advance();
                self.number(token, word)
            }
            TokenKind::Duration => {
                self.advance();
                let seconds = duration_seconds(word).unwrap_or(f64::NAN);
                leaf(token.range, Node::Number(seconds))
            }
            TokenKind::Text => {
                self.advance();
                let text = self.text_of(token);
                leaf(token.range, Node::Text(text))
            }
            TokenKind::LeftParenthesis => self.parentheses(),
            TokenKind::LeftBrace => self.selector(None),
            TokenKind::Identifier | TokenKind::Variable => self.word(token, word),
            TokenKind::Unknown => {
                self.advance();
                let message = if word.starts_with(['"', '\'', '`']) {
                    "this text does not end".to_owned()
                } else {
                    format!("`{word}` has no place in a query")
                };
                self.error(token.range, message);
                leaf(token.range, Node::Missing)
            }
            _ => {
                self.error_here("an expression");
                let closes = matches!(
                    token.kind,
                    TokenKind::RightParenthesis
                        | TokenKind::RightBrace
                        | TokenKind::RightBracket
                        | TokenKind::Comma
                        | TokenKind::Colon
                );
                if !closes {
                    self.advance();
                }
                self.missing()
            }
        }
    }

    fn number(&mut self, token: Token, word: &str) -> Expression {
        let plain = word.replace('_', "");
        let hexadecimal = plain
            .strip_prefix("0x")
            .or_else(|| plain.strip_prefix("0X"));
        let value = match hexadecimal {
            Some(digits) => u64::from_str_radix(digits, 16).ok().map(|number| {
                #[expect(clippy::cast_precision_loss, reason = "queries calculate in f64")]
                let number = number as f64;
                number
            }),
            None => plain.parse().ok(),
        };
        if value.is_none() {
            self.error(token.range, format!("`{word}` is no number"));
        }
        leaf(token.range, Node::Number(value.unwrap_or(f64::NAN)))
    }

    fn parentheses(&mut self) -> Expression {
        let start = self.advance().start;
        let inner = self.expression(0);
        self.expect(TokenKind::RightParenthesis, "`)`");
        let end = self.end();
        let mut whole = self.wrap(inner, end, Node::Parentheses);
        whole.range.start = start;
        whole
    }

    /// A word: a number, a function, an aggregation, or a metric.
    fn word(&mut self, token: Token, word: &str) -> Expression {
        let next = self.peek_kind(1);
        let opens = next == Some(TokenKind::LeftParenthesis);
        if token.kind == TokenKind::Variable {
            self.variable(token);
        }
        let groups = || {
            self.text
                .get(token.range.end..)
                .map(str::trim_start)
                .is_some_and(|rest| {
                    ["by", "without"].iter().any(|keyword| {
                        rest.get(..keyword.len())
                            .is_some_and(|start| start.eq_ignore_ascii_case(keyword))
                            && rest[keyword.len()..].trim_start().starts_with('(')
                    })
                })
        };
        let aggregates = is_aggregation(word) || token.kind == TokenKind::Variable;
        if aggregates && (groups() || opens && token.kind != TokenKind::Variable) {
            return self.aggregation();
        }
        if opens {
            return self.call();
        }
        let braces = matches!(next, Some(TokenKind::LeftBrace | TokenKind::LeftBracket));
        if !braces && (word.eq_ignore_ascii_case("inf") || word.eq_ignore_ascii_case("nan")) {
            self.advance();
            let number = if word.eq_ignore_ascii_case("inf") {
                f64::INFINITY
            } else {
                f64::NAN
            };
            return leaf(token.range, Node::Number(number));
        }
        self.advance();
        if token.kind == TokenKind::Variable && !braces {
            return leaf(token.range, Node::Variable);
        }
        let name = Name {
            text: word.to_owned(),
            range: token.range,
        };
        self.selector(Some(name))
    }

    fn call(&mut self) -> Expression {
        let range = self.advance();
        let name = Name {
            text: range.slice(self.text).to_owned(),
            range,
        };
        let (arguments, parentheses) = self.arguments();
        let depth = deepest(&arguments) + 1;
        Expression {
            range: Range::new(range.start, parentheses.end),
            node: Node::Call(Box::new(Call {
                name,
                arguments,
                parentheses,
            })),
            depth,
        }
    }

    fn aggregation(&mut self) -> Expression {
        let range = self.advance();
        let operation = Name {
            text: range.slice(self.text).to_ascii_lowercase(),
            range,
        };
        let before = self.grouping();
        let (arguments, parentheses) = self.arguments();
        let grouping = match before {
            Some(grouping) => Some(grouping),
            None => self.grouping(),
        };
        let depth = deepest(&arguments) + 1;
        Expression {
            range: Range::new(range.start, self.end()),
            node: Node::Aggregation(Box::new(Aggregation {
                operation,
                grouping,
                arguments,
                parentheses,
            })),
            depth,
        }
    }

    /// `(a, b)`
    fn arguments(&mut self) -> (Vec<Expression>, Range) {
        let start = self.here().start;
        let mut arguments = Vec::new();
        if self.expect(TokenKind::LeftParenthesis, "`(`").is_none() {
            return (arguments, Range::at(start));
        }
        if self
            .peek_kind(0)
            .is_some_and(|kind| kind != TokenKind::RightParenthesis)
        {
            arguments.push(self.expression(0));
            while self.take(TokenKind::Comma).is_some() {
                arguments.push(self.expression(0));
            }
        }
        self.expect(TokenKind::RightParenthesis, "`)`");
        (arguments, Range::new(start, self.end()))
    }

    /// What the text of a token in quotes means.
    pub(crate) fn text_of(&mut self, token: Token) -> String {
        let source = token.range.slice(self.text);
        if let Some(text) = unquote(source) {
            return text.into_owned();
        }
        self.error(
            token.range,
            "this text has a backslash that escapes nothing; write it twice",
        );
        source.to_owned()
    }

    /// Says that nobody replaces a variable, unless Grafana does.
    pub(crate) fn variable(&mut self, token: Token) {
        if self.dialect == Dialect::Prometheus {
            let word = token.range.slice(self.text);
            self.error(
                token.range,
                format!("`{word}` is a variable, which Prometheus does not replace"),
            );
        }
    }
}

fn leaf(range: Range, node: Node) -> Expression {
    Expression {
        range,
        node,
        depth: 1,
    }
}

fn deepest(expressions: &[Expression]) -> u32 {
    expressions
        .iter()
        .map(|expression| expression.depth)
        .max()
        .unwrap_or(0)
}
