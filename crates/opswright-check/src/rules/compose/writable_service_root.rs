//! `writable-service-root`: a service that can change its own programs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "writable-service-root",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("writable_service_root.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    if report.is_overlay() {
        return;
    }
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let kept = service
            .get("read_only")
            .is_some_and(|node| node.as_bool() != Some(false));
        if !kept {
            report
                .find(
                    service.key.range(),
                    format!("`{}` can change the programs that it runs", service.name),
                )
                .fix = Some(advice(
                "set `read_only: true`, and `tmpfs` for what it has to write",
            ));
        }
    }
}
