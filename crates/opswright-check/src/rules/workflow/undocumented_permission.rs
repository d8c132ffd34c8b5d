//! `undocumented-permission`: a right of the token that no comment explains.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undocumented-permission",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("undocumented_permission.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let all = file
        .jobs
        .iter()
        .filter_map(|job| job.get("permissions"))
        .chain(file.root.get("permissions"));
    for permissions in all {
        look(permissions, report);
    }
}

fn look(permissions: Node<'_>, report: &mut Report<'_>) {
    for entry in permissions.entries() {
        let name = entry.name();
        let said = entry.value.as_str() == Some("none")
            || name == "contents" && entry.value.as_str() == Some("read");
        let range = entry.range();
        let rest = report.text.get(range.end..).unwrap_or("");
        let behind = rest.lines().next().unwrap_or("").contains('#');
        let before = report
            .text
            .get(..range.start)
            .and_then(|before| {
                before
                    .lines()
                    .rev()
                    .nth(1)
                    .or_else(|| before.lines().next_back())
            })
            .is_some_and(|line| line.trim_start().starts_with('#'));
        if !(said || behind || before) {
            report
                .find(range, format!("nothing says what `{name}` is for"))
                .fix = Some(advice("add a comment behind it"));
        }
    }
}
