//! `skipped-final-snapshot`: a database that is deleted without a last snapshot.

use opswright_diagnostic::Safety;
use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "skipped-final-snapshot",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("skipped_final_snapshot.md"),
    run: &[Run::Terraform(run)],
};

const KINDS: &[&str] = &[
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_redshift_cluster",
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in KINDS.iter().flat_map(|kind| file.of_kind(kind)) {
        let Some(attribute) = resource.block.body.attribute("skip_final_snapshot") else {
            continue;
        };
        // A copy that is read from is made again from its source.
        if attribute.value.as_bool() == Some(true)
            && resource.value("replicate_source_db").is_none()
        {
            let message = format!(
                "`{}` is deleted without a last snapshot",
                resource.address()
            );
            let fix = report.fix(
                "set `skip_final_snapshot = false`",
                Safety::Unsafe,
                vec![replace(attribute.value.range, "false")],
            );
            report.find(attribute.range, message).fix = Some(fix);
        }
    }
}
