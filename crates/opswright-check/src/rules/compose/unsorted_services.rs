//! `unsorted-services`: services that are in no order.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::first_unsorted;
use crate::compose::order::{Block, reordered, sorted};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unsorted-services",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unsorted_services.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let Some(services) = file.yaml.root().and_then(|root| root.get("services")) else {
        return;
    };
    let entries: Vec<_> = services.entries().collect();
    let names: Vec<&str> = entries.iter().map(opswright_yaml::Entry::name).collect();
    let Some((at, other)) = first_unsorted(&names) else {
        return;
    };
    let blocks: Vec<Block<'_>> = entries.iter().map(Block::of_entry).collect();
    let edits = reordered(report.text, &blocks, &sorted(&names))
        .into_iter()
        .collect();
    let fix = report.fix("sort the services by name", Safety::Safe, edits);
    report
        .find(
            entries[at].key.range(),
            format!("`{}` stands after `{other}`", names[at]),
        )
        .fix = Some(fix);
}
