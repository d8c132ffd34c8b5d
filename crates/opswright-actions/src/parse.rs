//! Reading an expression.

use opswright_source::Range;

use crate::judge::{Problem, ProblemKind};
use crate::lex::{Token, Word, lex};
use crate::tree::{Expression, Operator, Shape};

/// Brackets and chains deeper than this are not read.
const DEEPEST: usize = 60;

/// Longer expressions are refused, by GitHub as well.
const LONGEST: usize = 21_000;

/// Operators by how weakly they bind.
const LEVELS: [&[Operator]; 4] = [
    &[Operator::Or],
    &[Operator::And],
    &[Operator::Equal, Operator::Unequal],
    &[
        Operator::LessOrEqual,
        Operator::GreaterOrEqual,
        Operator::Less,
        Operator::Greater,
    ],
];

/// Reads one expression, without its braces; `start` is where it stands.
///
/// # Errors
///
/// The first place that is no expression.
pub fn parse(text: &str, start: usize) -> Result<Expression, Problem> {
    if text.len() > LONGEST {
        return Err(syntax(
            Range::new(start, start + text.len()),
            format!("GitHub reads no expression over {LONGEST} characters"),
        ));
    }
    let tokens = lex(text, start)?;
    if tokens.is_empty() {
        return Err(syntax(
            Range::new(start, start + text.len()),
            "there is nothing in these braces".to_owned(),
        ));
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: start + text.trim_end().len(),
    };
    let expression = parser.binary(0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(token) => Err(syntax(
            token.range,
            format!(
                "{} cannot stand here; the expression has ended",
                said(token)
            ),
        )),
    }
}

fn syntax(range: Range, message: String) -> Problem {
    Problem {
        kind: ProblemKind::Syntax,
        range,
        message,
        name: String::new(),
    }
}

fn said(token: &Token) -> String {
    match &token.word {
        Word::Name(name) | Word::Number(name) => format!("`{name}`"),
        Word::Text(text) => format!("`'{text}'`"),
        Word::Sign(sign) => format!("`{sign}`"),
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
    end: usize,
}

impl Parser<'_> {
    fn take(&mut self, sign: &str) -> Option<Range> {
        let token = self.tokens.get(self.at)?;
        match &token.word {
            Word::Sign(other) if *other == sign => {
                self.at += 1;
                Some(token.range)
            }
            _ => None,
        }
    }

    /// The problem that something else should stand here.
    fn wanted(&self, what: &str) -> Problem {
        match self.tokens.get(self.at) {
            Some(token) => syntax(
                token.range,
                format!("{what} is missing before {}", said(token)),
            ),
            None => syntax(
                Range::at(self.end),
                format!("{what} is missing at the end of the expression"),
            ),
        }
    }

    fn deeper(&mut self) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let range = self
                .tokens
                .get(self.at)
                .map_or(Range::at(self.end), |token| token.range);
            return Err(syntax(range, "this is nested too deeply".to_owned()));
        }
        Ok(())
    }

    fn binary(&mut self, level: usize) -> Result<Expression, Problem> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        let mut count = 0;
        while let Some(operator) = operators
            .iter()
            .copied()
            .find(|operator| self.take(operator.text()).is_some())
        {
            count += 1;
            if count > DEEPEST {
                self.depth = DEEPEST;
                self.deeper()?;
            }
            let right = self.binary(level + 1)?;
            left = Expression {
                range: Range::new(left.range.start, right.range.end),
                shape: Shape::Binary(operator, Box::new(left), Box::new(right)),
            };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, Problem> {
        let Some(sign) = self.take("!") else {
            return self.postfix();
        };
        self.deeper()?;
        let of = self.unary()?;
        self.depth -= 1;
        Ok(Expression {
            range: Range::new(sign.start, of.range.end),
            shape: Shape::Not(Box::new(of)),
        })
    }

    fn postfix(&mut self) -> Result<Expression, Problem> {
        let mut of = self.primary()?;
        let mut count = 0;
        loop {
            count += 1;
            if count > DEEPEST {
                self.depth = DEEPEST;
                self.deeper()?;
            }
            let start = of.range.start;
            if self.take(".").is_some() {
                if let Some(star) = self.take("*") {
                    of = Expression {
                        range: Range::new(start, star.end),
                        shape: Shape::All(Box::new(of)),
                    };
                    continue;
                }
                let Some(Token {
                    range,
                    word: Word::Name(name),
                }) = self.tokens.get(self.at)
                else {
                    return Err(self.wanted("a name"));
                };
                self.at += 1;
                of = Expression {
                    range: Range::new(start, range.end),
                    shape: Shape::Property(Box::new(of), name.clone()),
                };
            } else if self.take("[").is_some() {
                of = self.index(of)?;
            } else {
                return Ok(of);
            }
        }
    }

    fn index(&mut self, of: Expression) -> Result<Expression, Problem> {
        let start = of.range.start;
        if self.take("*").is_some() {
            let end = self.take("]").ok_or_else(|| self.wanted("`]`"))?;
            return Ok(Expression {
                range: Range::new(start, end.end),
                shape: Shape::All(Box::new(of)),
            });
        }
        self.deeper()?;
        let by = self.binary(0)?;
        self.depth -= 1;
        let end = self.take("]").ok_or_else(|| self.wanted("`]`"))?;
        Ok(Expression {
            range: Range::new(start, end.end),
            shape: Shape::Index(Box::new(of), Box::new(by)),
        })
    }

    fn primary(&mut self) -> Result<Expression, Problem> {
        if let Some(open) = self.take("(") {
            self.deeper()?;
            let mut inner = self.binary(0)?;
            self.depth -= 1;
            let close = self.take(")").ok_or_else(|| self.wanted("`)`"))?;
            inner.range = Range::new(open.start, close.end);
            return Ok(inner);
        }
        let Some(token) = self.tokens.get(self.at) else {
            return Err(self.wanted("a value"));
        };
        let shape = match &token.word {
            Word::Name(name) => {
                self.at += 1;
                if self.take("(").is_some() {
                    return self.call(name, token.range.start);
                }
                match name.as_str() {
                    "null" => Shape::Null,
                    "true" => Shape::Bool(true),
                    "false" => Shape::Bool(false),
                    "NaN" | "Infinity" => Shape::Number(name.clone()),
                    _ => Shape::Context(name.clone()),
                }
            }
            Word::Number(number) => {
                self.at += 1;
                Shape::Number(number.clone())
            }
            Word::Text(text) => {
                self.at += 1;
                Shape::Text(text.clone())
            }
            Word::Sign(_) => return Err(self.wanted("a value")),
        };
        Ok(Expression {
            range: token.range,
            shape,
        })
    }

    fn call(&mut self, name: &str, start: usize) -> Result<Expression, Problem> {
        self.deeper()?;
        let mut arguments = Vec::new();
        let close = loop {
            if arguments.is_empty()
                && let Some(close) = self.take(")")
            {
                break close;
            }
            arguments.push(self.binary(0)?);
            if let Some(close) = self.take(")") {
                break close;
            }
            if self.take(",").is_none() {
                return Err(self.wanted("`,` or `)`"));
            }
        };
        self.depth -= 1;
        Ok(Expression {
            range: Range::new(start, close.end),
            shape: Shape::Call(name.to_owned(), arguments),
        })
    }
}
