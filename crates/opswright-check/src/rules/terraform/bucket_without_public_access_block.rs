//! `bucket-without-public-access-block`: a bucket without switches of its own against public access.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::companions::{Companion, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "bucket-without-public-access-block",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("bucket_without_public_access_block.md"),
    run: &[Run::Graph(run)],
};

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_s3_bucket",
    inline: "",
    by: &[("aws_s3_bucket_public_access_block", "bucket")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(
        graph,
        report,
        COMPANIONS,
        "has no switches of its own against public access",
    );
}
