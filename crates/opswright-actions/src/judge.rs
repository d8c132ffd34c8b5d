//! Whether an expression makes sense where it stands.

use opswright_source::Range;

use crate::contexts::Scope;
use crate::functions::{self, NAMES, known};
use crate::place::Place;
use crate::tree::{Expression, Operator, Shape};
use crate::types::{Object, Type};

/// Something wrong with an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What it is about.
    pub kind: ProblemKind,
    /// Where.
    pub range: Range,
    /// A lower-case sentence.
    pub message: String,
    /// The name that is unknown, in lower case; empty for other problems.
    pub name: String,
}

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// It cannot be read.
    Syntax,
    /// There is no such context.
    UnknownContext,
    /// The context cannot be seen from here.
    UnavailableContext,
    /// There is no such function.
    UnknownFunction,
    /// The function cannot be called from here.
    UnavailableFunction,
    /// A call with the wrong arguments.
    Arguments,
    /// No step of this id comes before.
    UnknownStep,
    /// The job is not in `needs`.
    UnlistedNeed,
    /// The step or job has no such output.
    UnknownOutput,
    /// No such input is declared.
    UndeclaredInput,
    /// No such secret is declared.
    UndeclaredSecret,
    /// The matrix has no such name.
    UnknownMatrixName,
    /// Another object has no such name.
    UnknownProperty,
    /// A name or an index is asked of something that has none.
    Access,
    /// A comparison that is always the same.
    Comparison,
}

/// The type of `expression` at `place`, and what is wrong with it.
pub fn judge(expression: &Expression, place: Place, scope: &Scope) -> (Type, Vec<Problem>) {
    let mut judge = Judge {
        place,
        scope,
        problems: Vec::new(),
    };
    let value = judge.value(expression);
    (value, judge.problems)
}

/// Whether the value is the same in every run.
pub fn is_constant(expression: &Expression) -> bool {
    match &expression.shape {
        Shape::Null | Shape::Bool(_) | Shape::Number(_) | Shape::Text(_) => true,
        Shape::Context(_) | Shape::Property(..) | Shape::All(_) | Shape::Index(..) => false,
        Shape::Call(name, _) if !functions::is_pure(name) => false,
        _ => expression.parts().into_iter().all(is_constant),
    }
}

struct Judge<'s> {
    place: Place,
    scope: &'s Scope,
    problems: Vec<Problem>,
}

