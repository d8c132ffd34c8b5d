//! Ids of jobs and steps.

use std::sync::Arc;

use opswright_actions::Type;
use opswright_yaml::Node;

use super::fault::Fault;
use super::walk::Walk;

impl<'a> Walk<'a> {
    /// The form of an id.
    pub(super) fn id(&mut self, node: Node<'a>, what: &str) {
        let Some(id) = node
            .as_str()
            .filter(|id| !id.is_empty() && !id.contains("${{"))
        else {
            return;
        };
        let starts = id.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let goes_on = id
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
        if !(starts && goes_on) {
            self.find(
                Fault::InvalidId,
                node.range(),
                format!("`{id}` cannot be the id of a {what}"),
            )
            .advise("start with a letter or `_`, and use letters, digits, `-` and `_`");
        }
    }

    /// Remembers a step and what it puts out.
    pub(super) fn remember_step(&mut self, node: Node<'a>, outputs: Type) {
        let Some(id) = node.as_str().filter(|id| !id.is_empty()) else {
            return;
        };
        if id.contains("${{") {
            self.scope.steps = Type::open();
            return;
        }
        let lower = id.to_ascii_lowercase();
        let step = Type::exactly([
            ("outputs", outputs),
            ("outcome", Type::Text),
            ("conclusion", Type::Text),
        ]);
        let Type::Object(steps) = &mut self.scope.steps else {
            return;
        };
        let twice = Arc::make_mut(steps).known.insert(lower, step).is_some();
        if twice {
            self.find(
                Fault::DuplicateStepId,
                node.range(),
                format!("an earlier step of this job has the id `{id}` already"),
            );
        }
    }
}
