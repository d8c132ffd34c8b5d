//! Statements of IAM policies: in `aws_iam_policy_document`, in `jsonencode`, in JSON that is written out.

use opswright_hcl::{Body, Expression, ExpressionKind, Item, read_expression};
use opswright_project::terraform::{Resource, Terraform};
use opswright_source::Range;

/// One statement that allows something.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Address of the resource or document that holds it.
    pub(super) owner: String,
    pub(super) actions: Vec<Word>,
    /// Whether it names what is not allowed.
    pub(super) all_but: bool,
    pub(super) resources: Vec<Word>,
    pub(super) principals: Vec<Word>,
    /// Whether it holds only under conditions.
    pub(super) conditional: bool,
    pub(super) conditions: Vec<Word>,
}

/// A text in a statement, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range,
}

impl Statement {
    /// Where `*` stands among the actions.
    pub(super) fn any_action(&self) -> Option<Range> {
        star(&self.actions)
    }

    /// Where `*` stands among the resources.
    pub(super) fn any_resource(&self) -> Option<Range> {
        star(&self.resources)
    }

    /// Where `*` stands among the principals.
    pub(super) fn any_principal(&self) -> Option<Range> {
        star(&self.principals)
    }
}

fn star(words: &[Word]) -> Option<Range> {
    words
        .iter()
        .find(|word| word.text == "*")
        .map(|word| word.range)
}

/// All statements of a file that allow something.
pub(super) fn statements(file: &Terraform<'_>, text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    for data in &file.data {
        if data.kind == "aws_iam_policy_document" {
            document(*data, &mut found);
        }
    }
    for resource in &file.resources {
        if resource.kind.starts_with("aws_") {
            in_body(&resource.block.body, *resource, text, &mut found);
        }
    }
    found
}

fn document(data: Resource<'_>, found: &mut Vec<Statement>) {
    for scope in data.scope().get("statement").scopes {
        let effect = scope.get("effect");
        let denies = effect
            .values
            .iter()
            .any(|(value, _)| value.as_str() == Some("Deny"));
        if denies {
            continue;
        }
        let mut statement = empty(data);
        statement.owner = format!("data.{}", data.address());
        for (value, _) in scope.get("actions").values {
            words(value, &mut statement.actions);
        }
        statement.all_but = !scope.get("not_actions").is_missing();
        for (value, _) in scope.get("resources").values {
            words(value, &mut statement.resources);
        }
        for principals in scope.get("principals").scopes {
            for (value, _) in principals.get("identifiers").values {
                words(value, &mut statement.principals);
            }
        }
        let conditions = scope.get("condition");
        statement.conditional = !conditions.is_missing();
        for condition in conditions.scopes {
            for (value, _) in condition.get("variable").values {
                words(value, &mut statement.conditions);
            }
            for (value, _) in condition.get("values").values {
                words(value, &mut statement.conditions);
            }
        }
        found.push(statement);
    }
}

fn empty(resource: Resource<'_>) -> Statement {
    Statement {
        owner: resource.address(),
        actions: Vec::new(),
        all_but: false,
        resources: Vec::new(),
        principals: Vec::new(),
        conditional: false,
        conditions: Vec::new(),
    }
}

fn in_body(body: &Body, resource: Resource<'_>, text: &str, found: &mut Vec<Statement>) {
    for item in &body.items {
        match item {
            Item::Attribute(attribute) if attribute.name.text.contains("policy") => {
                policy(&attribute.value, resource, text, found);
            }
            Item::Attribute(_) => {}
            Item::Block(block) => in_body(&block.body, resource, text, found),
        }
    }
}

/// A policy as an object, in whatever wrapping.
fn policy(value: &Expression, resource: Resource<'_>, text: &str, found: &mut Vec<Statement>) {
    match &value.kind {
        ExpressionKind::Call { name, arguments } if name.text == "jsonencode" => {
            for argument in arguments {
                object(argument, resource, found);
            }
        }
        ExpressionKind::Heredoc(_) => {
            let source = value.range.slice(text);
            let start = value.range.start + source.find('\n').unwrap_or(0);
            let end = value.range.start + source.rfind('\n').unwrap_or(source.len());
            if let Some(read) = read_expression(text, Range::new(start, end)) {
                object(&read, resource, found);
            }
        }
        _ => {}
    }
}

fn object(value: &Expression, resource: Resource<'_>, found: &mut Vec<Statement>) {
    let Some(statements) = key(value, "Statement") else {
        return;
    };
    let list = statements
        .items()
        .unwrap_or(std::slice::from_ref(statements));
    for entry in list {
        let denies = key(entry, "Effect").and_then(Expression::as_str) != Some("Allow");
        if entry.entries().is_none() || denies {
            continue;
        }
        let mut statement = empty(resource);
        if let Some(actions) = key(entry, "Action") {
            words(actions, &mut statement.actions);
        }
        statement.all_but = key(entry, "NotAction").is_some();
        if let Some(resources) = key(entry, "Resource") {
            words(resources, &mut statement.resources);
        }
        if let Some(principal) = key(entry, "Principal") {
            all_words(principal, &mut statement.principals);
        }
        if let Some(condition) = key(entry, "Condition") {
            statement.conditional = true;
            all_words(condition, &mut statement.conditions);
        }
        found.push(statement);
    }
}

/// A key of an object, in whatever case, as AWS reads it.
fn key<'a>(value: &'a Expression, name: &str) -> Option<&'a Expression> {
    value
        .entries()?
        .iter()
        .find(|item| {
            item.name()
                .is_some_and(|other| other.eq_ignore_ascii_case(name))
        })
        .map(|item| &item.value)
}

/// A text, or those of a list.
fn words(value: &Expression, found: &mut Vec<Word>) {
    if let Some(items) = value.items() {
        for item in items {
            words(item, found);
        }
    } else if let Some(text) = value.as_str() {
        found.push(Word {
            text: text.to_owned(),
            range: value.range,
        });
    }
}

/// All texts in a value, and its keys.
fn all_words(value: &Expression, found: &mut Vec<Word>) {
    match value.entries() {
        Some(items) => {
            for item in items {
                if item.value.entries().is_some() {
                    words(&item.key, found);
                }
                all_words(&item.value, found);
                if let (Some(name), true) = (item.name(), item.value.entries().is_none())
                    && name.contains(':')
                {
                    words(&item.key, found);
                }
            }
        }
        None => words(value, found),
    }
}
