//! `missing-restart-policy`: a service that nothing starts again.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::compose::Service;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-restart-policy",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_restart_policy.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let said = service.get("restart").is_some()
            || service.node.at(&["deploy", "restart_policy"]).is_some();
        let awaited = file
            .services
            .iter()
            .flat_map(Service::dependencies)
            .any(|dependency| {
                dependency.service == service.name
                    && dependency.condition == Some("service_completed_successfully")
            });
        let on_demand = service.get("profiles").is_some();
        if said || awaited || on_demand {
            continue;
        }
        let edits = edit::append(report.text, service.node, "restart: unless-stopped")
            .into_iter()
            .collect();
        let fix = report.fix("add `restart: unless-stopped`", Safety::Unsafe, edits);
        report
            .find(
                service.key.range(),
                format!("`{}` stays down after a crash or a reboot", service.name),
            )
            .fix = Some(fix);
    }
}
