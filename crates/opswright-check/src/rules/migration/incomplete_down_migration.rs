//! `incomplete-down-migration`: a way back that does not undo what the way forward did.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::migration::Direction;

use super::undoing::{back_of, undone};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-down-migration",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("incomplete_down_migration.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, file) in graph.migrations() {
        let forward = matches!(file.migration.direction, Direction::Up | Direction::Both);
        if !forward || file.opaque || file.irreversible {
            continue;
        }
        let Some((path, changes, opaque)) = back_of(graph, summary, file) else {
            continue;
        };
        if opaque {
            continue;
        }
        let left = undone(&file.up, changes);
        let Some(first) = left.first() else {
            continue;
        };
        let finding = report.find_in(
            &summary.path,
            first.0,
            format!("the way back does not undo this: {}", first.1),
        );
        finding.evidence.extend(
            left.iter()
                .skip(1)
                .take(5)
                .map(|(_, what)| format!("nor this: {what}")),
        );
        finding.evidence.push(format!("the way back is in {path}"));
        finding.fix = Some(advice(
            "undo it there, or say there that it cannot be undone",
        ));
    }
}
