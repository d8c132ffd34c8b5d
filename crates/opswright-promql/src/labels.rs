//! Which labels the series of an expression can have.

use std::collections::BTreeSet;

use crate::tree::{
    Aggregation, Binary, Call, Expression, GroupSide, MatchOperator, Node, Selector,
};

/// The labels that series can have at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Labels {
    /// These and no others.
    Only(BTreeSet<String>),
    /// Any but these.
    AllBut(BTreeSet<String>),
}

impl Labels {
    /// No labels.
    pub fn none() -> Self {
        Self::Only(BTreeSet::new())
    }

    /// Any labels.
    pub fn any() -> Self {
        Self::AllBut(BTreeSet::new())
    }

    /// Whether a series can have this one.
    pub fn may_have(&self, label: &str) -> bool {
        match self {
            Self::Only(labels) => labels.contains(label),
            Self::AllBut(labels) => !labels.contains(label),
        }
    }

    fn with(mut self, label: &str) -> Self {
        match &mut self {
            Self::Only(labels) => {
                labels.insert(label.to_owned());
            }
            Self::AllBut(labels) => {
                labels.remove(label);
            }
        }
        self
    }

    fn without(mut self, label: &str) -> Self {
        match &mut self {
            Self::Only(labels) => {
                labels.remove(label);
            }
            Self::AllBut(labels) => {
                labels.insert(label.to_owned());
            }
        }
        self
    }

    /// Labels of either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(a), Self::Only(b)) => Self::Only(a.union(&b).cloned().collect()),
            (Self::AllBut(a), Self::AllBut(b)) => {
                Self::AllBut(a.intersection(&b).cloned().collect())
            }
            (Self::Only(has), Self::AllBut(not)) | (Self::AllBut(not), Self::Only(has)) => {
                Self::AllBut(not.difference(&has).cloned().collect())
            }
        }
    }

    /// Labels of both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(a), Self::Only(b)) => Self::Only(a.intersection(&b).cloned().collect()),
            (Self::AllBut(a), Self::AllBut(b)) => Self::AllBut(a.union(&b).cloned().collect()),
            (Self::Only(has), Self::AllBut(not)) | (Self::AllBut(not), Self::Only(has)) => {
                Self::Only(has.difference(&not).cloned().collect())
            }
        }
    }
}

impl Expression {
    /// The labels that its series can have.
    pub fn labels(&self) -> Labels {
        match &self.node {
            Node::Number(_) | Node::Text(_) => Labels::none(),
            Node::Variable | Node::Missing => Labels::any(),
            Node::Selector(selector) => of_selector(selector),
            Node::Range { inner, .. }
            | Node::Subquery { inner, .. }
            | Node::Offset { inner, .. }
            | Node::Modified { inner }
            | Node::Unary { inner, .. }
            | Node::Parentheses(inner) => inner.labels(),
            Node::Call(call) => of_call(call),
            Node::Aggregation(aggregation) => of_aggregation(aggregation),
            Node::Binary(binary) => of_binary(binary),
        }
    }
}

/// `x{a=""}` has no `a`.
fn of_selector(selector: &Selector) -> Labels {
    selector
        .matchers
        .iter()
        .filter(|matcher| matcher.operator == MatchOperator::Equal && matcher.value.text.is_empty())
        .fold(Labels::any(), |labels, matcher| {
            labels.without(&matcher.label.text)
        })
}

fn of_call(call: &Call) -> Labels {
    let series = || {
        call.arguments
            .iter()
            .find(|argument| {
                matches!(
                    argument.value_type(),
                    crate::Type::Vector | crate::Type::Matrix | crate::Type::Unknown
                )
            })
            .map_or_else(Labels::none, Expression::labels)
    };
    let target = || match call.arguments.get(1).map(|argument| &argument.node) {
        Some(Node::Text(label)) => Some(label.as_str()),
        _ => None,
    };
    match call.name.text.as_str() {
        "vector" | "scalar" | "time" | "pi" => Labels::none(),
        "absent" | "absent_over_time" => {
            call.arguments
                .first()
                .map_or_else(Labels::none, |argument| {
                    absent_labels(argument)
                        .into_iter()
                        .fold(Labels::none(), Labels::with)
                })
        }
        "histogram_quantile" | "histogram_fraction" => series().without("le"),
        "label_replace" | "label_join" => match target() {
            Some(label) => series().with(label),
            None => Labels::any(),
        },
        "info" => Labels::any(),
        _ => series(),
    }
}

/// Labels that `absent` of this keeps: those that a selector says outright.
pub(crate) fn absent_labels(argument: &Expression) -> Vec<&str> {
    let Some(selector) = argument.selector() else {
        return Vec::new();
    };
    let once = |label: &str| selector.of_label(label).count() == 1;
    selector
        .matchers
        .iter()
        .filter(|matcher| matcher.operator == MatchOperator::Equal)
        .map(|matcher| matcher.label.text.as_str())
        .filter(|label| *label != "__name__" && once(label))
        .collect()
}

fn of_aggregation(aggregation: &Aggregation) -> Labels {
    let series = aggregation
        .series()
        .map_or_else(Labels::any, Expression::labels);
    let operation = aggregation.operation.text.as_str();
    let kept = match &aggregation.grouping {
        _ if matches!(operation, "topk" | "bottomk" | "limitk" | "limit_ratio") => return series,
        None => Labels::none(),
        Some(grouping) if grouping.labels.iter().any(|label| label.text.contains('$')) => {
            return series;
        }
        Some(grouping) if grouping.without => grouping
            .labels
            .iter()
            .fold(series, |labels, label| labels.without(&label.text)),
        Some(grouping) => {
            let by = grouping.labels.iter().map(|label| label.text.clone());
            series.and(Labels::Only(by.collect()))
        }
    };
    match aggregation.arguments.first().map(|first| &first.node) {
        Some(Node::Text(label)) if operation == "count_values" => kept.with(label),
        _ => kept,
    }
}

fn of_binary(binary: &Binary) -> Labels {
    let scalar = |side: &Expression| side.value_type() == crate::Type::Scalar;
    if scalar(&binary.left) {
        return binary.right.labels();
    }
    if scalar(&binary.right) {
        return binary.left.labels();
    }
    let (left, right) = (binary.left.labels(), binary.right.labels());
    if binary.operator.is_set() {
        return if binary.operator == crate::BinaryOperator::Or {
            left.or(right)
        } else {
            left
        };
    }
    let Some(matching) = &binary.matching else {
        return left.and(right);
    };
    let names = || {
        matching
            .labels
            .iter()
            .map(|label| label.text.clone())
            .collect()
    };
    let joined = |many: Labels, join: &crate::Join| {
        join.labels
            .iter()
            .fold(many, |labels, label| labels.with(&label.text))
    };
    match &matching.join {
        Some(join) if join.side == GroupSide::Left => joined(left, join),
        Some(join) => joined(right, join),
        None if matching.on => left.and(Labels::Only(names())),
        None => left.and(Labels::AllBut(names())),
    }
}
