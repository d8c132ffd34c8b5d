//! `unconfined-service`: a service without the limits that containers have by default.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unconfined-service",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unconfined_service.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for item in service
            .get("security_opt")
            .into_iter()
            .flat_map(|list| list.items())
        {
            let text = item.as_str().unwrap_or("").replace('=', ":");
            let lost = match text.trim() {
                "seccomp:unconfined" => "every call of the kernel is open to it",
                "apparmor:unconfined" => "AppArmor does not hold it back",
                "label:disable" | "label:type:spc_t" => "SELinux does not hold it back",
                "systempaths:unconfined" => "it sees and writes the kernel's own settings",
                "no-new-privileges:false" => "a program in it may gain rights",
                _ => continue,
            };
            if !report.has(item.range()) {
                report
                    .find(
                        item.range(),
                        format!(
                            "`{}` runs without a limit that all containers have: {lost}",
                            service.name
                        ),
                    )
                    .fix = Some(advice(
                    "leave it out, or write a profile for what the service needs",
                ));
            }
        }
    }
}