impl Judge<'_> {
    fn find(&mut self, kind: ProblemKind, range: Range, message: String) {
        self.find_name(kind, range, message, "");
    }

    fn find_name(&mut self, kind: ProblemKind, range: Range, message: String, name: &str) {
        self.problems.push(Problem {
            kind,
            range,
            message,
            name: name.to_ascii_lowercase(),
        });
    }

    fn value(&mut self, expression: &Expression) -> Type {
        match &expression.shape {
            Shape::Null => Type::Null,
            Shape::Bool(_) => Type::Bool,
            Shape::Number(_) => Type::Number,
            Shape::Text(_) => Type::Text,
            Shape::Context(name) => self.context(expression, name),
            Shape::Property(of, name) => {
                let receiver = self.value(of);
                self.property(expression, of, &receiver, name)
            }
            Shape::All(of) => {
                let receiver = self.value(of);
                self.all(of, &receiver)
            }
            Shape::Index(of, by) => self.index(expression, of, by),
            Shape::Call(name, arguments) => self.call(expression, name, arguments),
            Shape::Not(of) => {
                self.value(of);
                Type::Bool
            }
            Shape::Binary(operator, left, right) => self.binary(expression, *operator, left, right),
        }
    }

    fn context(&mut self, expression: &Expression, name: &str) -> Type {
        let lower = name.to_ascii_lowercase();
        let seen = self.place.contexts();
        let Some(value) = self.scope.context(&lower) else {
            self.find_name(
                ProblemKind::UnknownContext,
                expression.range,
                format!("there is no context `{name}`; texts stand in single quotes"),
                name,
            );
            return Type::Any;
        };
        if !seen.contains(&lower.as_str()) {
            let others = match seen {
                [] => "nothing is expanded here".to_owned(),
                _ => format!("only {} can", seen.join(", ")),
            };
            self.find_name(
                ProblemKind::UnavailableContext,
                expression.range,
                format!("`{name}` cannot be seen from here; {others}"),
                name,
            );
            return Type::Any;
        }
        value
    }

    fn property(
        &mut self,
        whole: &Expression,
        of: &Expression,
        receiver: &Type,
        name: &str,
    ) -> Type {
        match receiver {
            Type::Any => Type::Any,
            Type::Object(object) => self.member(whole, of, object, name),
            Type::Each(item) => {
                let value = match item.as_ref() {
                    Type::Any => Type::Any,
                    Type::Object(object) => self.member(whole, of, object, name),
                    other => return self.no_member(whole, other, name),
                };
                Type::Each(value.into())
            }
            other => self.no_member(whole, other, name),
        }
    }

    fn no_member(&mut self, whole: &Expression, receiver: &Type, name: &str) -> Type {
        let message = format!(
            "`{name}` is asked of {}, which has no names",
            receiver.words()
        );
        self.find(ProblemKind::Access, whole.range, message);
        Type::Any
    }

    fn member(&mut self, whole: &Expression, of: &Expression, object: &Object, name: &str) -> Type {
        let lower = name.to_ascii_lowercase();
        if let Some(value) = object.known.get(&lower).or(object.rest.as_ref()) {
            return value.clone();
        }
        let path = of.path().unwrap_or_default();
        let kind = missing(&path);
        let place = if path.is_empty() { "this" } else { &path };
        let message = match kind {
            ProblemKind::UnknownStep => format!("no step before this one has the id `{name}`"),
            ProblemKind::UnlistedNeed => format!("this job does not need `{name}`"),
            ProblemKind::UndeclaredInput => format!("no input `{name}` is declared"),
            ProblemKind::UndeclaredSecret => {
                format!("the workflow does not take a secret `{name}` from its caller")
            }
            ProblemKind::UnknownMatrixName => format!("the matrix of this job has no `{name}`"),
            _ => format!("`{place}` has no `{name}`"),
        };
        self.find_name(kind, whole.range, message, name);
        Type::Any
    }

    fn all(&mut self, of: &Expression, receiver: &Type) -> Type {
        let item = match receiver {
            Type::Any => Type::Any,
            Type::List(item) => item.as_ref().clone(),
            Type::Each(item) => match item.as_ref() {
                Type::List(inner) => inner.as_ref().clone(),
                Type::Object(object) => any_of(object),
                _ => Type::Any,
            },
            Type::Object(object) => any_of(object),
            other => {
                let message = format!("`.*` is asked of {}", other.words());
                self.find(ProblemKind::Access, of.range, message);
                Type::Any
            }
        };
        Type::Each(item.into())
    }

    fn index(&mut self, whole: &Expression, of: &Expression, by: &Expression) -> Type {
        let receiver = self.value(of);
        if let (Shape::Text(name), Type::Object(_) | Type::Each(_)) = (&by.shape, &receiver) {
            return self.property(whole, of, &receiver, name);
        }
        let index = self.value(by);
        match &receiver {
            Type::Any => Type::Any,
            Type::List(item) | Type::Each(item) => {
                if !matches!(index, Type::Number | Type::Any) {
                    let message =
                        format!("a list is asked by number, and this is {}", index.words());
                    self.find(ProblemKind::Access, by.range, message);
                }
                item.as_ref().clone()
            }
            Type::Object(object) => {
                if !matches!(index, Type::Text | Type::Any) {
                    let message =
                        format!("an object is asked by name, and this is {}", index.words());
                    self.find(ProblemKind::Access, by.range, message);
                }
                any_of(object)
            }
            other => {
                let message = format!("`[ ]` is asked of {}", other.words());
                self.find(ProblemKind::Access, whole.range, message);
                Type::Any
            }
        }
    }

    fn call(&mut self, whole: &Expression, name: &str, arguments: &[Expression]) -> Type {
        let types: Vec<Type> = arguments
            .iter()
            .map(|argument| self.value(argument))
            .collect();
        let Some(function) = known(name) else {
            let message = format!(
                "there is no function `{name}`; there are {}",
                NAMES.join(", ")
            );
            self.find_name(ProblemKind::UnknownFunction, whole.range, message, name);
            return Type::Any;
        };
        if !self.place.has_function(&function.to_ascii_lowercase()) {
            let message = match function {
                "hashFiles" => {
                    "`hashFiles` can only be called in a step: elsewhere no files are there"
                }
                _ => "the status functions can only be called in `if`",
            };
            self.find_name(
                ProblemKind::UnavailableFunction,
                whole.range,
                message.to_owned(),
                name,
            );
        }
        let (value, complaints) = functions::call(function, whole.range, arguments, &types);
        for (range, message) in complaints {
            self.find(ProblemKind::Arguments, range, message);
        }
        value
    }

    fn binary(
        &mut self,
        whole: &Expression,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Type {
        match operator {
            Operator::And => self.assumed(left, false).or(self.value(right)),
            Operator::Or => self.assumed(left, true).or(self.value(right)),
            _ => {
                let (a, b) = (self.value(left), self.value(right));
                if !compare(operator, &a, &b) {
                    let message = format!(
                        "`{}` between {} and {} is never what was meant",
                        operator.text(),
                        a.words(),
                        b.words()
                    );
                    self.find(ProblemKind::Comparison, whole.range, message);
                }
                Type::Bool
            }
        }
    }

    /// The type of `expression` where its value is taken as true, or as false.
    fn assumed(&mut self, expression: &Expression, truth: bool) -> Type {
        match &expression.shape {
            Shape::Binary(Operator::And, left, right) if truth => {
                self.value(left);
                self.value(right)
            }
            Shape::Binary(Operator::Or, left, right) if !truth => {
                self.value(left);
                self.value(right)
            }
            _ => self.value(expression),
        }
    }
}

