//! The matrix of a job: the type of its values, values that stand twice, exclusions that exclude nothing.

use std::collections::{BTreeMap, BTreeSet};

use opswright_actions::{Place, Type, holes};
use opswright_source::Range;
use opswright_yaml::{Entry, Kind, Node, Style};

use super::fault::Fault;
use super::walk::Walk;

/// Values nested deeper than this are not looked at.
const DEEPEST: usize = 12;

impl<'a> Walk<'a> {
    /// Looks at a matrix and gives its type.
    pub(super) fn matrix(&mut self, matrix: Node<'a>) -> Type {
        if matrix
            .as_str()
            .is_some_and(|text| text.starts_with('$') && !text.contains("${{"))
        {
            // A placeholder of a template.
            return Type::open();
        }
        if matrix.kind() == Kind::Scalar {
            let value = self.alone(matrix, "matrix", Place::Strategy, &Type::open());
            return match value {
                Type::Object(object) => of_expression(&Type::Object(object)),
                _ => Type::open(),
            };
        }
        if matrix.kind() != Kind::Mapping {
            self.wrong(matrix, "matrix", "a map");
            return Type::open();
        }
        if matrix.entries().next().is_none() {
            self.find(Fault::EmptyValue, matrix.range(), "`matrix` is empty");
        }
        self.twins(matrix, "matrix");
        let mut types: BTreeMap<String, Type> = BTreeMap::new();
        for entry in matrix.entries() {
            if !self.is_merge(&entry) && !matches!(entry.name(), "include" | "exclude") {
                let value = self.row(&entry);
                types.insert(entry.name().to_ascii_lowercase(), value);
            }
        }
        let open = matrix
            .get("include")
            .is_some_and(|include| self.included(include, &mut types));
        if let Some(exclude) = matrix.get("exclude") {
            self.excluded(matrix, exclude);
        }
        if open {
            Type::at_least(types)
        } else {
            Type::exactly(types)
        }
    }

    fn row(&mut self, entry: &Entry<'a>) -> Type {
        let node = entry.value;
        match node.kind() {
            Kind::Sequence => {}
            Kind::Scalar if node.as_str().is_some_and(|text| text.contains("${{")) => {
                let list = Type::list_of(Type::Any);
                return match self.alone(node, entry.name(), Place::Strategy, &list) {
                    Type::List(item) | Type::Each(item) => item.as_ref().clone(),
                    _ => Type::Any,
                };
            }
            _ => {
                self.wrong(node, entry.name(), "a list");
                return Type::Any;
            }
        }
        if node.items().next().is_none() {
            let message = format!("`{}` has no values", entry.name());
            self.find(Fault::EmptyValue, node.range(), message);
        }
        let mut seen = BTreeSet::new();
        let mut common: Option<Type> = None;
        for item in node.items() {
            let value = self.type_of(item, 0);
            common = Some(match common {
                None => value,
                Some(others) => others.or(value),
            });
            if let Some(written) = written(item, 0)
                && !seen.insert(written)
            {
                let message = format!("`{}` has this value twice", entry.name());
                self.find(Fault::DuplicateMatrixValue, item.range(), message);
            }
        }
        common.unwrap_or(Type::Any)
    }

    /// Adds what `include` names; says whether it may name more.
    fn included(&mut self, include: Node<'a>, types: &mut BTreeMap<String, Type>) -> bool {
        if include.kind() == Kind::Scalar {
            self.alone(
                include,
                "include",
                Place::Strategy,
                &Type::list_of(Type::Any),
            );
            return true;
        }
        if include.kind() != Kind::Sequence {
            self.wrong(include, "include", "a list");
            return true;
        }
        if include.items().next().is_none() {
            self.find(Fault::EmptyValue, include.range(), "`include` is empty");
        }
        let mut open = false;
        for item in include.items() {
            if item.kind() != Kind::Mapping {
                self.expressions(item, Place::Strategy);
                open = true;
                continue;
            }
            for entry in item.entries() {
                if self.is_merge(&entry) {
                    continue;
                }
                let value = self.type_of(entry.value, 0);
                let name = entry.name().to_ascii_lowercase();
                let value = match types.remove(&name) {
                    Some(other) => other.or(value),
                    None => value,
                };
                types.insert(name, value);
            }
        }
        open
    }

    /// The type of a value as written, its expressions looked at.
    fn type_of(&mut self, node: Node<'a>, depth: usize) -> Type {
        if depth > DEEPEST || !self.goes_on() {
            return Type::Any;
        }
        match node.kind() {
            Kind::Scalar => self.type_of_scalar(node),
            Kind::Sequence => {
                let mut items = node.items();
                let Some(first) = items.next() else {
                    return Type::list_of(Type::Any);
                };
                let first = self.type_of(first, depth + 1);
                let item = items.fold(first, |common, item| {
                    common.or(self.type_of(item, depth + 1))
                });
                Type::list_of(item)
            }
            Kind::Mapping => {
                let entries: Vec<(String, Type)> = node
                    .entries()
                    .map(|entry| {
                        (
                            entry.name().to_owned(),
                            self.type_of(entry.value, depth + 1),
                        )
                    })
                    .collect();
                Type::exactly(entries)
            }
            Kind::Dangling => Type::Any,
        }
    }

