//! `unprotected-branch`: a repository in Terraform whose branches are guarded less than they could be.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, at_least, kept_off, on};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unprotected-branch",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unprotected_branch.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "guards its branches less than it could",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on(
        "github_branch_protection github_branch_protection_v3",
        "require_signed_commits",
    ),
    at_least(
        "github_branch_protection github_branch_protection_v3",
        "required_pull_request_reviews.required_approving_review_count",
        2.0,
    ),
    kept_off("gitlab_branch_protection", "allow_force_push"),
    at_least("gitlab_project", "approvals_before_merge", 2.0),
    on("gitlab_project", "push_rules.prevent_secrets"),
    on("gitlab_project", "push_rules.reject_unsigned_commits"),
];

const COMPANIONS: &[Companion] = &[Companion {
    of: "github_repository",
    inline: "",
    by: &[
        ("github_branch_protection", "repository_id"),
        ("github_branch_protection_v3", "repository"),
        ("github_repository_ruleset", "repository"),
    ],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
