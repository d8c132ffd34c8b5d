//! `overlapping-cron-job`: a `CronJob` that starts again while its last run goes on.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "overlapping-cron-job",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("overlapping_cron_job.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("CronJob")) {
        let policy = object.field(&["spec", "concurrencyPolicy"]);
        let schedule = object
            .node
            .get("spec")
            .and_then(|spec| spec.entry("schedule"));
        let Some(schedule) = schedule.filter(|_| policy.is_absent() && object.is_whole()) else {
            continue;
        };
        let edits = edit::insert_after(report.text, &schedule, "concurrencyPolicy: Forbid")
            .into_iter()
            .collect();
        let fix = report.fix("set `concurrencyPolicy: Forbid`", Safety::Unsafe, edits);
        let message = format!(
            "`{}` starts again even when its last run goes on",
            object.title()
        );
        report.find(schedule.key.range(), message).fix = Some(fix);
    }
}
