//! `${{ … }}` in a text of a workflow.

use opswright_actions::{Expression as Tree, Operator, Shape, holes, parse};
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
    holes(source)
        .into_iter()
        .filter(|hole| hole.closed)
        .map(|hole| Expression {
            body: hole.body.trim(),
            range: Range::new(range.start + hole.range.start, range.start + hole.range.end),
        })
        .collect()
}

impl Expression<'_> {
    /// Paths of contexts that end up in the text (`github.event.issue.title`); none where only a comparison does.
    pub(super) fn values(&self) -> Vec<String> {
        let mut found = Vec::new();
        if let Ok(tree) = parse(self.body, 0) {
            collect(&tree, &mut found);
        }
        found
    }
}

/// The paths whose value the expression gives on.
fn collect(tree: &Tree, found: &mut Vec<String>) {
    match &tree.shape {
        Shape::Property(..) | Shape::Index(..) | Shape::All(_) => match tree.path() {
            Some(path) => found.push(path),
            // A part of what a call gives: `fromJSON(inputs.a).b`.
            None => tree
                .parts()
                .into_iter()
                .for_each(|part| collect(part, found)),
        },
        Shape::Binary(Operator::Or, left, right) => {
            collect(left, found);
            collect(right, found);
        }
        Shape::Binary(Operator::And, _, right) => collect(right, found),
        Shape::Call(name, arguments) => {
            let gives_on = ["format", "join", "tojson", "fromjson", "case"]
                .contains(&name.to_ascii_lowercase().as_str());
            if gives_on {
                for argument in arguments {
                    collect(argument, found);
                }
            }
        }
        _ => {}
    }
}
