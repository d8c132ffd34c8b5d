//! `unvalidated-constraint`: a constraint that was added `NOT VALID` and never validated.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::migration::{Direction, Noun, Verb};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unvalidated-constraint",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unvalidated_constraint.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, file) in graph.migrations() {
        if file.migration.direction == Direction::Down {
            continue;
        }
        for change in &file.up {
            let added = &change.value;
            if added.verb != Verb::Create
                || added.noun != Noun::UnprovenConstraint
                || added.object.is_empty()
            {
                continue;
            }
            let settled = graph
                .migrations()
                .filter(|(_, other)| other.migration.history == file.migration.history)
                .filter(|(_, other)| other.migration.direction != Direction::Down)
                .flat_map(|(_, other)| &other.up)
                .any(|other| {
                    let other = &other.value;
                    let constraint = other.object == added.object
                        && matches!(other.verb, Verb::Validate | Verb::Drop);
                    let table = other.noun == Noun::Table
                        && matches!(other.verb, Verb::Drop | Verb::Rename);
                    other.table == added.table && (constraint || table)
                });
            if !settled {
                let message = format!("`{}` is never validated", added.object);
                report.find_in(&summary.path, change.range, message).fix =
                    Some(advice("validate it in a later migration"));
            }
        }
    }
}
