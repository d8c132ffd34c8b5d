//! `invalid-duration`: a length of time that Prometheus does not read.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_promql::duration_seconds;
use opswright_yaml::Node;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-duration",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_duration.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for group in &file.groups {
        for key in ["interval", "query_offset"] {
            check(group.node.get(key), key, report);
        }
        for rule in &group.rules {
            for key in ["for", "keep_firing_for"] {
                check(rule.node.get(key), key, report);
            }
        }
    }
}

fn check(value: Option<Node<'_>>, key: &str, report: &mut Report<'_>) {
    let Some((value, text)) = value.and_then(|value| Some((value, value.as_str()?))) else {
        return;
    };
    if duration_seconds(text).is_none() && !text.contains(['{', '$']) && !value.is_null() {
        report.find(
            value.range(),
            format!("`{key}: {text}` is no length of time; whole numbers with units, from long to short: `1h30m`"),
        );
    }
}