    fn type_of_scalar(&mut self, node: Node<'a>) -> Type {
        let text = node.as_str().unwrap_or("");
        if text.contains("${{") {
            let alone =
                matches!(holes(text).as_slice(), [hole] if hole.range == Range::new(0, text.len()));
            let value = self.expressions(node, Place::Strategy).into_iter().next();
            return match value {
                Some(value) if alone => value,
                _ => Type::Text,
            };
        }
        if node.style() != Some(Style::Plain) {
            return Type::Text;
        }
        if node.is_null() {
            Type::Null
        } else if matches!(text, "true" | "false" | "True" | "False") {
            Type::Bool
        } else if text.parse::<f64>().is_ok() {
            Type::Number
        } else {
            Type::Text
        }
    }

    fn excluded(&mut self, matrix: Node<'a>, exclude: Node<'a>) {
        if exclude.kind() == Kind::Scalar {
            self.alone(
                exclude,
                "exclude",
                Place::Strategy,
                &Type::list_of(Type::Any),
            );
            return;
        }
        if exclude.items().next().is_none() {
            self.find(Fault::EmptyValue, exclude.range(), "`exclude` is empty");
        }
        let open_include = matrix.get("include").is_some_and(|include| {
            include.items().any(|item| item.kind() != Kind::Mapping)
                || include.kind() == Kind::Scalar
        });
        for item in exclude.items() {
            if item.kind() != Kind::Mapping {
                self.expressions(item, Place::Strategy);
                continue;
            }
            for entry in item.entries() {
                self.type_of(entry.value, 0);
                if !open_include {
                    self.exclusion(matrix, &entry);
                }
            }
        }
    }

    fn exclusion(&mut self, matrix: Node<'a>, entry: &Entry<'a>) {
        let name = entry.name();
        let is_named = |key: &str| key.eq_ignore_ascii_case(name);
        let row = matrix
            .entries()
            .find(|row| is_named(row.name()))
            .map(|row| row.value);
        if row.is_some_and(|row| row.kind() != Kind::Sequence) {
            return;
        }
        let included = matrix
            .get("include")
            .into_iter()
            .flat_map(|include| include.items())
            .flat_map(|item| item.entries())
            .filter(|own| is_named(own.name()))
            .map(|own| own.value);
        let mut values = row
            .into_iter()
            .flat_map(|row| row.items())
            .chain(included)
            .peekable();
        if values.peek().is_none() && row.is_none() {
            self.find(
                Fault::UnmatchedExclude,
                entry.key.range(),
                format!("the matrix has no `{name}` to exclude"),
            );
            return;
        }
        if !values.any(|value| matches(value, entry.value, 0)) {
            self.find(
                Fault::UnmatchedExclude,
                entry.value.range(),
                format!("no value of `{name}` is like this, so nothing is excluded"),
            );
        }
    }
}

/// The type of a matrix that an expression gives: lists give their items.
fn of_expression(value: &Type) -> Type {
    let Type::Object(object) = value else {
        return Type::open();
    };
    if object.rest.is_some() || object.known.contains_key("include") {
        return Type::open();
    }
    Type::exactly(object.known.iter().map(|(name, value)| {
        let item = match value {
            Type::List(item) => item.as_ref().clone(),
            _ => Type::Any,
        };
        (name.clone(), item)
    }))
}

/// A value in one line, to compare it; `None` where only the run knows it.
fn written(node: Node<'_>, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    match node.kind() {
        Kind::Scalar => node
            .as_str()
            .filter(|text| !text.contains("${{"))
            .map(|text| format!("{text:?}")),
        Kind::Sequence => {
            let items: Option<Vec<String>> =
                node.items().map(|item| written(item, depth + 1)).collect();
            Some(format!("[{}]", items?.join(",")))
        }
        Kind::Mapping => {
            let mut entries: Vec<String> = Vec::new();
            for entry in node.entries() {
                entries.push(format!(
                    "{:?}:{}",
                    entry.name(),
                    written(entry.value, depth + 1)?
                ));
            }
            entries.sort();
            Some(format!("{{{}}}", entries.join(",")))
        }
        Kind::Dangling => None,
    }
}

/// Whether `value` is what `wanted` asks for; of a map only the names that are asked for count.
fn matches(value: Node<'_>, wanted: Node<'_>, depth: usize) -> bool {
    let is_open = |node: Node<'_>| node.as_str().is_some_and(|text| text.contains("${{"));
    if depth > DEEPEST || is_open(wanted) || is_open(value) {
        return true;
    }
    match (value.kind(), wanted.kind()) {
        (Kind::Scalar, Kind::Scalar) => value.as_str() == wanted.as_str(),
        (Kind::Sequence, Kind::Sequence) => {
            value.items().count() == wanted.items().count()
                && value
                    .items()
                    .zip(wanted.items())
                    .all(|(value, wanted)| matches(value, wanted, depth + 1))
        }
        (Kind::Mapping, Kind::Mapping) => wanted.entries().all(|entry| {
            value
                .get(entry.name())
                .is_some_and(|own| matches(own, entry.value, depth + 1))
        }),
        (Kind::Dangling, _) | (_, Kind::Dangling) => true,
        _ => false,
    }
}
