//! What values expressions have, and whether they fit together.

use crate::functions::function;
use crate::query::SyntaxError;
use crate::tree::{
    Aggregation, Binary, Call, Expression, GroupSide, MatchOperator, Node, Selector,
};

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One number.
    Scalar,
    /// A value for each of some series.
    Vector,
    /// Values over time for each of some series.
    Matrix,
    /// Text.
    Text,
    /// A variable, or something broken.
    Unknown,
}

impl Type {
    fn words(self) -> &'static str {
        match self {
            Self::Scalar => "a number",
            Self::Vector => "instant series",
            Self::Matrix => "series over a range",
            Self::Text => "text",
            Self::Unknown => "anything",
        }
    }

    fn fits(self, wanted: Self) -> bool {
        self == wanted || self == Self::Unknown || wanted == Self::Unknown
    }
}

impl Expression {
    /// What it gives.
    pub fn value_type(&self) -> Type {
        match &self.node {
            Node::Number(_) => Type::Scalar,
            Node::Text(_) => Type::Text,
            Node::Variable | Node::Missing => Type::Unknown,
            Node::Selector(_) | Node::Aggregation(_) => Type::Vector,
            Node::Range { .. } | Node::Subquery { .. } => Type::Matrix,
            Node::Offset { inner, .. }
            | Node::Modified { inner }
            | Node::Unary { inner, .. }
            | Node::Parentheses(inner) => inner.value_type(),
            Node::Call(call) => {
                function(&call.name.text).map_or(Type::Unknown, |function| function.gives)
            }
            Node::Binary(binary) => match (binary.left.value_type(), binary.right.value_type()) {
                (Type::Scalar, Type::Scalar) => Type::Scalar,
                (Type::Vector, _) | (_, Type::Vector) => Type::Vector,
                _ => Type::Unknown,
            },
        }
    }
}

/// Says where values do not fit.
pub(crate) fn check(root: &Expression, errors: &mut Vec<SyntaxError>) {
    let all = root.descend();
    // The second argument of `info` names labels to take, not series to read.
    let labels: Vec<&Expression> = all
        .iter()
        .filter_map(|expression| match &expression.node {
            Node::Call(call) if call.name.text == "info" => call.arguments.get(1),
            _ => None,
        })
        .collect();
    for expression in all {
        match &expression.node {
            Node::Selector(_) if labels.iter().any(|taken| std::ptr::eq(*taken, expression)) => {}
            Node::Selector(selector) => self::selector(expression, selector, errors),
            Node::Call(call) => self::call(call, errors),
            Node::Aggregation(aggregation) => self::aggregation(aggregation, errors),
            Node::Binary(binary) => self::binary(binary, errors),
            Node::Range { inner, .. } if !may_have_range(inner) => errors.push(SyntaxError {
                range: expression.range,
                message: "a range stands behind a selector; anything else needs a step: `[5m:]`"
                    .to_owned(),
            }),
            Node::Subquery { inner, .. } => expect(inner, Type::Vector, "a subquery", errors),
            Node::Unary { inner, .. }
                if matches!(inner.value_type(), Type::Matrix | Type::Text) =>
            {
                expect(inner, Type::Vector, "a sign", errors);
            }
            _ => {}
        }
    }
    if root.value_type() == Type::Matrix {
        errors.push(SyntaxError {
            range: root.range,
            message: "the query gives series over a range, not instant ones".to_owned(),
        });
    }
}

fn may_have_range(inner: &Expression) -> bool {
    matches!(
        inner.node,
        Node::Selector(_) | Node::Variable | Node::Missing
    )
}

fn expect(expression: &Expression, wanted: Type, whose: &str, errors: &mut Vec<SyntaxError>) {
    let given = expression.value_type();
    if !given.fits(wanted) {
        errors.push(SyntaxError {
            range: expression.range,
            message: format!("{whose} takes {}, not {}", wanted.words(), given.words()),
        });
    }
}

fn selector(expression: &Expression, selector: &Selector, errors: &mut Vec<SyntaxError>) {
    if selector.name.is_some() {
        for matcher in selector.of_label("__name__") {
            errors.push(SyntaxError {
                range: matcher.range,
                message: "the metric is named twice".to_owned(),
            });
        }
        return;
    }
    let any = selector.matchers.iter().any(|matcher| {
        let value = matcher.value.text.as_str();
        match matcher.operator {
            MatchOperator::Equal => !value.is_empty(),
            MatchOperator::NotEqual => value.is_empty(),
            MatchOperator::Matches => !matches_empty(value),
            MatchOperator::MatchesNot => matches_empty(value),
        }
    });
    let holds_variable =
        selector.matchers.is_empty() && selector.braces.is_some_and(|braces| braces.len() > 2);
    if !any && !holds_variable {
        errors.push(SyntaxError {
            range: expression.range,
            message: "this selects every series there is".to_owned(),
        });
    }
}

