//! `forced-destruction`: a store that is deleted with all that is in it.

use opswright_diagnostic::Safety;
use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "forced-destruction",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("forced_destruction.md"),
    run: &[Run::Terraform(run)],
};

/// What holds data, and the switch that deletes it with all that is in it.
const SWITCHES: &[(&str, &[&str])] = &[
    (
        "force_destroy",
        &[
            "aws_s3_bucket",
            "google_storage_bucket",
            "google_bigquery_dataset",
            "aws_route53_zone",
            "google_dns_managed_zone",
            "aws_backup_vault",
            "alicloud_oss_bucket",
            "scaleway_object_bucket",
        ],
    ),
    ("force_delete", &["aws_ecr_repository"]),
    ("delete_contents_on_destroy", &["google_bigquery_dataset"]),
    ("delete_automated_backups", &["aws_db_instance"]),
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for (switch, kinds) in SWITCHES {
        for resource in kinds.iter().flat_map(|kind| file.of_kind(kind)) {
            let Some(attribute) = resource.block.body.attribute(switch) else {
                continue;
            };
            if attribute.value.as_bool() == Some(true) {
                let message = format!(
                    "destroying `{}` deletes all that is in it",
                    resource.address()
                );
                let fix = report.fix(
                    format!("set `{switch} = false`"),
                    Safety::Unsafe,
                    vec![replace(attribute.value.range, "false")],
                );
                report.find(attribute.range, message).fix = Some(fix);
            }
        }
    }
}
