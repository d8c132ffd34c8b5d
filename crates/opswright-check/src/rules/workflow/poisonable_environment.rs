//! `poisonable-environment`: a workflow with the rights of the repository that writes a stranger's text into the variables of all later steps.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "poisonable-environment",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("poisonable_environment.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(event) = ["pull_request_target", "workflow_run", "issue_comment"]
        .into_iter()
        .find(|event| file.trigger(event).is_some())
    else {
        return;
    };
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        let range = run.range();
        let mut at = range.start;
        for line in range.slice(report.text).split_inclusive('\n') {
            let written = ["GITHUB_ENV", "GITHUB_PATH"]
                .into_iter()
                .find_map(|name| Some((name, line.find(name)?)))
                .filter(|(_, place)| {
                    line.get(..*place)
                        .is_some_and(|before| before.contains('>') || before.contains("tee "))
                });
            if let Some((name, place)) = written.filter(|_| is_open(line)) {
                report
                    .find(
                        Range::new(at + place, at + place + name.len()),
                        format!("what is written to {name} can come from a stranger ({event})"),
                    )
                    .fix = Some(advice(
                    "write to GITHUB_OUTPUT, and give it to the one step that needs it",
                ));
            }
            at += line.len();
        }
    }
}

/// Whether what is written is more than words of the workflow itself.
fn is_open(line: &str) -> bool {
    let what = line.split('>').next().unwrap_or("");
    let plain = what.trim_start().starts_with("echo") && !what.contains(['$', '`']);
    !plain
}