/// Whether a pattern plainly matches empty text; unsure ones do not.
fn matches_empty(pattern: &str) -> bool {
    pattern.is_empty()
        || pattern == ".*"
        || pattern
            .split('|')
            .any(|branch| branch.is_empty() || branch == ".*")
            && !pattern.contains(['(', '['])
}

fn call(call: &Call, errors: &mut Vec<SyntaxError>) {
    let Some(function) = function(&call.name.text) else {
        if !call.name.text.contains(['$', '[']) {
            errors.push(SyntaxError {
                range: call.name.range,
                message: format!("there is no function `{}`", call.name.text),
            });
        }
        return;
    };
    let given = call.arguments.len();
    let most = if function.repeats {
        usize::MAX
    } else {
        function.takes.len()
    };
    if given < function.needed || given > most {
        let wanted = match (function.needed, most) {
            (needed, usize::MAX) => format!("{needed} or more"),
            (needed, most) if needed == most => needed.to_string(),
            (needed, most) => format!("{needed} to {most}"),
        };
        errors.push(SyntaxError {
            range: call.parentheses,
            message: format!("`{}` takes {wanted} arguments, not {given}", function.name),
        });
        return;
    }
    for (at, argument) in call.arguments.iter().enumerate() {
        let wanted = function.takes.get(at).or(function.takes.last());
        if let Some(wanted) = wanted {
            expect(argument, *wanted, &format!("`{}`", function.name), errors);
        }
    }
}

fn aggregation(aggregation: &Aggregation, errors: &mut Vec<SyntaxError>) {
    let name = aggregation.operation.text.as_str();
    let parameter = match name {
        "topk" | "bottomk" | "quantile" | "limitk" | "limit_ratio" => Some(Type::Scalar),
        "count_values" => Some(Type::Text),
        _ if name.contains(['$', '[']) => return,
        _ => None,
    };
    let wanted = 1 + usize::from(parameter.is_some());
    let given = aggregation.arguments.len();
    if given != wanted {
        errors.push(SyntaxError {
            range: aggregation.parentheses,
            message: format!("`{name}` takes {wanted} arguments, not {given}"),
        });
        return;
    }
    let whose = format!("`{name}`");
    if let (Some(parameter), Some(first)) = (parameter, aggregation.arguments.first()) {
        expect(first, parameter, &whose, errors);
    }
    if let Some(series) = aggregation.series() {
        expect(series, Type::Vector, &whose, errors);
    }
}

fn binary(binary: &Binary, errors: &mut Vec<SyntaxError>) {
    let sign = binary.operator.sign();
    let types = [binary.left.value_type(), binary.right.value_type()];
    for (side, given) in [&binary.left, &binary.right].into_iter().zip(types) {
        if matches!(given, Type::Matrix | Type::Text) {
            expect(side, Type::Vector, &format!("`{sign}`"), errors);
            return;
        }
    }
    let scalars = types.iter().filter(|side| **side == Type::Scalar).count();
    let mut say = |range, message: String| errors.push(SyntaxError { range, message });
    if binary.operator.is_set() && scalars > 0 {
        say(
            binary.operator_range,
            format!("`{sign}` takes series on both sides, not a number"),
        );
    }
    match binary.returns_bool {
        Some(range) if !binary.operator.is_comparison() => {
            say(range, format!("`bool` has no meaning behind `{sign}`"));
        }
        None if binary.operator.is_comparison() && scalars == 2 => say(
            binary.operator_range,
            format!("two numbers are compared with `{sign} bool`"),
        ),
        _ => {}
    }
    let Some(matching) = &binary.matching else {
        return;
    };
    if scalars > 0 {
        say(
            matching.range,
            "labels are matched between series, and one side is a number".to_owned(),
        );
    }
    if let Some(join) = &matching.join {
        let word = match join.side {
            GroupSide::Left => "group_left",
            GroupSide::Right => "group_right",
        };
        if binary.operator.is_set() {
            say(
                join.range,
                format!("`{word}` has no meaning behind `{sign}`"),
            );
        }
        let twice = join
            .labels
            .iter()
            .find(|label| matching.on && matching.labels.iter().any(|on| on.text == label.text));
        if let Some(label) = twice {
            say(
                label.range,
                format!("`{}` is matched already and cannot be taken", label.text),
            );
        }
    }
}
