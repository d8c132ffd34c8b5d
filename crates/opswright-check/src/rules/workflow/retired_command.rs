//! `retired-command`: a workflow command that GitHub has retired.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-command",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_command.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

const RETIRED: [(&str, &str); 4] = [
    ("::set-output ", "$GITHUB_OUTPUT"),
    ("::save-state ", "$GITHUB_STATE"),
    ("::set-env ", "$GITHUB_ENV"),
    ("::add-path::", "$GITHUB_PATH"),
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        let range = run.range();
        for (command, instead) in RETIRED {
            for (at, _) in range.slice(report.text).match_indices(command) {
                let place = Range::new(
                    range.start + at,
                    range.start + at + command.trim_end().len(),
                );
                report
                    .find(place, format!("GitHub has retired `{}`", command.trim()))
                    .fix = Some(advice(format!(
                    "write `name=value` into the file: `>> \"{instead}\"`"
                )));
            }
        }
    }
}
