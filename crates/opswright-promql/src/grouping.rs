//! Which labels are kept, and which must agree.

use opswright_source::Range;

use crate::parse::Parser;
use crate::token::TokenKind;
use crate::tree::{GroupSide, Grouping, Join, Matching, Name};

impl Parser<'_> {
    /// `by (…)`, `without (…)`
    pub(crate) fn grouping(&mut self) -> Option<Grouping> {
        let without = self.is_word("without");
        let start = self
            .take_word("by")
            .or_else(|| self.take_word("without"))?
            .start;
        let (labels, parentheses) = self.labels();
        Some(Grouping {
            range: Range::new(start, self.end()),
            without,
            labels,
            parentheses,
        })
    }

    /// `on (…)`, `ignoring (…)`, and what may follow it.
    pub(crate) fn matching(&mut self) -> Option<Matching> {
        let matching = self.matching_labels();
        self.fill();
        matching
    }

    fn matching_labels(&mut self) -> Option<Matching> {
        let on = self.is_word("on");
        let opens = self.peek_kind(1) == Some(TokenKind::LeftParenthesis);
        if !opens || !(on || self.is_word("ignoring")) {
            return None;
        }
        let start = self.advance().start;
        let (labels, _) = self.labels();
        let range = Range::new(start, self.end());
        Some(Matching {
            range,
            on,
            labels,
            join: self.join(),
        })
    }

    /// `group_left (…)`, `group_right (…)`
    fn join(&mut self) -> Option<Join> {
        let side = if self.is_word("group_left") {
            GroupSide::Left
        } else if self.is_word("group_right") {
            GroupSide::Right
        } else {
            return None;
        };
        let start = self.advance().start;
        let opens = self.peek_kind(0) == Some(TokenKind::LeftParenthesis);
        // The labels may be left out; then a parenthesis can belong to the right side.
        let labels = if opens && self.labels_follow() {
            self.labels().0
        } else {
            Vec::new()
        };
        Some(Join {
            range: Range::new(start, self.end()),
            side,
            labels,
        })
    }

    /// `fill (0)`, `fill_left (0)`, `fill_right (0)`
    fn fill(&mut self) {
        while self.peek_kind(1) == Some(TokenKind::LeftParenthesis)
            && ["fill", "fill_left", "fill_right"]
                .iter()
                .any(|word| self.is_word(word))
        {
            self.advance();
            self.advance();
            self.expression(0);
            self.expect(TokenKind::RightParenthesis, "`)`");
        }
    }

    /// Whether what stands in the parentheses ahead are labels and nothing else.
    fn labels_follow(&self) -> bool {
        let mut ahead = 1;
        loop {
            match self.peek_kind(ahead) {
                Some(TokenKind::RightParenthesis) => return true,
                Some(
                    TokenKind::Identifier
                    | TokenKind::Variable
                    | TokenKind::Text
                    | TokenKind::Comma,
                ) => ahead += 1,
                _ => return false,
            }
        }
    }

    /// `(a, b)`
    fn labels(&mut self) -> (Vec<Name>, Range) {
        let start = self.here().start;
        let mut labels = Vec::new();
        if self.expect(TokenKind::LeftParenthesis, "`(`").is_none() {
            return (labels, Range::at(start));
        }
        while let Some(token) = self.peek() {
            let names = matches!(
                token.kind,
                TokenKind::Identifier | TokenKind::Variable | TokenKind::Text
            );
            if !names {
                break;
            }
            self.advance();
            labels.push(self.name_of(token));
            if self.take(TokenKind::Comma).is_none() {
                break;
            }
        }
        self.expect(TokenKind::RightParenthesis, "`)`");
        (labels, Range::new(start, self.end()))
    }
}
