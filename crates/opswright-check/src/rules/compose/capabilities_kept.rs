//! `capabilities-kept`: a service that keeps the engine's default capabilities.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "capabilities-kept",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("capabilities_kept.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let dropped = service.get("cap_drop").is_some_and(|dropped| {
            dropped.items().any(|item| {
                item.as_str()
                    .is_some_and(|name| name.eq_ignore_ascii_case("all"))
            })
        });
        let privileged = service
            .get("privileged")
            .is_some_and(|node| node.as_bool() == Some(true));
        if !dropped && !privileged {
            report
                .find(
                    service.key.range(),
                    format!(
                        "`{}` keeps capabilities that hardly any service needs",
                        service.name
                    ),
                )
                .fix = Some(advice(
                "add `cap_drop: [ALL]`, and `cap_add` what it really uses",
            ));
        }
    }
}
