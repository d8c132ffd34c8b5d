//! `unconditional-dependency`: a dependency that is waited for only until it starts.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unconditional-dependency",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("unconditional_dependency.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for dependency in service.dependencies() {
            if matches!(dependency.condition, None | Some("service_started")) {
                let message = format!(
                    "`{}` does not wait until `{}` is healthy",
                    service.name, dependency.service
                );
                report.find(dependency.node.range(), message).fix = Some(advice(
                    "condition: service_healthy, and a health check there",
                ));
            }
        }
    }
}
