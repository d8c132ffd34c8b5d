//! `needs-cycle`: jobs that wait for each other in a circle.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "needs-cycle",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("needs_cycle.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let mut reported: Vec<&str> = Vec::new();
    for job in &file.jobs {
        let before: Vec<&str> = file.before(job).iter().map(|before| before.id).collect();
        if !before.contains(&job.id) || reported.contains(&job.id) {
            continue;
        }
        // All jobs of the circle come before each other; they are reported once.
        let circle: Vec<&str> = file
            .jobs
            .iter()
            .filter(|other| {
                before.contains(&other.id)
                    && file.before(other).iter().any(|before| before.id == job.id)
            })
            .map(|other| other.id)
            .collect();
        report.find(
            job.key.range(),
            format!(
                "`{}` waits for itself: `{}`",
                job.id,
                circle.join("` and `")
            ),
        );
        reported.extend(circle);
    }
}
