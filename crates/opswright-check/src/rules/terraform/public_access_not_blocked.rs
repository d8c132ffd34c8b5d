//! `public-access-not-blocked`: a store whose switches against public access are off.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_on, off, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-access-not-blocked",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("public_access_not_blocked.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not block public access",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_on(
        "aws_s3_access_point",
        "public_access_block_configuration.block_public_acls",
    ),
    kept_on(
        "aws_s3_access_point",
        "public_access_block_configuration.block_public_policy",
    ),
    kept_on(
        "aws_s3_access_point",
        "public_access_block_configuration.ignore_public_acls",
    ),
    kept_on(
        "aws_s3_access_point",
        "public_access_block_configuration.restrict_public_buckets",
    ),
    on("aws_s3_bucket_public_access_block", "block_public_acls"),
    on("aws_s3_bucket_public_access_block", "block_public_policy"),
    on("aws_s3_bucket_public_access_block", "ignore_public_acls"),
    on(
        "aws_s3_bucket_public_access_block",
        "restrict_public_buckets",
    ),
    off("azurerm_storage_account", "allow_nested_items_to_be_public"),
];
