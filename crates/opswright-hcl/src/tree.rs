//! Expressions.

use opswright_source::Range;

use crate::structure::Word;

/// An expression and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Its bytes.
    pub range: Range,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A quoted text.
    Text(Vec<Part>),
    /// `<<EOF … EOF`; indentation is kept.
    Heredoc(Vec<Part>),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `{ a = b }`
    Object(Vec<ObjectItem>),
    /// `var.name[0].x`: a root and what is taken of it.
    Reference {
        /// `var`
        root: Word,
        /// `.name`, `[0]`, `.x`
        steps: Vec<Step>,
    },
    /// What is taken of another expression: `f(x).y`.
    Access {
        /// `f(x)`
        target: Box<Expression>,
        /// `.y`
        steps: Vec<Step>,
    },
    /// `f(a, b)`
    Call {
        /// Its name; `provider::name::f` as written.
        name: Word,
        /// Its arguments.
        arguments: Vec<Expression>,
    },
    /// `!a`, `-a`
    Unary(Box<Expression>),
    /// `a + b * c`: operands and operators between them as written; rules do not calculate.
    Operation {
        /// `a`, `b`, `c`
        operands: Vec<Expression>,
        /// `+`, `*`
        operators: Vec<&'static str>,
    },
    /// `a ? b : c`
    Conditional(Box<[Expression; 3]>),
    /// `[for k, v in x : y if z]`, and the same in braces.
    For {
        /// Names that it binds.
        names: Vec<Word>,
        /// All expressions in it, in order: what is iterated, keys, values, conditions.
        parts: Vec<Expression>,
    },
    /// `(a)`
    Group(Box<Expression>),
    /// What could not be read.
    Invalid,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// What stands there, escapes resolved.
    Literal {
        /// The text.
        text: String,
        /// Its bytes.
        range: Range,
    },
    /// `${…}`
    Interpolation {
        /// What is in it.
        expression: Expression,
        /// With its braces.
        range: Range,
    },
    /// `%{ if … }` and others.
    Directive {
        /// Names that a `for` binds.
        names: Vec<Word>,
        /// The expression of `if` and `for`.
        expression: Option<Expression>,
        /// With its braces.
        range: Range,
    },
}

/// What is taken of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `.name`, `.0`
    Name(Word),
    /// `[…]`
    Index(Expression),
    /// `.*`, `[*]`
    Splat(Range),
}

/// `key = value` in braces.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectItem {
    /// Its key; a bare name is a text.
    pub key: Expression,
    /// Its value.
    pub value: Expression,
}

impl ObjectItem {
    /// The key, where it is written out.
    pub fn name(&self) -> Option<&str> {
        self.key.as_str()
    }
}

impl Expression {
    /// Calls `look` with this and every expression inside, outer ones first.
    pub fn walk<'a>(&'a self, look: &mut dyn FnMut(&'a Self)) {
        look(self);
        match &self.kind {
            ExpressionKind::Text(parts) | ExpressionKind::Heredoc(parts) => {
                for part in parts {
                    match part {
                        Part::Interpolation { expression, .. } => expression.walk(look),
                        Part::Directive { expression, .. } => {
                            if let Some(expression) = expression {
                                expression.walk(look);
                            }
                        }
                        Part::Literal { .. } => {}
                    }
                }
            }
            ExpressionKind::List(items)
            | ExpressionKind::Operation {
                operands: items, ..
            }
            | ExpressionKind::For { parts: items, .. }
            | ExpressionKind::Call {
                arguments: items, ..
            } => items.iter().for_each(|item| item.walk(look)),
            ExpressionKind::Object(items) => {
                for item in items {
                    item.key.walk(look);
                    item.value.walk(look);
                }
            }
            ExpressionKind::Reference { steps, .. } => walk_steps(steps, look),
            ExpressionKind::Access { target, steps } => {
                target.walk(look);
                walk_steps(steps, look);
            }
            ExpressionKind::Unary(inner) | ExpressionKind::Group(inner) => inner.walk(look),
            ExpressionKind::Conditional(parts) => parts.iter().for_each(|part| part.walk(look)),
            ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Invalid => {}
        }
    }
}

fn walk_steps<'a>(steps: &'a [Step], look: &mut dyn FnMut(&'a Expression)) {
    for step in steps {
        if let Step::Index(index) = step {
            index.walk(look);
        }
    }
}
