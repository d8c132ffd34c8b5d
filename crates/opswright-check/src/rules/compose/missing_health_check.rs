//! `missing-health-check`: a service with an image and no health check.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-health-check",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    docs: include_str!("missing_health_check.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let one_shot = service.get("restart").and_then(|node| node.as_str()) == Some("no");
        let waited_for = file
            .services
            .iter()
            .flat_map(opswright_project::compose::Service::dependencies);
        let runs_once = waited_for
            .filter(|dependency| dependency.service == service.name)
            .any(|dependency| dependency.condition == Some("service_completed_successfully"));
        let own_image = service.image().is_some() && service.build().is_none();
        if own_image
            && service.health_check().is_none()
            && !one_shot
            && !runs_once
            && !service.is_partial()
        {
            let message = format!("`{}` has no health check", service.name);
            report.find(service.key.range(), message).fix =
                Some(advice("healthcheck: with a command of the image"));
        }
    }
}
