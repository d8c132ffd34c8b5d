//! `instance-metadata-v1`: a machine whose metadata service answers without a token.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "instance-metadata-v1",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("instance_metadata_v1.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "answers metadata requests without a token",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of(
        "aws_instance aws_launch_configuration aws_launch_template",
        "metadata_options.http_tokens",
        &["required"],
    )
    .unless("metadata_options.http_endpoint=disabled"),
    one_of(
        "aws_sagemaker_notebook_instance",
        "instance_metadata_service_configuration.minimum_instance_metadata_service_version",
        &["2"],
    ),
    on(
        "oci_core_instance",
        "instance_options.are_legacy_imds_endpoints_disabled",
    ),
];
