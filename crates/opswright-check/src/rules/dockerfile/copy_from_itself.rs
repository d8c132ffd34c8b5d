//! `copy-from-itself`: a stage that copies from itself.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "copy-from-itself",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("copy_from_itself.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Some(name) = &stage.name else {
            continue;
        };
        for instruction in file.instructions_of(stage) {
            if let Some(from) = instruction.flag("from")
                && from.value.text.eq_ignore_ascii_case(&name.text)
            {
                let message = format!("`{}` is this stage itself", name.text);
                report.find(from.value.range, message);
            }
        }
    }
}
