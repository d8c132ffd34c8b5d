//! `unversioned-bucket`: a bucket that keeps no former versions.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, kept_on, none_of, on, one_of};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unversioned-bucket",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unversioned_bucket.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "keeps no former versions of its objects",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_on("aws_s3_bucket", "versioning.enabled"),
    none_of(
        "aws_s3_bucket_versioning",
        "versioning_configuration.status",
        &["Disabled", "Suspended"],
    ),
    one_of("alicloud_oss_bucket", "versioning.status", &["Enabled"]),
    on(
        "digitalocean_spaces_bucket google_storage_bucket",
        "versioning.enabled",
    ),
    one_of("oci_objectstorage_bucket", "versioning", &["Enabled"]),
];

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_s3_bucket",
    inline: "versioning",
    by: &[("aws_s3_bucket_versioning", "bucket")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
