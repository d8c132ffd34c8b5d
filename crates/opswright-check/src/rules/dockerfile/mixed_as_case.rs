//! `mixed-as-case`: FROM and AS in two cases.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::Dockerfile;
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mixed-as-case",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("mixed_as_case.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let (Some(name), Some(from)) = (&stage.name, file.instructions.get(stage.from)) else {
            continue;
        };
        let between = report
            .text
            .get(stage.image.range.end..name.range.start)
            .unwrap_or("");
        let written = between.trim();
        let is_upper = !from
            .keyword
            .text
            .chars()
            .any(|letter| letter.is_ascii_lowercase());
        let wanted = if is_upper { "AS" } else { "as" };
        if written.eq_ignore_ascii_case("as") && written != wanted {
            let start = stage.image.range.end + between.find(written).unwrap_or(0);
            let range = Range::new(start, start + written.len());
            let edits = vec![replace(range, wanted)];
            let fix = report.fix(format!("write `{wanted}`"), Safety::Safe, edits);
            report
                .find(range, format!("write `{wanted}`, as its FROM does"))
                .fix = Some(fix);
        }
    }
}
