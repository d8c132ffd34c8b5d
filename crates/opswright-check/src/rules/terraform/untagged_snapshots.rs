//! `untagged-snapshots`: snapshots that do not carry the tags of their database.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untagged-snapshots",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("untagged_snapshots.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not give its tags to its snapshots",
    table: TABLE,
};

const TABLE: &[Need] = &[on(
    "aws_db_instance aws_neptune_cluster aws_rds_cluster",
    "copy_tags_to_snapshot",
)];
