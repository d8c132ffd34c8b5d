//! `consecutive-runs`: rUN after RUN, each a layer of its own.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, Instruction};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "consecutive-runs",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("consecutive_runs.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let plain = |instruction: &Instruction| {
        matches!(instruction.body, Body::Run(_))
            && instruction.flags.is_empty()
            && instruction.heredocs.is_empty()
    };
    for pair in file.instructions.windows(2) {
        let [one, other] = pair else {
            continue;
        };
        if plain(one) && plain(other) {
            report.find(
                other.keyword.range,
                "the RUN above could do this in the same layer",
            );
        }
    }
}
