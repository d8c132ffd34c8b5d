//! `out-of-order-migration`: a new migration that is older than one that has been released.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Direction;
use opswright_project::{Graph, migrations};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "out-of-order-migration",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("out_of_order_migration.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let Some(base) = graph.base() else {
        return;
    };
    for (summary, file) in graph.migrations() {
        let own = &file.migration;
        let released = graph.released(&summary.path).is_some();
        if released || own.version.is_none() || own.direction == Direction::Down {
            continue;
        }
        let last = migrations(base)
            .filter(|(_, other)| other.migration.history == own.history)
            .filter(|(_, other)| other.migration.direction != Direction::Down)
            .max_by_key(|(_, other)| other.migration.order());
        let Some((newest, other)) = last else {
            continue;
        };
        // What was renamed or moved is not new.
        let moved = migrations(base).any(|(_, other)| other.fingerprint == file.fingerprint);
        if own.order() < other.migration.order() && !moved {
            let finding = report.find_in(
                &summary.path,
                file.head,
                format!(
                    "this is older than {}, which has been released",
                    newest.path
                ),
            );
            finding.fix = Some(advice("give it a version behind that one"));
        }
    }
}
