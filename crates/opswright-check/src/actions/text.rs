//! Expressions in the texts of a workflow.

use opswright_actions::{
    Expression, Hole, Operator, Place, Problem, ProblemKind, Shape, Type, holes, is_constant,
    judge, parse,
};
use opswright_source::Range;
use opswright_yaml::{Node, Places};

use super::fault::Fault;
use super::walk::Walk;

impl<'a> Walk<'a> {
    /// The expressions in a text, into which their values are put.
    pub(super) fn text_value(&mut self, node: Node<'a>, place: Place) {
        let Some(text) = node.as_str().filter(|text| text.contains("${{")) else {
            return;
        };
        if node.alias().is_some() {
            return;
        }
        let found = holes(text);
        for hole in &found {
            let value = self.hole(node, hole, place);
            if !value.is_textual() {
                let range = place_in(node, self.text, hole.range);
                let message = format!("{} cannot be put into a text", value.words());
                self.find(Fault::ObjectInText, range, message)
                    .advise("name one value in it, or write it out with `toJSON`");
            }
        }
    }

    /// The types of the expressions in a text.
    pub(super) fn expressions(&mut self, node: Node<'a>, place: Place) -> Vec<Type> {
        let text = node.as_str().unwrap_or("");
        if node.alias().is_some() {
            return Vec::new();
        }
        holes(text)
            .iter()
            .map(|hole| self.hole(node, hole, place))
            .collect()
    }

    fn hole(&mut self, node: Node<'a>, hole: &Hole<'_>, place: Place) -> Type {
        if !hole.closed {
            let range = place_in(node, self.text, Range::new(hole.range.start, hole.start));
            self.find(
                Fault::BrokenExpression,
                range,
                "these braces are never closed",
            );
            return Type::Any;
        }
        match self.expression(node, hole.body, hole.start, place) {
            Some((expression, value)) => {
                if is_constant(&expression) && place != Place::Nowhere {
                    let range = place_in(node, self.text, hole.range);
                    self.find(
                        Fault::ConstantExpression,
                        range,
                        "this expression is the same in every run",
                    )
                    .advise("write its value");
                }
                value
            }
            None => Type::Any,
        }
    }

    /// Reads and judges one expression of a scalar; `None` where it cannot be read.
    pub(super) fn expression(
        &mut self,
        node: Node<'a>,
        body: &str,
        start: usize,
        place: Place,
    ) -> Option<(Expression, Type)> {
        let expression = match parse(body, start) {
            Ok(expression) => expression,
            Err(problem) => {
                self.problem(node, problem);
                return None;
            }
        };
        let (value, problems) = judge(&expression, self.seen_from(place), &self.scope);
        for problem in problems {
            self.problem(node, problem);
        }
        self.habits(node, &expression);
        Some((expression, value))
    }

    fn problem(&mut self, node: Node<'a>, problem: Problem) {
        let fault = match problem.kind {
            ProblemKind::Syntax => Fault::BrokenExpression,
            ProblemKind::UnknownContext => Fault::UnknownContext,
            ProblemKind::UnavailableContext | ProblemKind::UnavailableFunction => {
                Fault::UnavailableContext
            }
            ProblemKind::UnknownFunction => Fault::UnknownFunction,
            ProblemKind::Arguments => Fault::WrongArguments,
            ProblemKind::UnknownStep => Fault::UnknownStep,
            ProblemKind::UnlistedNeed => Fault::UnlistedNeed,
            ProblemKind::UnknownOutput => Fault::UnknownOutput,
            ProblemKind::UndeclaredInput => Fault::UndeclaredInput,
            ProblemKind::UndeclaredSecret => Fault::UndeclaredSecret,
            ProblemKind::UnknownMatrixName => Fault::UnknownMatrixName,
            ProblemKind::UnknownProperty => Fault::UnknownProperty,
            ProblemKind::Access => Fault::WrongExpressionType,
            ProblemKind::Comparison => Fault::SenselessComparison,
        };
        let range = place_in(node, self.text, problem.range);
        let advice = match problem.kind {
            ProblemKind::UnlistedNeed => Some(format!("add `{}` to `needs`", problem.name)),
            ProblemKind::UnknownContext if problem.name.contains('-') => None,
            ProblemKind::UndeclaredInput => {
                Some(format!("declare `{}` under `inputs`", problem.name))
            }
            _ => None,
        };
        let found = self.find(fault, range, problem.message);
        found.advice = advice;
    }

