//! `edited-migration`: a migration changed after it was released.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Direction;
use opswright_project::{Content, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "edited-migration",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("edited_migration.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, file) in graph.migrations() {
        let before = graph.released(&summary.path).map(|before| &before.content);
        let Some(Content::Migration(before)) = before else {
            continue;
        };
        let runs_once = matches!(file.migration.direction, Direction::Up | Direction::Both);
        if !runs_once || before.fingerprint == file.fingerprint {
            continue;
        }
        let finding = report.find_in(
            &summary.path,
            file.head,
            "this migration has been released, and is changed here",
        );
        finding.fix = Some(advice("take the change back, and write a new migration"));
    }
}
