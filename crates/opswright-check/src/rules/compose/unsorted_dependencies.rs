//! `unsorted-dependencies`: dependencies of a service that are in no order.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::first_unsorted;
use crate::compose::order::{Block, reordered, sorted};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unsorted-dependencies",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unsorted_dependencies.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let Some(entry) = service.node.entry("depends_on") else {
            continue;
        };
        let items: Vec<_> = entry.value.items().collect();
        let entries: Vec<_> = entry.value.entries().collect();
        let names: Vec<&str> = items
            .iter()
            .map(|item| item.as_str().unwrap_or(""))
            .chain(entries.iter().map(opswright_yaml::Entry::name))
            .collect();
        let Some((at, other)) = first_unsorted(&names) else {
            continue;
        };
        let blocks: Vec<Block<'_>> = items
            .iter()
            .copied()
            .map(Block::of_item)
            .chain(entries.iter().map(Block::of_entry))
            .collect();
        let edits = reordered(report.text, &blocks, &sorted(&names))
            .into_iter()
            .collect();
        let fix = report.fix("sort the dependencies by name", Safety::Safe, edits);
        report
            .find(
                entry.key.range(),
                format!(
                    "`{}` stands after `{other}` in the dependencies of `{}`",
                    names[at], service.name
                ),
            )
            .fix = Some(fix);
    }
}
