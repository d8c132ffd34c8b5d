//! `missing-matching-label`: a label that two sides are matched by and one of them has not.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{Expression, GroupSide, Name};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-matching-label",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_matching_label.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, _, binary) in asked.binaries() {
        let Some(matching) = &binary.matching else {
            continue;
        };
        let (left, right) = (binary.left.labels(), binary.right.labels());
        for label in matching.labels.iter().filter(|_| matching.on) {
            let side = match (left.may_have(&label.text), right.may_have(&label.text)) {
                (false, true) => &binary.left,
                (true, false) => &binary.right,
                _ => continue,
            };
            say(
                asked,
                label,
                side,
                "nothing on the two sides matches",
                report,
            );
        }
        let Some(join) = &matching.join else {
            continue;
        };
        let (one, labels) = match join.side {
            GroupSide::Left => (&binary.right, &right),
            GroupSide::Right => (&binary.left, &left),
        };
        for label in join
            .labels
            .iter()
            .filter(|label| !labels.may_have(&label.text))
        {
            say(asked, label, one, "there is nothing to take", report);
        }
    }
}

fn say(asked: &Asked<'_>, label: &Name, side: &Expression, so: &str, report: &mut Report<'_>) {
    let message = format!("`{}` has no `{}`: {so}", asked.words(side), label.text);
    asked.find(report, label.range, message);
}
