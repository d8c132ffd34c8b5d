//! `shared-with-everyone`: a snapshot, image or document that every account may read.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, never, none_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "shared-with-everyone",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("shared_with_everyone.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is shared with other accounts",
    table: TABLE,
};

const TABLE: &[Need] = &[
    never("aws_ami_launch_permission", "account_id"),
    none_of("aws_db_snapshot", "shared_accounts", &["all"]),
    none_of("aws_ssm_document", "permissions.account_ids", &["All"]),
];
