//! `redundant-platform`: a platform that is the default.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::Dockerfile;
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "redundant-platform",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("redundant_platform.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let flag = file
            .instructions
            .get(stage.from)
            .and_then(|instruction| instruction.flag("platform"));
        let Some(flag) = flag else {
            continue;
        };
        let value = flag.value.text.trim_matches('"');
        if matches!(value, "$TARGETPLATFORM" | "${TARGETPLATFORM}") {
            let whole = Range::new(flag.range.start, stage.image.range.start);
            let fix = report.fix("remove the flag", Safety::Safe, vec![replace(whole, "")]);
            report
                .find(
                    flag.range,
                    "every stage is built for `$TARGETPLATFORM` already",
                )
                .fix = Some(fix);
        }
    }
}
