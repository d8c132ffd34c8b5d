//! `default-security-group-kept`: a network whose default security group is left as it is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::companions::{Companion, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "default-security-group-kept",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("default_security_group_kept.md"),
    run: &[Run::Graph(run)],
};

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_vpc",
    inline: "",
    by: &[("aws_default_security_group", "vpc_id")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(
        graph,
        report,
        COMPANIONS,
        "leaves its default security group as it is",
    );
}
