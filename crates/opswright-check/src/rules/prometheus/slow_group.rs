//! `slow-group`: a group that is evaluated less often than series are remembered.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_promql::duration_text;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "slow-group",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("slow_group.md"),
    run: &[Run::Rules(run)],
};

/// How long a series is found after its last sample, in seconds.
const LOOKBACK: f64 = 300.0;

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for group in &file.groups {
        let Some((interval, seconds)) = group.interval.zip(group.interval_seconds()) else {
            continue;
        };
        if seconds > LOOKBACK {
            report.find(
                interval.range(),
                format!("evaluated every {}, and a series is forgotten after 5m: what is recorded has gaps, and alerts end in between", duration_text(seconds)),
            );
        }
    }
}
