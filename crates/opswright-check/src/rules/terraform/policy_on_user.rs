//! `policy-on-user`: a policy that hangs on one user.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, never};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "policy-on-user",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("policy_on_user.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "gives rights to a single user",
    table: TABLE,
};

const TABLE: &[Need] = &[
    never("aws_iam_policy_attachment", "users"),
    never("aws_iam_user_policy aws_iam_user_policy_attachment", "user"),
];
