//! `unlogged-network`: a network whose traffic nobody records.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::companions::{Companion, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlogged-network",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unlogged_network.md"),
    run: &[Run::Graph(run)],
};

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_vpc",
    inline: "",
    by: &[("aws_flow_log", "vpc_id")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, "records none of its traffic");
}
