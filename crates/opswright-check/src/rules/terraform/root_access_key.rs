//! `root-access-key`: an access key of the root user.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, none_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "root-access-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("root_access_key.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "gives a program the rights of the root user",
    table: TABLE,
};

const TABLE: &[Need] = &[none_of("aws_iam_access_key", "user", &["root"])];
