//! `maintainer-instruction`: the old MAINTAINER instruction.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "maintainer-instruction",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("maintainer_instruction.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Maintainer(who) = &instruction.body else {
            continue;
        };
        let name = who.text.trim_matches(['"', '\'']);
        let edits = if name.contains(['"', '\\', '\n', '$']) {
            Vec::new()
        } else {
            let label = format!("LABEL org.opencontainers.image.authors=\"{name}\"");
            vec![replace(instruction.range, label)]
        };
        let fix = report.fix("write a label", Safety::Safe, edits);
        report
            .find(instruction.keyword.range, "MAINTAINER is deprecated")
            .fix = Some(fix);
    }
}
