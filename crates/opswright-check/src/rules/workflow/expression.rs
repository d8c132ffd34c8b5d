//! `${{ … }}` in a text of a workflow.

use opswright_source::Range;
use opswright_yaml::Node;

/// An expression and its place, braces included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expression<'t> {
    /// What stands between the braces.
    pub(super) body: &'t str,
    /// Its bytes with the braces.
    pub(super) range: Range,
}

/// All expressions in the source of a scalar.
pub(super) fn expressions<'t>(node: Node<'_>, text: &'t str) -> Vec<Expression<'t>> {
    let range = node.range();
    let source = text.get(range.start..range.end).unwrap_or("");
    source
        .match_indices("${{")
        .filter_map(|(at, _)| {
            let body = &source[at + 3..];
            let length = body.find("}}")?;
            Some(Expression {
                body: body[..length].trim(),
                range: Range::new(range.start + at, range.start + at + 3 + length + 2),
            })
        })
        .collect()
}

impl Expression<'_> {
    /// Paths of contexts that end up in the text (`github.event.issue.title`); none where only a comparison does.
    pub(super) fn values(&self) -> Vec<String> {
        let decides = [
            "==",
            "!=",
            "contains(",
            "startsWith(",
            "endsWith(",
            "hashFiles(",
        ]
        .iter()
        .any(|mark| self.body.contains(mark));
        if decides {
            return Vec::new();
        }
        let plain = self.body.replace("['", ".").replace("']", "");
        plain
            .split(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-' | '*'))
            })
            .filter(|path| path.contains('.'))
            .map(str::to_lowercase)
            .collect()
    }
}
