//! `dropped-while-in-use`: a column or table dropped or renamed in the change that stops using it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::{Direction, Noun, Verb};
use opswright_project::{Content, Graph, Summary};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-while-in-use",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dropped_while_in_use.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let Some(base) = graph.base() else {
        return;
    };
    for (summary, file) in graph.migrations() {
        let released = graph.released(&summary.path).is_some();
        if released || file.migration.direction == Direction::Down {
            continue;
        }
        for change in &file.up {
            let gone = matches!(change.value.verb, Verb::Drop | Verb::Rename)
                && matches!(change.value.noun, Noun::Column | Noun::Table);
            let user = base
                .iter()
                .find(|other| gone && uses(other, &change.value.table, &change.value.object));
            let Some(user) = user else {
                continue;
            };
            let name = match change.value.noun {
                Noun::Table => format!("`{}`", change.value.table),
                _ => format!("`{}.{}`", change.value.table, change.value.object),
            };
            let finding = report.find_in(
                &summary.path,
                change.range,
                format!("the code that runs now still uses {name}"),
            );
            finding
                .evidence
                .push(format!("{} names it, as released", user.path));
            finding.fix = Some(advice(
                "stop using it in one release, and drop it in the next",
            ));
        }
    }
}

/// Whether a file of queries names both; an empty column is any.
fn uses(summary: &Summary, table: &str, column: &str) -> bool {
    match &summary.content {
        Content::Queries(words) => {
            words.contains(table) && (column.is_empty() || words.contains(column))
        }
        _ => false,
    }
}
