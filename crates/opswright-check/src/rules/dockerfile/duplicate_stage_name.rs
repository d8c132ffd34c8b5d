//! `duplicate-stage-name`: two stages of one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-stage-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_stage_name.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Some(name) = &stage.name else {
            continue;
        };
        let earlier = file
            .stages
            .iter()
            .take(stage.index)
            .filter_map(|other| other.name.as_ref())
            .find(|other| other.text.eq_ignore_ascii_case(&name.text));
        if let Some(earlier) = earlier {
            let line = report.line(earlier.range.start);
            let message = format!("line {line} names a stage `{}` as well", earlier.text);
            report.find(name.range, message);
        }
    }
}
