//! The walk over values by their form.

use opswright_actions::{Place, Scope, Type, holes};
use opswright_source::Range;
use opswright_yaml::{Kind, Node, Style};

use super::fault::{Fault, Found};
use super::form::{Fields, Form};
use super::runners::Family;

/// Values that are looked at in one file, those behind aliases each time they are named.
const MOST_VALUES: usize = 200_000;

/// The walk over one file.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) found: Vec<Found>,
    /// What expressions see.
    pub(super) scope: Scope,
    /// The matrix of the job.
    pub(super) matrix_node: Option<Node<'a>>,
    /// The system that the job runs on.
    pub(super) runs_on: Option<Family>,
    /// Whether the steps are those of an action.
    pub(super) in_action: bool,
    /// Values that may still be looked at.
    left: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
            scope: Scope::default(),
            matrix_node: None,
            runs_on: None,
            in_action: false,
            left: MOST_VALUES,
        }
    }

    pub(super) fn find(
        &mut self,
        fault: Fault,
        range: Range,
        message: impl Into<String>,
    ) -> &mut Found {
        self.found.push(Found {
            fault,
            range,
            message: message.into(),
            advice: None,
            edits: Vec::new(),
        });
        self.found.last_mut().expect("one was pushed just before")
    }

    /// Whether another value may be looked at.
    pub(super) fn goes_on(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    /// Holds a value against its form. `name` is its key.
    pub(super) fn value(&mut self, node: Node<'a>, form: &Form, name: &str, place: Place) {
        if !self.goes_on() {
            return;
        }
        match form {
            Form::Any => {}
            Form::Text => self.scalar(node, name, place, true),
            Form::MayBeEmpty => self.scalar(node, name, place, false),
            Form::Bool | Form::Whole | Form::Number => self.typed(node, form, name, place),
            Form::Texts if node.kind() == Kind::Scalar => self.scalar(node, name, place, true),
            Form::Texts | Form::ListOfTexts => self.list(node, &Form::Text, name, place),
            Form::List(item) => self.list(node, item, name, place),
            Form::Map(fields) => self.map(node, fields, name, place),
            Form::MapOrNothing(fields) => {
                if node.is_null() {
                    self.missing(node, fields);
                } else {
                    self.keys(node, fields, name, place);
                }
            }
            Form::TextOr(fields) => self.text_or_map(node, fields, name, place),
            Form::Named(item) => self.named(node, item, name, place),
            Form::NamedOrNothing(item) => {
                if !node.is_null() {
                    self.entries(node, item, name, place);
                }
            }
            Form::Variables => self.variables(node, name, place),
            Form::Condition => self.condition(node, place),
            Form::Shell => {
                self.scalar(node, name, place, true);
                self.shell(node);
            }
            Form::Credentials => self.credentials(node, name),
            Form::Permissions => self.permissions(node),
        }
    }

    fn scalar(&mut self, node: Node<'a>, name: &str, place: Place, filled: bool) {
        if node.kind() != Kind::Scalar {
            self.wrong(node, name, "a text");
        } else if filled && node.as_str() == Some("") {
            self.find(
                Fault::EmptyValue,
                node.range(),
                format!("`{name}` is empty"),
            );
        } else {
            self.text_value(node, place);
        }
    }

    fn text_or_map(&mut self, node: Node<'a>, fields: &'static Fields, name: &str, place: Place) {
        match node.kind() {
            Kind::Mapping => self.map(node, fields, name, place),
            Kind::Scalar if name == "container" && node.as_str() == Some("null") => {}
            Kind::Scalar => self.scalar(node, name, place, true),
            _ => self.wrong(node, name, "a text or a map"),
        }
    }

    pub(super) fn wrong(&mut self, node: Node<'a>, name: &str, wanted: &str) {
        // A hole of a template reads as a map within a map.
        if node.range().slice(self.text).starts_with("{{") {
            return;
        }
        let is = match node.kind() {
            Kind::Scalar if node.is_null() => "nothing",
            Kind::Scalar => "a text",
            Kind::Sequence => "a list",
            Kind::Mapping => "a map",
            Kind::Dangling => return,
        };
        let range = match node.kind() {
            Kind::Scalar => node.range(),
            _ => node
                .entries()
                .next()
                .map(|entry| entry.key.range())
                .or_else(|| node.items().next().map(|item| item.range()))
                .unwrap_or_else(|| node.range()),
        };
        self.find(
            Fault::WrongValue,
            range,
            format!("`{name}` wants {wanted}, and this is {is}"),
        );
    }

    /// `true`, a number, or one expression that gives such a value.
    fn typed(&mut self, node: Node<'a>, form: &Form, name: &str, place: Place) {
        let wanted = match form {
            Form::Bool => "`true` or `false`",
            Form::Whole => "a whole number above 0",
            _ => "a number above 0",
        };
        let Some(text) = node.as_str().filter(|_| node.kind() == Kind::Scalar) else {
            self.wrong(node, name, wanted);
            return;
        };
        if text.contains("${{") {
            let kind = if matches!(form, Form::Bool) {
                Type::Bool
            } else {
                Type::Number
            };
            self.alone(node, name, place, &kind);
            return;
        }
        let plain = node.style() == Some(Style::Plain);
        let good = match form {
            Form::Bool => matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE"),
            Form::Whole => text.parse::<u32>().is_ok_and(|number| number > 0),
            _ => text.parse::<f64>().is_ok_and(|number| number > 0.0),
        };
        if !(good && plain) {
            self.find(
                Fault::WrongValue,
                node.range(),
                format!("`{name}` wants {wanted}"),
            );
        }
    }

    /// A value that must be one expression, of this type.
    pub(super) fn alone(
        &mut self,
        node: Node<'a>,
        name: &str,
        place: Place,
        wanted: &Type,
    ) -> Type {
        let text = node.as_str().unwrap_or("").trim();
        let is_alone =
            matches!(holes(text).as_slice(), [hole] if hole.range == Range::new(0, text.len()));
        let values = self.expressions(node, place);
        if !is_alone {
            self.find(
                Fault::WrongValue,
                node.range(),
                format!("`{name}` wants one expression and nothing around it"),
            );
            return Type::Any;
        }
        let value = values.into_iter().next().unwrap_or(Type::Any);
        let fits = match wanted {
            Type::Bool => matches!(value, Type::Bool | Type::Any),
            Type::List(_) => matches!(value, Type::List(_) | Type::Each(_) | Type::Any),
            Type::Object(_) => matches!(value, Type::Object(_) | Type::Any),
            other => value == Type::Any || &value == other,
        };
        if !fits {
            self.find(
                Fault::WrongExpressionType,
                node.range(),
                format!(
                    "`{name}` wants {}, and this is {}",
                    wanted.words(),
                    value.words()
                ),
            );
        }
        value
    }

    fn list(&mut self, node: Node<'a>, item: &Form, name: &str, place: Place) {
        if node.kind() != Kind::Sequence {
            let whole = node.as_str().is_some_and(|text| text.contains("${{"));
            if whole && node.kind() == Kind::Scalar {
                self.expressions(node, place);
            } else {
                self.wrong(node, name, "a list");
            }
            return;
        }
        let mut items = node.items().peekable();
        if items.peek().is_none() && !matches!(name, "ports" | "volumes") {
            self.find(
                Fault::EmptyValue,
                node.range(),
                format!("`{name}` is empty"),
            );
        }
        for node in items {
            self.value(node, item, name, place);
        }
    }

    pub(super) fn map(
        &mut self,
        node: Node<'a>,
        fields: &'static Fields,
        name: &str,
        place: Place,
    ) {
        let empty = node.kind() == Kind::Mapping && node.entries().next().is_none();
        if node.is_null() || empty {
            self.find(
                Fault::EmptyValue,
                node.range(),
                format!("`{name}` is empty"),
            );
            self.missing(node, fields);
            return;
        }
        self.keys(node, fields, name, place);
    }

    /// The keys of a map that has some.
    pub(super) fn keys(&mut self, node: Node<'a>, fields: &'static Fields, name: &str, _: Place) {
        if node.kind() != Kind::Mapping {
            let whole = node.as_str().is_some_and(|text| text.contains("${{"));
            if !whole {
                self.wrong(node, name, "a map");
            }
            return;
        }
        for entry in node.entries() {
            if self.is_merge(&entry) {
                continue;
            }
            let Some(known) = fields.keys.iter().find(|key| key.name == entry.name()) else {
                self.unknown_key(&entry, fields, name);
                continue;
            };
            self.value(entry.value, &known.form, known.name, known.place);
        }
        self.missing(node, fields);
    }

    fn named(&mut self, node: Node<'a>, item: &Form, name: &str, place: Place) {
        let empty = node.kind() == Kind::Mapping && node.entries().next().is_none();
        if node.is_null() || empty {
            self.find(
                Fault::EmptyValue,
                node.range(),
                format!("`{name}` is empty"),
            );
            return;
        }
        self.entries(node, item, name, place);
    }

    /// Names with values of one form.
    pub(super) fn entries(&mut self, node: Node<'a>, item: &Form, name: &str, place: Place) {
        if node.kind() != Kind::Mapping {
            if node.as_str().is_some_and(|text| text.contains("${{")) {
                self.alone(node, name, place, &Type::open());
            } else {
                self.wrong(node, name, "a map");
            }
            return;
        }
        self.twins(node, name);
        for entry in node.entries() {
            if !self.is_merge(&entry) {
                self.value(entry.value, item, entry.name(), place);
            }
        }
    }
}
