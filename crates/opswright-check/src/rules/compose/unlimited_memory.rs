//! `unlimited-memory`: a service without a limit of its memory.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unlimited-memory",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unlimited_memory.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let limited = service.get("mem_limit").is_some()
            || service
                .node
                .at(&["deploy", "resources", "limits", "memory"])
                .is_some();
        if !limited {
            report
                .find(
                    service.key.range(),
                    format!("`{}` may take all memory of the host", service.name),
                )
                .fix = Some(advice(
                "set `mem_limit`, or `deploy.resources.limits.memory`",
            ));
        }
    }
}
