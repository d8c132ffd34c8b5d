//! `unbounded-logs`: a service whose log is never rotated.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unbounded-logs",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unbounded_logs.md"),
    run: &[Run::Compose(run)],
};

const ROTATION: &str =
    "logging:\n  driver: json-file\n  options:\n    max-size: 10m\n    max-file: \"3\"";

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in file.services.iter().filter(|service| !service.is_partial()) {
        let logging = service.get("logging");
        let driver = logging
            .and_then(|logging| logging.str_at(&["driver"]))
            .unwrap_or("json-file");
        let bounded = logging.is_some_and(|logging| logging.at(&["options", "max-size"]).is_some());
        if driver != "json-file" || bounded {
            continue;
        }
        let edits = match logging {
            None => edit::append(report.text, service.node, ROTATION)
                .into_iter()
                .collect(),
            Some(_) => Vec::new(),
        };
        let fix = report.fix("set `max-size` and `max-file`", Safety::Unsafe, edits);
        report
            .find(
                service.key.range(),
                format!("the log of `{}` grows until the disk is full", service.name),
            )
            .fix = Some(fix);
    }
}
