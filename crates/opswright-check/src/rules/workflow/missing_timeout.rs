//! `missing-timeout`: a job without a time limit.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-timeout",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_timeout.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let Some(runs_on) = job
            .node
            .entry("runs-on")
            .filter(|_| job.get("timeout-minutes").is_none())
        else {
            continue;
        };
        let edits = edit::insert_after(report.text, &runs_on, "timeout-minutes: 30")
            .into_iter()
            .collect();
        let fix = report.fix("add `timeout-minutes: 30`", Safety::Unsafe, edits);
        report
            .find(
                job.key.range(),
                format!("`{}` may hang for six hours before GitHub ends it", job.id),
            )
            .fix = Some(fix);
    }
}
