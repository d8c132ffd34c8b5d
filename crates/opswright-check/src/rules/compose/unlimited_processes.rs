//! `unlimited-processes`: a service that may start any number of processes.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unlimited-processes",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unlimited_processes.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    if report.is_overlay() {
        return;
    }
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let kept = ["pids_limit"].iter().any(|key| service.get(key).is_some())
            || service
                .node
                .at(&["deploy", "resources", "limits", "pids"])
                .is_some();
        if !kept {
            report
                .find(
                    service.key.range(),
                    format!("`{}` may start any number of processes", service.name),
                )
                .fix = Some(advice(
                "set `pids_limit`, or `deploy.resources.limits.pids`",
            ));
        }
    }
}
