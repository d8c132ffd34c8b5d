//! `unlimited-cpu`: a service that may take every processor.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unlimited-cpu",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unlimited_cpu.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    if report.is_overlay() {
        return;
    }
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let kept = ["cpus", "cpu_quota", "cpu_count", "cpu_percent"]
            .iter()
            .any(|key| service.get(key).is_some())
            || service
                .node
                .at(&["deploy", "resources", "limits", "cpus"])
                .is_some();
        if !kept {
            report
                .find(
                    service.key.range(),
                    format!("`{}` may take every processor of the host", service.name),
                )
                .fix = Some(advice("set `cpus`, or `deploy.resources.limits.cpus`"));
        }
    }
}