/// What any name of the object has.
fn any_of(object: &Object) -> Type {
    let mut values = object.known.values().chain(object.rest.as_ref()).cloned();
    let Some(first) = values.next() else {
        return Type::Any;
    };
    values.fold(first, Type::or)
}

/// What it means that a name is missing at `path`.
fn missing(path: &str) -> ProblemKind {
    match path {
        "steps" => ProblemKind::UnknownStep,
        "needs" => ProblemKind::UnlistedNeed,
        "inputs" | "github.event.inputs" => ProblemKind::UndeclaredInput,
        "secrets" => ProblemKind::UndeclaredSecret,
        "matrix" => ProblemKind::UnknownMatrixName,
        _ if path.ends_with(".outputs") => ProblemKind::UnknownOutput,
        _ => ProblemKind::UnknownProperty,
    }
}

/// Whether a comparison can be true and can be false.
fn compare(operator: Operator, left: &Type, right: &Type) -> bool {
    let (a, b) = (left, right);
    if operator.orders() {
        let ordered = |value: &Type| matches!(value, Type::Any | Type::Number | Type::Text);
        return ordered(a) && ordered(b);
    }
    match (a, b) {
        (Type::Any | Type::Null, _) | (_, Type::Any | Type::Null) => true,
        (Type::List(a) | Type::Each(a), Type::List(b) | Type::Each(b)) => compare(operator, a, b),
        (Type::Object(_), Type::Object(_)) => true,
        (Type::List(_) | Type::Each(_) | Type::Object(_), _)
        | (_, Type::List(_) | Type::Each(_) | Type::Object(_)) => false,
        _ => true,
    }
}
