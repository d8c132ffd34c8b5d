//! Reading expressions that are written out.

use crate::tree::{Expression, ExpressionKind, ObjectItem, Part, Step};

impl Expression {
    /// The text, where no part of it is calculated.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Text(parts) | ExpressionKind::Heredoc(parts) => {
                match parts.as_slice() {
                    [] => Some(""),
                    [Part::Literal { text, .. }] => Some(text),
                    _ => None,
                }
            }
            ExpressionKind::Group(inner) => inner.as_str(),
            _ => None,
        }
    }

    /// `true` and `false`, also as text, which Terraform converts.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.kind {
            ExpressionKind::Bool(value) => Some(*value),
            ExpressionKind::Group(inner) => inner.as_bool(),
            _ => match self.as_str()? {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
        }
    }

    /// A number, also as text.
    pub fn as_number(&self) -> Option<f64> {
        match &self.kind {
            ExpressionKind::Number(text) => text.parse().ok(),
            ExpressionKind::Unary(inner) => inner.as_number().map(|number| -number),
            ExpressionKind::Group(inner) => inner.as_number(),
            _ => self.as_str()?.parse().ok(),
        }
    }

    /// A text, number or switch as text.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Bool(true) => Some("true"),
            ExpressionKind::Bool(false) => Some("false"),
            ExpressionKind::Number(text) => Some(text),
            ExpressionKind::Group(inner) => inner.scalar(),
            _ => self.as_str(),
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.kind == ExpressionKind::Null
    }

    /// The entries of a list that is written out.
    pub fn items(&self) -> Option<&[Self]> {
        match &self.kind {
            ExpressionKind::List(items) => Some(items),
            ExpressionKind::Group(inner) => inner.items(),
            // `toset(["a"])` has the same entries.
            ExpressionKind::Call { name, arguments }
                if matches!(name.text.as_str(), "toset" | "tolist") =>
            {
                arguments.first().and_then(Self::items)
            }
            _ => None,
        }
    }

    /// The entries of an object that is written out.
    pub fn entries(&self) -> Option<&[ObjectItem]> {
        match &self.kind {
            ExpressionKind::Object(items) => Some(items),
            ExpressionKind::Group(inner) => inner.entries(),
            _ => None,
        }
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.entries()?
            .iter()
            .find(|item| item.name() == Some(name))
            .map(|item| &item.value)
    }

    /// Whether all of it is written out: no reference, no call.
    pub fn is_literal(&self) -> bool {
        let mut literal = true;
        self.walk(&mut |expression| {
            literal &= !matches!(
                expression.kind,
                ExpressionKind::Reference { .. }
                    | ExpressionKind::Call { .. }
                    | ExpressionKind::For { .. }
                    | ExpressionKind::Invalid
            );
        });
        literal
    }

    /// The names of a reference as far as they are written out: `var`, `name`.
    pub fn path(&self) -> Vec<&str> {
        let mut path = Vec::new();
        match &self.kind {
            ExpressionKind::Reference { root, steps } => {
                path.push(root.text.as_str());
                for step in steps {
                    match step {
                        Step::Name(name) => path.push(&name.text),
                        Step::Index(_) | Step::Splat(_) => {}
                    }
                }
            }
            ExpressionKind::Group(inner) => return inner.path(),
            ExpressionKind::Text(parts) => {
                // `"${var.x}"` alone is the reference.
                if let [Part::Interpolation { expression, .. }] = parts.as_slice() {
                    return expression.path();
                }
            }
            _ => {}
        }
        path
    }
}
