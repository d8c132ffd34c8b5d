//! `privileged-service`: a service with the rights of the host's root.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "privileged-service",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("privileged_service.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        if let Some(privileged) = service
            .get("privileged")
            .filter(|node| node.as_bool() == Some(true))
        {
            report
                .find(
                    privileged.range(),
                    format!("`{}` is root on the host", service.name),
                )
                .fix = Some(advice(
                "add the one capability or device that it needs: `cap_add`, `devices`",
            ));
        }
        let added = service
            .get("cap_add")
            .map(|added| added.items().collect())
            .unwrap_or_default();
        for capability in Vec::into_iter(added) {
            let name = capability.as_str().unwrap_or("").trim_start_matches("CAP_");
            if matches!(name, "ALL" | "SYS_ADMIN" | "SYS_MODULE" | "SYS_PTRACE") {
                report
                    .find(
                        capability.range(),
                        format!("with {name} `{}` can take over the host", service.name),
                    )
                    .fix = Some(advice("add a narrower capability"));
            }
        }
    }
}
