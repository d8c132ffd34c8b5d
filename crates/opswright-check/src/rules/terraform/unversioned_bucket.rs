//! `unversioned-bucket`: a bucket that keeps no former versions.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unversioned-bucket",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unversioned_bucket.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "keeps no former versions of its objects",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("alicloud_oss_bucket", "versioning.status", &["Enabled"]),
    on(
        "digitalocean_spaces_bucket google_storage_bucket",
        "versioning.enabled",
    ),
    one_of("oci_objectstorage_bucket", "versioning", &["Enabled"]),
];
