//! `reserved-stage-name`: a stage named `scratch` or `context`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "reserved-stage-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("reserved_stage_name.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let names = file.stages.iter().filter_map(|stage| stage.name.as_ref());
    for name in names {
        let lower = name.text.to_ascii_lowercase();
        if matches!(lower.as_str(), "scratch" | "context") {
            let message = format!("`{}` means something else to the builder", name.text);
            report.find(name.range, message);
        }
    }
}
