//! Series by name and labels.

use opswright_source::Range;

use crate::parse::Parser;
use crate::token::{Token, TokenKind};
use crate::tree::{Expression, MatchOperator, Matcher, Name, Node, Selector};

impl Parser<'_> {
    /// A selector whose name was stepped over already, or that starts with a brace.
    pub(crate) fn selector(&mut self, name: Option<Name>) -> Expression {
        let start = name
            .as_ref()
            .map_or(self.here().start, |name| name.range.start);
        let mut selector = Selector {
            name,
            matchers: Vec::new(),
            braces: None,
        };
        if let Some(open) = self.take(TokenKind::LeftBrace) {
            self.matchers(&mut selector);
            self.expect(TokenKind::RightBrace, "`}`");
            selector.braces = Some(Range::new(open.start, self.end()));
        }
        Expression {
            range: Range::new(start, self.end()),
            node: Node::Selector(Box::new(selector)),
            depth: 1,
        }
    }

    fn matchers(&mut self, selector: &mut Selector) {
        loop {
            let Some(token) = self.peek() else {
                return;
            };
            match token.kind {
                TokenKind::RightBrace => return,
                TokenKind::Identifier | TokenKind::Variable | TokenKind::Text => {
                    self.advance();
                    self.matcher(token, selector);
                }
                _ => {
                    self.error_here("a label");
                    self.skip_to_brace();
                    return;
                }
            }
            if self.take(TokenKind::Comma).is_none() {
                if self.peek_kind(0) != Some(TokenKind::RightBrace) {
                    self.error_here("`,` or `}`");
                    self.skip_to_brace();
                }
                return;
            }
        }
    }

    /// `label="value"`, or a metric in quotes, or a variable that stands for either.
    fn matcher(&mut self, token: Token, selector: &mut Selector) {
        let label = self.name_of(token);
        let ends = matches!(
            self.peek_kind(0),
            Some(TokenKind::Comma | TokenKind::RightBrace)
        );
        if ends && token.kind == TokenKind::Text {
            selector.name.get_or_insert(label);
            return;
        }
        if ends && token.kind == TokenKind::Variable {
            return;
        }
        let operator = match self.peek_kind(0) {
            Some(TokenKind::Equals) => MatchOperator::Equal,
            Some(TokenKind::NotEqual) => MatchOperator::NotEqual,
            Some(TokenKind::Matches) => MatchOperator::Matches,
            Some(TokenKind::MatchesNot) => MatchOperator::MatchesNot,
            _ => {
                self.error_here("`=`, `!=`, `=~` or `!~`");
                self.skip_to_brace();
                return;
            }
        };
        let operator_range = self.advance();
        let value = match self.peek() {
            Some(value) if value.kind == TokenKind::Text => {
                self.advance();
                Name {
                    text: self.text_of(value),
                    range: value.range,
                }
            }
            Some(value) if value.kind == TokenKind::Variable => {
                self.variable(value);
                self.advance();
                Name {
                    text: value.range.slice(self.text).to_owned(),
                    range: value.range,
                }
            }
            _ => {
                self.error_here("a value in quotes");
                self.skip_to_brace();
                return;
            }
        };
        selector.matchers.push(Matcher {
            range: Range::new(token.range.start, value.range.end),
            label,
            operator,
            operator_range,
            value,
        });
    }

    /// The word of a token, which may be in quotes.
    pub(crate) fn name_of(&mut self, token: Token) -> Name {
        let text = match token.kind {
            TokenKind::Text => self.text_of(token),
            TokenKind::Variable => {
                self.variable(token);
                token.range.slice(self.text).to_owned()
            }
            _ => token.range.slice(self.text).to_owned(),
        };
        Name {
            text,
            range: token.range,
        }
    }

    fn skip_to_brace(&mut self) {
        while self
            .peek_kind(0)
            .is_some_and(|kind| kind != TokenKind::RightBrace)
        {
            self.advance();
        }
    }
}
