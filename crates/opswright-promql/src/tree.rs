//! The tree of a query.

use opswright_source::Range;

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word, quotes taken off.
    pub text: String,
    /// Its bytes, quotes included.
    pub range: Range,
}

/// A part of a query that has a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Its bytes, without the space around it.
    pub range: Range,
    /// What it is.
    pub node: Node,
    /// How many expressions are nested in it at most, itself counted.
    pub(crate) depth: u32,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A number, or a length of time in place of one.
    Number(f64),
    /// Text in quotes.
    Text(String),
    /// A variable of Grafana in place of a value.
    Variable,
    /// Series.
    Selector(Box<Selector>),
    /// `x[5m]`
    Range {
        /// What is looked back at.
        inner: Box<Expression>,
        /// How far.
        window: Window,
    },
    /// `x[1h:5m]`
    Subquery {
        /// What is evaluated again and again.
        inner: Box<Expression>,
        /// How far back.
        window: Window,
        /// How often; `None` for the interval of the evaluation.
        step: Option<Window>,
    },
    /// `x offset 1h`
    Offset {
        /// What is shifted.
        inner: Box<Expression>,
        /// By how much.
        window: Window,
    },
    /// `x @ 1609746000`, `x anchored`, `x smoothed`
    Modified {
        /// What is modified.
        inner: Box<Expression>,
    },
    /// `f(…)`
    Call(Box<Call>),
    /// `sum by (…) (…)`
    Aggregation(Box<Aggregation>),
    /// `a / b`
    Binary(Box<Binary>),
    /// `-a`
    Unary {
        /// Whether the sign is a minus.
        negative: bool,
        /// What it stands before.
        inner: Box<Expression>,
    },
    /// `(a)`
    Parentheses(Box<Expression>),
    /// Nothing where something is needed.
    Missing,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Its bytes.
    pub range: Range,
    /// Seconds; `None` for a variable or a calculation.
    pub seconds: Option<f64>,
}

/// Series by name and labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The metric, before or inside the braces.
    pub name: Option<Name>,
    /// What the labels must be.
    pub matchers: Vec<Matcher>,
    /// The braces with what is in them.
    pub braces: Option<Range>,
}

/// How a label is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchOperator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `=~`
    Matches,
    /// `!~`
    MatchesNot,
}

/// `label="value"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matcher {
    /// All of it.
    pub range: Range,
    /// The label.
    pub label: Name,
    /// The comparison.
    pub operator: MatchOperator,
    /// Where the comparison stands.
    pub operator_range: Range,
    /// The value.
    pub value: Name,
}

/// A call of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The function as written.
    pub name: Name,
    /// What it is given.
    pub arguments: Vec<Expression>,
    /// The parentheses with what is in them.
    pub parentheses: Range,
}

/// A calculation over series.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregation {
    /// The operation, in lower case.
    pub operation: Name,
    /// The labels that are kept or dropped.
    pub grouping: Option<Grouping>,
    /// What it is given: parameters before the series.
    pub arguments: Vec<Expression>,
    /// The parentheses with what is in them.
    pub parentheses: Range,
}

impl Aggregation {
    /// The series that it aggregates.
    pub fn series(&self) -> Option<&Expression> {
        self.arguments.last()
    }
}

/// `by (…)`, `without (…)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// All of it.
    pub range: Range,
    /// Whether the labels are dropped.
    pub without: bool,
    /// The labels.
    pub labels: Vec<Name>,
    /// The parentheses with what is in them.
    pub parentheses: Range,
}

/// An operation on two sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Binary {
    /// The operation.
    pub operator: BinaryOperator,
    /// Where it stands.
    pub operator_range: Range,
    /// Where `bool` stands.
    pub returns_bool: Option<Range>,
    /// `on (…)`, `ignoring (…)`
    pub matching: Option<Matching>,
    /// The left side.
    pub left: Expression,
    /// The right side.
    pub right: Expression,
}

/// Which labels of two sides must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// Bytes of `on (…)` or `ignoring (…)`.
    pub range: Range,
    /// Whether only these labels count, or all but these.
    pub on: bool,
    /// The labels.
    pub labels: Vec<Name>,
    /// `group_left (…)`, `group_right (…)`
    pub join: Option<Join>,
}

/// Which side may have many series for one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupSide {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// Many series on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// All of it.
    pub range: Range,
    /// The side of the many.
    pub side: GroupSide,
    /// Labels that are taken from the other side.
    pub labels: Vec<Name>,
}

/// The operations on two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `^`
    Power,
    /// `atan2`
    Atan2,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `</`
    TrimUpper,
    /// `>/`
    TrimLower,
    /// `and`
    And,
    /// `or`
    Or,
    /// `unless`
    Unless,
}

impl BinaryOperator {
    /// Whether it compares.
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }

    /// Whether it takes series by their labels alone.
    pub fn is_set(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Unless)
    }

    /// As queries write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "^",
            Self::Atan2 => "atan2",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::TrimUpper => "</",
            Self::TrimLower => ">/",
            Self::And => "and",
            Self::Or => "or",
            Self::Unless => "unless",
        }
    }

    /// How tightly it binds; more is tighter.
    pub(crate) fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And | Self::Unless => 2,
            _ if self.is_comparison() => 3,
            Self::TrimUpper | Self::TrimLower => 3,
            Self::Add | Self::Subtract => 4,
            Self::Multiply | Self::Divide | Self::Modulo | Self::Atan2 => 5,
            _ => 6,
        }
    }
}
