//! `upper-case-stage-name`: a stage name with capital letters.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "upper-case-stage-name",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("upper_case_stage_name.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let names = file.stages.iter().filter_map(|stage| stage.name.as_ref());
    for name in names.filter(|name| !name.is_dynamic()) {
        if name.text.chars().any(|letter| letter.is_ascii_uppercase()) {
            let message = format!("write the stage name `{}` in lower case", name.text);
            report.find(name.range, message);
        }
    }
}
