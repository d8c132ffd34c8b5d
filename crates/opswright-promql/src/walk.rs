//! Going over a tree.

use crate::tree::{Expression, MatchOperator, Matcher, Node, Selector, Window};

impl Expression {
    /// The expressions directly below.
    pub fn children(&self) -> Vec<&Expression> {
        match &self.node {
            Node::Range { inner, .. }
            | Node::Subquery { inner, .. }
            | Node::Offset { inner, .. }
            | Node::Modified { inner }
            | Node::Unary { inner, .. }
            | Node::Parentheses(inner) => vec![inner],
            Node::Call(call) => call.arguments.iter().collect(),
            Node::Aggregation(aggregation) => aggregation.arguments.iter().collect(),
            Node::Binary(binary) => vec![&binary.left, &binary.right],
            Node::Number(_)
            | Node::Text(_)
            | Node::Variable
            | Node::Selector(_)
            | Node::Missing => Vec::new(),
        }
    }

    /// This expression and all below it, in order of the text.
    pub fn descend(&self) -> Vec<&Expression> {
        let mut all = Vec::new();
        let mut open = vec![self];
        while let Some(expression) = open.pop() {
            all.push(expression);
            open.extend(expression.children().into_iter().rev());
        }
        all
    }

    /// Visits this expression and all below it, each with those that it is in, the innermost last.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Expression, &[&'a Expression])) {
        let mut path = Vec::new();
        self.visit_below(&mut path, see);
    }

    fn visit_below<'a>(
        &'a self,
        path: &mut Vec<&'a Expression>,
        see: &mut dyn FnMut(&'a Expression, &[&'a Expression]),
    ) {
        see(self, path);
        path.push(self);
        for child in self.children() {
            child.visit_below(path, see);
        }
        path.pop();
    }

    /// The expression inside all parentheses around it.
    pub fn bare(&self) -> &Expression {
        let mut expression = self;
        while let Node::Parentheses(inner) = &expression.node {
            expression = inner;
        }
        expression
    }

    /// The selector inside ranges, offsets, modifiers and parentheses.
    pub fn selector(&self) -> Option<&Selector> {
        let mut expression = self;
        loop {
            match &expression.node {
                Node::Selector(selector) => return Some(selector),
                Node::Parentheses(inner)
                | Node::Range { inner, .. }
                | Node::Offset { inner, .. }
                | Node::Modified { inner } => expression = inner,
                _ => return None,
            }
        }
    }

    /// How far back this looks by brackets of its own, inside offsets, modifiers and parentheses.
    pub fn window(&self) -> Option<Window> {
        let mut expression = self;
        loop {
            match &expression.node {
                Node::Range { window, .. } | Node::Subquery { window, .. } => {
                    return Some(*window);
                }
                Node::Parentheses(inner)
                | Node::Offset { inner, .. }
                | Node::Modified { inner } => {
                    expression = inner;
                }
                _ => return None,
            }
        }
    }

    /// The number that it is, parentheses and simple arithmetic seen through.
    pub fn number(&self) -> Option<f64> {
        match &self.node {
            Node::Number(number) => Some(*number),
            Node::Parentheses(inner) => inner.number(),
            Node::Unary { negative, inner } => inner
                .number()
                .map(|number| if *negative { -number } else { number }),
            Node::Binary(binary) => {
                use crate::tree::BinaryOperator as Operator;
                let (left, right) = (binary.left.number()?, binary.right.number()?);
                match binary.operator {
                    Operator::Add => Some(left + right),
                    Operator::Subtract => Some(left - right),
                    Operator::Multiply => Some(left * right),
                    Operator::Divide => Some(left / right),
                    Operator::Power => Some(left.powf(right)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl Selector {
    /// The metric's name, in whatever way it is written; empty where none is.
    pub fn metric(&self) -> &str {
        let by_label = || {
            self.matchers
                .iter()
                .find(|matcher| {
                    matcher.label.text == "__name__" && matcher.operator == MatchOperator::Equal
                })
                .map(|matcher| matcher.value.text.as_str())
        };
        self.name
            .as_ref()
            .map(|name| name.text.as_str())
            .or_else(by_label)
            .unwrap_or("")
    }

    /// The matchers of one label.
    pub fn of_label<'a>(&'a self, label: &'a str) -> impl Iterator<Item = &'a Matcher> {
        self.matchers
            .iter()
            .filter(move |matcher| matcher.label.text == label)
    }
}