    /// Ways to write expressions that do something else than they seem to.
    fn habits(&mut self, node: Node<'a>, expression: &Expression) {
        for part in expression.descend() {
            match &part.shape {
                Shape::Binary(Operator::Or, left, _) => {
                    if let Shape::Binary(Operator::And, _, middle) = &left.shape
                        && is_false(middle)
                    {
                        let range = place_in(node, self.text, middle.range);
                        self.find(
                            Fault::FalseMiddleChoice,
                            range,
                            "this value counts as false, so what stands behind `||` is taken every time",
                        )
                        .advise("turn the condition round, or use `case`");
                    }
                }
                Shape::Call(name, arguments) => self.call_habits(node, part, name, arguments),
                Shape::Index(of, by)
                    if of.path().as_deref() == Some("secrets")
                        && !matches!(by.shape, Shape::Text(_)) =>
                {
                    let range = place_in(node, self.text, part.range);
                    self.find(
                            Fault::AllSecrets,
                            range,
                            "which secret this is shows only in the run, so the job is given all of them",
                        )
                        .advise("name the secret that is used");
                }
                Shape::Property(of, _) => {
                    if let Shape::Call(name, arguments) = &of.shape
                        && name.eq_ignore_ascii_case("fromJSON")
                        && arguments.iter().any(is_secret)
                    {
                        let range = place_in(node, self.text, part.range);
                        self.find(
                            Fault::UnmaskedSecret,
                            range,
                            "a part of a secret is not masked in logs: only the whole value is",
                        )
                        .advise("store each value as a secret of its own");
                    }
                }
                _ => {}
            }
        }
    }

    fn call_habits(
        &mut self,
        node: Node<'a>,
        part: &Expression,
        name: &str,
        arguments: &[Expression],
    ) {
        if name.eq_ignore_ascii_case("toJSON")
            && arguments
                .iter()
                .any(|argument| argument.path().as_deref() == Some("secrets"))
        {
            let range = place_in(node, self.text, part.range);
            self.find(
                Fault::AllSecrets,
                range,
                "all secrets of the repository are given away at once",
            )
            .advise("name the secrets that are used");
        }
        if let (
            true,
            [
                Expression {
                    shape: Shape::Text(_),
                    ..
                },
                sought,
            ],
        ) = (name.eq_ignore_ascii_case("contains"), arguments)
            && sought.path().is_some_and(|path| is_chosen_by_others(&path))
        {
            let range = place_in(node, self.text, part.range);
            self.find(
                Fault::LooseContains,
                range,
                "this looks for a part of the text, so a branch named like a part of it passes",
            )
            .advise(
                "compare with `==`, or look in a list: `contains(fromJSON('[\"a\", \"b\"]'), …)`",
            );
        }
    }
}

fn is_chosen_by_others(path: &str) -> bool {
    matches!(
        path,
        "github.ref" | "github.ref_name" | "github.head_ref" | "github.base_ref" | "github.actor"
    ) || path.starts_with("github.event.")
        || path.starts_with("env.")
}

fn is_secret(expression: &Expression) -> bool {
    expression
        .path()
        .is_some_and(|path| path.starts_with("secrets."))
}

/// Whether the value counts as false.
fn is_false(expression: &Expression) -> bool {
    match &expression.shape {
        Shape::Null | Shape::Bool(false) => true,
        Shape::Text(text) => text.is_empty(),
        Shape::Number(number) => number.parse::<f64>().is_ok_and(|number| number == 0.0),
        _ => false,
    }
}

/// The bytes in the file of a range of a scalar's value.
pub(super) fn place_in(node: Node<'_>, text: &str, range: Range) -> Range {
    Places::of(node, text).map_or_else(|| node.range(), |places| places.range(range))
}
