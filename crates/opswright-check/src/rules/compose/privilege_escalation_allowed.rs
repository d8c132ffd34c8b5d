//! `privilege-escalation-allowed`: a service whose processes may gain rights.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "privilege-escalation-allowed",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("privilege_escalation_allowed.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let options = service.get("security_opt");
        let denied = options.is_some_and(|options| {
            options.items().any(|option| {
                option.as_str().is_some_and(|option| {
                    option.starts_with("no-new-privileges") && !option.ends_with("false")
                })
            })
        });
        if denied {
            continue;
        }
        let edits = match options {
            None => edit::append(
                report.text,
                service.node,
                "security_opt:\n  - no-new-privileges:true",
            )
            .into_iter()
            .collect(),
            Some(_) => Vec::new(),
        };
        let fix = report.fix(
            "add `no-new-privileges:true` to `security_opt`",
            Safety::Unsafe,
            edits,
        );
        report
            .find(
                service.key.range(),
                format!("a setuid program can make `{}` root again", service.name),
            )
            .fix = Some(fix);
    }
}
