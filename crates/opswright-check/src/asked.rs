//! A query as rules see it: its expressions in order, each with the one around it, and where it was asked.

use opswright_diagnostic::{Diagnostic, Fix, Safety};
use opswright_project::monitoring::{Embedded, Group, MonitoringRule};
use opswright_promql::{
    Aggregation, Binary, BinaryOperator, Call, Expression, MatchOperator, Matcher, Node, Selector,
};
use opswright_source::Range;

use crate::report::{Report, advice};

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asker<'a> {
    /// A rule of Prometheus.
    Rule(&'a Group<'a>, &'a MonitoringRule<'a>),
    /// A panel of a dashboard.
    Panel,
}

/// An expression and the one around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) expression: &'a Expression,
    /// Index of the expression around it.
    parent: Option<usize>,
}

/// A query that was read without an error, or with one.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) embedded: &'a Embedded<'a>,
    pub(crate) asker: Asker<'a>,
    /// All expressions, those around others first.
    pub(crate) seen: Vec<Seen<'a>>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(embedded: &'a Embedded<'a>, asker: Asker<'a>) -> Self {
        let mut seen = Vec::new();
        let mut open = vec![(&embedded.query.root, None)];
        while let Some((expression, parent)) = open.pop() {
            let own = seen.len();
            seen.push(Seen { expression, parent });
            let children = expression.children().into_iter().rev();
            open.extend(children.map(|child| (child, Some(own))));
        }
        Self {
            embedded,
            asker,
            seen,
        }
    }

    /// Whether it could be read.
    pub(crate) fn is_sound(&self) -> bool {
        self.embedded.query.errors.is_empty()
    }

    /// The rule that asks.
    pub(crate) fn rule(&self) -> Option<&'a MonitoringRule<'a>> {
        match self.asker {
            Asker::Rule(_, rule) => Some(rule),
            Asker::Panel => None,
        }
    }

    /// The alerting rule that asks.
    pub(crate) fn alert(&self) -> Option<&'a MonitoringRule<'a>> {
        self.rule().filter(|rule| rule.is_alert())
    }

    /// The query's text at `range`.
    pub(crate) fn slice(&self, range: Range) -> &'a str {
        self.embedded.query.slice(range)
    }

    /// An expression's text on one line, shortened in the middle where it is long.
    pub(crate) fn words(&self, expression: &Expression) -> String {
        let text: Vec<&str> = self.slice(expression.range).split_whitespace().collect();
        shortened(&text.join(" "))
    }

    /// The expressions around one, the innermost first, parentheses left out.
    pub(crate) fn around(&self, index: usize) -> impl Iterator<Item = (usize, &'a Expression)> {
        let mut next = self.seen.get(index).and_then(|seen| seen.parent);
        std::iter::from_fn(move || {
            let at = next?;
            let seen = self.seen.get(at)?;
            next = seen.parent;
            Some((at, seen.expression))
        })
        .filter(|(_, expression)| !matches!(expression.node, Node::Parentheses(_)))
    }

    /// All calls.
    pub(crate) fn calls(&self) -> impl Iterator<Item = (usize, &'a Expression, &'a Call)> {
        self.indexed()
            .filter_map(|(index, expression)| match &expression.node {
                Node::Call(call) => Some((index, expression, &**call)),
                _ => None,
            })
    }

    /// All aggregations.
    pub(crate) fn aggregations(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Expression, &'a Aggregation)> {
        self.indexed()
            .filter_map(|(index, expression)| match &expression.node {
                Node::Aggregation(aggregation) => Some((index, expression, &**aggregation)),
                _ => None,
            })
    }

    /// All operations on two sides.
    pub(crate) fn binaries(&self) -> impl Iterator<Item = (usize, &'a Expression, &'a Binary)> {
        self.indexed()
            .filter_map(|(index, expression)| match &expression.node {
                Node::Binary(binary) => Some((index, expression, &**binary)),
                _ => None,
            })
    }

    /// All selectors.
    pub(crate) fn selectors(&self) -> impl Iterator<Item = (usize, &'a Expression, &'a Selector)> {
        self.indexed()
            .filter_map(|(index, expression)| match &expression.node {
                Node::Selector(selector) => Some((index, expression, &**selector)),
                _ => None,
            })
    }

    /// All matchers.
    pub(crate) fn matchers(&self) -> impl Iterator<Item = &'a Matcher> {
        self.selectors()
            .flat_map(|(_, _, selector)| selector.matchers.iter())
    }

    fn indexed(&self) -> impl Iterator<Item = (usize, &'a Expression)> {
        self.seen
            .iter()
            .enumerate()
            .map(|(index, seen)| (index, seen.expression))
    }

    /// Adds a finding at `range` of the query.
    pub(crate) fn find<'r>(
        &self,
        report: &'r mut Report<'_>,
        range: Range,
        message: impl Into<String>,
    ) -> &'r mut Diagnostic {
        let place = self.embedded.range(report.text, range);
        report.find(place, message)
    }

    /// A fix by replacements in the query; advice where the scalar cannot hold one of them.
    pub(crate) fn fix(
        &self,
        report: &Report<'_>,
        title: impl Into<String>,
        safety: Safety,
        replacements: &[(Range, String)],
    ) -> Fix {
        let edits: Option<Vec<_>> = replacements
            .iter()
            .map(|(range, text)| self.embedded.edit(report.text, *range, text))
            .collect();
        match edits {
            Some(edits) => report.fix(title, safety, edits),
            None => advice(title),
        }
    }
}

/// At most 60 characters of `text`.
fn shortened(text: &str) -> String {
    let length = text.chars().count();
    if length <= 60 {
        return text.to_owned();
    }
    let start: String = text.chars().take(38).collect();
    let end: String = text.chars().skip(length - 20).collect();
    format!("{start}…{end}")
}

/// Calls that turn a counter into change over time.
pub(crate) fn is_rate(name: &str) -> bool {
    matches!(name, "rate" | "irate" | "increase")
}

/// The call of `rate` and its like that an expression is, seen through parentheses and by arithmetic with numbers.
pub(crate) fn rate_call(expression: &Expression) -> Option<&Call> {
    match &expression.bare().node {
        Node::Call(call) if is_rate(&call.name.text) => Some(call),
        Node::Binary(binary) if binary.left.number().is_some() => rate_call(&binary.right),
        Node::Binary(binary) if binary.right.number().is_some() => rate_call(&binary.left),
        _ => None,
    }
}

/// Whether a value is compared with a number: the comparison as if the number stood on the right, and the number.
pub(crate) fn threshold(binary: &Binary) -> Option<(&Expression, BinaryOperator, f64)> {
    if !binary.operator.is_comparison() {
        return None;
    }
    if let Some(number) = binary.right.number() {
        return Some((&binary.left, binary.operator, number));
    }
    let operator = match binary.operator {
        BinaryOperator::Less => BinaryOperator::Greater,
        BinaryOperator::LessOrEqual => BinaryOperator::GreaterOrEqual,
        BinaryOperator::Greater => BinaryOperator::Less,
        BinaryOperator::GreaterOrEqual => BinaryOperator::LessOrEqual,
        other => other,
    };
    Some((&binary.right, operator, binary.left.number()?))
}

/// Whether a matcher holds this one value.
pub(crate) fn is_exactly(matcher: &Matcher, label: &str) -> bool {
    matcher.label.text == label && matcher.operator == MatchOperator::Equal
}
