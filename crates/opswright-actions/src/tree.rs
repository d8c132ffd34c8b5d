//! The tree of an expression.

use opswright_source::Range;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Its bytes.
    pub range: Range,
    /// What it is.
    pub shape: Shape,
}

/// What a part of an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number as written.
    Number(String),
    /// `'…'`, quotes resolved.
    Text(String),
    /// A context: `github`.
    Context(String),
    /// `a.name`
    Property(Box<Expression>, String),
    /// `a.*`
    All(Box<Expression>),
    /// `a[b]`
    Index(Box<Expression>, Box<Expression>),
    /// `name(…)`
    Call(String, Vec<Expression>),
    /// `!a`
    Not(Box<Expression>),
    /// `a && b` and so on.
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Operator {
    /// As written.
    pub fn text(self) -> &'static str {
        match self {
            Self::And => "&&",
            Self::Or => "||",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it asks which of the two is larger.
    pub fn orders(self) -> bool {
        matches!(
            self,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }
}

impl Expression {
    /// The parts directly below.
    pub fn parts(&self) -> Vec<&Expression> {
        match &self.shape {
            Shape::Property(of, _) | Shape::All(of) | Shape::Not(of) => vec![of],
            Shape::Index(of, by) => vec![of, by],
            Shape::Call(_, arguments) => arguments.iter().collect(),
            Shape::Binary(_, left, right) => vec![left, right],
            _ => Vec::new(),
        }
    }

    /// `github.event.issue.title` in lower case, for an access by names alone; `['name']` counts as `.name`, all else as `*`.
    pub fn path(&self) -> Option<String> {
        match &self.shape {
            Shape::Context(name) => Some(name.to_ascii_lowercase()),
            Shape::Property(of, name) => {
                Some(format!("{}.{}", of.path()?, name.to_ascii_lowercase()))
            }
            Shape::All(of) => Some(format!("{}.*", of.path()?)),
            Shape::Index(of, by) => match &by.shape {
                Shape::Text(name) => Some(format!("{}.{}", of.path()?, name.to_ascii_lowercase())),
                _ => Some(format!("{}.*", of.path()?)),
            },
            _ => None,
        }
    }

    /// This part and all below it.
    pub fn descend(&self) -> Vec<&Expression> {
        let mut all = Vec::new();
        let mut open = vec![self];
        while let Some(part) = open.pop() {
            all.push(part);
            open.extend(part.parts().into_iter().rev());
        }
        all
    }
}
