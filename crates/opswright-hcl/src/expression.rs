//! From text to expressions.

use opswright_source::Range;

use crate::cursor::{Cursor, Read};
use crate::structure::Word;
use crate::tree::{Expression, ExpressionKind, Step};

const OPERATORS: &[&str] = &[
    "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">",
];

impl Cursor<'_> {
    /// Reads an expression that starts here.
    pub(crate) fn expression(&mut self) -> Read<Expression> {
        self.enter()?;
        let result = self.conditional();
        self.leave();
        result
    }

    fn conditional(&mut self) -> Read<Expression> {
        let condition = self.operation()?;
        self.blank();
        if self.peek() != Some(b'?') {
            return Ok(condition);
        }
        self.at += 1;
        self.blank_lines();
        let yes = self.expression()?;
        self.blank_lines();
        if !self.eat(":") {
            return Err(self.unexpected("`:`"));
        }
        self.blank_lines();
        let no = self.expression()?;
        let range = Range::new(condition.range.start, no.range.end);
        Ok(Expression {
            kind: ExpressionKind::Conditional(Box::new([condition, yes, no])),
            range,
        })
    }

    fn operation(&mut self) -> Read<Expression> {
        let first = self.operand()?;
        let mut operands = Vec::new();
        let mut operators = Vec::new();
        while let Some(operator) = self.operator() {
            operators.push(operator);
            self.blank_lines();
            operands.push(self.operand()?);
        }
        let Some(last) = operands.last() else {
            return Ok(first);
        };
        let range = Range::new(first.range.start, last.range.end);
        operands.insert(0, first);
        Ok(Expression {
            kind: ExpressionKind::Operation {
                operands,
                operators,
            },
            range,
        })
    }

    fn operator(&mut self) -> Option<&'static str> {
        self.blank();
        let operator = OPERATORS
            .iter()
            .copied()
            .find(|operator| self.starts_with(operator))?;
        // `=>` belongs to a `for`.
        self.at += operator.len();
        Some(operator)
    }

    /// An operand with its signs before and what is taken of it behind.
    fn operand(&mut self) -> Read<Expression> {
        let start = self.at;
        let mut signs = 0_usize;
        let mut negative = false;
        while let Some(sign @ (b'!' | b'-')) = self.peek() {
            signs += 1;
            negative |= sign == b'-';
            self.at += 1;
            self.blank();
        }
        let mut inner = self.primary()?;
        inner = self.steps(inner)?;
        if signs == 0 {
            return Ok(inner);
        }
        let range = Range::new(start, inner.range.end);
        // What `!` gives is calculated; rules read no number behind it.
        let kind =
            if let (true, ExpressionKind::Number(number)) = (negative && signs == 1, &inner.kind) {
                ExpressionKind::Number(format!("-{number}"))
            } else if negative && signs == 1 {
                ExpressionKind::Unary(Box::new(inner))
            } else {
                ExpressionKind::Operation {
                    operands: vec![inner],
                    operators: Vec::new(),
                }
            };
        Ok(Expression { kind, range })
    }

    fn primary(&mut self) -> Read<Expression> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'(') => {
                let inner = self.nested(")", Self::expression)?;
                ExpressionKind::Group(Box::new(inner))
            }
            Some(b'[') => self.nested("]", Self::list)?,
            Some(b'{') => self.nested("}", Self::object)?,
            Some(b'"') => ExpressionKind::Text(self.quoted()?),
            Some(b'<') if self.starts_with("<<") => ExpressionKind::Heredoc(self.heredoc()?),
            Some(byte) if byte.is_ascii_digit() => ExpressionKind::Number(self.number()),
            _ => self.named()?,
        };
        Ok(Expression {
            kind,
            range: Range::new(start, self.at),
        })
    }

    /// Reads what stands between brackets; in them a line break is white space.
    fn nested<T>(&mut self, close: &str, inner: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.at += 1;
        self.nesting += 1;
        self.blank_lines();
        let result = inner(self);
        self.nesting -= 1;
        let result = result?;
        self.blank_lines();
        if !self.eat(close) {
            return Err(self.unexpected(&format!("`{close}`")));
        }
        Ok(result)
    }

    fn list(&mut self) -> Read<ExpressionKind> {
        if let Some(kind) = self.for_expression()? {
            return Ok(kind);
        }
        Ok(ExpressionKind::List(self.arguments(b']')?))
    }

    /// Expressions with commas between, up to `close`.
    fn arguments(&mut self, close: u8) -> Read<Vec<Expression>> {
        let mut items = Vec::new();
        loop {
            self.blank_lines();
            if self.peek() == Some(close) {
                return Ok(items);
            }
            items.push(self.expression()?);
            self.blank_lines();
            // The last argument may be spread over several.
            if self.eat("...") {
                self.blank_lines();
            }
            if !self.eat(",") {
                return Ok(items);
            }
        }
    }

    /// `for` behind an opening bracket.
    pub(crate) fn for_expression(&mut self) -> Read<Option<ExpressionKind>> {
        let starts = self.starts_with("for")
            && matches!(self.byte(self.at + 3), Some(b' ' | b'\t' | b'\n' | b'\r'));
        if !starts {
            return Ok(None);
        }
        let back = self.at;
        self.at += 3;
        let Some(names) = self.bound_names() else {
            // A key of this name.
            self.at = back;
            return Ok(None);
        };
        let mut parts = vec![self.expression()?];
        self.blank_lines();
        if !self.eat(":") {
            return Err(self.unexpected("`:`"));
        }
        self.blank_lines();
        parts.push(self.expression()?);
        self.blank_lines();
        if self.eat("=>") {
            self.blank_lines();
            parts.push(self.expression()?);
            self.blank_lines();
            self.eat("...");
            self.blank_lines();
        }
        if self.starts_with("if") {
            self.at += 2;
            self.blank_lines();
            parts.push(self.expression()?);
        }
        Ok(Some(ExpressionKind::For { names, parts }))
    }

    /// `k, v in`, as far as it stands here.
    pub(crate) fn bound_names(&mut self) -> Option<Vec<Word>> {
        self.blank_lines();
        let mut names = vec![self.word()?];
        self.blank_lines();
        if self.eat(",") {
            self.blank_lines();
            names.push(self.word()?);
            self.blank_lines();
        }
        let word = self.word()?;
        self.blank_lines();
        (word.text == "in").then_some(names)
    }

    fn number(&mut self) -> String {
        let start = self.at;
        self.digits();
        if self.peek() == Some(b'.') && self.byte(self.at + 1).is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(self.at + 1), Some(b'+' | b'-')));
            if self
                .byte(self.at + 1 + sign)
                .is_some_and(|byte| byte.is_ascii_digit())
            {
                self.at += 1 + sign;
                self.digits();
            }
        }
        Range::new(start, self.at).slice(self.text).to_owned()
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// A keyword, a call or a reference.
    fn named(&mut self) -> Read<ExpressionKind> {
        let Some(mut word) = self.word() else {
            return Err(self.unexpected("an expression"));
        };
        match word.text.as_str() {
            // In capitals Terraform refuses it; what was meant is plain.
            "true" | "True" => return Ok(ExpressionKind::Bool(true)),
            "false" | "False" => return Ok(ExpressionKind::Bool(false)),
            "null" => return Ok(ExpressionKind::Null),
            _ => {}
        }
        while self.starts_with("::") {
            self.at += 2;
            if let Some(next) = self.word() {
                word.range.end = next.range.end;
                word.text = format!("{}::{}", word.text, next.text);
            }
        }
        if self.peek() != Some(b'(') {
            return Ok(ExpressionKind::Reference {
                root: word,
                steps: Vec::new(),
            });
        }
        let arguments = self.nested(")", |cursor| cursor.arguments(b')'))?;
        Ok(ExpressionKind::Call {
            name: word,
            arguments,
        })
    }

    /// `.x`, `[0]`, `.*` behind an expression.
    fn steps(&mut self, target: Expression) -> Read<Expression> {
        let mut taken = Vec::new();
        loop {
            self.skip_to_dot();
            let start = self.at;
            match self.peek() {
                Some(b'.') if self.byte(start + 1) == Some(b'*') => {
                    self.at += 2;
                    taken.push(Step::Splat(Range::new(start, self.at)));
                }
                Some(b'.') if self.starts_with("...") => break,
                Some(b'.') => {
                    self.at += 1;
                    taken.push(Step::Name(self.step_name()?));
                }
                Some(b'[') if self.starts_with("[*]") => {
                    self.at += 3;
                    taken.push(Step::Splat(Range::new(start, self.at)));
                }
                Some(b'[') => taken.push(Step::Index(self.nested("]", Self::expression)?)),
                _ => break,
            }
        }
        if taken.is_empty() {
            return Ok(target);
        }
        let range = Range::new(target.range.start, self.at);
        let kind = match target.kind {
            ExpressionKind::Reference { root, steps } if steps.is_empty() => {
                ExpressionKind::Reference { root, steps: taken }
            }
            _ => ExpressionKind::Access {
                target: Box::new(target),
                steps: taken,
            },
        };
        Ok(Expression { kind, range })
    }

    /// In brackets, what is taken may stand on the next line.
    fn skip_to_dot(&mut self) {
        if self.nesting == 0 || !matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            return;
        }
        let mut at = self.at;
        while matches!(self.byte(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        if self.byte(at) == Some(b'.') && self.byte(at + 1) != Some(b'.') {
            self.at = at;
        }
    }

    /// A name behind a dot; a number is an index of the old form.
    fn step_name(&mut self) -> Read<Word> {
        let start = self.at;
        self.digits();
        if self.at > start {
            let range = Range::new(start, self.at);
            return Ok(Word {
                text: range.slice(self.text).to_owned(),
                range,
            });
        }
        match self.word() {
            Some(word) => Ok(word),
            None => Err(self.unexpected("a name")),
        }
    }
}
